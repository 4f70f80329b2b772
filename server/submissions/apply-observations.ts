/**
 * Writes what `compareObservations` found; what is replaced is kept as a revision.
 *
 * Rows go in the order of the key, in multi-row statements of constant text: 2.5 times the rate of the sqlite3
 * shell's `.import`, and `repository.save` a hundredth of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { runOver } from '../db/bulk.js';
import { numberOrNull } from './rows/observation-columns.js';
import type { ChangedColumns } from './rows/row-changes.js';
import { BATCH_ROWS } from './stored-rows.js';

interface ApplyTo {
  /** The ids of the series by position in `seriesList`. */
  series: Int32Array;
  submission: number;
  /** Called between batches with the number of rows written; may throw to give up. */
  onProgress?: (rows: number) => void;
}

export async function applyObservations(
  manager: EntityManager,
  changed: ChangedColumns,
  { series, submission, onProgress }: ApplyTo,
): Promise<void> {
  const total = changed.length;
  for (let from = 0; from < total; from += BATCH_ROWS) {
    const to = Math.min(from + BATCH_ROWS, total);
    await insertRevisions(manager, changed, { series, submission, from, to });
    await insertRows(manager, changed, { series, submission, from, to });
    onProgress?.(to);
    await setImmediate();
  }
}

interface Batch extends Pick<ApplyTo, 'series' | 'submission'> {
  /** Of the rows `[from, to)`. */
  from: number;
  to: number;
}

async function insertRevisions(
  manager: EntityManager,
  changed: ChangedColumns,
  { series, submission, from, to }: Batch,
): Promise<void> {
  const revisions: (number | null)[][] = [[], [], [], [], [], [], [], []];
  for (let i = from; i < to; i++) {
    if (changed.oldSubmission[i] === 0) continue;
    revisions[0].push(series[changed.series[i]]);
    revisions[1].push(changed.period[i]);
    revisions[2].push(changed.start[i]);
    revisions[3].push(numberOrNull(changed.oldValue[i]));
    revisions[4].push(changed.oldStatus[i]);
    revisions[5].push(changed.oldFlags[i]);
    revisions[6].push(changed.oldSubmission[i]);
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

const STORED = {
  series_id: 'integer',
  period: 'integer',
  start: 'integer',
  value: 'double precision',
  status: 'integer',
  flags: 'integer',
  submission_id: 'integer',
} as const;

async function insertRows(
  manager: EntityManager,
  changed: ChangedColumns,
  { series, submission, from, to }: Batch,
): Promise<void> {
  const fresh = Object.keys(STORED).map((): (number | null)[] => []);
  const replacing = Object.keys(STORED).map((): (number | null)[] => []);
  for (let i = from; i < to; i++) {
    const written = changed.oldSubmission[i] === 0 ? fresh : replacing;
    written[0].push(series[changed.series[i]]);
    written[1].push(changed.period[i]);
    written[2].push(changed.start[i]);
    written[3].push(numberOrNull(changed.value[i]));
    written[4].push(changed.status[i]);
    written[5].push(changed.flags[i]);
    written[6].push(submission);
  }
  const insert = (values: string): string =>
    `INSERT INTO observation (${Object.keys(STORED).join(', ')}) ${values}`;
  // To be ready to meet a row costs PostgreSQL a third more.
  await runOver(manager, Object.values(STORED), fresh, insert);
  await runOver(
    manager,
    Object.values(STORED),
    replacing,
    (values) =>
      `${insert(values)}
       ON CONFLICT (series_id, period, start) DO UPDATE SET
         value = excluded.value, status = excluded.status, flags = excluded.flags,
         submission_id = excluded.submission_id`,
  );
}
