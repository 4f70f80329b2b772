/** The first record of a file: the names of its columns. */
import type { Cell } from './records.js';
import type { Problems } from '../problems.js';
import { didYouMean, listed, quoted } from '../message-words.js';

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
  names: readonly string[];
  /** Position by name, from 0. */
  at: ReadonlyMap<string, number>;
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
  const names = record.map((cell) => String(cell ?? '').trim());
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
  if (names.length > MAX_COLUMNS) {
    bad(0, `there are ${names.length} columns; at most ${MAX_COLUMNS} are read`);
    return undefined;
  }
  const known = [...rules.required, ...rules.optional, ...(rules.others ?? [])];
  for (const [index, name] of names.entries()) {
    const column = index + 1;
    if (name === '') bad(column, `column ${column} has no name`);
    else if (names.indexOf(name) < index) {
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
  return { names, at: new Map(names.map((name, index) => [name, index])) };
}

/** Whether a record has as many fields as the header. */
export const hasHeaderWidth = ({ names }: Header, record: readonly Cell[]): boolean =>
  record.length === names.length;

/** Reports a record that has more fields or fewer than the header. */
export function reportWidth(
  { file, line }: RecordPlace,
  { names }: Header,
  record: readonly Cell[],
  problems: Problems,
): void {
  const expected = names.length;
  const isShort = record.length < expected;
  const column = Math.min(record.length, expected) + 1;
  const what = isShort
    ? `${names[record.length]} and what follows it is missing`
    : `${quoted(String(record[expected] ?? ''))} is under no header`;
  problems.add(
    { file, row: line, column },
    'RAGGED_ROW',
    `the row has ${record.length} fields, the header ${expected}: ${what}`,
  );
}
