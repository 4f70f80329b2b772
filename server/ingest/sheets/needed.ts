/** What of a table may be kept: of responses to a survey only what is counted. */
import { ratingAnswer } from '../rating-scale.js';
import type { Mapping } from './mapping.js';
import { cellWords, type Table, type TableCell } from './table.js';
import { windowIn } from './windows/window-words.js';

/**
 * A table without what its mapping does not need: of responses only headers, dates and ratings are left. Nothing else of
 * such a table may be stored, also not for a while.
 */
export function neededTable(table: Table, { shape, columns, headerRow }: Mapping): Table {
  if (shape !== 'responses') return table;
  const needed = (cell: TableCell, at: number): TableCell => {
    const use = columns[at]?.is.use;
    if (use === 'rating') return ratingAnswer(cellWords(cell)) ? cell : null;
    return use === 'date' && windowIn(cell) !== null ? cell : null;
  };
  const rows = table.rows.map((row, index) => {
    if (index + 1 === headerRow) return row;
    return index + 1 < headerRow ? [] : row.map(needed);
  });
  return { ...table, rows };
}
