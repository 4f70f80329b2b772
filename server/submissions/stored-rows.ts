/** Reads stored observations by ranges of their key: a delivery of a million rows is not looked up one by one. */
import type { EntityManager } from 'typeorm';
import { rowsOver } from '../db/bulk.js';
import { dialectOf } from '../db/index.js';

/** Rows that are compared, or written, before others may have their turn. */
export const BATCH_ROWS = 5_000;
/**
 * Stored rows between two wanted ones of a series are read too, up to about this many windows; beyond that the range
 * is split in two.
 */
const WIDEST_GAP = 64;
/** The shortest distance between two starts, by position in RECORDED_PERIODS. */
const STEPS = [1, 60, 1, 7, 28, 90, 28];

export interface StoredRow {
  series_id: number;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
}

/** Ranges of keys, made of single ones that come in the order of (series, period, start). */
export class KeyRanges {
  readonly #columns: [number[], number[], number[], number[]] = [[], [], [], []];
  #last = -1;

  add(series: number, period: number, start: number): void {
    const [ids, periods, firsts, lasts] = this.#columns;
    const last = this.#last;
    const isNear =
      last >= 0 &&
      ids[last] === series &&
      periods[last] === period &&
      start - lasts[last] <= WIDEST_GAP * STEPS[period];
    if (isNear) {
      lasts[last] = start;
      return;
    }
    this.#last++;
    ids.push(series);
    periods.push(period);
    firsts.push(start);
    lasts.push(start);
  }

  /** The stored rows in the ranges; in the order of the key where the series came so. */
  async read(manager: EntityManager): Promise<StoredRow[]> {
    if (this.#last < 0) return [];
    const inRange = dialectOf(manager).lookUp(
      'observation o',
      'o.series_id = w.series_id AND o.period = w.period AND o.start BETWEEN w.first_start AND w.last_start',
    );
    // Batches of ranges keep the order, ORDER BY keeps it within one.
    return rowsOver<StoredRow>(
      manager,
      ['integer', 'integer', 'integer', 'integer'],
      this.#columns,
      (values) =>
        `WITH wanted(series_id, period, first_start, last_start) AS (${values})
         SELECT o.series_id, o.period, o.start, o.value, o.status, o.flags, o.submission_id
         FROM wanted w ${inRange}
         ORDER BY o.series_id, o.period, o.start`,
    );
  }
}
