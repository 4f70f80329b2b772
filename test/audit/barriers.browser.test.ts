/** axe and IBM's engine find nothing, on every page of the platform and of the gallery, at 320 and 1280 px. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { KINDS, kindPath } from '../../demo/kinds.js';
import { PAGES } from '../../demo/pages.js';
import { launch } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { showcase } from '../support/showcase.js';
import { barriers, settled, visit, WIDTHS } from './walk.js';

const OF_THE_PLATFORM = [
  '/',
  '/services',
  '/services?text=nothing-like-it',
  '/services/compare?s=carers-allowance&s=renew-tax-disc',
  '/organisations',
  '/organisations/dwp',
  '/groups/caring-for-someone',
  '/portfolio',
  '/services/carers-allowance',
  '/services/silent',
  '/services/silent/transactions',
  '/organisations/dwp/transactions?working',
  '/services/carers-allowance/transactions?period=fortnight',
  '/services/carers-allowance/transactions?as-of=2999-01-01',
  '/status',
  '/data/',
  '/nowhere',
  ...KINDS.map((kind) => kindPath(kind)),
];

let platform: Platform;
let gallery: GalleryHost;
let browser: Browser;

beforeAll(async () => {
  platform = await platformOf(showcase(new Date()));
  gallery = await serveGallery(platform.url);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await gallery.stop();
  await platform.stop();
});

const atEachWidth = (paths: readonly string[]): { path: string; width: number }[] =>
  [...new Set(paths)].flatMap((path) => WIDTHS.map((width) => ({ path, width })));

const found = (url: string, width: number): Promise<string[]> =>
  visit(browser, url, { viewport: { width, height: 900 } }, async (page) => {
    await settled(page);
    return barriers(page);
  });

test.each(atEachWidth(OF_THE_PLATFORM))('the platform’s $path at $width px', async ({ path, width }) => {
  expect(await found(platform.url + path, width)).toEqual([]);
});

/** Where the policy blocks the elements, the page is what the host page is without them. */
const WITH_ELEMENTS = PAGES.filter(({ path }) => !/no-javascript|refused/.test(path)).map(({ path }) => path);

test.each(atEachWidth(WITH_ELEMENTS))('the gallery’s $path at $width px', async ({ path, width }) => {
  expect(await found(gallery.url + path, width)).toEqual([]);
});
