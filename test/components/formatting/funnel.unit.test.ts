import { expect, test } from '@jest/globals';
import { dropsOf, largestDrop } from '../../../components/formatting/funnel.js';

test('a drop is what the step before had more; none where a number is missing or nobody was there', () => {
  expect(dropsOf([200, 150, 160, null, 40, 0, 0])).toEqual([
    null,
    { lost: 50, share: 25 },
    { lost: -10, share: (-100 * 10) / 150 },
    null,
    null,
    { lost: 40, share: 100 },
    null,
  ]);
});

test('the largest drop is that of most people, the first of equals', () => {
  expect(largestDrop([200, 150, 100, 10])).toEqual({ index: 3, lost: 90, share: 90 });
  expect(largestDrop([200, 150, 100])?.index).toBe(1);
  expect(largestDrop([1, 2])).toBeNull();
  expect(largestDrop([])).toBeNull();
});
