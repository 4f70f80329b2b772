/**
 * What stands in a value's cell instead of a number. A shorthand is taken where it means one thing everywhere; of
 * everything else is said what to write.
 */
import { STORED_STATUSES, type StoredStatus, type ValueFlag } from '../../metrics/status.js';
import { quoted } from '../message-words.js';
import { numberHint, plainNumber } from './numbers.js';

const SHORTHANDS = new Map<string, StoredStatus>([
  ['[x]', 'NOT_PROVIDED'],
  ['[z]', 'NOT_APPLICABLE'],
  ['[c]', 'SUPPRESSED'],
  ['[-]', 'WITHDRAWN'],
]);

/** What a shorthand says, in any case: `[c]`, `[C]`. */
export const shorthandStatus = (cell: string): StoredStatus | undefined =>
  cell.startsWith('[') ? SHORTHANDS.get(cell.toLowerCase()) : undefined;

/** Marks that stand beside a number. */
const MARKS = new Map<string, ValueFlag>([
  ['p', 'PROVISIONAL'],
  ['e', 'ESTIMATED'],
  ['r', 'REVISED'],
  ['u', 'LOW_RELIABILITY'],
  ['b', 'BREAK'],
]);

/** The flag that a mark stands for: `p`, `[p]`. */
export const markedFlag = (mark: string): ValueFlag | undefined =>
  MARKS.get(mark.toLowerCase().replace(/^\[(.*)\]$/, '$1'));

const NONE = '[x] where there is none';
const CANNOT = '[z] where there cannot be one';
const SECRET = '[c] where it is confidential';

export const WHAT_TO_WRITE = `write a number, or ${NONE}, ${CANNOT}, ${SECRET}`;

/** `means`: the shorthand that it can be taken for; what can mean several things has none. */
const WORDS: readonly (readonly [pattern: RegExp, hint: string, means?: string])[] = [
  [/^n\.? ?[/.]? ?a\.?$/, `it can mean not available or not applicable: write ${NONE}, ${CANNOT}`],
  [/^(?:\.{2,}|…|:)$/, `it means different things in different tables: write ${NONE}, ${CANNOT}, ${SECRET}`],
  [
    /^(?:[-.\u2010-\u2015\u2212]|--|nil|none)$/,
    `it can mean 0, no value or not applicable: write 0, or ${NONE}, ${CANNOT}; [-] takes a row back`,
  ],
  [
    /^(?:\*{1,3}|[†‡§#])$/,
    `it can mean a value that is not published or a remark: write the number, or ${SECRET}`,
  ],
  [/^[({]?x[)}]?$|^\[ *x *\]$/, `write ${NONE}`, '[x]'],
  [/^[({]?z[)}]?$|^\[ *z *\]$/, `write ${CANNOT}`, '[z]'],
  [/^[({]?c[)}]?$|^\[ *c *\]$/, `write ${SECRET}`, '[c]'],
  [/^(?:s|confidential|redacted|withheld)$/, `write ${SECRET}`, '[c]'],
  [/^not[ _]applicable$/, 'write [z]', '[z]'],
  [/^(?:not[ _](?:available|provided)|no data|missing|unknown|tb[ac]|null|nan)$/, 'write [x]', '[x]'],
  [/^\[?low\]?$/, `it says that a number is above 0 and rounds to 0: write the number itself, or ${SECRET}`],
  [/^#{2,}$/, 'the column of the spreadsheet was too narrow for it: write the number'],
  [
    /^#(?:n\/a|ref!|value!|div\/0!|name\?|num!|null!|spill!|calc!)$/,
    `a formula of the spreadsheet failed: write the number, or ${NONE}`,
  ],
];

/**
 * What a word in the place of a number says, as a shorthand; null where it says different things in different tables;
 * undefined where it is no such word.
 */
export function meaningOfWord(cell: string): string | null | undefined {
  const word = cell.trim().toLowerCase();
  if (shorthandStatus(word)) return word;
  const known = WORDS.find(([pattern]) => pattern.test(word));
  return known && (known[2] ?? null);
}

/** A number with a mark behind it, in brackets or apart from it: `123 [p]`, `123 p`. */
const MARKED = /^(.*\d) *(?:\[ *([a-z]+) *\]|(?<= )([a-z]))$/i;
const STUCK = /\d *(?:\[?[a-z]+\]?|[*†‡§#¹²³⁰-⁹]+|\(\d+\))$/i;

/** What is wrong with a cell that holds neither a plain number nor a shorthand. */
export function noNumber(cell: string): string {
  const hint = hintOf(cell.trim());
  return hint === '' ? messageOf(cell) : `${quoted(cell)} is not a plain number: ${hint}`;
}

function messageOf(cell: string): string {
  const number = plainNumber(cell);
  return typeof number === 'number' ? '' : number.message;
}

function hintOf(cell: string): string {
  const word = cell.toLowerCase();
  const known = WORDS.find(([pattern]) => pattern.test(word));
  if (known) return known[1];
  if (STORED_STATUSES.some((status) => status.toLowerCase() === word)) {
    return word === 'provided'
      ? 'write the number'
      : 'write it in the column status and leave this cell empty';
  }
  const alone = /^\[? *([a-z]) *\]?$/.exec(word)?.[1] ?? '';
  if (MARKS.has(alone)) {
    return `[${alone}] stands beside a number: write the number here and ${MARKS.get(alone)} in the column flags`;
  }
  if (/^\[.*\]$/.test(word)) return `write a number, or ${NONE}, ${CANNOT}, ${SECRET}; [-] takes a row back`;
  return markedHint(cell);
}

function markedHint(cell: string): string {
  const [, number, inBrackets, apart] = MARKED.exec(cell) ?? [];
  const mark = (inBrackets ?? apart ?? '').toLowerCase();
  if (MARKS.has(mark)) {
    const bare = number.trim();
    const digits =
      typeof plainNumber(bare) === 'number' ? `write ${bare}` : numberHint(bare).replace(/^: /, '');
    return `${digits || 'write the number alone'}, and ${MARKS.get(mark)} in the column flags`;
  }
  if (inBrackets && shorthandStatus(`[${mark}]`)) return `write either the number or [${mark}]`;
  return STUCK.test(cell)
    ? 'write the number alone, in the unit of the measure; a remark such as PROVISIONAL goes into the column flags'
    : '';
}
