/** Several windows of a service as one. */
import { describe, expect, test } from '@jest/globals';
import { together } from '../../../../server/metrics/comparison/windows-together.js';
import type { FormulaPlan, Outcome } from '../../../../server/metrics/outcome.js';

const outcome = (facts: Partial<Outcome>): Outcome => ({
  serviceId: 1,
  value: null,
  status: 'PROVIDED',
  flags: 0,
  numerator: null,
  denominator: null,
  squares: 0,
  histogram: null,
  isLowerBound: false,
  denominatorTotal: null,
  parts: { provided: 1, expected: 1 },
  missing: [],
  obstacle: null,
  isDelivered: true,
  isExpected: true,
  aggregation: 'flow',
  inputs: [],
  ...facts,
});
const counted = (counts: Record<string, number>): Outcome =>
  outcome({ histogram: { counts: new Map(Object.entries(counts)), dropped: new Set() } });

const TOTAL: FormulaPlan = { kind: 'total', term: { measure: 'calls' }, isLine: false };
const RATIO: FormulaPlan = {
  kind: 'ratio',
  numerator: { measure: 'completions' },
  denominator: { measure: 'starts' },
  scale: 100,
  isLine: false,
};

describe('together', () => {
  test('a total is the mean of a window', () => {
    const all = [10, 20, 60].map((value) => outcome({ value }));
    expect(together(all, { plan: TOTAL, target: null })).toMatchObject({
      ...{ value: 30, status: 'PROVIDED', numerator: null, parts: { provided: 3, expected: 3 } },
    });
  });

  test('a ratio is that of the sums', () => {
    const all = [
      outcome({ value: 10, numerator: 1, denominator: 10, squares: 2, denominatorTotal: 12 }),
      outcome({ value: 90, numerator: 81, denominator: 90, squares: 3, denominatorTotal: 100, flags: 4 }),
    ];
    expect(together(all, { plan: RATIO, target: null })).toMatchObject({
      ...{ value: 82, numerator: 82, denominator: 100, squares: 5, denominatorTotal: 112, flags: 4 },
    });
  });

  test('a ratio over nothing has no value', () => {
    const all = [outcome({ numerator: 0, denominator: 0 }), outcome({ numerator: 0, denominator: 0 })];
    expect(together(all, { plan: RATIO, target: null })).toMatchObject({
      value: null,
      status: 'NOT_APPLICABLE',
    });
  });

  test('a quantile is that of all counts', () => {
    const all = [counted({ '10': 9, '20': 1, '+Inf': 0 }), counted({ '10': 0, '20': 10, '+Inf': 0 })];
    const plan: FormulaPlan = { kind: 'quantile', measure: 'page-load', quantile: 0.5 };
    expect(together(all, { plan, target: null }).value).toBeCloseTo(10 + (10 * 1) / 11, 9);
  });

  test('a quantile in a range that not all windows count in has no value', () => {
    const all = [counted({ '10': 1, '20': 5, '+Inf': 0 }), counted({ '20': 6, '+Inf': 0 })];
    const plan: FormulaPlan = { kind: 'quantile', measure: 'page-load', quantile: 0.5 };
    expect(together(all, { plan, target: null })).toMatchObject({
      value: null,
      obstacle: { code: 'DIFFERENT_RANGES', among: 'parts' },
    });
  });

  test('a share within a target is that of all counts', () => {
    const all = [counted({ '10': 9, '+Inf': 1 }), counted({ '10': 21, '+Inf': 9 })];
    const plan: FormulaPlan = { kind: 'share-within', measure: 'page-load' };
    expect(together(all, { plan, target: 10 })).toMatchObject({ value: 75, numerator: 30, denominator: 40 });
  });
});
