/** What is typed survives a closed window, and nothing is overwritten unseen: in a real browser, and without JavaScript. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../../components/elements/site.js';
import { platformOf, type Platform } from '../../../support/platform.js';
import { heldKeep } from '../keeping.js';
import { BASE } from '../../ingest/importing.js';
import { Visitor } from './visitor.js';

let platform: Platform;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let token: string;

beforeAll(async () => {
  [platform, browser] = await Promise.all([
    platformOf({
      ...(BASE as Record<string, string>),
      measurements:
        'service,measure,period,start,channel,value\n' +
        'lpa,transactions,month,2014-03-01,digital,80\nlpa,transactions,month,2014-03-01,phone,20\n',
    }),
    launch(),
  ]);
  token = platform.perfplat('token', 'create', '--name', 'The team', '--scope', 'write:service/lpa').trim();
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(`${platform.url}/upload`);
  await page.getByLabel('Your token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const SERVICE = '/upload/services/lpa';
const field = (channel: string, start = '2014-04-01'): string =>
  `value transactions month ${start} ${JSON.stringify({ channel })}`;
const digital = (of: Page, month = 'April 2014') =>
  of.getByRole('group', { name: month }).getByLabel('Digital');

async function visitor(): Promise<Visitor> {
  const other = new Visitor(platform.url);
  await other.get('/upload');
  await other.post('/upload/sign-in', { token });
  await other.get(SERVICE);
  return other;
}

test('typed numbers are saved while typing, and are there when the window was closed', async () => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(platform.url + SERVICE);
  await digital(page).fill('91');
  await page.getByText(/^Saved at/).waitFor();
  const address = page.url();
  expect(address).toContain('draft=');
  // The last key and the leaving of the page are less than a moment apart.
  await digital(page).fill('92');
  await page.goto('about:blank');
  const other = await visitor();
  do await other.get(new URL(address).pathname + new URL(address).search);
  while (!other.page.includes('value="92"'));
  page = await context.newPage();
  await page.goto(address);
  expect(await digital(page).inputValue()).toBe('92');
  await page.goto(platform.url + SERVICE);
  await page.getByRole('link', { name: /Numbers typed in the browser/ }).click();
  expect(await digital(page).inputValue()).toBe('92');
  expect(complaints).toEqual([]);
});

test('two windows with one draft: the later one is told, and both are kept', async () => {
  const address = page.url();
  const second = await context.newPage();
  await second.goto(address);
  await digital(page).fill('93');
  await page.getByText(/^Saved at/).waitFor();
  await digital(second).fill('94');
  await second.getByText(/was changed or published somewhere else.*draft of its own/).waitFor();
  await page.goto(address);
  expect(await digital(page).inputValue()).toBe('93');
  await second.reload();
  expect(await digital(second).inputValue()).toBe('94');
  await second.close();
});

test('a button that is pressed while numbers are being saved goes on with their draft', async () => {
  await page.goto(platform.url + SERVICE);
  const drafts = page.getByRole('link', { name: /Numbers typed in the browser/ });
  const before = await drafts.count();
  const kept = await heldKeep(page);
  await digital(page).fill('95');
  await kept.isThere;
  await digital(page).fill('96');
  await page.getByRole('button', { name: 'Save and come back later' }).click();
  kept.answer();
  await page.waitForURL('**&saved=**');
  expect(await digital(page).inputValue()).toBe('96');
  await page.goto(platform.url + SERVICE);
  expect(await drafts.count()).toBe(before + 1);
});

test('a button that is pressed while numbers cannot be saved leaves them where they are', async () => {
  await page.goto(platform.url + SERVICE);
  const kept = await heldKeep(page, { isLost: true });
  await digital(page).fill('97');
  await kept.isThere;
  await page.getByRole('button', { name: 'Save and come back later' }).click();
  kept.answer();
  await page.getByText(/^Not saved/).waitFor();
  expect(await digital(page).inputValue()).toBe('97');
  await page.getByRole('button', { name: 'Save and come back later' }).click();
  await page.waitForURL('**&saved=**');
  expect(await digital(page).inputValue()).toBe('97');
});

test('without JavaScript a button saves, and a draft is deleted', async () => {
  const other = await visitor();
  await other.post(SERVICE, { [field('phone')]: '21', do: 'save' });
  expect(other.path).toMatch(/\?draft=.*&saved=/);
  expect(other.page).toContain('value="21"');
  expect(other.page).toMatch(/Saved at .* Not published yet\./);
  const key = /draft=([^&]+)/.exec(other.path)![1];
  await other.post(`/upload/drafts/${key}/delete`, {});
  expect(other.path).toBe(SERVICE);
  await other.get(`${SERVICE}?draft=${key}`);
  expect(other.page).not.toContain('value="21"');
});

test('somebody else’s unpublished numbers are told of, not shown', async () => {
  const others = platform
    .perfplat('token', 'create', '--name', 'Others', '--scope', 'write:service/lpa')
    .trim();
  const other = new Visitor(platform.url);
  await other.get('/upload');
  await other.post('/upload/sign-in', { token: others });
  await other.get(SERVICE);
  expect(other.page).toMatch(/Somebody else has typed numbers of this service/);
  expect(other.page).not.toContain('draft=');
});

test('what was published since the preview is not overwritten unseen', async () => {
  const [first, second] = [await visitor(), await visitor()];
  await first.post(SERVICE, { [field('digital')]: '100', do: 'look' });
  await second.post(SERVICE, { [field('digital')]: '200', do: 'look' });
  const { action } = first;
  await second.post(second.action, {});
  expect(second.heading()).toBe('Published');
  await first.post(action, {});
  expect(first.status).toBe(409);
  expect(first.page).toContain('Somebody else has published some of these numbers since you looked');
  expect(first.page).toMatch(/200[\s\S]*100/);
  await first.post(first.action, {});
  expect(first.heading()).toBe('Published');
});

test('a draft that was changed after the preview is not published unseen', async () => {
  const first = await visitor();
  await first.post(SERVICE, { [field('digital', '2014-05-01')]: '7', do: 'look' });
  const { action, page: preview, path } = first;
  await first.get(`${SERVICE}?draft=${path.split('/').at(-1)!}`);
  await first.post(SERVICE, { [field('digital', '2014-05-01')]: '8', do: 'look' });
  first.page = preview;
  await first.post(action, {});
  expect(first.status).toBe(409);
  expect(first.page).toContain('This draft was changed in another window');
});

test('what was said of a file is taken up for the next one like it, and can be said anew', async () => {
  const file = (month: string): string => `Month,Digital,Phone\n${month},90,-\n`;
  const first = await visitor();
  await first.bring(SERVICE, 'march.csv', file('February 2014'));
  expect(first.heading()).toBe('What is in march.csv?');
  const asked = [...first.page.matchAll(/name="(answer [^"]+)"\s+value="([^"]*)"/g)];
  const answers = Object.fromEntries(asked.map(([, name, value]) => [name, value]));
  const measure = asked.find(([, , value]) => value === 'transactions');
  if (measure) answers[measure[1]] = 'transactions';
  await first.post(`${first.path}/answers`, answers);
  expect(first.heading()).toBe('Look before you publish');
  expect(first.page).toContain('What you said of it');
  await first.post(first.action, {});
  expect(first.heading()).toBe('Published');

  const next = await visitor();
  await next.bring(SERVICE, 'april.csv', file('January 2014'));
  expect(next.heading()).toBe('Look before you publish');
  expect(next.page).toMatch(/Taken from the last file with these headings, published on/);
  await next.post(`${next.path}/answers`, { anew: '1' });
  expect(next.heading()).toBe('What is in april.csv?');
});
