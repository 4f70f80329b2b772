/**
 * axe and IBM's engine find nothing, at 320 and 1280 px, with all that can be opened open. IBM's takes a minute for a page
 * of many modules: `npm run audit` looks at all pages, every other run at one of each kind.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { launch } from '../components/elements/site.js';
import { demoPlatform, type Platform, platformOf } from '../support/platform.js';
import { showcase } from '../support/showcase.js';
import { barriers, settled, visit, WIDTHS } from './walk.js';

const ONE_OF_EACH_KIND = [
  '/',
  '/organisations/opg',
  '/services/silent',
  '/services/carers-allowance/transactions?by=channel',
  '/services/carers-allowance/transactions?period=fortnight',
  '/dashboards',
  '/status',
];
const ALL_OTHERS = [
  '/organisations',
  '/organisations/dwp',
  '/organisations/dwp/transactions?working',
  '/groups/caring-for-someone',
  '/portfolio',
  '/services',
  '/services?text=nothing-of-this-name',
  '/services?column=transactions&missing=digital-take-up',
  '/services/compare?s=carers-allowance&s=renew-tax-disc',
  '/services/silent/transactions',
  '/services/carers-allowance',
  '/services/carers-allowance/journey?by=stage',
  '/services/carers-allowance/transactions?working',
  '/services/carers-allowance/transactions?as-of=2999-01-01',
  '/data/',
  '/nowhere',
];
/** Of the demonstration: what publishers made by hand. */
const DASHBOARDS = [
  '/dashboards/dwp',
  '/dashboards/learning-to-drive',
  '/dashboards/renew-tax-disc',
  '/dashboards/all-services',
  '/dashboards/dwp/completion-by-service',
];
const isWhole = process.env.AUDIT === 'all';
const OF_THE_PLATFORM = isWhole ? [...ONE_OF_EACH_KIND, ...ALL_OTHERS] : ONE_OF_EACH_KIND;
const OF_THE_GALLERY = isWhole ? ['/', '/modules', '/states', '/elements', '/host', '/react'] : ['/host'];

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

if (isWhole) {
  describe('of the demonstration', () => {
    let demo: Platform;
    beforeAll(async () => {
      demo = await demoPlatform();
    }, 120_000);
    afterAll(() => demo.stop());

    test.each(DASHBOARDS)(
      'the page %s',
      async (path) => {
        expect(await found(demo.url + path)).toEqual([]);
      },
      180_000,
    );
  });
}
