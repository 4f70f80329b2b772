/** A sheet as somebody filled it in, whatever file it came in: rows of cells with their types. */
import { categoryText } from '../../metrics/category-texts.js';
import { formatStart } from '../../metrics/periods.js';

/** A date as a spreadsheet has it: a civil day, in no zone. */
interface DateCell {
  kind: 'date';
  /** Days since 1970-01-01. */
  day: number;
  /** Minutes since midnight. */
  minute: number;
}

/** A number that the spreadsheet shows as a percentage: what it stores is the fraction. */
interface PercentCell {
  kind: 'percent';
  fraction: number;
}

export type TableCell = null | string | number | boolean | DateCell | PercentCell;

/** Plain data. */
export interface Table {
  /** What messages call it: the name of the file. */
  name: string;
  /** The sheet of a workbook that was read. */
  sheet?: string;
  /** The sheets that were not. */
  otherSheets?: readonly string[];
  /** Rows and columns with cells that the spreadsheet does not show, as it names them; absent if there are none. */
  hidden?: { rows: readonly string[]; columns: readonly string[] };
  /** Row 1 of the sheet first, column A first; rows and cells of nothing at the end may be absent. */
  rows: readonly (readonly TableCell[])[];
}

/** `A` of 0, `AB` of 27. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** `C7`: the column from 0, the row from 1. */
export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row}`;

/** 15 digits are what spreadsheets show of a number: beyond them stands what is left of its computation. */
export const rounded = (number: number): number => Number(number.toPrecision(15)) + 0;

/** Nearly all texts: they are as they are shown, and nothing need be taken out of them. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** What a reader sees in a cell, in one line; empty if nothing. */
export function cellWords(cell: TableCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return PLAIN.test(cell) ? cell : categoryText(cell);
  if (typeof cell === 'number') return String(rounded(cell));
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell.kind === 'date' ? formatStart('day', cell.day) : `${rounded(cell.fraction * 100)}%`;
}

export const isEmpty = (cell: TableCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cellWords(cell) === '');

/** Cells that say the same, each once. */
export const uniqueCells = (cells: readonly TableCell[]): TableCell[] => [
  ...new Map(cells.map((cell) => [`${typeof cell} ${cellWords(cell)}`, cell])).values(),
];

const MOST_NAMED = 5;

/** `C7, D7 and 12 more`. */
export const some = (names: readonly string[]): string => {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** The cell of a row (from 1) and a column (from 0). */
export const cellAt = ({ rows }: Pick<Table, 'rows'>, row: number, column: number): TableCell =>
  rows[row - 1]?.[column] ?? null;

/** The most cells that any row has. */
export const widthOf = ({ rows }: Pick<Table, 'rows'>): number =>
  rows.reduce((most, row) => Math.max(most, row.length), 0);

/** Marks may stand behind it. */
const NUMERIC = /^[£(+-]?\s*\d[\d,. \u00A0]*%?\)?(?:\s*(?:\[[^\]]{1,10}\]|\([a-z]\)|[*†‡])){0,3}$/i;

/** Whether a cell holds a number, be it as text. */
export const isNumeric = (cell: TableCell | undefined): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'string' && NUMERIC.test(cell.trim())) ||
  (typeof cell === 'object' && cell !== null && cell.kind === 'percent');
