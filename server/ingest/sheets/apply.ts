/** A table and its mapping → rows of the import format, each with the cell that it comes from. */
import { InputError } from '../../errors.js';
import type { Cell } from '../csv/records.js';
import { applyResponses } from './apply-responses.js';
import { readAmount } from './amounts.js';
import { applyValues } from './apply-values.js';
import type { Applied } from './applied.js';
import type { Mapping } from './mapping.js';
import { MOST_ROWS } from '../delivery-limits.js';
import { cellWords, isEmpty, type Table, type TableCell } from './table.js';

const MOST_PROBLEMS = 100;

/**
 * The rows of a table by a mapping without questions.
 *
 * @throws InputError (413) if they are more than one delivery takes
 */
export function applyMapping(table: Table, mapping: Mapping): Applied {
  const made =
    mapping.shape === 'measurements'
      ? applyFormat(table, mapping)
      : mapping.shape === 'responses'
        ? applyResponses(table, mapping)
        : applyValues(table, mapping);
  if (made.rows.length > MOST_ROWS) {
    throw new InputError(
      `${table.name} makes ${made.rows.length.toLocaleString('en-GB')} rows, and at most ${MOST_ROWS.toLocaleString('en-GB')} are taken at once: send it in parts`,
      413,
      'TOO_MANY_ROWS',
    );
  }
  const { problems } = made;
  return {
    ...made,
    problems: problems.slice(0, MOST_PROBLEMS),
    moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
  };
}

/** As it stands there, but for what a workbook keeps as dates, percentages and numbers of too many digits. */
function applyFormat({ rows }: Table, { headerRow, units }: Mapping): Applied {
  const header = rows[headerRow - 1].map(cellWords);
  const [measureAt, valueAt] = [header.indexOf('measure'), header.indexOf('value')];
  const made: Cell[][] = [];
  const rowNumbers: number[] = [];
  const textOf = (cell: TableCell): Cell =>
    typeof cell === 'string' || cell === null ? cell : typeof cell === 'number' ? cell : cellWords(cell);
  for (let row = headerRow; row < rows.length; row++) {
    const cells = rows[row];
    if (cells.every(isEmpty)) continue;
    const unit = units[cellWords(cells[measureAt])];
    const width = Math.max(header.length, cells.length);
    made.push(
      Array.from({ length: width }, (_, at) => {
        const cell = cells[at] ?? null;
        if (at !== valueAt || typeof cell === 'string') return textOf(cell);
        return readAmount(cell, unit, {})?.value ?? null;
      }),
    );
    rowNumbers.push(row + 1);
  }
  return {
    ...{ header, rows: made, rowNumbers, headerRow },
    valueColumns: rowNumbers.map(() => valueAt),
    columns: header.map((_, at) => at),
    ...{ problems: [], moreProblems: 0, notes: [] },
  };
}
