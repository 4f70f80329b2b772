/**
 * What is stored in the windows of a delivery and not in it: what a replacement withdraws, and what else counts beside a
 * category that is new. Found by range reads, never by a read a window.
 */
import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { isThere } from '../metrics/status.js';
import type { StoredSeries } from './compare-series.js';
import type { ObservationColumns } from './rows/observation-columns.js';
import { BATCH_ROWS, KeyRanges } from './stored-rows.js';

/** The windows of a delivery, each with its rows: in the order of the data sets, periods and starts. */
export class TouchedWindows {
  readonly #columns: ObservationColumns;
  readonly #order: Int32Array;
  /** Where the rows of each window begin in `#order`, and at last where they end. */
  readonly #begins: Int32Array;

  constructor(columns: ObservationColumns) {
    const { series, seriesList, period, start } = columns;
    const dataSetOf = (row: number): number => seriesList[series[row]].dataSet;
    const order = columns.order(Int32Array.from(seriesList, ({ dataSet }) => dataSet));
    const begins = new Int32Array(order.length + 1);
    let count = 0;
    for (let at = 0; at < order.length; at++) {
      const [row, last] = [order[at], at > 0 ? order[at - 1] : -1];
      const isSame =
        last >= 0 &&
        dataSetOf(row) === dataSetOf(last) &&
        period[row] === period[last] &&
        start[row] === start[last];
      if (!isSame) begins[count++] = at;
    }
    begins[count] = order.length;
    this.#columns = columns;
    this.#order = order;
    this.#begins = begins.subarray(0, count + 1);
  }

  get count(): number {
    return this.#begins.length - 1;
  }

  /** The positions of the rows of a window, in the order in which they came. */
  rows(window: number): Int32Array {
    return this.#order.subarray(this.#begins[window], this.#begins[window + 1]);
  }

  /** The position of its data set. */
  dataSet(window: number): number {
    const { seriesList, series } = this.#columns;
    return seriesList[series[this.rows(window)[0]]].dataSet;
  }

  /** A number for its period and start. */
  key(window: number): number {
    const row = this.rows(window)[0];
    return windowKey(this.#columns.period[row], this.#columns.start[row]);
  }
}

const windowKey = (period: number, start: number): number => period * 2 ** 33 + start + 2 ** 32;

/** Windows of one data set that are looked at together. */
interface Piece {
  dataSet: number;
  windows: number[];
}

/** A stored row that is there and is not delivered. */
interface RowBeside {
  series: StoredSeries;
  /** Its code. */
  status: number;
}

/** Those of one window. */
interface RowsBeside {
  window: number;
  rows: RowBeside[];
}

interface LookedAt {
  windows: TouchedWindows;
  /** The series to look for, by position of the data set. */
  stored: readonly (readonly StoredSeries[])[];
  isWanted(window: number): boolean;
  /** Called before each read; may throw to give up. */
  onProgress(): void;
}

/** What is stored beside the rows of the windows that are wanted; windows with nothing beside them are left out. */
export async function* rowsBeside(
  manager: EntityManager,
  columns: ObservationColumns,
  { windows, stored, isWanted, onProgress }: LookedAt,
): AsyncGenerator<RowsBeside> {
  let pieces: Piece[] = [];
  let size = 0;
  const read = async (): Promise<RowsBeside[]> => {
    const found = await readPieces(manager, columns, windows, { pieces, stored });
    pieces = [];
    size = 0;
    onProgress();
    await setImmediate();
    return found;
  };
  for (let window = 0; window < windows.count; window++) {
    const dataSet = windows.dataSet(window);
    const width = stored[dataSet].length;
    if (width === 0 || !isWanted(window)) continue;
    const last = pieces.at(-1);
    if (last?.dataSet === dataSet) last.windows.push(window);
    else pieces.push({ dataSet, windows: [window] });
    size += width;
    if (size >= BATCH_ROWS) yield* await read();
  }
  if (pieces.length > 0) yield* await read();
}

/** A window among those that are read, and the series that are delivered in it, by position in `seriesList`. */
interface Wanted {
  window: number;
  delivered: ReadonlySet<number>;
}

interface Reading {
  pieces: readonly Piece[];
  /** By position of the data set. */
  stored: readonly (readonly StoredSeries[])[];
}

async function readPieces(
  manager: EntityManager,
  columns: ObservationColumns,
  windows: TouchedWindows,
  { pieces, stored }: Reading,
): Promise<RowsBeside[]> {
  const ranges = new KeyRanges();
  const lookedAt = new Map<number, { series: StoredSeries; wanted: ReadonlyMap<number, Wanted> }>();
  const isDelivered = ({ delivered }: Wanted, { at }: StoredSeries): boolean =>
    at !== undefined && delivered.has(at);
  for (const { dataSet, windows: own } of pieces) {
    const wanted = new Map<number, Wanted>();
    for (const window of own) {
      const delivered = new Set<number>();
      for (const row of windows.rows(window)) delivered.add(columns.series[row]);
      wanted.set(windows.key(window), { window, delivered });
    }
    for (const series of stored[dataSet]) {
      lookedAt.set(series.id, { series, wanted });
      for (const one of wanted.values()) {
        if (isDelivered(one, series)) continue;
        const row = windows.rows(one.window)[0];
        ranges.add(series.id, columns.period[row], columns.start[row]);
      }
    }
  }
  const found = new Map<number, RowBeside[]>();
  for (const { series_id: id, period, start, status } of await ranges.read(manager)) {
    if (!isThere(status)) continue;
    const { series, wanted } = lookedAt.get(id)!;
    const one = wanted.get(windowKey(period, start));
    if (!one || isDelivered(one, series)) continue;
    const beside = found.get(one.window);
    if (beside) beside.push({ series, status });
    else found.set(one.window, [{ series, status }]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([window, rows]) => ({ window, rows }));
}
