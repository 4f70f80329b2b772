/** What every part of a narrative is told with, and the small words they share. Server only. */
import { formatValue } from './numbers.js';
import { periodNoun } from './periods.js';
import { sentencesOf } from './sentences.js';
import type { NarrativeInput } from './engine-types.js';
import type { Language, SpanData } from './types.js';
import { fill } from './words.js';

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

/** "in the 12 months to September 2014", "from January to March 2014", "on 4 May 2014". */
export const tellPeriod = (span: SpanData, { lang, zone }: Telling): string =>
  fill(sentencesOf(lang).inPeriod[span.period], { period: periodNoun(span, lang, zone) });
