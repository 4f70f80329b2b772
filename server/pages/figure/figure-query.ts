/** The words of a figure's address (`?period=rolling-year&compare-to=previous-year`), and the request they make. */
import { ArgumentError } from '../../errors.js';
import { figureQuery, type AddressWords } from '../../modules/module-address.js';
import type { ModuleRange } from '../../modules/module-request.js';
import {
  CHOICES,
  factsOf,
  NO_COMPARISON,
  QUERY_WORDS,
  writtenChoice,
  writtenName,
  type QueryWord,
} from '../../modules/request-words.js';
import { COMPARISONS, PERIODS, type Comparison, type Period } from '../../metrics/periods.js';
import { periodWord } from '../../../components/formatting/periods.js';

/** What periods are called where one is chosen. */
export const PERIOD_TEXTS: Record<Period, string> = {
  MINUTE: 'Minutes',
  HOUR: 'Hours',
  DAY: 'Days',
  WEEK: 'Weeks',
  MONTH: 'Months',
  QUARTER: 'Quarters',
  YEAR: 'Calendar years',
  FINANCIAL_YEAR: 'Financial years',
  ROLLING_YEAR: 'Rolling 12 months',
};

/** Every parameter of a figure's address. */
export const FIGURE_PARAMETERS: readonly string[] = QUERY_WORDS.map(writtenName);

/** @throws ArgumentError that names the parameter and says what it must be. */
function oneOf<Value extends string>(parameter: string, text: string, values: readonly Value[]): Value {
  const value = values.find((each) => writtenChoice(each) === text);
  if (value) return value;
  const words = values.map(writtenChoice).join(', ');
  throw new ArgumentError(parameter, `${parameter} must be one of ${words}, not "${text}"`);
}

function wholeNumber(parameter: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new ArgumentError(parameter, `${parameter} must be a whole number of 1 or more, not "${text}"`);
}

/** A parameter's value; one that is empty, as forms send it, is as if it were not there. */
export function valueOf(query: URLSearchParams, parameter: string): string | null {
  return query.get(parameter)?.trim() || null;
}

/** @throws ArgumentError unless the text is a period or null. */
export const periodParameter = (text: string | null): Period | null =>
  text ? oneOf<Period>('period', text, PERIODS) : null;

/** @throws ArgumentError unless the text is a comparison or null. */
export const comparisonParameter = (text: string | null): Comparison | null =>
  text ? oneOf<Comparison>('compare-to', text, COMPARISONS) : null;

/** The value of a word. Starts, days, splits and instants are checked by the engine, which knows the metric. */
function wordValue(name: QueryWord, text: string): string | number | boolean | null {
  const { kind } = factsOf(name);
  const parameter = writtenName(name);
  const choices: readonly string[] | undefined = CHOICES[kind];
  if (kind === 'comparison') {
    return text === NO_COMPARISON ? null : oneOf(parameter, text, [...COMPARISONS, NO_COMPARISON]);
  }
  if (choices) return oneOf(parameter, text, choices);
  if (kind === 'count') return wholeNumber(parameter, text);
  if (kind === 'flag') return oneOf(parameter, text, ['true', 'false']) === 'true';
  return kind === 'language' ? oneOf(parameter, text, ['en', 'cy']) : text;
}

/**
 * What an address asks for. `compareTo` is undefined where it says nothing of a comparison, and null where none is wanted.
 *
 * @throws ArgumentError that names the parameter.
 */
export function parseFigureQuery(query: URLSearchParams): AddressWords {
  const asked: AddressWords = Object.fromEntries(
    QUERY_WORDS.map((name) => {
      const text = valueOf(query, writtenName(name));
      return [name, text === null ? null : wordValue(name, text)];
    }),
  );
  // A day to compare before and after stands in the place of what each window is compared with.
  const saysComparison = valueOf(query, 'compare-to') !== null || asked.splitOn;
  return saysComparison ? asked : { ...asked, compareTo: undefined };
}

/** The query of a view of the same figure; comparing with nothing is said, because pages compare by default. */
export function queryOf(range: ModuleRange): string {
  const query = figureQuery(range);
  if (range.compareTo || range.splitOn) return query;
  return `${query}${query ? '&' : '?'}compare-to=${NO_COMPARISON}`;
}

/** The same for what a page offers to take along: there only what its address says is said. */
export const queryAsked = (range: ModuleRange, asked: URLSearchParams): string =>
  valueOf(asked, 'compare-to') === NO_COMPARISON ? queryOf(range) : figureQuery(range);

/** Messages of the engine, with periods as addresses write them: `ROLLING_YEAR` → `rolling-year`. */
export const inAddressWords = (message: string): string =>
  message.replace(/\b[A-Z]{3,}(_[A-Z]+)?\b/g, (word) =>
    (PERIODS as readonly string[]).includes(word) ? periodWord(word as Period) : word,
  );
