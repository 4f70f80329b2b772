/** What is typed in the builder in Chromium while the answer to a button is under way. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { launch } from '../../../components/elements/site.js';
import { platformOf, type Platform } from '../../../support/platform.js';
import { heldKeep } from '../keeping.js';
import { begun, expectTitle, titleIn } from './editor-window.js';
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

test('what is typed while the answer to a button is under way goes on in the form that is answered', async () => {
  const context = await browser.newContext();
  const page = await begun(context, { url: platform.url, as: token, isEmpty: true });
  await page.getByRole('button', { name: 'Add a section' }).click();
  await page.getByLabel('Heading of section 2').waitFor();
  const held = await heldKeep(page, { button: 'section-down' });
  await page.getByRole('button', { name: /^Section down/ }).click();
  await held.isThere;
  await page.getByLabel('Heading of section 1').fill('It moves down');
  await titleIn(page).fill('');
  await titleIn(page).pressSequentially('Typed meanwhile');
  await page.keyboard.press('Home');
  held.answer();
  await page.getByText('Moved down.').first().waitFor();
  expect(await page.getByLabel('Heading of section 1').inputValue()).toBe('');
  // Whoever was typing goes on where they were.
  await page.keyboard.type('Still ');
  await page.waitForFunction(() => Object.keys(localStorage).every((name) => !name.startsWith('perf-draft')));
  await page.reload();
  await expectTitle(page, 'Still Typed meanwhile');
  expect(await page.getByLabel('Heading of section 2').inputValue()).toBe('It moves down');
  await context.close();
}, 150_000);

test('what is typed into a form that is being closed is kept with it', async () => {
  const context = await browser.newContext();
  const page = await begun(context, { url: platform.url, as: token, isEmpty: false });
  const [first, second] = (await page.locator('[data-module]').all()) as [Locator, Locator];
  const slug = await first.getAttribute('data-module');
  await first.getByRole('button', { name: /^Edit/ }).click();
  const title = page.locator(`#module-${slug}-title`);
  await title.waitFor();
  const held = await heldKeep(page, { button: 'edit' });
  await second.getByRole('button', { name: /^Edit/ }).click();
  await held.isThere;
  await title.fill('Typed while another is opened');
  held.answer();
  await title.waitFor({ state: 'detached' });
  await first.getByRole('button', { name: /^Edit/ }).click();
  await title.waitFor();
  expect(await title.inputValue()).toBe('Typed while another is opened');
  await context.close();
}, 150_000);
