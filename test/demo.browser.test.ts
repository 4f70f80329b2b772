/** demo/foreign-page.html in Chromium, on a host of its own, with the built server and the demonstration data. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch, modulesReady } from './components/elements/site.js';
import { demoPlatform, type Platform } from './support/platform.js';

const COUNT = 20;

let started: Platform;
let platform: string;
let host: Server;
let browser: Browser;

/** The least policy that the documentation names: nothing inline, and no style sheet at all. */
const policy = (): string =>
  `default-src 'none'; script-src ${platform}; connect-src ${platform}; style-src 'none'; base-uri 'none'`;

const hostAddress = (): string => `http://localhost:${(host.address() as AddressInfo).port}/`;

beforeAll(async () => {
  // Within the rate that everybody is allowed.
  started = await demoPlatform({}, { PERF_RATE_LIMIT: undefined });
  platform = started.url;
  const text = readFileSync('demo/foreign-page.html', 'utf8').replaceAll('http://127.0.0.1:4000', platform);
  host = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(404).end();
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy() };
    response.writeHead(200, headers).end(text);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => host.close(resolve));
  await started.stop();
});

interface Visit {
  page: Page;
  /** What was asked of the platform, as "GET /path". */
  requests: string[];
  troubles: string[];
}

async function visit(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const requests: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === platform) requests.push(`${request.method()} ${pathname}`);
  });
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) troubles.push(message.text());
  });
  await page.goto(hostAddress(), { waitUntil: 'networkidle' });
  return { page, requests, troubles };
}

const valuesOf = (page: Page): Promise<string[]> =>
  page
    .locator('perf-module')
    .evaluateAll((modules) =>
      modules.map((each) => each.shadowRoot?.querySelector('[part~="value"]')?.textContent?.trim() ?? ''),
    );

test('twenty modules make one data request, each script is fetched once, and all are filled', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, requests, troubles } = await visit(context);
  await modulesReady(page, COUNT);
  expect(requests.filter((request) => request.endsWith('/graphql'))).toHaveLength(1);
  const scripts = requests.filter((request) => request.includes('/embed'));
  expect(scripts.length).toBeGreaterThan(1);
  expect(new Set(scripts).size).toBe(scripts.length);
  const values = await valuesOf(page);
  expect(values).toHaveLength(COUNT);
  expect(values.filter((value) => !/\d/.test(value))).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
});

test('the slider of a module reaches every point, and says each', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const { page } = await visit(context);
  await modulesReady(page, COUNT);
  const slider = page.locator('perf-module').first().getByRole('slider', { name: 'Point in time' });
  await slider.focus();
  const most = Number(await slider.getAttribute('max'));
  expect(most).toBeGreaterThan(5);
  await page.keyboard.press('Home');
  const said = [await slider.getAttribute('aria-valuetext')];
  for (let point = 0; point < most; point++) {
    await page.keyboard.press('ArrowRight');
    said.push(await slider.getAttribute('aria-valuetext'));
  }
  expect(new Set(said).size).toBe(most + 1);
  for (const text of said) expect(text).toMatch(/^[A-Z][a-z]+ \d{4}: \d/);
  await page.keyboard.press('End');
  expect(await slider.getAttribute('aria-valuetext')).toBe(said.at(-1));
  await context.close();
});

test('without JavaScript the links remain', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const { page } = await visit(context);
  const links = page.locator('perf-module > a');
  expect(await links.count()).toBe(COUNT);
  for (const link of await links.all()) expect(await link.isVisible()).toBe(true);
  await context.close();
});
