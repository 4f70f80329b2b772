/** A whole module as readers get it: what `.json` holds, what pages and elements are made from. */
import { figurePath, modulePath, subjectPath } from '../../components/formatting/paths.js';
import type {
  ChartKind,
  DataSetData,
  ModuleData,
  ModuleErrorData,
  PublisherData,
  SubjectData,
  ViewKind,
} from '../../components/formatting/types.js';
import type { SeriesAnswer } from '../engine/series.js';
import { breakdownChart } from '../metrics/presentation-rules.js';
import { figureQuery } from '../modules/module-address.js';
import type { ModuleAnswer } from '../modules/module-question.js';
import { AssembledBeforeAndAfter } from './before-and-after.js';
import { dataSetsData } from './data-sets.js';
import type { AssembledFigure } from './figure.js';
import { FigureContext } from './figure-context.js';
import { AssembledFreshness } from './freshness.js';
import { AssembledMetric } from './metric.js';
import { nameOf } from './names.js';
import { plainModule } from './plain.js';
import { publisherData } from './publisher.js';
import { AssembledSeries } from './series.js';
import type { WordingContext } from './wording-context.js';

/** A series beside the module's own, with the metric it is of. */
export interface AssembledCompanion {
  metric: AssembledMetric;
  series: AssembledSeries;
}

export interface AssembledBreakdown extends AssembledCompanion {
  chart: ChartKind;
}

export class AssembledModule implements ModuleData {
  #metric?: AssembledMetric;
  #subject?: SubjectData;
  #series?: AssembledSeries;
  #companions?: AssembledCompanion[];
  #breakdown?: AssembledBreakdown | null;
  #beforeAndAfter?: AssembledBeforeAndAfter | null;
  #freshness?: AssembledFreshness;
  #publisher?: PublisherData;
  #dataSets?: readonly DataSetData[];

  readonly error = null;

  constructor(
    readonly answer: ModuleAnswer,
    private readonly request: WordingContext,
  ) {}

  get title(): string | null {
    return this.answer.title;
  }

  get description(): string | null {
    return this.answer.description;
  }

  get metric(): AssembledMetric {
    return (this.#metric ??= new AssembledMetric(this.answer.metric, this.answer.lang));
  }

  get subject(): SubjectData {
    const { subject, lang } = this.answer;
    const { kind, slug } = subject;
    return (this.#subject ??= {
      ...{ kind, slug, name: nameOf(subject, lang) },
      pageUrl: this.request.base + subjectPath(subject),
    });
  }

  get figure(): AssembledFigure | null {
    return this.series.headline;
  }

  get series(): AssembledSeries {
    const { series, freshness } = this.answer;
    return (this.#series ??= new AssembledSeries(
      series,
      this.#contextOf(series),
      freshness,
      this.beforeAndAfter,
    ));
  }

  get chart(): ChartKind {
    return this.answer.chart;
  }

  get view(): ViewKind {
    return this.answer.view;
  }

  get companions(): readonly AssembledCompanion[] {
    return (this.#companions ??= this.answer.series.companions.map((series) => this.#companion(series)));
  }

  get breakdown(): AssembledBreakdown | null {
    const { breakdown } = this.answer.series;
    return (this.#breakdown ??= breakdown && {
      ...this.#companion(breakdown),
      chart: breakdownChart(breakdown.question, this.request.catalogue),
    });
  }

  get beforeAndAfter(): AssembledBeforeAndAfter | null {
    const { beforeAndAfter = null, series } = this.answer;
    return (this.#beforeAndAfter ??=
      beforeAndAfter && new AssembledBeforeAndAfter(beforeAndAfter, this.#contextOf(series)));
  }

  get freshness(): AssembledFreshness {
    const { freshness, lang } = this.answer;
    return (this.#freshness ??= new AssembledFreshness(freshness, lang));
  }

  get publisher(): PublisherData {
    return (this.#publisher ??= publisherData(this.series.context, this.request.licence));
  }

  get dataSets(): readonly DataSetData[] {
    return (this.#dataSets ??= dataSetsData(this.series.context));
  }

  get url(): string {
    const { stored, subject, metric, range } = this.answer;
    const path = stored ? modulePath(stored) : figurePath(subject, metric.key);
    return this.request.base + path + figureQuery(range);
  }

  toJSON(): ModuleData {
    return plainModule(this);
  }

  #contextOf({ question }: SeriesAnswer): FigureContext {
    return new FigureContext(question, this.request, this.answer.lang);
  }

  #companion(series: SeriesAnswer): AssembledCompanion {
    return {
      metric: new AssembledMetric(series.question.metric, this.answer.lang),
      series: new AssembledSeries(series, this.#contextOf(series), null),
    };
  }
}

/** A module that is only what is wrong with its request. */
export const failedModule = (error: ModuleErrorData): ModuleData => ({
  title: null,
  description: null,
  metric: null,
  subject: null,
  figure: null,
  series: null,
  chart: 'LINE',
  view: 'CHART',
  companions: [],
  breakdown: null,
  beforeAndAfter: null,
  freshness: null,
  publisher: null,
  dataSets: [],
  url: null,
  error,
});
