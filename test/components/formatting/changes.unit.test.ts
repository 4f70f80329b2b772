import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeChange, formatChange } from '../../../components/formatting/changes.js';
import type { Unit } from '../../../components/formatting/types.js';

const comparedWith = { period: 'MONTH' as const, start: '2013-03-01', end: '2013-04-01' };

describe('formatChange', () => {
  test.each<[Unit, number | null, number | null, string]>([
    ['%', 1.2, null, '+1.2 points'],
    ['%', -3.7, null, '−3.7 points'],
    ['%', 1, null, '+1 point'],
    ['%', -1.02, null, '−1 point'],
    ['%', 10, null, '+10 points'],
    ['%', 0, null, 'no change'],
    ['%', 0.04, null, 'no change'],
    ['%', -0.004, null, 'no change'],
    ['%', 0.05, null, '+0.1 points'],
    ['count', -1200, -12, '−12%'],
    ['count', 355_000_000, 27.6123, '+27.6%'],
    ['count', 3, 0.3, '+0.3%'],
    ['count', 3, 0.04, 'no change'],
    ['count', 0, 0, 'no change'],
    ['count', -99_960, -99.96, '−99.9%'],
    ['count', -10, -100, '−100%'],
    ['count', 9000, 1234.5, '+1,234.5%'],
    ['£', 0.2, 8.6, '+8.6%'],
    ['s', -35, -12, '−12%'],
    // From 0 there is no relative change.
    ['count', 1234, null, '+1,234'],
    ['£', 5, null, '+£5'],
    ['s', 63, null, '+1m 3s'],
    ['count', 0, null, 'no change'],
    ['count', 0.2, null, '+0.20'],
    // Nothing to compare.
    ['count', null, null, ''],
    ['%', null, null, ''],
    ['%', NaN, null, ''],
  ])('%s, absolute %p, relative %p: "%s"', (unit, absolute, relative, text) => {
    expect(formatChange({ absolute, relative, unit })).toBe(text);
  });

  test('availability changes by hundredths of a point', () => {
    const change = { absolute: -0.021, relative: null, unit: '%' as const };
    expect(formatChange(change, { metric: 'availability' })).toBe('−0.02 points');
    expect(formatChange(change)).toBe('no change');
  });

  test('has a sign, the minus sign if negative, unless it is "no change"', () => {
    const size = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    const units = fc.constantFrom<Unit>('count', '£', '%', 's', 'days');
    fc.assert(
      fc.property(size, units, fc.boolean(), (value, unit, isAbsolute) => {
        const relative = isAbsolute || unit === '%' ? null : value;
        const text = formatChange({ absolute: value, relative, unit });
        if (text !== 'no change') expect(text).toMatch(value > 0 ? /^\+[<£\d]/ : /^−[<£\d]/);
        expect(text).not.toMatch(/NaN|-/);
      }),
    );
  });
});

describe('describeChange', () => {
  test.each<[Unit, number | null, number | null, string]>([
    ['%', 1.2, null, 'up 1.2 points on March 2013'],
    ['%', -1, null, 'down 1 point on March 2013'],
    ['count', -1200, -12, 'down 12% on March 2013'],
    ['count', 1234, null, 'up 1,234 on March 2013'],
    ['count', 0, 0, 'no change on March 2013'],
    ['count', null, null, ''],
  ])('%s, absolute %p, relative %p: "%s"', (unit, absolute, relative, text) => {
    expect(describeChange({ absolute, relative, unit, comparedWith })).toBe(text);
  });

  test('on the 12 months before', () => {
    const rolling = { period: 'ROLLING_YEAR' as const, start: '2012-10-01', end: '2013-10-01' };
    const change = { absolute: 1, relative: 27.6, unit: 'count' as const, comparedWith: rolling };
    expect(describeChange(change)).toBe('up 27.6% on the 12 months to September 2013');
  });
});
