/** Parts that sum to more than their total: a contradiction that every figure of that split says. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import {
  changeFor,
  dataSet,
  figureOf,
  lineOf,
  one,
  service,
  split,
  type Dimensions,
  type Row,
} from '../../../support/engine.js';

const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const m = (dimensions: Dimensions, value: number, start = '2013-10-01'): Row => [
  'month',
  start,
  dimensions,
  value,
];
const flags = (measure: string, rows: Row[], metric: string | Formula, by: [string, string] | null = null) =>
  figureOf(one(measure, rows), { metric, ...MONTH, ...(by && { by: lineOf(...by) }) }).flags;

const CHANNELS = split('channel', { digital: 90, phone: 60 });
const RATINGS = split('rating', { 1: 0, 2: 0, 3: 0, 4: 40, 5: 60 });
const TIMES = split('le', { 60: 40, 120: 50, '+Inf': 10 });
const STATES = split('state', { up: 99, down: 1 });

describe('parts that exceed their total', () => {
  test.each<[string, Row[], number, string, [string, string] | null]>([
    ['transactions', CHANNELS, 150, 'transactions', null],
    ['transactions', CHANNELS, 150, 'transactions', ['channel', 'phone']],
    ['transactions', CHANNELS, 150, 'digital-take-up', null],
    ['ratings', RATINGS, 100, 'ratings', null],
    ['ratings', RATINGS, 100, 'user-satisfaction', null],
    ['ratings', RATINGS, 100, 'satisfied-share', null],
    ['time-to-complete', TIMES, 100, 'time-to-complete', null],
    ['time-to-complete', TIMES, 100, 'time-to-complete-p90', null],
    ['time-to-complete', TIMES, 100, 'times-to-complete', null],
    ['time-to-complete', TIMES, 100, 'times-to-complete', ['le', '60']],
    ['monitored', STATES, 100, 'availability', null],
    ['visits', split('device', { mobile: 60, desktop: 40 }), 100, 'visits', ['device', 'mobile']],
    ['errors', split('error', { a: 60, b: 40 }), 100, 'errors', ['error', 'c']],
  ])('of %s, %j, in all %s, flag %s (by %j)', (measure, rows, sum, metric, by) => {
    expect(flags(measure, [m({}, sum - 1), ...rows], metric, by)).toEqual(['INCONSISTENT']);
    expect(flags(measure, [m({}, sum), ...rows], metric, by)).toEqual([]);
    expect(flags(measure, rows, metric, by)).toEqual([]);
  });

  test('flag what is divided by them', () => {
    const sets = (total: number) =>
      service([dataSet('cost', [m({}, 300)]), dataSet('transactions', [m({}, total), ...CHANNELS])]);
    const question = { metric: 'cost-per-transaction', ...MONTH };
    expect([149, 150].map((total) => figureOf(sets(total), question).flags)).toEqual([['INCONSISTENT'], []]);
    const errors = (total: number) =>
      service([
        dataSet('errors', [m({}, total), ...split('error', { a: 3, b: 4 })]),
        dataSet('starts', [m({}, 100)]),
      ]);
    const line = { metric: 'errors-per-1000-starts', ...MONTH, by: lineOf('error', 'a') };
    expect([6, 7].map((total) => figureOf(errors(total), line).flags)).toEqual([['INCONSISTENT'], []]);
  });

  test('flag what is derived from them: one dimension of a split by two', () => {
    const cells = [m({ device: 'mobile', browser: 'a' }, 60), m({ device: 'desktop', browser: 'a' }, 40)];
    expect(flags('visits', [m({}, 99), ...cells], 'visits', ['device', 'mobile'])).toEqual(['INCONSISTENT']);
    expect(flags('visits', [m({}, 100), ...cells], 'visits', ['device', 'mobile'])).toEqual([]);
    const share: Formula = {
      kind: 'ratio',
      numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
      denominator: { measure: 'visits', dimension: 'device' },
      scale: 100,
    };
    expect(flags('visits', [m({}, 99), ...cells], share)).toEqual(['INCONSISTENT']);
  });

  test('flag no figure of another split of the same measure', () => {
    const rows = [m({}, 99), ...split('device', { mobile: 60, desktop: 40 }), ...split('browser', { a: 99 })];
    expect(flags('visits', rows, 'visits', ['device', 'mobile'])).toEqual(['INCONSISTENT']);
    expect(flags('visits', rows, 'visits', ['browser', 'a'])).toEqual([]);
  });

  test('flag the windows that they are part of, and portfolios', () => {
    const rows = ['2013-10-01', '2013-11-01', '2013-12-01'].flatMap((start, index) => [
      m({}, index === 1 ? 149 : 150, start),
      ...split('channel', { digital: 90, phone: 60 }, ['month', start]),
    ]);
    const good = one('transactions', CHANNELS);
    for (const metric of ['transactions', 'digital-take-up']) {
      const at = (start: string) =>
        figureOf(one('transactions', rows), { metric, period: 'MONTH', start }).flags;
      expect([at('2013-10-01'), at('2013-11-01')]).toEqual([[], ['INCONSISTENT']]);
      const quarter = { metric, period: 'QUARTER', start: '2013-10-01' } as const;
      expect(figureOf(one('transactions', rows), quarter).flags).toEqual(['INCONSISTENT']);
      const bad = one('transactions', [m({}, 149), ...CHANNELS]);
      expect(figureOf([good, bad], { metric, ...MONTH }).flags).toEqual(['INCONSISTENT']);
    }
  });

  test('are compared all the same', () => {
    const rows = [m({}, 149), ...CHANNELS, m({}, 160, '2013-11-01')];
    const change = changeFor(one('transactions', rows), {
      metric: 'transactions',
      period: 'MONTH',
      start: '2013-11-01',
    });
    expect(change).toMatchObject({ absolute: 11, reason: null });
  });
});

describe('parts that are no contradiction', () => {
  test('are people at stages, of whom the same are counted at each', () => {
    const rows = [m({}, 90), ...split('stage', { start: 80, done: 40 })];
    const subject = one('users', rows, { declared: { stage: ['start', 'done'] } });
    const total: Formula = { kind: 'total', measure: 'users' };
    for (const metric of ['journey', total]) {
      expect(figureOf(subject, { metric, ...MONTH }).flags).toEqual([]);
    }
    expect(figureOf(subject, { metric: total, ...MONTH, by: lineOf('stage', 'start') }).flags).toEqual([]);
  });

  test('are parts whose total is not there, or hidden', () => {
    const gap: Row = ['month', '2013-10-01', {}, 'NOT_PROVIDED'];
    expect(flags('transactions', [gap, ...CHANNELS], 'digital-take-up')).toEqual([]);
  });

  test('are fractions that do not add up to the last digit', () => {
    const rows = [m({}, 0.3), ...split('channel', { digital: 0.1, phone: 0.2 })];
    expect(flags('transactions', rows, 'digital-take-up')).toEqual([]);
  });
});
