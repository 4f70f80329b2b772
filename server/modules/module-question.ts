/** Requests for modules: found, checked, asked. What is wrong with one is its own error; the others still answer. */
import type { MetricDefinition } from '../entities/index.js';
import { AppError, ArgumentError } from '../errors.js';
import type { Language } from '../metrics/definitions.js';
import type { Freshness } from '../metrics/freshness.js';
import { chartProblem, defaultChart, metricStory, topProblem } from '../metrics/presentation-rules.js';
import type { ChartKind, ViewKind } from '../metrics/presentation.js';
import type { Catalogue } from '../store/catalogue.js';
import { suggestionFor } from './nearest-word.js';
import type { ModuleRange, ModuleRequest } from './module-request.js';
import type { Subject, SubjectKind } from '../store/subject.js';
import type { Period } from '../metrics/periods.js';
import { kindOf, SUBJECT_TYPES, typeOf } from '../metrics/subject-kinds.js';
import { canBeAdded } from '../engine/windows.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import {
  assertPeriod,
  instantArgument,
  windowArgument,
  type SeriesQuestion,
  type SeriesStory,
} from '../engine/questions.js';
import { daysRange } from './days-range.js';
import { namedRange } from './named-range.js';
import { SPAN_WORDS, type DrawnWord, type WordValues } from './request-words.js';
import { rangeAround, splitDay } from './split-day.js';
import type { BeforeAndAfterAnswer } from '../engine/before-and-after.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { Snapshot } from '../store/snapshot.js';

export { drawnWordsOf, moduleRangeOf, type ModuleRange, type ModuleRequest } from './module-request.js';

/** Whether a request says which span of time it is about. */
export const isRangeAsked = (request: ModuleRequest): boolean => SPAN_WORDS.some((word) => request[word]);

/**
 * Whether what a module tells is of its whole range: where a range is chosen by name, by days or by its ends, and for
 * `last` where that counts days or shorter windows ("the last 30 days"): of longer ones it says how much of the past is
 * drawn. Rolling years overlap, and each is of 12 months already.
 */
export function isRangeTold(request: ModuleRequest, period: Period): boolean {
  if (period === 'ROLLING_YEAR') return false;
  const { range, from, to, since, until, last } = request;
  const isShort = period === 'DAY' || period === 'HOUR' || period === 'MINUTE';
  return Boolean(range || from || to || since || until || (last && isShort));
}

export interface ModuleAnswer {
  title: string | null;
  /** What the publisher of a stored module says about it. */
  description: string | null;
  /** As it was asked for. */
  range: ModuleRange;
  lang: Language;
  subject: Subject;
  metric: MetricDefinition;
  series: SeriesAnswer;
  freshness: Freshness;
  /** What came before and after a day; null where no day is asked for. */
  beforeAndAfter?: BeforeAndAfterAnswer | null;
  chart: ChartKind;
  view: ViewKind;
  /** What was asked of its drawing. */
  drawn?: WordValues<DrawnWord>;
  /** Where it is stored; null for a metric of a subject. */
  stored: { dashboard: string; module: string } | null;
}

export interface ModuleProblem {
  code: string;
  argument: string | null;
  message: string;
}

/** `modules` answers at most this many requests. */
export const MOST_MODULES = 100;

/** `cy`, `cy-GB` → Welsh; everything else English. */
export const languageOf = (tag: string | null | undefined): Language =>
  /^cy\b/i.test(tag ?? '') ? 'cy' : 'en';

/** The subject of a slug. @throws ArgumentError that names the argument. */
export function subjectArgument(catalogue: Catalogue, kind: SubjectKind, slug: string): Subject {
  const subject = catalogue.subject(kind, slug);
  if (subject) return subject;
  const { services, organisations, groups } = catalogue;
  const known = { SERVICE: services, ORGANISATION: organisations, GROUP: groups, PORTFOLIO: [] }[kind];
  const suggestion = suggestionFor(
    slug,
    known.map((each) => each.slug),
  );
  throw new ArgumentError(typeOf(kind), `there is no ${typeOf(kind)} "${slug}"${suggestion}`, 'NOT_FOUND');
}

/** The metric of a key. @throws ArgumentError that names the argument. */
export function metricArgument(catalogue: Catalogue, key: string, argument = 'metric'): MetricDefinition {
  const metric = catalogue.metric(key);
  if (metric) return metric;
  const keys = catalogue.metrics.map((each) => each.key);
  throw new ArgumentError(
    argument,
    `there is no metric "${key}"${suggestionFor(key, keys) || ': the query "metrics" lists those that are'}`,
    'NOT_FOUND',
  );
}

function subjectOf(request: ModuleRequest, catalogue: Catalogue): Subject {
  const [type, second] = SUBJECT_TYPES.filter((each) => request[each]);
  if (!type || second) {
    const message = type ? 'more than one subject is named' : 'no subject is named';
    throw new ArgumentError(
      second && second !== 'portfolio' ? second : (type ?? 'service'),
      `${message}: give one of ${SUBJECT_TYPES.join(', ')}`,
      'BAD_SUBJECT',
    );
  }
  return type === 'portfolio'
    ? catalogue.portfolio()
    : subjectArgument(catalogue, kindOf(type), request[type]!);
}

/**
 * The question of a request.
 *
 * @param stored how the module is drawn where the request does not say; null = as suits the metric
 * @throws ArgumentError that names the field that is wrong.
 */
export function moduleQuestion(
  request: ModuleRequest,
  snapshot: Snapshot,
  stored: ChartKind | null = null,
): SeriesQuestion {
  const { catalogue } = snapshot;
  const subject = subjectOf(request, catalogue);
  if (!request.metric) throw new ArgumentError('metric', 'no metric is named', 'BAD_METRIC');
  const metric = metricArgument(catalogue, request.metric);
  const period = request.period ?? defaultPeriodOf(subject, metric, snapshot);
  assertPeriod(metric, period);
  const base = { subject, metric, period };
  const from = request.from ? windowArgument('from', period, request.from) : null;
  const to = request.to ? windowArgument('to', period, request.to) : null;
  const day = splitDay(request);
  const days =
    day === null || isRangeAsked(request)
      ? daysRange(request, base, snapshot)
      : rangeAround(day, base, snapshot);
  const named = namedRange(request, base, snapshot);
  return {
    ...base,
    kind: 'series',
    from: named.from ?? days.from ?? from,
    to: days.to ?? to,
    last: named.last ?? request.last,
    isNamedRange: Boolean(request.range),
    by: request.by || null,
    top: topArgument(request, metric, catalogue),
    isOfRange: isRangeTold(request, period) && canBeAdded(base, snapshot),
    isOneWindow: chartFor(request, stored, metric, catalogue) === 'BAR',
    compareTo: request.compareTo,
    sameServices: request.sameServices,
    asOf: request.asOf ? instantArgument('asOf', request.asOf) : null,
    story: request.by ? undefined : storyFor(metric, catalogue),
  };
}

function topArgument(
  { top, by }: ModuleRequest,
  { formula }: MetricDefinition,
  catalogue: Catalogue,
): number | null {
  if (top === null || top === undefined) return null;
  if (!by) throw new ArgumentError('top', 'top needs a split: name a dimension in by', 'BAD_TOP');
  const problem = topProblem(formula, by, catalogue);
  if (problem !== null) throw new ArgumentError('top', problem, 'BAD_TOP');
  if (top >= 1) return top;
  throw new ArgumentError('top', `top must be at least 1, not ${top}`, 'BAD_TOP');
}

/**
 * How a module is drawn: as it is asked for, else as it is stored where that suits the split, else as suits the metric.
 *
 * @throws ArgumentError where what is asked for does not add up to what it would show.
 */
export function chartFor(
  { chart, by }: ModuleRequest,
  stored: ChartKind | null,
  metric: Parameters<typeof defaultChart>[0],
  catalogue: Catalogue,
): ChartKind {
  const problemOfKind = (kind: ChartKind): string | null =>
    by ? chartProblem(kind, metric, by, catalogue) : null;
  const problem = chart ? problemOfKind(chart) : null;
  if (problem) throw new ArgumentError('chart', problem, 'BAD_CHART');
  if (chart) return chart;
  return stored && !problemOfKind(stored) ? stored : defaultChart(metric, by, catalogue);
}

function storyFor(metric: MetricDefinition, catalogue: Catalogue): SeriesStory {
  // Stories are made of metrics that are defined: a measure by itself does not explain another metric.
  const defined = new Set(catalogue.tables.metrics.map(({ key }) => key));
  const { companions, breakdown } = metricStory(metric, {
    metrics: catalogue.metrics.filter(({ key }) => defined.has(key)),
    measure: (key) => catalogue.measure(key),
  });
  const explaining = breakdown && catalogue.metric(breakdown.metric);
  const isWhole = explaining && topProblem(explaining.formula, breakdown.by, catalogue) !== null;
  return {
    companions: companions.flatMap((key) => catalogue.metric(key) ?? []),
    breakdown: explaining ? { ...breakdown, ...(isWhole && { top: undefined }), metric: explaining } : null,
  };
}

/** What is wrong with a request, as data. Anything else, like a busy server, is thrown on: no answer tells it as its own. */
export function problemOf(error: unknown): ModuleProblem {
  if (!(error instanceof AppError) || error.httpStatus >= 500) throw error;
  const argument = error instanceof ArgumentError ? error.argument : null;
  return { code: error.code, argument, message: error.message };
}
