/** axe and IBM's engine find nothing, at 320 and 1280 px, with all that can be opened open. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { launch } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { showcase } from '../support/showcase.js';
import { barriers, settled, visit, WIDTHS } from './walk.js';

/**
 * Pages whose tables stand in a box that may scroll are yet to come, the gallery's modules among them: where the box has
 * no need to, IBM's engine refuses the stop that it makes for the keyboard.
 */
const OF_THE_PLATFORM = [
  '/',
  '/organisations',
  '/services/silent',
  '/services/silent/transactions',
  '/services/carers-allowance/transactions?by=channel',
  '/services/carers-allowance/transactions?period=fortnight',
  '/nowhere',
];

const OF_THE_GALLERY = ['/'];

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

/** One visit, looked at in both widths. */
const found = (url: string): Promise<[number, string][]> =>
  visit(browser, url, {}, async (page) => {
    const lines: [number, string][] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      for (const line of await barriers(page)) lines.push([width, line]);
    }
    return lines;
  });

test.each(OF_THE_PLATFORM)(
  'the platform’s %s',
  async (path) => {
    expect(await found(platform.url + path)).toEqual([]);
  },
  180_000,
);

test.each(OF_THE_GALLERY)(
  'the gallery’s %s',
  async (path) => {
    expect(await found(gallery.url + path)).toEqual([]);
  },
  180_000,
);
