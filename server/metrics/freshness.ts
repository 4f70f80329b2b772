/**
 * Whether a data set is up to date: fresh while no period has ended since its newest value, due for its grace days
 * after that, then late, and stopped when nothing has come for long. All instants are milliseconds since 1970.
 */
import { DAY_MS, dayAt, dayEndsAt, dayStart, parseDate } from './calendar.js';
import type { Clock } from './clock.js';
import {
  alignStart,
  asPeriod,
  isInstant,
  shiftStart,
  windowEnd,
  windowEndsAt,
  type PeriodSpan,
  type RecordedPeriod,
  type Window,
  spanOf,
} from './periods.js';
import type { DataSetFacts } from './data-set.js';

/** From best to worst; ENDED stands apart: nothing is expected any more. */
export const FRESHNESS_STATES = ['FRESH', 'DUE', 'LATE', 'STOPPED', 'NEVER', 'ENDED'] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

export interface Freshness {
  state: FreshnessState;
  lastReceivedAt: string | null;
  /** The newest window with a value. */
  latestPeriod: PeriodSpan | null;
  /** The window that is expected next: where it has ended, the one that is not there. */
  nextPeriod: PeriodSpan | null;
  /** The instant from which the nextPeriod window is late. */
  expectedBy: string | null;
  counts: FreshnessCounts | null;
}

/** How many of several services are in which state. */
interface FreshnessCounts {
  fresh: number;
  due: number;
  late: number;
  stopped: number;
  never: number;
  ended: number;
}

/** The newest value of a data set, from its extents. */
export interface NewestValue {
  window: Window;
  /** Null where it is not known any more. */
  receivedAt: string | null;
}

/** Hours and minutes have a grace of 15 minutes; longer cadences the data set's days. */
const INSTANT_GRACE_MS = 15 * 60_000;

/** The window of the cadence in which the time after the newest value lies, whatever period that value has. */
function nextWindow({ window }: NewestValue, { cadence, timeZone }: DataSetFacts): Window {
  let start = windowEnd(window);
  if (isInstant(window.recorded) !== isInstant(cadence)) {
    start = isInstant(cadence) ? dayStart(timeZone, start) : dayAt(timeZone, start);
  }
  return { recorded: cadence, start: alignStart(asPeriod(cadence), start) };
}

/**
 * The instant at which the grace of a window ends, or some days after it. Due "by 29 November" is late from the start of
 * the 30th.
 */
function graceEndsAt(window: Window, { timeZone, graceDays }: DataSetFacts, daysAfter = 0): number {
  if (isInstant(window.recorded)) {
    return windowEndsAt(window, timeZone) + INSTANT_GRACE_MS + daysAfter * DAY_MS;
  }
  return dayStart(timeZone, windowEnd(window) + graceDays + daysAfter) * 60_000;
}

/** What is late by so many periods of its cadence, and by so many days, has stopped. */
const STOPPED_PERIODS: Partial<Record<RecordedPeriod, number>> = { year: 2 };
const USUAL_STOPPED_PERIODS = 4;
const STOPPED_DAYS = 90;

/** The instant from which a data set whose next window did not come has stopped. */
function stopsAt(window: Window, dataSet: DataSetFacts): number {
  const periods = STOPPED_PERIODS[window.recorded] ?? USUAL_STOPPED_PERIODS;
  const later = { ...window, start: shiftStart(window, periods) };
  return Math.max(graceEndsAt(later, dataSet), graceEndsAt(window, dataSet, STOPPED_DAYS));
}

/** Each state asks for the instant at which the next one follows, so that the clock knows how long it lasts. */
function stateSince(next: Window, dataSet: DataSetFacts, clock: Clock): FreshnessState {
  if (!clock.hasCome(windowEndsAt(next, dataSet.timeZone))) return 'FRESH';
  if (!clock.hasCome(graceEndsAt(next, dataSet))) return 'DUE';
  return clock.hasCome(stopsAt(next, dataSet)) ? 'STOPPED' : 'LATE';
}

export function freshnessOf(
  dataSet: DataSetFacts,
  newest: NewestValue | null,
  { isClosed, clock }: { isClosed: boolean; clock: Clock },
): Freshness {
  const { endsOn, timeZone } = dataSet;
  const hasEnded = isClosed || (endsOn !== null && clock.hasCome(dayEndsAt(timeZone, parseDate(endsOn)!)));
  const latestPeriod = newest && spanOf(asPeriod(newest.window.recorded), newest.window);
  const lastReceivedAt = newest?.receivedAt ?? null;
  const none = { lastReceivedAt, latestPeriod, nextPeriod: null, expectedBy: null, counts: null };
  if (hasEnded) return { ...none, state: 'ENDED' };
  if (!newest) return { ...none, state: 'NEVER' };
  const next = nextWindow(newest, dataSet);
  return {
    ...none,
    state: stateSince(next, dataSet, clock),
    nextPeriod: spanOf(asPeriod(next.recorded), next),
    expectedBy: new Date(graceEndsAt(next, dataSet)).toISOString(),
  };
}

const later = (a: string | null, b: string | null): string | null => (!a || (b && b > a) ? b : a);

/**
 * A metric is as late as the worst of its inputs; of equals, the one that is due first. One that has ended is worse than
 * one that stopped: no more of the metric can come.
 */
export function worstOf(inputs: readonly Freshness[]): Freshness {
  const isWorse = (one: Freshness, other: Freshness): boolean =>
    RANK[one.state] > RANK[other.state] ||
    (one.state === other.state && (one.expectedBy ?? '') < (other.expectedBy ?? ''));
  return inputs.reduce((worst, input) => (isWorse(input, worst) ? input : worst));
}

const RANK: Record<FreshnessState, number> = { FRESH: 0, DUE: 1, LATE: 2, STOPPED: 3, ENDED: 4, NEVER: 5 };

/**
 * Several services: how many are in which state. The state is the worst of those that still deliver; where none does,
 * that they stopped, never began or have ended.
 */
export function freshnessOfMany(services: readonly Freshness[]): Freshness {
  const counts: FreshnessCounts = { fresh: 0, due: 0, late: 0, stopped: 0, never: 0, ended: 0 };
  let newest: Freshness | null = null;
  let lastReceivedAt: string | null = null;
  for (const service of services) {
    counts[service.state.toLowerCase() as keyof FreshnessCounts]++;
    lastReceivedAt = later(lastReceivedAt, service.lastReceivedAt);
    if (service.latestPeriod && (!newest || service.latestPeriod.end > newest.latestPeriod!.end))
      newest = service;
  }
  const state = (['late', 'due', 'fresh', 'stopped', 'never', 'ended'] as const).find(
    (each) => counts[each] > 0,
  );
  return {
    state: (state?.toUpperCase() as FreshnessState | undefined) ?? 'NEVER',
    lastReceivedAt,
    latestPeriod: newest?.latestPeriod ?? null,
    nextPeriod: null,
    expectedBy: null,
    counts,
  };
}
