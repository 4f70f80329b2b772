/** Charts of several services: how many each point counts, and where the services counted changed. */
import { describe, expect, test } from '@jest/globals';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { LineChartSpec, SvgOnlySpec } from '../../../components/charts/spec/spec-types.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import type { ChartKind, ModuleData, SeriesLineData } from '../../../components/formatting/types.js';
import { flat } from './nodes.js';
import { line, sample } from './samples.js';

const CHANGED = 'The services counted changed';

/** A line of several services, of which `provided` of 10 have a value at each point. */
const counted = (
  label: string,
  values: (number | null)[],
  { provided = values.map(() => 10), joined }: { provided?: number[]; joined?: boolean[] } = {},
): SeriesLineData => ({ ...line(label, values), provided, expected: values.map(() => 10), joined });

const portfolio = (lines: SeriesLineData[], by: string | null = null): ModuleData => {
  const data = sample(lines, { period: 'MONTH', first: '2014-01-01' });
  return {
    ...data,
    subject: { ...data.subject!, kind: 'PORTFOLIO' },
    series: { ...data.series!, by },
  };
};

const lineSpec = (data: ModuleData): LineChartSpec => chartSpec(data, { lang: 'en' }) as LineChartSpec;
const stacked = (data: ModuleData, kind: ChartKind = 'STACKED'): SvgOnlySpec =>
  chartSpec(data, { kind, lang: 'en' }) as SvgOnlySpec;
const wordsOf = (nodes: LineChartSpec['beneath']): string[] =>
  flat(nodes)
    .filter(({ tag }) => tag === 'text')
    .map(({ children }) => children.join(''));
const marksOf = ({ marks }: LineChartSpec): string[] => marks.map(({ lines }) => lines.join(' '));

describe('the strip of coverage', () => {
  test('has a column a point, as high as the part of the services that is counted', () => {
    const { beneath: coverage } = lineSpec(portfolio([counted('All', [5, 6, 7], { provided: [5, 10, 0] })]));
    const heights = coverage
      .filter(({ tag }) => tag === 'rect')
      .map(({ attributes }) => Number(attributes.height));
    expect(heights).toEqual([12, 6, 12, 12, 12, 0]);
    expect(wordsOf(coverage)).toEqual(['Services counted: 5 to 10 of 10']);
  });

  test('is beneath the time axis and inside the picture', () => {
    const spec = lineSpec(portfolio([counted('All', [5, 6, 7])]));
    const ends = spec.beneath.map(({ attributes }) => Number(attributes.y) + Number(attributes.height ?? 0));
    expect(Math.max(...ends)).toBeLessThanOrEqual(spec.height);
    expect(Math.min(...spec.beneath.map(({ attributes }) => Number(attributes.y)))).toBeGreaterThan(
      spec.plot.bottom,
    );
    expect(wordsOf(spec.beneath)).toEqual(['Services counted: 10 of 10']);
  });

  test('is drawn by the SVG, under lines and under stacks', () => {
    const data = portfolio([counted('A', [5, 6]), counted('B', [1, 2])], 'channel');
    for (const spec of [lineSpec(data), stacked(data), stacked(data, 'SHARE')]) {
      expect(JSON.stringify(chartNode(spec))).toContain('Services counted: 10 of 10');
    }
  });

  test('is not there for one service, nor where each line is one', () => {
    const lines = [counted('A', [5, 6])];
    expect(lineSpec(sample(lines)).beneath).toEqual([]);
    expect(lineSpec(portfolio(lines, 'service')).beneath).toEqual([]);
  });
});

describe('points of other services', () => {
  test('are not joined, and a mark between them says why', () => {
    const spec = lineSpec(portfolio([counted('All', [5, 6, 1, 2], { joined: [false, true, false, true] })]));
    expect(spec.lines[0]!.cuts).toEqual([2]);
    expect(marksOf(spec)).toEqual([CHANGED]);
  });

  test('a gap is a gap and no change of services', () => {
    const spec = lineSpec(portfolio([counted('All', [5, null, 1], { joined: [false, false, false] })]));
    expect(spec.lines[0]!.cuts).toEqual([]);
    expect(marksOf(spec)).toEqual([]);
  });

  test('of a small part of a split are cut in its line, and not marked for all', () => {
    const small = counted('Small', [1, 1], { joined: [false, false] });
    const large = counted('Large', [9, 9], { joined: [false, true] });
    const spec = lineSpec(portfolio([large, small], 'channel'));
    expect(spec.lines.map(({ key, cuts }) => [key, cuts])).toEqual([
      ['small', [1]],
      ['large', []],
    ]);
    expect(marksOf(spec)).toEqual([]);
    const most = { ...large, joined: [false, false] };
    expect(marksOf(lineSpec(portfolio([most, small], 'channel')))).toEqual([CHANGED]);
  });

  test('at several places are explained once', () => {
    const values = Array.from({ length: 24 }, (_, index) => index + 1);
    const joined = values.map((_, index) => index % 3 !== 0);
    const spec = lineSpec(portfolio([counted('All', values, { joined })]));
    expect(spec.captions.filter((caption) => caption.endsWith(CHANGED))).toEqual([
      `1, 2, 3, 4, 5, 6, 7: ${CHANGED}`,
    ]);
  });
});
