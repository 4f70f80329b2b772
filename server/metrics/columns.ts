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
function positionOf(column: SeriesColumns, start: number): number {
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
