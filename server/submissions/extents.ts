/** Keeps `data_set_extent` and `data_set.version`: what a data set holds, so that reads need not scan for it. */
import type { EntityManager } from 'typeorm';
import { rowsOver, runOver } from '../db/bulk.js';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { statusCode } from '../metrics/status.js';
import type { ObservationChanges } from './compare-observations.js';
import type { ObservationColumns } from './observation-columns.js';

const PROVIDED = statusCode('PROVIDED');

interface ExtentChange {
  first: number;
  last: number;
  /** The newest start that has a value now. */
  latestValue: number | null;
  /** The newest start that had a value and has none now. */
  latestWithdrawn: number | null;
}

interface Extent {
  data_set_id: number;
  period: number;
  first_start: number;
  last_start: number;
  latest_value_start: number | null;
}

const WIDTH = RECORDED_PERIODS.length;

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** What changes in the extents of data sets, by `position * WIDTH + period`. */
function extentChanges(
  { series, seriesList, period, start, status }: ObservationColumns,
  { rows, before }: ObservationChanges,
): Map<number, ExtentChange> {
  const changes = new Map<number, ExtentChange>();
  for (const [i, row] of rows.entries()) {
    const key = seriesList[series[row]].dataSet * WIDTH + period[row];
    const at = start[row];
    let change = changes.get(key);
    if (!change)
      changes.set(key, (change = { first: at, last: at, latestValue: null, latestWithdrawn: null }));
    if (at < change.first) change.first = at;
    if (at > change.last) change.last = at;
    const hadValue = before.submission[i] !== 0 && before.status[i] === PROVIDED;
    if (status[row] === PROVIDED) change.latestValue = later(change.latestValue, at);
    else if (hadValue) change.latestWithdrawn = later(change.latestWithdrawn, at);
  }
  return changes;
}

/** Stores what rows that have just been written change; `ids` are the data sets' by position. */
export async function applyExtents(
  manager: EntityManager,
  columns: ObservationColumns,
  observations: ObservationChanges,
  { ids, submission }: { ids: Int32Array; submission: number },
): Promise<void> {
  const changes = [...extentChanges(columns, observations)];
  if (changes.length === 0) return;
  const dataSets = changes.map(([key]) => ids[Math.floor(key / WIDTH)]);
  const periods = changes.map(([key]) => key % WIDTH);
  const stored = new Map<string, Extent>();
  for (const row of await storedExtents(manager, dataSets, periods)) {
    stored.set(`${row.data_set_id} ${row.period}`, row);
  }
  const first: number[] = [];
  const last: number[] = [];
  const latest: (number | null)[] = [];
  for (const [i, [, change]] of changes.entries()) {
    const before = stored.get(`${dataSets[i]} ${periods[i]}`);
    first.push(before ? Math.min(before.first_start, change.first) : change.first);
    last.push(before ? Math.max(before.last_start, change.last) : change.last);
    const known = later(before?.latest_value_start ?? null, change.latestValue);
    // Rows are never deleted, but the newest value may have been withdrawn: then only a look at the rows tells.
    const isGone = known !== null && known === change.latestWithdrawn && known !== change.latestValue;
    latest.push(isGone ? await latestValue(manager, dataSets[i], periods[i]) : known);
  }
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'integer', 'integer', 'integer'],
    [dataSets, periods, first, last, latest, changes.map(() => submission)],
    (values) =>
      `INSERT INTO data_set_extent
       (data_set_id, period, first_start, last_start, latest_value_start, version) ${values}
       ON CONFLICT (data_set_id, period) DO UPDATE SET
         first_start = excluded.first_start, last_start = excluded.last_start,
         latest_value_start = excluded.latest_value_start, version = excluded.version`,
  );
  const changed = [...new Set(dataSets)];
  await runOver(
    manager,
    ['integer', 'integer'],
    [changed, changed.map(() => submission)],
    (values) =>
      `WITH changed(id, version) AS (${values})
       UPDATE data_set SET version = (SELECT c.version FROM changed c WHERE c.id = data_set.id)
       WHERE id IN (SELECT c.id FROM changed c)`,
  );
}

const storedExtents = (
  manager: EntityManager,
  dataSets: readonly number[],
  periods: readonly number[],
): Promise<Extent[]> =>
  rowsOver<Extent>(
    manager,
    ['integer', 'integer'],
    [dataSets, periods],
    (values) =>
      `WITH wanted(data_set_id, period) AS (${values})
       SELECT e.data_set_id, e.period, e.first_start, e.last_start, e.latest_value_start
       FROM wanted w CROSS JOIN data_set_extent e WHERE e.data_set_id = w.data_set_id AND e.period = w.period`,
  );

async function latestValue(
  manager: EntityManager,
  dataSetId: number,
  period: number,
): Promise<number | null> {
  const [row] = await rowsOver<{ latest: number | null }>(
    manager,
    ['integer', 'integer', 'integer'],
    [[dataSetId], [period], [PROVIDED]],
    (values) =>
      `WITH wanted(data_set_id, period, status) AS (${values})
       SELECT max((SELECT max(o.start) FROM observation o
                   WHERE o.series_id = s.id AND o.period = w.period AND o.status = w.status)) AS latest
       FROM wanted w CROSS JOIN series s WHERE s.data_set_id = w.data_set_id`,
  );
  return row.latest;
}
