/** A table → what it is: the mapping that makes rows of measurements of it, and what must be said first. */
import { findColumns, type FoundColumn, tableBody, type TableBody } from './column-uses.js';
import type { SheetContext } from './context.js';
import { findHeaderRow, isFormatHeader } from './header-row.js';
import { KnownWords } from './known-words.js';
import { type Answers, column, emptyMapping, type Mapping, sheetNotes, type Question } from './mapping.js';
import { recogniseResponses } from './recognise-responses.js';
import { recogniseValues, unitsOf } from './recognise-values.js';
import { cellWords, type Table, widthOf } from './table.js';

/**
 * What a table is, with what was said of it so far.
 *
 * Its mapping may be applied once it has no questions. No value of a cell stands in it but words that are names, or
 * stand in the place of a number; of responses none at all.
 */
export function recognise(table: Table, context: SheetContext, answers: Answers = {}): Mapping {
  const words = new KnownWords(context);
  const headerRow = headerRowOf(table, words, answers);
  if (headerRow === null) return unrecognised(table, answers);
  const body = tableBody(table, headerRow, { words, answers });
  if (isFormatHeader(table.rows[headerRow - 1])) return formatMapping(body, context);
  return recogniseResponses(body, context) ?? recogniseValues(body, findColumns(body), context);
}

function headerRowOf(table: Table, words: KnownWords, answers: Answers): number | null {
  const said = Number(answers['header-row'] ?? NaN);
  if (Number.isInteger(said) && said >= 1 && said <= table.rows.length) return said;
  return findHeaderRow(table, words);
}

/** Rows of the sheet that a header can be chosen from. */
const MOST_CHOICES = 30;

function unrecognised(table: Table, answers: Answers): Mapping {
  const rows = table.rows.slice(0, MOST_CHOICES).flatMap((row, index) => {
    const shown = row.map(cellWords).filter(Boolean);
    return shown.length < 2 ? [] : [index + 1];
  });
  const question: Question = {
    key: 'header-row',
    text:
      rows.length === 0
        ? `There is no table in ${table.name}: a row with the names of columns, and rows of numbers below it, are needed`
        : 'Which row has the names of the columns?',
    choices: rows.map((row) => ({ value: String(row), label: `Row ${row}` })),
  };
  return { shape: 'values', headerRow: 1, columns: [], ...emptyMapping(answers), questions: [question] };
}

/** Nothing of it is read otherwise than it stands there. */
function formatMapping({ table, headerRow, answers }: TableBody, context: SheetContext): Mapping {
  const uses = ['service', 'measure', 'period', 'start', 'status', 'flags'] as const;
  const columns = Array.from({ length: widthOf(table) }, (_, at): FoundColumn => {
    const header = cellWords(table.rows[headerRow - 1][at]);
    const use = uses.find((one) => one === header);
    if (use) return column(header, at, { use });
    if (header === 'value') return column(header, at, { use: 'values', of: {} });
    return column(
      header,
      at,
      header === '' ? { use: 'left-out', why: 'it has no name' } : { use: 'dimension', dimension: header },
    );
  });
  const notes = sheetNotes(table);
  const units = unitsOf(context);
  return { shape: 'measurements', headerRow, columns, ...emptyMapping(answers), units, notes };
}
