import { expect, test } from '@jest/globals';
import { closingText, isDayOver } from '../../../components/formatting/closing.js';

test.each([
  ['2014-06-30T22:59:59Z', false],
  // Midnight by British Summer Time.
  ['2014-06-30T23:00:00Z', true],
  ['2014-07-01T12:00:00Z', true],
  ['2013-07-01T12:00:00Z', false],
])('at %s the last day, 30 June 2014, is over: %s', (now, isOver) => {
  expect(isDayOver('2014-06-30', Date.parse(now))).toBe(isOver);
  const text = isOver ? '(closed)' : '(closes on 30 June 2014)';
  expect(closingText('2014-06-30', () => isOver)).toBe(text);
});

test('nothing is said where no last day is known', () => {
  expect(closingText(null, () => true)).toBe('');
});
