/** What every part of a narrative is told with, and the small words they share. Server only. */
import { formatValue } from '../../components/formatting/numbers.js';
import { periodNoun } from '../../components/formatting/periods.js';
import { sentencesOf } from './sentences.js';
import type { NarrativeInput } from './engine-types.js';
import type { Language, Period, SpanData } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';

export interface Telling {
  input: NarrativeInput;
  /** An instant, passed in. */
  now: string;
  lang: Language;
  zone: string;
}

export const isValue = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** Published texts hold line breaks and double spaces. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** But not of abbreviations: two capitals stay. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** A value of the metric. */
export const tellValue = (
  value: number,
  { input: { metric }, lang }: Telling,
  isLowerBound = false,
): string => formatValue(value, metric.unit, { metric: metric.key, isLowerBound }, lang);

export const tellCount = (value: number, { lang }: Telling): string => formatValue(value, 'count', {}, lang);

const DAY_MS = 86_400_000;

/** So many days a window of a period has at most. */
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

/** "in the 12 months to September 2014", "from January to March 2014", "on 4 May 2014". */
export function tellPeriod(span: SpanData, { lang, zone }: Telling): string {
  const period = periodNoun(span, lang, zone);
  return fill(sentencesOf(lang).inPeriod[formOf(span, period)], { period });
}
