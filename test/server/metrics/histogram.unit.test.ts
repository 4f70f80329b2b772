import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countWithin,
  mergeHistograms,
  NONE_DROPPED,
  quantileOf,
  type Histogram,
} from '../../../server/metrics/histogram.js';
import { figureOf, one, type Row, type Service } from '../../support/engine.js';

type Counts = Record<string, number>;
const histogram = (counts: Counts): Histogram => ({
  counts: new Map(Object.entries(counts)),
  dropped: NONE_DROPPED,
});
const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;

const rowsOf = (counts: Counts, start = '2013-10-01'): Row[] =>
  Object.entries(counts).map(([le, count]) => ['month', start, { le }, count]);
const timed = (counts: Counts): Service => one('time-to-complete', rowsOf(counts));

describe('a quantile', () => {
  test.each<[string, Counts, number, number | null, boolean]>([
    ['is interpolated in its range', { 10: 4, 20: 4, '+Inf': 0 }, 0.75, 15, false],
    ['begins at 0 in the first range', { 10: 4, 20: 4, '+Inf': 0 }, 0.25, 5, false],
    ['at the edge of a range is its bound', { 10: 4, 20: 4, '+Inf': 0 }, 0.5, 10, false],
    ['passes over empty ranges', { 10: 4, 20: 0, 30: 4, '+Inf': 0 }, 0.75, 25, false],
    ['of everything is the last bound that holds something', { 10: 4, 20: 0, '+Inf': 0 }, 1, 10, false],
    ['above the last bound is more than that bound', { 10: 4, 20: 4, '+Inf': 8 }, 0.9, 20, true],
    ['just at the last bound is not above it', { 10: 4, 20: 4, '+Inf': 8 }, 0.5, 20, false],
    ['of an empty histogram is none', { 10: 0, '+Inf': 0 }, 0.5, null, false],
    ['of no finite bound is none', { '+Inf': 9 }, 0.5, null, false],
    ['orders bounds as numbers', { '+Inf': 0, 100: 2, 20: 2, 3: 4 }, 0.75, 20, false],
  ])('%s', (_, counts, share, value, isLowerBound) => {
    expect(quantileOf(histogram(counts), share)).toEqual(value === null ? null : { value, isLowerBound });
  });

  test('never falls as its share rises, and stays within the bounds', () => {
    const counts = fc.array(fc.nat(50), { minLength: 4, maxLength: 4 });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(counts, share, share, (values, a, b) => {
        const of = histogram({ 5: values[0], 10: values[1], 40: values[2], '+Inf': values[3] });
        const [low, high] = [quantileOf(of, Math.min(a, b)), quantileOf(of, Math.max(a, b))];
        fc.pre(low !== null && high !== null);
        expect(low!.value).toBeLessThanOrEqual(high!.value!);
        expect(high!.value).toBeLessThanOrEqual(40);
        expect(low!.value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a share within', () => {
  test.each<[number, number | null]>([
    [10, 4],
    [20, 7],
    [15, null],
    [0, null],
    [Infinity, 15],
  ])('%s is %s', (target, expected) => {
    expect(countWithin(histogram({ 10: 4, 20: 3, '+Inf': 8 }), target)).toBe(expected);
  });

  test.each([
    [20, 70, 'PROVIDED', []],
    [15, null, 'NOT_PROVIDED', ['target']],
    [undefined, null, 'NOT_PROVIDED', ['target']],
  ])('a target of %s is %s', (target, value, status, missing) => {
    const question = { metric: 'time-to-complete-within-target', ...MONTH, target };
    const subject = timed({ 10: 4, 20: 3, '+Inf': 3 });
    expect(figureOf(subject, question)).toMatchObject({ value, status, missing, denominator: 10 });
    expect(figureOf([subject], question)).toMatchObject({ value, status });
  });
});

describe('several histograms', () => {
  test('with the same bounds add up by range', () => {
    const merged = mergeHistograms([histogram({ 10: 1, '+Inf': 2 }), histogram({ '+Inf': 3, 10: 4 })]);
    expect([...merged.counts]).toEqual([
      ['10', 5],
      ['+Inf', 5],
    ]);
  });

  test('with different bounds keep those that all have, and every count', () => {
    const merged = mergeHistograms([
      histogram({ 10: 1, 20: 2, 30: 4, '+Inf': 8 }),
      histogram({ 5: 16, 20: 32, 40: 64, '+Inf': 128 }),
    ]);
    expect([...merged.counts]).toEqual([
      ['20', 1 + 2 + 16 + 32],
      ['+Inf', 4 + 8 + 64 + 128],
    ]);
  });

  test('where one has no range above its last bound lose nothing', () => {
    const merged = mergeHistograms([histogram({ 10: 1, 20: 2 }), histogram({ 10: 4, '+Inf': 8 })]);
    expect([...merged.counts]).toEqual([
      ['10', 5],
      ['+Inf', 10],
    ]);
  });

  test('never lose or make a count, whatever their bounds and order', () => {
    const bounds = fc.uniqueArray(fc.constantFrom('1', '2', '5', '10', '30'), { minLength: 1 });
    const one = bounds.chain((finite) =>
      fc
        .array(fc.nat(100), { minLength: finite.length + 1, maxLength: finite.length + 1 })
        .map((counts): Histogram => ({
          counts: new Map([...finite, '+Inf'].map((bound, i) => [bound, counts[i]])),
          dropped: NONE_DROPPED,
        })),
    );
    const sum = ({ counts }: Histogram): number => [...counts.values()].reduce((a, b) => a + b, 0);
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), (histograms) => {
        const merged = mergeHistograms(histograms);
        expect(sum(merged)).toBe(histograms.reduce((all, of) => all + sum(of), 0));
        expect(mergeHistograms([...histograms].reverse())).toEqual(merged);
      }),
    );
  });
});

describe('a figure of durations', () => {
  const question = { metric: 'time-to-complete', ...MONTH };

  test('is the quantile, with how many were counted', () => {
    const figure = figureOf(timed({ 10: 4, 20: 4, '+Inf': 2 }), question);
    expect(figure).toMatchObject({ value: 12.5, denominator: 10, numerator: null, isLowerBound: false });
    expect(figure.coverage).toEqual({ provided: 1, expected: 1, share: null });
  });

  test.each([
    ['time-to-complete', 12.5, false],
    ['time-to-complete-p90', 20, true],
  ])('%s: %s, above: %s', (metric, value, isLowerBound) => {
    const figure = figureOf(timed({ 10: 4, 20: 4, '+Inf': 2 }), { metric, ...MONTH });
    expect(figure).toMatchObject({ value, isLowerBound });
  });

  test('adds up over time by range', () => {
    const rows = [
      ...rowsOf({ 10: 4, 20: 0, '+Inf': 0 }),
      ...rowsOf({ 10: 0, 20: 4, '+Inf': 0 }, '2013-11-01'),
    ];
    rows.push(...rowsOf({ 10: 0, 20: 8, '+Inf': 0 }, '2013-12-01'));
    const quarter = { metric: 'time-to-complete', period: 'QUARTER', start: '2013-10-01' } as const;
    expect(figureOf(one('time-to-complete', rows), quarter)).toMatchObject({
      value: 40 / 3,
      denominator: 16,
    });
    const two = one('time-to-complete', rows.slice(0, 6));
    expect(figureOf(two, quarter)).toMatchObject({
      value: null,
      status: 'INCOMPLETE',
      coverage: { provided: 2, expected: 3 },
    });
  });

  test('needs ranges: a total alone has none', () => {
    const subject = one('time-to-complete', [['month', '2013-10-01', {}, 10]]);
    expect(figureOf(subject, question)).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
  });

  test('of nobody has no value', () => {
    expect(figureOf(timed({ 10: 0, '+Inf': 0 }), question)).toMatchObject({ value: null, denominator: 0 });
  });

  test('of several services is that of their counts together, not a mean of quantiles', () => {
    const fast = timed({ 10: 90, 20: 0, '+Inf': 0 });
    const slow = timed({ 10: 0, 20: 10, '+Inf': 0 });
    const figure = figureOf([fast, slow, timed({ 10: 0, 20: 0, '+Inf': 0 })], question);
    expect(figure.value).toBeCloseTo((50 / 90) * 10, 10);
    expect(figure.coverage).toEqual({ provided: 2, expected: 3, share: null });
  });

  test('of services without a common finite bound is none', () => {
    const figure = figureOf([timed({ 10: 5, '+Inf': 0 }), timed({ 15: 5, '+Inf': 0 })], question);
    expect(figure).toMatchObject({
      value: null,
      isLowerBound: false,
      status: 'NOT_PROVIDED',
      obstacle: { code: 'DIFFERENT_RANGES', among: 'services' },
    });
  });
});
