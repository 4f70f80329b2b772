/** GET /graphql in a browser: the explorer of the API, on a desktop, a phone and by keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../components/elements/site.js';
import { demoPlatform, type Platform } from '../../support/platform.js';

let platform: Platform;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the browser refused or complained of, and what the API was asked. */
let complaints: string[];
let asked: string[];

beforeAll(async () => {
  [platform, browser] = await Promise.all([demoPlatform({ until: '2026-09-30' }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function visit(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  context = await browser.newContext({ viewport, colorScheme });
  page = await context.newPage();
  complaints = [];
  asked = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.postData()!);
    expect(request.url().startsWith(platform.url)).toBe(true);
  });
  await page.goto(`${platform.url}/graphql`);
  await page.locator('.graphiql-query-editor .view-line', { hasText: 'organisations' }).first().waitFor();
}

/** The questions of the document, with what stands above each. */
const QUESTIONS = readFileSync('docs/api.md', 'utf8')
  .split('\n### ')
  .slice(1)
  .filter((part) => part.includes('```graphql'))
  .map((part) => part.slice(0, part.indexOf('\n')));

const answerText = (): Promise<string> =>
  page
    .locator('.graphiql-response .view-lines')
    .innerText()
    .then((text) => text.replaceAll('\u00a0', ' '));

describe('on a desktop', () => {
  beforeEach(() => visit({ width: 1280, height: 800 }));
  afterEach(() => context.close());

  test('opening it asks the API nothing, and nothing is refused', async () => {
    await page
      .getByText('serviceGroup')
      .or(page.getByRole('link', { name: 'Query' }))
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe('API explorer – Public service performance');
  });

  test('has ten questions of the documentation, each of which answers', async () => {
    const titles = await page.locator('#example option').allTextContents();
    expect(titles.slice(1)).toEqual(QUESTIONS.slice(0, 10));
    for (let i = 0; i < 10; i++) {
      await page.getByLabel('Example').selectOption(String(i));
      expect(asked).toHaveLength(i);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('.graphiql-execute-button').click();
      const answer = (await (await answered).json()) as { data: unknown; errors?: unknown };
      expect(answer.errors).toBeUndefined();
      await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
    }
    expect(complaints).toEqual([]);
  }, 120_000);

  test('the documentation of the schema stands beside it', async () => {
    const docs = page.locator('.graphiql-plugin');
    await docs.getByText('Query', { exact: true }).click();
    await docs.getByText('services', { exact: true }).first().click();
    await docs.getByText('The list of services.').waitFor();
  });

  test('the keyboard alone is enough', async () => {
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement: at } = document;
        return at?.id || at?.getAttribute('aria-label') || at?.className || '';
      });
    const seen = new Set<string>();
    for (let i = 0; i < 220 && !seen.has('Execute query (Ctrl-Enter)'); i++) {
      await page.keyboard.press('Tab');
      seen.add(await focused());
      if ((await focused()) === 'example') await page.keyboard.press('ArrowDown');
    }
    expect([...seen]).toContain('example');
    expect([...seen].find((label) => label.startsWith('Execute query'))).toBeDefined();
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
    // On from there, past all editors and back to the beginning of the page.
    for (let i = 0; i < 60 && (await focused()) !== ''; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('');
  });
});

describe.each([
  ['dark', 1280],
  ['light', 320],
] as const)('%s, %i pixels wide', (scheme, width) => {
  beforeEach(() => visit({ width, height: 800 }, scheme));
  afterEach(() => context.close());

  test('axe finds nothing, nothing is cut off, and a question is answered', async () => {
    await page.getByLabel('Example').selectOption('4');
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
    expect(await answerText()).toContain('"coverage"');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    ]);
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const boxes = await Promise.all(
      ['.graphiql-editors', '.graphiql-response'].map((part) => page.locator(part).boundingBox()),
    );
    for (const box of boxes) expect(box!.width).toBeGreaterThanOrEqual(280);
  });
});

describe('the address in other hands', () => {
  const ask = (query: string, accept: string): Promise<Response> =>
    fetch(`${platform.url}/graphql${query}`, { headers: { accept } });
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  test.each([
    ['a browser that asks something', '?query=%7B__typename%7D', BROWSER, 200],
    ['a program that asks nothing', '', '*/*', 400],
    ['a program that takes JSON', '', 'application/json', 400],
  ])('%s has an answer of the API', async (_who, query, accept, status) => {
    const response = await ask(query, accept);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('json');
    expect(response.headers.get('vary')).toContain('accept');
  });

  test('an address with a slash at its end leads to the page', async () => {
    const response = await fetch(`${platform.url}/graphql/`, { headers: { accept: 'text/html' } });
    expect([response.status, response.url]).toEqual([200, `${platform.url}/graphql`]);
    expect(await response.text()).toContain('id="explorer"');
  });

  test('the page is kept to its own files', async () => {
    const response = await ask('', BROWSER);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    const [file] = /\.\/explorer\/\w+\/explorer\.js/.exec(await response.text())!;
    const script = await fetch(new URL(file, `${platform.url}/graphql`));
    expect(script.headers.get('cache-control')).toContain('immutable');
  });
});
