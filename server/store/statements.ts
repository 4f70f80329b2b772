/** In how many statements plans are read, and how many rows that may find. */
import { RECORDED_PERIODS } from '../metrics/periods.js';
import type { ReadPlan, RolledUpPlan, StartRange } from './read-plans.js';
import { isChangedSince, type Snapshot } from './snapshot.js';

/** Above this many ranges a plan is read from its first to its last row: a statement must stay small. */
const MOST_BRANCHES = 200;

function enveloped(ranges: readonly StartRange[]): StartRange[] {
  const envelopes = new Map<number, StartRange>();
  for (const { period, from, to } of ranges) {
    const envelope = envelopes.get(period) ?? { period, from, to };
    envelope.from = Math.min(from, envelope.from);
    envelope.to = Math.max(to, envelope.to);
    envelopes.set(period, envelope);
  }
  return [...envelopes.values()];
}

interface Branch {
  range: StartRange;
  series: number[];
}

function branchesOf(plans: readonly ReadPlan[], { series }: Pick<Snapshot, 'series'>): Branch[] {
  const branches = new Map<string, Branch>();
  for (const { dataSets, ranges } of plans) {
    if (!dataSets.length) continue;
    const ids = dataSets.flatMap(({ id }) => (series.get(id) ?? []).map((one) => one.id));
    for (const range of ranges) {
      const key = `${range.period} ${range.from} ${range.to}`;
      const branch = branches.get(key);
      if (branch) branch.series.push(...ids);
      else branches.set(key, { range, series: [...ids] });
    }
  }
  return [...branches.values()];
}

/** Minutes or days from one row of a series to the next, by the code of the recorded period. */
const SPACING = RECORDED_PERIODS.map(
  (recorded) => ({ minute: 1, hour: 60, day: 1, week: 7, month: 30, quarter: 91, year: 365 })[recorded],
);
/** A statement that takes longer than so many rows that follow one another is cut: while one runs, nobody else is answered. */
const MOST_ROWS = 20_000;
/** To find where a series begins takes as long as so many of its rows. */
const ROWS_A_SERIES = 15;

const rowsOf = ({ range: { period, from, to }, series }: Branch): number =>
  (ROWS_A_SERIES + Math.ceil((to - from) / SPACING[period])) * series.length;

/** The branches of each statement that is needed; one that is too large for a statement is cut between its series. */
export function statementsOf(plans: readonly ReadPlan[], snapshot: Pick<Snapshot, 'series'>): Branch[][] {
  let branches = branchesOf(plans, snapshot);
  if (branches.length > MOST_BRANCHES) {
    const coarse = plans.map(({ dataSets, ranges }) => ({ dataSets, ranges: enveloped(ranges) }));
    branches = branchesOf(coarse, snapshot);
  }
  const statements: Branch[][] = [[]];
  let size = 0;
  for (const branch of branches) {
    const most = Math.max(1, Math.floor((MOST_ROWS * branch.series.length) / rowsOf(branch)));
    for (let from = 0; from < branch.series.length; from += most) {
      const part = { range: branch.range, series: branch.series.slice(from, from + most) };
      const isFull = size + rowsOf(part) > MOST_ROWS || statements.at(-1)!.length >= MOST_BRANCHES;
      if (isFull && statements.at(-1)!.length) {
        statements.push([]);
        size = 0;
      }
      statements.at(-1)!.push(part);
      size += rowsOf(part);
    }
  }
  return statements.filter(({ length }) => length > 0);
}

/** At most so many rows of a data set lie in a stretch: of what lies outside its extents there are none. */
function rowsWithin(
  { period, from, to }: StartRange,
  dataSet: number,
  { extents, series }: Snapshot,
): number {
  const held = extents.get(dataSet)?.find((extent) => extent.period === period);
  if (!held) return 0;
  const length = Math.min(to, held.lastStart + 1) - Math.max(from, held.firstStart);
  return length <= 0 ? 0 : Math.ceil(length / SPACING[period]) * (series.get(dataSet)?.length ?? 0);
}

const DAYS_A_MONTH = 30;

/**
 * How many rows are read for plans as of a version, at most, where every month is read as a roll-up that can be. Of a data
 * set that was changed since every day is read, and what stood in the place of each.
 */
export function rowsOfPlans(plans: readonly RolledUpPlan[], snapshot: Snapshot, asOf: number): number {
  let sum = 0;
  for (const { dataSets, ranges, months } of plans) {
    for (const { id } of dataSets) {
      if (asOf < snapshot.version && isChangedSince(id, asOf, snapshot)) {
        for (const range of ranges) sum += 2 * rowsWithin(range, id, snapshot);
        for (const range of months) sum += 2 * rowsWithin(range, id, snapshot);
        continue;
      }
      for (const range of ranges) sum += rowsWithin(range, id, snapshot);
      for (const range of months) sum += Math.ceil(rowsWithin(range, id, snapshot) / DAYS_A_MONTH);
    }
  }
  return sum;
}
