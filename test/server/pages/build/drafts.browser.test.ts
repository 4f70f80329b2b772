/** What is typed in the builder is there again in Chromium, whatever was closed, cut off or changed in another window. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, test, expect } from '@jest/globals';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { launch } from '../../../components/elements/site.js';
import { platformOf, type Platform } from '../../../support/platform.js';
import { heldKeep } from '../keeping.js';
import { begun as begunIn, expectTitle, titleIn } from './editor-window.js';
import { PERMITS, tokenOf } from './editor.js';

let platform: Platform;
let browser: Browser;
let token: string;

beforeAll(async () => {
  platform = await platformOf(PERMITS);
  token = tokenOf(platform, 'Ann', 'edit-dashboards:organisation/agency');
  browser = await launch();
}, 150_000);
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const begun = (context: BrowserContext, { as = token, isEmpty = false } = {}): Promise<Page> =>
  begunIn(context, { url: platform.url, as, isEmpty });

/** As without a connection, but pages can be opened. */
const refusePosts = (route: Route): Promise<void> =>
  route.request().method() === 'GET' ? route.continue() : route.abort();

test('what is typed is there again, whatever was closed or cut off', async () => {
  const context = await browser.newContext();
  const page = await begun(context);
  await titleIn(page).fill('Typed, and the window closed');
  const address = page.url();
  // A window that goes away sends what it has.
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  again.setDefaultTimeout(30_000);
  await again.goto(address);
  await expectTitle(again, 'Typed, and the window closed');
  // No connection: the browser keeps it, and sends it when the page is opened again.
  await context.setOffline(true);
  await titleIn(again).fill('Typed without a connection');
  await again
    .getByText(/This browser keeps it/)
    .first()
    .waitFor();
  // Open and connected again, it would send this itself while the other page is being loaded.
  await again.close();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(address);
  await expectTitle(later, 'Typed without a connection');
  await context.close();
}, 150_000);

test('of two windows of a draft, one without a connection, nothing is lost, and the later one is told', async () => {
  const context = await browser.newContext();
  const one = await begun(context);
  const address = one.url();
  const windows = await Promise.all([1, 2].map(() => context.newPage()));
  for (const [at, page] of windows.entries()) {
    page.setDefaultTimeout(30_000);
    // Only what these windows send is lost: what the other of them keeps is not brought back by this one, either.
    await page.route('**/build/drafts/**', refusePosts);
    await page.goto(address);
    await titleIn(page).fill(`Typed in window ${at + 2} without a connection`);
    await page
      .getByText(/This browser keeps it/)
      .first()
      .waitFor();
  }
  await titleIn(one).fill('Typed in window 1');
  await one.getByRole('button', { name: 'Undo' }).and(one.locator(':enabled')).waitFor();
  const [two, three] = windows as [Page, Page];
  // One of them is closed; the other is connected again.
  await three.close();
  await two.unroute('**/build/drafts/**');
  await two.evaluate(() => dispatchEvent(new Event('online')));
  await two.getByRole('alert').getByText('Nothing was overwritten').waitFor();
  expect(await titleIn(two).inputValue()).toBe('Typed in window 2 without a connection');
  expect(two.url()).not.toBe(address);
  // It is saved in the first window: what the closed window had typed is there all the same.
  await titleIn(one).fill('Saved in window 1');
  await one.getByRole('button', { name: 'Save', exact: true }).first().click();
  await one.getByText('Saved as version 1.').waitFor();
  await one.goto(address);
  await one.getByRole('alert').getByText('Nothing was overwritten').waitFor();
  await expectTitle(one, 'Typed in window 3 without a connection');
  await two.reload();
  await expectTitle(two, 'Typed in window 2 without a connection');
  await context.close();
}, 150_000);

test('what is wrong with a dashboard stays in view when it is saved right after typing', async () => {
  const context = await browser.newContext();
  const page = await begun(context);
  await titleIn(page).fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByText('There is a problem').waitFor();
  // What the browser kept of it is with the server already: it is cleared away, and nothing is loaded anew.
  await page.waitForFunction(() => Object.keys(localStorage).every((name) => !name.startsWith('perf-draft')));
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('There is a problem').count()).toBe(1);
  await context.close();
}, 150_000);

test('a metric that was typed is there again when its window was closed', async () => {
  const context = await browser.newContext();
  const page = await begun(context);
  await page.goto(`${platform.url}/build/metrics/new`);
  await page.getByLabel('What it is called').fill('A metric of a closed window');
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  again.setDefaultTimeout(30_000);
  await again.goto(`${platform.url}/build`);
  await again.getByRole('link', { name: 'A metric of a closed window' }).click();
  expect(await again.getByLabel('What it is called').inputValue()).toBe('A metric of a closed window');
  await context.close();
}, 150_000);

test('a metric whose fields are asked for while it is being kept is one draft', async () => {
  const context = await browser.newContext();
  const page = await begun(context);
  await page.goto(`${platform.url}/build/metrics/new`);
  const kept = await heldKeep(page);
  await page.getByLabel('What it is called', { exact: true }).fill('A metric being kept');
  await page.getByLabel('A total').check();
  await kept.isThere;
  await page.getByRole('button', { name: 'Show the fields' }).click();
  kept.answer();
  await page.getByRole('button', { name: 'See what it comes to' }).waitFor();
  await page.goto(`${platform.url}/build`);
  expect(await page.getByRole('link', { name: 'A metric being kept' }).count()).toBe(1);
  await context.close();
}, 150_000);

/** Types a heading and goes to add figures before the browser has sent it. */
const typeAndAdd = (page: Page, text: string): Promise<void> =>
  page.getByRole('button', { name: /^Add figures/ }).evaluate((button: HTMLButtonElement, heading) => {
    const field = document.querySelector<HTMLInputElement>('[name="section-title"]')!;
    field.value = heading;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    button.click();
  }, text);

/** Ticks a figure of the page to add some, and sees it in the one draft that there is, below what was typed. */
async function expectAdded(page: Page, heading: string): Promise<void> {
  await page.getByRole('group', { name: 'Transactions', exact: true }).getByLabel('As a whole').check();
  await page.getByRole('button', { name: 'Add them' }).click();
  await page.locator('#module-transactions').waitFor();
  await page.waitForFunction(() => Object.keys(localStorage).every((name) => !name.startsWith('perf-draft')));
  await page.goto(`${platform.url}/build`);
  const drafts = page.getByRole('region', { name: 'What you are editing' }).getByRole('link');
  expect(await drafts.count()).toBe(1);
  await drafts.click();
  await page.locator('#module-transactions').waitFor();
  expect(await page.locator('[name="section-title"]').inputValue()).toBe(heading);
}

describe('figures are added to the draft in which something was typed just before', () => {
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = await browser.newContext();
    const as = tokenOf(platform, 'Bea', 'edit-dashboards:organisation/agency');
    page = await begun(context, { as, isEmpty: true });
  }, 60_000);
  afterEach(() => context.close());

  test('before it was kept', async () => {
    await typeAndAdd(page, 'Typed last');
    await page.waitForURL('**/add?**');
    await expectAdded(page, 'Typed last');
  }, 120_000);

  test('while something before it is being kept', async () => {
    const kept = await heldKeep(page);
    await page.locator('[name="section-title"]').fill('Typed first');
    await kept.isThere;
    await typeAndAdd(page, 'Typed last');
    kept.answer();
    await page.waitForURL('**/add?**');
    await expectAdded(page, 'Typed last');
  }, 120_000);

  test('after the server did not answer', async () => {
    const from = page.url();
    await page.route('**/build/drafts/**', refusePosts);
    await typeAndAdd(page, 'Typed last');
    await page
      .getByText(/This browser keeps it/)
      .first()
      .waitFor();
    expect(page.url()).toBe(from);
    await page.unroute('**/build/drafts/**', refusePosts);
    await page.getByRole('button', { name: /^Add figures/ }).click();
    await page.waitForURL('**/add?**');
    await expectAdded(page, 'Typed last');
  }, 120_000);
});

/** Makes a choice in the figure that is open, and waits until it is kept by itself. */
async function chooseAndKeep(page: Page, field: string, choice: string): Promise<void> {
  const isKept = page.waitForResponse((answer) => /do=keep(&|$)/.test(answer.request().postData() ?? ''));
  await page
    .locator('.app-build__module--open')
    .getByLabel(field, { exact: true })
    .selectOption({ label: choice });
  await isKept;
}

test('undo takes back what was changed in one figure, and says what it was', async () => {
  const context = await browser.newContext();
  const page = await begun(context, { isEmpty: true });
  await page.getByRole('button', { name: /^Add figures/ }).click();
  const figures = page.getByRole('group', { name: 'Transactions', exact: true });
  await figures.getByLabel('As a whole').check();
  await figures.getByLabel('By channel').check();
  await page.getByRole('button', { name: 'Add them' }).click();
  const [whole, split] = ['transactions', 'transactions-by-channel'].map((slug) =>
    page.locator(`#module-${slug}`),
  );
  await split!.getByRole('button', { name: /^Edit/ }).click();
  await chooseAndKeep(page, 'Drawn as', 'Parts of 100%');
  await chooseAndKeep(page, 'Width', 'Half');
  await split!.getByRole('button', { name: /^Done/ }).click();
  await split!.getByText('parts of 100%, half').waitFor();
  await whole!.getByRole('button', { name: /^Edit/ }).click();
  await chooseAndKeep(page, 'Width', 'A third');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone. Transactions: width.').first().waitFor();
  expect(await whole!.getByLabel('Width', { exact: true }).inputValue()).toBe('');
  await split!.getByText('parts of 100%, half').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone. Transactions by channel: drawn as (and 1 other change).').first().waitFor();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page
    .getByText('Done again. Transactions by channel: drawn as (and 1 other change).')
    .first()
    .waitFor();
  await split!.getByText('parts of 100%, half').waitFor();
  await context.close();
}, 150_000);

test('a draft is thrown away after it is asked, and what was typed just before is there if the answer is no', async () => {
  const context = await browser.newContext();
  const page = await begun(context);
  await titleIn(page).fill('Nearly gone');
  const throwAway = page.getByRole('button', { name: 'Throw this draft away' });
  await throwAway.click();
  await page.getByRole('heading', { name: 'Throw the draft away?' }).waitFor();
  await page.getByRole('link', { name: 'No, keep it' }).click();
  await expectTitle(page, 'Nearly gone');
  await throwAway.click();
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page
    .getByText(/Nearly gone/)
    .first()
    .waitFor();
  const drafts = page.getByRole('region', { name: 'What you are editing' });
  expect(await drafts.getByText('Nearly gone').count()).toBe(0);
  await context.close();
}, 120_000);
