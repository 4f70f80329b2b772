/** Which windows a question is about: the newest that can have a value, and the range of a series. */
import type { DataSetExtent } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { civilDate, dayAt, dayStart } from '../metrics/calendar.js';
import { isOver, type Clock } from '../metrics/clock.js';
import {
  alignStart,
  isInstant,
  recordedCode,
  recordedPeriod,
  RECORDED_PERIODS,
  stepWindow,
  windowEnd,
  windowEndsAt,
  type Period,
  type RollingStep,
  type Window,
} from '../metrics/periods.js';
import { MOST_POINTS } from '../metrics/ranges.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { MetricQuestion, SeriesQuestion } from './questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { ArgumentError } from '../errors.js';

/** How many points a series has where nobody says: 24 hours, 30 days, 13 weeks, 12 months, 8 quarters, 5 years. */
const DEFAULT_POINTS: Record<Period, number> = {
  MINUTE: 60,
  HOUR: 24,
  DAY: 30,
  WEEK: 13,
  MONTH: 12,
  QUARTER: 8,
  YEAR: 5,
  FINANCIAL_YEAR: 5,
  ROLLING_YEAR: 20,
};

/** The zone of windows of several data sets: their own where they agree, as they nearly always do. */
export const DEFAULT_ZONE = 'Europe/London';

/** The zone that days are days in: of one service that of its data set. */
export function zoneOf(
  { subject, metric }: Pick<MetricQuestion, 'subject' | 'metric'>,
  { catalogue }: { catalogue: Pick<Snapshot['catalogue'], 'dataSet'> },
): string {
  if (subject.kind !== 'SERVICE') return DEFAULT_ZONE;
  const [measure] = inputsOf(metric.formula);
  return catalogue.dataSet(subject.service.id, measure)?.facts.timeZone ?? DEFAULT_ZONE;
}

/** The published data sets behind a metric: of each service, one a measure. */
export function dataSetsOf(
  { subject, metric }: Pick<MetricQuestion, 'subject' | 'metric'>,
  { catalogue }: Snapshot,
): DataSetFacts[] {
  const inputs = inputsOf(metric.formula);
  return subject.services.flatMap(({ id }) =>
    inputs.flatMap((measure) => {
      const entry = catalogue.dataSet(id, measure);
      return entry ? [entry.facts] : [];
    }),
  );
}

/** Whether the values of windows can be added up: those of `exact` measures are of their own window only. */
export const canBeAdded = (question: MetricQuestion, snapshot: Snapshot): boolean =>
  question.metric.formula.kind !== 'newest' &&
  dataSetsOf(question, snapshot).every(({ aggregation }) => aggregation !== 'exact');

/** Rolling years step by month if every input is monthly or finer, or is recorded off the quarters. */
export function rollingStep(dataSets: readonly DataSetFacts[], { extents }: Snapshot): RollingStep {
  const isMonthly = ({ cadence }: DataSetFacts): boolean => recordedCode(cadence) <= recordedCode('month');
  if (dataSets.length && dataSets.every(isMonthly)) return 'month';
  const year = recordedCode('year');
  const isOffQuarters = ({ firstStart, lastStart, period }: DataSetExtent): boolean =>
    period === year && [firstStart, lastStart].some((start) => (civilDate(start).month - 1) % 3 !== 0);
  return dataSets.some(({ id }) => extents.get(id)?.some(isOffQuarters)) ? 'month' : 'quarter';
}

/** The end (exclusive, as minutes since 1970) of the last value of a data set, or null. */
function lastValueEnd(dataSet: DataSetFacts, { extents }: Snapshot): number | null {
  let last: number | null = null;
  for (const { period, latestValueStart } of extents.get(dataSet.id) ?? []) {
    if (latestValueStart === null) continue;
    const end = windowEndsAt(
      { recorded: RECORDED_PERIODS[period], start: latestValueStart },
      dataSet.timeZone,
    );
    last = Math.max(last ?? -Infinity, end / 60_000);
  }
  return last;
}

/** When a value ends, in minutes since 1970, and the zone in which its days end. */
interface ValueEnd {
  end: number;
  zone: string;
}

/** The end of the newest value of a metric: of one service its inputs must all be there, of several the newest service counts. */
export function newestEnd(question: MetricQuestion, snapshot: Snapshot): ValueEnd | null {
  const inputs = inputsOf(question.metric.formula);
  let newest: ValueEnd | null = null;
  for (const { id } of question.subject.services) {
    let first: ValueEnd | null = null;
    for (const measure of inputs) {
      const facts = snapshot.catalogue.dataSet(id, measure)?.facts;
      const end = facts ? lastValueEnd(facts, snapshot) : null;
      if (end === null) {
        first = null;
        break;
      }
      if (!first || end < first.end) first = { end, zone: facts!.timeZone };
    }
    if (first && (!newest || first.end > newest.end)) newest = first;
  }
  return newest;
}

/** A window's quarter-aligned neighbour, where rolling years step by quarter. */
function alignWindow(period: Period, start: number, step: RollingStep): Window {
  const aligned =
    period === 'ROLLING_YEAR' && step === 'quarter'
      ? alignStart('QUARTER', start)
      : alignStart(period, start);
  return { recorded: recordedPeriod(period), start: aligned };
}

/** The newest window of the question's period that has ended by `end` (minutes since 1970). */
function lastEndedBy(period: Period, end: number, step: RollingStep, zone: string): Window {
  const unit = isInstant(recordedPeriod(period)) ? end : dayAt(zone, end);
  const isMidDay = !isInstant(recordedPeriod(period)) && dayStart(zone, unit) < end;
  // Begin one window too late and walk back to the first that has ended.
  let window = alignWindow(period, unit + (isMidDay ? 1 : 0), step);
  while (windowEnd(window) > unit) window = stepWindow(period, window, -1, step);
  return window;
}

/** The newest window that can have a value and is over, or null where there is no value at all. */
export function newestWindow(
  question: MetricQuestion,
  snapshot: Snapshot,
  step: RollingStep,
  clock: Clock,
): Window | null {
  const { period } = question;
  const last = newestEnd(question, snapshot);
  if (!last) return null;
  const zone = zoneOf(question, snapshot);
  const filled = lastEndedBy(period, last.end, step, last.zone);
  if (clock.hasCome(last.end * 60_000) && isOver(filled, zone, clock)) return filled;
  const newest = lastEndedBy(period, Math.floor(clock.now / 60_000), step, zone);
  clock.hasCome(windowEndsAt(stepWindow(period, newest, 1, step), zone));
  return newest;
}

/** `count` windows that end with `last`, oldest first. */
const windowsUpTo = (period: Period, last: Window, count: number, step: RollingStep): Window[] =>
  Array.from({ length: count }, (_, index) => stepWindow(period, last, index - count + 1, step));

/** How many steps of a series are a year. */
export function stepsInAYear(period: Period, step: RollingStep): number {
  const counts: Partial<Record<Period, number>> = {
    MONTH: 12,
    QUARTER: 4,
    YEAR: 1,
    FINANCIAL_YEAR: 1,
    WEEK: 52,
  };
  return period === 'ROLLING_YEAR' ? (step === 'month' ? 12 : 4) : (counts[period] ?? 60);
}

const defaultPoints = (period: Period, step: RollingStep): number =>
  DEFAULT_POINTS[period] * (period === 'ROLLING_YEAR' && step === 'month' ? 3 : 1);

const hasBegun = ({ recorded, start }: Window, clock: Clock): boolean =>
  clock.hasCome((isInstant(recorded) ? start : dayStart(DEFAULT_ZONE, start)) * 60_000);

/** A window, or the newest that has begun where that is earlier. */
function begunBy(period: Period, window: Window, step: RollingStep, clock: Clock): Window {
  const minute = Math.floor(clock.now / 60_000);
  const today = isInstant(recordedPeriod(period)) ? minute : dayAt(DEFAULT_ZONE, minute);
  const current = alignWindow(period, today, step);
  if (window.start <= current.start) return window;
  hasBegun(stepWindow(period, current, 1, step), clock);
  return current;
}

/**
 * The windows of a series, oldest first. Without `from` and `to` it ends with `newest`; a window that is not over
 * is there only if `to` reaches past today, one that has not begun never.
 */
export function seriesWindows(
  { period, from, to, last }: SeriesQuestion,
  newest: Window | null,
  step: RollingStep,
  clock: Clock,
): Window[] {
  if (!from && !to)
    return newest ? windowsUpTo(period, newest, last ?? defaultPoints(period, step), step) : [];
  const isOver = (window: Window): boolean => clock.hasCome(windowEndsAt(window, DEFAULT_ZONE));
  const reachesPastToday = to !== null && to !== undefined && !isOver(to);
  const isThere = (window: Window): boolean => reachesPastToday || isOver(window);
  const end = to ? begunBy(period, stepWindow(period, to, -1, step), step, clock) : newest;
  if (!end) return [];
  if (!from) {
    return windowsUpTo(period, end, last ?? defaultPoints(period, step), step).filter(isThere);
  }
  const windows: Window[] = [];
  // Rolling years step by quarter from wherever they begin: the last need not be the one before `to`.
  const isIn = (window: Window): boolean =>
    to ? window.start < to.start && hasBegun(window, clock) : window.start <= end.start;
  for (let window = from; isIn(window); window = stepWindow(period, window, 1, step)) {
    if (windows.length >= MOST_POINTS) {
      throw new ArgumentError(
        'from',
        `the range has more than ${MOST_POINTS} points: ask for a shorter one`,
        'LIMIT_EXCEEDED',
      );
    }
    if (isThere(window)) windows.push(window);
  }
  return last ? windows.slice(-last) : windows;
}

/** The civil day on which a window begins, for the dates of targets. */
export const startDay = ({ recorded, start }: Window, zone: string): number =>
  isInstant(recorded) ? dayAt(zone, start) : start;
