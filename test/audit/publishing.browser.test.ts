/**
 * axe and IBM's engine find nothing where figures are published, dashboards built and embeddings made, at 320 and
 * 1280 px, with errors shown. `npm run audit` looks at all pages, every other run at those with most on them.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launch } from '../components/elements/site.js';
import { type Platform, platformOf } from '../support/platform.js';
import { TOOL_PAGES } from './tool-pages.js';
import { barriers, visit, WIDTHS } from './walk.js';

let platform: Platform;
let browser: Browser;
/** The link to a draft of a dashboard. */
let draft: string;
/** The cookies of somebody who administers everything. */
let signedIn: BrowserContextOptions;

beforeAll(async () => {
  const rows = Array.from({ length: 12 }, (_, at) => {
    const start = `2025-${String(at + 1).padStart(2, '0')}-01`;
    return `renew-a-permit,transactions,month,${start},digital,${800 + at}\nrenew-a-permit,transactions,month,${start},phone,${200 - at}\n`;
  });
  platform = await platformOf({
    organisations: 'slug,name,kind\npermits,Permit Office,agency\n',
    services:
      'slug,name,organisation\nrenew-a-permit,Renew a permit,permits\nreport,Report a change,permits\n',
    measurements: `service,measure,period,start,channel,value\n${rows.join('')}`,
  });
  browser = await launch();
  const token = platform
    .perfplat(
      'token',
      'create',
      '--name',
      'The team',
      '--scope',
      'write:all',
      '--scope',
      'administer:all',
      '--scope',
      'edit-dashboards:all',
      '--scope',
      'publish:all',
    )
    .trim();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${platform.url}/upload`);
  await page.getByLabel('Your token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Publish figures' }).waitFor();
  draft = await draftOf(token);
  signedIn = { storageState: await context.storageState() };
  await context.close();
}, 120_000);

async function draftOf(token: string): Promise<string> {
  const modules = ['line', 'table'].map((slug) => ({
    ...{ slug, metric: 'transactions', by: 'channel', period: 'month' },
    ...(slug === 'table' && { view: 'table' }),
  }));
  const definition = {
    ...{ title: 'Permits', subject: 'service/renew-a-permit', owner: 'permits' },
    sections: [{ title: 'Use', modules }],
  };
  const query = `mutation ($definition: JSON!, $next: JSON!) {
    saveDashboard(input: { slug: "permits", definition: $definition }) { errors { message } }
    next: saveDashboard(input: { slug: "permits", baseVersion: 1, definition: $next }) { errors { message } }
    previewDashboard(input: { slug: "permits", version: 1 }) { url errors { message } }
  }`;
  const answer = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query,
      variables: { definition, next: { ...definition, title: 'Permits, month by month' } },
    }),
  });
  const { data } = (await answer.json()) as { data: { previewDashboard: { url: string } } };
  return data.previewDashboard.url;
}
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

test.each(TOOL_PAGES.filter(({ isFurther }) => !isFurther || process.env.AUDIT === 'all'))(
  '$name',
  async ({ path, isAnonymous, act }) => {
    const found = await visit(browser, platform.url + path, isAnonymous ? {} : signedIn, async (page) => {
      await act?.(page, draft);
      const lines: [number, string][] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const line of await barriers(page)) lines.push([width, line]);
      }
      return lines;
    });
    expect(found).toEqual([]);
  },
  180_000,
);
