/** What can be asked of the engine, and the checks of its arguments. */
import type { MetricDefinition } from '../entities/index.js';
import { ArgumentError } from '../errors.js';
import { parseDate } from '../metrics/calendar.js';
import { parseWindow, startRule, type Comparison, type Period, type Window } from '../metrics/periods.js';
import { MOST_POINTS } from '../metrics/ranges.js';
import type { Subject } from '../store/subject.js';

/** One metric of one subject, in windows of one period. */
export interface MetricQuestion {
  subject: Subject;
  metric: MetricDefinition;
  period: Period;
  compareTo?: Comparison | null;
  /** An instant (ISO): the values as they were known then. */
  asOf?: string | null;
}

export interface FigureQuestion extends MetricQuestion {
  kind: 'figure';
  window: Window;
}

/** The newest window with a value. */
export interface LatestQuestion extends MetricQuestion {
  kind: 'latest';
}

/** The same of many services side by side: all in the latest window of the subject. */
export interface ColumnQuestion extends MetricQuestion {
  kind: 'column';
}

export interface SeriesQuestion extends MetricQuestion {
  kind: 'series';
  /** Inclusive. */
  from?: Window | null;
  /** Exclusive. */
  to?: Window | null;
  last?: number | null;
  /** The range was given by name: it begins with the first value. */
  isNamedRange?: boolean;
  by?: string | null;
  /** Every window is of the services that have a value in all of them. Of one service it changes nothing. */
  sameServices?: boolean | null;
  /** Of a split, so many lines with the largest values of what is shown; the others are one more. */
  top?: number | null;
  /** What is told is of all windows of the range together, not of the latest: they can be added up. */
  isOfRange?: boolean;
  /** One window is drawn, the latest of the series, and not all of its range. */
  isOneWindow?: boolean;
  /** Other metrics over the same windows; each is left out where it has no data. */
  story?: SeriesStory;
}

/** What stands beside a series. */
export interface SeriesStory {
  companions: readonly MetricDefinition[];
  /** `top` as in a question. */
  breakdown: { metric: MetricDefinition; by: string; top?: number } | null;
}

/** A stretch of time, in minutes since 1970; `end` is exclusive. */
export interface TimeRange {
  start: number;
  end: number;
}

/** What came before a day, compared with what came after it, in windows of whichever period suits; `period` says nothing. */
export interface BeforeAndAfterQuestion extends MetricQuestion {
  kind: 'before-and-after';
  compareTo?: null;
  /** Since 1970. */
  day: number;
  /** In which the windows lie; null = all there is. */
  range: TimeRange | null;
}

/** How up to date a metric was at an instant (ISO). */
export interface FreshnessQuestion extends Pick<MetricQuestion, 'subject' | 'metric'> {
  asOf: string;
}

export type Question =
  FigureQuestion | LatestQuestion | SeriesQuestion | BeforeAndAfterQuestion | ColumnQuestion;

/** @throws ArgumentError that names the argument and says what a start of this period must be. */
export function windowArgument(argument: string, period: Period, text: string): Window {
  const window = parseWindow(period, text);
  if (window) return window;
  throw new ArgumentError(
    argument,
    `"${text}" is no start of ${period === 'HOUR' ? 'an' : 'a'} ${period}: it must be ${startRule(period)}`,
    'BAD_START',
  );
}

/** A day since 1970. @throws ArgumentError that names the argument */
export function dayArgument(argument: string, text: string, code = 'BAD_DAY'): number {
  const day = parseDate(text);
  if (day !== null) return day;
  throw new ArgumentError(argument, `"${text}" is no day: it must be written like 2014-03-31`, code);
}

/** @throws ArgumentError unless the metric has figures of this period. */
export function assertPeriod(metric: MetricDefinition, period: Period, argument = 'period'): void {
  if (period === 'MINUTE' && !metric.periods.includes('MINUTE')) {
    throw new ArgumentError(
      argument,
      `MINUTE is for measures of the moment only: "${metric.key}" has ${metric.periods.join(', ')}`,
      'BAD_PERIOD',
    );
  }
}

/** @throws ArgumentError unless `last` is a number of points that can be answered. */
export function assertLast(last: number | null | undefined): void {
  if (last === null || last === undefined) return;
  if (last < 1) throw new ArgumentError('last', `last must be at least 1, not ${last}`, 'BAD_RANGE');
  if (last > MOST_POINTS) {
    throw new ArgumentError(
      'last',
      `last must be at most ${MOST_POINTS} points, not ${last}`,
      'LIMIT_EXCEEDED',
    );
  }
}

/** @throws ArgumentError unless `from` is before `to`. */
export function assertRange(from: Window | null | undefined, to: Window | null | undefined): void {
  if (from && to && from.start >= to.start) {
    throw new ArgumentError(
      'to',
      '"to" must be later than "from": the range [from, to) is empty',
      'BAD_RANGE',
    );
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant as ISO text in UTC. A bare date means the end of that day, UTC. @throws ArgumentError */
export function instantArgument(argument: string, text: string): string {
  if (parseDate(text) !== null) return `${text}T23:59:59.999Z`;
  if (INSTANT.test(text) && parseDate(text.slice(0, 10)) !== null && !Number.isNaN(Date.parse(text))) {
    return new Date(text).toISOString();
  }
  throw new ArgumentError(
    argument,
    `"${text}" is no instant: it must be written like 2016-04-01T12:00:00Z, or as a date`,
    'BAD_INSTANT',
  );
}
