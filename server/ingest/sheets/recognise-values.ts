/** A table of numbers that is not in the import format: what each value is of. */
import { isUnclearWord, type WordMeaning, type WordMeanings, wordKey } from './amounts.js';
import { type FoundColumn, type TableBody, windowHeader } from './column-uses.js';
import { cadencesOf, type SheetContext } from './context.js';
import { decideFixed } from './fixed-places.js';
import {
  columnKey,
  type ColumnUse,
  emptyMapping,
  type MappedColumn,
  type Mapping,
  type Note,
  sheetNotes,
  type Question,
} from './mapping.js';
import { columnQuestion, readingQuestion, textQuestions, wordQuestion } from './questions.js';
import { type TableCell, uniqueCells } from './table.js';
import { sumColumns, windowSums } from './totals.js';
import { decideReading, readWindow, type WindowReading } from './windows/window-column.js';
import { wholeWindow } from './windows/window-parts.js';

export function recogniseValues(
  body: TableBody,
  found: readonly FoundColumn[],
  context: SheetContext,
): Mapping {
  const { table, headerRow, answers } = body;
  const questions: Question[] = [];
  const notes: Note[] = sheetNotes(table);
  const withSums = leaveOutSums(body, found);
  const fixed = decideFixed(body, withSums, context);
  questions.push(...fixed.questions);
  notes.push(...fixed.notes);
  const measured = withSums.map((each) => inMeasure(each, fixed.measureOf));
  const columns = totalsBeside(measured);
  const cells = windowCells(body, columns);
  const { reading, open } = decideReading(cells, {
    given: givenReading(answers),
    now: context.now,
    cadences: cadencesOf(context, fixed.services, fixed.measures),
  });
  questions.push(...open.map((key) => readingQuestion(key, cells, reading)));
  const dated = withoutWindowSums(
    body,
    columns.map((each, at) => inWindow(each, windowHeader(body, columns, at), reading)),
  );
  questions.push(
    ...dated.flatMap((each) => (each.isAsked ? [columnQuestion(each, sidesOf(dated), context)] : [])),
  );
  const texts = textQuestions(body, dated, context);
  questions.push(...texts.questions);
  notes.push(...texts.notes);
  const unclear = unclearWords(body, dated);
  questions.push(...unclear.open.map(wordQuestion));
  notes.push(...leftOutNotes(dated));
  return {
    shape: 'values',
    headerRow,
    columns: dated.map(({ letters, header, is }): MappedColumn => ({ letters, header, is })),
    ...emptyMapping(answers),
    fixed: fixed.place,
    ...(fixed.titled !== undefined && { titled: fixed.titled }),
    reading,
    units: unitsOf(context),
    words: unclear.meanings,
    meanings: texts.meanings,
    questions: [...new Map(questions.map((question) => [question.key, question])).values()],
    notes,
  };
}

/** Of each measure, as mappings have them. */
export const unitsOf = ({ measures }: SheetContext): Mapping['units'] =>
  Object.fromEntries(measures.map(({ key, unit }) => [key, unit]));

/** Columns of numbers without a known name that are the sums of those beside them. */
function leaveOutSums(body: TableBody, found: readonly FoundColumn[]): FoundColumn[] {
  const sums = sumColumns(body.table, body.headerRow, found);
  return found.map((each, at) => (sums.has(at) ? { ...each, is: { use: 'total' }, isAsked: false } : each));
}

/** A column whose header names a value of a dimension is of the measure that was decided. */
function inMeasure(each: FoundColumn, measureOf: (is: ColumnUse) => string | undefined): FoundColumn {
  if (each.is.use !== 'values' || each.is.of.measure !== undefined) return each;
  const measure = measureOf(each.is);
  return measure === undefined ? each : { ...each, is: { use: 'values', of: { ...each.is.of, measure } } };
}

/** A column of the same measure without a dimension is the total of those that have one. */
function totalsBeside(columns: readonly FoundColumn[]): FoundColumn[] {
  const split = new Set(
    columns.flatMap(({ is }) => (is.use === 'values' && is.of.dimensions ? [is.of.measure] : [])),
  );
  return columns.map((each) =>
    each.is.use === 'values' && !each.is.of.dimensions && split.has(each.is.of.measure)
      ? { ...each, is: { use: 'total' } }
      : each,
  );
}

/** Each once. */
function windowCells(body: TableBody, columns: readonly FoundColumn[]): TableCell[] {
  const { table, headerRow } = body;
  const cells = columns.flatMap((each, at): TableCell[] => {
    const header = windowHeader(body, columns, at);
    if (header !== null) return [header];
    if (each.is.use !== 'window') return [];
    const yearAt = columns.findIndex(({ is }) => is.use === 'year');
    return table.rows.slice(headerRow).map((row) => {
      const cell = row[at] ?? null;
      return wholeWindow(cell, yearAt < 0 ? undefined : (row[yearAt] ?? null), each.header);
    });
  });
  return uniqueCells(cells);
}

function inWindow(each: FoundColumn, header: TableCell, reading: WindowReading): FoundColumn {
  if (each.is.use !== 'values' || each.is.of.window) return each;
  const window = readWindow(header, reading);
  return window ? { ...each, is: { use: 'values', of: { ...each.is.of, window } } } : each;
}

function withoutWindowSums({ table, headerRow, answers }: TableBody, columns: FoundColumn[]): FoundColumn[] {
  const sums = windowSums(table, headerRow, columns);
  return columns.map((each, at) =>
    sums.has(at) && answers[columnKey(each)] === undefined
      ? {
          ...each,
          is: { use: 'left-out', why: 'it is the sum of shorter windows beside it, which are sent' },
        }
      : each,
  );
}

const READINGS = ['order', 'quarters', 'pairs', 'years', 'dates'] as const;

/** What was said of windows, if it is one of the choices. */
export const givenReading = (answers: Mapping['answers']): WindowReading =>
  Object.fromEntries(
    READINGS.flatMap((key) => {
      const said = answers[key];
      return readingQuestion(key, [], {}).choices.some(({ value }) => value === said) ? [[key, said]] : [];
    }),
  );

/** The dimension and values that the columns beside one are of. */
function sidesOf(columns: readonly FoundColumn[]): string | undefined {
  const names = columns.flatMap(({ is }) => (is.use === 'values' ? Object.keys(is.of.dimensions ?? {}) : []));
  return new Set(names).size === 1 ? names[0] : undefined;
}

const MOST_WORDS = 10;

/** Words in the place of numbers that mean different things in different tables. */
function unclearWords(
  { table, headerRow, answers }: TableBody,
  columns: readonly FoundColumn[],
): { meanings: WordMeanings; open: string[] } {
  const meanings: Record<string, WordMeaning> = {};
  const open = new Set<string>();
  const at = columns.flatMap(({ is }, index) => (is.use === 'values' ? [index] : []));
  for (const row of table.rows.slice(headerRow)) {
    for (const index of at) {
      const cell = row[index] ?? null;
      if (!isUnclearWord(cell)) continue;
      const key = wordKey(cell);
      const said = answers[`word:${key}`];
      const isChoice = wordQuestion(key).choices.some(({ value }) => value === said);
      if (isChoice) meanings[key] = said as WordMeaning;
      else if (open.size < MOST_WORDS) open.add(key);
    }
  }
  return { meanings, open: [...open] };
}

function leftOutNotes(columns: readonly FoundColumn[]): Note[] {
  return columns.flatMap((each): Note[] => {
    const { is, letters, header, isAsked } = each;
    const name = header === '' ? '' : ` “${header}”`;
    if (is.use === 'total') {
      return [
        {
          kind: 'said',
          at: `column ${letters}`,
          text: `Column ${letters}${name} is a total: it is checked and not sent`,
        },
      ];
    }
    if (is.use !== 'left-out' || isAsked || is.why === 'it is empty') return [];
    return [
      { kind: 'said', at: `column ${letters}`, text: `Column ${letters}${name} is left out: ${is.why}` },
    ];
  });
}
