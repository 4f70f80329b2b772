/**
 * Columns of weeks and longer, and of months of days, kept across requests while their data set stays as it is: most
 * questions are about these, and all of a country's fit into memory. Days and shorter are read when they are asked for.
 */
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { ROLLED_PERIOD } from '../entities/index.js';
import { civilDate, dayNumber } from '../metrics/calendar.js';
import type { RowColumns } from '../metrics/rows/columns.js';
import { recordedCode, RECORDED_PERIODS } from '../metrics/periods.js';
import type { ReadPlan } from './read-plans.js';
import { readSeries, type RowTable } from './read-series.js';
import { putRows, type SeriesRows } from './series-rows.js';
import type { DataSetVersion } from './shared-snapshots.js';
import type { Snapshot } from './snapshot.js';

/** From this code on, periods are kept. */
const KEPT_FROM = recordedCode('week');

export const isKept = (period: number): boolean => period >= KEPT_FROM;

/** Rows that are kept; 20 bytes each. */
const MOST_ROWS = 4_000_000;
/** What a series' columns cost besides their rows, as rows. */
const SERIES_SIZE = 40;

/** The years before the one in which a data set ends that are read where nothing earlier is asked for. */
const YEARS = 3;

const EVER = -(2 ** 31);
/** Nothing that is stored begins earlier: for estimates. */
const FIRST_DAY = dayNumber(1990, 1);

/** What is wanted is read by itself where all that would be kept is more than so many times as much. */
const LITTLE = 8;

interface Kept {
  version: DataSetVersion;
  /** Every row that starts on this day or later is here. */
  from: number;
  rows: SeriesRows;
  /** One of its rows is newer than the snapshot that it was read for. */
  isNewer: boolean;
}

const sizeOf = ({ rows }: Kept): number => {
  let size = 1;
  for (const bySeries of rows.values()) {
    for (const { starts } of bySeries.values()) size += SERIES_SIZE + starts.length;
  }
  return size;
};

/** What is wanted of a data set. */
export interface WantedColumns {
  id: number;
  /** The first day of which anything is needed. */
  from: number;
}

export class KeptColumns {
  readonly #kept = new LRUCache<number, Kept>({ max: 100_000, maxSize: MOST_ROWS, sizeCalculation: sizeOf });

  /** What was read by itself once, by id of the data set: the second time it is kept. */
  readonly #asked = new LRUCache<number, DataSetVersion>({ max: 100_000 });

  constructor(private readonly dataSource: DataSource) {}

  /** Whether all that is wanted of a data set is here. */
  has({ id, from }: WantedColumns, { changedBy }: Snapshot): boolean {
    const kept = this.#kept.peek(id);
    return kept !== undefined && kept.version === changedBy.get(id) && kept.from <= from;
  }

  /**
   * Whether what is wanted up to a day is to be read by itself: it is little, not here, and asked for the first time. What
   * is asked for again is kept.
   */
  isReadByItself(wanted: WantedColumns, to: number, snapshot: Snapshot): boolean {
    if (this.has(wanted, snapshot) || !isLittle(wanted, to, snapshot)) return false;
    const version = snapshot.changedBy.get(wanted.id);
    if (!version || this.#asked.get(wanted.id) === version) return false;
    this.#asked.set(wanted.id, version);
    return true;
  }

  /** The rows of data sets, by id of the data set; none for those of which something newer came while they were read. */
  async rows(wanted: readonly WantedColumns[], snapshot: Snapshot): Promise<Map<number, SeriesRows>> {
    const missing = wanted.filter((one) => !this.has(one, snapshot));
    const read = missing.length ? await this.#read(missing, snapshot) : new Map<number, Kept>();
    const found = new Map<number, SeriesRows>();
    for (const { id } of wanted) {
      const kept = read.get(id) ?? this.#kept.get(id);
      if (kept && !kept.isNewer) found.set(id, kept.rows);
    }
    return found;
  }

  async #read(wanted: readonly WantedColumns[], snapshot: Snapshot): Promise<Map<number, Kept>> {
    const all = new Map<number, Kept>();
    const dataSetOf = new Map<number, Kept>();
    const byFrom = new Map<number, { id: number }[]>();
    for (const { id, from: needed } of wanted) {
      const version = snapshot.changedBy.get(id);
      if (!version) continue;
      const from = firstToRead({ id, from: needed }, snapshot);
      const kept: Kept = { version, from, rows: new Map(), isNewer: false };
      all.set(id, kept);
      for (const series of snapshot.series.get(id) ?? []) dataSetOf.set(series.id, kept);
      const some = byFrom.get(from);
      if (some) some.push({ id });
      else byFrom.set(from, [{ id }]);
    }
    const take = (series: number, period: number, rows: RowColumns): void => {
      const kept = dataSetOf.get(series)!;
      putRows(kept.rows, period, series, rows);
      if (rows.submissions.some((submission) => submission > snapshot.version)) kept.isNewer = true;
    };
    for (const table of ['observation', 'rollup'] as const) {
      const plans = [...byFrom].flatMap(([from, dataSets]) => plansFrom(table, from, { dataSets, snapshot }));
      await readSeries(this.dataSource, table, { plans, snapshot }, take);
    }
    for (const [id, kept] of all) if (!kept.isNewer) this.#kept.set(id, kept);
    return all;
  }
}

/** The rows of data sets from a day on that are kept: by period, or the roll-ups. */
function plansFrom(
  table: RowTable,
  from: number,
  { dataSets, snapshot }: { dataSets: readonly { id: number }[]; snapshot: Snapshot },
): ReadPlan[] {
  const to = 1 + dataSets.reduce((last, { id }) => Math.max(last, lastDay(id, snapshot)), from);
  const ranges = (period: number) => [{ period, from: Math.max(from, FIRST_DAY), to }];
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

/** The day from which the rows of a data set are read, so that the next question need not read them again. */
function firstToRead({ id, from }: WantedColumns, snapshot: Snapshot): number {
  const last = lastDay(id, snapshot);
  if (last === EVER) return EVER;
  const recent = dayNumber(civilDate(last).year - YEARS, 1);
  return from >= recent ? recent : EVER;
}

/** Whether what is wanted up to a day is so little that it is read by itself. */
function isLittle(wanted: WantedColumns, to: number, snapshot: Snapshot): boolean {
  const all = lastDay(wanted.id, snapshot) - Math.max(firstToRead(wanted, snapshot), FIRST_DAY);
  return (to - wanted.from) * LITTLE < all;
}
