/**
 * Windows as people write them: `Jan 2026`, `Q1 2025/26`, `w/c 9 March 2026`, `1/2/2026`. Where a text can mean two, a
 * style says which; without one it is asked for.
 */
import { addMonths, civilDate, dayNumber } from '../../../metrics/calendar.js';
import {
  alignStart,
  isInstant,
  type Period,
  type RecordedPeriod,
  shiftStart,
} from '../../../metrics/periods.js';
import { plainText, withoutMarks } from '../plain-text.js';
import { remembered } from '../remembered.js';
import type { TableCell } from '../table.js';

/** How the texts of a table are meant that could mean two things. */
export interface WindowStyle {
  /** `1/2/2026` is 1 February, or 2 January. */
  order?: 'day-first' | 'month-first';
  /** `Q1 2026` begins in January, or in April. */
  quarters?: 'calendar' | 'financial';
  /** `2011-12` is December 2011, or the financial year. */
  pairs?: 'month' | 'financial-year';
  /** `2026` begins in January, or in April. */
  years?: 'calendar' | 'financial';
}

export type StyleKey = keyof WindowStyle;

/** A period null is a date, of which it must be said what it stands for. */
export interface FoundWindow {
  period: RecordedPeriod | null;
  /** Days since 1970-01-01. */
  start: number;
  /** Of a date: it is said to be the first or the last day of what it stands for. */
  bound?: 'first' | 'last';
  /** Of a date: no window that is as long as is said begins or ends there. */
  isUnfit?: true;
}

/** What it says; the name of the style that it needs; or null where it says nothing of the kind. */
type Reading = FoundWindow | StyleKey | null;

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH_ORDER = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?';
const WEEKDAYS = `(?:${WEEKDAY},? )?`;
const YEAR = "(\\d{4}|'?\\d{2})";
/** Between a month and its year, or a day and its month. */
const GAP = '[ .,/-]*';

const pattern = (source: string): RegExp => new RegExp(`^${source}$`);

const MONTH_YEAR = pattern(`(${MONTHS})${GAP}${YEAR}`);
const YEAR_MONTH = pattern(`(\\d{4})${GAP}(${MONTHS})`);
const DAY_MONTH_YEAR = pattern(`${WEEKDAYS}(\\d{1,2})(?:st|nd|rd|th)?${GAP}(${MONTHS})${GAP}${YEAR}`);
const MONTH_DAY_YEAR = pattern(`${WEEKDAYS}(${MONTHS}) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`);
const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const NUMBER_MONTH = /^(\d{1,2})[/.-](\d{4})$/;
const PAIR = /^(?:fy ?|financial year )?(\d{4}) ?(?:[/-]|to) ?(\d{2}|\d{4})$/;
const SHORT_PAIR = /^(?:fy ?|financial year )(\d{2}) ?[/-] ?(\d{2})$/;
const QUARTER = /^(?:q|qtr ?|quarter )([1-4])[ ,/-]*(?:of )?(.+)$/;
const YEAR_QUARTER = /^(.+?)[ ,/-]*(?:q|qtr ?|quarter )([1-4])$/;
const BETWEEN = / to | until | ?- ?/g;
const ENDING =
  /^(?:the )?(?:(week|month|quarter|year|3 months|three months|12 months|twelve months|w\/?e|q\/?e|y\/?e)\.? (?:to|ending|ended|end)?|period (?:to|ending|ended)):? ?(.+)$/;
const BEGINNING =
  /^(?:the )?(?:(?:week|wk|w\/?c|w\/?b)\.? ?(?:commencing|beginning|starting|of|from)?|(month|quarter|year|period) (?:commencing|beginning|starting|from)):? (.+)$/;
const TIME =
  /[ t](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?( ?z| utc| gmt|[+-]\d{2}:?\d{2})?$/;

const monthNumber = (word: string): number => MONTH_ORDER.indexOf(word.slice(0, 3)) + 1;

function yearNumber(digits: string): number {
  const number = Number(digits.replace("'", ''));
  return number >= 100 ? number : number + (number < 70 ? 2000 : 1900);
}

const isYear = (year: number): boolean => year >= 1990 && year < 2100;

function date(year: number, month: number, day: number): FoundWindow | null {
  if (!isYear(year) || month < 1 || month > 12 || day < 1) return null;
  const start = dayNumber(year, month, day);
  return civilDate(start).month === month ? { period: null, start } : null;
}

const windowFrom = (period: RecordedPeriod, year: number, month: number): FoundWindow | null =>
  isYear(year) && month >= 1 && month <= 12 ? { period, start: dayNumber(year, month) } : null;

const READERS = new Map<string, (text: string) => Reading>();

/** Styles are few, and the texts of a table are read over and over with each. */
function readerOf(style: WindowStyle): (text: string) => Reading {
  const { order = '', quarters = '', pairs = '', years = '' } = style;
  const key = [order, quarters, pairs, years].join();
  let reader = READERS.get(key);
  if (!reader) {
    const own = { ...style };
    READERS.set(key, (reader = remembered((text) => windowOfText(plainText(withoutMarks(text)), own))));
  }
  return reader;
}

/** What a cell says of a window. */
export function windowIn(cell: TableCell, style: WindowStyle = {}): Reading {
  if (typeof cell === 'object' && cell?.kind === 'date') return { period: null, start: cell.day };
  if (typeof cell === 'number') return yearIn(String(cell), style);
  if (typeof cell !== 'string' || cell.length > 2 * LONGEST || !/\d/.test(cell)) return null;
  return readerOf(style)(cell);
}

/** Longer than any name of a window. */
const LONGEST = 60;
const WORDS = `${MONTHS}|${WEEKDAY}|q|qtr|quarter|week|wk|[wqyec]|month|months|year|fy|financial|the|to|until|of|on|ending|ended|end|period|from|commencing|beginning|starting|st|nd|rd|th|three|twelve|m|t|z|utc|gmt|am|pm|b`;
/** Whether a text is made of what windows are named by: most texts are not, and need not be looked at closely. */
const MAY_BE = new RegExp(`^(?=.*\\d)(?:[\\d .,:/'+()-]|(?:${WORDS})(?![a-z]))+$`);

function windowOfText(text: string, style: WindowStyle): Reading {
  if (text.length > LONGEST || !MAY_BE.test(text)) return null;
  return (
    monthIn(text, style) ??
    dateIn(text, style) ??
    yearIn(text, style) ??
    quarterIn(text, style) ??
    endingIn(text, style) ??
    spanIn(text, style)
  );
}

function monthIn(text: string, style: WindowStyle): Reading {
  let [, month, year] = MONTH_YEAR.exec(text) ?? [];
  if (!month) [, year, month] = YEAR_MONTH.exec(text) ?? [];
  if (month) return windowFrom('month', yearNumber(year), monthNumber(month));
  const [, number, after] = NUMBER_MONTH.exec(text) ?? [];
  if (number) return windowFrom('month', Number(after), Number(number));
  const [, first, second] = PAIR.exec(text) ?? /^(\d{4})m(\d{1,2})$/.exec(text) ?? [];
  if (!first || second.length > 2) return null;
  const isPair = second.length === 2 && (Number(first) + 1) % 100 === Number(second);
  if (!isPair) return /^\d/.test(text) ? windowFrom('month', Number(first), Number(second)) : null;
  // The same digits with a slash are a financial year everywhere, and so are those after December.
  if (Number(second) > 12 || text.includes('/') || !/^\d/.test(text)) return null;
  if (!style.pairs) return 'pairs';
  return style.pairs === 'month' ? windowFrom('month', Number(first), Number(second)) : null;
}

/** A date, its time left out. */
function dateIn(text: string, style: WindowStyle): Reading {
  const day = text.replace(TIME, '');
  const iso = ISO.exec(day);
  if (iso) return date(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = DAY_MONTH_YEAR.exec(day);
  if (named) return date(yearNumber(named[3]), monthNumber(named[2]), Number(named[1]));
  const american = MONTH_DAY_YEAR.exec(day);
  if (american) return date(Number(american[3]), monthNumber(american[1]), Number(american[2]));
  const numbers = NUMBERS.exec(day);
  if (!numbers) return null;
  const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), yearNumber(numbers[3])];
  // Where one date shows the order, no other of its column has another.
  const order = first > 12 ? 'day-first' : second > 12 ? 'month-first' : undefined;
  if (order && style.order && order !== style.order) return null;
  if (first === second) return date(year, second, first);
  if (!order && !style.order) return 'order';
  return (order ?? style.order) === 'day-first' ? date(year, second, first) : date(year, first, second);
}

function yearIn(text: string, style: WindowStyle): Reading {
  if (/^\d{4}$/.test(text)) {
    if (!isYear(Number(text))) return null;
    if (!style.years) return 'years';
    return windowFrom('year', Number(text), style.years === 'financial' ? 4 : 1);
  }
  const first = financialYear(text);
  return first === null ? null : windowFrom('year', first, 4);
}

/** `2025/26`, `2025-2026`, `FY 25/26`: the year in which it begins. */
function financialYear(text: string): number | null {
  const [, first, second] = PAIR.exec(text) ?? SHORT_PAIR.exec(text) ?? [];
  if (!first) return null;
  const year = yearNumber(first);
  return (year + 1) % 100 === Number(second) % 100 && isYear(year) ? year : null;
}

function quarterIn(text: string, style: WindowStyle): Reading {
  let [, number, year] = QUARTER.exec(text) ?? [];
  if (!number) [, year, number] = YEAR_QUARTER.exec(text) ?? [];
  if (!number) return null;
  const month = (Number(number) - 1) * 3;
  const first = financialYear(year);
  const quarter = (begin: number, at: number): FoundWindow | null =>
    isYear(begin) ? { period: 'quarter', start: addMonths(dayNumber(begin, 1), at) } : null;
  if (first !== null) return quarter(first, month + 3);
  if (!pattern(YEAR).test(year)) return null;
  if (!style.quarters) return 'quarters';
  return quarter(yearNumber(year), style.quarters === 'financial' ? month + 3 : month);
}

const ENDED: readonly (readonly [words: RegExp, period: RecordedPeriod])[] = [
  [/^w/, 'week'],
  [/^m/, 'month'],
  [/^(?:q|3|three)/, 'quarter'],
  [/^(?:y|12|twelve)/, 'year'],
];

/** `year ending March 2026`, `w/c 9 March 2026`, `on 9 March 2026`. */
function endingIn(text: string, style: WindowStyle): Reading {
  if (text.startsWith('on ')) {
    const day = dateIn(text.slice(3), style);
    return day && typeof day === 'object' ? { ...day, period: 'day' } : day;
  }
  const [, long, last] = ENDING.exec(text) ?? [];
  const end =
    last === undefined ? null : boundIn({ text: last, bound: 'last', period: periodOf(long) }, style);
  if (end) return end;
  const [, short = 'week', first] = BEGINNING.exec(text) ?? [];
  return first === undefined
    ? null
    : boundIn({ text: first, bound: 'first', period: periodOf(short) }, style);
}

const periodOf = (words = ''): RecordedPeriod | undefined => ENDED.find(([word]) => word.test(words))?.[1];

/** The window that begins or ends on a day, or with a month; a date where it is not said how long it is, or none does. */
function boundIn(
  { text, bound, period }: { text: string; bound: 'first' | 'last'; period: RecordedPeriod | undefined },
  style: WindowStyle,
): Reading {
  if (period === 'year' && bound === 'last' && /^\d{4}$/.test(text)) return yearEnding(text, style);
  const found =
    monthIn(text, style) ?? dateIn(text, style) ?? (period === 'year' ? yearIn(text, style) : null);
  if (!found || typeof found === 'string' || found.period === 'year') return found;
  const edge =
    bound === 'first' ? found.start : isMonth(found, period) ? addMonths(found.start, 1) : dayAfter(found);
  const date: FoundWindow = { period: null, start: bound === 'first' ? edge : edge - 1, bound };
  if (!period) return date;
  if (!fitsStart(period, edge)) return { ...date, isUnfit: true };
  return { period, start: bound === 'first' ? edge : shiftStart({ recorded: period, start: edge }, -1) };
}

/**
 * Spreadsheets keep `Mar 2026` as 1 March 2026, on which nothing longer than a week ends. But who writes that a year ends
 * on 1 January or 1 April may mean the day before.
 */
function isMonth({ start }: FoundWindow, period: RecordedPeriod | undefined): boolean {
  const { month, day } = civilDate(start);
  if (period === 'year' && (month === 1 || month === 4)) return false;
  return day === 1 && (period === 'month' || period === 'quarter' || period === 'year');
}

/** The financial year that ends in 2026 begins in April 2025. */
function yearEnding(text: string, style: WindowStyle): Reading {
  const found = yearIn(text, style);
  if (!found || typeof found === 'string' || style.years === 'calendar') return found;
  return { ...found, start: addMonths(found.start, -12) };
}

/** The day after a date, or after a month. */
const dayAfter = ({ period, start }: FoundWindow): number =>
  period === 'month' ? addMonths(start, 1) : start + 1;

/** `January to March 2026`, `10 to 16 March 2014`, `1 April 2025 - 31 March 2026`: what is left out stands at the end. */
function spanIn(text: string, style: WindowStyle): Reading {
  for (const between of text.matchAll(BETWEEN)) {
    const [left, right] = [text.slice(0, between.index), text.slice(between.index + between[0].length)];
    const last = monthIn(right, style) ?? dateIn(right, style);
    const found = typeof last === 'object' && last ? spanTo(left, last, style) : last;
    if (found) return found;
  }
  return null;
}

function spanTo(left: string, last: FoundWindow, style: WindowStyle): Reading {
  const { year, month } = civilDate(last.start);
  for (const each of [left, `${left} ${year}`, `${left} ${MONTH_ORDER[month - 1]} ${year}`]) {
    const first = monthIn(each, style) ?? dateIn(each, style);
    if (typeof first === 'string') return first;
    if (!first) continue;
    // November to January 2026 begins in the year before.
    const isBefore = first.start <= last.start || each === left;
    return windowBetween(isBefore ? first.start : addMonths(first.start, -12), dayAfter(last));
  }
  return null;
}

function windowBetween(start: number, end: number): FoundWindow | null {
  const period = (['day', 'week', 'month', 'quarter', 'year'] as const).find(
    (recorded) => shiftStart({ recorded, start }, 1) === end && fitsStart(recorded, start),
  );
  return period ? { period, start } : null;
}

/** Whether a window of a period can begin on a day; a year may in any month. */
export function fitsStart(period: RecordedPeriod, start: number): boolean {
  if (isInstant(period)) return false;
  if (period === 'year') return civilDate(start).day === 1;
  return alignStart(period.toUpperCase() as Period, start) === start;
}
