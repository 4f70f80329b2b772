/**
 * Four new users in a real browser, from the one-time link to a figure that is published, charted and embedded in a
 * page of another site. What they bring stands here; `WALK_PICTURES=DIR` keeps a picture of each step.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launch, Site } from '../../../components/elements/site.js';
import { platformOf, type Platform } from '../../../support/platform.js';
import { linkFor, Walk } from './walk.js';

const SERVICES = {
  typed: 'Report a change',
  csv: 'Apply for a licence',
  xlsx: 'Renew a permit',
  survey: 'Book a visit',
};
type Name = keyof typeof SERVICES;

/** Nobody needs longer, whatever they bring; reading a page takes people a minute, a machine a second. */
const MOST_STEPS = 9;

/** Months that are over, the newest last. */
const months = (count: number): Date[] => {
  const now = new Date();
  return Array.from(
    { length: count },
    (_, index) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + index, 1)),
  );
};

let platform: Platform;
let browser: Browser;
let site: Site;

beforeAll(async () => {
  browser = await launch();
  site = new Site();
  await site.start();
  const services = Object.entries(SERVICES).map(([slug, name]) => `${slug},${name},permits\n`);
  platform = await platformOf({
    organisations: 'slug,name,kind\npermits,Permit Office,agency\n',
    services: `slug,name,organisation\n${services.join('')}`,
  });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await platform.stop();
});

/** Signed in with the link, on the page of the only service. */
async function begun(name: Name): Promise<Walk> {
  const walk = new Walk(name, browser);
  await walk.begin(linkFor(platform, name));
  await walk.page.getByRole('button', { name: 'Sign in' }).click();
  await walk.seen('what may be filled');
  await walk.page.getByRole('link', { name: SERVICES[name] }).click();
  await walk.seen('the service');
  return walk;
}

/** From the receipt on: the page of the figure has a chart, and the snippet shows it elsewhere. */
async function published(walk: Walk, figure: RegExp): Promise<Page> {
  expect(await walk.heading()).toBe('Published');
  await walk.seen('the receipt');
  const elsewhere = await walk.embed(site);
  const shown = elsewhere.locator('perf-module');
  await shown.getByText(figure).first().waitFor();
  expect(await shown.locator('svg, canvas').count()).toBeGreaterThan(0);
  const { steps, seconds } = await walk.end();
  console.info(`${walk.steps.join(' → ')}: ${steps} steps, ${seconds.toFixed(1)} s`);
  expect(steps).toBeLessThanOrEqual(MOST_STEPS);
  expect(seconds).toBeLessThan(120);
  return elsewhere;
}

test('four numbers, typed by keyboard alone without JavaScript', async () => {
  const walk = new Walk('typed', browser);
  await walk.begin(linkFor(platform, 'typed'), { javaScriptEnabled: false });
  const { page } = walk;
  const press = async (name: RegExp, key: string): Promise<void> => {
    await walk.tabTo(name);
    await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
  };
  await press(/^Sign in$/, 'Enter');
  await walk.seen('what may be filled');
  await press(/^Report a change$/, 'Enter');
  await walk.seen('the service');
  await press(/^Show the fields$/, 'Enter');
  await walk.seen('the fields');
  const newest = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    months(1)[0],
  );
  for (const [channel, typed] of [
    ['Digital', '866'],
    ['Phone', '149'],
    ['Paper', '61'],
    ['Face to face', '12'],
  ]) {
    await walk.tabTo(new RegExp(`${newest} ${channel}$`));
    await page.keyboard.type(typed);
  }
  await press(/^See what it looks like$/, 'Enter');
  expect(await walk.heading()).toBe('Look before you publish');
  await walk.seen('the preview');
  await press(/^Publish$/, 'Enter');
  await published(walk, /1,088/);
}, 120_000);

test('a CSV', async () => {
  const rows = months(12).map((month, index) => `${month.toISOString().slice(0, 7)},${800 + 13 * index}`);
  const walk = await begun('csv');
  const { page } = walk;
  await page.getByLabel('A spreadsheet').setInputFiles({
    name: 'permits.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Month,Transactions\n${rows.join('\n')}\n`),
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  expect(await walk.heading()).toBe('Look before you publish');
  await walk.seen('the preview');
  await page.getByRole('button', { name: 'Publish' }).click();
  await published(walk, /943/);
}, 120_000);

/**
 * renew-a-permit.xlsx was written by LibreOffice Calc 7.4. In its one sheet: a title in A1, where it is from in A2, an empty
 * row; in row 4 "Channel", the first days of November 2025 to October 2026 as dates that are shown as "Nov 2025", "Total"; in
 * rows 5 to 7 Online, Telephone and Post with a number each, and row 8 "Total"; totals are formulas (SUM), both ways.
 */
test('a wide workbook of LibreOffice, with titles and totals', async () => {
  const walk = await begun('xlsx');
  const { page } = walk;
  await page.getByLabel('A spreadsheet').setInputFiles({
    name: 'permits.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: readFileSync('test/server/pages/upload/renew-a-permit.xlsx'),
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await walk.seen('the preview');
  expect(await walk.heading()).toBe('Look before you publish');
  await page.getByRole('button', { name: 'Publish' }).click();
  await published(walk, /1,076|80\.5/);
}, 120_000);

test('responses to a survey, a row each', async () => {
  const words = ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'];
  const rows = months(6).flatMap((month, index) =>
    Array.from({ length: 60 }, (_, n) => {
      const day = new Date(month.getTime() + (n % 27) * 86_400_000);
      const date = `${day.toISOString().slice(8, 10)}/${day.toISOString().slice(5, 7)}/${day.getUTCFullYear()}`;
      return `${date} 10:${10 + (n % 50)},${words[Math.min(4, (n * 7 + index) % 9)]},Thank you ${n},user${n}@example.org`;
    }),
  );
  const walk = await begun('survey');
  const { page } = walk;
  await page.getByLabel('A spreadsheet').setInputFiles({
    name: 'survey.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `Submitted,Overall how satisfied were you?,What could be better?,E-mail\n${rows.join('\n')}\n`,
    ),
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await walk.seen('the questions');
  const groups = page.locator('fieldset');
  for (const group of await groups.all()) {
    await group.getByRole('radio').first().check();
  }
  if (await groups.count()) {
    await page.getByRole('button', { name: 'Go on' }).click();
    await walk.seen('the preview');
  }
  expect(await walk.heading()).toBe('Look before you publish');
  expect(await page.content()).not.toContain('user1@');
  await page.getByRole('button', { name: 'Publish' }).click();
  await published(walk, /%/);
}, 120_000);
