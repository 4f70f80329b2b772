/** Merges sorted runs of a scratch file. */
import { ObservationColumns, type SeriesNames } from './observation-columns.js';
import type { ScratchFile, Written } from './scratch-file.js';

/** The fewest rows of a run that are read at once. */
const LEAST_READ = 256;

/** Compares the windows of two rows: by data set, period and start. */
type CompareWindows = (
  a: ObservationColumns,
  rowOfA: number,
  b: ObservationColumns,
  rowOfB: number,
) => number;

/** A run that is read from its beginning; `rows` are those in memory, and `at` is the next of them. */
class Run {
  at = 0;
  #read = 0;

  constructor(
    readonly place: number,
    readonly rows: ObservationColumns,
    private readonly scratch: ScratchFile,
    private readonly written: Written,
  ) {
    this.#fill();
  }

  get isOver(): boolean {
    return this.at === this.rows.length;
  }

  moveTo(at: number): void {
    this.at = at;
    if (this.isOver) this.#fill();
  }

  #fill(): void {
    const count = Math.min(this.rows.series.length, this.written.length - this.#read);
    this.scratch.read(this.written, this.#read, count, this.rows.columns);
    this.#read += count;
    this.rows.length = count;
    this.at = 0;
  }
}

/** Pieces of `pieceRows` rows and those of the last window: see `DeliveredRows.pieces`. The runs are in that order. */
export function* merged(
  names: SeriesNames,
  scratch: ScratchFile,
  written: readonly Written[],
  pieceRows: number,
): Generator<ObservationColumns> {
  const dataSetOf = Int32Array.from(names.seriesList, ({ dataSet }) => dataSet);
  const compare: CompareWindows = (a, i, b, j) =>
    dataSetOf[a.series[i]] - dataSetOf[b.series[j]] || a.period[i] - b.period[j] || a.start[i] - b.start[j];
  /** Of equal windows the run that was written first has the rows that came first. */
  const isBefore = (one: Run, at: number, other: Run): boolean =>
    (compare(one.rows, at, other.rows, other.at) || one.place - other.place) < 0;
  const capacity = Math.max(LEAST_READ, Math.floor(pieceRows / written.length));
  const runs = written.map(
    (each, place) => new Run(place, new ObservationColumns(names, capacity), scratch, each),
  );
  runs.sort((a, b) => (isBefore(a, a.at, b) ? -1 : 1));
  const piece = new ObservationColumns(names, pieceRows + LEAST_READ);
  while (runs.length > 0) {
    const [first, second] = runs;
    const { rows, at } = first;
    const isFull = piece.length >= pieceRows;
    if (isFull && compare(piece, piece.length - 1, rows, at) !== 0) {
      yield piece;
      piece.length = 0;
      continue;
    }
    const most = isFull ? at + 1 : Math.min(rows.length, at + pieceRows - piece.length);
    let end = at + 1;
    while (end < most && (second === undefined || isBefore(first, end, second))) end++;
    piece.addRange(rows, at, end);
    first.moveTo(end);
    // The others are in order: it goes behind those that now come before it.
    runs.shift();
    if (first.isOver) continue;
    let place = 0;
    while (place < runs.length && isBefore(runs[place], runs[place].at, first)) place++;
    runs.splice(place, 0, first);
  }
  if (piece.length > 0) yield piece;
}
