import type { Language, Verdict } from '../formatting/types.js';

/** What the head of a module says by itself: everything that is neither a value nor the server's. */
export interface HeadTexts {
  verdicts: Readonly<Record<Verdict, string | null>>;
  comparedWith: (change: string, period: string) => string;
  noChangeShown: string;
  /** What the mean after a day is held against. */
  meanOf: (value: string, side: string) => string;
  /** @param met null while there is no value to hold against it */
  target: (value: string, met: boolean | null) => string;
  coverageOf: (coverage: string) => string;
  onlyOf: (coverage: string) => string;
  publisher: (name: string, source: string | null) => string;
  contact: (contact: string) => string;
  licence: (licence: string) => string;
  noData: string;
  failed: string;
  failedRetrying: string;
  stale: (minutes: number) => string;
}

const count = (n: number, one: string): string => (n === 1 ? `1 ${one}` : `${n} ${one}s`);

const ENGLISH: HeadTexts = {
  verdicts: {
    BETTER: 'Better',
    WORSE: 'Worse',
    SAME: 'About the same',
    NEUTRAL: null,
    UNCLEAR: 'No clear change',
  },
  comparedWith: (change, period) => `${change} compared with ${period}`,
  noChangeShown: 'No change is shown',
  meanOf: (value, side) => `${value} in the ${side}`,
  target: (value, met) => `Target ${value}${met === null ? '' : met ? ': met' : ': not met'}`,
  coverageOf: (coverage) => `Based on ${coverage}`,
  onlyOf: (coverage) => `Only ${coverage}`,
  publisher: (name, source) => `Published by ${name}${source ? `. Source: ${source}` : ''}`,
  contact: (contact) => `Contact: ${contact}`,
  licence: (licence) => `Licence: ${licence}`,
  noData: 'No data has been published for this yet.',
  failed: 'This figure cannot be shown.',
  failedRetrying: 'This figure could not be fetched. It will be tried again.',
  stale: (minutes) =>
    `Shown as it was ${minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour')} ago: newer figures could not be fetched.`,
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<HeadTexts> = {};

export const headTexts = (lang: Language): HeadTexts => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);

/**
 * What stands in the place of a figure that could not be fetched. Readers can do nothing about what the page's author wrote:
 * that is for `perf-error` and the console.
 * @param isChosen whether the reader chose the range or comparison that cannot be shown
 */
export function failureText(
  { isRetrying, message }: { isRetrying: boolean; message: string },
  lang: Language,
  isChosen = false,
): string {
  const { failed, failedRetrying } = headTexts(lang);
  if (isRetrying) return failedRetrying;
  return isChosen ? `${failed} ${sentence(message)}` : failed;
}

/** A message of the API, as readers expect a sentence. */
const sentence = (message: string): string =>
  message.charAt(0).toUpperCase() + message.slice(1) + (/[.?]$/.test(message) ? '' : '.');
