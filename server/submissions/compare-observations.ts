/**
 * Which observations are new or different from those that are stored, found by range reads in the order of the key.
 * Nothing is written.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { rowsOver } from '../db/bulk.js';
import { flagBit, statusCode } from '../metrics/status.js';
import type { SeriesChanges } from './compare-series.js';
import { type Counts, noCounts } from './counts.js';
import { numberOrNull, type ObservationColumns } from './observation-columns.js';

const PROVIDED = statusCode('PROVIDED');
const REVISED = flagBit('REVISED');

/** Rows that are compared, or written, before others may have their turn. */
export const BATCH_ROWS = 5_000;
/**
 * Stored rows between two delivered ones of a series are read too, up to about this many windows; beyond that the
 * range is split in two.
 */
const WIDEST_GAP = 64;
/** The shortest distance between two starts, by position in RECORDED_PERIODS. */
const STEPS = [1, 60, 1, 7, 28, 90, 28];

interface StoredRow {
  series_id: number;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
}

/** The rows that would be written, in columns: 23 bytes each. */
export interface ObservationChanges {
  counts: Counts;
  /** Their positions in the delivery, in the order of the key. */
  rows: Int32Array;
  /** Their flags as they would be stored: REVISED is put on a value that takes the place of another. */
  flags: Uint16Array;
  /** What each takes the place of. */
  before: {
    /** 0 = nothing: it is new. */
    submission: Int32Array;
    /** NaN = none. */
    value: Float64Array;
    status: Uint8Array;
    flags: Uint16Array;
  };
}

/**
 * Compares all rows; no key is twice among them. `onProgress` is called between batches with the number of rows done,
 * and may throw to give up.
 *
 * Is a delivered row the same as the stored one? Value, status and flags decide, but for a REVISED flag that is
 * stored and not delivered: it was put there by us.
 */
export async function compareObservations(
  manager: EntityManager,
  columns: ObservationColumns,
  series: SeriesChanges,
  onProgress?: (rows: number) => void,
): Promise<ObservationChanges> {
  const order = columns.order(series.ranks);
  const total = order.length;
  const counts: Counts = { ...noCounts(), received: total };
  const flags = new Uint16Array(total);
  // Pages of large arrays that nothing is written to take no memory.
  const before: ObservationChanges['before'] = {
    submission: new Int32Array(total),
    value: new Float64Array(total),
    status: new Uint8Array(total),
    flags: new Uint16Array(total),
  };
  let changed = 0;
  for (let from = 0; from < total; from += BATCH_ROWS) {
    const batch = order.subarray(from, from + BATCH_ROWS);
    const stored = await readStored(manager, columns, batch, series.ids);
    let next = 0;
    for (const row of batch) {
      const id = series.ids[columns.series[row]];
      const period = columns.period[row];
      const start = columns.start[row];
      const status = columns.status[row];
      const given = columns.flags[row];
      while (next < stored.length && isBefore(stored[next], id, period, start)) next++;
      const old = next < stored.length ? stored[next] : undefined;
      if (old?.series_id === id && old.period === period && old.start === start) {
        const isSameValue = old.value === numberOrNull(columns.value[row]) && old.status === status;
        if (isSameValue && (old.flags === given || old.flags === (given | REVISED))) {
          counts.unchanged++;
          continue;
        }
        counts.updated++;
        const isRevised = old.status === PROVIDED && status === PROVIDED;
        flags[changed] = isRevised ? given | (isSameValue ? old.flags & REVISED : REVISED) : given;
        before.submission[changed] = old.submission_id;
        before.value[changed] = old.value ?? NaN;
        before.status[changed] = old.status;
        before.flags[changed] = old.flags;
      } else {
        counts.inserted++;
        flags[changed] = given;
      }
      // What has been compared is not needed any more: its place is taken.
      order[changed++] = row;
    }
    onProgress?.(Math.min(from + BATCH_ROWS, total));
    await setImmediate();
  }
  return { counts, rows: order.subarray(0, changed), flags, before };
}

const isBefore = (row: StoredRow, series: number, period: number, start: number): boolean =>
  row.series_id < series ||
  (row.series_id === series && (row.period < period || (row.period === period && row.start < start)));

/** What is stored in the ranges of the batch's rows, in the order of the key. */
async function readStored(
  manager: EntityManager,
  columns: ObservationColumns,
  batch: Int32Array,
  ids: Int32Array,
): Promise<StoredRow[]> {
  const ranges: [number[], number[], number[], number[]] = [[], [], [], []];
  let last = -1;
  for (const row of batch) {
    const id = ids[columns.series[row]];
    if (id < 0) continue;
    const period = columns.period[row];
    const start = columns.start[row];
    const isNear =
      last >= 0 &&
      ranges[0][last] === id &&
      ranges[1][last] === period &&
      start - ranges[3][last] <= WIDEST_GAP * STEPS[period];
    if (isNear) ranges[3][last] = start;
    else {
      last++;
      ranges[0].push(id);
      ranges[1].push(period);
      ranges[2].push(start);
      ranges[3].push(start);
    }
  }
  if (last < 0) return [];
  // CROSS JOIN makes SQLite seek once for each range; batches of ranges keep the order, ORDER BY keeps it within one.
  return rowsOver<StoredRow>(
    manager,
    ['integer', 'integer', 'integer', 'integer'],
    ranges,
    (values) =>
      `WITH wanted(series_id, period, first_start, last_start) AS (${values})
       SELECT o.series_id, o.period, o.start, o.value, o.status, o.flags, o.submission_id
       FROM wanted w CROSS JOIN observation o
       WHERE o.series_id = w.series_id AND o.period = w.period AND o.start BETWEEN w.first_start AND w.last_start
       ORDER BY o.series_id, o.period, o.start`,
  );
}
