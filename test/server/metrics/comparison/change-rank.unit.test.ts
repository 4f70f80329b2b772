/** Which of several changes is worse. */
import { expect, test } from '@jest/globals';
import { changeRank } from '../../../../server/metrics/comparison/change-rank.js';

const metric = (
  unit: '%' | 'count' | '£',
  direction: 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL',
) => ({
  unit,
  direction,
});
const change = (absolute: number | null, relative: number | null = null) => ({ absolute, relative });

/** From the worst to the best. */
test.each([
  ['points', metric('%', 'HIGHER_IS_BETTER'), [change(-3), change(-0.1), change(0), change(7)]],
  ['points that should fall', metric('%', 'LOWER_IS_BETTER'), [change(7), change(0), change(-3)]],
  ['money, by percent', metric('£', 'LOWER_IS_BETTER'), [change(1, 50), change(100, 2), change(-5, -1)]],
  [
    'counts from 0',
    metric('count', 'HIGHER_IS_BETTER'),
    [change(-9, -90), change(0), change(9, 900), change(1)],
  ],
  [
    'what is neither, from the largest fall',
    metric('count', 'NEUTRAL'),
    [change(-5, -50), change(2, 1), change(9, 9)],
  ],
])('%s', (_name, of, changes) => {
  const ranks = changes.map((each) => changeRank(each, of)!);
  expect(ranks.every((rank, index) => index === 0 || rank > ranks[index - 1])).toBe(true);
});

test('no change has no place', () => {
  expect(changeRank(null, metric('%', 'NEUTRAL'))).toBeNull();
  expect(changeRank(change(null), metric('count', 'HIGHER_IS_BETTER'))).toBeNull();
});
