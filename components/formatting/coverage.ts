/** Coverage in words: services of a portfolio, parts of the window of one service, share of the volume. */
import { percent, whole } from './digits.js';
import type { CoverageData, Language, Period, SubjectKind } from './types.js';
import { fill, formFor, wordsOf, type Words } from './words.js';

/** What is counted depends on the subject and the period of the figure. */
export interface CoverageContext {
  kind: SubjectKind;
  period: Period;
  /** Of several periods in one: they are its parts. */
  isRange?: boolean;
}

/** By period: what it consists of, and of how many at least and at most. */
const YEAR_PARTS: [keyof Words['parts'], number, number][] = [
  ['quarter', 4, 4],
  ['month', 12, 12],
];
const PARTS: Record<Period, [keyof Words['parts'], number, number][]> = {
  MINUTE: [],
  HOUR: [],
  DAY: [['hour', 23, 25]],
  WEEK: [['day', 7, 7]],
  MONTH: [['day', 28, 31]],
  QUARTER: [['month', 3, 3]],
  YEAR: YEAR_PARTS,
  FINANCIAL_YEAR: YEAR_PARTS,
  ROLLING_YEAR: YEAR_PARTS,
};

const RANGE_PARTS: Partial<Record<Period, keyof Words['parts']>> = {
  HOUR: 'hour',
  DAY: 'day',
  MONTH: 'month',
  QUARTER: 'quarter',
};

/** A year has 4 quarters or, off the quarters, 12 months: the number expected tells which. */
function partOf(period: Period, expected: number, isRange?: boolean): keyof Words['parts'] {
  if (isRange) return RANGE_PARTS[period] ?? 'part';
  // An observation of exactly the window is its one part.
  const found = PARTS[period].find(([, least, most]) => expected >= least && expected <= most);
  return found ? found[0] : 'part';
}

/** "435 of 734 services", "3 of 4 quarters"; an observation of exactly the window is "1 of 1 part". */
export function formatCoverage(
  { provided, expected }: Pick<CoverageData, 'provided' | 'expected'>,
  { kind, period, isRange }: CoverageContext,
  lang: Language = 'en',
): string {
  const words = wordsOf(lang);
  const forms = kind === 'SERVICE' ? words.parts[partOf(period, expected, isRange)] : words.service;
  return fill(words.ofExpected, {
    provided: whole(provided, lang),
    expected: whole(expected, lang),
    what: formFor(forms, expected, lang),
  });
}

/** "98.4% of the volume", or empty where the metric has no share. `share` is 0–100. */
export const formatShare = (share: number | null, lang: Language = 'en'): string =>
  share === null ? '' : fill(wordsOf(lang).share, { share: percent(share, 1, lang) });

/** Coverage with its share: "142 of 734 services, 61.5% of the volume". */
export const describeCoverage = (
  coverage: CoverageData,
  context: CoverageContext,
  lang: Language = 'en',
): string =>
  [formatCoverage(coverage, context, lang), formatShare(coverage.share, lang)].filter(Boolean).join(', ');

/** Of a figure: always of a portfolio's; "1 of 1 part" or all of the volume of one service say nothing, and are empty. */
export function figureCoverage(coverage: CoverageData, context: CoverageContext, lang: Language): string {
  const { provided, expected, share } = coverage;
  const isWhole = context.kind === 'SERVICE' && (expected < 2 || provided >= expected);
  return isWhole
    ? formatShare(share === 100 ? null : share, lang)
    : describeCoverage(coverage, context, lang);
}
