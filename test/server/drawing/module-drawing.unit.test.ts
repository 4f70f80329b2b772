/** What the server draws for the loader is the module that pages show, as nodes. */
import { expect, it } from '@jest/globals';
import type { ModuleData } from '../../../components/formatting/types.js';
import type { DrawingNode } from '../../../components/formatting/drawing-types.js';
import { html, markup } from '../../../components/view/html.js';
import { moduleContent } from '../../../server/drawing/module-content.js';
import { moduleDrawing } from '../../../server/drawing/module-drawing.js';
import { treeOf } from '../../../server/drawing/markup-tree.js';
import * as fixtures from '../../components/fixtures/modules.js';
import { splitOnDay } from '../../components/fixtures/before-and-after.js';

const KINDS: Record<string, ModuleData> = {
  takeUp: fixtures.takeUp(),
  byChannel: fixtures.byChannel(),
  stacked: { ...fixtures.byChannel(), chart: 'STACKED' },
  bars: { ...fixtures.byChannel(), chart: 'BAR' },
  multiples: { ...fixtures.byChannel(), chart: 'MULTIPLES' },
  uptime: { ...fixtures.takeUp(), chart: 'UPTIME' },
  late: fixtures.lateModule(),
  missing: fixtures.missingModule(),
  empty: fixtures.emptyModule(),
  stopped: fixtures.stoppedModule(),
  figure: { ...fixtures.takeUp(), view: 'FIGURE' },
  splitOnDay: splitOnDay(),
};

const drawn = (data: ModuleData, width = 640): DrawingNode => moduleDrawing(data, { lang: 'en', width })!;

function* nodesOf(node: DrawingNode): Generator<DrawingNode> {
  yield node;
  for (const child of node.slice(2)) if (typeof child !== 'string') yield* nodesOf(child as DrawingNode);
}

function textOf(node: DrawingNode | string): string {
  return typeof node === 'string'
    ? node
    : node
        .slice(2)
        .map((each) => textOf(each as DrawingNode))
        .join(' ');
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Without the table, which is left to the element. */
const saidOnPage = (data: ModuleData): string => {
  const content = String(moduleContent(data, { lang: 'en', hasStyles: false }));
  const isTable = data.view === 'TABLE';
  const table =
    /<div>(<ul class="perf-explanations">[^]*?<\/ul>)?\s*<div\s+class="perf-scroll"[^]*?<\/table>\s*<\/div>\s*<\/div>/;
  return textOf(treeOf(markup(isTable ? content : content.replace(table, ''))));
};

it.each(Object.entries(KINDS))('says of %s what the page says', (_name, data) => {
  expect(words(textOf(drawn(data)))).toBe(words(saidOnPage(data)));
});

it('names the parts of the element, and leaves room for what the page’s author puts in', () => {
  const nodes = [...nodesOf(drawn({ ...fixtures.takeUp(), companions: [] }))];
  const parts = nodes.flatMap(([, { part = [] }]) => part);
  expect(parts).toEqual([
    'base',
    'heading',
    'value',
    'change',
    'summary',
    'chart',
    'button',
    'freshness',
    'footer',
  ]);
  const slots = nodes.filter(([tag]) => tag === 'slot').map(([, { name }]) => name);
  expect(slots).toEqual(['heading', 'footer']);
});

it('draws for the width that is asked for, and shows the controls without letting anybody touch them', () => {
  for (const [width, layout] of [
    [320, 'narrow'],
    [640, 'wide'],
  ] as const) {
    const nodes = [...nodesOf(drawn(fixtures.byChannel(), width))];
    const [svg, ...others] = nodes.filter(([tag]) => tag === 'svg');
    expect(svg?.[1]['class']).toContain(`perf-chart--${layout}`);
    expect(others).toEqual([]);
    const controls = nodes.find(([, { class: name }]) => name === 'perf-controls')!;
    expect(controls[1]).toHaveProperty('inert');
    expect([...nodesOf(controls)].some(([, { type }]) => type === 'range')).toBe(true);
  }
});

it('draws nothing where there is nothing but an error', () => {
  expect(moduleDrawing(fixtures.failedModule(), { lang: 'en', width: 640 })).toBeNull();
});

it('keeps what is written as text a text', () => {
  const evil = '<img src=x onerror="alert(1)">&amp;\'';
  const tree = drawn(fixtures.takeUp({ title: evil }));
  expect(textOf(tree)).toContain(evil);
  expect([...nodesOf(tree)].map(([tag]) => tag)).not.toContain('img');
});

it('refuses markup that is not as this code writes it', () => {
  expect(treeOf(html`<p class="a">${'<b>'} <span>x</span> <span>y</span></p>`)).toEqual([
    ...['p', { class: 'a' }],
    ...['<b> ', ['span', {}, 'x'], ' ', ['span', {}, 'y']],
  ]);
  for (const text of ['<p>a</b>', '<p>a', '<p class=a>b</p>', '<p>a</p><p>b</p>', '<!-- x -->', 'a'])
    expect(() => treeOf(markup(text))).toThrow('no markup of ours');
});
