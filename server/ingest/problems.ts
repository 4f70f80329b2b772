/** What is wrong with an import, as data: expected failures are not thrown. */

export type ProblemCode =
  | 'BAD_ENCODING'
  | 'BAD_CSV'
  | 'BAD_YAML'
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
  | 'NOT_ALLOWED';

export interface Problem {
  /** The file as it was named, or what stands for it (`body`). */
  file: string;
  /** The line on which the record starts, from 1; 0 where no line is meant. */
  row: number;
  /** The number of the field in the record, of YAML the character in the line; from 1; 0 where the whole is meant. */
  column: number;
  code: ProblemCode;
  message: string;
}

/** Where a problem is. */
export type Place = Pick<Problem, 'file' | 'row' | 'column'>;

const MAX_PROBLEMS = 100;

/** Keeps the first problems and counts the rest. */
export class Problems {
  readonly list: Problem[] = [];
  #count = 0;
  #files: string[] = [];

  get count(): number {
    return this.#count;
  }

  /** How many more there are than are kept. */
  get rest(): number {
    return this.#count - this.list.length;
  }

  add(place: Place, code: ProblemCode, message: string): void {
    this.#count++;
    if (!this.#files.includes(place.file)) this.#files.push(place.file);
    if (this.list.length < MAX_PROBLEMS) this.list.push({ ...place, code, message });
  }

  /** In the order of the files as they were read, then of lines: some are found only at the end. */
  sorted(): Problem[] {
    const place = (problem: Problem): number => this.#files.indexOf(problem.file);
    return this.list.toSorted((a, b) => place(a) - place(b) || a.row - b.row || a.column - b.column);
  }
}

/** `file:line:column: message`, without what is not known. */
export function problemLine({ file, row, column, message }: Problem): string {
  const place = [file, ...(row ? [row] : []), ...(row && column ? [column] : [])].join(':');
  return `${place}: ${message}`;
}

/** All the lines a reader gets: up to 100 problems and how many more there are. */
export function problemLines(problems: readonly Problem[], rest: number): string[] {
  const lines = problems.map(problemLine);
  if (rest > 0) lines.push(`… and ${rest} more`);
  return lines;
}
