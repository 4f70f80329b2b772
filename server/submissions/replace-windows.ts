/** A delivery that replaces its windows takes back what it does not send of them. */
import type { EntityManager } from 'typeorm';
import { statusCode } from '../metrics/status.js';
import type { StoredSeries } from './compare-series.js';
import type { ObservationColumns, SeriesNames } from './rows/observation-columns.js';
import { rowsBeside, TouchedWindows } from './rows-beside.js';

const WITHDRAWN = statusCode('WITHDRAWN');

/** Puts the stored series that are not delivered behind those that are, for their withdrawals. */
export function nameStored({ seriesList }: SeriesNames, stored: readonly (readonly StoredSeries[])[]): void {
  for (const [dataSet, list] of stored.entries()) {
    for (const series of list) {
      series.at ??= seriesList.push({ dataSet, dimensions: series.dimensions }) - 1;
    }
  }
}

/**
 * Adds a withdrawal to a piece of the delivery for each stored row, of any split and the total, that it does not send in
 * a data set and window of which it sends a row. All stored series are named. `onProgress` may throw to give up.
 */
export async function addWithdrawals(
  manager: EntityManager,
  piece: ObservationColumns,
  stored: readonly (readonly StoredSeries[])[],
  onProgress: () => void,
): Promise<void> {
  if (stored.every((list) => list.length === 0)) return;
  const windows = new TouchedWindows(piece);
  const looked = { windows, stored, isWanted: () => true, onProgress };
  for await (const { window, rows } of rowsBeside(manager, piece, looked)) {
    // It stands where the first row of its window does.
    const place = piece.nameOf(windows.rows(window)[0]);
    for (const { series } of rows) {
      piece.add({ ...place, series: series.at!, value: NaN, status: WITHDRAWN, flags: 0 });
    }
  }
}
