/** Random questions about figures, the same for the same seed. */
import type { Comparison, Period, SubjectKind } from '../../components/formatting/types.js';
import type { ServedCatalogue } from './figure-server.js';

export type Random = () => number;

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface FigureRequest {
  kind: SubjectKind;
  slug: string;
  metric: string;
  period?: Period;
  from?: string;
  to?: string;
  last?: number;
  by?: string;
  compareTo?: Comparison;
}

/** What there is more data for is asked for more often. */
const PUBLISHED = [
  ...['transactions', 'transactions', 'transactions', 'digital-take-up', 'digital-take-up'],
  ...['cost-per-transaction', 'total-cost'],
];
const PERIODS: readonly Period[] = [
  ...(['QUARTER', 'QUARTER', 'QUARTER', 'ROLLING_YEAR', 'ROLLING_YEAR'] as const),
  ...(['FINANCIAL_YEAR', 'YEAR', 'MONTH'] as const),
];
/** Costs are published by year, ratings and times by month. */
const YEARLY_PERIODS = PERIODS.filter((period) => period.endsWith('YEAR'));
const MONTHLY_PERIODS: readonly Period[] = ['MONTH', 'MONTH', ...PERIODS];
const MONTHLY = [
  ...['user-satisfaction', 'satisfied-share', 'ratings', 'completion-rate'],
  ...['time-to-complete', 'time-to-complete-p90', 'time-to-complete-within-target', 'visits'],
];
/** Starts of the published data, and of some windows before and after it. */
const YEARS = [2011, 2012, 2013, 2014, 2015, 2016, 2017];
const START_MONTHS: Partial<Record<Period, readonly number[]>> = {
  MONTH: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  QUARTER: [1, 4, 7, 10],
  YEAR: [1],
  FINANCIAL_YEAR: [4],
  ROLLING_YEAR: [1, 4, 7, 10, 2],
};
const BY: Record<string, string> = { transactions: 'channel', ratings: 'rating' };

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)];

function subjectOf(random: Random, catalogue: ServedCatalogue): { kind: SubjectKind; slug: string } {
  const chance = random();
  // Each takes as long as a hundred services.
  if (chance < 0.015) return { kind: 'PORTFOLIO', slug: 'portfolio' };
  if (chance < 0.25) return { kind: 'ORGANISATION', slug: pick(random, catalogue.organisations) };
  if (chance < 0.32) return { kind: 'GROUP', slug: pick(random, catalogue.groups) };
  if (chance < 0.55) return { kind: 'SERVICE', slug: pick(random, catalogue.monthly) };
  return { kind: 'SERVICE', slug: pick(random, catalogue.services) };
}

function startOf(random: Random, period: Period, years: readonly number[]): string {
  const month = pick(random, START_MONTHS[period]!);
  return `${pick(random, years)}-${String(month).padStart(2, '0')}-01`;
}

/** Half of them in the default period and span, the others with a period, a range, a split, a comparison. */
export function randomRequest(random: Random, catalogue: ServedCatalogue): FigureRequest {
  const subject = subjectOf(random, catalogue);
  const isMonthly = subject.kind === 'GROUP' || catalogue.monthly.includes(subject.slug);
  const metric = pick(random, isMonthly ? [...PUBLISHED, ...MONTHLY] : PUBLISHED);
  const request: FigureRequest = { ...subject, metric };
  if (random() < 0.3) request.compareTo = pick(random, ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const);
  if (random() < 0.4) return request;
  const isYearly = /cost/.test(metric) && random() < 0.9;
  const period = pick(
    random,
    isYearly ? YEARLY_PERIODS : MONTHLY.includes(metric) ? MONTHLY_PERIODS : PERIODS,
  );
  request.period = period;
  if (random() < 0.5) request.from = startOf(random, period, YEARS.slice(0, 4));
  if (random() < 0.4) request.to = startOf(random, period, YEARS.slice(4));
  if (random() < 0.3) request.last = 1 + Math.floor(random() * 9);
  if (random() < 0.3 && BY[metric]) request.by = BY[metric];
  return request;
}
