/** What belongs together when a metric is shown: how it is drawn, what stands beside its headline, what explains it. */
import type { Unit } from './definitions.js';

export const CHART_KINDS = ['LINE', 'STACKED', 'SHARE', 'BAR', 'FUNNEL', 'MULTIPLES'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];
export const VIEW_KINDS = ['CHART', 'TABLE', 'FIGURE'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** The lines of several services, one a service: no dimension of a measure. */
export const BY_SERVICE = 'service';

const BY_DIMENSION: Readonly<Record<string, ChartKind>> = {
  stage: 'FUNNEL',
  le: 'BAR',
  error: 'BAR',
  topic: 'BAR',
  reason: 'BAR',
  page: 'BAR',
  rating: 'SHARE',
  [BY_SERVICE]: 'MULTIPLES',
};

/** How a metric is drawn where nobody says. Parts of a sum are stacked, shares of anything else are lines. */
export function defaultChart(unit: Unit, by: string | null | undefined): ChartKind {
  if (!by) return 'LINE';
  return BY_DIMENSION[by] ?? (unit === 'count' ? 'STACKED' : 'LINE');
}

/** What a metric can be drawn as, its default first: parts of a sum can be stacked, stages can be a funnel. */
export function suitableCharts(unit: Unit, by: string | null | undefined): ChartKind[] {
  const own = defaultChart(unit, by);
  if (!by) return [own];
  const sums: ChartKind[] =
    unit === 'count' && by !== 'stage' && by !== BY_SERVICE ? ['STACKED', 'SHARE'] : [];
  return [...new Set<ChartKind>([own, 'LINE', ...sums, 'BAR', 'MULTIPLES'])];
}

/** Other metrics of the same subject and windows, by their keys. */
export interface Story {
  companions?: readonly string[];
  breakdown?: { metric: string; by: string };
}

const RATINGS: Story['breakdown'] = { metric: 'ratings', by: 'rating' };

/** By the key of the metric; most metrics speak for themselves. */
export const STORIES: Readonly<Record<string, Story>> = {
  transactions: { breakdown: { metric: 'transactions', by: 'channel' } },
  'digital-take-up': { breakdown: { metric: 'transactions', by: 'channel' } },
  'completion-rate': { breakdown: { metric: 'journey', by: 'stage' } },
  journey: { breakdown: { metric: 'journey', by: 'stage' } },
  'user-satisfaction': { companions: ['satisfied-share', 'ratings'], breakdown: RATINGS },
  'satisfied-share': { companions: ['user-satisfaction', 'ratings'], breakdown: RATINGS },
  ratings: { breakdown: RATINGS },
  'errors-per-1000-starts': {
    companions: ['errors'],
    breakdown: { metric: 'errors-per-1000-starts', by: 'error' },
  },
  errors: { breakdown: { metric: 'errors', by: 'error' } },
  'help-requests-per-1000-starts': {
    companions: ['help-requests'],
    breakdown: { metric: 'help-requests-per-1000-starts', by: 'topic' },
  },
  'help-requests': { breakdown: { metric: 'help-requests', by: 'topic' } },
  calls: { breakdown: { metric: 'calls', by: 'reason' } },
  'time-to-complete': {
    companions: ['time-to-complete-p90', 'time-to-complete-within-target', 'times-to-complete'],
    breakdown: { metric: 'times-to-complete', by: 'le' },
  },
  'time-to-outcome': {
    companions: ['time-to-outcome-p90', 'time-to-outcome-within-target', 'times-to-outcome'],
    breakdown: { metric: 'times-to-outcome', by: 'le' },
  },
  'page-load-time': {
    companions: ['page-load-time-p95', 'page-loads'],
    breakdown: { metric: 'page-loads', by: 'le' },
  },
  visits: { breakdown: { metric: 'visits', by: 'device' } },
  'content-effectiveness': { breakdown: { metric: 'content-effectiveness', by: 'page' } },
};
