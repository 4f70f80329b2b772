/** Totals in a table: they are not sent, for the platform adds up itself, but they must be what they say. */
import { readAmount } from './amounts.js';
import type { MappedColumn, Note } from './mapping.js';
import { cellName, isEmpty, type Table, type TableCell } from './table.js';
import { isWithin } from './windows/window-column.js';

/** The number in a cell; undefined if none is certain. */
function numberIn(cell: TableCell): number | undefined {
  const value = readAmount(cell, 'count', {})?.value;
  return typeof value === 'number' ? value : undefined;
}

/** Decimals are rounded one by one: their sum is not exactly that of what was rounded. */
const isSum = (total: number, parts: readonly number[]): boolean => {
  const sum = parts.reduce((a, b) => a + b, 0);
  const isWhole = [total, ...parts].every(Number.isInteger);
  return (
    Math.abs(total - sum) <= (isWhole ? 1e-9 * Math.abs(sum) : 0.01 * parts.length + 1e-9 * Math.abs(sum))
  );
};

/** The columns that a total at a position may be the sum of, as people lay them out: those before it, those behind it, all. */
export function partsOf(at: number, columns: readonly MappedColumn[]): number[][] {
  const isValues = (column: number): boolean => columns[column]?.is.use === 'values';
  const run = (step: 1 | -1): number[] => {
    const found: number[] = [];
    for (let column = at + step; isValues(column); column += step) found.push(column);
    return found;
  };
  const all = columns.flatMap((_, column) => (isValues(column) ? [column] : []));
  const split = all.filter((column) => {
    const { is } = columns[column];
    return is.use === 'values' && is.of.dimensions !== undefined;
  });
  return [run(-1), run(1), split, all].filter((parts) => parts.length > 1);
}

/** Whether the numbers of a column are in each row the sum of those of others. */
function isSumOf(rows: Table['rows'], at: number, parts: readonly number[]): boolean {
  const filled = rows.filter((row) => !isEmpty(row[at]));
  return (
    filled.length > 0 &&
    filled.every((row) => {
      const total = numberIn(row[at] ?? null);
      const given = parts.filter((part) => !isEmpty(row[part])).map((part) => numberIn(row[part]) ?? NaN);
      return total !== undefined && given.length > 0 && isSum(total, given);
    })
  );
}

/** Positions of columns of which nothing is known and whose numbers are the sums of the values beside them. */
export function sumColumns(
  { rows }: Table,
  headerRow: number,
  columns: readonly (MappedColumn & { isAsked?: boolean })[],
): Set<number> {
  const asked = columns.flatMap(({ isAsked }, at) => (isAsked ? [at] : []));
  const below = rows.slice(headerRow);
  return new Set(asked.filter((at) => partsOf(at, columns).some((parts) => isSumOf(below, at, parts))));
}

/** Positions of columns of a longer window that are the sums of the columns of windows in it: a year beside its months. */
export function windowSums(
  { rows }: Table,
  headerRow: number,
  columns: readonly MappedColumn[],
): Set<number> {
  const windows = columns.map(({ is }) => (is.use === 'values' ? is.of.window : undefined));
  const below = rows.slice(headerRow);
  return new Set(
    windows.flatMap((whole, at) => {
      if (!whole) return [];
      const parts = windows.flatMap((part, column) => (part && isWithin(part, whole) ? [column] : []));
      return parts.length > 1 && isSumOf(below, at, parts) ? [at] : [];
    }),
  );
}

/** A value that is a part of totals: where it stands, and of what it is, by what divides it. */
interface Part {
  labels: Readonly<Record<string, string>>;
  column: number;
  /** Undefined where it is no number. */
  number: number | undefined;
}

/** A total of all rows that have its other labels. */
interface RowTotal extends Part {
  row: number;
  /** What it is the total over, and what it may be as well: an empty cell can mean "as above". */
  over: readonly string[];
  maybeOver: readonly string[];
}

/** Collects the values of a table and its totals, and says which totals are not the sums of their parts. */
export class TotalChecks {
  readonly #parts: Part[] = [];
  readonly #rowTotals: RowTotal[] = [];
  #checked = 0;
  #unchecked = 0;
  readonly #wrong: { at: string; total: number; sum: number }[] = [];

  addPart(labels: Part['labels'], column: number, value: number | string): void {
    this.#parts.push({ labels, column, number: typeof value === 'number' ? value : undefined });
  }

  addRowTotal(total: Omit<RowTotal, 'number'>, cell: TableCell): void {
    if (!isEmpty(cell)) this.#rowTotals.push({ ...total, number: numberIn(cell) });
  }

  /** Of a column of totals: the values of its row that it may be the sum of, in one way or another. */
  checkColumn(
    row: number,
    column: number,
    cell: TableCell,
    ways: readonly (readonly (number | string)[])[],
  ): void {
    if (isEmpty(cell)) return;
    const parts = ways.map((values) =>
      values.map((value) => (typeof value === 'number' ? value : undefined)),
    );
    this.#check(cellName(row, column), numberIn(cell), parts);
  }

  #check(at: string, total: number | undefined, ways: readonly (readonly (number | undefined)[])[]): void {
    const isKnown = (parts: readonly (number | undefined)[]): parts is number[] =>
      parts.length > 0 && parts.every((part) => part !== undefined);
    const known = ways.filter(isKnown);
    if (total === undefined || known.length === 0) this.#unchecked++;
    else if (known.some((parts) => isSum(total, parts))) this.#checked++;
    else this.#wrong.push({ at, total, sum: known[0].reduce((a, b) => a + b, 0) });
  }

  notes(): Note[] {
    const groups = new Map<string, Map<string, (number | undefined)[]>>();
    const ofTotal = ({ labels, column }: Part, over: readonly string[]): (number | undefined)[] => {
      const by = over.join('\n');
      let group = groups.get(by);
      if (!group) {
        group = new Map();
        for (const part of this.#parts) {
          const key = keyWithout(part.labels, part.column, over);
          const list = group.get(key);
          if (list) list.push(part.number);
          else group.set(key, [part.number]);
        }
        groups.set(by, group);
      }
      return group.get(keyWithout(labels, column, over)) ?? [];
    };
    for (const total of this.#rowTotals) {
      const ways = [total.over, ...(total.maybeOver.length > 0 ? [[...total.over, ...total.maybeOver]] : [])];
      this.#check(
        cellName(total.row, total.column),
        total.number,
        ways.map((over) => ofTotal(total, over)),
      );
    }
    return this.#said();
  }

  #said(): Note[] {
    const said: Note[] = this.#wrong.slice(0, MOST_SAID).map(({ at, total, sum }) => ({
      ...{ kind: 'warning', at },
      text: `${at} says ${number(total)}, and its parts add up to ${number(sum)}: the total is left out, the parts are sent as they stand`,
    }));
    const more = this.#wrong.length - said.length;
    if (more > 0) said.push({ kind: 'warning', text: `${more} more totals are not the sums of their parts` });
    if (this.#checked > 0) {
      said.push({ kind: 'said', text: `${totals(this.#checked)} left out: each is the sum of its parts` });
    }
    if (this.#unchecked > 0) {
      said.push({
        kind: 'said',
        text: `${totals(this.#unchecked)} left out and could not be checked: not all parts are numbers`,
      });
    }
    return said;
  }
}

const MOST_SAID = 20;

const totals = (count: number): string => `${number(count)} ${count === 1 ? 'total is' : 'totals are'}`;

const number = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

const keyWithout = (labels: Part['labels'], column: number, over: readonly string[]): string =>
  JSON.stringify([column, ...Object.entries(labels).filter(([name]) => !over.includes(name))]);
