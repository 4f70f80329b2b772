/** The first record of a file: the names of its columns. */
import type { Cell } from './records.js';
import type { Problems } from '../problems.js';
import { didYouMean, listed, quoted } from '../message-words.js';
import { joinedProblem, separatorProblem } from './separators.js';

const MAX_COLUMNS = 200;

/** Columns that only a figure's CSV has. */
const FIGURE_COLUMNS = ['metric', 'numerator', 'denominator', 'expected'];

export interface HeaderRules {
  /** What the file holds, in the plural. */
  kind: string;
  required: readonly string[];
  optional: readonly string[];
  /** Other columns that are known; they are not listed as columns that every such file may have. */
  others?: readonly string[];
  /** What an unknown column could have been, added to the message. */
  unknownHint?: string;
}

export interface Header {
  /** Up to the last column that has a name; '' where one before it has none. */
  names: readonly string[];
  /** Position by name, from 0. */
  at: ReadonlyMap<string, number>;
  /** Whether a column before the last has no name. */
  hasNameless: boolean;
}

/** Where a record stands. */
export interface RecordPlace {
  file: string;
  line: number;
}

/** Checks the names of the columns; undefined if the rows below them cannot be read. */
export function readHeader(
  { file, line }: RecordPlace,
  record: readonly Cell[],
  rules: HeaderRules,
  problems: Problems,
): Header | undefined {
  const all = record.map((cell) => String(cell ?? '').trim());
  const names = all.slice(0, all.findLastIndex((name) => name !== '') + 1);
  const before = problems.count;
  const bad = (column: number, message: string): void =>
    problems.add({ file, row: line, column }, 'BAD_HEADER', message);

  if (FIGURE_COLUMNS.every((name) => names.includes(name))) {
    problems.add(
      { file, row: line, column: 0 },
      'FIGURE_FILE',
      'these are computed figures (they have the columns numerator and denominator), and figures are never stored: ' +
        'import the measurements that they were computed from',
    );
    return undefined;
  }
  const joined = names.length === 1 && joinedProblem(names[0]);
  if (joined) {
    bad(0, joined);
    return undefined;
  }
  if (names.length > MAX_COLUMNS) {
    bad(0, `there are ${names.length} columns; at most ${MAX_COLUMNS} are read`);
    return undefined;
  }
  const known = [...rules.required, ...rules.optional, ...(rules.others ?? [])];
  for (const [index, name] of names.entries()) {
    const column = index + 1;
    // Spreadsheets have empty columns: what stands in one is looked at row by row.
    if (name === '') continue;
    if (names.indexOf(name) < index) {
      bad(
        column,
        `the column ${quoted(name)} stands there twice (first as column ${names.indexOf(name) + 1})`,
      );
    } else if (!known.includes(name)) {
      const columns = listed([...rules.required, ...rules.optional], 'and');
      const suggestion = didYouMean(name, known) || `; ${rules.kind} have the columns ${columns}`;
      bad(column, `${quoted(name)} is no column of ${rules.kind}${rules.unknownHint ?? ''}${suggestion}`);
    }
  }
  const missing = rules.required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    bad(
      0,
      `${missing.length > 1 ? 'the columns' : 'the column'} ${listed(missing, 'and')} of ${rules.kind} ${missing.length > 1 ? 'are' : 'is'} missing`,
    );
  }
  if (problems.count > before) return undefined;
  const at = new Map(names.flatMap((name, index) => (name === '' ? [] : [[name, index]])));
  return { names, at, hasNameless: names.includes('') };
}

const SPACE = 32;
const TILDE = 126;

const isBlankCell = (cell: Cell | undefined): boolean => String(cell ?? '').trim() === '';

/** Whether nothing stands in a record: spreadsheets save such rows. */
export function isBlank(record: readonly Cell[]): boolean {
  // Most records are not: the first sign of their first cell says so.
  const [first] = record;
  if (typeof first === 'string' && first.charCodeAt(0) > SPACE && first.charCodeAt(0) <= TILDE) return false;
  return record.every(isBlankCell);
}

/** The first field that is under no name and not empty, from 0; -1 if there is none. */
const strayAt = ({ names }: Header, record: readonly Cell[]): number =>
  record.findIndex((cell, index) => !names[index] && !isBlankCell(cell));

/** Whether a record has a field for each column that has a name, and nothing elsewhere. */
export function fitsHeader(header: Header, record: readonly Cell[]): boolean {
  const { names } = header;
  if (record.length === names.length && !header.hasNameless) return true;
  return record.length >= names.length && strayAt(header, record) === -1;
}

/** Reports a record that does not fit its header. */
export function reportWidth(
  { file, line }: RecordPlace,
  header: Header,
  record: readonly Cell[],
  problems: Problems,
): void {
  const { names } = header;
  const expected = names.length;
  const bad = (column: number, message: string): void =>
    problems.add({ file, row: line, column }, 'RAGGED_ROW', message);
  const counts = `the row has ${record.length} ${record.length === 1 ? 'field' : 'fields'}, the header ${expected}`;
  if (record.length < expected) {
    const joined =
      record.length === 1 ? joinedProblem(String(record[0])) : separatorProblem(record.join(','));
    bad(
      record.length + 1,
      `${counts}: ${joined ?? `${names[record.length]} and what follows it is missing`}`,
    );
    return;
  }
  const at = strayAt(header, record);
  const stray = quoted(String(record[at]));
  if (at < expected) {
    bad(at + 1, `${stray} stands in a column without a name: name the column, or take it out`);
    return;
  }
  const isNumber = /\d$/.test(String(record[at - 1])) && /^\d+$/.test(String(record[at]));
  const why = isNumber
    ? '; a comma in a number divides it: write a decimal point, and no sign between thousands'
    : '';
  bad(at + 1, `${counts}: ${stray} is under no header${why}`);
}
