/** Rows of series as columns, by recorded period: how they come from the database, and how the odd ones are turned into them. */
import type { RowColumns } from '../metrics/rows/columns.js';
import type { ObservationRow } from './observation-row.js';

/** In the place of the code of a period: the months of daily rows. */
export const MONTHS_OF_DAYS = -1;

/** By code of the recorded period, then by id of the series. */
export type SeriesRows = Map<number, Map<number, RowColumns>>;

/** Columns as lists of numbers, which may come in any order, and some rows twice. */
export interface RowLists {
  starts: readonly number[];
  values: readonly (number | null)[];
  statuses: readonly number[];
  flags: readonly number[];
  submissions: readonly number[];
}

/** Positions in the order of the starts, each start once; null where they are that already. */
function orderOf(starts: ArrayLike<number>): number[] | null {
  for (let at = 1; at < starts.length; at++) {
    if (starts[at - 1] >= starts[at]) {
      return Array.from({ length: starts.length }, (_, position) => position)
        .sort((a, b) => starts[a] - starts[b])
        .filter((position, index, sorted) => index === 0 || starts[position] !== starts[sorted[index - 1]]);
    }
  }
  return null;
}

function inOrder(rows: RowColumns): RowColumns {
  const order = orderOf(rows.starts);
  if (!order) return rows;
  return {
    starts: Int32Array.from(order, (at) => rows.starts[at]),
    values: Float64Array.from(order, (at) => rows.values[at]),
    statuses: Uint8Array.from(order, (at) => rows.statuses[at]),
    flags: Uint16Array.from(order, (at) => rows.flags[at]),
    submissions: Int32Array.from(order, (at) => rows.submissions[at]),
  };
}

export function rowColumns({ starts, values, statuses, flags, submissions }: RowLists): RowColumns {
  const numbers = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) numbers[at] = values[at] ?? NaN;
  return inOrder({
    starts: new Int32Array(starts),
    values: numbers,
    statuses: new Uint8Array(statuses),
    flags: new Uint16Array(flags),
    submissions: new Int32Array(submissions),
  });
}

/** Puts a series' rows of a period where they belong; what is there of them already goes before. */
export function putRows(all: SeriesRows, period: number, series: number, rows: RowColumns): void {
  let bySeries = all.get(period);
  if (!bySeries) all.set(period, (bySeries = new Map()));
  const known = bySeries.get(series);
  bySeries.set(series, known ? joined(known, rows) : rows);
}

/** Stretches of one series may come in any order, and overlap: the days of a week are read again with those of its month. */
function joined(one: RowColumns, other: RowColumns): RowColumns {
  const length = one.starts.length + other.starts.length;
  const both: RowColumns = {
    starts: new Int32Array(length),
    values: new Float64Array(length),
    statuses: new Uint8Array(length),
    flags: new Uint16Array(length),
    submissions: new Int32Array(length),
  };
  for (const name of ['starts', 'values', 'statuses', 'flags', 'submissions'] as const) {
    both[name].set(one[name]);
    both[name].set(other[name], one.starts.length);
  }
  return inOrder(both);
}

/** Single rows, in any order. */
export function seriesRowsOf(rows: readonly ObservationRow[]): SeriesRows {
  const lists = new Map<string, ObservationRow[]>();
  for (const row of rows) {
    const key = `${row.period} ${row.series_id}`;
    const list = lists.get(key);
    if (list) list.push(row);
    else lists.set(key, [row]);
  }
  const all: SeriesRows = new Map();
  for (const list of lists.values()) {
    const [{ period, series_id }] = list;
    const columns = rowColumns({
      starts: list.map(({ start }) => start),
      values: list.map(({ value }) => value),
      statuses: list.map(({ status }) => status),
      flags: list.map(({ flags }) => flags),
      submissions: list.map(({ submission_id }) => submission_id),
    });
    putRows(all, period, series_id, columns);
  }
  return all;
}
