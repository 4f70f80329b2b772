import { describe, expect, test } from '@jest/globals';
import { parseDate } from '../../../../server/metrics/calendar.js';
import type { Verdict } from '../../../../server/metrics/comparison/change.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import {
  changeFor,
  dataSet,
  figureOf,
  one,
  quarters,
  service,
  type Row,
  type Service,
} from '../../../support/engine.js';

type Value = number | ValueStatus | undefined;
const QUARTER = { period: 'QUARTER', start: '2014-01-01' } as const;
const TRANSACTIONS = { metric: 'transactions', ...QUARTER };
const pair = (before: Value, now: Value): Row[] => quarters('2013-10-01', {}, [before, now]);
const counted = (before: Value, now: Value): Service => one('transactions', pair(before, now));
const NONE = { current: null, previous: null, absolute: null, relative: null, verdict: 'UNCLEAR' } as const;

describe('the change of several services', () => {
  test('is over those with a value in both windows, each side anew over just them', () => {
    const services = [counted(100, 120), counted(50, 40), counted(undefined, 90), counted(30, 'SUPPRESSED')];
    expect(figureOf(services, TRANSACTIONS).value).toBe(250);
    expect(changeFor(services, TRANSACTIONS)).toMatchObject({
      current: 160,
      previous: 150,
      absolute: 10,
      relative: expect.closeTo(6.6667, 3),
      matched: { provided: 2, expected: 4 },
      reason: null,
    });
  });

  test('of a ratio is the ratio of the matched sums', () => {
    const priced = (cost: [Value, Value], volume: [Value, Value]): Service =>
      service([dataSet('cost', pair(...cost)), dataSet('transactions', pair(...volume))]);
    const services = [
      priced([100, 200], [10, 10]),
      priced([90, 90], [90, 90]),
      priced([undefined, 50], [5, 5]),
    ];
    expect(changeFor(services, { metric: 'cost-per-transaction', ...QUARTER })).toMatchObject({
      current: 2.9,
      previous: 1.9,
      matched: { provided: 2, expected: 3 },
      verdict: 'NEUTRAL',
      reason: null,
    });
  });

  test.each<[string, [Value, Value][], 'current' | 'previous', number]>([
    [
      'of the current volume',
      [
        [10, 10],
        [undefined, 11],
      ],
      'current',
      (10 / 21) * 100,
    ],
    [
      'of the earlier volume',
      [
        [10, 10],
        [30, undefined],
      ],
      'previous',
      25,
    ],
    [
      'of both, the lesser is named',
      [
        [10, 10],
        [30, undefined],
        [undefined, 90],
      ],
      'current',
      10,
    ],
  ])('is none where the matched carry less than half %s', (_, values, window, share) => {
    const change = changeFor(
      values.map(([before, now]) => counted(before, now)),
      TRANSACTIONS,
    );
    expect(change).toMatchObject({ ...NONE, matched: { provided: 1, expected: values.length } });
    expect(change.reason).toEqual({ code: 'FEW_MATCHED', share: expect.closeTo(share, 9), window });
  });

  test('is shown where the matched carry exactly half', () => {
    expect(changeFor([counted(10, 10), counted(10, undefined)], TRANSACTIONS)).toMatchObject({
      current: 10,
      previous: 10,
      matched: { provided: 1, expected: 2 },
    });
  });

  test('of a ratio asks for half of the denominators, not of the values', () => {
    const rate = (before: [number, number] | null, now: [number, number]): Service => {
      const side = (index: number): Row[] => pair(before?.[index], now[index]);
      return service([dataSet('completions', side(0)), dataSet('starts', side(1))]);
    };
    const services = [rate([50, 100], [60, 100]), rate(null, [1, 101])];
    const change = changeFor(services, { metric: 'completion-rate', ...QUARTER });
    expect(change.reason).toMatchObject({ code: 'FEW_MATCHED', window: 'current' });
  });

  test.each<[string, [Value, Value][], string]>([
    ['current', [[10, undefined]], 'CURRENT_MISSING'],
    ['previous', [[undefined, 10]], 'PREVIOUS_MISSING'],
    [
      'matched',
      [
        [undefined, 10],
        [10, undefined],
      ],
      'NO_MATCH',
    ],
    ['any', [], 'CURRENT_MISSING'],
  ])('is none without %s services', (_, values, code) => {
    const change = changeFor(
      values.map(([before, now]) => counted(before, now)),
      TRANSACTIONS,
    );
    expect(change).toMatchObject({
      ...NONE,
      reason: { code },
      matched: { provided: 0, expected: values.length },
    });
  });

  test('of nothing to nothing is no change', () => {
    expect(changeFor([counted(0, 0)], TRANSACTIONS)).toMatchObject({ current: 0, previous: 0, absolute: 0 });
  });

  test('leaves a service with a break out, and is none across a break of the subject', () => {
    const on = '2014-01-01';
    const broken = { ...counted(40, 4), breaks: [parseDate(on)!] };
    const services = [counted(100, 110), broken];
    expect(changeFor(services, TRANSACTIONS)).toMatchObject({
      current: 110,
      previous: 100,
      matched: { provided: 1, expected: 2 },
    });
    expect(changeFor(services, { ...TRANSACTIONS, breaks: [parseDate(on)!] })).toMatchObject({
      ...NONE,
      reason: { code: 'BREAK', on },
    });
  });

  test('does not depend on the order of the services', () => {
    const services = [counted(1, 2), counted(undefined, 4), counted(8, 16), counted(32, undefined)];
    const change = changeFor(services, TRANSACTIONS);
    expect(changeFor([...services].reverse(), TRANSACTIONS)).toEqual(change);
  });
});

describe('the change of ratings', () => {
  const rated = (before: Record<string, number>, now: Record<string, number>): Service =>
    one(
      'ratings',
      [before, now].flatMap((counts, index) =>
        Object.entries({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...counts }).map(([rating, count]): Row => [
          'quarter',
          ['2013-10-01', '2014-01-01'][index],
          { rating },
          count,
        ]),
      ),
    );
  const question = { metric: 'user-satisfaction', ...QUARTER };

  test.each<[number, number, Verdict]>([
    // Half of n responses are 1 and half 5: s = 50. With n = 200 on both sides the margin is 1.96 · √(2500/100) = 9.8.
    [100, 119, 'UNCLEAR'],
    [100, 120, 'BETTER'],
    [100, 81, 'UNCLEAR'],
    [100, 79, 'WORSE'],
    [100, 100, 'UNCLEAR'],
  ])('from %s of 200 to %s of 200 very satisfied is %s', (before, now, verdict) => {
    const subject = rated({ 1: 200 - before, 5: before }, { 1: 200 - now, 5: now });
    const change = changeFor(subject, question);
    expect(change).toMatchObject({ absolute: (now - before) / 2, relative: null, verdict, reason: null });
    expect(changeFor(subject, { ...question, metric: 'satisfied-share' })).toMatchObject({ verdict });
  });

  test.each<[number, Verdict]>([
    // The margin is 1.96 · √(2500/2000 + 2490/2000) = 3.096.
    [1061, 'UNCLEAR'],
    [1062, 'BETTER'],
  ])('from 1,000 of 2,000 to %s of 2,000 is %s', (now, verdict) => {
    const subject = rated({ 1: 1000, 5: 1000 }, { 1: 2000 - now, 5: now });
    expect(changeFor(subject, question).verdict).toBe(verdict);
  });

  test('just on the margin is no clear change', () => {
    // s² = 0 before; after it 2500 · (1 − p²) with p the difference from the middle.
    const margin = (x: number, n: number): number => 1.96 * Math.sqrt((x * (100 - x)) / n);
    for (const n of [100, 400, 1000]) {
      for (let bad = 1; bad < n / 10; bad++) {
        const x = 100 - (bad / n) * 100;
        const change = changeFor(rated({ 5: 10 }, { 1: bad, 5: n - bad }), question);
        expect(change.reason).toEqual({ code: 'LOW_RELIABILITY', responses: 10, minimum: 30 });
        const clear = changeFor(rated({ 5: 50 }, { 1: bad, 5: n - bad }), question);
        expect(clear.verdict).toBe(100 - x > margin(x, n) ? 'WORSE' : 'UNCLEAR');
      }
    }
  });

  test('without any spread or difference is no clear change either', () => {
    expect(changeFor(rated({ 5: 50 }, { 5: 50 }), question)).toMatchObject({
      absolute: 0,
      verdict: 'UNCLEAR',
    });
  });

  test('weighs all five ratings in the variance', () => {
    // Weights 0, 25, 50, 75, 100 with 20 each: mean 50, s² = 1250, n = 100.
    const even = { 1: 20, 2: 20, 3: 20, 4: 20, 5: 20 };
    // Five fewer 1s and five more 5s: mean 55, s² = 4375 − 3025 = 1350. The margin is 1.96 · √26 = 9.99.
    expect(changeFor(rated(even, { ...even, 1: 15, 5: 25 }), question)).toMatchObject({
      absolute: 5,
      verdict: 'UNCLEAR',
    });
    expect(changeFor(rated(even, { 1: 10, 2: 20, 3: 20, 4: 20, 5: 30 }), question)).toMatchObject({
      absolute: 10,
      verdict: 'BETTER',
    });
  });

  test.each([
    [29, 100],
    [100, 29],
  ])('with %s and %s responses is none', (before, now) => {
    expect(changeFor(rated({ 5: before }, { 5: now }), question)).toMatchObject({
      ...NONE,
      reason: { code: 'LOW_RELIABILITY', responses: 29, minimum: 30 },
    });
  });

  test('of many services counts their responses together', () => {
    const services = [rated({ 5: 20 }, { 1: 20 }), rated({ 5: 20 }, { 1: 20 })];
    expect(changeFor(services, question)).toMatchObject({
      current: 0,
      previous: 100,
      verdict: 'WORSE',
      matched: { provided: 2, expected: 2 },
    });
  });
});
