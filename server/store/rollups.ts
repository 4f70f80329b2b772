/** Months of daily rows that can be read already added up, and those whose days must be read themselves. */
import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { ROLLED_PERIOD } from '../entities/index.js';
import { addMonths } from '../metrics/calendar.js';
import type { SeriesFacts } from '../metrics/splits.js';
import type { ReadPlan, RolledUpPlan, StartRange } from './read-plans.js';
import type { Snapshot } from './snapshot.js';
import { statementsOf } from './statements.js';

interface RollupRow {
  series_id: number;
  start: number;
  days: number;
  sum: number | null;
  flags: number;
  submission_id: number;
}

/** A series in a month of which every day has a value. */
export interface RolledMonth {
  series: SeriesFacts;
  /** The first day of the month. */
  start: number;
  days: number;
  sum: number;
  flags: number;
  submission: number;
}

export interface RolledMonths {
  months: RolledMonth[];
  /** What must be read day by day. */
  others: ReadPlan[];
}

async function readRollups(
  dataSource: DataSource,
  plans: readonly ReadPlan[],
  snapshot: Pick<Snapshot, 'series'>,
): Promise<RollupRow[]> {
  const dialect = dialectOf(dataSource);
  const found: RollupRow[] = [];
  for (const [index, some] of statementsOf(plans, snapshot).entries()) {
    if (index > 0) await setImmediate();
    const statement = `SELECT series_id, start, days, "sum", flags, submission_id FROM rollup
      WHERE series_id IN ${dialect.list('integer')} AND start >= ? AND start < ?`;
    const parameters = some.flatMap(({ range: { from, to }, series }) => [
      dialect.listParameter(series),
      from,
      to,
    ]);
    const sql = some.map(() => statement).join(' UNION ALL ');
    for (const row of await rows<RollupRow>(dataSource, sql, parameters)) found.push(row);
  }
  return found;
}

/**
 * The roll-ups of one data set in one month, if they say the same as its rows: all are as of the version, and every day
 * has the same series of one split, each with a value. Then each rule that looks at a day finds the same in all of them.
 */
function wholeMonth(
  some: readonly RollupRow[],
  seriesOf: (id: number) => SeriesFacts,
  asOf: number,
): RolledMonth[] | null {
  const [{ start }] = some;
  const length = addMonths(start, 1) - start;
  const months: RolledMonth[] = [];
  for (const { series_id, days, sum, flags, submission_id: submission } of some) {
    if (submission > asOf) return null;
    // Everything was taken back.
    if (days === 0) continue;
    const series = seriesOf(series_id);
    if (days !== length || sum === null || (months[0] && months[0].series.split !== series.split)) return null;
    months.push({ series, start, days, sum, flags, submission });
  }
  return months;
}

/** Data sets with the stretches of days that must be read of them; those of the same stretches together. */
function plansOfDays(days: ReadonlyMap<number, readonly StartRange[]>): ReadPlan[] {
  const plans = new Map<string, ReadPlan>();
  for (const [id, ranges] of days) {
    const key = JSON.stringify(ranges);
    const plan = plans.get(key);
    if (plan) plan.dataSets.push({ id });
    else plans.set(key, { dataSets: [{ id }], ranges: [...ranges] });
  }
  return [...plans.values()];
}

/** Reads the months of plans as roll-ups, as of a version. */
export async function rolledMonths(
  dataSource: DataSource,
  plans: readonly RolledUpPlan[],
  snapshot: Pick<Snapshot, 'series'>,
  { seriesOf, asOf }: { seriesOf: (id: number) => SeriesFacts; asOf: number },
): Promise<RolledMonths> {
  const asked = plans.flatMap(({ dataSets, months }) => (months.length ? [{ dataSets, ranges: months }] : []));
  if (!asked.length) return { months: [], others: [] };
  const byMonth = new Map<number, Map<number, RollupRow[]>>();
  for (const row of await readRollups(dataSource, asked, snapshot)) {
    const { dataSetId } = seriesOf(row.series_id);
    let months = byMonth.get(dataSetId);
    if (!months) byMonth.set(dataSetId, (months = new Map()));
    const some = months.get(row.start);
    if (some) some.push(row);
    else months.set(row.start, [row]);
  }
  const found: RolledMonth[] = [];
  const days = new Map<number, StartRange[]>();
  for (const [id, months] of byMonth) {
    for (const start of [...months.keys()].sort((a, b) => a - b)) {
      const whole = wholeMonth(months.get(start)!, seriesOf, asOf);
      if (whole) {
        for (const month of whole) found.push(month);
        continue;
      }
      let ranges = days.get(id);
      if (!ranges) days.set(id, (ranges = []));
      const last = ranges.at(-1);
      const to = addMonths(start, 1);
      if (last?.to === start) last.to = to;
      else ranges.push({ period: ROLLED_PERIOD, from: start, to });
    }
  }
  return { months: found, others: plansOfDays(days) };
}
