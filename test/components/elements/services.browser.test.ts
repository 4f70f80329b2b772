/** `<perf-services>` on a stranger's page, with the real platform. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { type Platform, platformOf } from '../../support/platform.js';
import { showcase } from '../../support/showcase.js';
import { launch, Site } from './site.js';

let platform: Platform;
let browser: Browser;
const site = new Site();
let context: BrowserContext;
let page: Page;
let list: Locator;

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
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  list = page.locator('perf-services');
});
afterEach(() => context.close());

async function open(attributes: string): Promise<void> {
  const head = `<script>addEventListener('perf-error', (event) => (window.told = event.detail));</script>
    <script type="module" src="${platform.url}/embed.js"></script>`;
  const body = `<perf-services ${attributes}><a href="/fallback">The services</a></perf-services>`;
  await page.goto(site.page('/page', { body, head }));
}

const names = (): Promise<string[]> => list.locator('tbody:not(.perf-totals) th').allInnerTexts();
const caption = (text: RegExp): Promise<void> =>
  list.getByRole('caption').filter({ hasText: text }).waitFor();

/** Column → the text of each row, as the page of the platform has it. */
async function pageCells(query: string, label: string): Promise<string[]> {
  const still = await context.newPage();
  await still.goto(`${platform.url}/services${query}`);
  const cells = still.locator(`tbody:not(.app-table__totals) td[data-label="${label}"]`);
  const texts = await cells.allInnerTexts();
  await still.close();
  return texts.map((text) => text.trim());
}

describe('the list of services', () => {
  test('has the values of the platform’s own page, and the totals', async () => {
    await open('order-by="transactions" direction="descending"');
    await caption(/sorted by Transactions, largest first/);
    await page.waitForLoadState('networkidle');
    const cells = list.locator('tbody:not(.perf-totals) td[data-label="Transactions"]');
    const expected = await pageCells('?sort=transactions&order=desc', 'Transactions');
    expect(expected.length).toBeGreaterThan(2);
    expect(await cells.allInnerTexts()).toEqual(expected);
    expect(await list.getByRole('columnheader', { name: /Transactions/ }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(await list.locator('.perf-totals').innerText()).toMatch(/All \d+ services/);
    const link = list.locator('td[data-label="Transactions"] a').first();
    expect(await link.getAttribute('href')).toMatch(
      new RegExp(`^${platform.url}/services/[a-z-]+/transactions\\?period=[a-z-]+$`),
    );
    expect(await page.getByRole('link', { name: 'The services' }).isVisible()).toBe(false);
  });

  test('is sorted by its heads, and says so; its heads keep the focus', async () => {
    await open('');
    await caption(/sorted by Service, from A to Z/);
    const before = await names();
    const head = list.getByRole('button', { name: /^Service/ });
    await head.press('Enter');
    await caption(/from Z to A/);
    expect(await names()).toEqual([...before].reverse());
    expect(await head.evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(
      true,
    );
    expect(await list.getByRole('status').innerText()).toMatch(/sorted by Service, from Z to A/);
    expect(await list.getAttribute('direction')).toBe('descending');
  });

  test('is searched', async () => {
    await open('');
    await caption(/services/);
    await list.getByRole('searchbox', { name: 'Find a service' }).fill('power of attorney');
    await list.getByRole('button', { name: 'Search' }).click();
    await caption(/\b1 service, /);
    expect(await names()).toEqual(['Lasting Power of Attorney']);
    await list.getByRole('searchbox').fill('no such thing');
    await list.getByRole('searchbox').press('Enter');
    await list.getByText('No service matches “no such thing”').waitFor();
  });

  test('shows more, and goes on where they begin', async () => {
    await open('first="1" no-search');
    await caption(/\b1 of \d services/);
    expect(await list.getByRole('searchbox').count()).toBe(0);
    await list.getByRole('button', { name: 'Show 1 more' }).click();
    await caption(/\b2 of \d services/);
    await page.waitForFunction(
      () => document.querySelector('perf-services')!.shadowRoot!.activeElement?.localName === 'a',
    );
    const focused = await list.evaluate((each) => each.shadowRoot!.activeElement!.textContent);
    expect(focused).toBe((await names())[1]);
  });

  test.each([
    ['organisation="no-such"', 'There is no organisation "no-such".'],
    ['first="0"', 'first is not a whole number'],
    ['order-by="speed"', 'There is no metric "speed"'],
  ])('keeps its fallback with %s, and tells the author why', async (attributes, why) => {
    await open(attributes);
    await list.getByText('This list cannot be shown.').waitFor();
    expect(await list.locator('.perf-notice').innerText()).toBe('This list cannot be shown.');
    expect(await page.getByRole('link', { name: 'The services' }).isVisible()).toBe(true);
    const { isRetrying, message } = await page.evaluate<{ isRetrying: boolean; message: string }>(
      'window.told',
    );
    expect(isRetrying).toBe(false);
    expect(message.toLowerCase()).toContain(why.toLowerCase().replace(/\.$/, ''));
  });

  test('is cards on a phone, nothing of which is cut off', async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await open('');
    await caption(/services/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    const label = await list
      .locator('td[data-label="Transactions"]')
      .first()
      .evaluate((cell) => getComputedStyle(cell, '::before').content);
    expect(label).toContain('Transactions');
  });
});
