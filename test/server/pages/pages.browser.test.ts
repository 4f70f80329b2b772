/** The built server's pages in Chromium: real-looking data, imported by the command line. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { FILES } from './public-site.js';

const MAIN = 'dist/server/cli/main.js';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PAGES = [
  '/',
  '/services',
  '/services?text=nothing-like-it',
  '/services?column=transactions&missing=digital-take-up',
  '/services/compare?s=carers&s=tax-disc',
  '/status',
  '/data/',
  '/organisations',
  '/organisations/dwp',
  '/groups/caring',
  '/portfolio',
  '/services/carers',
  '/services/silent',
  '/services/carers/digital-take-up',
  '/services/carers/transactions?by=channel&as-of=2999-01-01',
  '/services/silent/transactions',
  '/organisations/dwp/transactions?working',
  '/services/carers/transactions?period=fortnight',
  '/nowhere',
];

let directory: string;
let server: ChildProcess;
let base: string;
let browser: Browser;

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PORT: '0',
  PERF_RATE_LIMIT: '0',
  PERF_LAG_LIMIT_MS: '60000',
  PERF_LOG_LEVEL: 'warn',
  PERF_DATABASE_URL: `sqlite:${join(directory, 'perf.sqlite')}`,
});

const perfplat = (...args: string[]): Buffer =>
  execFileSync(process.execPath, [MAIN, ...args], { env: environment() });

function serve(): Promise<string> {
  server = spawn(process.execPath, [MAIN, 'serve'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    server.stdout!.on('data', (chunk) => {
      const address = /ready at (http:\S+)\//.exec(String(chunk))?.[1];
      if (address) resolve(address);
    });
  });
}

beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`npm run build\``);
  directory = mkdtempSync(join(tmpdir(), 'perf-pages-'));
  const files = Object.entries(FILES).flatMap(([kind, text]) => {
    const path = join(directory, `${kind}.csv`);
    writeFileSync(path, text);
    return [`--${kind}`, path];
  });
  perfplat('migrate', 'up');
  perfplat('import', ...files);
  base = await serve();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: FLAGS,
  });
});
afterAll(async () => {
  await browser.close();
  server.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** Sets `hasMoved` as soon as anything happens that a reader does. Runs in the page. */
const NOTE_MOVES = `for (const type of ['pointermove', 'pointerdown', 'scroll', 'keydown', 'focusin'])
  document.addEventListener(type, () => (window.hasMoved = true), { once: true, capture: true });`;

/** Shows a page; what the browser complains about fails the test. */
async function show(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    await context.addInitScript(NOTE_MOVES);
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('console', (message) => {
      const isOwnAnswer = /status of 40[04]/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !isOwnAnswer) troubles.push(message.text());
    });
    await page.goto(base + path, { waitUntil: 'networkidle' });
    await look(page);
    expect([path, troubles]).toEqual([path, []]);
  } finally {
    await context.close();
  }
}

/** Moves, comes near the element, and resolves when it has taken over what the server wrote. */
const upgraded = async (page: Page): Promise<void> => {
  const module = page.locator('perf-module').first();
  await page.mouse.move(1, 1);
  await module.scrollIntoViewIfNeeded();
  await module.locator('figure[part]').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
};

test.each(PAGES)(
  '%s at 320 and 1280 px: the browser complains of nothing, nothing sticks out',
  async (path) => {
    await show(path, { viewport: { width: 320, height: 900 } }, async (page) => {
      if (await page.locator('perf-module').count()) await upgraded(page);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([width, needed <= width]).toEqual([width, true]);
      }
    });
  },
);

test.each(['/', '/services', '/services/carers/digital-take-up', '/status'])(
  '%s in the dark: axe finds nothing',
  async (path) => {
    await show(path, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, async (page) => {
      if (await page.locator('perf-module').count()) await upgraded(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    });
  },
);

test.each(['/services/carers', '/services/carers/digital-take-up'])(
  '%s is whole without the elements, which come with the first move',
  async (path) => {
    await show(path, {}, async (page) => {
      const isUpgraded = (): Promise<boolean> =>
        page.evaluate(() => Boolean(customElements.get('perf-module')));
      // Now and then a browser that begins moves its pointer by itself.
      const hasMoved = (): Promise<boolean> => page.evaluate(() => 'hasMoved' in window);
      // What is far away is not laid out before somebody comes near: it is there, but not visible.
      expect(await page.locator('perf-module figure .perf-number').first().textContent()).toMatch(/\d/);
      expect((await isUpgraded()) && !(await hasMoved())).toBe(false);
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => customElements.get('perf-module'));
      await upgraded(page);
    });
  },
);

test('choose services, put them side by side and take one away, without JavaScript', async () => {
  await show('/services', { javaScriptEnabled: false }, async (page) => {
    await page.check('input[name="s"][value="carers"]');
    await page.check('input[name="s"][value="tax-disc"]');
    await page.click('text=Compare >> nth=-1');
    expect(new URL(page.url()).search).toBe('?s=carers&s=tax-disc');
    expect(await page.locator('.app-compare__service').count()).toBe(2);
    await page.click('.app-compare__remove >> nth=0');
    expect(new URL(page.url()).search).toBe('?s=tax-disc');
  });
});

test('a figure’s page says the same without JavaScript and with it, and asks nothing more', async () => {
  const path = '/services/carers/digital-take-up';
  const texts: string[] = [];
  await show(path, { javaScriptEnabled: false }, async (page) => {
    const figure = page.locator('perf-module figure');
    texts.push(
      await figure.locator('.perf-number').innerText(),
      await figure.locator('.perf-summary').innerText(),
    );
    // One of the two sizes, of the chart and of its breakdown each.
    await expect(figure.locator('.perf-picture').first().locator('svg:visible').count()).resolves.toBe(1);
    await expect(figure.locator('table').first().locator('tbody tr').count()).resolves.toBe(12);
  });
  const asked: string[] = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(base + path, { waitUntil: 'networkidle' });
  await upgraded(page);
  const inside = (selector: string): Promise<string> =>
    page.locator(`perf-module ${selector}`).first().innerText();
  expect([
    await inside('figure.perf-base .perf-number'),
    await inside('figure.perf-base .perf-summary'),
  ]).toEqual(texts);
  expect(asked).not.toContain('/graphql');
  await context.close();
});

test('the form works without JavaScript and leads to an address to keep', async () => {
  await show('/services/carers/transactions', { javaScriptEnabled: false }, async (page) => {
    await page.selectOption('#period', 'quarter');
    await page.selectOption('#compare-to', 'none');
    await page.click('main form button');
    expect(new URL(page.url()).search).toBe('?period=quarter&compare-to=none');
    expect(await page.locator('caption').first().innerText()).toContain('by quarter');
    await page.selectOption('#from', { label: 'April to June 2013' });
    await page.selectOption('#to', { label: 'July to September 2013' });
    await page.click('main form button');
    expect(await page.locator('perf-module table').first().locator('tbody tr').count()).toBe(2);
  });
});

test('search, sort and follow a figure without JavaScript', async () => {
  await show('/', { javaScriptEnabled: false }, async (page) => {
    await page.fill('#text', 'Carer');
    await page.click('main form button');
    expect(await page.locator('h2').first().innerText()).toBe('1 service with “Carer”');
    await page.click('main form a');
    await page.click('thead a:has-text("Transactions")');
    expect(await page.locator('tbody th a').first().innerText()).toBe('Tax disc renewal');
    await page.click('.app-services tbody td a.app-table__value >> nth=0');
    expect(await page.locator('h1').innerText()).toBe('Transactions');
  });
});
