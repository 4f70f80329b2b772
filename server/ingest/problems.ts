/** What is wrong with an import, as data: expected failures are not thrown. */

export type ProblemCode =
  | 'BAD_ENCODING'
  | 'BAD_CSV'
  | 'BAD_YAML'
  | 'BAD_JSON'
  | 'TOO_LARGE'
  | 'BAD_HEADER'
  | 'FIGURE_FILE'
  | 'RAGGED_ROW'
  | 'RECORD_TOO_LONG'
  | 'MISSING_VALUE'
  | 'BAD_VALUE'
  | 'UNKNOWN_REFERENCE'
  | 'BAD_PERIOD'
  | 'BAD_START'
  | 'IN_FUTURE'
  | 'DUPLICATE_KEY'
  | 'TOO_MANY_VALUES'
  | 'CYCLE'
  | 'NOT_ALLOWED'
  | 'COUNTED_TWICE';

/** What is possible and looks like a mistake: it is said, and stops nothing. */
export type WarningCode =
  'CATEGORIES_KEPT' | 'NOTHING_TO_WITHDRAW' | 'NEW_KIND' | 'NOT_UNFINISHED' | 'OTHER_CADENCE';

/** What would be right. */
export interface Hint {
  /** All that is possible. */
  allowed?: readonly string[];
  /** What was probably meant. */
  nearest?: string;
}

/** What is wrong, or looks so. */
export interface Problem extends Hint {
  /** The file as it was named, or what stands for it (`body`). */
  file: string;
  /** The line on which the record starts, from 1; 0 where no line is meant. */
  row: number;
  /** The number of the field in the record, of YAML the character in the line; from 1; 0 where the whole is meant. */
  column: number;
  /** Of a document: the keys and positions (from 0) that lead to it, `sections.0.title`. */
  path?: string;
  /** Of a document: what stands there. */
  value?: string;
  code: ProblemCode | WarningCode;
  message: string;
}

/** Where a problem is. */
export type Place = Pick<Problem, 'file' | 'row' | 'column' | 'path'>;

/** The most problems, and warnings, that are told. */
export const MAX_PROBLEMS = 100;

/** The first of many, and how many there are. */
class FirstOf {
  readonly list: Problem[] = [];
  count = 0;

  add(problem: Problem): void {
    this.count++;
    if (this.list.length < MAX_PROBLEMS) this.list.push(problem);
  }

  /** How many more there are than are kept. */
  get rest(): number {
    return this.count - this.list.length;
  }
}

/** Keeps the first problems and the first warnings, and counts the rest of each. */
export class Problems {
  readonly #problems = new FirstOf();
  readonly #warnings = new FirstOf();
  #files: string[] = [];

  /** Of the problems: warnings stop nothing. */
  get count(): number {
    return this.#problems.count;
  }

  /** How many more problems there are than are kept. */
  get rest(): number {
    return this.#problems.rest;
  }

  /** How many more warnings there are than are kept. */
  get moreWarnings(): number {
    return this.#warnings.rest;
  }

  add(
    place: Place,
    code: ProblemCode,
    message: string,
    hint: Pick<Problem, keyof Hint | 'value'> = {},
  ): void {
    this.#note(place);
    this.#problems.add({ ...place, ...hint, code, message });
  }

  /** Counts problems that come after those that have been told. */
  addRest(count: number): void {
    this.#problems.count += count;
  }

  /** Says what is possible and looks like a mistake. */
  warn(place: Place, code: WarningCode, message: string): void {
    this.#note(place);
    this.#warnings.add({ ...place, code, message });
  }

  #note({ file }: Place): void {
    if (!this.#files.includes(file)) this.#files.push(file);
  }

  /** In the order of the files as they were read, then of lines: some are found only at the end. */
  sorted(): Problem[] {
    return this.#inOrder(this.#problems.list);
  }

  /** The warnings in the same order. */
  sortedWarnings(): Problem[] {
    return this.#inOrder(this.#warnings.list);
  }

  #inOrder(list: readonly Problem[]): Problem[] {
    const place = (problem: Problem): number => this.#files.indexOf(problem.file);
    return list.toSorted((a, b) => place(a) - place(b) || a.row - b.row || a.column - b.column);
  }
}

/**
 * A path within its thing, as it is written in code: `sections[0].modules[2].metric`. That it stands in a list, and where, is
 * told by the line.
 */
export const shownPath = (path: string): string =>
  path
    .replace(/^(?:dashboards|metrics)\.(?=\d)/, '')
    .replace(/^\d+\.?/, '')
    .replace(/\.(\d+)(?=\.|$)/g, '[$1]');

/** The key with which a message about it begins; the path says it. */
const withoutKey = (message: string, path: string): string => {
  const [key] = path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .slice(-1);
  return key !== undefined && message.startsWith(`${key}: `) ? message.slice(key.length + 2) : message;
};

/** `file:line:column: path: message`, without what is not known. */
export function problemLine({ file, row, column, path = '', message }: Problem): string {
  const place = [file, ...(row ? [row] : []), ...(row && column ? [column] : [])].join(':');
  const shown = shownPath(path);
  return shown ? `${place}: ${shown}: ${withoutKey(message, path)}` : `${place}: ${message}`;
}

/** All the lines a reader gets: up to 100 problems and how many more there are. */
export function problemLines(problems: readonly Problem[], rest: number): string[] {
  const lines = problems.map(problemLine);
  if (rest > 0) lines.push(`… and ${rest} more`);
  return lines;
}

/** The same of warnings: `file:line: warning: message`. */
export function warningLines(warnings: readonly Problem[], more: number): string[] {
  const lines = warnings.map(
    ({ file, row, message }) => `${[file, ...(row ? [row] : [])].join(':')}: warning: ${message}`,
  );
  if (more > 0) lines.push(`… and ${more} more ${more === 1 ? 'warning' : 'warnings'}`);
  return lines;
}
