import { describe, expect, test } from '@jest/globals';
import { parseDate } from '../../../../server/metrics/calendar.js';
import type { Change, Verdict } from '../../../../server/metrics/comparison/change.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import {
  changeFor,
  dataSet,
  one,
  quarters,
  service,
  type Row,
  type Service,
} from '../../../support/engine.js';

type Value = number | ValueStatus | undefined;
const QUARTER = { period: 'QUARTER', start: '2014-01-01' } as const;
const TRANSACTIONS = { metric: 'transactions', ...QUARTER };
/** The quarter from October 2013, and the one after it. */
const pair = (before: Value, now: Value): Row[] => quarters('2013-10-01', {}, [before, now]);
const counted = (before: Value, now: Value): Service => one('transactions', pair(before, now));
const priced = (cost: [Value, Value], volume: [Value, Value], breaks: string[] = []): Service =>
  service([dataSet('cost', pair(...cost)), dataSet('transactions', pair(...volume))], {
    breaks: breaks.map((day) => parseDate(day)!),
  });
const completed = (before: number, now: number): Service =>
  service([dataSet('starts', pair(10_000, 10_000)), dataSet('completions', pair(before, now))]);

const NONE = { current: null, previous: null, absolute: null, relative: null, verdict: 'UNCLEAR' } as const;

describe('the change of a service', () => {
  test.each<[string, Value, Value, Partial<Change>]>([
    [
      'is absolute and in percent',
      200,
      250,
      { current: 250, previous: 200, absolute: 50, relative: 25, reason: null },
    ],
    ['down is negative', 200, 150, { absolute: -50, relative: -25 }],
    ['from 0 is absolute only', 0, 5, { current: 5, previous: 0, absolute: 5, relative: null, reason: null }],
    ['to 0 is −100 %', 5, 0, { current: 0, relative: -100 }],
    [
      'from nothing delivered: none, and why',
      undefined,
      5,
      { ...NONE, reason: { code: 'PREVIOUS_MISSING' } },
    ],
    ['from a suppressed value: none', 'SUPPRESSED', 5, { ...NONE, reason: { code: 'PREVIOUS_MISSING' } }],
    ['to nothing delivered: none, and why', 5, undefined, { ...NONE, reason: { code: 'CURRENT_MISSING' } }],
    ['between two gaps: none', undefined, undefined, { ...NONE, reason: { code: 'CURRENT_MISSING' } }],
  ])('%s', (_, before, now, expected) => {
    const change = changeFor(counted(before, now), TRANSACTIONS);
    expect(change).toMatchObject({ ...expected, matched: null });
    expect(change.comparedWith).toEqual({ period: 'QUARTER', start: '2013-10-01', end: '2014-01-01' });
  });

  test('is against the same quarter a year before, if that was asked', () => {
    const subject = one('transactions', quarters('2013-01-01', {}, [10, 99, 99, 99, 15]));
    const change = changeFor(subject, TRANSACTIONS, 'PREVIOUS_YEAR');
    expect(change).toMatchObject({ previous: 10, relative: 50, comparedWith: { start: '2013-01-01' } });
  });

  test('of a rolling year is against the 12 months before, never the window a quarter earlier', () => {
    const subject = one('transactions', quarters('2013-01-01', {}, [1, 1, 1, 1, 2, 2, 2, 2]));
    for (const comparison of ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const) {
      const question = { metric: 'transactions', period: 'ROLLING_YEAR', start: '2014-01-01' } as const;
      const change = changeFor(subject, question, comparison);
      expect(change).toMatchObject({ current: 8, previous: 4, comparedWith: { start: '2013-01-01' } });
    }
  });

  test('of a percentage is in points', () => {
    const change = changeFor(completed(5000, 5500), { metric: 'completion-rate', ...QUARTER });
    expect(change).toMatchObject({ absolute: expect.closeTo(5, 9), relative: null, verdict: 'BETTER' });
  });

  test.each<[string, [number, number], Verdict]>([
    ['completion-rate', [5000, 5500], 'BETTER'],
    ['completion-rate', [5500, 5000], 'WORSE'],
    ['completion-rate', [5000, 5000], 'SAME'],
    ['completion-rate', [5000, 5005], 'SAME'],
    ['completion-rate', [5005, 5000], 'SAME'],
    ['completion-rate', [5000, 5005.5], 'BETTER'],
    ['completion-rate', [5000, 5006], 'BETTER'],
  ])('%s from and to %j of 10,000 is %s', (metric, [before, now], verdict) => {
    const change = changeFor(completed(before, now), { metric, ...QUARTER });
    expect([change.verdict, change.absolute]).toEqual([verdict, expect.closeTo((now - before) / 100, 9)]);
  });

  test.each<[[number, number], Verdict]>([
    [[1000, 1000], 'SAME'],
    [[1000, 1005], 'SAME'],
    [[1000, 1006], 'WORSE'],
    [[1000, 995], 'SAME'],
    [[1000, 994], 'BETTER'],
  ])(
    'cost per transaction from and to %j is %s: within 0.5 %% is the same, lower is better',
    (costs, verdict) => {
      const change = changeFor(priced(costs, [100, 100]), { metric: 'cost-per-transaction', ...QUARTER });
      expect(change.verdict).toBe(verdict);
      expect(change.absolute).toBeCloseTo((costs[1] - costs[0]) / 100, 10);
    },
  );

  test('from 0 has a verdict by its direction', () => {
    const question = { metric: 'cost-per-transaction', ...QUARTER };
    expect(changeFor(priced([0, 5], [10, 10]), question)).toMatchObject({ relative: null, verdict: 'WORSE' });
    expect(changeFor(priced([0, 0], [10, 10]), question)).toMatchObject({ absolute: 0, verdict: 'SAME' });
  });

  test('of what is neither better nor worse is neutral', () => {
    expect(changeFor(counted(10, 1000), TRANSACTIONS).verdict).toBe('NEUTRAL');
  });

  test.each<[string, boolean]>([
    ['2013-10-01', true],
    ['2013-10-02', false],
    ['2014-01-01', false],
    ['2014-03-31', false],
    ['2014-04-01', true],
  ])('with a break on %s is shown: %s', (on, isShown) => {
    const breaks = [parseDate(on)!];
    for (const subject of [{ ...counted(5, 6), breaks }, counted(5, 6)]) {
      const change = changeFor(subject, { ...TRANSACTIONS, breaks: subject.breaks.length ? [] : breaks });
      if (isShown) expect(change).toMatchObject({ absolute: 1, reason: null });
      else expect(change).toMatchObject({ ...NONE, reason: { code: 'BREAK', on } });
    }
  });

  test('of an unfinished window is none', () => {
    const change = changeFor(counted(5, 6), { ...TRANSACTIONS, now: '2014-03-31T22:59:59Z' });
    expect(change).toMatchObject({ ...NONE, reason: { code: 'UNFINISHED' } });
    expect(changeFor(counted(5, 6), { ...TRANSACTIONS, now: '2014-03-31T23:00:00Z' }).absolute).toBe(1);
  });

  test('of values that are only known to be above a bound is none', () => {
    const rows = (start: string, above: number): Row[] => [
      ['quarter', start, { le: '10' }, 5],
      ['quarter', start, { le: '+Inf' }, above],
    ];
    const subject = one('time-to-complete', [...rows('2013-10-01', 9), ...rows('2014-01-01', 1)]);
    const change = changeFor(subject, { metric: 'time-to-complete', ...QUARTER });
    expect(change).toMatchObject({ ...NONE, reason: { code: 'NOT_COMPARABLE' } });
  });

  test('stays a number, or null', () => {
    const tiny = changeFor(counted(5e-324, 1e300), TRANSACTIONS);
    expect(tiny).toMatchObject({ absolute: 1e300, relative: null });
    const subject = one('cost', pair(-Number.MAX_VALUE, Number.MAX_VALUE));
    expect(changeFor(subject, { metric: 'total-cost', ...QUARTER })).toMatchObject({
      ...NONE,
      reason: { code: 'NOT_COMPARABLE' },
    });
  });
});
