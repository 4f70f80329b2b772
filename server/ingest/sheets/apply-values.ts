/** The rows of a table of numbers: each cell with a value becomes one, of what its row, its column and the table say. */
import type { Cell } from '../csv/records.js';
import type { Applied, CellIssue } from './applied.js';
import { type Amount, type AmountRemark, hasValues, readAmount, remarkWords } from './amounts.js';
import { isLikeTotal, isTotal } from './header-words.js';
import {
  type ColumnUse,
  type FilledDown,
  isFilledDown,
  type Mapping,
  type Note,
  type Place,
} from './mapping.js';
import { cellName, cellWords, isEmpty, some, type Table, type TableCell } from './table.js';
import { partsOf, TotalChecks } from './totals.js';
import { noWindow, readWindow } from './windows/window-column.js';
import { windowIn } from './windows/window-words.js';
import { wholeWindow } from './windows/window-parts.js';

/** What the cells of one row say of all its values. */
interface RowPlace extends Place {
  period?: string;
  start?: string;
  status?: string;
  flags?: string;
}

/** One value, of all that is said of it. */
interface Value {
  row: number;
  column: number;
  place: RowPlace;
  amount: Amount;
}

/** As the import format has it where a status says why. */
const NO_VALUE: Amount = { value: '', flags: [] };

export function applyValues(table: Table, mapping: Mapping): Applied {
  const reader = new ValueReader(table, mapping);
  for (let row = mapping.headerRow + 1; row <= table.rows.length; row++) reader.row(row);
  return reader.applied();
}

class ValueReader {
  readonly #values: Value[] = [];
  readonly #problems: CellIssue[] = [];
  readonly #totals = new TotalChecks();
  readonly #remarks = new Map<AmountRemark, string[]>();
  readonly #above = new Map<FilledDown, TableCell>();
  readonly #at: { values: number[]; totals: number[]; labels: number[]; status: number[] };
  readonly #filledAt: { values: number[]; status: number[] };
  /** Only then parts are remembered. */
  readonly #hasRowTotals: boolean;
  /** By column of totals. */
  readonly #partsOf: ReadonlyMap<number, number[][]>;
  readonly #textRows: number[] = [];
  #leftOutRows = 0;
  #filledDownCells = 0;

  constructor(
    private readonly table: Table,
    private readonly mapping: Mapping,
  ) {
    const positions = (is: (use: ColumnUse['use']) => boolean): number[] =>
      mapping.columns.flatMap((each, at) => (is(each.is.use) ? [at] : []));
    this.#at = {
      values: positions((use) => use === 'values'),
      totals: positions((use) => use === 'total'),
      labels: positions((use) => ['service', 'measure', 'dimension', 'window', 'year'].includes(use)),
      status: positions((use) => use === 'status'),
    };
    this.#filledAt = { values: [...this.#at.values, ...this.#at.totals], status: this.#at.status };
    this.#hasRowTotals = table.rows
      .slice(mapping.headerRow)
      .some((cells) => hasValues(cells, this.#filledAt) && this.#totalOver(cells));
    this.#partsOf = new Map(this.#at.totals.map((at) => [at, partsOf(at, mapping.columns)]));
  }

  /** A row of the sheet, from 1. */
  row(row: number): void {
    const cells = this.table.rows[row - 1];
    this.#keepLabels(cells);
    if (!hasValues(cells, this.#filledAt)) {
      if (!cells.every(isEmpty)) this.#textRows.push(row);
      return;
    }
    const over = this.#totalOver(cells);
    if (over) return this.#totalRow(row, over);
    const place = this.#placeOf(row);
    if (place === null) this.#leftOutRows++;
    else if (place) this.#read(row, place);
  }

  /** Also of rows that are not sent: what is empty below them is as it is there. */
  #keepLabels(cells: readonly TableCell[]): void {
    for (const [at, { is }] of this.mapping.columns.entries()) {
      if (isFilledDown(is.use) && !isEmpty(cells[at])) this.#above.set(is.use, cells[at]);
    }
  }

  /** The columns over which a row is a total: by their words, or all where none says anything; undefined where it is none. */
  #totalOver(cells: readonly TableCell[]): readonly number[] | undefined {
    const { labels } = this.#at;
    if (labels.length > 0 && labels.every((at) => isEmpty(cells[at]))) return labels;
    const over = labels.filter((at) => this.#isTotal(this.#filled(cells, at), at));
    return over.length > 0 ? over : undefined;
  }

  #read(row: number, place: RowPlace): void {
    const cells = this.table.rows[row - 1];
    const { columns, fixed, units, words } = this.mapping;
    const read = new Map<number, number | string>();
    const isWithout = hasValues(cells, { values: [], status: this.#at.status });
    for (const column of this.#at.values) {
      const { is } = columns[column];
      if (is.use !== 'values') continue;
      const { of } = is;
      const dimensions = { ...fixed.dimensions, ...place.dimensions, ...of.dimensions };
      const whole: RowPlace = { ...fixed, ...place, ...of, dimensions };
      const given = readAmount(cells[column] ?? null, units[whole.measure ?? ''], words);
      if (!given && !isWithout) continue;
      const amount = given ?? NO_VALUE;
      if (amount.remark) this.#remark(amount.remark, cellName(row, column));
      read.set(column, amount.value);
      if (this.#hasRowTotals) this.#totals.addPart(this.#labelsOf(row), column, amount.value);
      this.#values.push({ row, column, place: whole, amount });
    }
    for (const column of this.#at.totals) {
      const ways = this.#partsOf.get(column)!.map((parts) => parts.flatMap((part) => read.get(part) ?? []));
      this.#totals.checkColumn(row, column, cells[column] ?? null, ways);
    }
  }

  #remark(remark: AmountRemark, at: string): void {
    const cells = this.#remarks.get(remark);
    if (cells) cells.push(at);
    else this.#remarks.set(remark, [at]);
  }

  #isTotal(cell: TableCell, at: number): boolean {
    const { is } = this.mapping.columns[at];
    const text = cellWords(cell);
    if (text === '') return false;
    // No window is called so, be it the total of the year or of all.
    if (is.use === 'window' || is.use === 'year') return windowIn(cell) === null && isLikeTotal(text);
    const use = is.use === 'dimension' ? is.dimension : is.use;
    return this.#meaningOf(use, text) === undefined && isTotal(text, use);
  }

  /** A row whose labels say that it is the total of others, or that has none. */
  #totalRow(row: number, over: readonly number[]): void {
    const name = (at: number): string => String(at);
    const cells = this.table.rows[row - 1];
    const maybeOver = this.#at.labels.filter((at) => isEmpty(cells[at]) && !over.includes(at)).map(name);
    for (const column of this.#at.values) {
      this.#totals.addRowTotal(
        { row, column, labels: this.#labelsOf(row), over: over.map(name), maybeOver },
        cells[column] ?? null,
      );
    }
  }

  /** The texts that say of what a row is, by column; an empty one is that of the row above. */
  #labelsOf(row: number): Record<string, string> {
    const cells = this.table.rows[row - 1];
    return Object.fromEntries(this.#at.labels.map((at) => [String(at), cellWords(this.#filled(cells, at))]));
  }

  /** Of blocks of rows only the first may say of what they are. */
  #filled(cells: readonly TableCell[], at: number): TableCell {
    const { use } = this.mapping.columns[at].is;
    if (!isEmpty(cells[at])) return cells[at];
    return (isFilledDown(use) ? this.#above.get(use) : undefined) ?? null;
  }

  /** Null where the row is to be left out, undefined where a cell of it cannot be read. */
  #placeOf(row: number): RowPlace | null | undefined {
    const cells = this.table.rows[row - 1];
    const place: RowPlace = {};
    const dimensions: Record<string, string> = {};
    let isBroken = false;
    for (const [at, { is }] of this.mapping.columns.entries()) {
      const own = cells[at] ?? null;
      switch (is.use) {
        case 'service':
        case 'measure': {
          const meaning = this.#meaning(is.use, this.#filledDownTo(cells, at));
          if (meaning === null) return null;
          if (meaning !== '') place[is.use] = meaning;
          break;
        }
        case 'dimension': {
          const meaning = this.#meaning(is.dimension, own);
          if (meaning === null) return null;
          if (meaning !== '') dimensions[is.dimension] = meaning;
          break;
        }
        case 'window': {
          const cell = this.#window(cells, at);
          const window = readWindow(cell, this.mapping.reading);
          if (window) place.window = window;
          else {
            isBroken = true;
            const name = cellName(row, at);
            this.#problems.push({ at: name, text: `${name}: ${noWindow(cell)}` });
          }
          break;
        }
        case 'period':
        case 'start':
        case 'status':
        case 'flags':
          place[is.use] = cellWords(own);
      }
    }
    return isBroken ? undefined : { ...place, dimensions };
  }

  #window(cells: readonly TableCell[], at: number): TableCell {
    const { columns } = this.mapping;
    const yearAt = columns.findIndex(({ is }) => is.use === 'year');
    const year = yearAt < 0 ? undefined : this.#filledDownTo(cells, yearAt);
    return wholeWindow(this.#filledDownTo(cells, at), year, columns[at].header);
  }

  /** The same, and counted. */
  #filledDownTo(cells: readonly TableCell[], at: number): TableCell {
    const cell = this.#filled(cells, at);
    if (cell !== null && isEmpty(cells[at])) this.#filledDownCells++;
    return cell;
  }

  #meaning(key: string, cell: TableCell): string | null {
    const text = cellWords(cell);
    const meaning = this.#meaningOf(key, text);
    return meaning === undefined ? text : meaning;
  }

  #meaningOf(key: string, text: string): string | null | undefined {
    const { meanings } = this.mapping;
    return Object.hasOwn(meanings, key) && Object.hasOwn(meanings[key], text)
      ? meanings[key][text]
      : undefined;
  }

  applied(): Applied {
    const { columns, headerRow } = this.mapping;
    const names = [...new Set(this.#values.flatMap(({ place }) => Object.keys(place.dimensions ?? {})))];
    const hasStatus = columns.some(({ is }) => is.use === 'status');
    const hasFlags = this.#values.some(({ place, amount }) => place.flags || amount.flags.length > 0);
    const header = ['service', 'measure', 'period', 'start', ...names, 'value'];
    if (hasStatus) header.push('status');
    if (hasFlags) header.push('flags');
    const columnOf = (name: string): number | null => {
      const at = columns.findIndex(
        ({ is }) =>
          is.use === name ||
          (is.use === 'dimension' && is.dimension === name) ||
          (is.use === 'window' && (name === 'period' || name === 'start')),
      );
      return at < 0 ? null : at;
    };
    const rows = this.#values.map(({ place, amount }): Cell[] => [
      place.service ?? '',
      place.measure ?? '',
      place.window?.period ?? place.period ?? '',
      place.window?.start ?? place.start ?? '',
      ...names.map((name) => place.dimensions?.[name] ?? ''),
      amount.value,
      ...(hasStatus ? [place.status ?? ''] : []),
      ...(hasFlags ? [[place.flags ?? '', ...amount.flags].filter(Boolean).join(' ')] : []),
    ]);
    return {
      ...{ header, rows, headerRow },
      rowNumbers: this.#values.map(({ row }) => row),
      valueColumns: this.#values.map(({ column }) => column),
      columns: header.map(columnOf),
      ...{ problems: this.#problems, moreProblems: 0 },
      notes: this.#notes(),
    };
  }

  #notes(): Note[] {
    const notes: Note[] = [];
    const say = (text: string, kind: Note['kind'] = 'said'): void => void notes.push({ kind, text });
    for (const [remark, cells] of this.#remarks) {
      say(remarkWords(remark, some(cells)), remark === 'fraction' ? 'warning' : 'said');
    }
    if (this.#textRows.length > 0) {
      say(`Rows without numbers are left out: ${some(this.#textRows.map(String))}`);
    }
    if (this.#leftOutRows > 0) say(`Rows that you left out: ${this.#leftOutRows}`);
    if (this.#filledDownCells > 0) {
      say(`An empty cell beside values is what stands above it: so in ${this.#filledDownCells} cells`);
    }
    return [...notes, ...this.#totals.notes()];
  }
}
