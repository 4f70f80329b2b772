/**
 * The same figures as four kinds of page show them: ours, and what others would write, each with its data in the page, which
 * saves them a step: an element of Lit with an SVG made by hand, DSFR Chart as its manual has it, and Chart.js with its defaults.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface PaintChart {
  title: string;
  figure: string;
  starts: string[];
  values: (number | null)[];
}

export interface HostFile {
  type: string;
  body: string | Buffer;
}

export const CONTESTANTS = ['ours', 'Lit', 'DSFR Chart', 'Chart.js'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

export const SIZES = [1, 12, 40] as const;

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const LIT = `
import { LitElement, html, svg } from 'lit';
class HandMade extends LitElement {
  static properties = { index: { type: Number } };
  render() {
    const { title, figure, values } = window.charts[this.index];
    const most = Math.max(...values);
    const x = (i) => 40 + (i * 590) / (values.length - 1);
    const y = (v) => 220 - (v / most) * 200;
    const path = values.map((v, i) => (i ? 'L' : 'M') + x(i) + ' ' + y(v)).join('');
    return html\`<h2>\${title}</h2><p class="figure">\${figure}</p>
      <svg viewBox="0 0 640 240" width="100%">
        \${[0, 0.25, 0.5, 0.75, 1].map((s) => svg\`<path stroke="#ccc" d="M40 \${y(s * most)}H630"/><text x="0" y=\${y(s * most)} font-size="12">\${Math.round(s * most)}</text>\`)}
        <path class="line" d=\${path} fill="none" stroke="#12436d" stroke-width="3"/>
      </svg>\`;
  }
}
customElements.define('hand-made', HandMade);
`;

const CHART_JS = `
import Chart from 'chart.js/auto';
for (const [index, { title, starts, values }] of window.charts.entries()) {
  new Chart(document.querySelectorAll('canvas')[index], {
    type: 'line',
    data: { labels: starts, datasets: [{ label: title, data: values }] },
  });
}
`;

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2022', write: false },
    stdin: { contents, resolveDir: process.cwd() },
  });
  return outputFiles[0].text;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const frame = (head: string, body: string): HostFile => ({
  type: HTML,
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Figures</title>
<style>body{margin:1rem;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem}</style>${head}</head><body>${body}</body></html>`,
});

const dataOf = (charts: readonly PaintChart[]): string =>
  `<script>window.charts=${JSON.stringify(charts).replaceAll('<', '\\u003c')}</script>`;

const moduleScript = (src: string): string => `<script type="module" src="${src}"></script>`;

/** Folder of DSFR Chart; null where it is not installed. */
function dsfrFolder(): string | null {
  const folder = join(process.cwd(), 'node_modules/@gouvfr/dsfr-chart/dist/LineChart');
  return existsSync(folder) ? folder : null;
}

export const oursPath = (size: number): string => `/ours-${size}`;

/** @param preloads what the page asks for before its script has run */
export const oursFile = (tags: readonly string[], platform: string, preloads: string): HostFile =>
  frame(preloads + moduleScript(`${platform}/embed.js`), tags.join('\n'));

/** @param platform origin of the platform  @returns files of the host by path: `/ours-12` and what such pages name */
export async function paintFiles(
  charts: readonly PaintChart[],
  tags: readonly string[],
  platform: string,
): Promise<Map<string, HostFile>> {
  const files = new Map<string, HostFile>([
    ['/lit.js', { type: SCRIPT, body: await bundled(LIT) }],
    ['/chart.js', { type: SCRIPT, body: await bundled(CHART_JS) }],
  ]);
  const folder = dsfrFolder();
  if (folder) {
    files.set('/dsfr.js', { type: SCRIPT, body: readFileSync(join(folder, 'LineChart.js')) });
    files.set('/dsfr.css', { type: 'text/css', body: readFileSync(join(folder, 'LineChart.css')) });
  }
  for (const size of SIZES) {
    const shown = charts.slice(0, size);
    files.set(oursPath(size), oursFile(tags.slice(0, size), platform, ''));
    const elements = shown.map((_, index) => `<hand-made index="${index}"></hand-made>`);
    files.set(`/Lit-${size}`, frame(dataOf(shown) + moduleScript('/lit.js'), elements.join('\n')));
    const canvases = shown.map(({ title }) => `<div><h2>${title}</h2><canvas></canvas></div>`);
    files.set(`/Chart.js-${size}`, frame(dataOf(shown) + moduleScript('/chart.js'), canvases.join('\n')));
    if (!folder) continue;
    const lines = shown.map(
      ({ title, starts, values }) =>
        `<line-chart x="${escaped(JSON.stringify([starts]))}" y="${escaped(JSON.stringify([values]))}" name="${escaped(JSON.stringify([title]))}"></line-chart>`,
    );
    const head = `<link rel="stylesheet" href="/dsfr.css">${moduleScript('/dsfr.js')}`;
    files.set(`/DSFR Chart-${size}`, frame(head, lines.join('\n')));
  }
  return files;
}

/**
 * Notes in `window.seen` when the first text of figures is there, the first chart, and every chart of the first screen, in
 * milliseconds since the page was asked for. Runs in the page.
 */
export const WATCH = `(() => {
  const tags = 'perf-module, hand-made, line-chart, canvas';
  const root = (each) => each.shadowRoot ?? each;
  const isDrawn = (canvas) => canvas.width > 0 && canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1).data.some(Boolean);
  const hasText = (each) => each.localName === 'canvas' || [...root(each).querySelectorAll('.perf-number, .figure, p, span, td')].some((part) => part.textContent.trim());
  const hasChart = (each) => {
    const canvas = each.localName === 'canvas' ? each : root(each).querySelector('canvas');
    return canvas ? isDrawn(canvas) : Boolean(root(each).querySelector('svg path[d]'));
  };
  const seen = (window.seen = {});
  const look = () => {
    const all = [...document.querySelectorAll(tags)].filter((each) => !each.parentElement?.closest('line-chart'));
    const screen = all.filter((each) => each.getBoundingClientRect().top < innerHeight);
    if (all.length && document.readyState !== 'loading') {
      if (hasText(all[0])) seen.text ??= performance.now();
      if (hasChart(all[0])) seen.chart ??= performance.now();
      if (hasChart(screen.at(-1)) && screen.every(hasChart)) seen.screen ??= performance.now();
    }
    if (!seen.screen || !seen.text) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;
