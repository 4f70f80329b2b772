/** What lines of a split are ranked by. */
import { expect, test } from '@jest/globals';
import { lineSize } from '../../../server/engine/lines/line-size.js';
import type { Formula } from '../../../server/metrics/definitions.js';

const TOTAL: Formula = { kind: 'total', measure: 'visits' };
const RATIO: Formula = {
  kind: 'ratio',
  numerator: { measure: 'completions' },
  denominator: { measure: 'starts' },
  scale: 100,
};
const QUANTILE: Formula = { kind: 'quantile', measure: 'page-load', quantile: 0.5 };

const point = (value: number | null, numerator: number | null = null, denominator: number | null = null) => ({
  ...{ value, numerator, denominator },
});
const values = (...all: (number | null)[]) => all.map((value) => point(value));

test.each([
  ['one window is its value there', TOTAL, values(9, 1, 9), 1, 1],
  ['no value in that window is nothing', TOTAL, values(9, null), 1, -Infinity],
  ['a window that there is not is nothing', TOTAL, [], 0, -Infinity],
  ['a total of several is their sum', TOTAL, values(1, null, 2), null, 3],
  ['no value in any is nothing', TOTAL, values(null, null), null, -Infinity],
  ['zeros are something', TOTAL, values(0, null), null, 0],
  ['a ratio is that of the sums', RATIO, [point(10, 1, 10), point(50, 50, 100)], null, 51 / 110],
  ['what has no value does not count', RATIO, [point(null, null, 900), point(50, 1, 2)], null, 0.5],
  ['all else is the mean of the values', QUANTILE, [point(1, null, 10), point(4, null, 2)], null, 2.5],
])('%s', (_name, formula, points, at, size) => {
  const columns = {
    values: points.map(({ value }) => value),
    numerators: points.map(({ numerator }) => numerator),
    denominators: points.map(({ denominator }) => denominator),
  };
  expect(lineSize(columns, { formula }, at)).toBeCloseTo(size);
});
