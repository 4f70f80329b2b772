/**
 * Values as people leave them in cells: `1,234`, `£2.57`, `56.8%`, `1,234 [p]`, `n/a`. What is certain is read; what is not
 * stays as it is, and whoever checks the rows refuses it and says what to write.
 */
import type { Unit } from '../../metrics/definitions.js';
import { STORED_STATUSES } from '../../metrics/status.js';
import { plainNumber } from '../cells/numbers.js';
import { markedFlag, meaningOfWord } from '../cells/value-words.js';
import { cellWords, isEmpty, rounded, type TableCell } from './table.js';

export interface Amount {
  /** A number, a shorthand such as `[x]`, or what stands there. */
  value: number | string;
  /** Flags of marks beside the number, such as PROVISIONAL of `[p]`. */
  flags: readonly string[];
  /** What was read otherwise than it stands there, and must be said. */
  remark?: AmountRemark;
}

export type AmountRemark = 'footnote' | 'percentage' | 'fraction' | 'word';

const REMARKS: Record<AmountRemark, (cells: string) => string> = {
  footnote: (cells) => `Marks of footnotes beside numbers are left out: ${cells}`,
  percentage: (cells) => `Percentages are sent from 0 to 100, as they are shown: ${cells}`,
  fraction: (cells) =>
    `These cells are shown as percentages, but the measure is in none: the number that the file has is sent (0.568 of 56.8%): ${cells}`,
  word: (cells) => `Words in the place of numbers are sent as what they stand for: ${cells}`,
};

export const remarkWords = (remark: AmountRemark, cells: string): string => REMARKS[remark](cells);

/** What a word in the place of a number stands for: a shorthand, `0`, or nothing to be sent. */
export type WordMeaning = '[x]' | '[z]' | '[c]' | '0' | 'left-out';
export type WordMeanings = Readonly<Record<string, WordMeaning>>;

/** A word as meanings are kept by. */
export const wordKey = (cell: TableCell): string => cellWords(cell).toLowerCase();

/** Whether it must be said what a word stands for: `n/a`, `-`, `..`. Failed formulas are none. */
export function isUnclearWord(cell: TableCell): boolean {
  return typeof cell === 'string' && meaningOfWord(cell) === null && !/^\s*#/.test(cell);
}

const STATUSES = new Set(STORED_STATUSES.map((status) => status.toLowerCase()));

/** Whether a row has values, or says why there is none; both in columns, from 0. */
export const hasValues = (
  row: readonly TableCell[],
  { values, status }: { values: readonly number[]; status: readonly number[] },
): boolean =>
  values.some((at) => !isEmpty(row[at])) ||
  status.some((at) => STATUSES.has(cellWords(row[at]).toLowerCase()));

const MARK = / *(?:\[ *([a-z]) *\]|\( *([a-z]) *\)|(?<= )([a-z]))$/i;
const FOOTNOTE = / *(?:[*†‡§]+|[¹²³⁰⁴-⁹]+|\[ *(?:note )?\d{1,2} *\])$/iu;
const MINUS = /^[\u2010-\u2015\u2212]/;
const WITH_COMMAS = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const WITH_BLANKS = /^-?[1-9]\d{0,2}(?:[ \u00A0\u2009\u202F]\d{3})+(?:\.\d+)?$/;

/** Of a value's cell; null if nothing is to be sent of it. */
export function readAmount(cell: TableCell, unit: Unit | undefined, words: WordMeanings): Amount | null {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: rounded(cell), flags: [] };
  if (typeof cell === 'object' && cell.kind === 'percent') {
    return unit === '%'
      ? { value: rounded(cell.fraction * 100), flags: [], remark: 'percentage' }
      : { value: rounded(cell.fraction), flags: [], remark: 'fraction' };
  }
  const text = cellWords(cell);
  if (text === '') return null;
  if (typeof cell !== 'string') return { value: text, flags: [] };
  const word = amountOfWord(text, words);
  return word === undefined ? (amountOfText(text, unit) ?? { value: text, flags: [] }) : word;
}

/** Undefined where it is no word, or its meaning is not known; null where it is to be left out. */
function amountOfWord(text: string, words: WordMeanings): Amount | null | undefined {
  const key = wordKey(text);
  const given = Object.hasOwn(words, key) ? words[key] : undefined;
  if (given === 'left-out') return null;
  if (given !== undefined) return { value: given === '0' ? 0 : given, flags: [], remark: 'word' };
  const meaning = meaningOfWord(text);
  if (meaning === null || meaning === undefined) return undefined;
  return { value: meaning, flags: [], ...(meaning !== text.toLowerCase() && { remark: 'word' as const }) };
}

function amountOfText(text: string, unit: Unit | undefined): Amount | undefined {
  const flags: string[] = [];
  let remark: AmountRemark | undefined;
  let bare = text;
  for (;;) {
    const mark = MARK.exec(bare);
    const flag = mark && markedFlag(mark[1] ?? mark[2] ?? mark[3]);
    const end = flag ? mark : FOOTNOTE.exec(bare);
    if (!end || end.index === 0) break;
    if (flag) flags.push(flag);
    else remark = 'footnote';
    bare = bare.slice(0, end.index);
  }
  if (unit === '£') bare = bare.replace(/^(-?)£ ?/, '$1').replace(/^£ ?(-)/, '$1');
  if (unit === '%') bare = bare.replace(/ ?%$/, '');
  bare = bare.replace(MINUS, '-');
  // A comma before three digits could be a decimal sign, but not in a count, nor in pounds as they are written here.
  const isGrouped = WITH_COMMAS.test(bare) && (unit === 'count' || unit === '£' || /,.*[,.]/.test(bare));
  if (isGrouped || WITH_BLANKS.test(bare)) bare = bare.replace(/[, \u00A0\u2009\u202F]/g, '');
  const value = plainNumber(bare);
  return typeof value === 'number' ? { value, flags, ...(remark && { remark }) } : undefined;
}
