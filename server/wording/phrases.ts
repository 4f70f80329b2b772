/** The small phrases that sentences are put together from. */
import { formatValue } from '../../components/formatting/numbers.js';
import { formatPeriod, periodNoun } from '../../components/formatting/periods.js';
import type { Language, Period, SpanData } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';
import { sentencesOf } from './sentences.js';

/** Published texts hold line breaks and double spaces. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** But not of abbreviations: two capitals stay. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

export const formatCount = (value: number, lang: Language): string => formatValue(value, 'count', {}, lang);

export const formatPercent = (value: number, lang: Language): string => formatValue(value, '%', {}, lang);

/** A window with what it is called by itself: "January to March 2014". */
export const spanData = (span: SpanData, lang: Language): SpanData & { label: string } => ({
  ...span,
  label: formatPeriod(span, lang),
});

const DAY_MS = 86_400_000;

/** Maximum number of days in a window of each period. */
const MOST_DAYS: Record<Period, number> = {
  MINUTE: 1 / 1440,
  HOUR: 1 / 24,
  DAY: 1,
  WEEK: 7,
  MONTH: 31,
  QUARTER: 92,
  YEAR: 366,
  FINANCIAL_YEAR: 366,
  ROLLING_YEAR: 366,
};

/** Which form fits a span: several periods in one are told from the first to the last. */
function formOf({ period, start, end }: SpanData, noun: string): Period {
  if (Date.parse(end) - Date.parse(start) <= MOST_DAYS[period] * DAY_MS) return period;
  return /^\d+$/.test(noun) ? 'YEAR' : 'QUARTER';
}

/** A window inside a sentence: "in the 12 months to September 2014", "from January to March 2014", "on 4 May 2014". */
export function inPeriod(span: SpanData, lang: Language): string {
  const period = periodNoun(span, lang);
  return fill(sentencesOf(lang).inPeriod[formOf(span, period)], { period });
}
