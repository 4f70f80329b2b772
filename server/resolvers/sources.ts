/** What resolvers hand down: answers of the engine with what their words need. */
import type { Subject } from '../store/subject.js';
import {
  describeFigure,
  describeMetric,
  describeSeries,
  type FigureDescription,
  type MetricDescription,
  type SeriesDescription,
} from '../wording/descriptions.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { MetricDefinition } from '../store/subject.js';
import {
  changeData,
  freshnessData,
  seriesAnnotations,
  seriesChangesData,
  seriesLinesData,
  spanData,
  targetData,
} from '../wording/figure-data.js';
import type {
  AnnotationData,
  FigureData,
  FreshnessData,
  SeriesChangesData,
  SeriesLineData,
} from '../../components/formatting/types.js';
import type { Freshness } from '../metrics/freshness.js';
import type { Language } from '../metrics/definitions.js';
import type { GraphqlContext } from './context.js';

/** A metric of a subject. */
export interface MetricSource {
  subject: Subject;
  metric: MetricDefinition;
}

/** A figure as the API answers it, put in words only where it is asked for words. */
export class FigureSource {
  readonly value = this.answer.value;
  readonly status = this.answer.status;
  readonly flags = this.answer.flags;
  readonly numerator = this.answer.numerator;
  readonly denominator = this.answer.denominator;
  readonly coverage = this.answer.coverage;
  readonly isLowerBound = this.answer.isLowerBound;

  constructor(
    readonly answer: FigureAnswer,
    readonly lang: Language,
    private readonly context: GraphqlContext,
  ) {}

  words(lang: Language = this.lang): FigureDescription {
    return figureContext(this.answer.question, this.context, lang);
  }

  get period(): FigureData['period'] {
    return spanData(this.answer.period, this.lang);
  }

  get change(): FigureData['change'] {
    const { change, period } = this.answer;
    return change && changeData(change, period, this.words());
  }

  get target(): FigureData['target'] {
    return targetData(this.answer.target, this.words());
  }
}

/** A series as the API answers it. Columns are made when they are asked for. */
export interface SeriesSource {
  period: SeriesDescription['period'];
  unit: string;
  starts: string[];
  ends: string[];
  by: string | null;
  suppressBelow: number | null;
  annotations: AnnotationData[];
  answer: SeriesAnswer;
  description: SeriesDescription;
  context: FigureDescription;
  readonly lines: SeriesLineData[];
  readonly changes: SeriesChangesData | null;
}

/** Descriptions of a metric are the same for all of a request's figures of it and of one subject. */
const CONTEXTS = new WeakMap<object, Map<string, FigureDescription>>();

export function figureContext(
  source: MetricSource,
  { reading }: GraphqlContext,
  lang: Language,
): FigureDescription {
  let known = CONTEXTS.get(source.subject);
  if (!known) CONTEXTS.set(source.subject, (known = new Map()));
  const key = `${source.metric.key} ${lang}`;
  let context = known.get(key);
  if (!context) {
    context = describeFigure(source, reading.snapshot, reading.now, lang);
    known.set(key, context);
  }
  return context;
}

export const figureSource = (answer: FigureAnswer, context: GraphqlContext, lang: Language): FigureSource =>
  new FigureSource(answer, lang, context);

export function seriesSource(answer: SeriesAnswer, context: GraphqlContext, lang: Language): SeriesSource {
  const words = figureContext(answer.question, context, lang);
  const description = describeSeries(answer, context.reading.catalogue, lang);
  return {
    period: description.period,
    unit: words.metric.unit,
    starts: description.spans.map(({ start }) => start),
    ends: description.spans.map(({ end }) => end),
    by: description.by,
    suppressBelow: words.suppressBelow,
    annotations: seriesAnnotations(description, lang),
    answer,
    description,
    context: words,
    get lines() {
      return seriesLinesData(description, words);
    },
    get changes() {
      return seriesChangesData(description, words);
    },
  };
}

export const metricSource = (metric: MetricDefinition, lang: Language): MetricDescription =>
  describeMetric(metric, lang);

/** A freshness as the API answers it. */
export interface FreshnessSource extends FreshnessData {
  answer: Freshness;
  lang: Language;
}

export const freshnessSource = (answer: Freshness, now: Date, lang: Language): FreshnessSource => ({
  ...freshnessData(answer, now.toISOString(), lang),
  answer,
  lang,
});
