/**
 * Writes what `compareObservations` found; what is replaced is kept as a revision.
 *
 * Rows go in the order of the key, in multi-row statements of constant text: 2.5 times the rate of the sqlite3
 * shell's `.import`, and `repository.save` a hundredth of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { type Columns, runOver } from '../db/bulk.js';
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
    if (from > 0) await setImmediate();
    const to = Math.min(from + BATCH_ROWS, total);
    await insertRevisions(manager, changed, { series, submission, from, to });
    await insertRows(manager, changed, { series, submission, from, to });
    onProgress?.(to);
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
  const revisions: (number | null)[][] = [[], [], [], [], [], [], []];
  for (let i = from; i < to; i++) {
    if (changed.oldSubmission[i] === 0) continue;
    revisions[0].push(series[changed.series[i]]);
    revisions[1].push(changed.period[i]);
    revisions[2].push(changed.start[i]);
    revisions[3].push(numberOrNull(changed.oldValue[i]));
    revisions[4].push(changed.oldStatus[i]);
    revisions[5].push(changed.oldFlags[i]);
    revisions[6].push(changed.oldSubmission[i]);
  }
  if (revisions[0].length === 0) return;
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer', 'integer', 'integer'],
    [...revisions, submission],
    (values) =>
      `INSERT INTO observation_revision
       (series_id, period, start, value, status, flags, submission_id, replaced_by) ${values}`,
  );
}

const STORED = {
  series_id: 'integer',
  start: 'integer',
  value: 'double precision',
  period: 'integer',
  status: 'integer',
  flags: 'integer',
  submission_id: 'integer',
} as const;

const INSERT = `INSERT INTO observation (${Object.keys(STORED).join(', ')})`;

/** Rows by column: those of STORED but for the submission. */
class WrittenRows {
  readonly #columns: (number | null)[][] = [[], [], [], [], [], []];

  add(changed: ChangedColumns, i: number, series: number): void {
    this.#columns[0].push(series);
    this.#columns[1].push(changed.start[i]);
    this.#columns[2].push(numberOrNull(changed.value[i]));
    this.#columns[3].push(changed.period[i]);
    this.#columns[4].push(changed.status[i]);
    this.#columns[5].push(changed.flags[i]);
  }

  /** What the rows of most batches are alike in is said once for all of them. */
  columns(submission: number): Columns {
    const isSame = (column: readonly (number | null)[]): boolean =>
      column.every((value) => value === column[0]);
    const alike = this.#columns.slice(3);
    const areAlike = this.#columns[0].length > 0 && alike.every(isSame);
    return [...this.#columns.slice(0, 3), ...(areAlike ? alike.map(([value]) => value) : alike), submission];
  }
}

async function insertRows(
  manager: EntityManager,
  changed: ChangedColumns,
  { series, submission, from, to }: Batch,
): Promise<void> {
  const [fresh, replacing] = [new WrittenRows(), new WrittenRows()];
  for (let i = from; i < to; i++) {
    (changed.oldSubmission[i] === 0 ? fresh : replacing).add(changed, i, series[changed.series[i]]);
  }
  // To be ready to meet a row costs PostgreSQL a third more.
  await runOver(manager, Object.values(STORED), fresh.columns(submission), (values) => `${INSERT} ${values}`);
  await runOver(
    manager,
    Object.values(STORED),
    replacing.columns(submission),
    (values) =>
      `${INSERT} ${values}
       ON CONFLICT (series_id, period, start) DO UPDATE SET
         value = excluded.value, status = excluded.status, flags = excluded.flags,
         submission_id = excluded.submission_id`,
  );
}
