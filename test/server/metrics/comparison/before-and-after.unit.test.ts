/** The difference of two sides of a day: its interval, and whether it is judged. */
import { describe, expect, test } from '@jest/globals';
import { compareSides, type DayContext } from '../../../../server/metrics/comparison/before-and-after.js';
import { combine, type Figure } from '../../../../server/metrics/figure.js';

const RATE: DayContext = {
  formula: { kind: 'ratio', numerator: { measure: 'a' }, denominator: { measure: 'b' }, scale: 100 },
  scope: 'service',
  unit: '%',
  direction: 'HIGHER_IS_BETTER',
  isPartial: false,
};
const TOTAL: DayContext = {
  ...RATE,
  formula: { kind: 'total', measure: 'a' },
  unit: 'count',
  direction: 'NEUTRAL',
};
const SHARE: DayContext = {
  ...RATE,
  formula: { ...RATE.formula, kind: 'ratio', sampleMinimum: 30 } as DayContext['formula'],
};

const NOTHING = combine([], {
  formula: { kind: 'total', measure: 'a' },
  plan: { kind: 'total', term: { measure: 'a' }, isLine: false },
  ...{ scope: 'portfolio', period: 'DAY', window: { recorded: 'day', start: 0 } },
  ...{ target: null, breaks: [], zone: 'Europe/London', isOver: true },
});
const side = (value: number | null, values: number[], more: Partial<Figure> = {}) => ({
  figure: { ...NOTHING, value, ...more },
  values,
});

describe('the difference of two sides', () => {
  test('is clear where its interval excludes 0', () => {
    const result = compareSides(side(50, [49, 50, 51]), side(60, [59, 60, 61]), RATE);
    expect(result).toMatchObject({ absolute: 10, relative: null, verdict: 'BETTER', reason: null });
    expect(result.interval!.low).toBeCloseTo(10 - 2.7764451 * Math.sqrt(2 / 3), 6);
    expect(result.interval!.high).toBeCloseTo(10 + 2.7764451 * Math.sqrt(2 / 3), 6);
    expect(compareSides(side(60, [59, 60, 61]), side(50, [49, 50, 51]), RATE).verdict).toBe('WORSE');
    const lower: DayContext = { ...RATE, direction: 'LOWER_IS_BETTER' };
    expect(compareSides(side(60, [59, 60, 61]), side(50, [49, 50, 51]), lower).verdict).toBe('BETTER');
  });

  test('is not clear where it includes 0, however large', () => {
    const result = compareSides(side(50, [10, 90, 50]), side(70, [40, 100, 70]), RATE);
    expect(result.interval!.low).toBeLessThan(0);
    expect(result).toMatchObject({ absolute: 20, verdict: 'UNCLEAR', reason: null });
  });

  test('that is clear and tiny is about the same', () => {
    expect(compareSides(side(50, [50, 50]), side(50.04, [50.04, 50.04]), RATE).verdict).toBe('SAME');
    expect(compareSides(side(50, [50, 50]), side(50, [50, 50]), RATE).verdict).toBe('UNCLEAR');
  });

  test('stands around the values of the sides, which need not be the means of their windows', () => {
    const { absolute, interval } = compareSides(side(55, [40, 60]), side(80, [70, 80]), RATE);
    expect(absolute).toBe(25);
    expect((interval!.low + interval!.high) / 2).toBeCloseTo(25, 9);
  });

  test('is neither where nothing is better, and where the values are of a part of the services', () => {
    expect(compareSides(side(10, [9, 11]), side(90, [89, 91]), TOTAL)).toMatchObject({
      ...{ absolute: 80, relative: 800, verdict: 'NEUTRAL' },
    });
    const partial = { ...RATE, scope: 'portfolio' as const, isPartial: true };
    expect(compareSides(side(10, [9, 11]), side(90, [89, 91]), partial).verdict).toBe('NEUTRAL');
  });

  test('has no interval where a side has one window', () => {
    expect(compareSides(side(50, [50]), side(60, [59, 61]), RATE)).toMatchObject({
      ...{ absolute: 10, interval: null, verdict: 'UNCLEAR', reason: { code: 'ONE_WINDOW' } },
    });
  });

  test('of answers is as sure as they are many, also in one window', () => {
    const answers = (n: number, share: number) => ({ denominator: n, numerator: (n * share) / 100 });
    const few = compareSides(side(50, [50], answers(40, 50)), side(60, [60], answers(40, 60)), SHARE);
    expect(few).toMatchObject({ verdict: 'UNCLEAR', reason: null });
    const margin = 1.96 * Math.sqrt((50 * 50) / 40 + (60 * 40) / 40);
    expect(few.interval!.high).toBeCloseTo(10 + margin, 9);
    const many = compareSides(side(50, [50], answers(4000, 50)), side(60, [60], answers(4000, 60)), SHARE);
    expect(many.verdict).toBe('BETTER');
    const none = compareSides(side(50, [50], answers(29, 50)), side(60, [60], answers(4000, 60)), SHARE);
    expect(none).toMatchObject({
      absolute: null,
      reason: { code: 'LOW_RELIABILITY', responses: 29, minimum: 30 },
    });
  });

  test.each([
    ['a side without a value', side(null, []), side(60, [59, 61])],
    ['a value above a bound', side(50, [49, 51], { isLowerBound: true }), side(60, [59, 61])],
    ['numbers too large to be subtracted', side(-1.7e308, [1, 2]), side(1.7e308, [1, 2])],
  ])('there is none of %s', (_name, before, after) => {
    expect(compareSides(before, after, RATE)).toEqual({
      ...{ absolute: null, relative: null, interval: null, verdict: 'UNCLEAR' },
      reason: { code: 'NOT_COMPARABLE' },
    });
  });
});
