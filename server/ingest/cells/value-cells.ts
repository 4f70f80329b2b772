/** The cells `value`, `status` and `flags`. */
import {
  flagBit,
  SENT_FLAGS,
  statusCode,
  STORED_STATUSES,
  type StoredStatus,
  VALUE_FLAGS,
} from '../../metrics/status.js';
import type { Cell } from '../csv/records.js';
import { quoted } from '../message-words.js';
import { CellProblem, ColumnProblem, wordCell } from './cells.js';
import { plainNumber } from './numbers.js';
import { markedFlag, noNumber, shorthandStatus, WHAT_TO_WRITE } from './value-words.js';

const PROVIDED = statusCode('PROVIDED');
const MOST_REMEMBERED = 10_000;
const statusWord = wordCell(STORED_STATUSES);
const flagWord = wordCell(SENT_FLAGS);

export const cellText = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);

interface KnownValue {
  /** NaN = none. */
  number: number;
  /** Position in STORED_STATUSES. */
  status: number;
}

export function readValue(cell: Cell, statusCell: Cell): KnownValue | ColumnProblem {
  let status: StoredStatus | undefined;
  const statusText = cellText(statusCell);
  if (statusText !== '') {
    const word = statusWord(statusText);
    if (word instanceof CellProblem) return new ColumnProblem('status', word.message);
    status = word;
  }
  const written = cellText(cell);
  if (written === '') return withoutValue(status);
  const shorthand = shorthandStatus(written);
  if (shorthand) {
    if (!status || status === shorthand) return { number: NaN, status: statusCode(shorthand) };
    return new ColumnProblem('value', `${written} means ${shorthand}, but the status is ${status}`);
  }
  const number = plainNumber(written);
  if (number instanceof CellProblem) return new ColumnProblem('value', noNumber(written));
  return status && status !== 'PROVIDED'
    ? new ColumnProblem('value', `${written} is a value, but the status is ${status}: leave one of them out`)
    : { number, status: PROVIDED };
}

function withoutValue(status: StoredStatus | undefined): KnownValue | ColumnProblem {
  if (status && status !== 'PROVIDED') return { number: NaN, status: statusCode(status) };
  return new ColumnProblem('value', `is empty: ${WHAT_TO_WRITE}`, 'MISSING_VALUE');
}

const KNOWN_FLAGS = new Map<string, number | ColumnProblem>();

/** The bits of flags separated by spaces. */
export function readFlags(cell: string): number | ColumnProblem {
  if (cell === '') return 0;
  let bits = KNOWN_FLAGS.get(cell);
  if (bits === undefined) {
    if (KNOWN_FLAGS.size > MOST_REMEMBERED) KNOWN_FLAGS.clear();
    KNOWN_FLAGS.set(cell, (bits = parseFlags(cell)));
  }
  return bits;
}

function parseFlags(cell: string): number | ColumnProblem {
  let bits = 0;
  for (const word of cell.split(/\s+/).filter(Boolean)) {
    const flag = flagWord(word);
    if (flag instanceof CellProblem) return new ColumnProblem('flags', unknownFlag(word, flag));
    bits |= flagBit(flag);
  }
  return bits;
}

function unknownFlag(word: string, { message }: CellProblem): string {
  const computed = VALUE_FLAGS.find((flag) => flag === word.toUpperCase());
  if (computed) return `${computed} is computed and not sent: leave it out`;
  const marked = markedFlag(word);
  return marked ? `${quoted(word)} is not one of them: write ${marked}` : message;
}
