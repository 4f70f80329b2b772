/**
 * Rows of measurements → `DeliveredRows`. This runs for every row there is: what repeats (series, windows, flags)
 * is looked up by the text of its cells and checked in full only the first time.
 */
import type { Inventory } from '../../submissions/inventory.js';
import type { DeliveredRows } from '../../submissions/rows/delivered-rows.js';
import type { ObservationColumns, RowName } from '../../submissions/rows/observation-columns.js';
import type { StoredValues } from '../../submissions/stored-values.js';
import { statusCode } from '../../metrics/status.js';
import { CellProblem, ColumnProblem } from '../cells/cells.js';
import {
  fitsHeader,
  type Header,
  type HeaderRules,
  isBlank,
  readHeader,
  reportWidth,
} from '../csv/header.js';
import type { Place, Problems } from '../problems.js';
import { EarlyValues } from './early-values.js';
import { warnOfOtherCadence } from './other-cadence.js';
import { ratingCheck } from './reversed-ratings.js';
import { type RowCheck, RowProblems } from './row-problems.js';
import { SeriesFinder } from './series-finder.js';
import { channelCheck, histogramCheck } from './split-rules.js';
import { matchStored } from './stored-categories.js';
import type { Cell, RecordBatch } from '../csv/records.js';
import { cellText, readFlags, readValue } from '../cells/value-cells.js';
import { WindowReader } from '../cells/window-cells.js';
import type { WritablePlace } from './writable.js';

const REQUIRED = ['service', 'measure', 'period', 'start', 'value'];
const OPTIONAL = ['status', 'flags'];
const WITHDRAWN = statusCode('WITHDRAWN');

interface MeasurementRules {
  now: Date;
  /** Whether data sets that are not declared are made from their rows; otherwise they are refused. */
  mayCreate: boolean;
  /** Whether what is stored of the windows that are sent goes away. */
  isReplaced: boolean;
  /** Where it may write; absent = everywhere. */
  places?: readonly WritablePlace[];
}

interface SourceFile {
  name: string;
  header?: Header;
  /** The series of a record of this file. */
  find?: ReturnType<SeriesFinder['of']>;
}

export class MeasurementValidator {
  received = 0;
  readonly #delivered: DeliveredRows;
  readonly #problems: Problems;
  readonly #finder: SeriesFinder;
  readonly #rules: MeasurementRules;
  readonly #windows: WindowReader;
  readonly #early: EarlyValues;
  readonly #files: SourceFile[] = [];
  readonly #headerRules: HeaderRules;

  constructor(catalogue: Inventory, rows: DeliveredRows, problems: Problems, rules: MeasurementRules) {
    this.#delivered = rows;
    this.#problems = problems;
    this.#rules = rules;
    this.#windows = new WindowReader(rules.now);
    this.#early = new EarlyValues(rules.now);
    this.#finder = new SeriesFinder(catalogue, rows, rules);
    const dimensions = [...catalogue.measures.values()].flatMap((measure) => measure.dimensions);
    this.#headerRules = {
      kind: 'measurements',
      required: REQUIRED,
      optional: OPTIONAL,
      others: [...new Set(dimensions.map(({ name }) => name))],
      unknownHint: ' and no dimension of any measure',
    };
  }

  /** A reader of one file's batches of records. The first record is the header. */
  file(name: string): (batch: RecordBatch) => void {
    const file: SourceFile = { name };
    const source = this.#files.push(file) - 1;
    let isRefused = false;
    return (batch) => {
      const { records, lines } = batch;
      if (isRefused || records.length === 0) return;
      if (file.header) return this.#rows(source, file.header, batch, 0);
      file.header = readHeader({ file: name, line: lines[0] }, records[0], this.#headerRules, this.#problems);
      if (file.header) {
        file.find = this.#finder.of(file.header, [...REQUIRED, ...OPTIONAL]);
        this.#rows(source, file.header, batch, 1);
      } else isRefused = true;
    };
  }

  #rows(source: number, header: Header, { records, lines }: RecordBatch, from: number): void {
    const { name: file, find } = this.#files[source];
    const at = (name: string): number => header.at.get(name) ?? -1;
    const [periodAt, startAt, valueAt, statusAt, flagsAt] = [
      'period',
      'start',
      'value',
      'status',
      'flags',
    ].map(at);

    for (let i = from; i < records.length; i++) {
      const record = records[i];
      const line = lines[i];
      if (isBlank(record)) continue;
      this.received++;
      if (!fitsHeader(header, record)) {
        reportWidth({ file, line }, header, record, this.#problems);
        continue;
      }
      const series = find!(record);
      const window = this.#windows.read(cellText(record[periodAt]), cellText(record[startAt]));
      const value = readValue(record[valueAt], statusAt < 0 ? null : record[statusAt]);
      const flags = flagsAt < 0 ? 0 : readFlags(cellText(record[flagsAt]));

      if (typeof series !== 'number' || typeof flags !== 'number' || isProblem(window) || isProblem(value)) {
        this.#report(source, line, [series, window, value, flags]);
        continue;
      }
      const refusal = value.status === WITHDRAWN ? undefined : this.#finder.refusal(series);
      const isFuture = window.isNearNow && this.#windows.isInFuture(window, this.#finder.timeZone(series));
      const isNegative = value.number < 0 && !this.#finder.mayBeNegative(series);
      if (refusal || isFuture || isNegative) {
        this.#report(source, line, [
          refusal,
          isFuture &&
            new ColumnProblem('start', `${cellText(record[startAt])} is in the future`, 'IN_FUTURE'),
          isNegative && this.#negative(series, record[valueAt]),
        ]);
        continue;
      }
      const { number, status } = value;
      const { code: period, start } = window;
      const row = { series, period, start, value: number, status, flags, source, line };
      this.#early.mark(row, this.#finder.timeZone(series));
      this.#delivered.add(row);
    }
  }

  #report(source: number, line: number, found: readonly unknown[]): void {
    const { name, header } = this.#files[source];
    for (const each of found) {
      if (!(each instanceof ColumnProblem)) continue;
      const { column, message, code } = each;
      const at = header?.at.get(column) ?? -1;
      this.#problems.add({ file: name, row: line, column: at + 1 }, code, `${column}: ${message}`);
    }
  }

  /** Where a row stands, and one of its columns. */
  placeOf({ source, line }: Pick<RowName, 'source' | 'line'>, column = ''): Place {
    const { name, header } = this.#files[source];
    return { file: name, row: line, column: (header?.at.get(column) ?? -1) + 1 };
  }

  #negative(series: number, cell: Cell): ColumnProblem {
    return new ColumnProblem(
      'value',
      `${cellText(cell)} is negative; ${this.#finder.describe(series)} cannot be`,
    );
  }

  /**
   * What shows only when all rows are there: keys that stand there twice, and what does not go together with the other
   * rows or with what is stored.
   */
  async finish(values: StoredValues): Promise<void> {
    const rows = this.#delivered;
    const { dataSets } = this.#finder;
    const ids = dataSets.flatMap(({ id }) => id ?? []);
    const series = ids.length > 0 ? await values.series(ids) : [];
    const { isReplaced } = this.#rules;
    const checks: RowCheck[] = [
      seriesCheck(matchStored(rows, this.#finder, series)),
      (piece, found) => this.#findTwice(piece, found),
      channelCheck(rows),
      histogramCheck(rows, { dataSets, series, values, isReplaced }),
      await ratingCheck(rows, dataSets, series, values),
    ];
    const found = checks.map(() => new RowProblems());
    for (const piece of rows.pieces())
      for (const [i, check] of checks.entries()) await check(piece, found[i]);
    for (const { first, rest } of found) {
      for (const { row, problem } of first) this.#report(row.source, row.line, [problem]);
      this.#problems.addRest(rest);
    }
    const placeOf = this.placeOf.bind(this);
    await warnOfOtherCadence(rows, dataSets, values, { placeOf, problems: this.#problems });
    this.#early.warn({ observations: rows, placeOf }, this.#problems);
  }

  #findTwice(piece: ObservationColumns, found: RowProblems): void {
    for (const { row, first } of piece.duplicates()) {
      const { source, line, ...key } = piece.nameOf(row);
      found.add(piece.nameOf(row), [key.series, key.period, key.start, source, line], () => {
        const { source: other, line: otherLine } = piece.nameOf(first);
        const file = source === other ? '' : ` of ${this.#files[other].name}`;
        const message = `this series and window is already in line ${otherLine}${file}: send each only once`;
        return new ColumnProblem('start', message, 'DUPLICATE_KEY');
      });
    }
  }
}

/** Problems of series are problems of all their rows. */
const seriesCheck =
  (problems: ReadonlyMap<number, ColumnProblem>): RowCheck =>
  (piece, found) => {
    for (let row = 0; row < piece.length && problems.size > 0; row++) {
      const problem = problems.get(piece.series[row]);
      if (!problem) continue;
      const name = piece.nameOf(row);
      found.add(name, [name.source, name.line], () => problem);
    }
  };

const isProblem = (found: unknown): found is CellProblem => found instanceof CellProblem;
