/**
 * `npm run screenshots`: pictures of the demonstration for docs/images, each page as readers meet it: at a desk, on a
 * phone, on paper, in forced colours, in the dark, without JavaScript. Look at every one before it is committed.
 */
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { serveGallery } from '../../demo/host.js';
import { containersPage, type Way as HostWay } from '../components/elements/containers.js';
import { Site } from '../components/elements/site.js';
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

/** Pages of others: what each hands down, and the container that holds the elements. */
const HOSTS: readonly [HostWay, container: string, Way?][] = [
  ['plain', 'flex-item'],
  ['plain', 'absolute', WAYS.phone],
  ['nowrap', 'table-cell'],
  ['capitals', 'inline-block'],
  ['rtl', 'float'],
  ['dark', 'dialog'],
  ['shadow', 'grid-max-content'],
  ['iframe', 'fit-content'],
];

async function takeHosts(browser: Browser, platform: string): Promise<void> {
  const site = new Site();
  await site.start();
  const script = `<script type="module" src="${platform}/embed.js"></script>`;
  for (const [way, container, size = { viewport: { width: 1000, height: 1500 } }] of HOSTS) {
    const page = containersPage(way === 'iframe' ? 'plain' : way, script, [container]);
    const url = site.page('/page', page);
    const frame = `<iframe sandbox="allow-scripts" src="${url}" width="960" height="1400"></iframe>`;
    const shown = way === 'iframe' ? site.page('/frame', { body: frame }) : url;
    await take(browser, shown, `host-${way}-${container}`, size);
  }
  await site.stop();
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
  await takeHosts(browser, platform.url);
} finally {
  await browser.close();
  await gallery.stop();
  await platform.stop();
}
