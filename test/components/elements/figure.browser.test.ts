/** `<perf-figure>` on a stranger's page, with the real platform. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Platform, platformOf } from '../../support/platform.js';
import { showcase } from '../../support/showcase.js';
import { launch, modulesReady, Site } from './site.js';

const CARERS = 'carers-allowance';
const STRICT = (platform: string): string =>
  `default-src 'none'; script-src ${platform}; connect-src ${platform}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

let platform: Platform;
let browser: Browser;
const site = new Site();
let context: BrowserContext;
let page: Page;
let asked: number;
let troubles: string[];

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
  context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  page = await context.newPage();
  [asked, troubles] = [0, []];
  page.on('request', (request) => {
    if (request.url().includes('/graphql')) asked += 1;
  });
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) troubles.push(message.text());
  });
});
afterEach(() => context.close());

async function open(body: string, headers?: Record<string, string>): Promise<void> {
  const head = `<script type="module" src="${platform.url}/embed.js"></script>`;
  await page.goto(site.page('/page', { body, head, headers }));
}

const figure = (more = '', service = CARERS): string =>
  `<perf-figure service="${service}" metric="transactions" period="month" ${more}><a href="/old">many</a></perf-figure>`;

test('is a card with value, change and line, under the strictest policy', async () => {
  await open(figure('compare-to="previous-year" sparkline heading-level="3"'), {
    'content-security-policy': STRICT(platform.url),
  });
  const card = page.locator('perf-figure [part="base"]');
  await card.waitFor();
  expect(await card.getByRole('heading', { level: 3 }).innerText()).toMatch(/^Transactions/);
  expect(await card.locator('[part~="value"]').innerText()).toMatch(/^[\d,]+\s+\w+ \d{4}$/);
  expect(await card.locator('[part~="change"]').innerText()).toMatch(/compared with \w+ \d{4}/);
  expect(await card.locator('svg[aria-hidden="true"] path').count()).toBeGreaterThan(0);
  expect(await card.getByRole('link').getAttribute('href')).toContain(
    `/services/${CARERS}/transactions?period=month`,
  );
  expect(asked).toBe(1);
  expect(troubles).toEqual([]);
});

test('stands in a sentence, and asks together with modules', async () => {
  await open(
    `<p id="said">Last month ${figure('layout="inline"')} people claimed.</p>
     <perf-module service="${CARERS}" metric="transactions" period="quarter"><a href="/x">x</a></perf-module>`,
  );
  await modulesReady(page);
  await page.locator('perf-figure [part="base"]').waitFor();
  const said = await page.evaluate(() => {
    const number = document.querySelector('perf-figure')!.shadowRoot!.textContent!;
    return document.querySelector('#said')!.textContent!.replace('many', number).replace(/\s+/g, ' ');
  });
  expect(said).toMatch(/^Last month [\d,]+ \(\w+ \d{4}\) people claimed\.$/);
  const [line, whole] = await page.evaluate(() => {
    const element = document.querySelector('#said')!;
    return [parseFloat(getComputedStyle(element).fontSize), element.getBoundingClientRect().height];
  });
  // One line of text: the number is no taller than the words around it.
  expect(whole!).toBeLessThan(2 * line!);
  expect(asked).toBe(1);
});

test('tells readers that there is no number, and authors why', async () => {
  await open(
    `<script>addEventListener('perf-error', (event) => (window.told ??= []).push(event.detail.message));</script>
     <p>${figure('layout="inline"', 'no-such-service')}</p>${figure('layout="badge"')}`,
  );
  await page.waitForFunction(() =>
    [...document.querySelectorAll('perf-figure')].every((each) =>
      each.shadowRoot?.textContent?.includes('('),
    ),
  );
  const texts = await page
    .locator('perf-figure')
    .evaluateAll((all) => all.map((each) => each.shadowRoot!.textContent!));
  for (const text of texts) expect(text).toContain('(This figure cannot be shown.)');
  for (const link of await page.getByRole('link', { name: 'many' }).all())
    expect(await link.isVisible()).toBe(true);
  const told = (await page.evaluate('window.told')) as string[];
  expect(told.toSorted()).toEqual([
    'layout="badge" is not one of card, inline.',
    expect.stringContaining('there is no service "no-such-service"'),
  ]);
});

test('shows data that a script hands it, and asks anew for what a frame chooses', async () => {
  await open(`<perf-dashboard>${figure('compare-to="previous-year"')}</perf-dashboard>`);
  await page.locator('perf-figure [part~="change"]').waitFor();
  const before = await page.locator('perf-figure [part~="change"]').innerText();
  await page.locator('perf-dashboard').getByLabel('Compare with').selectOption('The period before');
  await page.waitForFunction(
    (old) =>
      document.querySelector('perf-figure')!.shadowRoot!.querySelector<HTMLElement>('[part~="change"]')!
        .innerText !== old,
    before,
  );
  expect(asked).toBe(2);
  await page.evaluate(async () => {
    const element = document.querySelector('perf-figure')!;
    const data = (await element.ready)!;
    element.data = { ...data, figure: { ...data.figure!, formatted: 'About a lot' } };
    await element.updateComplete;
  });
  expect(await page.locator('perf-figure [part~="value"]').innerText()).toContain('About a lot');
});

test('asks in the language that the page changes to', async () => {
  await open(figure());
  const base = page.locator('perf-figure [part="base"]');
  await base.waitFor();
  expect(await base.getAttribute('lang')).toBe('en');
  const asked = page.waitForRequest((request) => /graphql/.test(request.url()) && /cy/.test(request.url()));
  await page.evaluate(() => (document.documentElement.lang = 'cy'));
  expect(decodeURIComponent((await asked).url())).toContain('"lang":"cy"');
  await page.locator('perf-figure [part="base"][lang="cy"]').waitFor();
});
