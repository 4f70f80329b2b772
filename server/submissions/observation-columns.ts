/**
 * The observations of a delivery, in columns: about 30 bytes each, so that millions fit into memory and can be sorted
 * before they are compared and written.
 */
import { canonicalJson } from '../entities/index.js';

/** A data set as a submission names it. */
interface NamedDataSet {
  /** The service's slug of today. */
  service: string;
  measure: string;
}

interface NamedSeries {
  /** Position in `dataSets`. */
  dataSet: number;
  /** `canonicalJson` of the dimensions. */
  dimensions: string;
}

/** One row; the fields are those of the columns. */
interface DeliveredObservation {
  series: number;
  period: number;
  start: number;
  value: number;
  status: number;
  flags: number;
  source: number;
  line: number;
}

/** The key of a series within its data set: canonical JSON of its dimensions, `{}` = the total. */
export const canonicalDimensions = (dimensions: Record<string, string>): string => canonicalJson(dimensions);

/** A value of a column, where NaN stands for none. */
export const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

const FIRST_CAPACITY = 1024;

function grown<A extends Int32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array>(
  from: A,
  into: A,
): A {
  into.set(from);
  return into;
}

export class ObservationColumns {
  readonly dataSets: NamedDataSet[] = [];
  readonly seriesList: NamedSeries[] = [];
  length = 0;
  /** Position in `seriesList`. */
  series = new Int32Array(FIRST_CAPACITY);
  /** Position in RECORDED_PERIODS. */
  period = new Uint8Array(FIRST_CAPACITY);
  /** As stored: days, or minutes for hours and minutes. */
  start = new Int32Array(FIRST_CAPACITY);
  /** NaN = none. */
  value = new Float64Array(FIRST_CAPACITY);
  status = new Uint8Array(FIRST_CAPACITY);
  flags = new Uint16Array(FIRST_CAPACITY);
  /** Where the row came from: the number of the source and the line in it. Not stored. */
  source = new Uint16Array(FIRST_CAPACITY);
  line = new Uint32Array(FIRST_CAPACITY);

  add(row: DeliveredObservation): void {
    const at = this.length++;
    if (at === this.series.length) this.#grow();
    this.series[at] = row.series;
    this.period[at] = row.period;
    this.start[at] = row.start;
    this.value[at] = row.value;
    this.status[at] = row.status;
    this.flags[at] = row.flags;
    this.source[at] = row.source;
    this.line[at] = row.line;
  }

  #grow(): void {
    const capacity = this.series.length * 2;
    this.series = grown(this.series, new Int32Array(capacity));
    this.period = grown(this.period, new Uint8Array(capacity));
    this.start = grown(this.start, new Int32Array(capacity));
    this.value = grown(this.value, new Float64Array(capacity));
    this.status = grown(this.status, new Uint8Array(capacity));
    this.flags = grown(this.flags, new Uint16Array(capacity));
    this.source = grown(this.source, new Uint16Array(capacity));
    this.line = grown(this.line, new Uint32Array(capacity));
  }

  /**
   * The rows in the order of (rank of the series, period, start); rows of the same key in the order in which they
   * came. `rank[i]` is the place of series `i`, from 0; without it series come in the order of `seriesList`.
   */
  order(rank?: Int32Array): Int32Array {
    const { length, series, period, start } = this;
    const place = (row: number): number => (rank ? rank[series[row]] : series[row]);
    // By series: a counting sort, which leaves rows that came in order in order.
    const ends = new Int32Array(this.seriesList.length + 1);
    for (let row = 0; row < length; row++) ends[place(row) + 1]++;
    for (let i = 1; i < ends.length; i++) ends[i] += ends[i - 1];
    const order = new Int32Array(length);
    const next = ends.slice();
    for (let row = 0; row < length; row++) order[next[place(row)]++] = row;

    const compare = (a: number, b: number): number => period[a] - period[b] || start[a] - start[b] || a - b;
    for (let i = 0; i < ends.length - 1; i++) {
      for (let at = ends[i] + 1; at < ends[i + 1]; at++) {
        if (compare(order[at - 1], order[at]) <= 0) continue;
        order.subarray(ends[i], ends[i + 1]).sort(compare);
        break;
      }
    }
    return order;
  }

  isSameKey(a: number, b: number): boolean {
    return (
      this.series[a] === this.series[b] &&
      this.period[a] === this.period[b] &&
      this.start[a] === this.start[b]
    );
  }

  /** The rows whose key has come before, each with the first row of that key. */
  duplicates(): { row: number; first: number }[] {
    const order = this.order();
    const list: { row: number; first: number }[] = [];
    let first = order[0];
    for (let at = 1; at < order.length; at++) {
      if (this.isSameKey(first, order[at])) list.push({ row: order[at], first });
      else first = order[at];
    }
    return list;
  }
}
