/** The rows of one sheet of a workbook. Formulas are not computed: what was computed last stands beside them. */
import { InputError } from '../../../errors.js';
import { parseDate } from '../../../metrics/calendar.js';
import { MOST_COLUMNS, MOST_ROWS } from '../../delivery-limits.js';
import { columnLetters, isEmpty, type Table, type TableCell, widthOf } from '../table.js';
import { isTrue, unescaped, type Workbook } from './workbook.js';
import { readXml } from './xml-events.js';

/** The days from 1900-01-00 to 1970-01-01, with a 29 February 1900 that never was. */
const DAYS_1900 = 25_569;
const DAYS_1904 = 24_107;
const MINUTES_A_DAY = 1440;

interface Position {
  row: number;
  column: number;
}

/** `BC12`, `$BC$12`; both from 0. */
function position(reference: string): Position | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (!found) return null;
  const column = [...found[1].toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(found[2]) - 1, column: column - 1 };
}

export type SheetRows = Pick<Table, 'rows' | 'hidden'>;

/**
 * The cells of a sheet, also those that are hidden. Texts of cells that are merged downwards stand in each of their rows.
 *
 * @throws InputError (413) of more rows or columns than are read
 */
export async function readSheetRows(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  workbook: Workbook,
): Promise<SheetRows> {
  const hiddenRows = new Set<number>();
  const hiddenColumns: [first: number, last: number][] = [];
  const rows: TableCell[][] = [];
  const merged: [from: Position, to: Position][] = [];
  let row = -1;
  let column = -1;
  let type = 'n';
  let style = 0;
  let text = '';
  let isText = false;
  let isReading = false;
  await readXml(chunks, {
    open(tag, attributes) {
      if (tag === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        column = -1;
        if (isTrue(attributes.hidden)) hiddenRows.add(row);
      } else if (tag === 'col') {
        if (isTrue(attributes.hidden)) hiddenColumns.push([Number(attributes.min), Number(attributes.max)]);
      } else if (tag === 'c') {
        const at = position(attributes.r ?? '');
        if (at) ({ row, column } = at);
        else column++;
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        text = '';
      } else if (tag === 'rPh') isReading = true;
      else if (tag === 'v' || tag === 't') isText = !isReading;
      else if (tag === 'mergeCell') {
        const [from, to] = (attributes.ref ?? '').split(':').map(position);
        if (from && to) merged.push([from, to]);
      }
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') isText = false;
      if (tag === 'rPh') isReading = false;
      if (tag !== 'c') return;
      const cell = cellOf(text, type, style, workbook);
      if (!isEmpty(cell)) put(name, rows, { row, column }, cell);
    },
  });
  for (const [from, to] of merged) fillDown(rows, from, to);
  const hidden = {
    rows: rows.flatMap((cells, at) => (hiddenRows.has(at) && cells.length > 0 ? [String(at + 1)] : [])),
    columns: Array.from({ length: widthOf({ rows }) }, (_, at) => at)
      .filter((at) => hiddenColumns.some(([first, last]) => at + 1 >= first && at + 1 <= last))
      .filter((at) => rows.some((cells) => !isEmpty(cells[at])))
      .map(columnLetters),
  };
  return { rows, ...(hidden.rows.length + hidden.columns.length > 0 && { hidden }) };
}

function put(name: string, rows: TableCell[][], { row, column }: Position, cell: TableCell): void {
  if (column >= MOST_COLUMNS) {
    throw new InputError(
      `${name}: something stands in column ${columnLetters(column)}, and at most ${MOST_COLUMNS} columns (to ${columnLetters(MOST_COLUMNS - 1)}) are read: take out the columns that are not needed, or send them in parts`,
      413,
      'TOO_MANY_COLUMNS',
    );
  }
  if (row > MOST_ROWS) {
    throw new InputError(
      `${name}: something stands in row ${row + 1}, and at most ${MOST_ROWS.toLocaleString('en-GB')} rows are read: send them in parts`,
      413,
      'TOO_MANY_ROWS',
    );
  }
  if (!(row >= 0 && column >= 0)) throw new Error('a cell has no place');
  while (rows.length <= row) rows.push([]);
  const cells = rows[row];
  while (cells.length < column) cells.push(null);
  cells[column] = cell;
}

/** A number that is merged over rows is that of all of them together, and of none alone. */
function fillDown(rows: TableCell[][], from: Position, to: Position): void {
  const cell = rows[from.row]?.[from.column];
  if (typeof cell !== 'string') return;
  const last = Math.min(to.row, rows.length - 1);
  for (let row = from.row + 1; row <= last; row++) {
    const cells = rows[row];
    // Rows of which nothing else is filled stay empty.
    if (cells.length === 0) continue;
    while (cells.length <= from.column) cells.push(null);
    cells[from.column] ??= cell;
  }
}

function cellOf(text: string, type: string, style: number, workbook: Workbook): TableCell {
  if (text === '') return null;
  switch (type) {
    case 's': {
      const shared = workbook.strings[Number(text)];
      if (shared === undefined) throw new Error('a text that a cell refers to is missing');
      return shared;
    }
    case 'str':
    case 'inlineStr':
      return unescaped(text);
    case 'b':
      return text === '1' || text === 'true';
    case 'e':
      return text;
    case 'd': {
      const day = parseDate(text.slice(0, 10));
      const [, hours = '0', minutes = '0'] = /T(\d{2}):(\d{2})/.exec(text) ?? [];
      return day === null ? text : { kind: 'date', day, minute: Number(hours) * 60 + Number(minutes) };
    }
    default:
      return numberOf(Number(text), style, workbook);
  }
}

function numberOf(number: number, style: number, { styles, is1904 }: Workbook): TableCell {
  if (!Number.isFinite(number)) throw new Error('a number cannot be read');
  const kind = styles[style] ?? 'number';
  if (kind === 'percent') return { kind, fraction: number };
  if (kind === 'number') return number;
  // Before 1 March 1900 the calendar of spreadsheets is a day off; nothing is measured there.
  const minutes = Math.round((number - (is1904 ? DAYS_1904 : DAYS_1900)) * MINUTES_A_DAY * 60) / 60;
  const day = Math.floor(minutes / MINUTES_A_DAY);
  return { kind, day, minute: Math.floor(minutes - day * MINUTES_A_DAY) };
}
