import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digits } from '../../../components/formatting/digits.js';
import { abbreviate, formatValue, round } from '../../../components/formatting/numbers.js';
import { formatInWords } from '../../../server/wording/narrative/weaknesses.js';

describe('round', () => {
  test.each([
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [9.995, 2, 10],
    [-1.005, 2, -1.01],
    [0.5, 0, 1],
    [1e-9, 2, 0],
    [5e-7, 6, 0.000001],
    [123456789012345.67, 1, 123456789012345.7],
    [1e21, 2, 1e21],
    [Infinity, 2, Infinity],
  ])('%p to %p decimals is %p', (value, decimals, expected) => {
    expect(round(value, decimals)).toBe(expected);
  });

  test('never gives a negative zero', () => {
    expect(Object.is(round(-0.004, 2), 0)).toBe(true);
  });

  test('stays within half a unit of the last decimal', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 4 }),
        (value, d) => {
          expect(Math.abs(round(value, d) - value)).toBeLessThanOrEqual(0.5 * 10 ** -d + 1e-6);
        },
      ),
    );
  });
});

describe('digits', () => {
  test('are those of Intl.NumberFormat', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
        (value, decimals, least) => {
          const rounded = round(value, decimals);
          const intl = new Intl.NumberFormat('en-GB', {
            minimumFractionDigits: least,
            maximumFractionDigits: 20,
          });
          expect(digits(rounded, 'en', least)).toBe(intl.format(rounded));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('counts', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [9994, '9,994'],
    [248351, '248,351'],
    [1642405895, '1,642,405,895'],
    [1039075679.75, '1,039,075,680'],
    [-1234, '−1,234'],
    [0.163, '0.16'],
    [2.5, '2.50'],
    [7.0000001, '7'],
    [9.996, '10'],
    [12.4, '12'],
    [0.004, '<0.01'],
    [-0.004, '>−0.01'],
    [-0.4, '−0.40'],
  ])('%p is %s', (value, text) => {
    expect(formatValue(value, 'count')).toBe(text);
  });

  test.each([
    [9994, '9,994'],
    [9999.4, '9,999'],
    [9999.5, '10k'],
    [10000, '10k'],
    [12345, '12.3k'],
    [99950, '100k'],
    [999499, '999k'],
    [999500, '1m'],
    [1000000, '1m'],
    [6375000, '6.38m'],
    [24800000, '24.8m'],
    [999500000, '1bn'],
    [1039075679.75, '1.04bn'],
    [999.5e9, '1tn'],
    [1.234e15, '1,230tn'],
    [-12345, '−12.3k'],
  ])('%p is short %s', (value, text) => {
    expect(formatValue(value, 'count', { short: true })).toBe(text);
  });

  test('the short form never has more than three significant figures from 10,000', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 10_000, max: 9.9e14 }), (value) => {
        const text = formatValue(value, 'count', { short: true });
        expect(text).toMatch(/^\d{1,3}(\.\d{1,2})?(k|m|bn|tn)$/);
        expect(text.replace(/\D/g, '').length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('the short form is within half of the third figure of the value', () => {
    const scale: Record<string, number> = { k: 1e3, m: 1e6, bn: 1e9, tn: 1e12 };
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 10_000, max: 9.9e14 }), (value) => {
        const [, digits, unit] = /^([\d.]+)(\D+)$/.exec(formatValue(value, 'count', { short: true }))!;
        expect(Math.abs(Number(digits) * scale[unit] - value) / value).toBeLessThanOrEqual(0.00501);
      }),
    );
  });

  test.each([
    [24800000, '24.8 million'],
    [999500, '1 million'],
    [999499, '999,499'],
    [1.04e9, '1.04 billion'],
    [9994, '9,994'],
  ])('%p is read out as %s', (value, text) => {
    expect(formatInWords(value)).toBe(text);
  });

  test('abbreviates from 10,000 on', () => {
    expect(abbreviate(9999.4)).toBeNull();
    expect(abbreviate(10_000)).toEqual({ digits: '10', magnitude: 0 });
  });
});

describe('money', () => {
  test.each([
    [2.57, '£2.57'],
    [2.5, '£2.50'],
    [9.994, '£9.99'],
    [9.996, '£10'],
    [10.4, '£10'],
    [59.49, '£59'],
    [1234.5, '£1,235'],
    [-5, '−£5'],
    [-2.5, '−£2.50'],
    [0, '£0'],
    [0.004, '<£0.01'],
    [-0.004, '>−£0.01'],
    [0.005, '£0.01'],
    [4.999, '£5'],
    [6378000, '£6,378,000'],
  ])('%p is %s', (value, text) => {
    expect(formatValue(value, '£')).toBe(text);
  });

  test.each([
    [6378000, '£6.38m'],
    [9999.4, '£9,999'],
    [9999.5, '£10k'],
    [-6378000, '−£6.38m'],
    [2.57, '£2.57'],
  ])('%p is short %s', (value, text) => {
    expect(formatValue(value, '£', { short: true })).toBe(text);
  });
});

describe('percentages and rates', () => {
  test.each([
    [56.8, '56.8%'],
    [79.65702, '79.7%'],
    [56, '56%'],
    [55.96, '56%'],
    [100, '100%'],
    [99.96, '99.9%'],
    [99.94, '99.9%'],
    [100.04, '100.1%'],
    [104.26, '104.3%'],
    [1234.5, '1,234.5%'],
    [0, '0%'],
    [0.04, '<0.1%'],
    [0.05, '0.1%'],
    [-0.004, '>−0.1%'],
    [-12.34, '−12.3%'],
  ])('%p is %s', (value, text) => {
    expect(formatValue(value, '%')).toBe(text);
  });

  test.each([
    [99.9, '99.90%'],
    [99.953, '99.95%'],
    [99.996, '99.99%'],
    [100, '100%'],
    [99, '99%'],
    [0.004, '<0.01%'],
  ])('availability of %p is %s', (value, text) => {
    expect(formatValue(value, '%', { metric: 'availability' })).toBe(text);
  });

  test.each([
    [12.34, '12.3 per 1,000'],
    [12, '12 per 1,000'],
    [0.04, '<0.1 per 1,000'],
    [0, '0 per 1,000'],
  ])('a rate of %p is %s', (value, text) => {
    expect(formatValue(value, 'per 1,000')).toBe(text);
  });

  test('"100%" is only said of exactly 100, "0%" only of exactly 0', () => {
    const near = fc.oneof(
      fc.double({ noNaN: true, min: -1, max: 1 }),
      fc.double({ noNaN: true, min: 99, max: 101 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(near, fc.constantFrom(0, 1, 2), (value, decimals) => {
        const text = formatValue(value, '%', { decimals });
        if (text === '100%') expect(value).toBe(100);
        if (text === '0%') expect(value + 0).toBe(0);
      }),
    );
  });
});
