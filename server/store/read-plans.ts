/** Which stretches of which series are read for windows that are wanted, and in how many statements. */
import { dayStart } from '../metrics/calendar.js';
import {
  isInstant,
  PART_PERIODS,
  recordedCode,
  RECORDED_PERIODS,
  windowEnd,
  type RecordedPeriod,
  type Window,
} from '../metrics/periods.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { Snapshot } from './snapshot.js';

/** Windows that are wanted of some data sets: all of them of all of these. */
export interface WindowRead {
  dataSets: readonly DataSetFacts[];
  windows: readonly Window[];
}

interface StartRange {
  period: number;
  from: number;
  /** Exclusive. */
  to: number;
}

/** The stretch of recorded rows of one period that a window needs. */
function rangeOf(window: Window, recorded: RecordedPeriod, zone: string): StartRange {
  const period = recordedCode(recorded);
  const end = windowEnd(window);
  if (recorded === window.recorded) return { period, from: window.start, to: window.start + 1 };
  return isInstant(recorded)
    ? { period, from: dayStart(zone, window.start), to: dayStart(zone, end) }
    : { period, from: window.start, to: end };
}

/** The ranges of windows, most of which go on where the one before ended: those are made one at once. */
function rangesOf(windows: readonly Window[], held: ReadonlySet<RecordedPeriod>, zone: string): StartRange[] {
  const ranges: StartRange[] = [];
  const newest = new Map<number, StartRange>();
  for (const window of windows) {
    for (const recorded of usablePeriods(window, held)) {
      const range = rangeOf(window, recorded, zone);
      const last = newest.get(range.period);
      if (last && last.to === range.from) last.to = range.to;
      else {
        newest.set(range.period, range);
        ranges.push(range);
      }
    }
  }
  return merged(ranges);
}

/** Ranges in ascending order with those that touch or overlap made one. */
function merged(ranges: StartRange[]): StartRange[] {
  ranges.sort((a, b) => a.period - b.period || a.from - b.from);
  const result: StartRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && last.period === range.period && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else result.push({ ...range });
  }
  return result;
}

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

/** The recorded periods of a data set that a window can use. */
function usablePeriods({ recorded }: Window, held: ReadonlySet<RecordedPeriod>): RecordedPeriod[] {
  const parts = PART_PERIODS[recorded].filter((period) => held.has(period));
  return held.has(recorded) ? [recorded, ...parts] : parts;
}

/** Data sets of which the same stretches are read. Every data set is in one plan only. */
export interface ReadPlan {
  dataSets: Pick<DataSetFacts, 'id'>[];
  ranges: StartRange[];
}

/** What to read: data sets that are wanted for the same windows and hold the same periods share their ranges. */
export function plansOf(wanted: readonly WindowRead[], { extents, emptied }: Snapshot): ReadPlan[] {
  const asked = new Map<number, { dataSet: DataSetFacts; by: number[] }>();
  wanted.forEach(({ dataSets }, index) => {
    for (const dataSet of dataSets) {
      const known = asked.get(dataSet.id);
      if (!known) asked.set(dataSet.id, { dataSet, by: [index] });
      else if (known.by.at(-1) !== index) known.by.push(index);
    }
  });
  const plans = new Map<string, ReadPlan>();
  for (const { dataSet, by } of asked.values()) {
    // As it was earlier, there may be rows in periods that are empty now.
    const held = (extents.get(dataSet.id) ?? []).map(({ period }) => period);
    const codes = [...held, ...(emptied.get(dataSet.id) ?? [])].sort();
    if (!codes.length) continue;
    const key = `${by.join()} ${codes.join()} ${dataSet.timeZone}`;
    const plan = plans.get(key);
    if (plan) {
      plan.dataSets.push(dataSet);
      continue;
    }
    const recorded = new Set(codes.map((period) => RECORDED_PERIODS[period]));
    const windows = by.length === 1 ? wanted[by[0]].windows : by.flatMap((index) => wanted[index].windows);
    plans.set(key, { dataSets: [dataSet], ranges: rangesOf(windows, recorded, dataSet.timeZone) });
  }
  return [...plans.values()];
}

interface Branch {
  range: StartRange;
  series: number[];
}

function branchesOf(plans: readonly ReadPlan[], { series }: Pick<Snapshot, 'series'>): Branch[] {
  const branches = new Map<string, Branch>();
  for (const { dataSets, ranges } of plans) {
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
/** A statement that may find more rows than this is cut: while one runs, nobody else is answered. */
const MOST_ROWS = 20_000;

const rowsOf = ({ range: { period, from, to }, series }: Branch): number =>
  Math.ceil((to - from) / SPACING[period]) * series.length;

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
