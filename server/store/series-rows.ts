/** Rows of series as columns, by recorded period: how they come from the database, and how the odd ones are turned into them. */
import type { RowColumns } from '../metrics/columns.js';
import type { ObservationRow } from './observation-row.js';

/** By code of the recorded period, then by id of the series. */
export type SeriesRows = Map<number, Map<number, RowColumns>>;

/** Columns as lists of numbers, which may come in any order. */
export interface RowLists {
  starts: readonly number[];
  values: readonly (number | null)[];
  statuses: readonly number[];
  flags: readonly number[];
  submissions: readonly number[];
}

const isAscending = (starts: readonly number[]): boolean =>
  starts.every((start, index) => index === 0 || starts[index - 1] < start);

export function rowColumns(lists: RowLists): RowColumns {
  const { starts } = lists;
  const order = starts.map((_, index) => index);
  if (!isAscending(starts)) order.sort((a, b) => starts[a] - starts[b]);
  return {
    starts: Int32Array.from(order, (at) => starts[at]),
    values: Float64Array.from(order, (at) => lists.values[at] ?? NaN),
    statuses: Uint8Array.from(order, (at) => lists.statuses[at]),
    flags: Uint16Array.from(order, (at) => lists.flags[at]),
    submissions: Int32Array.from(order, (at) => lists.submissions[at]),
  };
}

/** Puts a series' rows of a period where they belong; what is there of them already goes before. */
export function putRows(all: SeriesRows, period: number, series: number, rows: RowColumns): void {
  let bySeries = all.get(period);
  if (!bySeries) all.set(period, (bySeries = new Map()));
  const known = bySeries.get(series);
  bySeries.set(series, known ? joined(known, rows) : rows);
}

/** Stretches of one series do not overlap, but may come in any order. */
function joined(one: RowColumns, other: RowColumns): RowColumns {
  const lists = (name: keyof RowColumns): number[] => [...one[name], ...other[name]];
  return rowColumns({
    starts: lists('starts'),
    values: lists('values'),
    statuses: lists('statuses'),
    flags: lists('flags'),
    submissions: lists('submissions'),
  });
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
