/**
 * Writes observations: compares them with what is stored by range reads, keeps what is replaced as revisions.
 *
 * Rows go in the order of the key, in multi-row statements of constant text: 2.5 times the rate of the sqlite3
 * shell's `.import`, and `repository.save` a hundredth of it (PERFORMANCE: "Write path").
 */
import type { EntityManager } from 'typeorm';
import { rowsOver, runOver } from '../db/bulk.js';
import { flagBit, statusCode } from '../metrics/status.js';
import type { ObservationColumns } from './observation-columns.js';
import type { ExtentChanges } from './extents.js';
import type { ResolvedSeries } from './series.js';
import type { Counts } from './catalogue-rows.js';

const PROVIDED = statusCode('PROVIDED');
const REVISED = flagBit('REVISED');

/** Rows compared and written at once. */
const BATCH_ROWS = 5_000;
/**
 * Stored rows between two delivered ones of a series are read too, up to about this many windows; beyond that the
 * range is split in two.
 */
const WIDEST_GAP = 64;
/** The shortest distance between two starts, by position in RECORDED_PERIODS. */
const STEPS = [1, 60, 1, 7, 28, 90, 28];

interface Stored {
  series_id: number;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
}

export interface WriteOptions {
  /** Gives the submission's id, and makes the submission when first asked. */
  submission: () => Promise<number>;
  /** Called between batches with the number of rows done; may throw to give up. */
  onProgress?: (rows: number) => void;
}

/**
 * Writes the rows in `order` (sorted by key, no key twice).
 *
 * Is a delivered row the same as the stored one? Value, status and flags decide, but for a REVISED flag that is
 * stored and not delivered: it was put there by us.
 */
export async function writeObservations(
  manager: EntityManager,
  columns: ObservationColumns,
  order: Int32Array,
  series: ResolvedSeries,
  extents: ExtentChanges,
  { submission, onProgress }: WriteOptions,
): Promise<Counts> {
  const counts: Counts = { received: order.length, inserted: 0, updated: 0, unchanged: 0 };
  for (let from = 0; from < order.length; from += BATCH_ROWS) {
    const batch = order.subarray(from, from + BATCH_ROWS);
    const stored = await readStored(manager, columns, batch, series);
    const written = emptyRows();
    const replaced: Stored[] = [];
    let next = 0;
    for (const row of batch) {
      const local = columns.series[row];
      const id = series.ids[local];
      const period = columns.period[row];
      const start = columns.start[row];
      while (next < stored.length && isBefore(stored[next], id, period, start)) next++;
      const before = stored[next];
      const isThere = before?.series_id === id && before.period === period && before.start === start;
      const value = Number.isNaN(columns.value[row]) ? null : columns.value[row];
      const status = columns.status[row];
      let flags = columns.flags[row];
      if (isThere) {
        const isSameValue = before.value === value && before.status === status;
        if (isSameValue && (before.flags === flags || before.flags === (flags | REVISED))) {
          counts.unchanged++;
          continue;
        }
        if (before.status === PROVIDED && status === PROVIDED) {
          flags |= isSameValue ? before.flags & REVISED : REVISED;
        }
        replaced.push(before);
        counts.updated++;
      } else counts.inserted++;
      push(written, id, period, start, value, status, flags);
      const wasValue = isThere && before.status === PROVIDED;
      extents.add(columns.seriesList[local].dataSet, period, start, status === PROVIDED, wasValue);
    }
    if (written[0].length > 0) await writeBatch(manager, written, replaced, await submission());
    onProgress?.(Math.min(from + BATCH_ROWS, order.length));
  }
  return counts;
}

const isBefore = (row: Stored, series: number, period: number, start: number): boolean =>
  row.series_id < series ||
  (row.series_id === series && (row.period < period || (row.period === period && row.start < start)));

type WrittenRows = [number[], number[], number[], (number | null)[], number[], number[]];
const emptyRows = (): WrittenRows => [[], [], [], [], [], []];

function push(
  rows: WrittenRows,
  series: number,
  period: number,
  start: number,
  value: number | null,
  status: number,
  flags: number,
): void {
  rows[0].push(series);
  rows[1].push(period);
  rows[2].push(start);
  rows[3].push(value);
  rows[4].push(status);
  rows[5].push(flags);
}

/** What is stored in the ranges of the batch's rows, in the order of the key. */
async function readStored(
  manager: EntityManager,
  columns: ObservationColumns,
  batch: Int32Array,
  { ids, isNew }: ResolvedSeries,
): Promise<Stored[]> {
  const ranges: [number[], number[], number[], number[]] = [[], [], [], []];
  let last = -1;
  for (const row of batch) {
    if (isNew[columns.series[row]]) continue;
    const id = ids[columns.series[row]];
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
  return rowsOver<Stored>(
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

async function writeBatch(
  manager: EntityManager,
  written: WrittenRows,
  replaced: readonly Stored[],
  submissionId: number,
): Promise<void> {
  if (replaced.length > 0) {
    await runOver(
      manager,
      ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer', 'integer', 'integer'],
      [
        replaced.map((row) => row.series_id),
        replaced.map((row) => row.period),
        replaced.map((row) => row.start),
        replaced.map((row) => row.value),
        replaced.map((row) => row.status),
        replaced.map((row) => row.flags),
        replaced.map((row) => row.submission_id),
        replaced.map(() => submissionId),
      ],
      (values) =>
        `INSERT INTO observation_revision
         (series_id, period, start, value, status, flags, submission_id, replaced_by) ${values}`,
    );
  }
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer', 'integer'],
    [...written, new Array<number>(written[0].length).fill(submissionId)],
    (values) =>
      `INSERT INTO observation (series_id, period, start, value, status, flags, submission_id) ${values}
       ON CONFLICT (series_id, period, start) DO UPDATE SET
         value = excluded.value, status = excluded.status, flags = excluded.flags,
         submission_id = excluded.submission_id`,
  );
}
