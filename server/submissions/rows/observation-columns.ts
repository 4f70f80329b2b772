/** Observations in columns, 26 bytes each, so that hundreds of thousands can be sorted and compared together. */
import { canonicalJson } from '../../entities/index.js';

/** A data set as a submission names it. */
export interface NamedDataSet {
  /** The service's slug of today. */
  service: string;
  measure: string;
}

export interface NamedSeries {
  /** Position in `dataSets`. */
  dataSet: number;
  /** `canonicalJson` of the dimensions. */
  dimensions: string;
}

/** What the series of rows are. */
export interface SeriesNames {
  readonly dataSets: NamedDataSet[];
  readonly seriesList: NamedSeries[];
}

/** One row; the fields are those of the columns. */
export interface DeliveredObservation {
  series: number;
  period: number;
  start: number;
  value: number;
  status: number;
  flags: number;
  source: number;
  line: number;
}

/** Which row is meant, and where it came from. */
export type RowName = Pick<DeliveredObservation, 'series' | 'period' | 'start' | 'source' | 'line'>;

/** The key of a series within its data set: canonical JSON of its dimensions, `{}` = the total. */
export const canonicalDimensions = (dimensions: Record<string, string>): string => canonicalJson(dimensions);

/** A value of a column, where NaN stands for none. */
export const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

const columnsFor = (capacity: number): Columns => ({
  series: new Int32Array(capacity),
  period: new Uint8Array(capacity),
  start: new Int32Array(capacity),
  value: new Float64Array(capacity),
  status: new Uint8Array(capacity),
  flags: new Uint16Array(capacity),
  source: new Uint16Array(capacity),
  line: new Uint32Array(capacity),
});

/** Rows that are copied one by one, not column by column. */
const FEW = 32;

type Columns = Pick<
  ObservationColumns,
  'series' | 'period' | 'start' | 'value' | 'status' | 'flags' | 'source' | 'line'
>;

export class ObservationColumns implements SeriesNames {
  readonly dataSets: NamedDataSet[];
  readonly seriesList: NamedSeries[];
  length = 0;
  /** Position in `seriesList`. */
  series!: Int32Array;
  /** Position in RECORDED_PERIODS. */
  period!: Uint8Array;
  /** As stored: days, or minutes for hours and minutes. */
  start!: Int32Array;
  /** NaN = none. */
  value!: Float64Array;
  status!: Uint8Array;
  flags!: Uint16Array;
  /** Where the row came from: the number of the source and the line in it. Not stored. */
  source!: Uint16Array;
  line!: Uint32Array;

  /** `names` are shared, not copied. There is room for `capacity` rows; where more come it grows. */
  constructor({ dataSets, seriesList }: SeriesNames = { dataSets: [], seriesList: [] }, capacity = 1024) {
    this.dataSets = dataSets;
    this.seriesList = seriesList;
    Object.assign(this, columnsFor(capacity));
  }

  /** The columns, with room for more than `length` rows. */
  get columns(): Columns {
    const { series, period, start, value, status, flags, source, line } = this;
    return { series, period, start, value, status, flags, source, line };
  }

  add(row: DeliveredObservation): void {
    const at = this.length++;
    if (at === this.series.length) this.#growTo(at + 1);
    this.series[at] = row.series;
    this.period[at] = row.period;
    this.start[at] = row.start;
    this.value[at] = row.value;
    this.status[at] = row.status;
    this.flags[at] = row.flags;
    this.source[at] = row.source;
    this.line[at] = row.line;
  }

  /** Adds the rows `[begin, end)` of others of the same series. */
  addRange(others: ObservationColumns, begin: number, end: number): void {
    const at = this.length;
    this.#growTo(at + end - begin);
    this.length += end - begin;
    // Of unsorted deliveries few rows are merged at once: a view of each column would cost more than they do.
    if (end - begin < FEW) {
      for (let row = begin; row < end; row++) this.#copy(at + row - begin, others, row);
      return;
    }
    const { columns } = others;
    for (const [name, column] of Object.entries(this.columns)) {
      column.set(columns[name as keyof Columns].subarray(begin, end), at);
    }
  }

  #copy(at: number, others: ObservationColumns, row: number): void {
    this.series[at] = others.series[row];
    this.period[at] = others.period[row];
    this.start[at] = others.start[row];
    this.value[at] = others.value[row];
    this.status[at] = others.status[row];
    this.flags[at] = others.flags[row];
    this.source[at] = others.source[row];
    this.line[at] = others.line[row];
  }

  #growTo(length: number): void {
    if (length <= this.series.length) return;
    const before = this.columns;
    Object.assign(this, columnsFor(Math.max(length, 2 * this.series.length)));
    for (const [name, column] of Object.entries(this.columns)) column.set(before[name as keyof Columns]);
  }

  /** Becomes the rows of others of the same series that stand at these positions. */
  pick(others: ObservationColumns, positions: Int32Array): this {
    this.#growTo(positions.length);
    this.length = positions.length;
    // Row by row: a loop that takes columns of every kind is compiled for none of them.
    for (let i = 0; i < positions.length; i++) this.#copy(i, others, positions[i]);
    return this;
  }

  nameOf(row: number): RowName {
    return {
      series: this.series[row],
      period: this.period[row],
      start: this.start[row],
      source: this.source[row],
      line: this.line[row],
    };
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

  /** The rows whose key has come before, each with the first row of that key; in the order of the keys. */
  *duplicates(): Generator<{ row: number; first: number }> {
    const order = this.order();
    let first = order[0];
    for (let at = 1; at < order.length; at++) {
      if (this.isSameKey(first, order[at])) yield { row: order[at], first };
      else first = order[at];
    }
  }
}
