/**
 * Rows of days and shorter that were asked for last, kept while their data set stays as it is. Of each data set and period
 * it is one stretch: charts ask for the same one again and again.
 */
import { LRUCache } from 'lru-cache';
import type { RowColumns } from '../../metrics/rows/columns.js';
import type { ReadPlan, StartRange } from '../read-plans.js';
import { putRows, type SeriesRows } from '../series-rows.js';
import type { DataSetVersion } from '../shared-snapshots.js';
import type { Snapshot } from '../snapshot.js';

/** Rows that are kept; 20 bytes each. */
const MOST_ROWS = 500_000;
/** What a series' columns cost besides their rows, as rows. */
const SERIES_SIZE = 40;

export type RowsBySeries = ReadonlyMap<number, RowColumns>;

const keyOf = (id: number, period: number): string => `${id} ${period}`;

interface KeptStretch {
  version: DataSetVersion;
  range: StartRange;
  /** All that start in it. */
  rows: RowsBySeries;
}

/** What series take in memory, as rows. */
export function sizeOfSeries(rows: RowsBySeries): number {
  let size = 0;
  for (const { starts } of rows.values()) size += SERIES_SIZE + starts.length;
  return size;
}

const sizeOf = ({ rows }: KeptStretch): number => 1 + sizeOfSeries(rows);

const contains = (outer: StartRange, inner: StartRange): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;

export class KeptDays {
  /** By id of the data set and code of the period. */
  readonly #kept = new LRUCache<string, KeptStretch>({ maxSize: MOST_ROWS, sizeCalculation: sizeOf });

  constructor(private readonly isKeeping: boolean) {}

  /** The rows of a data set by series, at least all that start in a range; undefined where they are not here. */
  find(id: number, range: StartRange, { changedBy }: Snapshot): RowsBySeries | undefined {
    const kept = this.#kept.get(keyOf(id, range.period));
    const isHere = kept && kept.version === changedBy.get(id) && contains(kept.range, range);
    return isHere ? kept.rows : undefined;
  }

  /** Keeps what was read of a data set, unless what is here of it is more. */
  keep(id: number, range: StartRange, rows: RowsBySeries, { changedBy }: Snapshot): void {
    const version = changedBy.get(id);
    if (!this.isKeeping || !version) return;
    const key = keyOf(id, range.period);
    const here = this.#kept.peek(key);
    const isMore = here?.version === version && here.range.to - here.range.from > range.to - range.from;
    if (!isMore) this.#kept.set(key, { version, range, rows });
  }
}

interface StretchRead {
  id: number;
  range: StartRange;
  rows: SeriesRows;
}

/** Gathers what a read brings of each data set and period of which it reads one stretch. */
export class StretchesRead {
  /** Null where there are several stretches. */
  readonly #read = new Map<string, StretchRead | null>();

  constructor(plans: readonly ReadPlan[]) {
    for (const { dataSets, ranges } of plans) {
      for (const range of ranges) {
        for (const { id } of dataSets) {
          const key = keyOf(id, range.period);
          this.#read.set(key, this.#read.has(key) ? null : { id, range, rows: new Map() });
        }
      }
    }
  }

  add(id: number, period: number, series: number, rows: RowColumns): void {
    const read = this.#read.get(keyOf(id, period));
    if (read) putRows(read.rows, period, series, rows);
  }

  /** Those that were read as one stretch, with their rows by series. */
  whole(): { id: number; range: StartRange; rows: RowsBySeries }[] {
    return [...this.#read.values()].flatMap((read) =>
      read ? [{ id: read.id, range: read.range, rows: read.rows.get(read.range.period) ?? new Map() }] : [],
    );
  }
}
