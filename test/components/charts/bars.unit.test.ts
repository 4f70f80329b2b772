/** Bars, funnels and small charts: order, numbers, words, and what can be pointed at. */
import { describe, expect, test } from '@jest/globals';
import { breakdownSpec } from '../../../components/charts/spec/svg-only-spec.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import { sparklineNode } from '../../../components/charts/svg/sparkline.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { pickWindow } from '../../../components/charts/svg/hit-zones.js';
import type { ChartKind, ModuleData } from '../../../components/formatting/types.js';
import { flat, pathsOf, textsOf } from './nodes.js';
import { line, sample, type Values } from './samples.js';

const specOf = (data: ModuleData, kind: ChartKind, selected?: number): SvgOnlySpec =>
  chartSpec(data, { kind, lang: 'en', selected }) as SvgOnlySpec;
const monthly = (rows: Record<string, Values>, by: string | null = null): ModuleData => {
  const lines = Object.entries(rows).map(([name, values]) => line(name, values));
  const data = sample(lines, { period: 'MONTH', first: '2014-01-01' });
  return { ...data, series: { ...data.series!, by } };
};
const namesIn = (spec: SvgOnlySpec, names: readonly string[]): string[] =>
  textsOf(spec).filter((text) => names.includes(text));

describe('bars', () => {
  test('stand from the largest to the smallest, what is missing last and in words', () => {
    const spec = specOf(monthly({ A: [1], B: [null], C: [3] }), 'BAR');
    expect(textsOf(spec)).toEqual(['C', '3', 'A', '1', 'B', 'Not provided']);
  });

  test('of ratings and histograms stand in their own order, the rest of a split comes last', () => {
    const rows = { 'Very satisfied': [1], Satisfied: [5], Dissatisfied: [3] };
    expect(namesIn(specOf(monthly(rows, 'rating'), 'BAR'), Object.keys(rows))).toEqual(Object.keys(rows));
    const rest = sample([line('All others', [9], { key: 'all-others' }), line('A', [1])]);
    expect(namesIn(specOf(rest, 'BAR'), ['A', 'All others'])).toEqual(['A', 'All others']);
  });

  test('counts have their share of all of them, unless one is missing', () => {
    expect(textsOf(specOf(monthly({ A: [3], B: [1] }), 'BAR'))).toEqual(['A', '3 (75%)', 'B', '1 (25%)']);
    expect(textsOf(specOf(monthly({ A: [0], B: [0] }), 'BAR'))).toEqual(['A', '0', 'B', '0']);
    expect(textsOf(specOf(monthly({ A: [3], B: [null] }), 'BAR'))).toEqual(['A', '3', 'B', 'Not provided']);
    const absent = line('C', [null], { statuses: ['NOT_APPLICABLE'] });
    const data = sample([line('A', [3]), line('B', [1]), absent]);
    expect(textsOf(specOf(data, 'BAR'))).toEqual(['A', '3 (75%)', 'B', '1 (25%)', 'C', 'Not applicable']);
  });

  test('show one window: the figure’s or the selected one, and how each line moved to it', () => {
    const data = monthly({ A: [1, 2, 4, 8], B: [8, 4, 2, 1] });
    expect(specOf(data, 'BAR').captions).toEqual(['Numbers: April 2014.']);
    const spec = specOf(data, 'BAR', 0);
    expect(namesIn(spec, ['A', 'B'])).toEqual(['A', 'B']);
    expect(flat(spec.nodes).filter(({ tag }) => tag === 'circle')).toHaveLength(2);
    const [{ left, top, centres }] = spec.zones as [SvgOnlySpec['zones'][0]];
    expect(pickWindow(spec, centres[2]!, top + 4)).toEqual({ index: 2, line: 'a' });
    expect(pickWindow(spec, left - 40, top + 4)).toEqual({ index: 0, line: 'a' });
  });

  test('keep rows, scale and room while the window moves', () => {
    const data = monthly({ A: [10, 20, 40, 80], B: [8, 4, 2, 1] });
    const barOf = (selected: number): number => {
      const bars = flat(specOf(data, 'BAR', selected).nodes).filter(
        ({ attributes }) => attributes['class'] === 'perf-f-series-1' && attributes['height'] === '24',
      );
      return Number(bars[0]!.attributes['width']);
    };
    expect(barOf(0) / barOf(3)).toBeCloseTo(1 / 8, 2);
    const columns = [0, 1, 2, 3].map((selected) => specOf(data, 'BAR', selected).plot);
    for (const plot of columns) expect(plot).toEqual(columns[0]);
  });

  test('a target and a comparison are lines across the bar, named beneath', () => {
    const data = sample(
      [
        line('Completion rate', [80]),
        line('A year earlier', [70], { key: 'comparison', role: 'COMPARISON' }),
        line('Target: 85%', [85], { key: 'target', role: 'TARGET' }),
      ],
      { unit: '%', period: 'MONTH', first: '2014-01-01' },
    );
    expect(specOf(data, 'BAR').captions).toEqual([
      'Numbers: January 2014.',
      'Line across a bar: A year earlier.',
      'Dotted line: Target: 85%.',
    ]);
  });

  test('more than twelve are told by their number', () => {
    const rows = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`Row ${index}`, [index]]));
    expect(textsOf(specOf(monthly(rows), 'BAR')).at(-1)).toBe('3 more in the table');
  });
});

describe('a funnel', () => {
  const journey = monthly({ Start: [200, 1000], Details: [150, 900], Sent: [60, 450] }, 'stage');

  test('has users, shares of the first step, and names the largest drop', () => {
    expect(textsOf(specOf(journey, 'FUNNEL'))).toEqual([
      ...['Start', '1,000', '100 fewer (10% of the step before)'],
      ...[
        'Details',
        '900 · 90% of the first step',
        'Largest drop, in users and as a share: 450 fewer (50% of the step before)',
      ],
      ...['Sent', '450 · 45% of the first step'],
    ]);
  });

  test('names the largest drop in users and the largest share, where these are two', () => {
    const two = monthly({ Start: [1000], Details: [600], Sent: [240] }, 'stage');
    expect(textsOf(specOf(two, 'FUNNEL'))).toEqual(
      expect.arrayContaining([
        'Largest drop in users: 400 fewer (40% of the step before)',
        'Largest drop as a share: 360 fewer (60% of the step before)',
      ]),
    );
  });

  test('of a ratio takes its numerators; a missing step is words and not a drop', () => {
    const ratio = journey.series!.lines.map((each, index) => ({
      ...each,
      values: [[100, 100][index] ?? null, null],
      numerators: [[200, 150][index] ?? null, null],
    }));
    const data = { ...journey, series: { ...journey.series!, unit: '%' as const, lines: ratio } };
    expect(textsOf(specOf(data, 'FUNNEL', 0))).toEqual([
      ...['Start', '200', 'Largest drop, in users and as a share: 50 fewer (25% of the step before)'],
      ...['Details', '150 · 75% of the first step', 'Sent', 'Not provided'],
    ]);
  });
});

describe('small charts', () => {
  const data = monthly({ A: [1, 2, 3], B: [30, null, 10], C: [null, null, null] });

  test('one a line on one scale, the largest first, words where there is no figure', () => {
    const spec = specOf(data, 'MULTIPLES');
    expect(textsOf(spec)).toEqual([
      ...['B', '10', '0', '30', 'Jan 2014', 'Mar 2014'],
      ...['A', '3', '0', '30', 'Jan 2014', 'Mar 2014'],
      ...['C', 'Not provided', '0', '30', 'Jan 2014', 'Mar 2014'],
    ]);
    expect(spec.captions).toEqual([
      'Numbers: March 2014.',
      'All charts have one scale, from 0 to 30, and show January 2014 to March 2014.',
    ]);
  });

  test('each on a scale of its own where that is asked for, which is said', () => {
    const spec = specOf({ ...data, hasOwnScales: true }, 'MULTIPLES');
    expect(textsOf(spec).slice(6, 10)).toEqual(['A', '3', '0', '4']);
    expect(spec.captions).toContain(
      'Each chart has a scale of its own; all show January 2014 to March 2014.',
    );
  });

  test('each can be pointed at by itself', () => {
    const spec = specOf(data, 'MULTIPLES');
    const { centres, top } = spec.zones[1]!;
    expect(pickWindow(spec, centres[0]! + 1, top + 20)).toEqual({ index: 0, line: 'a' });
  });

  test('a gap stays open, a point between gaps is a dot', () => {
    const drawn = pathsOf(specOf(data, 'MULTIPLES')).map(({ attributes }) => attributes['d']!);
    expect(drawn.filter((d) => d.includes('h0'))).toHaveLength(1);
  });
});

describe('a value that lies above the last bound', () => {
  const bounded = (values: Values, lowerBounds: boolean[], label = 'Fast'): ModuleData['series'] =>
    sample([line(label, values, { lowerBounds }), line('Slow', [100, 1200])], {
      ...{ unit: 's', period: 'MONTH', first: '2014-01-01' },
    }).series;
  const data = (...bounds: Parameters<typeof bounded>): ModuleData => ({
    ...sample([], { unit: 's', metric: 'Time to complete' }),
    series: bounded(...bounds),
  });

  test.each(['BAR', 'MULTIPLES', 'STACKED'] as const)('is shown with ">" in %s, others are not', (kind) => {
    const module = data([60, 900], [false, true]);
    const numbers = (selected: number): string[] =>
      textsOf(specOf(module, kind, selected)).filter((text) => /^>?(1m|15m|20m|1m 40s)$/.test(text));
    expect(numbers(1)).toEqual(expect.arrayContaining(['>15m', '20m']));
    expect(numbers(0).filter((text) => text.startsWith('>'))).toEqual([]);
    expect(numbers(0)).toContain('1m 40s');
  });

  test('is so among many that share a part of a stack', () => {
    const lines = Array.from({ length: 7 }, (_, index) =>
      line(`Line ${index}`, [60, 60 - index], { lowerBounds: [false, index === 6] }),
    );
    const stack = sample(lines, { unit: 's', period: 'MONTH', first: '2014-01-01' });
    expect(textsOf(specOf(stack, 'STACKED'))).toContain('>2m 45s');
  });
});

test.each(['LINE', 'STACKED', 'SHARE', 'MULTIPLES'] as const)(
  'several values of one window are ranked, not %s',
  (kind) => {
    const spec = specOf(monthly({ A: [1], B: [8], C: [4] }), kind);
    expect(spec.kind).toBe('BAR');
    expect(namesIn(spec, ['A', 'B', 'C'])).toEqual(['B', 'C', 'A']);
  },
);

test('a breakdown is of the selected window', () => {
  const ratings = monthly({ Good: [1, 30], Bad: [3, 10] }, 'rating');
  const module: ModuleData = {
    ...monthly({ Score: [25, 75] }),
    breakdown: { metric: { ...ratings.metric!, label: 'Ratings' }, chart: 'BAR', series: ratings.series! },
  };
  const spec = breakdownSpec(module, { lang: 'en', selected: 0 })!;
  expect([spec.title, ...textsOf(spec)]).toEqual(['Ratings', 'Good', '1 (25%)', 'Bad', '3 (75%)']);
  expect(textsOf(breakdownSpec(module, { lang: 'en' })!)).toContain('30 (75%)');
  expect(breakdownSpec({ ...module, breakdown: null }, { lang: 'en' })).toBeNull();
});

test('a sparkline keeps gaps, dots the newest value and shows a target; one value is no line', () => {
  expect(sparklineNode([1, null, null])).toBeNull();
  const nodes = flat([sparklineNode([1, 2, null, 3, 4, null], { target: 5 })!]);
  const [level, path] = nodes.filter(({ tag }) => tag === 'path');
  expect(level!.attributes['stroke-dasharray']).toBe('1.5 3');
  expect(path!.attributes['d']!.match(/M/g)).toHaveLength(2);
  expect(nodes.find(({ tag }) => tag === 'circle')!.attributes['cx']).toBe('189');
});

describe('a histogram', () => {
  const bounds: [string, Values][] = [
    ['60', [10, 30]],
    ['180', [20, 40]],
    ['+Inf', [10, 30]],
  ];
  const made = sample(
    bounds.map(([key, values]) => line(`Up to ${key}`, values, { key })),
    { period: 'MONTH', first: '2014-01-01' },
  );
  const ranges = { ...made, series: { ...made.series!, by: 'le' } };
  const told = sample(
    [line('Time', [90, 120]), line('Target', [100, 100], { key: 'target', role: 'TARGET' })],
    {
      ...{ unit: 's', period: 'MONTH', first: '2014-01-01' },
    },
  );
  const module: ModuleData = {
    ...told,
    breakdown: { metric: ranges.metric!, chart: 'BAR', series: ranges.series! },
  };
  const barsOf = (selected?: number): { width: number; height: number }[] =>
    flat(breakdownSpec(module, { lang: 'en', selected })!.nodes)
      .filter(({ tag }) => tag === 'rect')
      .map(({ attributes }) => ({
        width: Number(attributes['width']),
        height: Number(attributes['height']),
      }));

  test('has bars as wide as their ranges, whose areas are their shares', () => {
    const [first, second, open] = barsOf();
    expect(second!.width / first!.width).toBeCloseTo(2, 1);
    expect(open!.width).toBeCloseTo(second!.width, 1);
    const areas = barsOf().map(({ width, height }) => width * height);
    expect(areas.map((area) => area / areas[0]!)).toEqual([
      1,
      expect.closeTo(40 / 30, 1),
      expect.closeTo(1, 1),
    ]);
  });

  test('marks the value and its target in the same window, and says how it is drawn', () => {
    const spec = breakdownSpec(module, { lang: 'en' })!;
    expect(textsOf(spec)).toEqual(
      expect.arrayContaining([`${module.metric!.label} 2m`, 'Target 1m 40s', '30%', '40%', '1m', '3m']),
    );
    expect(spec.captions).toEqual([
      'Numbers: February 2014.',
      'Each bar is as wide as its range, and its area is its share. Dashed: the range without an end, drawn as wide as the one before.',
    ]);
  });

  test('keeps its scale while another window is read', () => {
    expect(barsOf(0)[0]!.height / barsOf(1)[0]!.height).toBeCloseTo(1 / 3, 1);
  });

  test('writes the share of its highest bar, however narrow that is, and none on another', () => {
    const counts = { 1: 5, 2: 60, 3: 20, 10: 10, 60: 4, '+Inf': 1 };
    const lines = Object.entries(counts).map(([key, count]) => line(key, [count], { key }));
    const { metric, series } = sample(lines, { period: 'MONTH', first: '2014-01-01' });
    const breakdown = { metric: metric!, chart: 'BAR' as const, series: { ...series!, by: 'le' } };
    const own = { ...told.series!, starts: series!.starts, ends: series!.ends };
    const data = { ...module, breakdown, series: own };
    const spec = breakdownSpec(data, { lang: 'en', width: 320, selected: 0 })!;
    const shares = textsOf(spec).filter((text) => text.endsWith('%'));
    expect(shares).toContain('60%');
    expect(shares).not.toContain('5%');
  });

  test('of what are no ranges is bars', () => {
    const series = { ...ranges.series!, lines: ranges.series!.lines.map((each) => ({ ...each, key: 'x' })) };
    const spec = breakdownSpec({ ...module, breakdown: { ...module.breakdown!, series } }, { lang: 'en' })!;
    expect(spec.zones.length).toBeGreaterThan(0);
  });
});
