/** Reads rows as columns: a text of JSON a series, which costs a quarter of what an object a row does. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import type { RowColumns } from '../metrics/rows/columns.js';
import { pause } from './pauses.js';
import type { ReadPlan } from './read-plans.js';
import { MONTHS_OF_DAYS, rowColumns } from './series-rows.js';
import type { Snapshot } from './snapshot.js';
import { statementsOf } from './statements.js';

/** The two tables that hold values by start. */
export type RowTable = 'observation' | 'rollup';

interface ListedRow {
  series_id: number;
  period: number;
  starts: string;
  vals: string;
  states: string;
  submissions: string;
}

/** The columns of a table: its values, and what else a row says as one number. */
const COLUMNS: Record<RowTable, { period: string; value: string; state: string }> = {
  observation: { period: 'o.period', value: 'o.value', state: 'o.status * 65536 + o.flags' },
  // Of a month of days: how many of them have a row, in the place of the status.
  rollup: { period: String(MONTHS_OF_DAYS), value: 'o."sum"', state: 'o.days * 65536 + o.flags' },
};

const numbers = (text: string): number[] => JSON.parse(text) as number[];

function columnsOf({ starts, vals, states, submissions }: ListedRow): RowColumns {
  const both = numbers(states);
  return rowColumns({
    starts: numbers(starts),
    values: JSON.parse(vals) as (number | null)[],
    statuses: both.map((state) => state >>> 16),
    flags: both.map((state) => state & 0xffff),
    submissions: numbers(submissions),
  });
}

/**
 * The rows of plans as they are now. A series may come several times, a stretch of its rows each.
 *
 * @param take gets them one by one
 */
export async function readSeries(
  dataSource: DataSource,
  table: RowTable,
  { plans, snapshot }: { plans: readonly ReadPlan[]; snapshot: Pick<Snapshot, 'series'> },
  take: (series: number, period: number, rows: RowColumns) => void,
): Promise<void> {
  const dialect = dialectOf(dataSource);
  const { period: periodColumn, value, state } = COLUMNS[table];
  const list = (expression: string): string => dialect.jsonList(expression);
  for (const some of statementsOf(plans, snapshot)) {
    await pause();
    const ofPeriod = table === 'observation' ? 'o.period = ? AND ' : '';
    const statement = `SELECT o.series_id, max(${periodColumn}) AS period, ${list('o.start')} AS starts,
        ${list(value)} AS vals, ${list(state)} AS states, ${list('o.submission_id')} AS submissions
      FROM ${table} o WHERE o.series_id IN ${dialect.list('integer')} AND ${ofPeriod}o.start >= ? AND o.start < ?
      GROUP BY o.series_id`;
    const parameters = some.flatMap(({ range: { period, from, to }, series }) => [
      dialect.listParameter(series),
      ...(table === 'observation' ? [period] : []),
      from,
      to,
    ]);
    const sql = some.map(() => statement).join(' UNION ALL ');
    for (const row of await rows<ListedRow>(dataSource, sql, parameters)) {
      take(row.series_id, row.period, columnsOf(row));
    }
  }
}
