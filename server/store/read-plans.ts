/** Which stretches of which data sets are read for windows that are wanted. */
import { ROLLED_PERIOD } from '../entities/index.js';
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

export interface StartRange {
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

/** Windows of whole months, in which daily rows can be read as roll-ups. */
const OF_MONTHS: readonly RecordedPeriod[] = ['month', 'quarter', 'year'];

const isByMonth = (window: Window, { period }: StartRange): boolean =>
  period === ROLLED_PERIOD && OF_MONTHS.includes(window.recorded);

/** What is read of data sets alike. */
interface Ranges {
  ranges: StartRange[];
  /** Of these the roll-ups, and the daily rows where those do not do. */
  months: StartRange[];
}

/** The ranges of windows, most of which go on where the one before ended: those are made one at once. */
function rangesOf(
  windows: readonly Window[],
  { held, zone, isRolledUp }: { held: ReadonlySet<RecordedPeriod>; zone: string; isRolledUp: boolean },
): Ranges {
  const found: Ranges = { ranges: [], months: [] };
  const newest = { ranges: new Map<number, StartRange>(), months: new Map<number, StartRange>() };
  for (const window of windows) {
    for (const recorded of usablePeriods(window, held)) {
      const range = rangeOf(window, recorded, zone);
      const kind = isRolledUp && isByMonth(window, range) ? 'months' : 'ranges';
      const last = newest[kind].get(range.period);
      if (last && last.to === range.from) last.to = range.to;
      else {
        newest[kind].set(range.period, range);
        found[kind].push(range);
      }
    }
  }
  return { ranges: merged(found.ranges), months: merged(found.months) };
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

export interface RolledUpPlan extends ReadPlan, Ranges {}

/** Whether the days of a data set are added up as they are: no rule hides or averages them. */
export const isAddable = ({ aggregation, suppressBelow, unit }: DataSetFacts): boolean =>
  (aggregation === 'flow' || aggregation === 'histogram') && !(suppressBelow > 0 && unit === 'count');

/** Whether months of a data set can be read as roll-ups: none of its days is made of hours or not stored yet. */
const isRolledUp = (dataSet: DataSetFacts, codes: readonly number[], { overlay }: Snapshot): boolean =>
  isAddable(dataSet) &&
  !codes.some((code) => isInstant(RECORDED_PERIODS[code])) &&
  !overlay?.rows.has(dataSet.id);

/** What to read: data sets that are wanted for the same windows and hold the same periods share their ranges. */
export function plansOf(
  wanted: readonly WindowRead[],
  snapshot: Snapshot,
  usesRollups: boolean,
): RolledUpPlan[] {
  const { extents, emptied } = snapshot;
  const asked = new Map<number, { dataSet: DataSetFacts; by: number[] }>();
  wanted.forEach(({ dataSets }, index) => {
    for (const dataSet of dataSets) {
      const known = asked.get(dataSet.id);
      if (!known) asked.set(dataSet.id, { dataSet, by: [index] });
      else if (known.by.at(-1) !== index) known.by.push(index);
    }
  });
  const plans = new Map<string, RolledUpPlan>();
  for (const { dataSet, by } of asked.values()) {
    // As it was earlier, there may be rows in periods that are empty now.
    const filled = (extents.get(dataSet.id) ?? []).map(({ period }) => period);
    const codes = [...filled, ...(emptied.get(dataSet.id) ?? [])].sort();
    if (!codes.length) continue;
    const rolled = usesRollups && isRolledUp(dataSet, codes, snapshot);
    const key = `${by.join()} ${codes.join()} ${dataSet.timeZone} ${rolled}`;
    const plan = plans.get(key);
    if (plan) {
      plan.dataSets.push(dataSet);
      continue;
    }
    const held = new Set(codes.map((period) => RECORDED_PERIODS[period]));
    const windows = by.length === 1 ? wanted[by[0]].windows : by.flatMap((index) => wanted[index].windows);
    const ranges = rangesOf(windows, { held, zone: dataSet.timeZone, isRolledUp: rolled });
    plans.set(key, { dataSets: [dataSet], ...ranges });
  }
  return [...plans.values()];
}
