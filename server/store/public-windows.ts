/** What a data set holds, window by window, for exports; and which series hold anything. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { IS_THERE } from '../entities/index.js';
import { RECORDED_PERIODS, windowKey, type Window } from '../metrics/periods.js';
import { isThere, statusOf, type ValueStatus } from '../metrics/status.js';
import type { Observation, SeriesFacts } from '../metrics/rows/splits.js';
import { publicRows } from '../metrics/rows/suppression.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { ObservationRow } from './observation-row.js';
import { readRows } from './read-rows.js';
import type { Snapshot } from './snapshot.js';

const windowOf = ({ period, start }: ObservationRow): Window => ({
  recorded: RECORDED_PERIODS[period],
  start,
});

const observationOf = (
  { value, status, flags, submission_id: submission }: ObservationRow,
  series: SeriesFacts,
): Observation => ({ series, value, status: statusOf(status) as ValueStatus, flags, submission });

/** Which series have a row at a version: not those of which all was taken back. */
export async function seriesThere(
  dataSource: DataSource,
  series: readonly SeriesFacts[],
  { version }: Pick<Snapshot, 'version'>,
): Promise<SeriesFacts[]> {
  const { list, listParameter } = dialectOf(dataSource);
  const found = await rows<{ id: number }>(
    dataSource,
    `SELECT s.id FROM series s WHERE s.id IN ${list('integer')} AND (
       EXISTS (SELECT 1 FROM observation o
         WHERE o.series_id = s.id AND o.submission_id <= ? AND ${IS_THERE})
       OR EXISTS (SELECT 1 FROM observation_revision o
         WHERE o.series_id = s.id AND o.submission_id <= ? AND o.replaced_by > ? AND ${IS_THERE}))`,
    [listParameter(series.map(({ id }) => id)), version, version, version],
  );
  const ids = new Set(found.map(({ id }) => id));
  return series.filter(({ id }) => ids.has(id));
}

/** What was delivered for one window, as the public may have it. */
export interface PublicWindow {
  window: Window;
  observations: readonly Observation[];
}

/** Everything that one data set holds at a version, window by window from the first; small counts are suppressed. */
export async function publicWindows(
  dataSource: DataSource,
  dataSet: DataSetFacts,
  snapshot: Snapshot,
): Promise<PublicWindow[]> {
  const held = snapshot.extents.get(dataSet.id) ?? [];
  const ranges = held.map(({ period, firstStart, lastStart }) => ({
    period,
    from: firstStart,
    to: lastStart + 1,
  }));
  const series = new Map((snapshot.series.get(dataSet.id) ?? []).map((one) => [one.id, one]));
  const found = await readRows(dataSource, [{ dataSets: [dataSet], ranges }], snapshot, snapshot.version);
  const windows = new Map<number, ObservationRow[]>();
  for (const row of found.filter(({ status }) => isThere(status))) {
    const key = windowKey(windowOf(row));
    const rowsOf = windows.get(key);
    if (rowsOf) rowsOf.push(row);
    else windows.set(key, [row]);
  }
  return [...windows.values()]
    .sort(([a], [b]) => a.period - b.period || a.start - b.start)
    .map((rowsOf) => ({
      window: windowOf(rowsOf[0]),
      observations: publicRows(
        rowsOf.map((row) => observationOf(row, series.get(row.series_id)!)),
        dataSet,
      ),
    }));
}
