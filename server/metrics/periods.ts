/**
 * Periods and windows (time zones matter only for the hours of a day).
 *
 * A **window** is half-open, `[start, end)`. Its `start` is a whole number: days since 1970-01-01 for days and
 * longer (a civil date, in no zone), minutes since 1970-01-01T00:00Z for hours and minutes (an instant).
 */

import {
  addMonths,
  civilDate,
  dayNumber,
  dayStart,
  MINUTES_A_DAY,
  parseDate,
  parseInstant,
  writtenStart,
} from './calendar.js';

/** The words of the `period` column of measurements. Stored as their position: positions never change. */
export const RECORDED_PERIODS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type RecordedPeriod = (typeof RECORDED_PERIODS)[number];

/** What can be asked for. The last three are all 12 months long: with the same start they are the same window. */
export const PERIODS = [
  'MINUTE',
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FINANCIAL_YEAR',
  'ROLLING_YEAR',
] as const;
export type Period = (typeof PERIODS)[number];

export const COMPARISONS = ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Window {
  recorded: RecordedPeriod;
  start: number;
  /** Several periods in one span, valued from each of them, which are read one by one; absent = one. */
  count?: number;
}

/** Beyond it the keys of spans would no longer be exact. */
export const MOST_WINDOWS_A_SPAN = 50_000;

/** `count` windows in a row as one, from `first`. */
export const spanWindow = ({ recorded, start }: Window, count: number): Window =>
  count === 1 ? { recorded, start } : { recorded, start, count };

/** The windows that a span is made of; of any other window itself. */
export const windowsOfSpan = ({ recorded, start, count = 1 }: Window): Window[] =>
  Array.from({ length: count }, (_, index) => ({ recorded, start: shiftStart({ recorded, start }, index) }));

/** A window under the name it was asked for, with its dates as the API writes them; `end` is exclusive. */
export interface PeriodSpan {
  period: Period;
  start: string;
  end: string;
}

const CODES = Object.fromEntries(RECORDED_PERIODS.map((recorded, code) => [recorded, code])) as Record<
  RecordedPeriod,
  number
>;

export const recordedCode = (recorded: RecordedPeriod): number => CODES[recorded];

export function recordedPeriod(period: Period): RecordedPeriod {
  return period === 'FINANCIAL_YEAR' || period === 'ROLLING_YEAR'
    ? 'year'
    : (period.toLowerCase() as RecordedPeriod);
}

/** Starts from 1714 to 2225, in minutes: of these and one period the key is an integer of 32 bits. */
const USUAL_STARTS = 2 ** 27;

/** One number a window, unique: a Map key. Maps find small integers several times sooner than other numbers. */
export function windowKey({ recorded, start, count = 1 }: Window): number {
  const code = recordedCode(recorded);
  return count === 1 && start >= -USUAL_STARTS && start < USUAL_STARTS
    ? (code - 4) * 2 * USUAL_STARTS + start + USUAL_STARTS
    : count * 2 ** 37 + code * 2 ** 34 + start + 2 ** 31;
}

/** True where `start` counts minutes (an instant) and not days (a civil date). */
export const isInstant = (recorded: RecordedPeriod): boolean => recorded === 'hour' || recorded === 'minute';

const MONTHS: Partial<Record<RecordedPeriod, number>> = { month: 1, quarter: 3, year: 12 };
const FIXED: Partial<Record<RecordedPeriod, number>> = { minute: 1, hour: 60, day: 1, week: 7 };

/** The start of the window `count` windows later (earlier if negative). */
export function shiftStart({ recorded, start }: Window, count: number): number {
  const months = MONTHS[recorded];
  return months ? addMonths(start, months * count) : start + FIXED[recorded]! * count;
}

export const windowEnd = (window: Window): number => shiftStart(window, window.count ?? 1);

export const formatStart = (recorded: RecordedPeriod, start: number): string =>
  writtenStart(start, isInstant(recorded));

const SPANS = new Map<Period, Map<number, PeriodSpan>>();
const MOST_SPANS = 20_000;

/** The span of a window. Spans are shared: do not change them. */
export function spanOf(period: Period, window: Window): PeriodSpan {
  let spans = SPANS.get(period);
  if (!spans) SPANS.set(period, (spans = new Map()));
  const key = windowKey(window);
  let span = spans.get(key);
  if (!span) {
    if (spans.size >= MOST_SPANS) spans.clear();
    span = {
      period,
      start: formatStart(window.recorded, window.start),
      end: formatStart(window.recorded, windowEnd(window)),
    };
    spans.set(key, span);
  }
  return span;
}

const isFirstOfMonth = (days: number): boolean => civilDate(days).day === 1;
/** 1970-01-01 was a Thursday; 0 = Monday. */
const weekday = (days: number): number => (((days + 3) % 7) + 7) % 7;
const isMonthIn = (days: number, months: readonly number[]): boolean =>
  isFirstOfMonth(days) && months.includes(civilDate(days).month);

const QUARTER_MONTHS = [1, 4, 7, 10];

const FITS: Record<Period, { fits(start: number): boolean; rule: string }> = {
  MINUTE: { fits: () => true, rule: 'a minute, written like 2013-10-01T14:05:00Z' },
  HOUR: { fits: (start) => start % 60 === 0, rule: 'a full hour, written like 2013-10-01T14:00:00Z' },
  DAY: { fits: () => true, rule: 'a date, written like 2013-10-01' },
  WEEK: { fits: (start) => weekday(start) === 0, rule: 'a Monday, written like 2013-09-30' },
  MONTH: { fits: isFirstOfMonth, rule: 'the first day of a month, written like 2013-10-01' },
  QUARTER: {
    fits: (start) => isMonthIn(start, QUARTER_MONTHS),
    rule: '1 January, 1 April, 1 July or 1 October, written like 2013-10-01',
  },
  YEAR: { fits: (start) => isMonthIn(start, [1]), rule: '1 January, written like 2013-01-01' },
  FINANCIAL_YEAR: { fits: (start) => isMonthIn(start, [4]), rule: '1 April, written like 2013-04-01' },
  ROLLING_YEAR: { fits: isFirstOfMonth, rule: 'the first day of a month, written like 2013-10-01' },
};

/** What a start of this period must be, in words that end "must be …". */
export const startRule = (period: Period): string => FITS[period].rule;

/** The window of `period` that starts at `text`, or null if the text is no start of such a period. */
export function parseWindow(period: Period, text: string): Window | null {
  const recorded = recordedPeriod(period);
  const start = isInstant(recorded) ? parseInstant(text) : parseDate(text);
  return start !== null && FITS[period].fits(start) ? { recorded, start } : null;
}

/** The period that a recorded window is one of: a recorded `year` may start with any month. */
export const asPeriod = (recorded: RecordedPeriod): Period =>
  recorded === 'year' ? 'ROLLING_YEAR' : (recorded.toUpperCase() as Period);

/** The same for a recorded period. */
export const parseRecordedWindow = (recorded: RecordedPeriod, text: string): Window | null =>
  parseWindow(asPeriod(recorded), text);

/** The start of the newest window of `period` that starts at or before `start` (same unit as the period's). */
export function alignStart(period: Period, start: number): number {
  switch (period) {
    case 'MINUTE':
    case 'DAY':
      return start;
    case 'HOUR':
      return start - (((start % 60) + 60) % 60);
    case 'WEEK':
      return start - weekday(start);
    default: {
      const { year, month } = civilDate(start);
      if (period === 'QUARTER') return dayNumber(year, month - ((month - 1) % 3));
      if (period === 'YEAR') return dayNumber(year, 1);
      if (period === 'FINANCIAL_YEAR') return dayNumber(month >= 4 ? year : year - 1, 4);
      return dayNumber(year, month);
    }
  }
}

/** The first window of `period` that starts at `start` or later. */
export function firstFrom(period: Period, start: number): Window {
  const recorded = recordedPeriod(period);
  const window = { recorded, start: alignStart(period, start) };
  if (window.start >= start) return window;
  return { recorded, start: period === 'ROLLING_YEAR' ? addMonths(window.start, 1) : windowEnd(window) };
}

/** A series of rolling years steps by quarter, or by month if every input is monthly or finer. */
export type RollingStep = 'quarter' | 'month';

/** The window `count` steps along a series of `period` from `window`. */
export function stepWindow(period: Period, window: Window, count: number, step: RollingStep): Window {
  const start =
    period === 'ROLLING_YEAR'
      ? addMonths(window.start, count * (step === 'month' ? 1 : 3))
      : shiftStart(window, count);
  return { recorded: window.recorded, start };
}

/** The window that `window` is compared with: of the same length, never overlapping it. */
export function comparedWindow(period: Period, window: Window, comparison: Comparison): Window {
  const { recorded, start } = window;
  if (comparison === 'PREVIOUS_PERIOD') return { recorded, start: shiftStart(window, -1) };
  return { recorded, start: yearEarlier(period, start) };
}

function yearEarlier(period: Period, start: number): number {
  switch (period) {
    case 'MINUTE':
    case 'HOUR': {
      const days = Math.floor(start / MINUTES_A_DAY);
      return start - (days - yearEarlier('DAY', days)) * MINUTES_A_DAY;
    }
    case 'DAY': {
      const { year, month, day } = civilDate(start);
      // 29 February is compared with 28 February.
      return month === 2 && day === 29 ? dayNumber(year - 1, 2, 28) : dayNumber(year - 1, month, day);
    }
    case 'WEEK':
      return start - 52 * 7;
    default:
      return addMonths(start, -12);
  }
}

/** The instant, in milliseconds since 1970, at which a window ends. */
export function windowEndsAt(window: Window, zone: string): number {
  const end = windowEnd(window);
  return (isInstant(window.recorded) ? end : dayStart(zone, end)) * 60_000;
}

/** The recorded periods that a window of each may be made of, besides itself. */
export const PART_PERIODS: Record<RecordedPeriod, readonly RecordedPeriod[]> = {
  minute: [],
  hour: [],
  day: ['hour'],
  week: ['day', 'hour'],
  month: ['day', 'hour'],
  quarter: ['month', 'day', 'hour'],
  year: ['quarter', 'month', 'day', 'hour'],
};

/**
 * The standard parts of a window: year → 4 quarters (12 months if it does not start on a quarter) → 3 months each
 * → days → hours; week → days. Nothing consists of weeks, an hour has no parts.
 */
export function partsOf(window: Window, zone: string): readonly Window[] {
  const key = `${windowKey(window)} ${zone}`;
  let parts = PARTS.get(key);
  if (!parts) {
    if (PARTS.size > 10_000) PARTS.clear();
    PARTS.set(key, (parts = makeParts(window, zone)));
  }
  return parts;
}

/** Thousands of data sets ask for the parts of the same few windows. */
const PARTS = new Map<string, readonly Window[]>();

function makeParts(window: Window, zone: string): Window[] {
  const { recorded, start } = window;
  const series = (part: RecordedPeriod, end: number): Window[] => {
    const parts: Window[] = [];
    for (let next: Window = { recorded: part, start }; next.start < end;) {
      parts.push(next);
      next = { recorded: part, start: windowEnd(next) };
    }
    return parts;
  };
  if (window.count) return series(recorded, windowEnd(window));
  switch (recorded) {
    case 'year':
      return series(isMonthIn(start, QUARTER_MONTHS) ? 'quarter' : 'month', windowEnd(window));
    case 'quarter':
      return series('month', windowEnd(window));
    case 'month':
    case 'week':
      return series('day', windowEnd(window));
    case 'day': {
      // Days of clock changes have 23 or 25 hours. In zones off UTC by parts of an hour full UTC hours do not fill a day.
      const begin = dayStart(zone, start);
      const end = dayStart(zone, start + 1);
      if (begin % 60 !== 0 || end % 60 !== 0) return [];
      return Array.from({ length: (end - begin) / 60 }, (_, i) => ({
        recorded: 'hour' as const,
        start: begin + i * 60,
      }));
    }
    default:
      return [];
  }
}
