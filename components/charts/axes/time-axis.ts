import { civilTime, formatTime, type CivilTime } from '../../formatting/periods.js';
import type { Language, Period, SeriesData } from '../../formatting/types.js';
import { fill, wordsOf } from '../../formatting/words.js';
import { widestLine } from '../spec/text-width.js';
import type { Axis, LineChartSpec, Tick } from '../spec/spec-types.js';

const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;

/** Days since 1970-01-01 of a date or an instant as the API writes them. */
export function dayOf(start: string): number {
  return Date.parse(start.length === 10 ? `${start}T00:00:00Z` : start) / DAY_MS;
}

/** Where the windows stand: at their start; rolling years at their end, where their newest month lies. */
export function positionsOf(series: Pick<SeriesData, 'period' | 'starts' | 'ends'>): number[] {
  return (series.period === 'ROLLING_YEAR' ? series.ends : series.starts).map(dayOf);
}

/**
 * The civil day by which a point is called: of a rolling year its last one ("12 months to September 2014"); of
 * hours and minutes what calendar and clock in London show, the time of day as a fraction.
 */
export function namedDay(position: number, period: Period): number {
  if (period === 'ROLLING_YEAR') return position - 1;
  if (period !== 'HOUR' && period !== 'MINUTE') return position;
  const { year, month, day, hour, minute } = civilTime(Math.round(position * MINUTES_A_DAY) * 60_000);
  return Date.UTC(year, month - 1, day, hour, minute) / DAY_MS;
}

function civilOf(day: number): CivilTime {
  const at = new Date(Math.round(day * MINUTES_A_DAY) * 60_000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  };
}

/** A point as ticks are chosen by it. */
interface TickPoint {
  /** Civil day, the time of day as a fraction. */
  day: number;
  /** Months since the year 0. */
  month: number;
  indexFromLast: number;
}

/** A tick stands where this number changes from one point to the next. */
type TickGroup = (point: TickPoint) => number;

const byMonths =
  (months: number): TickGroup =>
  ({ month }) =>
    Math.floor(month / months);
const byDays =
  (days: number, offset = 0): TickGroup =>
  ({ day }) =>
    Math.floor((day + offset + 1e-6) / days);
const byMinutes = (minutes: number): TickGroup => byDays(minutes / MINUTES_A_DAY);
const fromLast =
  (step: number): TickGroup =>
  ({ indexFromLast }) =>
    -Math.ceil(indexFromLast / step);

const YEARS_IN_MONTHS = [24, 60, 120, 240, 600, 1200];
const MONTHS_UP = [1, 3, 6, 12, ...YEARS_IN_MONTHS].map(byMonths);
/** 1970-01-01 was a Thursday: weeks begin on Mondays. */
const WEEK_OFFSET = 3;
const DAYS_UP = [byDays(1), byDays(7, WEEK_OFFSET), byDays(14, WEEK_OFFSET), ...MONTHS_UP];

/**
 * Ways to choose ticks, from dense to sparse. Rolling years over a long span have ticks a year apart, back from the
 * newest point: those are the points that can be compared.
 */
function tickGroups(period: Period, pointsAYear: number, isLong: boolean): readonly TickGroup[] {
  switch (period) {
    case 'MINUTE':
      return [...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map(byMinutes), ...DAYS_UP];
    case 'HOUR':
      return [...[60, 120, 180, 360, 720].map(byMinutes), ...DAYS_UP];
    case 'DAY':
      return DAYS_UP;
    case 'WEEK':
      return [fromLast(1), fromLast(2), fromLast(4), ...MONTHS_UP];
    case 'MONTH':
    case 'QUARTER':
      return MONTHS_UP;
    case 'YEAR':
    case 'FINANCIAL_YEAR':
      return [1, 2, 5, 10, 20, 50].map(fromLast);
    case 'ROLLING_YEAR':
      return [...(isLong ? [] : [1 / 12, 1 / 4, 1 / 2]), 1, 2, 5, 10, 20, 50]
        .map((years) => years * pointsAYear)
        .filter((step) => Number.isInteger(step) && step > 0)
        .map(fromLast);
  }
}

function splitAtLastSpace(text: string): [string, string] {
  const at = text.lastIndexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** The two lines of a tick's label: what always differs, and what is said only where it changes. */
function labelParts(day: number, period: Period, lang: Language): [string, string] {
  const words = wordsOf(lang);
  const at = civilOf(day);
  const monthName = (month: number): string => words.shortMonths[month % 12]!;
  const dayAndMonth = `${at.day} ${monthName(at.month - 1)}`;
  switch (period) {
    case 'MINUTE':
    case 'HOUR':
      return [formatTime(at, lang), dayAndMonth];
    case 'DAY':
    case 'WEEK':
      return [dayAndMonth, String(at.year)];
    case 'MONTH':
    case 'ROLLING_YEAR':
      return [monthName(at.month - 1), String(at.year)];
    case 'QUARTER': {
      const range = { from: monthName(at.month - 1), to: monthName(at.month + 1) };
      return [fill(words.range, range), String(at.year)];
    }
    case 'YEAR':
      return [String(at.year), ''];
    case 'FINANCIAL_YEAR':
      return splitAtLastSpace(fill(words.range, { from: at.year, to: at.year + 1 }));
  }
}

function ticksAt(
  indices: readonly number[],
  positions: readonly number[],
  period: Period,
  lang: Language,
): Tick[] {
  let said = '';
  return indices.map((index) => {
    const value = positions[index]!;
    const [first, second] = labelParts(namedDay(value, period), period, lang);
    const lines = second && second !== said ? [first, second] : [first];
    said = second;
    return { value, lines };
  });
}

export type TimeAxis = LineChartSpec['x'];

export interface TimeAxisRoom {
  /** Layout units from the first to the last point. */
  width: number;
  fontSize: number;
  maxTicks: number;
}

/** True if no two labels, centred under their ticks, come closer than a letter's width. */
function hasRoom(
  ticks: readonly Tick[],
  axis: Omit<Axis, 'ticks'>,
  { width, fontSize }: TimeAxisRoom,
): boolean {
  const scale = width / (axis.max - axis.min);
  return ticks.every((tick, index) => {
    const before = ticks[index - 1];
    if (!before) return true;
    const half = (widestLine(tick.lines, fontSize) + widestLine(before.lines, fontSize)) / 2;
    return (tick.value - before.value) * scale >= half + 0.9 * fontSize;
  });
}

/** The points, and before them one that would stand before the first. */
function tickPoints(positions: readonly number[], period: Period, step: number): TickPoint[] {
  const days = positions.map((position) => namedDay(position, period));
  return [days[0]! - step, ...days].map((day, index) => {
    const { year, month } = civilOf(day);
    return { day, month: year * 12 + month - 1, indexFromLast: days.length - index };
  });
}

/** Indices at which a group begins; given up when there are more than `most`. */
function changesOf(points: readonly TickPoint[], group: TickGroup, most: number): number[] {
  const indices: number[] = [];
  let before = group(points[0]!);
  for (let index = 1; index < points.length && indices.length <= most; index += 1) {
    const now = group(points[index]!);
    if (now !== before) indices.push(index - 1);
    before = now;
  }
  return indices;
}

/**
 * The time axis: as many ticks as have room, each exactly at a point, so that its label names that point's
 * window. They stand at round dates (Mondays, first months of quarters and years); for rolling years a year apart.
 */
export function timeAxis(
  positions: readonly number[],
  period: Period,
  room: TimeAxisRoom,
  lang: Language,
): TimeAxis {
  const count = positions.length;
  const first = positions[0] ?? 0;
  const last = positions[count - 1] ?? 1;
  const bounds = first < last ? { min: first, max: last } : { min: first - 0.5, max: first + 0.5 };
  if (count === 0) return { ...bounds, ticks: [], positions };
  const step = count > 1 ? (last - first) / (count - 1) : 1;
  const points = tickPoints(positions, period, step);
  const pointsAYear = period === 'ROLLING_YEAR' ? Math.max(1, Math.round(365.25 / step)) : 0;
  const isLong = count > 2 * pointsAYear;
  for (const group of tickGroups(period, pointsAYear, isLong)) {
    const indices = changesOf(points, group, room.maxTicks);
    if (indices.length < Math.min(2, count) || indices.length > room.maxTicks) continue;
    const ticks = ticksAt(indices, positions, period, lang);
    if (hasRoom(ticks, bounds, room)) return { ...bounds, ticks, positions };
    // Over years the year alone names a quarter's tick, which stands at its first quarter.
    const years = period === 'QUARTER' ? ticks.map((tick) => ({ ...tick, lines: tick.lines.slice(-1) })) : [];
    const isYearly = years.length > 0 && ticks.every((tick) => tick.lines.length === 2);
    if (isYearly && hasRoom(years, bounds, room)) return { ...bounds, ticks: years, positions };
  }
  const ends = ticksAt(count > 1 ? [0, count - 1] : [0], positions, period, lang);
  const ticks = hasRoom(ends, bounds, room) ? ends : ticksAt([count - 1], positions, period, lang);
  return { ...bounds, ticks, positions };
}
