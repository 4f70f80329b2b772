/** Which comparisons a line chart draws beside its line. */
import { expect, test } from '@jest/globals';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { takeUp } from '../fixtures/modules.js';
import { line, sample } from './samples.js';

const compared = (values: number[], earlier: number[]): ModuleData =>
  sample([
    line('Take-up', values),
    line('A year earlier', earlier, { key: 'comparison', role: 'COMPARISON' }),
  ]);
const rolesIn = (data: ModuleData): string[] => {
  const spec = chartSpec(data, { kind: 'LINE', lang: 'en' })!;
  return spec.kind === 'LINE' ? spec.lines.map(({ role }) => role) : [];
};

test('a level line does not say that what it is compared with is the line itself', () => {
  expect(rolesIn(compared([100, 100, 100], [60, 100, 100]))).toEqual(['COMPARISON', 'PRIMARY']);
});

test('a year earlier is drawn, also where its values are those of the step before', () => {
  const rising = compared([0, 1, 2], [7, 0, 1]);
  expect(rolesIn(rising)).toEqual(['PRIMARY']);
  // Its figure is of March 2014, compared with March 2013.
  expect(rolesIn({ ...rising, figure: takeUp().figure })).toEqual(['COMPARISON', 'PRIMARY']);
});
