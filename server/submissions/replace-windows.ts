/** A delivery that replaces its windows takes back what it does not send of them. */
import type { EntityManager } from 'typeorm';
import { statusCode } from '../metrics/status.js';
import type { StoredSeries } from './compare-series.js';
import type { ObservationColumns } from './observation-columns.js';
import { rowsBeside, TouchedWindows } from './rows-beside.js';

const WITHDRAWN = statusCode('WITHDRAWN');

/**
 * Adds a withdrawal to the delivery for each stored row, of any split and the total, that it does not send in a data set
 * and window of which it sends a row. `onProgress` may throw to give up.
 */
export async function addWithdrawals(
  manager: EntityManager,
  columns: ObservationColumns,
  stored: readonly (readonly StoredSeries[])[],
  onProgress: () => void,
): Promise<void> {
  if (stored.every((list) => list.length === 0)) return;
  const windows = new TouchedWindows(columns);
  const added = new Map<number, number>();
  const position = (id: number, dataSet: number, dimensions: string): number => {
    let at = added.get(id);
    if (at === undefined) added.set(id, (at = columns.seriesList.push({ dataSet, dimensions }) - 1));
    return at;
  };
  const looked = { windows, stored, isWanted: () => true, onProgress };
  for await (const { window, rows } of rowsBeside(manager, columns, looked)) {
    // It stands where the first row of its window does.
    const [row] = windows.rows(window);
    const { period, start, source, line } = columns;
    const place = { period: period[row], start: start[row], source: source[row], line: line[row] };
    for (const { id, dimensions, at } of rows.map(({ series }) => series)) {
      const own = at ?? position(id, windows.dataSet(window), dimensions);
      columns.add({ ...place, series: own, value: NaN, status: WITHDRAWN, flags: 0 });
    }
  }
}
