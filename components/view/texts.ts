import type { Language, Verdict } from '../formatting/types.js';

/** What the head of a module says by itself: everything that is neither a value nor the server's. */
export interface HeadTexts {
  verdicts: Readonly<Record<Verdict, string | null>>;
  comparedWith: (change: string, period: string) => string;
  noChangeShown: string;
  /** @param met null while there is no value to hold against it */
  target: (value: string, met: boolean | null) => string;
  coverageOf: (coverage: string) => string;
  onlyOf: (coverage: string) => string;
  publisher: (name: string, source: string | null) => string;
  contact: (contact: string) => string;
  licence: (licence: string) => string;
  noData: string;
  failed: string;
  /** The page's author wrote what cannot be understood. */
  failedPage: string;
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
  target: (value, met) => `Target ${value}${met === null ? '' : met ? ': met' : ': not met'}`,
  coverageOf: (coverage) => `Based on ${coverage}`,
  onlyOf: (coverage) => `Only ${coverage}`,
  publisher: (name, source) => `Published by ${name}${source ? `. Source: ${source}` : ''}`,
  contact: (contact) => `Contact: ${contact}`,
  licence: (licence) => `Licence: ${licence}`,
  noData: 'No data has been published for this yet.',
  failed: 'This figure cannot be shown.',
  failedPage: 'This figure cannot be shown: this page asks for it wrongly.',
  failedRetrying: 'This figure could not be fetched. It will be tried again.',
  stale: (minutes) =>
    `Shown as it was ${minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour')} ago: newer figures could not be fetched.`,
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<HeadTexts> = {};

export const headTexts = (lang: Language): HeadTexts => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);

/** What stands in the place of a figure that could not be fetched. */
export function failureText(
  { isRetrying, code, message }: { isRetrying: boolean; code: string; message: string },
  lang: Language,
): string {
  const texts = headTexts(lang);
  if (isRetrying) return texts.failedRetrying;
  return `${code === 'BAD_ATTRIBUTE' ? texts.failedPage : texts.failed} ${message}`;
}
