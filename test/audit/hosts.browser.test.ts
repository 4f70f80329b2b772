/** The gallery's host pages: strict policies, Trusted Types, a refused policy, two scripts, React, no JavaScript. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type GalleryHost, serveGallery } from '../../demo/host.js';
import { KINDS } from '../../demo/kinds.js';
import { launch, modulesReady } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { showcase } from '../support/showcase.js';

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

interface Visit {
  page: Page;
  errors: string[];
  /** Paths of the data requests. */
  asked: string[];
  /** Directives of the policy that something offended against. */
  violations(): Promise<string[]>;
}

async function onPage(path: string, look: (visit: Visit) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('/graphql') && request.method() !== 'OPTIONS') asked.push(pathname);
    });
    await page.addInitScript(() => {
      const seen: string[] = ((window as unknown as { seen: string[] }).seen = []);
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
        seen.push(`${effectiveDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(gallery.url + path);
    const violations = (): Promise<string[]> =>
      page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await look({ page, errors, asked, violations });
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

test('under the strictest policy with Trusted Types every kind works, in one data request', async () => {
  await onPage('/strict', async ({ page, asked, violations }) => {
    await modulesReady(page, KINDS.length);
    const first = page.locator('perf-module').first();
    const number = first.locator('[part~="value"]').first();
    const newest = await number.innerText();
    await first.getByRole('slider').press('Home');
    expect(await number.innerText()).not.toBe(newest);
    await first.locator('summary').click();
    expect(await first.locator('table').first().locator('tbody tr').count()).toBe(12);
    expect(await page.locator('perf-module .perf-picture svg').count()).toBeGreaterThan(KINDS.length / 2);
    // The interactive chart comes with the pointer.
    await first.locator('.perf-picture').first().hover();
    await first.locator('canvas').waitFor();
    expect(asked).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });
});

test('where Lit’s policy is refused the links stay, and that is the one violation', async () => {
  await onPage('/refused-policy', async ({ page, violations }) => {
    await page.waitForLoadState('networkidle');
    for (const link of await page.locator('perf-module > a').all()) expect(await link.isVisible()).toBe(true);
    expect(await violations()).toEqual([expect.stringMatching(/^trusted-types .*lit-html/)]);
  });
});

test('two versions of the script share the page, and ask once', async () => {
  await onPage('/two-versions', async ({ page, asked }) => {
    await modulesReady(page, 2);
    await page.waitForLoadState('networkidle');
    expect(asked).toHaveLength(1);
  });
});

test('a React app sets what is shown, and hears what is chosen', async () => {
  await onPage('/react', async ({ page }) => {
    await modulesReady(page);
    const heading = page.locator('perf-module').getByRole('heading');
    expect(await heading.innerText()).toContain('Transactions');
    await page.locator('perf-module').getByRole('slider').press('Home');
    await page.locator('#app strong', { hasText: /^\d{4}-\d\d-01$/ }).waitFor();
    await page.getByRole('button', { name: 'Show completion-rate' }).click();
    await page.locator('perf-module').getByRole('heading', { name: 'Completion rate' }).waitFor();
  });
});

test('where scripts are blocked the links stay', async () => {
  await onPage('/no-javascript', async ({ page }) => {
    const links = page.locator('perf-module > a');
    expect(await links.count()).toBe(2);
    for (const link of await links.all()) expect(await link.isVisible()).toBe(true);
  });
});
