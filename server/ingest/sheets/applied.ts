/** What a table became. */
import type { Cell } from '../csv/records.js';
import type { Note } from './mapping.js';
import { cellName } from './table.js';

/** Rows as a source of the writer has them (`header`, `rows`), and where each stands in the sheet. Plain data. */
export interface Applied {
  header: string[];
  rows: Cell[][];
  /** By row: the row of the sheet, from 1. */
  rowNumbers: number[];
  /** By row: the column of the sheet that its value stands in, from 0. */
  valueColumns: number[];
  /** By column of `header`: the column of the sheet; null where a cell stands for the whole table, or the header says it. */
  columns: (number | null)[];
  headerRow: number;
  /** Cells that say nothing that can be read, the first of them: nothing may be sent while there are any. */
  problems: CellIssue[];
  moreProblems: number;
  notes: Note[];
}

export interface CellIssue {
  /** `C7`. */
  at: string;
  text: string;
}

/** The cell of the sheet that a problem of the rows is of: `C7`; `row 7` where it is of the whole row. */
export function sourceCell(
  { rowNumbers, valueColumns, columns, header, headerRow }: Applied,
  /** As a source of rows has them: the line (1 = the header) and the number of the field (0 = the whole). */
  { row, column }: { row: number; column: number },
): string {
  const sheetRow = row <= 1 ? headerRow : (rowNumbers[row - 2] ?? headerRow);
  if (column === 0) return `row ${sheetRow}`;
  const at = header[column - 1] === 'value' && row > 1 ? valueColumns[row - 2] : columns[column - 1];
  return at === null || at === undefined ? `row ${sheetRow}` : cellName(sheetRow, at);
}
