import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { LineChartSpec } from '../../../components/charts/spec/spec-types.js';
import { chartSpec } from '../../../components/charts/spec/spec.js';
import { CHART_CSS } from '../../../components/charts/svg/svg-styles.js';
import { chartNode } from '../../../components/charts/svg/svg-chart.js';
import { samples } from './samples.js';

const CHARTS = resolve(__dirname, '../../../components/charts');
/** No network of its own; playwright makes a fresh profile. */
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const POLICY = "default-src 'none'; script-src 'nonce-test'; style-src 'none'";

let browser: Browser;
let page: Page;
let script: string;
const violations: string[] = [];

async function bundle(source: string): Promise<string> {
  const result = await build({
    stdin: { contents: source, resolveDir: CHARTS, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return result.outputFiles[0]!.text;
}

beforeAll(async () => {
  script = await bundle(`
    import { Chart } from 'chart.js';
    import { drawChart } from './chart-lib.js';
    import { svgElement } from './svg/svg.js';
    Object.assign(window, { perf: { Chart, drawChart, svgElement } });
  `);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ARGS.split(' '),
  });
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
});

afterAll(async () => {
  await browser.close();
});

/** A page under the strictest policy, with the picture and the canvas over it, `width` CSS pixels wide. */
async function show(spec: LineChartSpec, width: number, height = 'auto'): Promise<void> {
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
     <body><main></main><script type="module" nonce="test">${script}</script>`,
  );
  await page.waitForFunction(() => 'perf' in window);
  const run = `(({ spec, node, css, width, height }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css + 'main{width:' + width + 'px;font-family:Arial}body{margin:0}.perf-chart{height:' + height + '}');
    document.adoptedStyleSheets = [sheet];
    const main = document.querySelector('main');
    main.className = 'perf-chart-frame';
    const canvas = document.createElement('canvas');
    canvas.className = 'perf-chart-canvas';
    main.append(perf.svgElement(node, document), canvas);
    window.drawn = perf.drawChart(canvas, spec);
  })(${JSON.stringify({ spec, node: chartNode(spec), css: CHART_CSS, width, height })})`;
  await page.evaluate(run);
}

interface Seen {
  area: { left: number; top: number; right: number; bottom: number };
  ticks: {
    x: { value: number; label: string | string[] }[];
    y: { value: number; label: string | string[] }[];
  };
  size: { width: number; height: number };
  svg: { width: number; height: number };
  /** Where the labels of values end, in the canvas and in the picture. */
  labels: { canvas: number; picture: number };
}

const look = (): Promise<Seen> =>
  page.evaluate(`(() => {
    const chart = perf.Chart.getChart(document.querySelector('canvas'));
    const { left, top, right, bottom } = chart.chartArea;
    const ticks = (scale) => scale.ticks.map(({ value, label }) => ({ value, label }));
    const box = document.querySelector('svg').getBoundingClientRect();
    return {
      area: { left, top, right, bottom },
      ticks: { x: ticks(chart.scales.x), y: ticks(chart.scales.y) },
      size: { width: chart.width, height: chart.height },
      svg: { width: box.width, height: box.height },
      labels: {
        canvas: chart.scales.y.getLabelItems()[0]?.options.translation[0] ?? 0,
        picture: (document.querySelector('svg text[text-anchor=end]')?.getBoundingClientRect().right ?? box.left) - box.left,
      },
    };
  })()`) as Promise<Seen>;

describe('the chart library in Chromium', () => {
  test.each([
    ['comparison', 640, 640],
    ['split', 640, 800],
    ['zoomed', 320, 320],
    ['zoomed', 640, 420],
    ['manyNotes', 320, 300],
    ['none', 640, 640],
  ] as const)(
    '%s laid out for %d and shown at %d: plot and ticks stand where the spec has them',
    async (name, width, shown) => {
      const spec = chartSpec(samples[name]!, { kind: 'LINE', lang: 'en', width }) as LineChartSpec;
      await show(spec, shown);
      const { area, ticks, size, svg, labels } = await look();
      expect(Math.abs(size.width - svg.width)).toBeLessThanOrEqual(1);
      expect(Math.abs(size.height - svg.height)).toBeLessThanOrEqual(1);
      const scale = shown / width;
      for (const side of ['left', 'top', 'right', 'bottom'] as const) {
        expect(Math.abs(area[side] - spec.plot[side] * scale)).toBeLessThanOrEqual(1.5);
      }
      expect(Math.abs(labels.canvas - labels.picture)).toBeLessThanOrEqual(1.5);
      for (const axis of ['x', 'y'] as const) {
        expect(ticks[axis].map(({ value }) => value)).toEqual(spec[axis].ticks.map(({ value }) => value));
        expect(ticks[axis].map(({ label }) => [label].flat())).toEqual(
          spec[axis].ticks.map(({ lines }) => lines),
        );
      }
    },
  );

  test('a canvas of another shape holds the chart whole and centred, as an SVG does', async () => {
    const spec = chartSpec(samples['split']!, { kind: 'LINE', lang: 'en', width: 640 }) as LineChartSpec;
    await show(spec, 640, `${spec.height / 2}px`);
    const { area } = await look();
    expect(Math.abs(area.left - (160 + spec.plot.left / 2))).toBeLessThanOrEqual(1.5);
    expect(Math.abs(area.right - (160 + spec.plot.right / 2))).toBeLessThanOrEqual(1.5);
    expect(Math.abs(area.bottom - spec.plot.bottom / 2)).toBeLessThanOrEqual(1.5);
  });

  test('another spec takes the place of the first, and a selection beyond its end is dropped', async () => {
    const first = chartSpec(samples['split']!, { kind: 'LINE', lang: 'en', width: 640 }) as LineChartSpec;
    const next = chartSpec(samples['one']!, { kind: 'LINE', lang: 'en', width: 640 }) as LineChartSpec;
    await show(first, 640);
    await page.evaluate(`drawn.select(20); drawn.update(${JSON.stringify(next)})`);
    const { ticks } = await look();
    expect(ticks.y.map(({ value }) => value)).toEqual(next.y.ticks.map(({ value }) => value));
  });

  test('no violation of a policy without styles, no error', () => {
    expect(violations).toEqual([]);
  });

  test('the chunk is at most 54 kB brotli', async () => {
    const chunk = await bundle("export { drawChart } from './chart-lib.js'");
    expect(brotliCompressSync(chunk).length).toBeLessThanOrEqual(54_000);
  });
});
