import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatValue } from '../../../components/formatting/numbers.js';
import type { Unit } from '../../../components/formatting/types.js';

const UNITS: Unit[] = ['count', '£', '%', 'per 1,000', 's', 'ms', 'days', 'working days'];
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
const positive = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e15 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 200 }),
);

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
        expect(text).not.toMatch(/NaN|Infinity|undefined|-| {2}|^−£?0(?![.\d])/);
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
