/**
 * Writes what `compareObservations` found; what is replaced is kept as a revision.
 *
 * Rows go in the order of the key, in multi-row statements of constant text: 2.5 times the rate of the sqlite3
 * shell's `.import`, and `repository.save` a hundredth of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { runOver } from '../db/bulk.js';
import type { ObservationChanges } from './compare-observations.js';
import { numberOrNull, type ObservationColumns } from './observation-columns.js';
import { BATCH_ROWS } from './stored-rows.js';

interface ApplyTo {
  /** The ids of the series by position in `columns.seriesList`. */
  series: Int32Array;
  submission: number;
  /** Called between batches with the number of rows written; may throw to give up. */
  onProgress?: (rows: number) => void;
}

export async function applyObservations(
  manager: EntityManager,
  columns: ObservationColumns,
  changes: ObservationChanges,
  { series, submission, onProgress }: ApplyTo,
): Promise<void> {
  const total = changes.rows.length;
  for (let from = 0; from < total; from += BATCH_ROWS) {
    const to = Math.min(from + BATCH_ROWS, total);
    await insertRevisions(manager, columns, changes, { series, submission, from, to });
    await insertRows(manager, columns, changes, { series, submission, from, to });
    onProgress?.(to);
    await setImmediate();
  }
}

interface Batch extends Pick<ApplyTo, 'series' | 'submission'> {
  /** `[from, to)` of `changes.rows`. */
  from: number;
  to: number;
}

async function insertRevisions(
  manager: EntityManager,
  columns: ObservationColumns,
  { rows, before }: ObservationChanges,
  { series, submission, from, to }: Batch,
): Promise<void> {
  const revisions: (number | null)[][] = [[], [], [], [], [], [], [], []];
  for (let i = from; i < to; i++) {
    if (before.submission[i] === 0) continue;
    const row = rows[i];
    revisions[0].push(series[columns.series[row]]);
    revisions[1].push(columns.period[row]);
    revisions[2].push(columns.start[row]);
    revisions[3].push(numberOrNull(before.value[i]));
    revisions[4].push(before.status[i]);
    revisions[5].push(before.flags[i]);
    revisions[6].push(before.submission[i]);
    revisions[7].push(submission);
  }
  if (revisions[0].length === 0) return;
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer', 'integer', 'integer'],
    revisions,
    (values) =>
      `INSERT INTO observation_revision
       (series_id, period, start, value, status, flags, submission_id, replaced_by) ${values}`,
  );
}

async function insertRows(
  manager: EntityManager,
  columns: ObservationColumns,
  { rows, flags }: ObservationChanges,
  { series, submission, from, to }: Batch,
): Promise<void> {
  const written: (number | null)[][] = [[], [], [], [], [], [], []];
  for (let i = from; i < to; i++) {
    const row = rows[i];
    written[0].push(series[columns.series[row]]);
    written[1].push(columns.period[row]);
    written[2].push(columns.start[row]);
    written[3].push(numberOrNull(columns.value[row]));
    written[4].push(columns.status[row]);
    written[5].push(flags[i]);
    written[6].push(submission);
  }
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer', 'integer'],
    written,
    (values) =>
      `INSERT INTO observation (series_id, period, start, value, status, flags, submission_id) ${values}
       ON CONFLICT (series_id, period, start) DO UPDATE SET
         value = excluded.value, status = excluded.status, flags = excluded.flags,
         submission_id = excluded.submission_id`,
  );
}
