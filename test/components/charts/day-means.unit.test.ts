/** The means before and after a day, on an axis of the windows that they are of. */
import { expect, test } from '@jest/globals';
import { dayMeans } from '../../../components/charts/line/day-means.js';
import { splitOnDay } from '../fixtures/before-and-after.js';

test('a total of other windows than those that are drawn has no means, a ratio has', () => {
  const data = splitOnDay();
  const series = data.series!;
  const both = data.beforeAndAfter!;
  const meansOf = (
    denominator: number | null,
    period: typeof both.period,
    unit: typeof series.unit,
  ): boolean =>
    dayMeans(
      { ...data, beforeAndAfter: { ...both, period, before: { ...both.before!, denominator } } },
      { ...series, unit },
    ) !== null;
  const other = series.period === 'QUARTER' ? 'MONTH' : 'QUARTER';
  for (const unit of ['£', 's', 'count'] as const) {
    expect(meansOf(null, series.period, unit)).toBe(true);
    expect(meansOf(null, other, unit)).toBe(false);
  }
  expect(meansOf(1000, other, '%')).toBe(true);
  expect(meansOf(1000, other, '£')).toBe(true);
});
