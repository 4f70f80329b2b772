/**
 * Columns of weeks and longer, and of months of days, kept across requests while their data set stays as it is: most
 * questions are about these, and all of a country's fit into memory. Of days and shorter see kept-days.ts.
 */
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { ROLLED_PERIOD } from '../../entities/index.js';
import { civilDate, dayNumber } from '../../metrics/calendar.js';
import type { RowColumns } from '../../metrics/rows/columns.js';
import { recordedCode, RECORDED_PERIODS } from '../../metrics/periods.js';
import { KeptDays, sizeOfSeries } from './kept-days.js';
import type { ReadPlan } from '../read-plans.js';
import { readSeries, type RowTable } from '../read-series.js';
import { putRows, type SeriesRows } from '../series-rows.js';
import type { DataSetVersion } from '../shared-snapshots.js';
import type { Snapshot } from '../snapshot.js';

/** From this code on, periods are kept. */
const KEPT_FROM = recordedCode('week');

export const isKept = (period: number): boolean => period >= KEPT_FROM;

/** Rows that are kept; 20 bytes each. */
const MOST_ROWS = 4_000_000;

/** The years before the one in which a data set ends that are read; twice as many, and again, where more is asked for. */
const YEARS = 3;

const EVER = -(2 ** 31);
/** Nothing that is stored begins earlier: for estimates. */
const FIRST_DAY = dayNumber(1990, 1);

/** Only what is wanted is read where all would be more than so many times as much. */
const LITTLE = 3;

interface Kept {
  version: DataSetVersion;
  stretches: readonly Stretch[];
  /** All that start in these. */
  rows: SeriesRows;
  /** One of its rows is newer than the snapshot that it was read for. */
  isNewer: boolean;
}

const sizeOf = ({ rows }: Kept): number => {
  let size = 1;
  for (const bySeries of rows.values()) size += sizeOfSeries(bySeries);
  return size;
};

/** Days. */
interface Stretch {
  from: number;
  /** Exclusive. */
  to: number;
}

/** What is wanted of a data set: the rows that start in these. */
export interface WantedColumns {
  id: number;
  stretches: readonly Stretch[];
}

/** Stretches so few days apart are read as one: the windows of a series begin at most a quarter after each other. */
const NEAR = 100;

/** Stretches in their order, with those that are near each other made one. */
export function mergedStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + NEAR) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

const holdsAll = (held: readonly Stretch[], wanted: readonly Stretch[]): boolean =>
  wanted.every(({ from, to }) => held.some((one) => one.from <= from && one.to >= to));

export class KeptColumns {
  readonly #kept = new LRUCache<number, Kept>({ max: 100_000, maxSize: MOST_ROWS, sizeCalculation: sizeOf });

  readonly days: KeptDays;

  constructor(
    private readonly dataSource: DataSource,
    private readonly isKeeping = true,
  ) {
    this.days = new KeptDays(isKeeping);
  }

  /** Whether all that is wanted of a data set is here. */
  has({ id, stretches }: WantedColumns, { changedBy }: Snapshot): boolean {
    const kept = this.#kept.peek(id);
    return kept !== undefined && kept.version === changedBy.get(id) && holdsAll(kept.stretches, stretches);
  }

  /** What is read of a data set: with what is here only what is wanted, while that is little; else all from some year on. */
  #stretchesToRead({ id, stretches }: WantedColumns, snapshot: Snapshot): readonly Stretch[] {
    const kept = this.#kept.peek(id);
    const here = kept?.version === snapshot.changedBy.get(id) ? kept!.stretches : [];
    const together = mergedStretches([...here, ...stretches]);
    const last = lastDay(id, snapshot);
    const from = firstToRead(together[0].from, last);
    return isLittle(together, { from, to: last }) ? together : [{ from, to: Infinity }];
  }

  /** The rows of data sets, by id of the data set; none for those of which something newer came while they were read. */
  async rows(wanted: readonly WantedColumns[], snapshot: Snapshot): Promise<Map<number, SeriesRows>> {
    // What is here is held: while the rest is read, other questions may keep something else in its place.
    const here = new Map<number, Kept>();
    for (const one of wanted) if (this.has(one, snapshot)) here.set(one.id, this.#kept.get(one.id)!);
    const missing = wanted.filter(({ id }) => !here.has(id));
    const read = missing.length ? await this.#read(missing, snapshot) : new Map<number, Kept>();
    const found = new Map<number, SeriesRows>();
    for (const { id } of wanted) {
      const kept = here.get(id) ?? read.get(id);
      if (kept && !kept.isNewer) found.set(id, kept.rows);
    }
    return found;
  }

  async #read(wanted: readonly WantedColumns[], snapshot: Snapshot): Promise<Map<number, Kept>> {
    const all = new Map<number, Kept>();
    const dataSetOf = new Map<number, Kept>();
    const alike = new Map<string, { stretches: readonly Stretch[]; dataSets: { id: number }[] }>();
    for (const one of wanted) {
      const { id } = one;
      const version = snapshot.changedBy.get(id);
      if (!version) continue;
      const stretches = this.#stretchesToRead(one, snapshot);
      const kept: Kept = { version, stretches, rows: new Map(), isNewer: false };
      all.set(id, kept);
      for (const series of snapshot.series.get(id) ?? []) dataSetOf.set(series.id, kept);
      const key = stretches.map(({ from, to }) => `${from} ${to}`).join();
      const others = alike.get(key);
      if (others) others.dataSets.push({ id });
      else alike.set(key, { stretches, dataSets: [{ id }] });
    }
    const take = (series: number, period: number, rows: RowColumns): void => {
      const kept = dataSetOf.get(series)!;
      putRows(kept.rows, period, series, rows);
      if (rows.submissions.some((submission) => submission > snapshot.version)) kept.isNewer = true;
    };
    for (const table of ['observation', 'rollup'] as const) {
      const plans = [...alike.values()].flatMap((some) => plansOf(table, some, snapshot));
      await readSeries(this.dataSource, table, { plans, snapshot }, take);
    }
    for (const [id, kept] of all) if (this.isKeeping && !kept.isNewer) this.#kept.set(id, kept);
    return all;
  }
}

/** The rows of data sets in some stretches that are kept: by period, or the roll-ups. */
function plansOf(
  table: RowTable,
  { stretches, dataSets }: { stretches: readonly Stretch[]; dataSets: readonly { id: number }[] },
  snapshot: Snapshot,
): ReadPlan[] {
  const end = 1 + dataSets.reduce((latest, { id }) => Math.max(latest, lastDay(id, snapshot)), EVER);
  const ranges = (period: number) =>
    stretches.map(({ from, to }) => ({ period, from: Math.max(from, FIRST_DAY), to: Math.min(to, end) }));
  const holding = (period: number) => dataSets.filter(({ id }) => holds(id, period, snapshot));
  // Of roll-ups the period says only how many there may be.
  if (table === 'rollup')
    return [{ dataSets: holding(ROLLED_PERIOD), ranges: ranges(recordedCode('month')) }];
  const periods = RECORDED_PERIODS.map((_, code) => code).filter(isKept);
  return periods.map((period) => ({ dataSets: holding(period), ranges: ranges(period) }));
}

const holds = (id: number, period: number, { extents }: Snapshot): boolean =>
  (extents.get(id) ?? []).some((extent) => extent.period === period);

/** The last day on which anything of a data set begins that is kept, or made of its days. */
function lastDay(id: number, { extents }: Snapshot): number {
  const starts = (extents.get(id) ?? []).map(({ period, lastStart }) =>
    isKept(period) || period === ROLLED_PERIOD ? lastStart : EVER,
  );
  return Math.max(EVER, ...starts);
}

/** The day from which rows are read that end with one: a little more than is wanted, so that the next question has it too. */
function firstToRead(wanted: number, last: number): number {
  const { year } = civilDate(last);
  for (let years = YEARS; dayNumber(year - years, 1) > FIRST_DAY; years *= 2) {
    const from = dayNumber(year - years, 1);
    if (wanted >= from) return from;
  }
  return EVER;
}

/** Whether some days are a small part of others. */
const isLittle = (some: readonly Stretch[], { from, to }: Stretch): boolean =>
  some.reduce((days, one) => days + one.to - one.from, 0) * LITTLE < to - Math.max(from, FIRST_DAY);
