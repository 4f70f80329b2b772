/** Charts without room for bands: where their lines are interrupted, and how they say that a figure is not final. */
import { describe, expect, test } from '@jest/globals';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { sparklineNode } from '../../../components/charts/svg/sparkline.js';
import type {
  ChartKind,
  ModuleData,
  SeriesLineData,
  ValueFlag,
} from '../../../components/formatting/types.js';
import { flat, pathsOf } from './nodes.js';
import { line, sample } from './samples.js';

const MONTHS = { period: 'MONTH', first: '2014-01-01' } as const;
const specOf = (data: ModuleData, kind: ChartKind, selected?: number): SvgOnlySpec =>
  chartSpec(data, { kind, lang: 'en', selected }) as SvgOnlySpec;

/** How many stretches each thick line has. */
const stretchesIn = (spec: SvgOnlySpec): number[] =>
  pathsOf(spec)
    .filter(({ attributes }) => attributes['stroke-width'] === '2.5')
    .map(({ attributes }) => attributes['d']!.split('M').length - 1);

const flagged = (label: string, values: number[], ...last: ValueFlag[]): SeriesLineData =>
  line(label, values, { flags: values.map((_, at) => (at === values.length - 1 ? last : [])) });

describe('small charts', () => {
  test('are interrupted at a break of all, at one of their own, and where other services are counted', () => {
    const broken = line('B', [8, 8, 8, 8], { flags: [[], ['BREAK'], [], []] });
    const changed = { ...line('C', [7, 7, 7, 7]), joined: [false, true, true, false] };
    const lines = [line('A', [9, 9, 9, 9]), broken, changed];
    const annotation = { kind: 'BREAK' as const, from: '2014-03-01', to: null, text: 'Anew', link: null };
    expect(stretchesIn(specOf(sample(lines, MONTHS), 'MULTIPLES'))).toEqual([1, 2, 2]);
    const all = sample(lines, { ...MONTHS, annotations: [annotation] });
    expect(stretchesIn(specOf(all, 'MULTIPLES'))).toEqual([2, 3, 3]);
  });

  test('say where lines are interrupted', () => {
    const broken = line('B', [8, 8, 8, 8], { flags: [[], ['BREAK'], [], []] });
    const changed = { ...line('C', [7, 7, 7, 7]), joined: [false, true, true, false] };
    const captionsOf = (...lines: SeriesLineData[]): string =>
      specOf(sample([line('A', [9, 9, 9, 9]), ...lines], MONTHS), 'MULTIPLES').captions.join(' ');
    const words = 'Lines are interrupted at breaks in the series and where the services counted changed.';
    expect(captionsOf(broken)).toContain(words);
    expect(captionsOf(changed)).toContain(words);
    expect(captionsOf()).not.toContain(words);
  });

  test('have hollow points where figures are not final, and say what that means', () => {
    const data = sample(
      [flagged('A', [1, 2, 3], 'UNFINISHED'), flagged('B', [1, 2, 2], 'PROVISIONAL')],
      MONTHS,
    );
    const spec = specOf(data, 'MULTIPLES', 0);
    const hollow = pathsOf(spec).filter(({ attributes }) => attributes['stroke-width'] === '3');
    expect(hollow.map(({ attributes }) => attributes['d'])).toEqual([
      expect.stringMatching(/^M[\d. ]+h0$/),
      expect.stringMatching(/^M[\d. ]+h0$/),
    ]);
    expect(spec.captions).toContain('Hollow points: period not over or provisional.');
    const newest = flat(specOf(data, 'MULTIPLES').nodes).filter(({ tag }) => tag === 'circle');
    expect(newest.map(({ attributes }) => attributes['class'])).toEqual([
      'perf-f-ground perf-s-series-1',
      'perf-f-ground perf-s-series-1',
    ]);
    const final = specOf(sample([flagged('A', [1, 2, 3])], MONTHS), 'MULTIPLES');
    expect(final.captions.join()).not.toContain('Hollow');
  });
});

test.each(['BAR', 'FUNNEL', 'MULTIPLES'] as const)(
  '%s says that the numbers it shows are not final',
  (kind) => {
    const captionOf = (selected?: number, ...flags: ValueFlag[]): string =>
      specOf(sample([flagged('A', [3, 2], ...flags), line('B', [1, 1])], MONTHS), kind, selected)
        .captions[0]!;
    expect(captionOf(1, 'UNFINISHED')).toBe('Numbers: February 2014 (period not over).');
    expect(captionOf(1, 'PROVISIONAL')).toBe('Numbers: February 2014 (provisional).');
    expect(captionOf(1)).toBe('Numbers: February 2014.');
    expect(captionOf(0, 'UNFINISHED')).toBe('Numbers: January 2014.');
  },
);

test('a sparkline is interrupted where its line is, and hollow where its newest figure is not final', () => {
  const flags = [[], [], [], ['UNFINISHED' as const]];
  const nodes = flat([sparklineNode([1, 2, 3, 4], { cuts: [2], flags })!]);
  expect(nodes.find(({ tag }) => tag === 'path')!.attributes['d']!.match(/M/g)).toHaveLength(2);
  const dotOf = (own: typeof nodes): string => own.find(({ tag }) => tag === 'circle')!.attributes['class']!;
  expect(dotOf(nodes)).toBe('perf-f-ground perf-s-series-1');
  expect(dotOf(flat([sparklineNode([1, 2, 3, 4])!]))).toBe('perf-f-series-1');
});

test('the small line beside a bar is interrupted where its line is', () => {
  const broken = line('A', [1, 2, 3, 4], { flags: [[], [], ['BREAK'], ['UNFINISHED']] });
  const spec = specOf(sample([broken, line('B', [1, 1, 1, 1])], MONTHS), 'BAR');
  const sparks = pathsOf(spec).filter(
    ({ attributes }) => attributes['stroke-width'] === '2' && attributes['stroke-linejoin'],
  );
  expect(sparks.map(({ attributes }) => attributes['d']!.match(/M/g)!.length)).toEqual([2, 1]);
});
