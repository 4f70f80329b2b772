/**
 * Windows that a cell says only with what stands beside or above it: a year and its part (`2026` and `March`, `2025/26` and
 * `Q1`), a header and a day (`Week ending` and `15 March 2026`).
 */
import { boundOfHeader, headerText } from '../header-words.js';
import { cellWords, type TableCell } from '../table.js';
import { windowIn } from './window-words.js';
import { plainText } from '../plain-text.js';

const MONTH = /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$/;
const QUARTER = /^(?:q|qtr ?|quarter )([1-4])(?: ?\(.*\))?$/;
const SPAN = /^[a-z]{3,9}(?: to | ?- ?)[a-z]{3,9}$/;

/** Whether a cell says a part of some year. A bare number does where a header says of what. */
export function isPartOfYear(cell: TableCell, header: string): boolean {
  const text = plainText(cellWords(cell));
  if (/^\d{1,2}$/.test(text))
    return /month|quarter|qtr/i.test(header) && Number(text) >= 1 && Number(text) <= 12;
  return MONTH.test(text) || QUARTER.test(text) || SPAN.test(text);
}

/** Whether a cell says a year and nothing else. */
export function isYear(cell: TableCell): boolean {
  const found = windowIn(cell, { pairs: 'financial-year', years: 'calendar' });
  return found !== null && typeof found === 'object' && found.period === 'year';
}

/** What a cell says with its header, and with its year if it has one, as `windowIn` reads it. */
export const wholeWindow = (cell: TableCell, year: TableCell | undefined, header: string): TableCell =>
  withHeader(year === undefined ? cell : withYear(cell, year, header), header);

const YEAR_ENDING = /^(?:financial |fiscal )?(year (?:ending|ended|to) .*[a-z].*)$/;

/** `week ending 2026-03-15`, where the cell has a day, a month or a year, and its header says what begins or ends then. */
export function withHeader(cell: TableCell, header: string): TableCell {
  const found = windowIn(cell);
  if (found === null) return cell;
  const [, ending] = (found === 'years' && YEAR_ENDING.exec(headerText(header))) || [];
  if (ending) return `${ending} ${cellWords(cell)}`;
  const said = boundOfHeader(header);
  if (!said) return cell;
  const isDay = found === 'order' || (typeof found === 'object' && found.period === null && !found.bound);
  const isMonth = found === 'pairs' || (typeof found === 'object' && found.period === 'month');
  const isYear = found === 'years' && said.period === 'year' && said.bound === 'ending';
  return isDay || isMonth || isYear ? `${said.period} ${said.bound} ${cellWords(cell)}` : cell;
}

/** Both in one: `March 2026`, `Q1 2025/26`. */
function withYear(part: TableCell, year: TableCell, header: string): TableCell {
  const text = plainText(cellWords(part));
  const of = cellWords(year);
  if (text === '' || of === '') return part;
  const [, quarter] =
    QUARTER.exec(text) ?? (/quarter|qtr/i.test(header) ? /^([1-4])$/.exec(text) : null) ?? [];
  if (quarter) return `Q${quarter} ${of}`;
  const month = /^\d{1,2}$/.test(text) ? MONTHS[Number(text) - 1] : text;
  const [, first] = /^(?:fy ?)?(\d{4}) ?[/-] ?\d{2,4}$/i.exec(of) ?? [];
  if (!first) return `${month} ${of}`;
  const isBeforeApril = /^(?:jan|feb|mar)/.test(month ?? '');
  return `${month} ${Number(first) + (isBeforeApril ? 1 : 0)}`;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
