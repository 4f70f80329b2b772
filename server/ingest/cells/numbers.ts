/** Numbers as they are written in cells, and what to write instead where one is not. */
import { LAST_BOUND } from '../../metrics/histogram.js';
import { codePoint, quoted } from '../message-words.js';
import { CellProblem, type CellReader } from './cells.js';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** More are not kept by an 8-byte number, nor written to any file. */
const MOST_DIGITS = 15;
const ZERO = 48;

/** `1.85E+06`: how spreadsheets write what they have rounded. */
const ROUNDED = /^[+-]?\d(?:\.(\d+))?E\+(\d{2,})$/;

/**
 * A number as plain text, decimal or with an exponent; nothing else that JavaScript would take for one.
 *
 * A problem names a number to write only where the text can mean no other.
 */
export function plainNumber(cell: string): number | CellProblem {
  const whole = wholeNumber(cell);
  if (whole >= 0) return whole;
  if (!NUMBER.test(cell)) return new CellProblem(`${quoted(cell)} is not a plain number${numberHint(cell)}`);
  const value = Number(cell);
  if (!Number.isFinite(value)) return new CellProblem(`${quoted(cell)} is too large`);
  const digits = cell.length > MOST_DIGITS ? significantDigits(cell) : 0;
  if (digits > MOST_DIGITS) {
    return new CellProblem(
      `${quoted(cell)} has ${digits} significant digits, and at most ${MOST_DIGITS} can be kept: round it`,
    );
  }
  const [, decimals = '', exponent = '0'] = (cell.includes('E+') && ROUNDED.exec(cell)) || [];
  if (Number(exponent) > decimals.length) {
    return new CellProblem(
      `${quoted(cell)} is how a spreadsheet writes a number that it has rounded: write all its digits`,
    );
  }
  // -0 would be stored as another byte than 0.
  return value + 0;
}

/** What nearly all cells hold: digits alone, as many as are kept; -1 of any other cell, which is looked at more closely. */
function wholeNumber(cell: string): number {
  if (cell.length === 0 || cell.length > MOST_DIGITS) return -1;
  let value = 0;
  for (let i = 0; i < cell.length; i++) {
    const digit = cell.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}

/** Zeros at either end say nothing of how exact a number is. */
const significantDigits = (cell: string): number =>
  cell
    .replace(/[eE].*$/, '')
    .replace(/[+\-.]/g, '')
    .replace(/^0+|0+$/g, '').length;

const MINUS = /^[\u2010-\u2015\u2212\uFE63\uFF0D]/;
const BLANK = /[\s\p{Default_Ignorable_Code_Point}]/u;
/** What separates thousands in one country or another; points and commas are decimal signs as well. */
const THOUSANDS = [',', '.', ' ', "'", '’', '_'];
const DECIMAL = ['.', ',', '·'];

/** What follows "is not a plain number": what to write, if that is certain, or what it could mean. */
export function numberHint(cell: string): string {
  if (/(?![0-9])\p{Nd}/u.test(cell)) return ': write it with the digits 0 to 9';
  if (/[$€¥]/.test(cell)) return ': amounts are in pounds and without a sign';
  if (/%\s*$/.test(cell)) {
    return ': percentages are written without %, from 0 to 100, and only where the unit of the measure is %';
  }
  if (/^\(.*\d.*\)$|\d\s*[-\u2212]$/.test(cell)) return ': a number below 0 begins with a minus sign (-)';
  if (/^[<>≤≥~≈]/.test(cell)) {
    return ': write the number itself, or [c] where it is so small that it may not be published';
  }
  const bare = cell
    .replace(/[£\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s/g, ' ')
    .trim();
  const minus = /^-/.test(bare) || MINUS.test(bare) ? '-' : '';
  const meanings = meaningsOf(bare.replace(MINUS, '').replace(/^[+-]/, ''));
  if (meanings.length === 0) {
    return /^\d[\d\s.,'’_]*$/.test(bare)
      ? ': write its digits with nothing between them but a decimal point'
      : '';
  }
  const numbers = meanings.map((digits) => minus + digits);
  if (numbers.length === 2) {
    const sign = cell.includes(',') ? 'comma' : 'point';
    return `: write ${numbers[0]} if the ${sign} separates thousands, ${numbers[1]} if it is a decimal ${sign}`;
  }
  const odd = [...cell].find(
    (character) => character !== ' ' && (BLANK.test(character) || MINUS.test(character)),
  );
  const why = odd === undefined ? '' : ` (${codePoint(odd)} stands in it)`;
  const isDecimalComma = !cell.includes('.') && numbers[0].includes('.') && cell.includes(',');
  return `: ${isDecimalComma ? 'a comma is no decimal point: ' : ''}write ${numbers[0]}${why}`;
}

/** The plain numbers that digits with signs between them can mean; with thousands separated first. */
function meaningsOf(text: string): string[] {
  const found = new Set<string>();
  for (const thousands of THOUSANDS) {
    const groups = new RegExp(`^([1-9]\\d{0,2}(?:\\${thousands}\\d{3})+)(?:\\D(\\d+))?$`).exec(text);
    if (!groups) continue;
    const [, whole, decimals] = groups;
    const sign = text.charAt(whole.length);
    if (decimals !== undefined && (sign === thousands || !DECIMAL.includes(sign))) continue;
    found.add(whole.replaceAll(thousands, '') + (decimals === undefined ? '' : `.${decimals}`));
  }
  const simple = /^(0|[1-9]\d*|)(?:[.,·](\d+))?$/.exec(text);
  if (simple && text !== '') {
    const [, whole, decimals] = simple;
    found.add((whole || '0') + (decimals === undefined ? '' : `.${decimals}`));
  }
  return [...found];
}

export const numberCell =
  ({ least = -Infinity, isWhole = false } = {}): CellReader<number> =>
  (cell) => {
    const value = plainNumber(cell);
    if (value instanceof CellProblem) return value;
    if (value < least) return new CellProblem(`${cell} is less than ${least}`);
    return isWhole && !Number.isSafeInteger(value) ? new CellProblem(`${cell} is not a whole number`) : value;
  };

/** Whether a text can be an upper bound of a histogram's bucket; says why not. Bounds are compared as texts. */
export function boundProblem(bound: string): string | undefined {
  if (bound === LAST_BOUND) return undefined;
  const value = plainNumber(bound);
  if (value instanceof CellProblem) return `${quoted(bound)} is no upper bound: write a number or +Inf`;
  return String(value) === bound ? undefined : `${quoted(bound)} must be written ${value}`;
}
