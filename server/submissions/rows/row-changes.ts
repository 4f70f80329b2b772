/**
 * The observations that a delivery changes, with what they take the place of: pieces in columns, of which only the last is
 * in memory.
 */
import { type Counts, noCounts } from '../counts.js';
import type { ObservationColumns, RowName } from './observation-columns.js';
import type { ScratchFile, Written } from './scratch-file.js';

/** Room for `capacity` rows; pages of large arrays that nothing is written to take no memory. */
const columnsFor = (capacity: number) => ({
  /** Position in `seriesList`. */
  series: new Int32Array(capacity),
  /** Position in RECORDED_PERIODS. */
  period: new Uint8Array(capacity),
  start: new Int32Array(capacity),
  /** NaN = none. */
  value: new Float64Array(capacity),
  status: new Uint8Array(capacity),
  /** As they would be stored: REVISED is put on a value that takes the place of another. */
  flags: new Uint16Array(capacity),
  /** The submission of what a row takes the place of; 0 = nothing: it is new, and the others mean nothing. */
  oldSubmission: new Int32Array(capacity),
  /** NaN = none. */
  oldValue: new Float64Array(capacity),
  oldStatus: new Uint8Array(capacity),
  oldFlags: new Uint16Array(capacity),
});

/** Rows of a piece, in the order of (ids of the series, period, start). */
export type ChangedColumns = ReturnType<typeof columnsFor> & { length: number };

const changedColumns = (capacity: number): ChangedColumns => ({ length: 0, ...columnsFor(capacity) });

export class RowChanges {
  readonly counts: Counts = noCounts();
  /** Of each data set, by position, how many withdrawals there are of rows that were never sent, and the first of them. */
  readonly nothingWithdrawn = new Map<number, { count: number; first: RowName }>();
  readonly #scratch: ScratchFile;
  readonly #written: Written[] = [];
  #last = changedColumns(0);

  constructor(scratch: ScratchFile) {
    this.#scratch = scratch;
  }

  /** How many rows change. */
  get length(): number {
    return this.#written.reduce((sum, { length }) => sum + length, this.#last.length);
  }

  /**
   * The columns into which the changes of the next piece are put, with room for `capacity` rows. Those of the piece before
   * go to the file, and its columns are used again: new ones for each piece would be garbage faster than it is collected.
   */
  next(capacity: number): ChangedColumns {
    const { length, ...columns } = this.#last;
    if (length > 0) this.#written.push(this.#scratch.write(columns, length));
    if (columns.series.length < capacity) this.#last = changedColumns(capacity);
    this.#last.length = 0;
    return this.#last;
  }

  /** Notes a withdrawal of a row that was never sent. */
  addNothingWithdrawn(piece: ObservationColumns, row: number): void {
    const { dataSet } = piece.seriesList[piece.series[row]];
    const known = this.nothingWithdrawn.get(dataSet);
    if (!known) this.nothingWithdrawn.set(dataSet, { count: 1, first: piece.nameOf(row) });
    else {
      known.count++;
      const isEarlier = piece.source[row] - known.first.source || piece.line[row] - known.first.line;
      if (isEarlier < 0) known.first = piece.nameOf(row);
    }
  }

  /** The changes piece by piece; one is overwritten when the next is asked for. */
  *pieces(): Generator<ChangedColumns> {
    const most = this.#written.reduce((longest, { length }) => Math.max(longest, length), 0);
    const columns = columnsFor(most);
    for (const written of this.#written) {
      this.#scratch.read(written, 0, written.length, columns);
      yield { length: written.length, ...columns };
    }
    if (this.#last.length > 0) yield this.#last;
  }

  /** All of them in memory. */
  all(): ChangedColumns {
    const all = changedColumns(this.length);
    for (const { length, ...columns } of this.pieces()) {
      for (const [name, column] of Object.entries(columns)) {
        all[name as keyof typeof columns].set(column.subarray(0, length), all.length);
      }
      all.length += length;
    }
    return all;
  }
}
