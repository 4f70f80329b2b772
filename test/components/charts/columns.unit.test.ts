/** Stacks and shares: what stands on what, and what is not pretended. */
import { describe, expect, test } from '@jest/globals';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { columnsSpec } from '../../../components/charts/stacks/columns-spec.js';
import { lineSpec } from '../../../components/charts/line/line-spec.js';
import { stackParts, stackAt } from '../../../components/charts/stacks/stacks.js';
import { svgOnlyTexts } from '../../../components/charts/spec/svg-only-texts.js';
import { pickWindow } from '../../../components/charts/svg/hit-zones.js';
import type { ChartKind, ModuleData } from '../../../components/formatting/types.js';
import { byChannel } from '../fixtures/modules.js';
import { pathsOf, textsOf } from './nodes.js';
import { line, sample, samples } from './samples.js';

const specOf = (data: ModuleData, kind: ChartKind, selected?: number): SvgOnlySpec =>
  chartSpec(data, { kind, lang: 'en', selected }) as SvgOnlySpec;
const stacksOf = (data: ModuleData, isShare: boolean): ReturnType<typeof stackAt>[] => {
  const parts = stackParts(data.series!, svgOnlyTexts('en'));
  return data.series!.starts.map((_, index) => stackAt(parts, index, isShare));
};
const two = (a: (number | null)[], b: (number | null)[]): ModuleData =>
  sample([line('A', a), line('B', b)], { period: 'MONTH', first: '2014-01-01' });

describe('a stack', () => {
  test('stands on what is below it, values below 0 hang beneath the axis', () => {
    expect(stacksOf(two([3, -1], [2, 4]), false)).toEqual([
      {
        state: 'whole',
        layers: [
          [0, 3],
          [3, 5],
        ],
        values: [3, 2],
      },
      {
        state: 'whole',
        layers: [
          [0, -1],
          [0, 4],
        ],
        values: [-1, 4],
      },
    ]);
  });

  test('with a part missing draws the others and says which is; with none it is a gap', () => {
    const data = two([3, null, null], [2, 4, null]);
    expect(stacksOf(data, false).map(({ state }) => state)).toEqual(['whole', 'partial', 'none']);
    const spec = specOf(data, 'STACKED', 1);
    expect(spec.captions).toContain('Without a figure: A (February 2014).');
    const columnsOf = (ink: string): number =>
      pathsOf(spec)
        .filter(({ attributes }) => attributes['class']?.startsWith(`perf-f-${ink} `))
        .reduce((sum, { attributes }) => sum + attributes['d']!.split('M').length - 1, 0);
    expect([columnsOf('series-1'), columnsOf('series-2')]).toEqual([1, 2]);
    expect(textsOf(spec)).toEqual(expect.arrayContaining(['–', '4']));
  });

  test('has the outline of a total only where that is known to be more', () => {
    const data = two([3, null], [2, 4]);
    const outlines = (value: number): number => {
      const figure = {
        ...samples['one']!.figure!,
        ...{ value, period: { period: 'MONTH' as const, start: '2014-02-01', end: '2014-03-01', label: '' } },
      };
      return pathsOf(specOf({ ...data, figure }, 'STACKED')).filter(
        ({ attributes }) => attributes['stroke-dasharray'] === '3 3',
      ).length;
    };
    expect([4, 9].map(outlines)).toEqual([0, 1]);
  });

  test('has the outline of a total inside the plot, however much more that is than its parts', () => {
    const data = sample([line('Digital', [null]), line('Phone', [1000]), line('Paper', [300])], {
      ...{ period: 'MONTH', first: '2014-01-01' },
    });
    const { starts, ends } = data.series!;
    const period = { period: 'MONTH' as const, start: starts[0]!, end: ends[0]!, label: '' };
    const figure = { ...byChannel().figure!, value: 100_000, period };
    const spec = columnsSpec({ ...data, figure }, data.series!, 'STACKED', { lang: 'en' });
    const outline = pathsOf(spec).find(({ attributes }) => attributes['stroke-dasharray'] === '3 3')!;
    expect(textsOf(spec)).toContain('100k');
    expect(Number(outline.attributes['d']!.match(/V([-\d.]+)/)![1])).toBeGreaterThanOrEqual(spec.plot.top);
  });

  test('a part that did not exist then is not missing', () => {
    const absent = line('B', [null, 4], { statuses: ['NOT_APPLICABLE', 'PROVIDED'] });
    const data = sample([line('A', [3, 3]), absent], { period: 'MONTH', first: '2014-01-01' });
    expect(stacksOf(data, true).map(({ state }) => state)).toEqual(['whole', 'whole']);
  });

  test('more than four lines: the rest is one grey part on top, named by its number', () => {
    const parts = stackParts(samples['split']!.series!, svgOnlyTexts('en'));
    expect(parts.map(({ ink, label }) => [ink, label])).toEqual([
      ['series-1', 'Digital'],
      ['series-2', 'Phone'],
      ['series-3', 'Paper'],
      ['series-4', 'Face to face'],
      ['other', '2 others'],
    ]);
  });

  test('a category keeps its colour whatever is shown beside it', () => {
    const all = ['Digital', 'Phone', 'Paper', 'Post'].map((name, place) => line(name, [1, 2], { place }));
    const inkOf = (lines: typeof all, name: string): string | undefined =>
      stackParts({ lines }, svgOnlyTexts('en')).find(({ label }) => label === name)?.ink;
    for (const lines of [all, [...all].reverse(), [all[0]!, all[2]!], [all[2]!]])
      expect(inkOf(lines, 'Paper')).toBe('series-3');
  });

  test('a category of a later place keeps its look, too, and shares none with what stands beside it', () => {
    const all = Array.from({ length: 8 }, (_, place) => line(`Part ${place}`, [1, 2], { place }));
    const lookOf = (lines: typeof all, name: string): string => {
      const own = stackParts({ lines }, svgOnlyTexts('en')).find(({ label }) => label === name)!;
      return `${own.ink} ${own.isStriped}`;
    };
    expect(lookOf([all[4]!], 'Part 4')).toBe('series-1 true');
    for (const beside of [all[0]!, all[3]!, all[5]!, all[7]!]) {
      expect(lookOf([beside, all[4]!], 'Part 4')).toBe('series-1 true');
      expect(lookOf([beside, all[4]!], beside.label)).not.toBe('series-1 true');
    }
    const looks = [all[0]!, all[4]!].map((own) =>
      lineSpec(sample([all[0]!, all[4]!]), sample([all[0]!, all[4]!]).series!, { lang: 'en' }).lines.find(
        ({ key }) => key === own.key,
      ),
    );
    expect(looks.map((look) => [look!.ink, look!.marker, look!.dash.length > 0])).toEqual([
      ['series-1', 'circle', false],
      ['series-1', 'triangle', true],
    ]);
  });

  test('ratings have the two sides of one scale, others between them', () => {
    const lines = ['1', '2', '3', '4', '5'].map((key) => line(`Rating ${key}`, [1, 2], { key }));
    const inks = stackParts({ lines, by: 'rating' }, svgOnlyTexts('en')).map(({ ink }) => ink);
    expect(inks).toEqual(['scale-low', 'series-4', 'other', 'scale-high', 'series-1']);
  });

  test('a line that was chosen among the others is one of its own', () => {
    const parts = stackParts(samples['split']!.series!, svgOnlyTexts('en'), 'assisted digital');
    expect(parts.slice(-2).map(({ ink, label }) => [ink, label])).toEqual([
      ['ink', 'Assisted digital'],
      ['other', 'Other'],
    ]);
  });

  test('the line of the engine’s own rest is grey and keeps its name', () => {
    const rest = line('All others', [900, 900], { key: 'all-others' });
    const parts = stackParts(sample([line('A', [1, 2]), rest]).series!, svgOnlyTexts('en'));
    expect(parts.map(({ ink, label }) => [ink, label])).toEqual([
      ['series-1', 'A'],
      ['other', 'All others'],
    ]);
  });
});

describe('shares', () => {
  test('are of the given values, only where all are there and their sum is above 0', () => {
    const stacks = stacksOf(two([3, null, 0, -1], [1, 4, 0, 3]), true);
    expect(stacks.map(({ state }) => state)).toEqual(['whole', 'partial', 'void', 'void']);
    expect(stacks.map(({ values }) => values)).toEqual([
      [75, 25],
      [null, null],
      [null, null],
      [null, null],
    ]);
    const spec = specOf(two([3, 0], [1, 0]), 'SHARE', 0);
    expect(textsOf(spec)).toEqual(expect.arrayContaining(['100%', '75%', '25%']));
    expect(spec.captions).toEqual(['Numbers: January 2014.', 'Dashed outline: nothing to divide.']);
  });
});

test('numbers are those of the selected window, which is framed and can be pointed at', () => {
  const data = two([3, 30, 300], [2, 20, 200]);
  expect(textsOf(specOf(data, 'STACKED'))).toEqual(expect.arrayContaining(['A', '300', 'B', '200']));
  const spec = specOf(data, 'STACKED', 1);
  expect(textsOf(spec)).toEqual(expect.arrayContaining(['30', '20']));
  const [{ centres, top }] = spec.zones as [SvgOnlySpec['zones'][0]];
  expect(centres).toHaveLength(3);
  expect(pickWindow(spec, centres[2]! - 5, top + 5)).toEqual({ index: 2, line: null });
  expect(pickWindow(spec, 0, 0)).toBeNull();
});

test('breaks and targets are drawn over columns as over lines', () => {
  const data = sample(
    [line('A', [1, 2, 3]), line('Target: 2', [2, 2, 4], { key: 'target', role: 'TARGET' })],
    {
      period: 'MONTH',
      first: '2014-01-01',
      annotations: [{ kind: 'BREAK', from: '2014-02-01', to: null, text: 'Counted anew', link: null }],
    },
  );
  const spec = specOf(data, 'STACKED');
  expect(textsOf(spec)).toEqual(expect.arrayContaining(['1 February 2014: Counted anew']));
  expect(spec.captions).toContain('Dotted line: Target: 2.');
  const dashes = pathsOf(spec).map(({ attributes }) => attributes['stroke-dasharray']);
  expect(dashes).toEqual(expect.arrayContaining(['5 3', '1.5 4']));
});

test('50,000 windows are as many columns as have room, each the highest of its neighbours', () => {
  const values = Array.from({ length: 50_000 }, (_, index) => 1 + (index % 997));
  const data = sample([line('A', values)], { period: 'HOUR', first: '2014-01-01T00:00:00Z' });
  const spec = specOf(data, 'STACKED');
  expect(spec.captions).toContainEqual(expect.stringMatching(/^Each column is the highest of \d+ /));
  const columns = Math.max(...pathsOf(spec).map(({ attributes }) => attributes['d']!.split('M').length));
  expect(columns).toBeLessThan(400);
});

test('without any value it says so, and is not an axis at 0', () => {
  const spec = specOf(samples['none']!, 'STACKED');
  expect(spec.emptyText).toBe('No figures to show');
  expect(textsOf(spec)).toContain('No figures to show');
});
