/** What every rule of a kind of rows has to do with. */
import type { CatalogueRow } from '../../submissions/catalogue-tables.js';
import type { Inventory } from '../../submissions/inventory.js';
import { ColumnProblem, type ColumnWarning } from '../cells/cells.js';
import { didYouMean, quoted } from '../message-words.js';

/** The cells of a row that were read: null = empty, absent = no such column or not readable. */
export type Cells = Record<string, unknown>;

export type Rule = (
  cells: Cells,
  row: CatalogueRow,
  catalogue: Inventory,
) => (ColumnProblem | ColumnWarning | undefined)[];

export const unknownReference = (column: string, given: string, known: Iterable<string>): ColumnProblem =>
  new ColumnProblem(column, `${quoted(given)} is not known${didYouMean(given, known)}`, 'UNKNOWN_REFERENCE');

/** What is wrong with a cell that must name one of some things. */
export const unknownName = (
  cells: Cells,
  column: string,
  names: { has(name: string): boolean; keys(): Iterable<string> },
): ColumnProblem | undefined =>
  typeof cells[column] === 'string' && !names.has(cells[column])
    ? unknownReference(column, cells[column], names.keys())
    : undefined;
