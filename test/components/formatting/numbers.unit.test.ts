import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { abbreviate, formatValue, round } from '../../../components/formatting/numbers.js';
import type { Unit } from '../../../components/formatting/types.js';
import { formatInWords } from '../../../components/formatting/weaknesses.js';

const UNITS: Unit[] = ['count', '£', '%', 'per 1,000', 's', 'ms', 'days', 'working days'];
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
const positive = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e15 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 200 }),
);

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

describe('counts', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [9994, '9,994'],
    [248351, '248,351'],
    [1642405895, '1,642,405,895'],
    [1039075679.75, '1,039,075,680'],
    [-1234, '−1,234'],
    [-0.004, '0'],
    [-0.4, '0'],
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

describe('durations', () => {
  test.each<[number, Unit, string]>([
    [404, 'ms', '404ms'],
    [404.4, 'ms', '404ms'],
    [0.3, 'ms', '<1ms'],
    [999.4, 'ms', '999ms'],
    [999.6, 'ms', '1s'],
    [1230, 'ms', '1.23s'],
    [1.23, 's', '1.23s'],
    [1.5, 's', '1.5s'],
    [0.404, 's', '404ms'],
    [0, 's', '0s'],
    [0, 'ms', '0s'],
    [9.996, 's', '10s'],
    [12.34, 's', '12.3s'],
    [59.94, 's', '59.9s'],
    [59.9995, 's', '1m'],
    [60, 's', '1m'],
    [1235, 's', '20m 35s'],
    [1235.4, 's', '20m 35s'],
    [3599.4, 's', '59m 59s'],
    [3599.5, 's', '1h'],
    [3660, 's', '1h 1m'],
    [86369, 's', '23h 59m'],
    [86399, 's', '1d'],
    [97200, 's', '1d 3h'],
    [7776000, 's', '90d'],
    [-90, 's', '−1m 30s'],
    [9, 'working days', '9 working days'],
    [1, 'working days', '1 working day'],
    [9.25, 'working days', '9.3 working days'],
    [9, 'days', '9 days'],
    [1, 'days', '1 day'],
    [0.96, 'days', '1 day'],
    [0.5, 'days', '0.5 days'],
    [0.01, 'days', '<0.1 days'],
    [0, 'days', '0 days'],
    [1234, 'days', '1,234 days'],
  ])('%p %s is %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  test('a quantile beyond the highest bound is shown as more than it', () => {
    expect(formatValue(1800, 's', { isLowerBound: true })).toBe('>30m');
  });

  test('no smaller unit ever reaches the size of the larger', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 0, max: 1e9 }), (seconds) => {
        const text = formatValue(seconds, 's');
        expect(text).toMatch(/^(0s|<1ms|\d{1,3}ms|[\d.]+s|\d+m( \d+s)?|\d+h( \d+m)?|[\d,]+d( \d+h)?)$/);
        const [, size, unit] = /([\d.,]+)(ms|s|m|h|d)$/.exec(text) ?? [];
        const limit: Record<string, number> = { ms: 1000, s: 60, m: 60, h: 24, d: Infinity };
        if (unit) expect(Number(size.replaceAll(',', ''))).toBeLessThan(limit[unit]);
      }),
    );
  });

  test('longer is never shown as shorter', () => {
    const scale: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };
    const read = (text: string): number =>
      [...text.matchAll(/([\d.,]+)(ms|s|m|h|d)/g)].reduce(
        (sum, [, size, unit]) => sum + Number(size.replaceAll(',', '')) * scale[unit],
        0,
      );
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 0.001, max: 1e7 }),
        fc.double({ noNaN: true, min: 0, max: 1e5 }),
        (a, d) => {
          expect(read(formatValue(a + d, 's'))).toBeGreaterThanOrEqual(read(formatValue(a, 's')) - 1e-9);
        },
      ),
    );
  });
});

describe('any value in any unit', () => {
  test('what is no number is "Not provided", never NaN', () => {
    for (const unit of UNITS) {
      for (const value of [null, NaN, Infinity, -Infinity]) {
        expect(formatValue(value, unit)).toBe('Not provided');
      }
    }
  });

  test('text without NaN, hyphen-minus or negative zero, in both languages', () => {
    fc.assert(
      fc.property(finite, fc.constantFrom(...UNITS), fc.boolean(), (value, unit, short) => {
        const text = formatValue(value, unit, { short });
        expect(text).not.toMatch(/NaN|Infinity|undefined|-| {2}|^−£?0(\D|$)/);
        expect(formatValue(value, unit, { short }, 'cy')).toBe(text);
      }),
    );
  });

  test('negative values read like positive ones with a minus sign', () => {
    fc.assert(
      fc.property(positive, fc.constantFrom(...UNITS), (value, unit) => {
        const text = formatValue(value, unit);
        const negative = formatValue(-value, unit);
        if (text.startsWith('<')) expect(negative).toBe(`>−${text.slice(1)}`);
        else if (text === formatValue(0, unit)) expect(negative).toBe(text);
        else expect(negative).toBe(`−${text}`);
      }),
    );
  });
});
