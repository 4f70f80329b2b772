/** Trends and seasons: what a day is like before chance has its say. Days are numbers since 1970-01-01. */
import { civilDate, dayNumber, parseDate } from '../metrics/calendar.js';
import type { Curve } from './specs.js';

/** The day number of a date of the definitions. @throws Error if it is no date. */
export function dayOf(date: string): number {
  const day = parseDate(date);
  if (day === null) throw new Error(`${date} in the definitions of the demo is no date`);
  return day;
}

export function along(curve: Curve): (day: number) => number {
  if (typeof curve === 'number') return () => curve;
  const points = curve.map(([on, value]) => ({ day: dayOf(on), value }));
  return (day) => {
    const next = points.findIndex((point) => point.day > day);
    if (next === 0) return points[0].value;
    if (next === -1) return points[points.length - 1].value;
    const [a, b] = [points[next - 1], points[next]];
    return a.value + ((b.value - a.value) * (day - a.day)) / (b.day - a.day);
  };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Weights of the weekdays, from Monday, as factors with the mean 1. */
export function weekly(weights: readonly number[]): (day: number) => number {
  const mean = meanOf(weights);
  const factors = weights.map((weight) => weight / mean);
  // 1970-01-01 was a Thursday.
  return (day) => factors[(((day + 3) % 7) + 7) % 7];
}

/** Weights of the months, from January, as factors with the mean 1 that change from the middle of month to month. */
export function yearly(weights: readonly number[]): (day: number) => number {
  const mean = meanOf(weights);
  return (day) => {
    const { year } = civilDate(day);
    const first = dayNumber(year, 1);
    const months = ((day - first) / (dayNumber(year + 1, 1) - first)) * 12 - 0.5;
    const before = Math.floor(months);
    const share = months - before;
    const at = (month: number): number => weights[(month + 12) % 12];
    return (at(before) * (1 - share) + at(before + 1) * share) / mean;
  };
}

/** Public holidays on a fixed date, when hardly anybody deals with government: month × 100 + day. */
const QUIET_DATES = [101, 1225, 1226];

export function isQuiet(day: number): boolean {
  const { month, day: dayOfMonth } = civilDate(day);
  return QUIET_DATES.includes(month * 100 + dayOfMonth);
}
