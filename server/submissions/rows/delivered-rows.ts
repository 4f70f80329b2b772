/**
 * The observations of a delivery, any number of them in the same memory: sorted runs go to a scratch file, and what is
 * asked of them is asked piece by piece.
 */
import { RECORDED_PERIODS } from '../../metrics/periods.js';
import { isThere } from '../../metrics/status.js';
import { merged } from './merged-runs.js';
import {
  type DeliveredObservation,
  type NamedDataSet,
  type NamedSeries,
  ObservationColumns,
  type SeriesNames,
} from './observation-columns.js';
import { ScratchFile, type Written } from './scratch-file.js';

/** More than a request may send: what comes over HTTP is one piece, and needs no file. */
const PIECE_ROWS = 2 ** 18;

const WIDTH = RECORDED_PERIODS.length;

export class DeliveredRows implements SeriesNames {
  readonly dataSets: NamedDataSet[] = [];
  readonly seriesList: NamedSeries[] = [];
  length = 0;
  /** For these rows and for what is made of them. */
  readonly scratch = new ScratchFile();
  /** Those that are not in the file yet. */
  #run: ObservationColumns;
  /** Columns that are used for the next run: new ones for each would be garbage faster than it is collected. */
  #spare: ObservationColumns;
  readonly #runs: Written[] = [];
  #isSorted = false;
  /** By series: how many rows of each recorded period, and whether any is more than a withdrawal. */
  #counts = new Uint32Array(1024 * WIDTH);
  #isSent = new Uint8Array(1024);

  /** @param pieceRows how many rows are in memory at once, and all of those of one window */
  constructor(private readonly pieceRows = PIECE_ROWS) {
    this.#run = new ObservationColumns(this);
    this.#spare = new ObservationColumns(this);
  }

  /** Adds a row of a series that is in `seriesList`; none after `pieces` was asked for. */
  add(row: DeliveredObservation): void {
    if (this.#run.length === this.pieceRows) this.#write();
    this.#run.add(row);
    this.length++;
    const { series, period, status } = row;
    if (series >= this.#isSent.length) this.#grow();
    this.#counts[series * WIDTH + period]++;
    if (isThere(status)) this.#isSent[series] = 1;
  }

  #grow(): void {
    const [counts, isSent] = [this.#counts, this.#isSent];
    this.#counts = new Uint32Array(2 * counts.length);
    this.#counts.set(counts);
    this.#isSent = new Uint8Array(2 * isSent.length);
    this.#isSent.set(isSent);
  }

  /** Whether more than withdrawals was sent of a series. */
  isSent(series: number): boolean {
    return this.#isSent[series] === 1;
  }

  /** How many rows of a series are of a recorded period, by its code. */
  count(series: number, period: number): number {
    return this.#counts[series * WIDTH + period];
  }

  /**
   * All rows, each once, in the order of their windows: of data sets by position, then periods and starts; within a window
   * in the order in which they came. All rows of a window are in one piece. Whoever asks may add rows to a piece, which are gone
   * when the next one is asked for.
   */
  *pieces(): Generator<ObservationColumns> {
    this.#sort();
    if (this.#runs.length > 0) yield* merged(this, this.scratch, this.#runs, this.pieceRows);
    else if (this.length > 0) {
      try {
        yield this.#run;
      } finally {
        this.#run.length = this.length;
      }
    }
  }

  #sort(): void {
    if (this.#isSorted) return;
    this.#isSorted = true;
    if (this.#runs.length === 0) return this.#sortRun();
    this.#write();
    this.#run = this.#spare = new ObservationColumns(this, 0);
  }

  #sortRun(): void {
    const dataSetOf = Int32Array.from(this.seriesList, ({ dataSet }) => dataSet);
    const run = this.#run;
    this.#run = this.#spare.pick(run, run.order(dataSetOf));
    this.#spare = run;
  }

  #write(): void {
    this.#sortRun();
    this.#runs.push(this.scratch.write(this.#run.columns, this.#run.length));
    this.#run.length = 0;
  }

  /** Gives the file back. */
  close(): void {
    this.scratch.close();
  }
}
