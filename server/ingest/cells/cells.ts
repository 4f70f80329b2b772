/** Reads the text of one cell. What is wrong with it comes back as a `CellProblem`, not as a throw. */
import { parseDate } from '../../metrics/calendar.js';
import type { Hint, ProblemCode, WarningCode } from '../problems.js';
import { codePoint, didYouMean, hintOf, listed, quoted } from '../message-words.js';

export class CellProblem {
  constructor(
    readonly message: string,
    readonly code: ProblemCode = 'BAD_VALUE',
    readonly hint: Hint = {},
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

/** What looks like a mistake and may be none. */
export class ColumnWarning {
  constructor(
    readonly column: string,
    readonly message: string,
    readonly code: WarningCode,
  ) {}
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
/**
 * Of the control characters only tab and line ends mean anything in a text. Halves of a character, which JSON can hold,
 * are all written as U+FFFD: two texts that differ in nothing else would become one.
 */
const CONTROLS_AND_HALVES = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** A character that does more than be read. */
function unreadableCharacter(text: string): string | undefined {
  const found = TURNS_TEXT.exec(text) ?? CONTROLS_AND_HALVES.exec(text);
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
  /^https?:\/\/\S+$/i.test(cell) && URL.canParse(cell) && unreadableCharacter(cell) === undefined
    ? cell
    : new CellProblem(`${quoted(cell)} is no address that begins with https:// or http://`);

/** One of some words, in any case. */
export const wordCell =
  <W extends string>(words: readonly W[]): CellReader<W> =>
  (cell) =>
    words.find((word) => word.toLowerCase() === cell.toLowerCase()) ??
    new CellProblem(
      `${quoted(cell)} is not one of ${listed(words)}${didYouMean(cell, words)}`,
      'BAD_VALUE',
      hintOf(cell, words, words),
    );

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

const MAX_DIMENSION_TEXT = 200;

/** Whether a dimension's name or value can be one; says why not. */
export function dimensionWordProblem(word: string): string | undefined {
  if (word.length > MAX_DIMENSION_TEXT)
    return `${quoted(word)} has more than ${MAX_DIMENSION_TEXT} characters`;
  if (/\p{Cc}/u.test(word)) return `${quoted(word)} has control characters`;
  const unreadable = unreadableCharacter(word);
  return unreadable && `${quoted(word)} has ${unreadable}`;
}
