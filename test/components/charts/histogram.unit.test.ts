/** A histogram whose ranges have no figure: what is missing is never drawn as 0. */
import { expect, test } from '@jest/globals';
import { breakdownSpec } from '../../../components/charts/spec/svg-only-spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import type { ModuleData, ValueStatus } from '../../../components/formatting/types.js';
import { flat, pathsOf, textsOf } from './nodes.js';
import { line, sample, type Values } from './samples.js';

const KEYS = ['60', '180', '+Inf'];

/** The spec of one window, of which each range has a value or a reason why there is none. */
function specOf(values: Values, status: ValueStatus = 'SUPPRESSED'): SvgOnlySpec {
  const lines = values.map((value, row) =>
    line(`Range ${row + 1}`, [value, 5], {
      key: KEYS[row]!,
      statuses: [value === null ? status : 'PROVIDED', 'PROVIDED'],
    }),
  );
  const { metric, series } = sample(lines, { period: 'MONTH', first: '2014-01-01' });
  const module: ModuleData = {
    ...sample([line('Time', [90, 120])], { unit: 's', period: 'MONTH', first: '2014-01-01' }),
    breakdown: { metric: metric!, chart: 'BAR', series: { ...series!, by: 'le' } },
  };
  return breakdownSpec(module, { lang: 'en', selected: 0 })!;
}

const rectsOf = ({ nodes }: SvgOnlySpec): Record<string, string>[] =>
  flat(nodes)
    .filter(({ tag }) => tag === 'rect')
    .map(({ attributes }) => attributes as Record<string, string>);

test('a range without a figure is hatched, as high as the plot, and named', () => {
  const spec = specOf([10, null, 10]);
  const heights = rectsOf(spec).map(({ height }) => Number(height));
  expect(heights).toHaveLength(3);
  expect(heights[1]).toBeCloseTo(spec.plot.bottom - spec.plot.top, 0);
  const hatched = (own: SvgOnlySpec): number =>
    pathsOf(own).filter(({ attributes }) => attributes['d']!.split('M').length > 3).length;
  expect([hatched(spec), hatched(specOf([10, 0, 10]))]).toEqual([1, 0]);
  expect(spec.captions).toContain('Without a figure: Range 2 (suppressed).');
});

test('a range that did not exist then is neither drawn nor missed', () => {
  const spec = specOf([10, null, 10], 'NOT_APPLICABLE');
  expect(rectsOf(spec)).toHaveLength(2);
  expect(spec.captions.join()).not.toContain('Without a figure');
});

test('a window without any figure says so, and is no row of bars at 0', () => {
  const spec = specOf([null, null, null]);
  expect(spec.emptyText).toBe('No figures to show');
  expect(textsOf(spec)).toEqual(['No figures to show']);
  expect(spec.captions).toEqual(['Numbers: January 2014.']);
});
