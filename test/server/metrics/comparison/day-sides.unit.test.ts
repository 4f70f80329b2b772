/** Which windows stand on the sides of a day. */
import { describe, expect, test } from '@jest/globals';
import {
  chosenPeriod,
  evenSides,
  usedOf,
  withoutFew,
  type DaySides,
  type LeftOutReason,
  type NearWindow,
} from '../../../../server/metrics/comparison/day-sides.js';

/** `o` has a value, `x` none, `!` lies under an outage with a value, `?` without one; nearest the day first. */
const REASONS: Record<string, LeftOutReason | null> = {
  o: null,
  x: 'NO_VALUE',
  '!': 'OUTAGE',
  '?': 'OUTAGE',
};
const side = (text: string, provided = 1): NearWindow[] =>
  [...text].map((mark, start) => ({
    window: { recorded: 'day', start },
    hasValue: mark === 'o' || mark === '!',
    provided: mark === 'o' || mark === '!' ? provided : 0,
    reason: REASONS[mark],
  }));
const sides = (before: string, after: string) => ({ before: side(before), after: side(after) });
const counts = ({ before, after }: DaySides) => [before, after].map((each) => usedOf(each).length);

describe('even sides', () => {
  test.each([
    ['are as long as the shorter', 'ooooo', 'ooo', 3, [3, 3]],
    ['reach no further than there are values', 'oooxxx', 'oooooo', 3, [3, 3]],
    ['keep what is missing between values', 'oxo', 'ooo', 3, [2, 3]],
    ['leave outages out where they are', 'o!oo', 'oooo', 4, [3, 4]],
    ['do not reach as far as an outage that nothing was sent in', 'oo??', 'oooo', 2, [2, 2]],
    ['are none where one has no value', 'xxx', 'ooo', 0, [0, 0]],
    ['are none where there are no windows', '', '', 0, [0, 0]],
  ])('%s', (_name, before, after, length, used) => {
    const even = evenSides(sides(before, after));
    expect([even.before.length, even.after.length]).toEqual([length, length]);
    expect(counts(even)).toEqual(used);
  });
});

test('windows of few services do not speak for all', () => {
  const { before, after } = withoutFew({
    before: [...side('oo', 10), ...side('o', 5), ...side('o', 4)],
    after: [...side('o', 3), ...side('!', 3)],
  });
  expect(before.map(({ reason }) => reason)).toEqual([null, null, null, 'FEW_SERVICES']);
  expect(after.map(({ reason }) => reason)).toEqual(['FEW_SERVICES', 'OUTAGE']);
});

describe('the period', () => {
  const of = (period: 'DAY' | 'WEEK' | 'MONTH', before: number, after: number) => ({
    period,
    sides: sides('o'.repeat(before), 'o'.repeat(after)),
  });
  test('is the finest that has enough windows on each side', () => {
    expect(chosenPeriod([of('DAY', 7, 7), of('WEEK', 9, 8), of('MONTH', 20, 20)])?.period).toBe('WEEK');
    expect(chosenPeriod([of('DAY', 8, 8), of('WEEK', 9, 8)])?.period).toBe('DAY');
  });
  test('is the finest there is where none has', () => {
    expect(chosenPeriod([of('DAY', 0, 7), of('WEEK', 3, 2), of('MONTH', 5, 5)])?.period).toBe('WEEK');
    expect(chosenPeriod([of('DAY', 0, 7)])).toBeNull();
    expect(chosenPeriod([])).toBeNull();
  });
});
