/** A height that a page asks for changes the plot, never the size of its text. */
import { expect, test } from '@jest/globals';
import { LAYOUT_WIDTHS } from '../../../components/charts/spec/layout.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { ChartSpec } from '../../../components/charts/spec/spec-types.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import type { SvgNode } from '../../../components/charts/svg/svg-tree.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import * as fixtures from '../fixtures/modules.js';
import { line, sample } from './samples.js';

const OVER_TIME: Record<string, ModuleData> = {
  line: fixtures.takeUp(),
  lines: fixtures.byChannel(),
  stacked: { ...fixtures.byChannel(), chart: 'STACKED' },
  share: { ...fixtures.byChannel(), chart: 'SHARE' },
};

const specFor = (data: ModuleData, width: number, height?: number): ChartSpec =>
  chartSpec(data, { lang: 'en', width, height })!;

const plotHeight = ({ plot }: ChartSpec): number => plot.bottom - plot.top;

function* textsOf(node: SvgNode): Generator<SvgNode> {
  if (node.tag === 'text') yield node;
  for (const child of node.children) if (typeof child !== 'string') yield* textsOf(child);
}

test.each(
  Object.entries(OVER_TIME).flatMap(([name, data]) =>
    Object.values(LAYOUT_WIDTHS).flatMap((width) =>
      [260, 340, 600].map((height) => [name, width, height, data] as const),
    ),
  ),
)('%s, %d wide and %d tall', (_name, width, height, data) => {
  const usual = specFor(data, width);
  const spec = specFor(data, width, height);
  expect(spec.height).toBe(height);
  expect([spec.fontSize, spec.width, spec.layout]).toEqual([usual.fontSize, usual.width, usual.layout]);
  expect(plotHeight(spec)).toBeGreaterThanOrEqual(60);
  if (height > usual.height) expect(plotHeight(spec)).toBeGreaterThan(plotHeight(usual));
  const places = [...textsOf(chartNode(spec))].map(({ attributes }) => Number(attributes['y']));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(Math.max(...places)).toBeLessThanOrEqual(height);
});

test.each(Object.entries(OVER_TIME))('%s has a plot however low it is asked to be', (_name, data) => {
  const spec = specFor(data, LAYOUT_WIDTHS.narrow, 20);
  expect(plotHeight(spec)).toBeGreaterThanOrEqual(60);
  expect(spec.height).toBeGreaterThan(20);
});

test.each([180, 200])(
  'lines keep their names in a picture that is %d tall, in a key if need be',
  (height) => {
    const months = Array.from({ length: 14 }, (_, index) => index);
    const channels = ['Digital', 'Phone', 'Paper', 'Face to face', 'Assisted digital'];
    const note = { kind: 'NOTE' as const, from: '2014-06-01', to: null, text: 'New start page', link: null };
    const lines = channels.map((name, at) =>
      line(
        name,
        months.map((index) => 100 * at + index),
      ),
    );
    const data = sample(lines, { period: 'MONTH', first: '2014-01-01', annotations: [note] });
    // Under a chart of several services stands how many are counted.
    const spec = specFor({ ...data, subject: { ...data.subject!, kind: 'ORGANISATION' } }, 640, height);
    const names = spec.kind === 'LINE' ? spec.labels.map(({ lines: rows }) => rows.join(' ')) : [];
    expect(names).toEqual(channels);
    expect(plotHeight(spec)).toBeGreaterThanOrEqual(60);
  },
);

test('a chart of rows is as tall as its rows', () => {
  const bars: ModuleData = { ...fixtures.byChannel(), chart: 'BAR' };
  expect(specFor(bars, 640, 900)).toEqual(specFor(bars, 640));
});
