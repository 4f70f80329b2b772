import { describe, expect, it } from '@jest/globals';
import { apportion, chanceOf } from '../../../server/demo/chance.js';

describe('chance', () => {
  it('depends on its words and the index only', () => {
    const draw = (...words: string[]): number[] =>
      [0, 1, 20_000, -5].map((index) => chanceOf(...words).uniform(index));
    expect(draw('a', 'b')).toEqual(draw('a', 'b'));
    expect(draw('a', 'b')).not.toEqual(draw('a', 'c'));
  });

  it('is spread evenly, and its bell has the mean 0 and the deviation 1', () => {
    const chance = chanceOf('spread');
    const draws = Array.from({ length: 20_000 }, (_, index) => index);
    const tenths = new Array<number>(10).fill(0);
    for (const index of draws) tenths[Math.floor(chance.uniform(index) * 10)]++;
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
    const bells = draws.map((index) => chance.bell(index));
    const mean = bells.reduce((sum, value) => sum + value, 0) / bells.length;
    const variance = bells.reduce((sum, value) => sum + (value - mean) ** 2, 0) / bells.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
    expect(Math.max(...bells.map(Math.abs))).toBeLessThanOrEqual(3.5);
  });

  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [0, [1, 2], [0, 0]],
    [7, [0, 5], [0, 7]],
    [100, [1, 2, 97.4], [1, 2, 97]],
  ])('apportions %s by %j', (total, weights, parts) => {
    expect(apportion(total, weights)).toEqual(parts);
  });
});
