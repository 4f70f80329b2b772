/** Two renderers, one spec: what the SVG and the canvas show must be the same. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canvasPoints, chartConfig, scenePlugin } from '../../../components/charts/canvas/chartjs-config.js';
import { LIGHT_PALETTE } from '../../../components/charts/spec/palette.js';
import { overlay, underlay } from '../../../components/charts/svg/scene.js';
import { segmentsOf } from '../../../components/charts/spec/segments.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import type { LineChartSpec } from '../../../components/charts/spec/spec-types.js';
import { pictureNode } from '../../../components/charts/picture/picture.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import type { SvgNode } from '../../../components/charts/svg/svg-tree.js';
import { svgText } from '../../../components/charts/svg/svg.js';
import { line, sample, samples } from './samples.js';
import { randomCases } from '../../support/random-cases.js';

const specOf = (name: string, width = 640): LineChartSpec =>
  chartSpec(samples[name]!, { kind: 'LINE', lang: 'en', width }) as LineChartSpec;

function group(root: SvgNode, name: string): readonly SvgNode[] {
  const found = root.children.find(
    (child): child is SvgNode =>
      typeof child !== 'string' && child.attributes['class'] === `perf-chart__${name}`,
  );
  return (found?.children ?? []).filter((child) => typeof child !== 'string');
}

const textOf = (item: SvgNode): string =>
  item.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** How many stretches of at least two points a line has in the SVG: one `M` each. */
const svgStretches = (spec: LineChartSpec): number[] =>
  group(chartNode(spec), 'lines').map((path) => path.attributes['d']!.split('M').length - 1);

const canvasStretches = (spec: LineChartSpec): number[] =>
  spec.lines
    .map((item) =>
      segmentsOf(canvasPoints(spec, item).map(({ y }) => y)).filter(({ first, last }) => last > first),
    )
    .map((stretches) => stretches.length)
    .filter((count) => count > 0);

const cases = Object.keys(samples).flatMap((name) => [[name, 320] as const, [name, 640] as const]);

describe.each(cases)('%s at %d', (name, width) => {
  const spec = specOf(name, width);
  const { options, data } = chartConfig(spec, LIGHT_PALETTE, 'Arial');

  test('ticks, their labels and domains', () => {
    const texts = group(chartNode(spec), 'axes').map(textOf);
    const ofCanvas = (['y', 'x'] as const).flatMap((axis) => {
      const scale = { ticks: [] as { value: number }[] };
      const settings = options.scales[axis];
      settings.afterBuildTicks(scale);
      expect([settings.min, settings.max]).toEqual([spec[axis].min, spec[axis].max]);
      expect(settings.ticks.autoSkip).toBe(false);
      return scale.ticks.flatMap(({ value }) => settings.ticks.callback(value));
    });
    expect(ofCanvas).toEqual(texts);
  });

  test('lines, their dashes, and gaps', () => {
    expect(canvasStretches(spec)).toEqual(svgStretches(spec));
    expect(data.datasets.map(({ label }) => label).reverse()).toEqual(spec.lines.map(({ label }) => label));
    const chart = { width: spec.width, height: spec.height };
    const dashes = [...data.datasets].reverse().map(({ borderDash }) => borderDash({ chart }));
    expect(dashes).toEqual(spec.lines.map(({ dash }) => dash));
    expect(data.datasets.every(({ spanGaps, pointRadius }) => !spanGaps && pointRadius === 0)).toBe(true);
  });

  test('names, markers, bands and notes are the same nodes', () => {
    const root = chartNode(spec);
    expect(group(root, 'labels')).toEqual(overlay(spec));
    expect(group(root, 'under')).toEqual(underlay(spec));
    for (const text of spec.labels.flatMap(({ lines }) => lines)) {
      expect(overlay(spec).map(textOf)).toContain(text);
    }
  });

  test('no text is smaller than 12 units, nothing is styled or scripted, all of it is escaped text', () => {
    for (const text of [svgText(chartNode(spec)), svgText(pictureNode(spec))]) {
      expect(text).not.toMatch(/style=|<style|<script|\son\w+=|href|NaN|undefined|Infinity/);
      const sizes = [...text.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    }
  });
});

test('a gap in the values is a gap in both renderers, wherever it is', () => {
  const values = fc.array(fc.option(fc.integer({ min: 1, max: 99 }), { freq: 4 }), {
    minLength: 2,
    maxLength: 900,
  });
  fc.assert(
    fc.property(values, (own) => {
      const spec = chartSpec(sample([line('L', own)], { period: 'DAY' }), {
        kind: 'LINE',
        lang: 'en',
      }) as LineChartSpec;
      const expected = segmentsOf(own).filter(({ first, last }) => last > first).length;
      expect(svgStretches(spec)).toEqual(expected > 0 ? [expected] : []);
      expect(canvasStretches(spec)).toEqual(expected > 0 ? [expected] : []);
      const xs = canvasPoints(spec, spec.lines[0]!).map(({ x }) => x);
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
      // What no line reaches is drawn as a mark.
      const isolated = segmentsOf(own).filter(({ first, last }) => first === last).length;
      const marks = overlay(spec).filter(({ tag }) => tag === 'path').length;
      expect(marks).toBeGreaterThanOrEqual(isolated);
    }),
    { numRuns: randomCases(50) },
  );
});

describe('the picture', () => {
  test('has title, description, captions and source as text', () => {
    const text = svgText(pictureNode(specOf('rolling')));
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(text).toContain('<title id="perf-title">Cost per transaction, All services</title>');
    expect(text).toContain('<desc id="perf-desc">The newest value is the last one.</desc>');
    expect(text).toContain('neighbouring points share 9 of them');
    expect(text).toContain('Department for Work and Pensions. Open Government Licence v3.0');
  });

  test('inside a page it is hidden from assistive technology and has no tooltip', () => {
    const text = svgText(chartNode(specOf('rolling')));
    expect(text).toContain('aria-hidden="true"');
    expect(text).not.toContain('<title');
  });

  test('what people typed stays text, and characters that XML forbids are replaced', () => {
    const title = '<script>alert("1")</script> & \u0000\ud800 £';
    const spec = chartSpec(sample([line('a<b', [1, 2]), line('c&d', [2, 3])], { title }), {
      kind: 'LINE',
      lang: 'en',
    })!;
    const text = svgText(pictureNode(spec));
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \ufffd\ufffd £');
    expect(text).toContain('>a&lt;b<');
    expect(text).not.toContain('<script');
  });

  test('a point can be marked', () => {
    const spec = specOf('split');
    const root = chartNode(spec, { selected: 10 });
    // A rule, and a marker for each line with a value there: Paper has none.
    expect(group(root, 'selection')).toHaveLength(1 + spec.lines.length - 1);
    expect(group(chartNode(spec, { selected: 99 }), 'selection')).toEqual([]);
  });
});

test('the canvas paints the scene in layout units, centred whole as an SVG is', () => {
  const spec = specOf('manyNotes');
  const calls: [string, ...unknown[]][] = [];
  const ctx = new Proxy({} as CanvasRenderingContext2D, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        void calls.push([String(name), ...args]),
    set: () => true,
  });
  const { Path2D } = globalThis;
  globalThis.Path2D = class {
    rect(): void {}
  } as unknown as typeof Path2D;
  try {
    const plugin = scenePlugin({ spec, palette: LIGHT_PALETTE, selected: 3, fontFamily: 'Arial' });
    plugin.afterDraw({ width: 2 * spec.width, height: 3 * spec.height, ctx });
    expect(calls).toContainEqual(['scale', 2, 2]);
    expect(calls).toContainEqual(['translate', 0, spec.height / 2]);
    const painted = calls.filter(([name]) => name === 'fillText').map(([, text]) => text);
    expect(painted).toEqual(
      overlay(spec)
        .filter(({ tag }) => tag === 'text')
        .map(textOf),
    );
  } finally {
    globalThis.Path2D = Path2D;
  }
});
