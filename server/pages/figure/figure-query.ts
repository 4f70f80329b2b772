/** The words of a figure's address (`?period=rolling-year&compare-to=previous-year`), and the request they make. */
import { ArgumentError } from '../../errors.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { RANGES, type Range } from '../../metrics/ranges.js';
import { CHART_KINDS, VIEW_KINDS, type ChartKind, type ViewKind } from '../../metrics/presentation.js';
import { COMPARISONS, PERIODS, type Comparison, type Period } from '../../metrics/periods.js';
import { figureQuery } from '../../../components/formatting/paths.js';
import { periodWord } from '../../../components/formatting/periods.js';

export const comparisonWord = (comparison: Comparison): string =>
  comparison.toLowerCase().replaceAll('_', '-');

export const rangeWord = (range: Range): string => range.toLowerCase().replaceAll('_', '-');

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

const lowerCase = (word: string): string => word.toLowerCase();

/** Says that no comparison is wanted, where there is one by default. */
export const NO_COMPARISON = 'none';

/** @throws ArgumentError that names the parameter and says what it must be. */
function oneOf<Value extends string>(
  parameter: string,
  text: string,
  values: readonly Value[],
  wordOf: (value: Value) => string,
): Value {
  const value = values.find((each) => wordOf(each) === text);
  if (value) return value;
  const words = values.map(wordOf).join(', ');
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
  text ? oneOf<Period>('period', text, PERIODS, periodWord) : null;

export interface FigureQuery extends ModuleRange {
  /** Whether the address says with what to compare: `none` is an answer, too. */
  saysComparison: boolean;
  /** How the module is drawn and what of it is shown, if not as it says itself. */
  chart: ChartKind | null;
  view: ViewKind | null;
}

/**
 * What an address asks for. Starts, splits and instants are checked by the engine, which knows the metric.
 *
 * @throws ArgumentError that names the parameter.
 */
export function parseFigureQuery(query: URLSearchParams): FigureQuery {
  const value = (parameter: string): string | null => valueOf(query, parameter);
  const [period, last, range, top, comparison, chart, view, lang] = [
    'period',
    'last',
    'range',
    'top',
    'compare-to',
    'chart',
    'view',
    'lang',
  ].map(value);
  return {
    period: periodParameter(period),
    from: value('from'),
    to: value('to'),
    since: value('since'),
    until: value('until'),
    last: last ? wholeNumber('last', last) : null,
    range: range ? oneOf<Range>('range', range, RANGES, rangeWord) : null,
    by: value('by'),
    top: top ? wholeNumber('top', top) : null,
    compareTo: comparison && comparison !== NO_COMPARISON ? comparisonOf(comparison) : null,
    // A day to compare before and after stands in the place of what each window is compared with.
    saysComparison: comparison !== null || value('split-on') !== null,
    splitOn: value('split-on'),
    chart: chart ? oneOf<ChartKind>('chart', chart, CHART_KINDS, lowerCase) : null,
    view: view ? oneOf<ViewKind>('view', view, VIEW_KINDS, lowerCase) : null,
    asOf: value('as-of'),
    lang: lang ? oneOf('lang', lang, ['en', 'cy'], (word) => word) : null,
  };
}

function comparisonOf(text: string): Comparison {
  const found = COMPARISONS.find((each) => comparisonWord(each) === text);
  if (found) return found;
  const words = [...COMPARISONS.map(comparisonWord), NO_COMPARISON].join(', ');
  throw new ArgumentError('compare-to', `compare-to must be one of ${words}, not "${text}"`);
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

/** GraphQL's names of arguments, as addresses write them: `compareTo` → `compare-to`. */
export const parameterOf = (argument: string | null): string | null =>
  argument && argument.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Messages of the engine, with periods as addresses write them: `ROLLING_YEAR` → `rolling-year`. */
export const inAddressWords = (message: string): string =>
  message.replace(/\b[A-Z]{3,}(_[A-Z]+)?\b/g, (word) =>
    (PERIODS as readonly string[]).includes(word) ? periodWord(word as Period) : word,
  );
