/** What a page fetches for a module of each kind before anybody touches it, with the real platform. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { KINDS, type Kind } from '../../../demo/kinds.js';
import { tag } from '../../../demo/markup.js';
import { type Platform, platformOf } from '../../support/platform.js';
import { showcase } from '../../support/showcase.js';
import { atRest, launch, modulesReady, ROOT, Site } from './site.js';

const MOST_FILES = 4;
const MOST_BYTES = 46_000;

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

/** A page with these modules, and the paths of the code and style that it fetches, as it goes on. */
async function open(kinds: readonly Kind[], width: number): Promise<{ page: Page; files: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const files: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(js|css)$/.test(pathname)) files.push(pathname);
  });
  const body = kinds.map(({ attributes, name }) => tag('perf-module', attributes, name)).join('');
  const head = `<script type="module" src="${platform.url}/embed.js"></script>`;
  await page.goto(site.page('/page', { body, head }));
  await modulesReady(page, kinds.length);
  await atRest(page);
  return { page, files };
}

const bytesOf = (files: readonly string[]): number =>
  files.reduce((sum, path) => sum + statSync(join(ROOT, 'dist/embed', `${path}.br`)).size, 0);

/** Every shape and text of the first module's pictures, with its place in them. */
const pictures = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelector('perf-module')!.shadowRoot!.querySelectorAll('svg *')].map((shape) => {
      const { x, y, width, height } = shape.getBoundingClientRect();
      const origin = shape.closest('svg')!.getBoundingClientRect();
      const { fill, stroke } = getComputedStyle(shape);
      const box = [x - origin.x, y - origin.y, width, height].map((number) => number.toFixed(0));
      return [shape.localName, ...box, fill, stroke, shape.childElementCount ? '' : shape.textContent].join(
        ' ',
      );
    }),
  );

/** On a phone one of each chart: the files depend on the kind, the picture on how its chart takes the width. */
const ONE_OF_EACH_CHART = KINDS.filter(
  ({ attributes }, index) => KINDS.findIndex((kind) => kind.attributes.chart === attributes.chart) === index,
);

describe.each([
  ['a wide page', 1000, KINDS],
  ['a phone', 360, ONE_OF_EACH_CHART],
])('on %s', (_, width, kinds) => {
  test.each(kinds.map((kind) => [kind.name, kind] as const))(
    'a module fetches little until it is touched, and its picture stays: %s',
    async (_name, kind) => {
      const { page, files } = await open([kind], width);
      try {
        expect(files.length).toBeLessThanOrEqual(MOST_FILES);
        expect(bytesOf(files)).toBeLessThanOrEqual(MOST_BYTES);
        const before = await pictures(page);
        const hasChart = !('view' in kind.attributes);
        expect(before.length > 3).toBe(hasChart);
        if (!hasChart) return;
        const more = page.waitForResponse(/\.js$/);
        await page.locator('perf-module summary').focus();
        await more;
        // What the loader drew is then drawn anew by the element.
        await page.waitForFunction(
          () => !document.querySelector('perf-module')!.shadowRoot!.querySelector('.perf-drawn'),
        );
        await atRest(page);
        expect(await pictures(page)).toEqual(before);
      } finally {
        await page.close();
      }
    },
  );
});

/** What a reader does to a page, as its document was told of it. */
type Touches = [type: string, isTrusted: boolean, target: string | undefined][];

/** A page with a fragment that nobody has touched, at rest, and the paths of all that it asks for, as it goes on. */
async function untouched(fragment: string): Promise<{ page: Page; asked: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.addInitScript(() => {
    const touches: Touches = [];
    Object.assign(window, { touches });
    for (const type of ['pointermove', 'pointerdown', 'scroll', 'keydown', 'focusin'])
      document.addEventListener(type, ({ isTrusted, target }) =>
        touches.push([type, isTrusted, (target as Element).localName]),
      );
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const head = `<script type="module" src="${platform.url}/embed.js"></script>`;
  await page.goto(site.page('/fragment', { body: fragment, head }));
  await atRest(page);
  const touches = await page.evaluate(() => (window as unknown as { touches: Touches }).touches);
  if (!touches.length) return { page, asked };
  // A busy browser has now and then sent an event of its own: that page is none that nobody has touched.
  console.warn('touched by nobody:', JSON.stringify(touches));
  await page.close();
  return untouched(fragment);
}

test('a fragment is shown without more than the loader, and taken over without a question', async () => {
  const url = `${platform.url}/services/carers-allowance/digital-take-up.html?period=quarter`;
  const fragment = await (await fetch(url)).text();
  const { page, asked } = await untouched(fragment);
  const number = await page.locator('.perf-number').first().innerText();
  expect(asked).toEqual(['/fragment', '/embed.js']);
  await page.mouse.move(1, 1);
  await page.locator('perf-module figure[part]').waitFor();
  expect(await page.locator('figure[part] .perf-number').innerText()).toBe(number);
  expect(asked).not.toContain('/graphql');
  await page.close();
});

test('nor do many modules, of all kinds, of which most are far down the page', async () => {
  const { page, files } = await open(KINDS, 1000);
  expect(files.length).toBeLessThanOrEqual(MOST_FILES);
  expect(bytesOf(files)).toBeLessThanOrEqual(MOST_BYTES);
  const more = page.waitForResponse(/svg-only-spec.*\.js$/);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await more;
  await page.close();
});
