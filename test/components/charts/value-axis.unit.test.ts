/** What the ticks of a value axis say. */
import { expect, test } from '@jest/globals';
import { valueAxis } from '../../../components/charts/axes/value-axis.js';

const labels = (values: readonly number[]): string[] =>
  valueAxis(values, 'count', 4, 'en').ticks.map(({ lines }) => lines[0]);

test('there is nothing between whole numbers where things are counted', () => {
  expect(labels([0, 1, 2])).toEqual(['0', '1', '2']);
  expect(labels([1])).toEqual(['0', '1']);
});

test('so many for each of something else lie between whole numbers', () => {
  expect(labels([0.163, 0.08])).toEqual(['0', '0.05', '0.1', '0.15', '0.2']);
  expect(labels([9.4, 2])).toEqual(['0', '2.5', '5', '7.5', '10']);
});

test('means of many are read as whole numbers', () => {
  expect(labels([12.5, 2])).toEqual(['0', '5', '10', '15']);
});
