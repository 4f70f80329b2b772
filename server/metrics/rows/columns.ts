/** The rows of one series in one recorded period as columns: 19 bytes a row, found by their start. */
import { isThere, statusCode, statusOf, type ValueStatus } from '../status.js';
import type { Observation, SeriesFacts } from './splits.js';

/** All of the same length, in the order of the starts. */
export interface RowColumns {
  starts: Int32Array;
  /** NaN = none. */
  values: Float64Array;
  /** Positions in STORED_STATUSES. */
  statuses: Uint8Array;
  /** Bit sets (status.ts). */
  flags: Uint16Array;
  submissions: Int32Array;
}

export interface SeriesColumns {
  series: SeriesFacts;
  rows: RowColumns;
  /** Where the last look found its row: the next one is mostly for the row after it. */
  cursor?: number;
}

/** The first position at which a start is not before another. */
export function positionFrom({ starts }: Pick<RowColumns, 'starts'>, start: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The position of a start; -1 where there is none. */
export function positionOf(column: SeriesColumns, start: number): number {
  const { starts } = column.rows;
  const { cursor = 0 } = column;
  for (let at = cursor; at < cursor + 2; at++) if (starts[at] === start) return (column.cursor = at);
  const at = positionFrom(column.rows, start);
  if (starts[at] !== start) return -1;
  column.cursor = at;
  return at;
}

/** What a series has at a start: nothing where there is no row, or one that was taken back. */
export function observationAt(column: SeriesColumns, start: number): Observation | undefined {
  const at = positionOf(column, start);
  if (at < 0) return undefined;
  const { series, rows } = column;
  if (!isThere(rows.statuses[at])) return undefined;
  const value = rows.values[at];
  return {
    series,
    value: Number.isNaN(value) ? null : value,
    status: statusOf(rows.statuses[at]) as ValueStatus,
    flags: rows.flags[at],
    submission: rows.submissions[at],
  };
}

/** Up to this size whole numbers of a year and of 200 series add up exactly in a double, in any order. */
export const USUAL_SIZE = 1e11;
const PROVIDED = statusCode('PROVIDED');

/** Whether a row has a whole number of usual size: sums of these are exact in any order. */
export const isExact = (status: number, value: number): boolean =>
  status === PROVIDED && Number.isInteger(value) && Math.abs(value) <= USUAL_SIZE;

/** Nothing of a series in a stretch, or its rows added up; null where they cannot be: not every start has a usual value. */
type Sum = Observation | undefined | null;

/** Consecutive windows of one recorded period. */
export interface Stretch {
  /** The starts of the first and of the last. */
  first: number;
  last: number;
  count: number;
}

/** What the rows of a series in a stretch come to, where each of its windows has one. */
function sumIn(column: SeriesColumns, { first, last, count }: Stretch): Sum {
  const { series, rows } = column;
  const { starts, values, statuses, flags, submissions } = rows;
  const from = positionFrom(rows, first);
  if (!(starts[from] <= last)) return undefined;
  const to = from + count;
  if (starts[from] !== first || starts[to - 1] !== last) return null;
  let [sum, bits, submission] = [0, 0, 0];
  for (let at = from; at < to; at++) {
    const value = values[at];
    if (!isExact(statuses[at], value)) return null;
    sum += value;
    bits |= flags[at];
    submission = Math.max(submission, submissions[at]);
  }
  return { series, value: sum, status: 'PROVIDED', flags: bits, submission };
}

/**
 * The rows of a stretch added up by series, where every window has the same series of one split, each with a value: then
 * each rule that looks at one of them finds the same in all. Null where that is not so, or there are none.
 */
export function sumsIn(columns: readonly SeriesColumns[], stretch: Stretch): Observation[] | null {
  const sums: Observation[] = [];
  for (const column of columns) {
    const sum = sumIn(column, stretch);
    if (sum === undefined) continue;
    if (sum === null || (sums.length && sums[0].series.split !== sum.series.split)) return null;
    sums.push(sum);
  }
  return sums.length ? sums : null;
}
