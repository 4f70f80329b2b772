/** Keeps `rollup`: the months of daily rows that a submission touched are added up again from their rows. */
import type { EntityManager } from 'typeorm';
import { runOver } from '../db/bulk.js';
import { dialectOf } from '../db/index.js';
import { ROLLED_PERIOD, ROLLUP_OF_ROWS } from '../entities/index.js';
import { addMonths } from '../metrics/calendar.js';
import type { ChangedColumns } from './rows/row-changes.js';

/** Months of series, in columns. */
interface Months {
  series: number[];
  start: number[];
  /** The first day after it. */
  next: number[];
}

/** The months of daily rows that were written. They are in the order of the key, so those of one month follow one another. */
function touchedMonths(changed: ChangedColumns, series: Int32Array): Months {
  const months: Months = { series: [], start: [], next: [] };
  let [last, from, to] = [-1, 0, 0];
  for (let i = 0; i < changed.length; i++) {
    if (changed.period[i] !== ROLLED_PERIOD) continue;
    const day = changed.start[i];
    const id = series[changed.series[i]];
    if (id === last && day >= from && day < to) continue;
    [last, from, to] = [id, addMonths(day, 0), addMonths(day, 1)];
    months.series.push(id);
    months.start.push(from);
    months.next.push(to);
  }
  return months;
}

/** Stores what the months come to that rows have just been written in; `series` are the ids of the series by position. */
export async function applyRollups(
  manager: EntityManager,
  changed: ChangedColumns,
  series: Int32Array,
): Promise<void> {
  const months = touchedMonths(changed, series);
  const rowsOfMonth = dialectOf(manager).lookUp(
    'observation o',
    `o.series_id = t.series_id AND o.period = ${ROLLED_PERIOD} AND o.start >= t.start AND o.start < t.next`,
  );
  await runOver(
    manager,
    ['integer', 'integer', 'integer'],
    [months.series, months.start, months.next],
    (values) =>
      `WITH touched(series_id, start, next) AS (${values})
       INSERT INTO rollup (series_id, start, days, sum, flags, submission_id)
       SELECT t.series_id, t.start, ${ROLLUP_OF_ROWS}
       FROM touched t ${rowsOfMonth}
       GROUP BY t.series_id, t.start
       ON CONFLICT (series_id, start) DO UPDATE SET
         days = excluded.days, sum = excluded.sum, flags = excluded.flags, submission_id = excluded.submission_id`,
  );
}
