/**
 * Which observations are new or different from those that are stored, found by range reads in the order of the key.
 * Nothing is written.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { flagBit, isThere, statusCode } from '../metrics/status.js';
import type { SeriesChanges } from './compare-series.js';
import { type Counts, noCounts } from './counts.js';
import { numberOrNull, type ObservationColumns } from './observation-columns.js';
import { BATCH_ROWS, KeyRanges, type StoredRow } from './stored-rows.js';

const PROVIDED = statusCode('PROVIDED');
const REVISED = flagBit('REVISED');
const UNFINISHED = flagBit('UNFINISHED');

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
  /** Positions of delivered withdrawals of rows that were never sent. */
  nothingWithdrawn: number[];
}

/**
 * The flags that a row is stored with. Only a value that takes the place of a final one is a revision of it: what came
 * before its window was over was known not to be the last word.
 */
function flagsOver(old: StoredRow, status: number, given: number, isSameValue: boolean): number {
  const isFinal = old.status === PROVIDED && (old.flags & UNFINISHED) === 0;
  if (!isFinal || status !== PROVIDED) return given;
  return given | (isSameValue ? old.flags & REVISED : REVISED);
}

interface CompareOptions {
  /** How many of the rows were sent; those after them are withdrawn because a replacement did not send them. */
  received: number;
  /** Called between batches with the number of rows done; may throw to give up. */
  onProgress?: (rows: number) => void;
}

/**
 * Compares all rows; no key is twice among them.
 *
 * Is a delivered row the same as the stored one? Value, status and flags decide, but for a REVISED flag that is
 * stored and not delivered: it was put there by us. A row that was taken back is as if it had never been sent: what
 * comes after it is inserted, and no revision.
 */
export async function compareObservations(
  manager: EntityManager,
  columns: ObservationColumns,
  series: SeriesChanges,
  { received, onProgress }: CompareOptions,
): Promise<ObservationChanges> {
  const order = columns.order(series.ranks);
  const total = order.length;
  const counts: Counts = { ...noCounts(), received };
  const flags = new Uint16Array(total);
  // Pages of large arrays that nothing is written to take no memory.
  const before: ObservationChanges['before'] = {
    submission: new Int32Array(total),
    value: new Float64Array(total),
    status: new Uint8Array(total),
    flags: new Uint16Array(total),
  };
  const nothingWithdrawn: number[] = [];
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
      const given = isThere(status) ? columns.flags[row] : 0;
      while (next < stored.length && isBefore(stored[next], id, period, start)) next++;
      const near = next < stored.length ? stored[next] : undefined;
      const old = near?.series_id === id && near.period === period && near.start === start ? near : undefined;
      if (!isThere(status) && !(old && isThere(old.status))) {
        if (!old) nothingWithdrawn.push(row);
        counts.unchanged++;
        continue;
      }
      if (old) {
        const isSameValue = old.value === numberOrNull(columns.value[row]) && old.status === status;
        if (isSameValue && (old.flags === given || old.flags === (given | REVISED))) {
          counts.unchanged++;
          continue;
        }
        flags[changed] = flagsOver(old, status, given, isSameValue);
        before.submission[changed] = old.submission_id;
        before.value[changed] = old.value ?? NaN;
        before.status[changed] = old.status;
        before.flags[changed] = old.flags;
      } else flags[changed] = given;
      counts[!isThere(status) ? 'withdrawn' : old && isThere(old.status) ? 'updated' : 'inserted']++;
      // What has been compared is not needed any more: its place is taken.
      order[changed++] = row;
    }
    onProgress?.(Math.min(from + BATCH_ROWS, total));
    await setImmediate();
  }
  return { counts, rows: order.subarray(0, changed), flags, before, nothingWithdrawn };
}

const isBefore = (row: StoredRow, series: number, period: number, start: number): boolean =>
  row.series_id < series ||
  (row.series_id === series && (row.period < period || (row.period === period && row.start < start)));

/** What is stored in the ranges of the batch's rows, in the order of the key. */
function readStored(
  manager: EntityManager,
  columns: ObservationColumns,
  batch: Int32Array,
  ids: Int32Array,
): Promise<StoredRow[]> {
  const ranges = new KeyRanges();
  for (const row of batch) {
    const id = ids[columns.series[row]];
    if (id >= 0) ranges.add(id, columns.period[row], columns.start[row]);
  }
  return ranges.read(manager);
}
