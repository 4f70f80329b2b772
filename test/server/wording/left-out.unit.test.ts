import { expect, test } from '@jest/globals';
import { whyLeftOut } from '../../../server/wording/left-out.js';

test('a service without all parts of a window or range is left out with how many there are', () => {
  const row = {
    ...{ value: null, status: 'INCOMPLETE' as const, missing: [], obstacle: null },
    ...{ parts: { provided: 2, expected: 4 }, isExpected: true },
  };
  const year = { period: 'ROLLING_YEAR' as const, start: '2013-01-01', end: '2014-01-01' };
  expect(whyLeftOut(row, year)).toBe('Incomplete: 2 of 4 quarters');
  const months = { period: 'MONTH' as const, start: '2013-01-01', end: '2013-05-01' };
  expect(whyLeftOut(row, months)).toBe('Incomplete: 2 of 4 months');
  expect(whyLeftOut({ ...row, isExpected: false }, months)).toBe(
    'Incomplete: 2 of 4 months: not expected in this period',
  );
});
