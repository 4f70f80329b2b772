/**
 * Cells that name windows, read together: what one of them leaves open the others decide, or the data set's cadence.
 * What stays open is asked, and never guessed.
 */
import { civilDate, dayNumber } from '../../../metrics/calendar.js';
import {
  alignStart,
  formatStart,
  parseRecordedWindow,
  type Period,
  type RecordedPeriod,
  shiftStart,
  windowEnd,
} from '../../../metrics/periods.js';
import type { SheetWindow } from '../context.js';
import { quoted } from '../../message-words.js';
import { cellWords, isEmpty, type TableCell } from '../table.js';
import { fitsStart, type FoundWindow, type StyleKey, windowIn, type WindowStyle } from './window-words.js';

/** How windows are read; `dates`: what a date stands for. */
export interface WindowReading extends WindowStyle {
  dates?: DatePeriod;
}

export const DATE_PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type DatePeriod = (typeof DATE_PERIODS)[number];

/** What is open about windows. */
export type OpenReading = StyleKey | 'dates';

const OPTIONS: { [Key in StyleKey]: readonly NonNullable<WindowStyle[Key]>[] } = {
  order: ['day-first', 'month-first'],
  quarters: ['calendar', 'financial'],
  pairs: ['month', 'financial-year'],
  years: ['calendar', 'financial'],
};

export interface WindowHints {
  /** What was said before. */
  given: WindowReading;
  now: Date;
  /** How often the data sets come; several where it depends on the row. */
  cadences: readonly RecordedPeriod[];
}

interface Decision {
  reading: WindowReading;
  open: OpenReading[];
}

/** How cells of windows are to be read; cells that name none do not matter. */
export function decideReading(cells: readonly TableCell[], hints: WindowHints): Decision {
  const reading: WindowReading = { ...hints.given };
  const open: OpenReading[] = [];
  const latest = hints.now.getTime() / 86_400_000 + 1;
  for (const key of neededStyles(cells, reading)) {
    const possible = OPTIONS[key].filter((option) => {
      const style = { ...reading, [key]: option };
      return isPossible(cells, style, latest) && (key !== 'pairs' || arePeriodsOne(cells, style));
    });
    const left = key === 'order' && possible.length > 1 ? fitting(cells, possible, reading, hints) : possible;
    if (left.length === 1) Object.assign(reading, { [key]: left[0] });
    else open.push(key);
  }
  const dates = datesIn(cells, reading);
  if (dates.length > 0 && !reading.dates) {
    const isOpen = open.includes('order') || dates.some(({ isUnfit }) => isUnfit);
    const period = isOpen ? undefined : periodOfDates(dates, hints.cadences);
    if (period) reading.dates = period;
    else open.push('dates');
  }
  return { reading, open };
}

function neededStyles(cells: readonly TableCell[], reading: WindowReading): StyleKey[] {
  const needed = cells.map((cell) => windowIn(cell, reading)).filter((found) => typeof found === 'string');
  return [...new Set(needed)];
}

/** Whether all cells are windows that have begun. */
const isPossible = (cells: readonly TableCell[], style: WindowStyle, latest: number): boolean =>
  cells.every((cell) => {
    if (windowIn(cell, {}) === null) return true;
    const found = windowIn(cell, style);
    return found !== null && (typeof found === 'string' || found.start <= latest);
  });

/** Months and years do not stand beside one another. */
const arePeriodsOne = (cells: readonly TableCell[], style: WindowStyle): boolean =>
  new Set(
    cells.flatMap((cell) => {
      const found = windowIn(cell, style);
      return found && typeof found === 'object' ? [found.period] : [];
    }),
  ).size <= 1;

/** Of orders that are possible the one by which all dates begin or end windows as they are said to, or of the cadence. */
function fitting(
  cells: readonly TableCell[],
  possible: readonly string[],
  reading: WindowReading,
  { cadences }: WindowHints,
): string[] {
  const cadence = cadences.length === 1 && cadences[0] !== 'day' ? cadences[0] : undefined;
  const fits = possible.filter((order) => {
    const dates = datesIn(cells, { ...reading, order: order as WindowStyle['order'] });
    if (dates.some(({ isUnfit }) => isUnfit)) return false;
    return dates.length === 0 || (cadence !== undefined && boundsOf(cadence, dates) !== undefined);
  });
  return fits.length === 1 ? fits : [];
}

function datesIn(cells: readonly TableCell[], style: WindowStyle): FoundWindow[] {
  return cells.flatMap((cell) => {
    const found = windowIn(cell, style);
    return found && typeof found === 'object' && found.period === null ? [found] : [];
  });
}

/** Whether all dates are the first days of windows, or all the last. */
function boundsOf(period: RecordedPeriod, dates: readonly FoundWindow[]): 'first' | 'last' | undefined {
  if (dates.every(({ start, bound }) => bound !== 'last' && fitsStart(period, start))) return 'first';
  return dates.every(({ start, bound }) => bound !== 'first' && fitsStart(period, start + 1))
    ? 'last'
    : undefined;
}

/** The days from one window to the next, at least. */
const LEAST_DAYS: Record<DatePeriod, number> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

/**
 * What dates stand for: windows that all of them begin or end, and that follow one another as closely as they do. Dates a
 * quarter apart are not months, whatever the cadence.
 */
function periodOfDates(
  dates: readonly FoundWindow[],
  cadences: readonly RecordedPeriod[],
): DatePeriod | undefined {
  const sorted = [...new Set(dates.map(({ start }) => start))].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((day, i) => day - sorted[i]);
  const [cadence] = cadences;
  const isCadence = (period: DatePeriod): boolean => cadences.length === 1 && period === cadence;
  if (gaps.length === 0) return DATE_PERIODS.find((each) => isCadence(each) && boundsOf(each, dates));
  const least = Math.min(...gaps);
  const fits = DATE_PERIODS.filter((each) => boundsOf(each, dates) && least >= LEAST_DAYS[each]);
  const longest = fits.at(-1);
  if (longest === undefined || cadences.length > 1) return undefined;
  // What begins or ends on days apart from one another is no single day.
  if (longest === 'day' && least > 1 && dates.some(({ bound }) => bound)) return undefined;
  return cadences.length === 0 || isCadence(longest) ? longest : undefined;
}

/** The window that a cell names under a reading; null where it names none, or the reading does not say which. */
export function readWindow(cell: TableCell, reading: WindowReading): SheetWindow | null {
  const found = windowIn(cell, reading);
  if (!found || typeof found === 'string') return null;
  const window = found.period ? found : reading.dates && windowOfDate(found, reading.dates);
  return window ? { period: window.period!, start: formatStart(window.period!, window.start) } : null;
}

/** What to say of a cell that names none. */
export const noWindow = (cell: TableCell): string =>
  isEmpty(cell)
    ? 'no month, quarter or other window stands there: write it like 2026-01-01 or January 2026'
    : `${quoted(cellWords(cell))} is no month, quarter or other window: write it like 2026-01-01, January 2026, January to March 2026 or 2025/26`;

function windowOfDate({ start, bound }: FoundWindow, period: DatePeriod): FoundWindow | null {
  if (period !== 'year') return { period, start: alignStart(period.toUpperCase() as Period, start) };
  if (bound !== 'last' && fitsStart('year', start)) return { period, start };
  return bound !== 'first' && fitsStart('year', start + 1)
    ? { period, start: shiftStart({ recorded: 'year', start: start + 1 }, -1) }
    : null;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `January 2026`, `January to March 2026`, `April 2025 to March 2026`, `Week commencing 9 March 2026`, `On 9 March 2026`. */
export function windowHeading({ period, start }: SheetWindow): string {
  const window = parseRecordedWindow(period, start);
  if (!window || period === 'hour' || period === 'minute') return start;
  const first = civilDate(window.start);
  const day = `${first.day} ${MONTHS[first.month - 1]} ${first.year}`;
  if (period === 'day') return `On ${day}`;
  if (period === 'week') return `Week commencing ${day}`;
  const last = civilDate(windowEnd(window) - 1);
  const [from, to] = [MONTHS[first.month - 1], `${MONTHS[last.month - 1]} ${last.year}`];
  if (period === 'month') return to;
  return first.year === last.year ? `${from} to ${to}` : `${from} ${first.year} to ${to}`;
}

/** Whether one window lies within another. */
export function isWithin(part: SheetWindow, whole: SheetWindow): boolean {
  const [from, to] = boundsOfWindow(part);
  const [begin, end] = boundsOfWindow(whole);
  return part.period !== whole.period && from >= begin && to <= end;
}

function boundsOfWindow({ period, start }: SheetWindow): [number, number] {
  const [year, month, day] = start.slice(0, 10).split('-').map(Number);
  const first = dayNumber(year, month, day);
  return [first, shiftStart({ recorded: period, start: first }, 1)];
}
