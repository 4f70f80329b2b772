/** Quantiles of Student's t and Welch's interval, against values of SciPy 1.17 (`t.ppf`, `ttest_ind`). */
import { describe, expect, test } from '@jest/globals';
import { studentT } from '../../../../server/metrics/comparison/student-t.js';
import { welchMargin } from '../../../../server/metrics/comparison/welch.js';

describe('the quantile of Student’s t', () => {
  test.each([
    [1, 12.7062047362],
    [1.3, 7.50052932556],
    [2, 4.30265272975],
    [2.5, 3.574654842],
    [3, 3.18244630528],
    [4.7, 2.62072607535],
    [5, 2.57058183564],
    [7, 2.36462425159],
    [8.25, 2.29389720838],
    [10, 2.22813885199],
    [14, 2.14478668792],
    [15.9, 2.12098940316],
    [30, 2.0422724563],
    [63.4, 1.99809383111],
    [100, 1.98397151852],
    [1000, 1.96233908083],
    [12345.6, 1.96015615826],
  ])('95 % of %d degrees of freedom', (df, t) => {
    expect(Math.abs(studentT(0.95, df) - t)).toBeLessThan(1e-9);
  });

  test.each([
    [1, 63.6567411629],
    [3.5, 5.08570222309],
    [20, 2.84533970979],
  ])('99 % of %d degrees of freedom', (df, t) => {
    expect(Math.abs(studentT(0.99, df) - t)).toBeLessThan(1e-9);
  });

  test('of many degrees of freedom is that of the normal distribution', () => {
    expect(studentT(0.95, 1e7)).toBeCloseTo(1.959964, 6);
  });
});

describe('Welch’s interval', () => {
  test('of samples of different size and spread', () => {
    const before = [10.1, 12.4, 9.8, 11.0, 13.5, 10.9, 12.2, 11.7];
    const after = [14.2, 15.9, 13.1, 14.8, 17.3, 12.9, 15.5, 16.0, 14.4];
    expect(welchMargin(before, after)).toBeCloseTo(1.379992730096931, 9);
    expect(welchMargin(after, before)).toBeCloseTo(1.379992730096931, 9);
  });

  test('of two values, that are far apart, is wide', () => {
    expect(welchMargin([5, 5, 6], [9.5, 1])).toBeCloseTo(52.633774555138444, 7);
  });

  test('needs two values on each side', () => {
    expect(welchMargin([1], [2, 3])).toBeNull();
    expect(welchMargin([1, 2], [3])).toBeNull();
    expect(welchMargin([], [])).toBeNull();
  });

  test('has no width where nothing spreads', () => {
    expect(welchMargin([2, 2], [3, 3, 3])).toBe(0);
    // One side alone decides then.
    expect(welchMargin([2, 2], [3, 5])).toBeCloseTo(12.7062047362, 6);
  });

  test('is none where numbers are too large', () => expect(welchMargin([1e308, -1e308], [1, 2])).toBeNull());
});
