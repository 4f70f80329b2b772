/** Which row of a table names its columns, and what each name says. */
import type { DimensionValue, KnownWords } from './known-words.js';
import { isTotal, type Role, roleOf } from './header-words.js';
import { cellWords, isEmpty, isNumeric, type Table, type TableCell } from './table.js';
import { windowIn } from './windows/window-words.js';

export interface HeaderMeaning {
  role?: Role;
  dimension?: string;
  service?: string;
  measure?: string;
  value?: DimensionValue;
  isWindow?: boolean;
  isTotal?: boolean;
}

/** Titles and remarks stand above it, but not more than these. */
const MOST_ROWS_ABOVE = 50;
/** Rows that a row is compared with, on either side. */
const NEARBY = 10;
/** A name of a column is shorter: sentences are not taken apart. */
const LONGEST_NAME = 80;
/** Words of a name that are tried as a value and a measure. */
const MOST_WORDS = 6;

/** What the import format must have, in any order. */
const FORMAT_COLUMNS = ['service', 'measure', 'period', 'start', 'value'];

export const isFormatHeader = (row: readonly TableCell[]): boolean => {
  const names = row.map(cellWords);
  return FORMAT_COLUMNS.every((name) => names.includes(name));
};

/** From 1; null where no row can be it. */
export function findHeaderRow({ rows }: Table, words: KnownWords): number | null {
  const format = rows.slice(0, MOST_ROWS_ABOVE).findIndex(isFormatHeader);
  if (format >= 0) return format + 1;
  const first = rows.slice(0, MOST_ROWS_ABOVE + NEARBY);
  const meanings = first.map((row) => row.map((cell) => headerMeaning(cell, words)));
  let best: { row: number; score: number } | undefined;
  for (const [index, row] of first.slice(0, MOST_ROWS_ABOVE).entries()) {
    const below = rows.slice(index + 1).find((each) => !each.every(isEmpty));
    const score = below ? scoreOf(row, below, known(meanings, index)) : 0;
    if (score > 0 && (!best || score > best.score)) best = { row: index + 1, score };
  }
  return best?.row ?? null;
}

/** How many names in a row are none of a kind with what stands above and below them: February among months is data. */
function known(meanings: readonly (readonly (HeaderMeaning | undefined)[])[], row: number): number {
  const around = [
    ...meanings.slice(Math.max(0, row - NEARBY), row),
    ...meanings.slice(row + 1, row + 1 + NEARBY),
  ];
  return meanings[row].filter(
    (meaning, at) => meaning && !around.some((other) => isSameKind(meaning, other[at])),
  ).length;
}

function scoreOf(row: readonly TableCell[], below: readonly TableCell[], names: number): number {
  const filled = row.filter((cell) => !isEmpty(cell));
  if (new Set(filled.map(cellWords)).size < 2) return 0;
  // Of numbers only years name anything.
  const numbers = filled.filter((cell) => isNumeric(cell) && windowIn(cell) === null).length;
  const isAboveNumbers = numbers === 0 && below.some(isNumeric);
  return names - numbers + (isAboveNumbers ? 0.5 : 0) + filled.length / 1000;
}

const isSameKind = (one: HeaderMeaning, other: HeaderMeaning | undefined): boolean =>
  other !== undefined &&
  (['isWindow', 'service', 'measure', 'value'] as const).some(
    (kind) => one[kind] !== undefined && other[kind] !== undefined,
  );

const PARTS = / *[-\u2013\u2014:|,()] *| by | via | through /;

/** What a header says; undefined where nothing in it is known. */
export function headerMeaning(cell: TableCell, words: KnownWords): HeaderMeaning | undefined {
  const text = cellWords(cell);
  if (text === '') return undefined;
  if (windowIn(cell) !== null) return { isWindow: true };
  const whole = wholeMeaning(text, words);
  if (whole || text.length > LONGEST_NAME) return whole;
  return meaningOfParts(text, words) ?? meaningOfWords(text, words);
}

function wholeMeaning(text: string, words: KnownWords): HeaderMeaning | undefined {
  const role = roleOf(text);
  if (role) return { role };
  const dimension = words.dimension(text);
  if (dimension !== undefined) return { dimension };
  const value = words.value(text);
  const service = words.service(text);
  if (isTotal(text) && !value && service === undefined) return { isTotal: true };
  const measure = words.measure(text);
  if (measure !== undefined) return { measure };
  if (value) return { value };
  return service === undefined ? undefined : { service };
}

/** Whether a meaning is of values: it names what they are of. */
const isPlace = ({ service, measure, value }: HeaderMeaning): boolean =>
  service !== undefined || measure !== undefined || value !== undefined;

/** `Transactions – online`, `Transactions (phone)`. */
function meaningOfParts(text: string, words: KnownWords): HeaderMeaning | undefined {
  const parts = text.split(PARTS).filter(Boolean);
  if (parts.length < 2) return undefined;
  const meanings = parts.map((part) => wholeMeaning(part, words));
  return meanings.every((meaning) => meaning && isPlace(meaning))
    ? Object.assign({}, ...meanings)
    : undefined;
}

/** `Online transactions`, `Phone applications`: a value and a measure. */
function meaningOfWords(text: string, words: KnownWords): HeaderMeaning | undefined {
  const all = text.split(' ');
  if (all.length > MOST_WORDS) return undefined;
  for (let at = 1; at < all.length; at++) {
    const [left, right] = [all.slice(0, at).join(' '), all.slice(at).join(' ')];
    for (const [one, other] of [
      [left, right],
      [right, left],
    ]) {
      const value = words.value(one);
      const measure = words.measure(other);
      if (value && measure !== undefined) return { value, measure };
    }
  }
  return undefined;
}
