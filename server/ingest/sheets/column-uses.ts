/** What each column of a table is: by what was said, by its header, and by what stands below it. */
import { RECORDED_PERIODS } from '../../metrics/periods.js';
import { meaningOfWord } from '../cells/value-words.js';
import { headerMeaning, type HeaderMeaning } from './header-row.js';
import { boundOfHeader, flagsOfHeader, isOfFigures, isTotal } from './header-words.js';
import type { KnownWords } from './known-words.js';
import { type Answers, column, columnKey, type ColumnUse, type MappedColumn, useOfText } from './mapping.js';
import { cellAt, cellWords, isEmpty, isNumeric, type Table, type TableCell, widthOf } from './table.js';
import { isPartOfYear, isYear, withHeader } from './windows/window-parts.js';
import { windowIn } from './windows/window-words.js';

/** So many cells of a column say what it is. */
const MOST_LOOKED_AT = 200;

/** A column as it was understood, and whether somebody must say what it is. */
export interface FoundColumn extends MappedColumn {
  isAsked?: boolean;
}

export interface TableBody {
  table: Table;
  headerRow: number;
  /** The first rows below the header that have numbers; where none has any, the first of all. */
  sample: Table['rows'];
  words: KnownWords;
  answers: Answers;
}

export function tableBody(
  table: Table,
  headerRow: number,
  { words, answers }: Pick<TableBody, 'words' | 'answers'>,
): TableBody {
  const below = table.rows.slice(headerRow);
  // Remarks stand below a table, and have no numbers beside them.
  const withNumbers: (typeof below)[number][] = [];
  for (const row of below) {
    if (row.length > 1 && row.some(isNumeric)) withNumbers.push(row);
    if (withNumbers.length === MOST_LOOKED_AT) break;
  }
  const sample = withNumbers.length > 0 ? withNumbers : below.slice(0, MOST_LOOKED_AT);
  return { table, headerRow, sample, words, answers };
}

/** The cells below a header that are not empty, of the sample. */
export const cellsBelow = ({ sample }: Pick<TableBody, 'sample'>, at: number): TableCell[] =>
  sample.flatMap((row) => (isEmpty(row[at]) ? [] : [row[at]]));

export function findColumns(body: TableBody): FoundColumn[] {
  const { table, headerRow, answers } = body;
  const found = Array.from({ length: widthOf(table) }, (_, at): FoundColumn => {
    const header = cellWords(cellAt(table, headerRow, at));
    const named = column(header, at, { use: 'left-out', why: 'it is empty' });
    const said = useOfText(answers[columnKey(named)] ?? '');
    return said ? { ...named, is: said } : { ...named, ...useOf(body, at) };
  });
  return withOneWindow(body, withValues(body, withGroups(body, found)));
}

/**
 * What stands above the header of a column, once for all columns up to the next: "Jan 2026" above "Online" and "Phone".
 * Only what is known counts; above columns that are no values stand titles.
 */
function groupAbove({ table, headerRow }: TableBody, at: number, first: number): TableCell {
  for (let column = at; column >= first; column--) {
    const cell = cellAt(table, headerRow - 1, column);
    if (isEmpty(cell)) continue;
    const before = (table.rows[headerRow - 2] ?? []).slice(0, column + 1);
    return before.every((each) => isOfFigures(cellWords(each))) ? cell : null;
  }
  return null;
}

function withGroups(body: TableBody, columns: FoundColumn[]): FoundColumn[] {
  if (body.headerRow < 2) return columns;
  const first = columns.findIndex(({ is }) => is.use === 'values');
  return columns.map((each, at) => {
    if (each.is.use !== 'values' || body.answers[columnKey(each)] !== undefined) return each;
    const meaning = headerMeaning(groupAbove(body, at, first), body.words);
    const { service, measure, value } = meaning ?? {};
    const of = {
      ...(service !== undefined && { service }),
      ...(measure !== undefined && { measure }),
      ...each.is.of,
      ...(value && { dimensions: { [value.dimension]: value.value, ...each.is.of.dimensions } }),
    };
    return { ...each, is: { use: 'values', of } };
  });
}

/** The cell of its headers that says the window of a column with values; null where none does. */
export function windowHeader(body: TableBody, columns: readonly FoundColumn[], at: number): TableCell {
  if (columns[at].is.use !== 'values') return null;
  const own = cellAt(body.table, body.headerRow, at);
  if (windowIn(own) !== null) {
    // "Week ending" in the corner says it of the days beside it.
    const corner = columns.find(({ is, header }) => is.use !== 'window' && boundOfHeader(header));
    return withHeader(own, corner?.header ?? '');
  }
  // Where each row says its window, a date above the headers says something else.
  if (body.headerRow < 2 || columns.some(({ is }) => is.use === 'window')) return null;
  const above = groupAbove(
    body,
    at,
    columns.findIndex(({ is }) => is.use === 'values'),
  );
  return windowIn(above) === null ? null : above;
}

function useOf(body: TableBody, at: number): Pick<FoundColumn, 'is' | 'isAsked'> {
  const { table, headerRow, words } = body;
  const cell = cellAt(table, headerRow, at);
  const below = cellsBelow(body, at);
  if (isEmpty(cell) && below.length === 0) return { is: { use: 'left-out', why: 'it is empty' } };
  const byHeader = withFlags(useOfHeader(headerMeaning(cell, words), below), cellWords(cell));
  // A column that divides nothing would still say what was counted.
  if (byHeader?.use === 'dimension' && below.length === 0) {
    return { is: { use: 'left-out', why: 'it is empty' } };
  }
  if (byHeader && !isContradicted(byHeader, below, cellWords(cell))) return { is: byHeader };
  const byContent = useOfContent(below, words);
  if (byContent) return { is: byContent };
  const texts = below.filter((text) => !isNumeric(text) && meaningOfWord(cellWords(text)) === undefined);
  if (texts.length * 2 >= below.length)
    return { is: { use: 'left-out', why: 'nothing in it is known here' } };
  if (isComputed(cellWords(cell)))
    return { is: { use: 'left-out', why: 'figures are computed and not sent' } };
  return { is: { use: 'left-out', why: 'nothing says what its numbers are' }, isAsked: true };
}

/** `Take-up (%)`, `Change on last year`: made of what is sent. */
const isComputed = (header: string): boolean =>
  /%|\bper ?cent|\brate\b|\bshare\b|\bproportion|\baverage\b|\bmean\b|\bmedian\b|\bchange\b|\bdifference\b|\bvariance\b|\btake-?up\b|\btarget\b|\bper\b/i.test(
    header,
  );

function useOfHeader(meaning: HeaderMeaning | undefined, below: readonly TableCell[]): ColumnUse | undefined {
  if (!meaning) return undefined;
  const { role, dimension, service, measure, value } = meaning;
  if (role === 'left-out') return { use: 'left-out', why: 'remarks and references are not taken' };
  if (role === 'value') return { use: 'values', of: {} };
  if (role === 'window') return windowUse(below);
  if (role) return { use: role };
  if (dimension !== undefined) return { use: 'dimension', dimension };
  if (meaning.isTotal) return { use: 'total' };
  // Which window it is depends on how all of them are read.
  if (meaning.isWindow) return { use: 'values', of: {} };
  return {
    use: 'values',
    of: {
      ...(service !== undefined && { service }),
      ...(measure !== undefined && { measure }),
      ...(value && { dimensions: { [value.dimension]: value.value } }),
    },
  };
}

/** `Jan 2026 [p]`: all of its values are provisional. */
function withFlags(is: ColumnUse | undefined, header: string): ColumnUse | undefined {
  const flags = flagsOfHeader(header);
  return is?.use === 'values' && flags !== '' ? { use: 'values', of: { ...is.of, flags } } : is;
}

/** `period` and `start` as the import format has them, else one column that says both. */
function windowUse(below: readonly TableCell[]): ColumnUse {
  const isPeriods =
    below.length > 0 && below.every((cell) => RECORDED_PERIODS.some((word) => word === cellWords(cell)));
  return { use: isPeriods ? 'period' : 'window' };
}

/** Whether what stands below a header cannot be what it says: texts under a measure, none that is a window under "Date". */
function isContradicted(is: ColumnUse, below: readonly TableCell[], header: string): boolean {
  if (below.length === 0) return false;
  if (is.use === 'values' || is.use === 'total') {
    return !below.some((cell) => isNumeric(cell) || meaningOfWord(cellWords(cell)) !== undefined);
  }
  if (is.use === 'service' || is.use === 'measure') return below.every(isNumeric);
  return is.use === 'window' && !below.some((cell) => windowIn(cell) !== null || isPartOfYear(cell, header));
}

/** At least half of its texts are of one kind. */
function useOfContent(below: readonly TableCell[], words: KnownWords): ColumnUse | undefined {
  const texts = below.filter((cell) => !isNumeric(cell) && !isTotal(cellWords(cell)));
  if (texts.length === 0 || texts.length * 2 < below.length) return undefined;
  const isMost = (is: (text: string, cell: TableCell) => boolean): boolean =>
    texts.filter((cell) => is(cellWords(cell), cell)).length * 2 >= texts.length;
  if (isMost((_, cell) => windowIn(cell) !== null)) return { use: 'window' };
  if (isMost((text) => words.service(text) !== undefined)) return { use: 'service' };
  if (isMost((text) => words.measure(text) !== undefined)) return { use: 'measure' };
  const first = texts.map((cell) => words.value(cellWords(cell))).find(Boolean);
  const isOfFirst = (text: string): boolean => words.valueOf(first!.dimension, text) !== undefined;
  return first && isMost(isOfFirst) ? { use: 'dimension', dimension: first.dimension } : undefined;
}

/** The only column of numbers that nothing is known of holds the values, where no other does. */
function withValues({ answers }: TableBody, columns: FoundColumn[]): FoundColumn[] {
  if (columns.some(({ is }) => is.use === 'values')) return columns;
  const asked = columns.filter(({ isAsked }) => isAsked);
  const totals = columns.filter(({ is }) => is.use === 'total');
  const [only] = asked.length === 1 ? asked : asked.length === 0 && totals.length === 1 ? totals : [];
  if (!only || answers[columnKey(only)] !== undefined) return columns;
  return columns.map((each) =>
    each === only ? { ...each, is: { use: 'values', of: {} }, isAsked: false } : each,
  );
}

/** A year beside its months or quarters is one thing with them; a second column of dates ("from", "to") says nothing new. */
function withOneWindow({ sample, answers }: TableBody, columns: FoundColumn[]): FoundColumn[] {
  const windows = columns.flatMap((each, at) => (each.is.use === 'window' ? [at] : []));
  const below = (at: number): TableCell[] => cellsBelow({ sample }, at);
  const yearAt = windows.find((at) => below(at).length > 0 && below(at).every(isYear));
  const partAt = windows.find((at) => below(at).some((cell) => isPartOfYear(cell, columns[at].header)));
  const isPair = yearAt !== undefined && partAt !== undefined;
  const first = isPair ? partAt : windows[0];
  const hasPeriod = columns.some(({ is }) => is.use === 'period');
  return columns.map((each, at) => {
    if (each.is.use !== 'window' || answers[columnKey(each)] !== undefined) return each;
    if (isPair && at === yearAt) return { ...each, is: { use: 'year' } };
    if (at === first) return hasPeriod ? { ...each, is: { use: 'start' } } : each;
    return { ...each, is: { use: 'left-out', why: `column ${columns[first].letters} says the window` } };
  });
}
