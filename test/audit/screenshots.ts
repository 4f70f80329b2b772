/**
 * `npm run screenshots`: pictures of the demonstration for docs/images, each page as readers meet it: at a desk, on a
 * phone, on paper, in forced colours, in the dark, without JavaScript. Look at every one before it is committed.
 */
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { serveGallery } from '../../demo/host.js';
import { demoPlatform } from '../support/platform.js';

const FOLDER = 'docs/images';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

interface Way extends BrowserContextOptions {
  isPrinted?: boolean;
}

const DESK = { width: 1280, height: 1500 };
const WAYS: Readonly<Record<string, Way>> = {
  desktop: { viewport: DESK },
  phone: { viewport: { width: 390, height: 1500 }, deviceScaleFactor: 1 },
  print: { viewport: { width: 900, height: 1270 }, isPrinted: true },
  'forced-colours': { viewport: DESK, forcedColors: 'active' },
  dark: { viewport: DESK, colorScheme: 'dark' },
  'no-javascript': { viewport: DESK, javaScriptEnabled: false },
};

async function take(browser: Browser, url: string, name: string, way: Way): Promise<void> {
  const { isPrinted, ...options } = way;
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    if (isPrinted) await page.emulateMedia({ media: 'print' });
    await page.waitForTimeout(500);
    const path = `${FOLDER}/${name}.jpg`;
    await page.screenshot({ path, type: 'jpeg', quality: 72 });
    console.log(path);
  } finally {
    await context.close();
  }
}

mkdirSync(FOLDER, { recursive: true });
const platform = await demoPlatform();
const gallery = await serveGallery(platform.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: FLAGS.slice(1),
});
try {
  const pages: Record<string, string> = {
    dashboard: `${platform.url}/dashboards/carers-allowance`,
    services: `${platform.url}/services`,
    department: `${platform.url}/organisations/dwp`,
    gallery: `${gallery.url}/elements`,
  };
  for (const [name, url] of Object.entries(pages))
    for (const [way, options] of Object.entries(WAYS)) await take(browser, url, `${name}-${way}`, options);
} finally {
  await browser.close();
  await gallery.stop();
  await platform.stop();
}
