/**
 * Keeps `rollup`, the months of daily rows that a submission touched. One that it brings every day of comes to what these
 * rows come to; any other is added up again from the rows that are stored.
 */
import type { EntityManager } from 'typeorm';
import { runOver } from '../db/bulk.js';
import { dialectOf } from '../db/index.js';
import { ROLLED_PERIOD, ROLLUP_OF_ROWS } from '../entities/index.js';
import { addMonths } from '../metrics/calendar.js';
import { isExact } from '../metrics/rows/columns.js';
import { flagBits, isThere, SENT_FLAGS } from '../metrics/status.js';
import { numberOrNull } from './rows/observation-columns.js';
import type { ChangedColumns } from './rows/row-changes.js';

/** A month of a series: the daily rows `[from, to)` of those that were written. */
interface Month {
  /** The id of the series. */
  series: number;
  start: number;
  /** The first day after it. */
  next: number;
  from: number;
  to: number;
}

/** They are in the order of the key, so those of one month follow one another. `series` are the ids by position. */
function touchedMonths(changed: ChangedColumns, series: Int32Array): Month[] {
  const months: Month[] = [];
  let last: Month | undefined;
  for (let i = 0; i < changed.length; i++) {
    if (changed.period[i] !== ROLLED_PERIOD) continue;
    const day = changed.start[i];
    const id = series[changed.series[i]];
    if (!last || id !== last.series || day < last.start || day >= last.next) {
      last = { series: id, start: addMonths(day, 0), next: addMonths(day, 1), from: i, to: i };
      months.push(last);
    }
    last.to = i + 1;
  }
  return months;
}

/** No key is twice among the rows. */
const isWhole = ({ start, next, from, to }: Month): boolean => to - from === next - start;

const SENT = flagBits(SENT_FLAGS);

/** What ROLLUP_OF_ROWS says of the rows of a month, but for their submission. */
function rolledUp(
  { value, status, flags }: ChangedColumns,
  { from, to }: Month,
): { days: number; sum: number | null; flags: number } {
  let [days, sum, bits] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    bits |= flags[i] & SENT;
    if (!isThere(status[i])) continue;
    days++;
    // What has no exact sum has none: NaN stays.
    sum += isExact(status[i], value[i]) ? value[i] : NaN;
  }
  return { days, sum: days === 0 ? null : numberOrNull(sum), flags: bits };
}

const INSERT = 'INSERT INTO rollup (series_id, start, days, sum, flags, submission_id)';
const REPLACE = `ON CONFLICT (series_id, start) DO UPDATE SET
  days = excluded.days, sum = excluded.sum, flags = excluded.flags, submission_id = excluded.submission_id`;

interface ApplyTo {
  /** The ids of the series by position in `seriesList`. */
  series: Int32Array;
  submission: number;
}

/** Stores what the months come to that rows have just been written in. */
export async function applyRollups(
  manager: EntityManager,
  changed: ChangedColumns,
  { series, submission }: ApplyTo,
): Promise<void> {
  const months = touchedMonths(changed, series);
  const brought = months.filter(isWhole);
  const sums = brought.map((month) => rolledUp(changed, month));
  await runOver(
    manager,
    ['integer', 'integer', 'integer', 'double precision', 'integer', 'integer'],
    [
      brought.map((month) => month.series),
      brought.map(({ start }) => start),
      sums.map(({ days }) => days),
      sums.map(({ sum }) => sum),
      sums.map(({ flags }) => flags),
      submission,
    ],
    (values) => `${INSERT} ${values} ${REPLACE}`,
  );
  const touched = months.filter((month) => !isWhole(month));
  const rowsOfMonth = dialectOf(manager).lookUp(
    'observation o',
    `o.series_id = t.series_id AND o.period = ${ROLLED_PERIOD} AND o.start >= t.start AND o.start < t.next`,
  );
  await runOver(
    manager,
    ['integer', 'integer', 'integer'],
    [
      touched.map((month) => month.series),
      touched.map(({ start }) => start),
      touched.map(({ next }) => next),
    ],
    (values) =>
      `WITH touched(series_id, start, next) AS (${values})
       ${INSERT}
       SELECT t.series_id, t.start, ${ROLLUP_OF_ROWS}
       FROM touched t ${rowsOfMonth}
       GROUP BY t.series_id, t.start
       ${REPLACE}`,
  );
}
