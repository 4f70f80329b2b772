import type { Language, Unit } from '../../formatting/types.js';
import type { Tick } from '../spec/spec-types.js';
import { valueTickLabels } from './value-ticks.js';

export interface ValueAxis {
  min: number;
  max: number;
  /** Rising; the first is `min` and the last is `max`. Empty if nothing is drawn. */
  ticks: readonly Tick[];
  /** False where the axis begins above 0: both renderers and the caption say so. */
  hasZero: boolean;
}

/** A line whose range is a smaller part of its maximum than this is drawn on an axis that begins above 0. */
const ZOOM_BELOW = 0.2;
/** … which still spans at least this part of the maximum (for percentages: points), so that noise stays small. */
const LEAST_SPAN = 0.05;
const LEAST_SPAN_NEAR_100 = 1;
/** Differences below it are rounding errors, and too small to take logarithms of. */
const SMALLEST = 1e-6;
const DECIMAL_STEPS = [1, 2, 2.5, 5];
const SECONDS_STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const DAY = 86_400;
const WHOLE: ReadonlySet<Unit> = new Set(['count', 'days', 'working days']);

/** Whether there is nothing between whole numbers: not of a count that is one for each of something else, and small. */
const isWhole = (unit: Unit, values: readonly number[], highest: number): boolean =>
  WHOLE.has(unit) && !(unit === 'count' && highest < 10 && !values.every(Number.isInteger));

/** Steps a reader counts in, rising, for a unit: 1, 2, 2.5, 5 × 10ⁿ; minutes and hours for durations. */
function* stepsFor(unit: Unit, smallest: number, hasOnlyWhole: boolean): Generator<number> {
  const decimals = function* (from: number): Generator<number> {
    for (let power = Math.floor(Math.log10(from)); ; power += 1) {
      for (const step of DECIMAL_STEPS) {
        const value = Number((step * 10 ** power).toPrecision(3));
        const isSplit = hasOnlyWhole && !Number.isInteger(value);
        if (!isSplit && !(unit === '%' && value > 50 && value % 100 !== 0)) yield value;
      }
    }
  };
  if (unit !== 's') return yield* decimals(smallest);
  for (const step of decimals(Math.min(smallest, 30))) {
    if (step > 30) break;
    if (step !== 25) yield step === 20 ? 15 : step;
  }
  yield 30;
  yield* SECONDS_STEPS;
  for (const step of decimals(1)) yield step * DAY;
}

/** The range to cover, before it is widened to ticks. See `ZOOM_BELOW`. */
function spanToCover(low: number, high: number, unit: Unit): [number, number] {
  const range = high - low;
  if (low <= 0 || range === 0 || range >= ZOOM_BELOW * high) return [Math.min(0, low), Math.max(0, high)];
  const isShare = unit === '%' && high <= 100;
  const least = isShare ? (low >= 95 ? LEAST_SPAN_NEAR_100 : 5) : LEAST_SPAN * high;
  const span = Math.max(range, least);
  const middle = (low + high) / 2;
  const top = isShare ? Math.min(100, middle + span / 2) : middle + span / 2;
  return [Math.max(0, top - span), top];
}

/**
 * The value axis of a line chart. It begins at 0 unless the values differ by less than a fifth of their maximum:
 * then 0 would press the line flat, the axis begins at a round number below it, and says so (`hasZero`).
 *
 * @param values All values drawn, in the metric's unit. @param intervals Maximum number of steps between ticks.
 */
export function valueAxis(
  values: readonly number[],
  unit: Unit,
  intervals: number,
  lang: Language,
): ValueAxis {
  if (values.length === 0) return { min: 0, max: 1, ticks: [], hasZero: true };
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const highest = values.reduce((a, b) => Math.max(a, b));
  const [low, highToCover] = spanToCover(lowest, highest, unit);
  const high = highToCover - low < SMALLEST ? low + (unit === '%' ? 100 : 1) : highToCover;
  for (const step of stepsFor(unit, (high - low) / intervals / 20, isWhole(unit, values, highest))) {
    const first = Math.floor(low / step + 1e-9);
    const last = Math.ceil(high / step - 1e-9);
    if (last - first > intervals) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
      Number(((first + index) * step).toPrecision(12)),
    );
    const labels = valueTickLabels(ticks, step, unit, lang);
    return {
      min: ticks[0]!,
      max: ticks[ticks.length - 1]!,
      ticks: ticks.map((value, index) => ({ value, lines: [labels[index]!] })),
      hasZero: first <= 0 && last >= 0,
    };
  }
  throw new RangeError(`No steps for an axis from ${low} to ${high}`);
}
