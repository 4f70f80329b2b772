/** The small phrases that sentences are put together from. */
import { formatValue } from '../../components/formatting/numbers.js';
import {
  civilTime,
  formatDate,
  formatPeriod,
  formatTime,
  periodNoun,
} from '../../components/formatting/periods.js';
import type { Language, Period, SpanData } from '../../components/formatting/types.js';
import { fill, formFor, wordsOf } from '../../components/formatting/words.js';
import { sentencesOf } from './sentences.js';

/** Published texts hold line breaks and double spaces. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** But not of abbreviations: two capitals stay. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

export const formatCount = (value: number, lang: Language): string => formatValue(value, 'count', {}, lang);

export const formatPercent = (value: number, lang: Language): string => formatValue(value, '%', {}, lang);

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

/** Whether a span is several periods in one: a range. */
export const isRange = ({ period, start, end }: SpanData): boolean =>
  Date.parse(end) - Date.parse(start) > MOST_DAYS[period] * DAY_MS;

/** Days and hours of a range are counted: "30 days to 27 November 2026". Null of every other span. */
function countedRange(span: SpanData, lang: Language): string | null {
  const { period, start, end } = span;
  if ((period !== 'DAY' && period !== 'HOUR') || !isRange(span)) return null;
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const n = Math.round((to - from) / (MOST_DAYS[period] * DAY_MS));
  const sentences = sentencesOf(lang);
  return fill(sentences.countedRange, {
    n: formatCount(n, lang),
    points: formFor(sentences.points[period], n, lang),
    end: period === 'DAY' ? formatDate(civilDay(to - DAY_MS), {}, lang) : endOfHours(to, lang),
  });
}

const civilDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** "3pm on 27 November 2026"; an end at midnight belongs to the day before. */
function endOfHours(end: number, lang: Language): string {
  const [at, before] = [civilTime(end), civilTime(end - 1)];
  const day = formatDate(at.hour || at.minute ? at : before, {}, lang);
  return fill(wordsOf(lang).timeOnDay, { time: formatTime(at, lang), day });
}

/** What a span is called by itself: "January to March 2014", "30 days to 27 November 2026". */
const spanLabel = (span: SpanData, lang: Language): string =>
  countedRange(span, lang) ?? formatPeriod(span, lang);

/** A span with what it is called by itself. */
export const spanData = (span: SpanData, lang: Language): SpanData & { label: string } => ({
  ...span,
  label: spanLabel(span, lang),
});

/** What a span is called inside a sentence: "the 12 months to September 2014". */
export function spanNoun(span: SpanData, lang: Language): string {
  const counted = countedRange(span, lang);
  return counted ? fill(sentencesOf(lang).theRange, { period: counted }) : periodNoun(span, lang);
}

/** Which form fits a span: several periods in one are told from the first to the last. */
function formOf(span: SpanData, noun: string): Period {
  if (!isRange(span)) return span.period;
  if (span.period === 'DAY' || span.period === 'HOUR') return 'ROLLING_YEAR';
  return /^\d+$/.test(noun) ? 'YEAR' : 'QUARTER';
}

/** A window inside a sentence: "in the 12 months to September 2014", "from January to March 2014", "on 4 May 2014". */
export function inPeriod(span: SpanData, lang: Language): string {
  const period = spanNoun(span, lang);
  return fill(sentencesOf(lang).inPeriod[formOf(span, period)], { period });
}
