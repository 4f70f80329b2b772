/**
 * How a table becomes rows of measurements: what each column is, what holds for all of it, what is left out and why, and
 * what is still to be said. Plain data: a page shows it, and what somebody changes is kept as answers.
 */
import { createHash } from 'node:crypto';
import type { SaidOfSheet } from '../../access/sheet-answers.js';
import type { Unit } from '../../metrics/definitions.js';
import type { BestRating } from '../rating-scale.js';
import type { WordMeanings } from './amounts.js';
import type { SheetWindow } from './context.js';
import { windowIn } from './windows/window-words.js';
import { cellAt, cellWords, columnLetters, some, type Table } from './table.js';
import type { WindowReading } from './windows/window-column.js';

/** What a value is of, as far as one thing says it. */
export interface Place {
  service?: string;
  measure?: string;
  window?: SheetWindow;
  dimensions?: Readonly<Record<string, string>>;
  /** Separated by spaces, of a header with a mark: `Jan 2026 [p]`. */
  flags?: string;
}

/** What a column of a table is. */
export type ColumnUse =
  /** Its cells say of what their row is. */
  | { use: 'service' | 'measure' | 'window' | 'period' | 'start' | 'status' | 'flags' }
  | { use: 'dimension'; dimension: string }
  /** The year of the column with windows, which says only a part of it. */
  | { use: 'year' }
  /** Its cells are values of this. */
  | { use: 'values'; of: Place }
  /** Its cells are sums of those of the other columns with values. */
  | { use: 'total' }
  /** Of responses to a survey. */
  | { use: 'rating' | 'date' }
  | { use: 'left-out'; why: string };

const FILLED_DOWN = ['service', 'measure', 'window', 'year'] as const;
export type FilledDown = (typeof FILLED_DOWN)[number];

/** Whether an empty cell of such a column is what stands above it. */
export const isFilledDown = (use: ColumnUse['use']): use is FilledDown =>
  FILLED_DOWN.some((each) => each === use);

export interface MappedColumn {
  /** `C`. */
  letters: string;
  header: string;
  is: ColumnUse;
}

/** Something that must be said before the table can be taken. */
export interface Question {
  /** The key of its answer. */
  key: string;
  text: string;
  choices: readonly Choice[];
}

export interface Choice {
  value: string;
  label: string;
}

/** `measurements`: the import format, taken as it is. `values`: any other table of numbers. `responses`: a survey's answers. */
type Shape = 'measurements' | 'values' | 'responses';

export interface Mapping {
  shape: Shape;
  /** From 1. */
  headerRow: number;
  columns: readonly MappedColumn[];
  /** What holds for every value. */
  fixed: Place;
  reading: WindowReading;
  /** By measure: what its numbers are in. */
  units: Readonly<Record<string, Unit>>;
  /** What words in the place of numbers stand for. */
  words: WordMeanings;
  /** What texts of the columns of services, measures and dimensions mean, by the column's use; null = their rows are left out. */
  meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Of responses: which rating is the best in the file, and where they are stored. */
  best?: { given: BestRating; stored: BestRating };
  /** The measure that a title speaks of. */
  titled?: string;
  /** The zone by whose clocks responses were given. */
  timeZone?: string;
  /** What was said by whoever sent it. */
  answers: Answers;
  questions: readonly Question[];
  notes: readonly Note[];
}

/**
 * What somebody said, by keys: those of questions; `header-row` (a number); `column:HEADER` (a use as `useText` has it);
 * `service`, `measure`, `window` (`month 2026-07-01`) for the whole table.
 */
export type Answers = Readonly<Record<string, string>>;

/** Something to know of how a table was read. */
export interface Note {
  /** `warning`: it looks like a mistake. */
  kind: 'said' | 'warning';
  /** `C7`, `column D`; absent where the whole table is meant. */
  at?: string;
  text: string;
}

/** A use of a column as a choice, and as an answer: `dimension:channel`, `values`, `values|channel=digital`. */
export function useText(is: ColumnUse): string {
  if (is.use === 'dimension') return `dimension:${is.dimension}`;
  if (is.use !== 'values') return is.use;
  const { service, measure, window, dimensions = {} } = is.of;
  const parts = [
    ...(service === undefined ? [] : [`service=${service}`]),
    ...(measure === undefined ? [] : [`measure=${measure}`]),
    ...(window === undefined ? [] : [`window=${window.period} ${window.start}`]),
    ...Object.entries(dimensions).map(([name, value]) => `${name}=${value}`),
  ];
  return ['values', ...parts].join('|');
}

const SIMPLE = [
  'service',
  'measure',
  'window',
  'year',
  'period',
  'start',
  'status',
  'flags',
  'total',
  'rating',
  'date',
] as const;

/** Undefined where the text is none. */
export function useOfText(text: string): ColumnUse | undefined {
  const simple = SIMPLE.find((use) => use === text);
  if (simple) return { use: simple };
  if (text === 'left-out') return { use: 'left-out', why: 'you left it out' };
  if (text.startsWith('dimension:')) return { use: 'dimension', dimension: text.slice('dimension:'.length) };
  const [first, ...parts] = text.split('|');
  if (first !== 'values') return undefined;
  const pairs = Object.fromEntries(
    parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const { service, measure, window, ...dimensions } = pairs as Record<string, string | undefined>;
  const of: Place = {
    ...(service !== undefined && { service }),
    ...(measure !== undefined && { measure }),
    ...(window !== undefined && { window: windowOfText(window) }),
    ...(Object.keys(dimensions).length > 0 && { dimensions: dimensions as Record<string, string> }),
  };
  return { use: 'values', of };
}

/** `month 2026-07-01`. */
export const windowText = ({ period, start }: SheetWindow): string => `${period} ${start}`;

export function windowOfText(text: string): SheetWindow | undefined {
  const [period, start] = text.split(' ');
  return start === undefined ? undefined : { period: period as SheetWindow['period'], start };
}

/** What was said of a file, without what can only be true of it: of which month, quarter or year it is, or a column. */
export function lasting<T extends SaidOfSheet>(said: T): T {
  const isOfWindow = ([key, text]: [string, string]): boolean => {
    const is = key.startsWith('column:') ? useOfText(text) : undefined;
    return key === 'window' || (is?.use === 'values' && is.of.window !== undefined);
  };
  return without(
    said,
    Object.entries(said.answers).flatMap((answer) => (isOfWindow(answer) ? [answer[0]] : [])),
  );
}

/** What was said of a file but for some answers. */
export function without<T extends SaidOfSheet>(said: T, keys: readonly string[]): T {
  const others = <V>(all: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key)));
  return { ...said, answers: others(said.answers), words: others(said.words) };
}

/** The key of a column's answer: columns move from month to month, and are known by their headers. */
export const columnKey = ({ header, letters }: Pick<MappedColumn, 'header' | 'letters'>): string =>
  `column:${header === '' ? `#${letters}` : header.toLowerCase()}`;

/**
 * The same for tables of the same kind: with these headers, whatever months they are of. Answers are kept by it for
 * next time.
 */
export function fingerprint(table: Table, { headerRow, columns, shape }: Mapping): string {
  const headers = columns.map((_, column) => {
    const cell = cellAt(table, headerRow, column);
    return windowIn(cell) === null ? cellWords(cell).toLowerCase() : '(window)';
  });
  const text = JSON.stringify([shape, [...new Set(headers)]]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

export const column = (header: string, at: number, is: ColumnUse): MappedColumn => ({
  letters: columnLetters(at),
  header,
  is,
});

/** Of which nothing is known yet. */
export const emptyMapping = (answers: Answers): Omit<Mapping, 'shape' | 'headerRow' | 'columns'> => ({
  fixed: {},
  reading: {},
  units: {},
  words: {},
  meanings: {},
  answers,
  questions: [],
  notes: [],
});

/** What was read of a workbook that one may not expect, and what was not. */
export const sheetNotes = (table: Table): Note[] => [...otherSheetNotes(table), ...hiddenNotes(table)];

function hiddenNotes({ hidden = { rows: [], columns: [] } }: Table): Note[] {
  return (['rows', 'columns'] as const).flatMap((of): Note[] => {
    const { length } = hidden[of];
    if (length === 0) return [];
    const what = length === 1 ? `1 hidden ${of.slice(0, -1)} is` : `${length} hidden ${of} are`;
    return [{ kind: 'warning', text: `${what} read: ${some(hidden[of])}` }];
  });
}

const otherSheetNotes = ({ sheet, otherSheets = [] }: Table): Note[] =>
  otherSheets.length === 0
    ? []
    : [
        {
          kind: 'said',
          text: `Only the sheet “${sheet}” was read; ${otherSheets.length === 1 ? 'another is' : 'others are'} there: ${otherSheets.join(', ')}`,
        },
      ];
