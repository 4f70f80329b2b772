/**
 * The words of values, periods and cells, by language. What modules, lists and charts say besides is in the files
 * called texts of view/ and charts/spec/; the sentences that only the server writes are in server/wording/sentences.ts.
 *
 * A language is data: what it does not say is said in English, word by word.
 */
import type { Language, Unit, ValueFlag, ValueStatus } from './types.js';

/** A word by plural category of the number beside it (Welsh has six). */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Words {
  thousands: string;
  point: string;
  /** Which form of a word stands beside a number. */
  plural: (n: number) => Intl.LDMLPluralRule;
  months: readonly string[];
  shortMonths: readonly string[];
  am: string;
  pm: string;
  midnight: string;
  midday: string;
  range: string;
  timeOnDay: string;
  rollingYear: string;
  /** How a rolling year is called inside a sentence. */
  theRollingYear: string;
  rollingNote: string;
  /** Short forms from a thousand, each a thousand times the one before. */
  magnitudes: readonly string[];
  duration: { ms: string; s: string; m: string; h: string; d: string };
  perThousand: string;
  days: Forms;
  workingDays: Forms;
  points: Forms;
  noChange: string;
  up: string;
  down: string;
  same: string;
  ofExpected: string;
  service: Forms;
  parts: Record<'quarter' | 'month' | 'day' | 'hour' | 'part', Forms>;
  share: string;
  status: Record<Exclude<ValueStatus, 'PROVIDED'>, string>;
  suppressedBelow: string;
  incompleteOf: string;
  /** The Analysis Function's shorthand: what each mark stands for. */
  marks: Record<string, string>;
  /** Flags that have no mark stand in words. */
  flags: Partial<Record<ValueFlag, string>>;
}

const EN: Words = {
  thousands: ',',
  point: '.',
  plural: (n) => (n === 1 ? 'one' : 'other'),
  months: 'January February March April May June July August September October November December'.split(' '),
  shortMonths: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  am: 'am',
  pm: 'pm',
  midnight: 'midnight',
  midday: 'midday',
  range: '{from} to {to}',
  timeOnDay: '{time} on {day}',
  rollingYear: '12 months to {month}',
  theRollingYear: 'the {period}',
  rollingNote:
    'Each point is a total of 12 months, so neighbouring points share {n} of them; compare points a year apart.',
  magnitudes: ['k', 'm', 'bn', 'tn'],
  duration: { ms: 'ms', s: 's', m: 'm', h: 'h', d: 'd' },
  perThousand: '{n} per 1,000',
  days: { one: '{n} day', other: '{n} days' },
  workingDays: { one: '{n} working day', other: '{n} working days' },
  points: { one: '{n} point', other: '{n} points' },
  noChange: 'no change',
  up: 'up {size} on {period}',
  down: 'down {size} on {period}',
  same: 'no change on {period}',
  ofExpected: '{provided} of {expected} {what}',
  service: { one: 'service', other: 'services' },
  parts: {
    quarter: { one: 'quarter', other: 'quarters' },
    month: { one: 'month', other: 'months' },
    day: { one: 'day', other: 'days' },
    hour: { one: 'hour', other: 'hours' },
    part: { one: 'part', other: 'parts' },
  },
  share: '{share} of the volume',
  status: {
    NOT_PROVIDED: 'Not provided',
    NOT_APPLICABLE: 'Not applicable',
    SUPPRESSED: 'Suppressed',
    INCOMPLETE: 'Incomplete',
  },
  suppressedBelow: 'Suppressed (fewer than {n})',
  incompleteOf: 'Incomplete: {coverage}',
  marks: {
    x: 'not available',
    z: 'not applicable',
    c: 'confidential',
    p: 'provisional',
    r: 'revised',
    e: 'estimated',
    u: 'low reliability',
    b: 'break in the series',
  },
  flags: {
    UNFINISHED: 'period not finished',
    MIXED: 'includes caseloads',
    INCONSISTENT: 'parts exceed the total',
    PARTIAL: 'part of the services only',
    DRAFT: 'draft, not published',
  },
};

/** Welsh: add words here. */
const CY: Partial<Words> = {};

const TABLES: Record<Language, Words> = { en: EN, cy: { ...EN, ...CY } };

/** The mark of each flag that the shorthand has; the others stand in words. */
export const FLAG_MARKS: Partial<Record<ValueFlag, string>> = {
  PROVISIONAL: 'p',
  REVISED: 'r',
  ESTIMATED: 'e',
  LOW_RELIABILITY: 'u',
  BREAK: 'b',
};

/** The words of a language; of an unknown one, English. */
export const wordsOf = (lang: Language): Words => TABLES[lang] ?? EN;

/** `fill('{from} to {to}', { from: 'May', to: 'June' })`. What is filled in is never read as a template. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

/** The form of a word beside the number `n`. */
export const formFor = (forms: Forms, n: number, lang: Language): string =>
  forms[wordsOf(lang).plural(n)] ?? forms.other;

/** Units in which a change is a difference in points. */
export const isPercent = (unit: Unit): boolean => unit === '%';

/** "provisional", "includes caseloads": of a flag with a mark, what tables explain the mark with. */
export function flagText(flag: ValueFlag, lang: Language): string {
  const words = wordsOf(lang);
  return words.marks[FLAG_MARKS[flag] ?? ''] ?? words.flags[flag] ?? '';
}
