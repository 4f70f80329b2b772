import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { rangeOf } from '../engine/day-plans.js';
import { assertPeriod, dayArgument, instantArgument, windowArgument } from '../engine/questions.js';
import type { Comparison, Period, Window } from '../metrics/periods.js';
import { BeforeAndAfter } from '../graphql/before-and-after.js';
import { ComparisonEnum, LanguageEnum, PeriodEnum, type Language } from '../graphql/enums.js';
import { Figure } from '../graphql/figure.js';
import { Freshness } from '../graphql/freshness.js';
import { Metric, MetricDefinition } from '../graphql/metric.js';
import { DataSet } from '../graphql/module.js';
import { DateTime, PeriodStart } from '../graphql/scalars.js';
import { Series } from '../graphql/series.js';
import { Subject } from '../graphql/subject.js';
import { defaultFigure } from '../loaders/default-figure.js';
import type { AssembledBeforeAndAfter } from '../wording/before-and-after.js';
import type { AssembledFigure } from '../wording/figure.js';
import type { AssembledFreshness } from '../wording/freshness.js';
import type { AssembledSeries } from '../wording/series.js';
import type { GraphqlContext, MetricOfSubject } from './context.js';
import { metricId } from './node-id.js';

const AS_OF = { nullable: true, description: 'The values as they were known then.' } as const;
const COMPARE = { nullable: true, description: 'What each window is compared with.' } as const;
const SAME_SERVICES = {
  nullable: true,
  description: 'Every window is of the services that have a value in all of them.',
} as const;
const LANG = { nullable: true, description: 'The language; that of the question.' } as const;

/** An empty text is no instant either: it must not quietly mean now. */
const instant = (asOf: string | null | undefined): string | null =>
  typeof asOf === 'string' ? instantArgument('asOf', asOf) : null;

const bound = (argument: 'from' | 'to', period: Period, start: string | null | undefined): Window | null =>
  typeof start === 'string' ? windowArgument(argument, period, start) : null;

@Resolver(() => Metric)
export class MetricResolver {
  @FieldResolver(() => ID)
  id(@Root() metric: MetricOfSubject, @Ctx() { reading }: GraphqlContext): string {
    return metricId(metric, reading.catalogue);
  }

  @FieldResolver(() => MetricDefinition, { description: 'What the metric is.' })
  definition(@Root() { metric }: MetricOfSubject, @Ctx() { assembler }: GraphqlContext) {
    return assembler.metric(metric);
  }

  @FieldResolver(() => Subject, { description: 'What it is a metric of.' })
  subject(@Root() { subject }: MetricOfSubject) {
    return subject;
  }

  @FieldResolver(() => Freshness, { description: 'Whether its data is up to date.' })
  freshness(@Root() { subject, metric }: MetricOfSubject, @Ctx() { reading, assembler }: GraphqlContext) {
    return assembler.freshness(reading.freshness(subject, metric));
  }

  @FieldResolver(() => [DataSet], {
    description: 'Of one service: what the data sets behind it say of themselves; of several services none.',
  })
  dataSets(
    @Root() question: MetricOfSubject,
    @Arg('lang', () => LanguageEnum, { nullable: true, description: 'The language; English if nobody says.' })
    lang: Language | null,
    @Ctx() { assembler }: GraphqlContext,
  ) {
    return assembler.dataSets(question, lang ?? 'en');
  }

  @FieldResolver(() => Figure, {
    nullable: true,
    description:
      'The newest window with a value; of several services the newest that speaks for them. Null if there is none.',
  })
  async latest(
    @Root() { subject, metric }: MetricOfSubject,
    @Arg('period', () => PeriodEnum, {
      nullable: true,
      description: 'The metric’s default if nobody says, or one that the data allow where that does not fit.',
    })
    period: Period | null,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ): Promise<AssembledFigure | null> {
    if (period) assertPeriod(metric, period);
    const latest = await defaultFigure({ subject, metric, period, compareTo, asOf: instant(asOf) }, reading);
    return latest && assembler.figure(latest);
  }

  @FieldResolver(() => Figure, { description: 'The figure of one window.' })
  figure(
    @Root() { subject, metric }: MetricOfSubject,
    @Arg('period', () => PeriodEnum, { description: 'The length of the window.' }) period: Period,
    @Arg('start', () => PeriodStart, { description: 'Its first day or instant.' }) start: string,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ): AssembledFigure | Promise<AssembledFigure> {
    assertPeriod(metric, period);
    const window = windowArgument('start', period, start);
    const figure = reading.figure({ subject, metric, period, window, compareTo, asOf: instant(asOf) });
    return figure instanceof Promise
      ? figure.then((answer) => assembler.figure(answer))
      : assembler.figure(figure);
  }

  @FieldResolver(() => Series, {
    description: 'The figures of several windows. Without a range it ends with the latest.',
  })
  async series(
    @Root() { subject, metric }: MetricOfSubject,
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
    @Arg('sameServices', () => Boolean, SAME_SERVICES) sameServices: boolean | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ): Promise<AssembledSeries> {
    assertPeriod(metric, period);
    const answer = await reading.series({
      subject,
      metric,
      period,
      from: bound('from', period, from),
      to: bound('to', period, to),
      last,
      by: by || null,
      compareTo,
      asOf: instant(asOf),
      sameServices,
    });
    return assembler.series(answer);
  }
}

@Resolver(() => Series)
export class SeriesResolver {
  @FieldResolver(() => String, {
    description: 'What a person needs who cannot see the chart, in at most three sentences.',
  })
  async narrative(
    @Root() series: AssembledSeries,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
    @Ctx() { reading }: GraphqlContext,
  ): Promise<string> {
    const { subject, metric, asOf } = series.answer.question;
    const freshness = series.freshness ?? (await reading.freshnessAsOf(subject, metric, asOf));
    return series.narrativeIn(lang ?? series.context.lang, freshness);
  }

  @FieldResolver(() => String, {
    description:
      'What of the narrative does not stand beside a figure anyway, as its value, change, coverage, target, flags and freshness do: at most three sentences, empty where there is nothing more.',
  })
  summary(
    @Root() series: AssembledSeries,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return series.in(lang ?? series.context.lang).summary;
  }

  @FieldResolver(() => BeforeAndAfter, {
    description:
      'What came before a day within this range, compared with what came after it, in windows of whichever period suits.',
  })
  async beforeAndAfter(
    @Root() { answer, context }: AssembledSeries,
    @Arg('day', () => String, { description: 'The day (`2014-03-31`, any).' }) day: string,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ): Promise<AssembledBeforeAndAfter> {
    const { subject, metric, period, asOf } = answer.question;
    const range = rangeOf(answer.windows);
    const question = { subject, metric, period, asOf, day: dayArgument('day', day), range };
    return assembler.beforeAndAfter(await reading.beforeAndAfter(question), lang ?? context.lang);
  }
}

@Resolver(() => Freshness)
export class FreshnessResolver {
  @FieldResolver(() => String, { description: 'The state in words.' })
  text(
    @Root() freshness: AssembledFreshness,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return (lang ? freshness.in(lang) : freshness).text;
  }
}
