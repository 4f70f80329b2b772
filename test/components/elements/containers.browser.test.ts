/** Every element in every kind of container, under every kind of style that a page hands down, with the real platform. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser, Frame, Page } from 'playwright-core';
import { type Platform, platformOf } from '../../support/platform.js';
import { showcase } from '../../support/showcase.js';
import { CONTAINERS, containersPage, ELEMENTS, WAYS, type Way } from './containers.js';
import { atRest, launch, Site } from './site.js';

let platform: Platform;
let browser: Browser;
const site = new Site();

beforeAll(async () => {
  platform = await platformOf(showcase(new Date()));
  browser = await launch();
  await site.start();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await platform.stop();
});

/** What monitoring adds to the requests of a page that it watches. */
const MONITORING = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'a=b',
  baggage: 'a=b',
  'sentry-trace': 'a-b-1',
  newrelic: 'abc',
  'x-datadog-trace-id': '1',
  'x-datadog-parent-id': '2',
  'x-datadog-origin': 'rum',
  'x-datadog-sampling-priority': '1',
  'x-instana-t': '1',
  'x-b3-traceid': '1',
  'request-id': '|a.b.',
};

async function open(way: Way): Promise<{ page: Page; frame: Page | Frame }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const script = `<script type="module" src="${platform.url}/embed.js"></script>`;
  const url = site.page('/page', containersPage(way === 'iframe' ? 'plain' : way, script));
  const frame = `<iframe sandbox="allow-scripts" src="${url}" width="960" height="20000"></iframe>`;
  await page.goto(way === 'iframe' ? site.page('/frame', { body: frame }) : url);
  return { page, frame: way === 'iframe' ? page.frames()[1]! : page };
}

/** Tags of those that are not whole. */
const unfinished = (frame: Page | Frame): Promise<string[]> =>
  frame.evaluate((tags) => {
    const deep = (root: ParentNode, found: Element[] = []): Element[] => {
      for (const each of root.querySelectorAll('*')) {
        if (tags.includes(each.localName)) found.push(each);
        if (each.shadowRoot) deep(each.shadowRoot, found);
      }
      return found;
    };
    const rows: Record<string, string> = { 'perf-services': 'tbody tr', 'perf-dashboard': 'perf-module' };
    return deep(document)
      .filter((each) => {
        const base = each.shadowRoot?.querySelector('.perf-base:not(.perf-is-loading)');
        return !base || !each.shadowRoot!.querySelector(rows[each.localName] ?? '.perf-number');
      })
      .map(({ localName }) => localName);
  }, Object.keys(ELEMENTS));

async function whole(frame: Page | Frame, count: number): Promise<void> {
  const deadline = Date.now() + 50_000;
  let left = ['nothing was looked at'];
  while (left.length && Date.now() < deadline) {
    await new Promise((settle) => setTimeout(settle, 50));
    left = await unfinished(frame);
  }
  expect(left).toEqual([]);
  expect(count).toBeGreaterThan(0);
}

interface Faults {
  narrow: string[];
  /** Texts outside of the picture that they belong to. */
  outside: string[];
  inherited: string[];
  pictures: number;
}

const faultsOf = (frame: Page | Frame): Promise<Faults> =>
  frame.evaluate((tags) => {
    const initial: Record<string, string> = {
      whiteSpace: 'normal',
      textTransform: 'none',
      wordSpacing: '0px',
      textIndent: '0px',
      textShadow: 'none',
      fontStyle: 'normal',
      fontVariantCaps: 'normal',
      wordBreak: 'normal',
      direction: 'ltr',
      webkitTextStrokeWidth: '0px',
      strokeWidth: '1px',
      stroke: 'none',
      quotes: 'auto',
    };
    const faults: Faults = { narrow: [], outside: [], inherited: [], pictures: 0 };
    const inPictures = (svg: Element, where: string): void => {
      const frameBox = svg.getBoundingClientRect();
      if (!frameBox.width) return;
      faults.pictures += 1;
      for (const text of svg.querySelectorAll('text')) {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        if (
          left < frameBox.left - 2 ||
          right > frameBox.right + 2 ||
          top < frameBox.top - 2 ||
          bottom > frameBox.bottom + 2
        )
          faults.outside.push(`${where}: ${text.textContent}`);
      }
    };
    const inside = (element: Element, where: string): void => {
      const root = element.shadowRoot!;
      for (const svg of root.querySelectorAll('svg')) inPictures(svg, where);
      for (const each of root.querySelectorAll('.perf-base, .perf-base *')) {
        const style = getComputedStyle(each);
        const isPicture = each.closest('svg') !== null;
        for (const [name, value] of Object.entries(initial)) {
          const found = style[name as 'stroke'];
          const isOurs =
            (isPicture && /stroke|whiteSpace/.test(name)) ||
            /perf-(status|description)/.test(each.className) ||
            (name === 'whiteSpace' && each.localName === 'td') ||
            /^(legend|input|select|option|button)$/.test(each.localName);
          if (found !== value && !isOurs)
            faults.inherited.push(`${where} ${each.localName}.${String(each.className)}: ${name} ${found}`);
        }
      }
      for (const each of root.querySelectorAll('perf-module')) inside(each, `${where} module`);
    };
    const look = (root: ParentNode): void => {
      for (const each of root.querySelectorAll('*')) {
        if (tags.includes(each.localName) && each.shadowRoot) {
          const holder = each.parentElement!;
          const where = `${each.localName} in ${holder.className}`;
          const { width } = each.shadowRoot.querySelector('.perf-base')!.getBoundingClientRect();
          if (width < 280) faults.narrow.push(`${where}: ${Math.round(width)} px`);
          inside(each, where);
        } else if (each.shadowRoot) look(each.shadowRoot);
      }
    };
    look(document);
    return faults;
  }, Object.keys(ELEMENTS));

describe.each(WAYS)('%s', (way) => {
  test('in twelve containers no element is too narrow, has text outside its picture, or a style of the page', async () => {
    const { page, frame } = await open(way);
    await whole(frame, CONTAINERS.length);
    // Charts are drawn when they come near.
    await page.setViewportSize({ width: 1000, height: 16_000 });
    await atRest(page);
    const { pictures, ...faults } = await faultsOf(frame);
    if (process.env.CONTAINER_PICTURES) {
      mkdirSync(process.env.CONTAINER_PICTURES, { recursive: true });
      await page.screenshot({
        path: `${process.env.CONTAINER_PICTURES}/${way}.png`,
        clip: { x: 0, y: 0, width: 1000, height: 2600 },
      });
    }
    await page.close();
    const few = Object.entries(faults).map(([name, all]) => [
      name,
      [...new Set(all as string[])].slice(0, 12),
    ]);
    expect(Object.fromEntries(few)).toEqual({ narrow: [], outside: [], inherited: [] });
    expect(pictures).toBeGreaterThan(CONTAINERS.length * 2);
  });
});

test('with the headers that monitoring adds to requests every figure shows', async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 3000 } });
  const methods: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/graphql')) methods.push(request.method());
  });
  const watch = `<script>
    const ask = window.fetch;
    window.fetch = (input, init) => ask(input, { ...init, headers: { ...init?.headers, ...${JSON.stringify(MONITORING)} } });
  </script>`;
  const script = `<script type="module" src="${platform.url}/embed.js"></script>`;
  await page.goto(site.page('/page', containersPage('plain', watch + script, ['block'])));
  await whole(page, 1);
  expect(methods).not.toContain('POST');
  await page.close();
});
