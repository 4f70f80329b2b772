/** Reads the text of one cell. What is wrong with it comes back as a `CellProblem`, not as a throw. */
import { parseDate } from '../../metrics/calendar.js';
import type { ProblemCode } from '../problems.js';
import { didYouMean, listed, quoted } from '../message-words.js';

export class CellProblem {
  constructor(
    readonly message: string,
    readonly code: ProblemCode = 'BAD_VALUE',
  ) {}
}

/** A problem of a cell that is known by the name of its column. */
export class ColumnProblem extends CellProblem {
  constructor(
    readonly column: string,
    message: string,
    code?: ProblemCode,
  ) {
    super(message, code);
  }
}

/** What a cell that is not empty says. */
export type CellReader<T = unknown> = (cell: string) => T | CellProblem;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SLUG = 250;

export const slugCell: CellReader<string> = (cell) =>
  SLUG.test(cell) && cell.length <= MAX_SLUG
    ? cell
    : new CellProblem(
        `${quoted(cell)} is no slug: it has lower-case letters a to z, digits and single hyphens, at most ${MAX_SLUG}`,
      );

const MAX_TEXT = 20_000;

/** Characters that turn around what follows them, figures of the sentence included (1,640 is then read as 046,1). */
const TURNS_TEXT = /[\u202A-\u202E\u2066-\u2069]/u;
/** Of the control characters only tab and line ends mean anything in a text. */
const CONTROLS = /(?![\t\n\r])\p{Cc}/u;

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A character that does more than be read. */
function unreadableCharacter(text: string): string | undefined {
  const found = TURNS_TEXT.exec(text) ?? CONTROLS.exec(text);
  return found ? `${codePoint(found[0])}, which is no character to read: take it out` : undefined;
}

/** A text for readers, kept as it is. */
export const textCell: CellReader<string> = (cell) => {
  if (cell.trim() === '') return new CellProblem('holds only spaces');
  const unreadable = unreadableCharacter(cell);
  if (unreadable) return new CellProblem(`holds ${unreadable}`);
  return cell.length <= MAX_TEXT
    ? cell
    : new CellProblem(`has ${cell.length} characters; at most ${MAX_TEXT} are stored`);
};

export const dateCell: CellReader<string> = (cell) =>
  parseDate(cell) === null ? new CellProblem(`${quoted(cell)} is no date, written like 2014-03-31`) : cell;

/** A link: `http:` and `https:` only, so that no page can be made to run what stands in it. */
export const urlCell: CellReader<string> = (cell) =>
  /^https?:\/\/\S+$/i.test(cell) && URL.canParse(cell)
    ? cell
    : new CellProblem(`${quoted(cell)} is no address that begins with https:// or http://`);

/** One of some words, in any case. */
export const wordCell =
  <W extends string>(words: readonly W[]): CellReader<W> =>
  (cell) =>
    words.find((word) => word.toLowerCase() === cell.toLowerCase()) ??
    new CellProblem(`${quoted(cell)} is not one of ${listed(words)}${didYouMean(cell, words)}`);

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as plain text, decimal or with an exponent; nothing else that JavaScript would take for one. */
export function plainNumber(cell: string): number | CellProblem {
  if (!NUMBER.test(cell)) return new CellProblem(`${quoted(cell)} is not a plain number${numberHint(cell)}`);
  const value = Number(cell);
  // -0 would be stored as another byte than 0.
  return Number.isFinite(value) ? value + 0 : new CellProblem(`${quoted(cell)} is too large`);
}

function numberHint(cell: string): string {
  const bare = cell.replace(/[\s,_£%]/g, '');
  return bare !== cell && NUMBER.test(bare) ? `: write ${bare}` : '';
}

export const numberCell =
  ({ least = -Infinity, isWhole = false } = {}): CellReader<number> =>
  (cell) => {
    const value = plainNumber(cell);
    if (value instanceof CellProblem) return value;
    if (value < least) return new CellProblem(`${cell} is less than ${least}`);
    return isWhole && !Number.isSafeInteger(value) ? new CellProblem(`${cell} is not a whole number`) : value;
  };

const YES_NO: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

export const booleanCell: CellReader<boolean> = (cell) =>
  YES_NO[cell.toLowerCase()] ?? new CellProblem(`${quoted(cell)} is neither true nor false`);

export const timeZoneCell: CellReader<string> = (cell) => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: cell }).resolvedOptions().timeZone && cell;
  } catch {
    return new CellProblem(`${quoted(cell)} is no time zone, written like Europe/London`);
  }
};

const MAX_DIMENSION_TEXT = 200;

/** Whether a dimension's name or value can be one; says why not. */
export function dimensionWordProblem(word: string): string | undefined {
  if (word.trim() !== word) return `${quoted(word)} begins or ends with a space`;
  if (word.length > MAX_DIMENSION_TEXT)
    return `${quoted(word)} has more than ${MAX_DIMENSION_TEXT} characters`;
  if (/\p{Cc}/u.test(word)) return `${quoted(word)} has control characters`;
  const unreadable = unreadableCharacter(word);
  return unreadable && `${quoted(word)} has ${unreadable}`;
}

/** Whether a text can be an upper bound of a histogram's bucket; says why not. Bounds are compared as texts. */
export function boundProblem(bound: string): string | undefined {
  if (bound === '+Inf') return undefined;
  const value = plainNumber(bound);
  if (value instanceof CellProblem) return `${quoted(bound)} is no upper bound: write a number or +Inf`;
  return String(value) === bound ? undefined : `${quoted(bound)} must be written ${value}`;
}
