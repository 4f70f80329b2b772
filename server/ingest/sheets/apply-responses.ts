/** Responses to a survey → how many there are of each rating in each window. Nothing else of them goes anywhere. */
import { dayAt } from '../../metrics/calendar.js';
import { ratingAnswer, RATINGS } from '../rating-scale.js';
import type { Cell } from '../csv/records.js';
import type { Applied } from './applied.js';
import type { SheetWindow } from './context.js';
import type { Mapping, Note } from './mapping.js';
import { remembered } from './remembered.js';
import { cellWords, isEmpty, type Table, type TableCell } from './table.js';
import { readWindow, windowHeading, type WindowReading } from './windows/window-column.js';

const answerOf = remembered(ratingAnswer);

const HEADER = ['service', 'measure', 'period', 'start', 'rating', 'value'];

const windowWords = (window: SheetWindow): string => {
  const heading = windowHeading(window);
  return heading.startsWith('On ') ? heading.slice(3) : heading.replace(/^W/, 'the w');
};

interface WindowCounts {
  window: SheetWindow;
  /** The row of its first response. */
  row: number;
  byRating: Map<string, number>;
}

export function applyResponses({ rows }: Table, mapping: Mapping): Applied {
  const { columns, headerRow, fixed } = mapping;
  const positionOf = (use: string): number => columns.findIndex(({ is }) => is.use === use);
  const [ratingAt, dateAt] = [positionOf('rating'), positionOf('date')];
  const windows = new Map<string, WindowCounts>();
  const without = { rating: 0, date: 0 };
  for (let row = headerRow + 1; row <= rows.length; row++) {
    const cells = rows[row - 1];
    if (cells.every(isEmpty)) continue;
    const rating = ratingOf(cells[ratingAt] ?? null, mapping);
    const window = windowOf(cells[dateAt] ?? null, mapping);
    if (rating === undefined) without.rating++;
    else if (!window) without.date++;
    else count(windows, window, rating, row);
  }
  const found = [...windows.values()].sort((a, b) => (a.window.start < b.window.start ? -1 : 1));
  const made = found.flatMap(({ window: { period, start }, byRating }) =>
    // A rating that nobody gave is a count of 0: without its row the window would not be whole.
    RATINGS.map((rating): Cell[] => [
      ...[fixed.service ?? '', fixed.measure ?? '', period, start],
      ...[rating, byRating.get(rating) ?? 0],
    ]),
  );
  return {
    ...{ header: HEADER, rows: made, headerRow },
    rowNumbers: found.flatMap(({ row }) => RATINGS.map(() => row)),
    valueColumns: made.map(() => ratingAt),
    columns: [null, null, dateAt, dateAt, ratingAt, ratingAt],
    ...{ problems: [], moreProblems: 0 },
    notes: notesOf(found, without),
  };
}

function count(windows: Map<string, WindowCounts>, window: SheetWindow, rating: string, row: number): void {
  let own = windows.get(window.start);
  if (!own) windows.set(window.start, (own = { window, row, byRating: new Map() }));
  own.byRating.set(rating, (own.byRating.get(rating) ?? 0) + 1);
}

/** On the scale that is stored. */
function ratingOf(cell: TableCell, { best = { given: 5, stored: 5 } }: Mapping): string | undefined {
  const answer = answerOf(cellWords(cell));
  if (!answer) return undefined;
  const { digit, meant } = answer;
  const good = digit === undefined ? meant! : best.given === 5 ? digit : 6 - digit;
  return String(best.stored === 5 ? good : 6 - good);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;

/** The window of a date; of an instant by the clocks of the zone. */
function windowOf(
  cell: TableCell,
  { reading, timeZone = 'Europe/London' }: { reading: WindowReading; timeZone?: string },
): SheetWindow | null {
  const text = typeof cell === 'string' ? cell.trim() : '';
  if (!INSTANT.test(text)) return readWindow(cell, reading);
  const instant = Date.parse(
    text
      .replace(' ', 'T')
      .replace(/ ?(?:UTC|GMT)$/i, 'Z')
      .replace(/ (?=[+-])/, ''),
  );
  if (Number.isNaN(instant)) return null;
  return readWindow({ kind: 'date', day: dayAt(timeZone, Math.floor(instant / 60_000)), minute: 0 }, reading);
}

const number = (value: number): string => value.toLocaleString('en-GB');

function notesOf(found: readonly WindowCounts[], without: { rating: number; date: number }): Note[] {
  const all = found.reduce((sum, { byRating }) => [...byRating.values()].reduce((a, b) => a + b, sum), 0);
  const said = (text: string): Note => ({ kind: 'said', text });
  const notes = [said(`${number(all)} responses are counted, in ${number(found.length)} windows`)];
  if (without.rating > 0) notes.push(said(`${number(without.rating)} rows without a rating are left out`));
  if (without.date > 0) {
    notes.push(said(`${number(without.date)} rows with a rating and without a date are left out`));
  }
  const [first, last] = [found.at(0), found.at(-1)];
  if (first && last) {
    notes.push(
      said(
        `Check that the file has all responses of ${windowWords(first.window)}${last === first ? '' : ` and of ${windowWords(last.window)}`}: what is sent takes the place of what was there`,
      ),
    );
  }
  return notes;
}
