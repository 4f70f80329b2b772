/** Keeps `data_set_extent` and `data_set.version`: what a data set holds, so that reads need not scan for it. */
import type { EntityManager } from 'typeorm';
import { rowsOver, runOver } from '../db/bulk.js';
import { dialectOf } from '../db/index.js';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { HAS_FINAL_VALUE, IS_THERE } from '../entities/index.js';
import { HeldChange, type HeldStarts } from '../metrics/held-starts.js';
import { isFinalValue, isThere } from '../metrics/status.js';
import type { SeriesNames } from './rows/observation-columns.js';
import type { ChangedColumns } from './rows/row-changes.js';

interface Extent {
  data_set_id: number;
  period: number;
  first_start: number;
  last_start: number;
  latest_value_start: number | null;
}

const WIDTH = RECORDED_PERIODS.length;

/** What changes in the extents of data sets, gathered piece by piece. */
export class ExtentChanges {
  /** By `position * WIDTH + period`. */
  readonly #changes = new Map<number, HeldChange>();

  add({ seriesList }: SeriesNames, changed: ChangedColumns): void {
    const { series, period, start, status, flags, oldSubmission, oldStatus, oldFlags } = changed;
    for (let i = 0; i < changed.length; i++) {
      const key = seriesList[series[i]].dataSet * WIDTH + period[i];
      let change = this.#changes.get(key);
      if (!change) this.#changes.set(key, (change = new HeldChange()));
      const wasStored = oldSubmission[i] !== 0;
      change.add(
        start[i],
        {
          isThere: wasStored && isThere(oldStatus[i]),
          hasFinalValue: wasStored && isFinalValue(oldStatus[i], oldFlags[i]),
        },
        { isThere: isThere(status[i]), hasFinalValue: isFinalValue(status[i], flags[i]) },
      );
    }
  }

  /** By position of the data set. */
  get list(): { dataSet: number; period: number; change: HeldChange }[] {
    return Array.from(this.#changes, ([key, change]) => ({
      dataSet: Math.floor(key / WIDTH),
      period: key % WIDTH,
      change,
    }));
  }
}

const heldBy = (extent: Extent | undefined): HeldStarts =>
  extent && extent.first_start <= extent.last_start
    ? { first: extent.first_start, last: extent.last_start, latestValue: extent.latest_value_start }
    : { first: null, last: null, latestValue: null };

/** Stores what rows that have just been written change; `ids` are the data sets' by position. */
export async function applyExtents(
  manager: EntityManager,
  extents: ExtentChanges,
  { ids, submission }: { ids: Int32Array; submission: number },
): Promise<void> {
  const changes = extents.list;
  if (changes.length === 0) return;
  const dataSets = changes.map(({ dataSet }) => ids[dataSet]);
  const periods = changes.map(({ period }) => period);
  const stored = new Map<string, Extent>();
  for (const row of await storedExtents(manager, dataSets, periods)) {
    stored.set(`${row.data_set_id} ${row.period}`, row);
  }
  const known = changes.map(({ change }, i) =>
    change.applied(heldBy(stored.get(`${dataSets[i]} ${periods[i]}`))),
  );
  const held = await looked(manager, known, dataSets, periods);
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'integer', 'integer', 'integer'],
    [
      dataSets,
      periods,
      held.map(({ first }) => first ?? 0),
      held.map(({ last }) => last ?? -1),
      held.map(({ latestValue }) => latestValue),
      submission,
    ],
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
    [changed, submission],
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
       FROM wanted w ${dialectOf(manager).lookUp('data_set_extent e', 'e.data_set_id = w.data_set_id AND e.period = w.period')}`,
  );

/** What is held, found by a look at the rows where it is not known. */
async function looked(
  manager: EntityManager,
  known: readonly (HeldStarts | null)[],
  dataSets: readonly number[],
  periods: readonly number[],
): Promise<HeldStarts[]> {
  const unknown = known.flatMap((held, i) => (held ? [] : [i]));
  const found = new Map<string, HeldStarts>();
  if (unknown.length > 0) {
    const ends = await rowsOver<HeldStarts & { data_set_id: number; period: number }>(
      manager,
      ['integer', 'integer'],
      [unknown.map((i) => dataSets[i]), unknown.map((i) => periods[i])],
      (values) =>
        `WITH wanted(data_set_id, period) AS (${values}), held AS (
           SELECT w.data_set_id, w.period,
             (SELECT min(o.start) FROM observation o WHERE o.series_id = s.id AND o.period = w.period AND ${IS_THERE}) AS first,
             (SELECT max(o.start) FROM observation o WHERE o.series_id = s.id AND o.period = w.period AND ${IS_THERE}) AS last,
             (SELECT max(o.start) FROM observation o WHERE o.series_id = s.id AND o.period = w.period AND ${HAS_FINAL_VALUE}) AS latest
           FROM wanted w ${dialectOf(manager).lookUp('series s', 's.data_set_id = w.data_set_id')})
         SELECT data_set_id, period, min(first) AS "first", max(last) AS "last", max(latest) AS "latestValue"
         FROM held GROUP BY data_set_id, period`,
    );
    for (const { data_set_id, period, ...held } of ends) found.set(`${data_set_id} ${period}`, held);
  }
  return known.map((held, i) => held ?? found.get(`${dataSets[i]} ${periods[i]}`)!);
}
