/** Roll-ups against the rows that they are made of: where they differ, and how they are made again. */
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, rows, run } from '../../db/index.js';
import { ROLLED_PERIOD, ROLLUP_OF_ROWS } from '../../entities/index.js';
import { addMonths } from '../../metrics/calendar.js';

/** The first days of all months in which there are daily rows, and of the one after them. */
async function firstDays(dataSource: DataSource | EntityManager): Promise<number[]> {
  const [{ first, last }] = await rows<{ first: number | null; last: number | null }>(
    dataSource,
    `SELECT min(start) AS first, max(start) AS last FROM observation WHERE period = ${ROLLED_PERIOD}`,
  );
  if (first === null || last === null) return [];
  const starts = [addMonths(first, 0)];
  while (starts.at(-1)! <= last) starts.push(addMonths(starts.at(-1)!, 1));
  return starts;
}

/** SQL: what the roll-ups should be, as `made`. Its parameter is the list of the first days. */
const made = (list: string): string => `WITH first_days(start) AS ${list},
  months(start, next) AS (SELECT start, lead(start) OVER (ORDER BY start) FROM first_days),
  made AS (SELECT s.id AS series_id, m.start, ${ROLLUP_OF_ROWS}
    FROM series s CROSS JOIN months m CROSS JOIN observation o
    WHERE o.series_id = s.id AND o.period = ${ROLLED_PERIOD} AND o.start >= m.start AND o.start < m.next
    GROUP BY s.id, m.start)`;

const COLUMNS = ['days', 'sum', 'flags', 'submission_id'].map((name) => `"${name}"`);

/** A roll-up that is not what its rows come to; one of the two is missing where all of its columns are null. */
export interface RollupFault {
  series_id: number;
  start: number;
  /** Of how many days the roll-up is, and how many have rows. */
  days_had: number | null;
  days_now: number | null;
}

/** Every month of a series whose roll-up differs from its rows. */
export async function rollupFaults(dataSource: DataSource | EntityManager): Promise<RollupFault[]> {
  const dialect = dialectOf(dataSource);
  const differs = COLUMNS.map((name) => `m.${name} IS DISTINCT FROM r.${name}`).join(' OR ');
  return rows<RollupFault>(
    dataSource,
    `${made(dialect.list('integer'))}
     SELECT COALESCE(m.series_id, r.series_id) AS series_id, COALESCE(m.start, r.start) AS start,
       r.days AS days_had, m.days AS days_now
     FROM made m FULL JOIN rollup r ON r.series_id = m.series_id AND r.start = m.start
     WHERE ${differs} ORDER BY 1, 2`,
    [dialect.listParameter(await firstDays(dataSource))],
  );
}

/** Makes all roll-ups again from their rows. Call it in a transaction. */
export async function repairRollups(manager: EntityManager): Promise<void> {
  const dialect = dialectOf(manager);
  await run(manager, 'DELETE FROM rollup');
  await run(
    manager,
    `${made(dialect.list('integer'))}
     INSERT INTO rollup (series_id, start, ${COLUMNS.join(', ')}) SELECT series_id, start, ${COLUMNS.join(', ')} FROM made`,
    [dialect.listParameter(await firstDays(manager))],
  );
}
