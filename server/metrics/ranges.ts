/** Ranges of time that suit modules of any period: each shows as many of its own windows as make up that time. */
import type { Period, RollingStep } from './periods.js';

export const RANGES = ['LAST_3_MONTHS', 'LAST_12_MONTHS', 'LAST_3_YEARS', 'ALL'] as const;
export type Range = (typeof RANGES)[number];

/** The most windows of a series. */
export const MOST_POINTS = 50_000;

/** The most values of a dimension that make lines. */
export const MOST_LINES = 1000;

const MONTHS: Record<Exclude<Range, 'ALL'>, number> = {
  LAST_3_MONTHS: 3,
  LAST_12_MONTHS: 12,
  LAST_3_YEARS: 36,
};

/** Windows in a year. Rolling years overlap: a new one begins every month, or every quarter. */
const A_YEAR: Record<Period, number> = {
  MINUTE: 365 * 24 * 60,
  HOUR: 365 * 24,
  DAY: 365,
  WEEK: 52,
  MONTH: 12,
  QUARTER: 4,
  YEAR: 1,
  FINANCIAL_YEAR: 1,
  ROLLING_YEAR: 12,
};

/** How many windows of a period make up a range, at least one; null for all. */
export function windowsIn(range: Range, period: Period, step: RollingStep): number | null {
  if (range === 'ALL') return null;
  const aYear = period === 'ROLLING_YEAR' && step === 'quarter' ? 4 : A_YEAR[period];
  return Math.max(1, Math.round((aYear * MONTHS[range]) / 12));
}
