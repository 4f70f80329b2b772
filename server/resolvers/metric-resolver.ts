import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import { assertPeriod, instantArgument, windowArgument } from '../engine/questions.js';
import type { Comparison, Period, Window } from '../metrics/periods.js';
import { ComparisonEnum, LanguageEnum, PeriodEnum, type Language } from '../graphql/enums.js';
import { Figure } from '../graphql/figure.js';
import { Freshness } from '../graphql/freshness.js';
import { Metric, MetricDefinition } from '../graphql/metric.js';
import { DateTime, PeriodStart } from '../graphql/scalars.js';
import { Annotation, Series, SeriesChanges, SeriesLine } from '../graphql/series.js';
import { Subject } from '../graphql/subject.js';
import { freshnessData, seriesNarrative } from '../wording/figure-data.js';
import type { GraphqlContext } from './context.js';
import {
  figureSource,
  freshnessSource,
  metricSource,
  seriesSource,
  type FigureSource,
  type FreshnessSource,
  type MetricSource,
  type SeriesSource,
} from './sources.js';

const AS_OF = { nullable: true, description: 'The values as they were known then.' } as const;
const COMPARE = { nullable: true, description: 'What each window is compared with.' } as const;
const LANG = { nullable: true, description: 'The language; that of the question.' } as const;

/** An empty text is no instant either: it must not quietly mean now. */
const instant = (asOf: string | null | undefined): string | null =>
  typeof asOf === 'string' ? instantArgument('asOf', asOf) : null;

const bound = (argument: 'from' | 'to', period: Period, start: string | null | undefined): Window | null =>
  typeof start === 'string' ? windowArgument(argument, period, start) : null;

@Resolver(() => Metric)
export class MetricResolver {
  @FieldResolver(() => MetricDefinition, { description: 'What the metric is.' })
  definition(@Root() { metric }: MetricSource) {
    return metricSource(metric, 'en');
  }

  @FieldResolver(() => Subject, { description: 'What it is a metric of.' })
  subject(@Root() { subject }: MetricSource) {
    return subject;
  }

  @FieldResolver(() => Freshness, { description: 'Whether its data is up to date.' })
  freshness(@Root() { subject, metric }: MetricSource, @Ctx() { reading }: GraphqlContext) {
    return freshnessSource(reading.freshness(subject, metric), reading.now, 'en');
  }

  @FieldResolver(() => Figure, {
    nullable: true,
    description:
      'The newest window with a value; of several services the newest that speaks for them. Null if there is none.',
  })
  async latest(
    @Root() { subject, metric }: MetricSource,
    @Arg('period', () => PeriodEnum, {
      nullable: true,
      description: 'The metric’s default if nobody says, or one that the data allow where that does not fit.',
    })
    asked: Period | null,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<FigureSource | null> {
    const period = asked ?? defaultPeriodOf(subject, metric, context.reading.snapshot);
    assertPeriod(metric, period);
    const answer = await context.reading.latest({ subject, metric, period, compareTo, asOf: instant(asOf) });
    return answer && figureSource(answer, context, 'en');
  }

  @FieldResolver(() => Figure, { description: 'The figure of one window.' })
  async figure(
    @Root() { subject, metric }: MetricSource,
    @Arg('period', () => PeriodEnum, { description: 'The length of the window.' }) period: Period,
    @Arg('start', () => PeriodStart, { description: 'Its first day or instant.' }) start: string,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<FigureSource> {
    assertPeriod(metric, period);
    const window = windowArgument('start', period, start);
    const question = { subject, metric, period, window, compareTo, asOf: instant(asOf) };
    return figureSource(await context.reading.figure(question), context, 'en');
  }

  @FieldResolver(() => Series, {
    description: 'The figures of several windows. Without a range it ends with the latest.',
  })
  async series(
    @Root() { subject, metric }: MetricSource,
    @Arg('period', () => PeriodEnum, { description: 'The length of each window.' }) period: Period,
    @Arg('from', () => PeriodStart, { nullable: true, description: 'The first window (inclusive).' })
    from: string | null,
    @Arg('to', () => PeriodStart, { nullable: true, description: 'The window after the last (exclusive).' })
    to: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'How many windows; of a range, the last ones.' })
    last: number | null,
    @Arg('by', () => String, { nullable: true, description: 'The dimension to split by.' })
    by: string | null,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null,
    @Ctx() context: GraphqlContext,
  ): Promise<SeriesSource> {
    assertPeriod(metric, period);
    const answer = await context.reading.series({
      subject,
      metric,
      period,
      from: bound('from', period, from),
      to: bound('to', period, to),
      last,
      by: by || null,
      compareTo,
      asOf: instant(asOf),
    });
    return seriesSource(answer, context, 'en');
  }
}

@Resolver(() => Series)
export class SeriesResolver {
  @FieldResolver(() => [SeriesLine], {
    description: 'The lines: the values, and what they are held against.',
  })
  lines(@Root() series: SeriesSource) {
    return series.lines;
  }

  @FieldResolver(() => SeriesChanges, {
    nullable: true,
    description: 'The change of each point; null if no comparison was asked for, or the series is split.',
  })
  changes(@Root() series: SeriesSource) {
    return series.changes;
  }

  @FieldResolver(() => [Annotation], { description: 'Remarks on the windows.' })
  annotations(@Root() series: SeriesSource) {
    return series.annotations;
  }

  @FieldResolver(() => Figure, {
    nullable: true,
    description: 'The latest figure of the range; null if the range is empty.',
  })
  latest(@Root() { answer, context: { lang } }: SeriesSource, @Ctx() context: GraphqlContext) {
    return answer.latest && figureSource(answer.latest, context, lang);
  }

  @FieldResolver(() => String, {
    description: 'What a person needs who cannot see the chart, in at most three sentences.',
  })
  narrative(
    @Root() { answer, context: words, description }: SeriesSource,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
    @Ctx() context: GraphqlContext,
  ): string {
    const { subject, metric } = answer.question;
    const freshness = context.reading.freshness(subject, metric);
    const isSame = !lang || lang === words.lang;
    const source = isSame ? null : seriesSource(answer, context, lang);
    return seriesNarrative(source?.description ?? description, freshness, source?.context ?? words);
  }
}

@Resolver(() => Freshness)
export class FreshnessResolver {
  @FieldResolver(() => String, { description: 'The state in words.' })
  text(
    @Root() { answer, text, lang: own }: FreshnessSource,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
    @Ctx() { reading }: GraphqlContext,
  ): string {
    return lang && lang !== own ? freshnessData(answer, reading.now.toISOString(), lang).text : text;
  }
}
