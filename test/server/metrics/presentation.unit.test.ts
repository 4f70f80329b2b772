import { describe, expect, test } from '@jest/globals';
import { OTHERS } from '../../../components/charts/line/lines.js';
import { servicesVariables } from '../../../components/client/services.js';
import { ALL_OTHERS } from '../../../server/engine/lines/series-lines.js';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import type { MetricDefinition } from '../../../server/metrics/metric-definition.js';
import {
  breakdownChart,
  defaultChart,
  headlinesOf,
  indicatorsOf,
  isRanked,
  metricStory,
  placesOf,
  scaleOf,
  suitableCharts,
  topProblem,
  type Definitions,
} from '../../../server/metrics/presentation-rules.js';
import { metric } from '../../support/engine.js';

const DEFINITIONS: Definitions = {
  metrics: BUILT_IN_METRICS,
  measure: (key) => BUILT_IN_MEASURES.find((each) => each.key === key),
};
const keysOf = (metrics: readonly MetricDefinition[]): string[] => metrics.map(({ key }) => key);

describe('the built-in metrics', () => {
  const story = (key: string): string => {
    const { companions, breakdown } = metricStory(metric(key), DEFINITIONS);
    const parts =
      breakdown && `${breakdown.metric} by ${breakdown.by}${breakdown.top ? ` ${breakdown.top}` : ''}`;
    return [companions.join(' '), parts].filter(Boolean).join('; ');
  };

  test('are told with these beside them', () => {
    expect(Object.fromEntries(BUILT_IN_METRICS.map(({ key }) => [key, story(key)]))).toEqual({
      transactions: 'transactions by channel',
      'cost-per-transaction': '',
      'total-cost': '',
      'digital-take-up': 'transactions by channel',
      'completion-rate': 'journey by stage',
      'user-satisfaction': 'satisfied-share ratings; ratings by rating',
      'satisfied-share': 'user-satisfaction ratings; ratings by rating',
      ratings: 'ratings by rating',
      journey: 'journey by stage',
      'errors-per-1000-starts': 'errors; errors-per-1000-starts by error 10',
      'help-requests-per-1000-starts': 'help-requests; help-requests-per-1000-starts by topic 10',
      errors: 'errors by error 10',
      'help-requests': 'help-requests by topic 10',
      'time-to-complete':
        'time-to-complete-p90 time-to-complete-within-target times-to-complete; times-to-complete by le',
      'time-to-complete-p90': '',
      'time-to-complete-within-target': '',
      'times-to-complete': '',
      'time-to-outcome':
        'time-to-outcome-p90 time-to-outcome-within-target times-to-outcome; times-to-outcome by le',
      'time-to-outcome-p90': '',
      'time-to-outcome-within-target': '',
      'times-to-outcome': '',
      'page-load-time': 'page-load-time-p95 page-loads; page-loads by le',
      'page-load-time-p95': '',
      'page-loads': '',
      availability: '',
      visits: 'visits by device',
      'content-effectiveness': 'content-effectiveness by page 10',
      calls: 'calls by reason 10',
      'users-now': '',
    });
  });

  test.each([
    ['transactions', null, 'LINE'],
    ['transactions', 'channel', 'STACKED'],
    ['availability', null, 'UPTIME'],
    ['availability', 'service', 'UPTIME'],
    ['digital-take-up', 'service', 'MULTIPLES'],
    ['ratings', 'rating', 'SHARE'],
    ['journey', 'stage', 'FUNNEL'],
    ['errors', 'error', 'BAR'],
    ['errors-per-1000-starts', 'error', 'BAR'],
    ['content-effectiveness', 'page', 'BAR'],
    ['times-to-complete', 'le', 'BAR'],
    ['visits', 'device', 'STACKED'],
    ['visits', 'browser', 'STACKED'],
  ])('%s by %s is drawn as %s', (key, by, chart) => {
    expect(defaultChart(metric(key), by, DEFINITIONS)).toBe(chart);
  });

  test('only sums are stacked, and only stages are a funnel', () => {
    const of = (key: string, by: string | null) => suitableCharts(metric(key), by, DEFINITIONS);
    expect(of('transactions', null)).toEqual(['LINE']);
    expect(of('availability', null)).toEqual(['UPTIME', 'LINE']);
    expect(of('transactions', 'channel')).toEqual(['STACKED', 'LINE', 'SHARE', 'BAR', 'MULTIPLES']);
    expect(of('transactions', 'service')).toEqual(['MULTIPLES', 'LINE', 'BAR']);
    expect(of('journey', 'stage')).toEqual(['FUNNEL', 'LINE', 'BAR', 'MULTIPLES']);
    expect(of('errors-per-1000-starts', 'error')).toEqual(['BAR', 'LINE', 'MULTIPLES']);
    expect(breakdownChart({ metric: metric('journey'), by: 'stage' }, DEFINITIONS)).toBe('FUNNEL');
    expect(breakdownChart({ metric: metric('ratings'), by: 'rating' }, DEFINITIONS)).toBe('BAR');
    const users = {
      ...metric('visits'),
      key: 'users',
      formula: { kind: 'total', measure: 'users' },
    } as const;
    const own = { ...users, presentation: {} };
    expect(suitableCharts(own, 'stage', DEFINITIONS)).toEqual(['FUNNEL', 'LINE', 'BAR', 'MULTIPLES']);
    expect(breakdownChart({ metric: users, by: 'stage' }, DEFINITIONS)).toBe('FUNNEL');
    expect(topProblem(users.formula, 'stage', DEFINITIONS)).toMatch(
      /^the same people .*stage.*leave top out$/,
    );
    expect(topProblem(metric('visits').formula, 'device', DEFINITIONS)).toBeNull();
  });

  test('that every service must publish, that lists begin with, and that have an order', () => {
    expect(keysOf(indicatorsOf(BUILT_IN_METRICS))).toEqual([
      'cost-per-transaction',
      'user-satisfaction',
      'completion-rate',
      'digital-take-up',
    ]);
    const ofSeveral = ['transactions', 'digital-take-up', 'completion-rate', 'user-satisfaction'];
    expect(keysOf(headlinesOf(BUILT_IN_METRICS))).toEqual(ofSeveral);
    expect(keysOf(headlinesOf(BUILT_IN_METRICS).filter(isRanked))).toEqual(ofSeveral.slice(1));
    expect(isRanked(metric('cost-per-transaction'))).toBe(false);
  });
});

describe('what a definition does not say', () => {
  const bare = (unit: MetricDefinition['unit']): MetricDefinition => ({
    ...metric('total-cost'),
    unit,
    presentation: {},
  });

  test('is its place: a section of its unit', () => {
    const section = (unit: MetricDefinition['unit'], of: 'service' | 'several'): string =>
      placesOf(bare(unit), of)
        .map((place) => place.section)
        .join();
    expect((['£', 's', 'days', 'ms', 'count', '%'] as const).map((unit) => section(unit, 'service'))).toEqual(
      ['cost', 'duration', 'duration', 'operation', 'other', 'other'],
    );
    expect((['£', 'days', '%'] as const).map((unit) => section(unit, 'several'))).toEqual([
      'cost',
      'other',
      'other',
    ]);
  });

  test('is its rank: money has no best', () => {
    const cheap = { ...bare('£'), direction: 'LOWER_IS_BETTER' as const };
    expect(isRanked(cheap)).toBe(false);
    expect(isRanked({ ...cheap, unit: 'days' })).toBe(true);
  });

  test('is its scale: the least and the most that there can be', () => {
    expect(scaleOf(metric('user-satisfaction').formula)).toEqual({
      low: { value: '1', score: 0 },
      high: { value: '5', score: 100 },
    });
    expect(scaleOf(metric('satisfied-share').formula)).toBeNull();
  });
});

/** The browser has no definitions when it asks: what it repeats of them is held to them here. */
describe('what the elements know by themselves', () => {
  test('the columns of a list of services where its author names none', () => {
    const words = { text: '', organisation: '', group: '', publishes: '', metrics: '', period: '' };
    const { value } = servicesVariables(
      { ...words, orderBy: '', changed: null, direction: '', compareTo: '' },
      20,
      'en',
    );
    const headlines = BUILT_IN_METRICS.filter(({ presentation }) => presentation.isHeadline);
    expect([...value!.metrics].sort()).toEqual(keysOf(headlines).sort());
  });

  test('the key of the line of all others', () => {
    expect(OTHERS).toBe(ALL_OTHERS);
  });
});
