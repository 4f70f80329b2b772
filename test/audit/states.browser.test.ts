/** Every kind of module in every way to meet it, as docs/states.md says; the document is written from the same table. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { KINDS } from '../../demo/kinds.js';
import { launch, modulesReady } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { showcase } from '../support/showcase.js';
import { statesDocument, WAYS } from './ways.js';

const DOCUMENT = 'docs/states.md';

let platform: Platform;
let host: GalleryHost;
let browser: Browser;
let gallery: Page;
let still: Page;

beforeAll(async () => {
  platform = await platformOf(showcase(new Date()));
  host = await serveGallery(platform.url);
  browser = await launch();
  gallery = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await gallery.goto(`${host.url}/modules`);
  await modulesReady(gallery, KINDS.length);
  still = await browser.newPage({ javaScriptEnabled: false });
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  await platform.stop();
});

test('docs/states.md is what is tried here (UPDATE_STATES=1 writes it)', () => {
  if (process.env.UPDATE_STATES) writeFileSync(DOCUMENT, statesDocument());
  expect(readFileSync(DOCUMENT, 'utf8').replace(/ +\|/g, ' |').replace(/-+ \|/g, '--- |')).toBe(
    statesDocument().replace(/ +\|/g, ' |'),
  );
});

/** Each run tries a third of the ways of each kind, every way with some kinds; `npm run audit` tries all with all. */
const isTried = (kind: number, way: number): boolean => process.env.AUDIT === 'all' || (kind + way) % 3 === 0;

describe.each(KINDS.map((kind, index) => ({ name: kind.name, kind, index })))('$name', ({ kind, index }) => {
  test.each(WAYS.filter(({ lacks }, way) => !lacks?.(kind) && isTried(index, way)))('$name', ({ holds }) =>
    holds({ kind, platform: platform.url, gallery, still }),
  );
});
