/** The rows of one series in one recorded period as columns: 19 bytes a row, found by their start. */
import { isThere, statusOf, type ValueStatus } from './status.js';
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

/** What a series has at a start: nothing where there is no row, or one that was taken back. */
export function observationAt({ series, rows }: SeriesColumns, start: number): Observation | undefined {
  const at = positionFrom(rows, start);
  if (rows.starts[at] !== start || !isThere(rows.statuses[at])) return undefined;
  const value = rows.values[at];
  return {
    series,
    value: Number.isNaN(value) ? null : value,
    status: statusOf(rows.statuses[at]) as ValueStatus,
    flags: rows.flags[at],
    submission: rows.submissions[at],
  };
}
