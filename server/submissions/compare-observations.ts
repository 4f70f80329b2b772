/**
 * Which observations are new or different from those that are stored, found by range reads in the order of the key.
 * Nothing is written.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { flagBit, isThere, statusCode } from '../metrics/status.js';
import type { SeriesChanges } from './compare-series.js';
import { numberOrNull, type ObservationColumns } from './rows/observation-columns.js';
import type { ChangedColumns, RowChanges } from './rows/row-changes.js';
import { BATCH_ROWS, KeyRanges, type StoredRow } from './stored-rows.js';

const PROVIDED = statusCode('PROVIDED');
const REVISED = flagBit('REVISED');
const UNFINISHED = flagBit('UNFINISHED');

/**
 * The flags that a row is stored with. Only a value that takes the place of a final one is a revision of it: what came
 * before its window was over was known not to be the last word.
 */
function flagsOver(old: StoredRow, status: number, given: number, isSameValue: boolean): number {
  const isFinal = old.status === PROVIDED && (old.flags & UNFINISHED) === 0;
  if (!isFinal || status !== PROVIDED) return given;
  return given | (isSameValue ? old.flags & REVISED : REVISED);
}

/** The rows of a piece that would be written. */
export interface PieceChanges {
  /** Their positions in the piece. */
  rows: Int32Array;
  /** The same rows. */
  columns: ChangedColumns;
}

/**
 * Compares the rows of a piece, and adds what changes to `changes`; no key is twice among them. `onProgress` is called
 * between batches with the number of rows done; it may throw to give up.
 *
 * Is a delivered row the same as the stored one? Value, status and flags decide, but for a REVISED flag that is
 * stored and not delivered: it was put there by us. A row that was taken back is as if it had never been sent: what
 * comes after it is inserted, and no revision.
 */
export async function compareObservations(
  manager: EntityManager,
  piece: ObservationColumns,
  series: SeriesChanges,
  { changes, onProgress }: { changes: RowChanges; onProgress: (rows: number) => void },
): Promise<PieceChanges> {
  const order = piece.order(series.ranks);
  const total = order.length;
  const columns = changes.next(total);
  const { counts } = changes;
  for (let from = 0; from < total; from += BATCH_ROWS) {
    if (from > 0) await setImmediate();
    const batch = order.subarray(from, from + BATCH_ROWS);
    const stored = await readStored(manager, piece, batch, series.ids);
    let next = 0;
    for (const row of batch) {
      const id = series.ids[piece.series[row]];
      const period = piece.period[row];
      const start = piece.start[row];
      const status = piece.status[row];
      const given = isThere(status) ? piece.flags[row] : 0;
      while (next < stored.length && isBefore(stored[next], id, period, start)) next++;
      const near = next < stored.length ? stored[next] : undefined;
      const old = near?.series_id === id && near.period === period && near.start === start ? near : undefined;
      if (!isThere(status) && !(old && isThere(old.status))) {
        if (!old) changes.addNothingWithdrawn(piece, row);
        counts.unchanged++;
        continue;
      }
      const at = columns.length;
      if (old) {
        const isSameValue = old.value === numberOrNull(piece.value[row]) && old.status === status;
        if (isSameValue && (old.flags === given || old.flags === (given | REVISED))) {
          counts.unchanged++;
          continue;
        }
        columns.flags[at] = flagsOver(old, status, given, isSameValue);
        columns.oldSubmission[at] = old.submission_id;
        columns.oldValue[at] = old.value ?? NaN;
        columns.oldStatus[at] = old.status;
        columns.oldFlags[at] = old.flags;
      } else {
        columns.flags[at] = given;
        columns.oldSubmission[at] = 0;
      }
      columns.series[at] = piece.series[row];
      columns.period[at] = period;
      columns.start[at] = start;
      columns.value[at] = piece.value[row];
      columns.status[at] = status;
      counts[!isThere(status) ? 'withdrawn' : old && isThere(old.status) ? 'updated' : 'inserted']++;
      // What has been compared is not needed any more: its place is taken.
      order[columns.length++] = row;
    }
    onProgress(Math.min(from + BATCH_ROWS, total));
  }
  return { rows: order.subarray(0, columns.length), columns };
}

const isBefore = (row: StoredRow, series: number, period: number, start: number): boolean =>
  row.series_id < series ||
  (row.series_id === series && (row.period < period || (row.period === period && row.start < start)));

/** What is stored in the ranges of the batch's rows, in the order of the key. */
function readStored(
  manager: EntityManager,
  piece: ObservationColumns,
  batch: Int32Array,
  ids: Int32Array,
): Promise<StoredRow[]> {
  const ranges = new KeyRanges();
  for (const row of batch) {
    const id = ids[piece.series[row]];
    if (id >= 0) ranges.add(id, piece.period[row], piece.start[row]);
  }
  return ranges.read(manager);
}
