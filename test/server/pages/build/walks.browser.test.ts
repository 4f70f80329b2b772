/**
 * A department's person builds a dashboard in Chromium: six figures of different kinds, one of a metric of their own,
 * from nothing to the page of another site; with the mouse, with the keyboard alone, and without JavaScript.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launch, Site } from '../../../components/elements/site.js';
import { platformOf, type Platform } from '../../../support/platform.js';

let platform: Platform;
let browser: Browser;
let site: Site;
let token: string;

beforeAll(async () => {
  const months = Array.from({ length: 24 }, (_, at) => {
    const start = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
    const row = (measure: string, more: string, value: number): string =>
      `permits,${measure},month,${start},${more},${value}\n`;
    return [
      row('transactions', 'digital,', 800 + at),
      row('transactions', 'phone,', 200 - at),
      row('starts', ',', 1200),
      row('completions', ',', 1000 + at),
      ...[1, 2, 3, 4, 5].map((rating) => row('ratings', `,${rating}`, rating * 10 + at)),
    ].join('');
  });
  platform = await platformOf({
    organisations: 'slug,name,kind\nagency,Permit Agency,agency\n',
    services: 'slug,name,organisation\npermits,Renew a permit,agency\n',
    measurements: `service,measure,period,start,channel,rating,value\n${months.join('')}`,
  });
  token = platform
    .perfplat(
      ...['token', 'create', '--name', 'Ann', '--scope', 'edit-dashboards:organisation/agency'],
      ...['--scope', 'publish:organisation/agency'],
    )
    .trim();
  browser = await launch();
  site = new Site();
  await site.start();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await platform.stop();
});

/** How somebody uses a page. */
interface Hand {
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  choose(target: Locator, label: string): Promise<void>;
}

const MOUSE: Hand = {
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  choose: async (target, label) => void (await target.selectOption({ label })),
};

/** On to it with Tab alone, as often as it takes; the form may be replaced meanwhile. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 250; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${String(target)}`);
}

const KEYBOARD: Hand = {
  press: async (target) => {
    const { keyboard } = target.page();
    const name = await target.evaluate((node) => (node instanceof HTMLInputElement ? node.type : ''));
    if (name === 'radio') {
      // Tab leads to the one that is chosen, arrows to the others.
      const group = await target.getAttribute('name');
      const chosen = target.page().locator(`input[name="${group}"]:checked`);
      await tabTo(
        (await chosen.count()) > 0 ? chosen : target.page().locator(`input[name="${group}"]`).first(),
      );
      if ((await chosen.count()) === 0) await keyboard.press('Space');
      for (let presses = 0; presses < 20 && !(await target.isChecked()); presses++)
        await keyboard.press('ArrowDown');
      return;
    }
    await tabTo(target);
    await keyboard.press(name === 'checkbox' ? 'Space' : 'Enter');
  },
  fill: async (target, text) => {
    await tabTo(target);
    await target.page().keyboard.press('Control+A');
    await target.page().keyboard.type(text);
  },
  choose: async (target, label) => {
    await tabTo(target);
    await target.page().keyboard.type(label);
  },
};

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true }).first();
const order = (page: Page): Promise<(string | null)[]> =>
  page.locator('[data-module]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-module')));

async function signIn(context: BrowserContext, hand: Hand): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${platform.url}/build`);
  await hand.fill(page.getByLabel('Your token'), token);
  await hand.press(button(page, 'Sign in'));
  await page.getByRole('heading', { name: 'Build dashboards' }).waitFor();
  return page;
}

async function defineMetric(page: Page, hand: Hand, label: string): Promise<void> {
  await hand.press(page.getByRole('link', { name: 'Define a metric' }));
  await hand.fill(page.getByLabel('What it is called', { exact: true }), label);
  await hand.press(page.getByRole('radio', { name: /^A ratio/ }));
  await hand.press(button(page, 'Show the fields'));
  await hand.choose(page.getByLabel('What is divided', { exact: true }), 'Transactions');
  await hand.choose(page.getByLabel('What it is divided by', { exact: true }), 'Transactions');
  await hand.choose(page.getByLabel('Shown as'), 'A percentage');
  await hand.press(button(page, 'Show the fields'));
  await hand.choose(page.getByLabel('How much of it').first(), 'Only the categories that are ticked');
  await hand.press(page.getByRole('checkbox', { name: 'Channel: Phone' }).first());
  await hand.press(button(page, 'See what it comes to'));
  await page.getByText('17.7%').first().waitFor();
  await hand.press(button(page, 'Save'));
  await page.getByText(`${label} is saved.`).waitFor();
}

/** Opens a figure's form, and sets one choice. */
async function change(
  page: Page,
  hand: Hand,
  [name, field, choice]: readonly [string, string, string],
): Promise<void> {
  await hand.press(button(page, `Edit ${name}`));
  await page.locator('.app-build__module--open').waitFor();
  const control = page.locator('.app-build__module--open').getByLabel(field, { exact: true });
  if (!(await control.isVisible())) await hand.press(page.locator('.app-build__module--open summary'));
  await hand.choose(control, choice);
  await hand.press(button(page, `Done with ${name}`));
  await page.locator('.app-build__module--open').waitFor({ state: 'detached' });
}

async function build(page: Page, hand: Hand, title: string, metric: string): Promise<void> {
  await defineMetric(page, hand, metric);
  await hand.press(page.getByRole('link', { name: 'Start a dashboard' }));
  await hand.press(page.getByRole('link', { name: 'Renew a permit' }));
  await hand.fill(page.getByLabel('Title'), title);
  await hand.press(page.getByRole('radio', { name: /^Nothing/ }));
  await hand.press(button(page, 'Start'));
  await hand.press(button(page, 'Add figures to Figures'));
  const pick = (figure: string, split: string): Locator =>
    page.getByRole('group', { name: figure, exact: true }).getByRole('checkbox', { name: split });
  await hand.press(pick('Transactions', 'As a whole'));
  await hand.press(pick('Transactions', 'By channel'));
  await hand.press(pick('Completion rate', 'As a whole'));
  await hand.press(pick('Satisfaction score', 'As a whole'));
  await hand.press(pick(metric, 'As a whole'));
  await hand.press(button(page, 'Add them'));
  await hand.press(button(page, 'Copy Transactions by channel'));
  const open = page.locator('.app-build__module--open');
  await open.waitFor();
  await hand.fill(open.getByLabel('Title', { exact: true }), 'Shares');
  await hand.choose(open.getByLabel('Drawn as', { exact: true }), 'Parts of 100%');
  await hand.press(open.getByRole('button', { name: /^Done/ }));
  await change(page, hand, ['Transactions by channel', 'Drawn as', 'Parts on one another']);
  await change(page, hand, ['Satisfaction score', 'Show', 'Figure alone']);
  await change(page, hand, [metric, 'Show', 'Table']);
  await change(page, hand, ['Completion rate', 'Compared with', 'A year earlier']);
}

/** A text at the end, a third wide, and a figure that takes all of a row. */
async function addText(page: Page, hand: Hand): Promise<void> {
  await change(page, hand, ['Shares', 'Width', 'Full width']);
  await hand.press(button(page, 'Add text to Figures'));
  const open = page.locator('.app-build__module--open');
  await hand.fill(open.getByLabel('Text', { exact: true }), 'Read [the guide](https://www.gov.uk/x) <b>.');
  await hand.choose(open.getByLabel('Width', { exact: true }), 'A third');
  await hand.press(open.getByRole('button', { name: /^Done/ }));
  await button(page, 'Edit “Read the guide <b>.”').waitFor();
}

/** Saved, published, and in a page of another site. */
async function publishAndEmbed(page: Page, hand: Hand, title: string): Promise<void> {
  await hand.press(button(page, 'Save'));
  await page.getByText('Saved as version 1.').waitFor();
  await hand.press(button(page, 'Publish version 1'));
  await page.getByText('Published.').waitFor();
  await hand.press(page.getByRole('link', { name: 'See what readers see' }));
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  const snippet = await page.locator('#embed-code').inputValue();
  const host = await browser.newPage();
  await host.goto(site.page(`/${title}`, { body: `<main>${snippet}</main>` }));
  await host.locator('perf-module figure, perf-module table').nth(5).waitFor();
  expect(await host.locator('perf-module').count()).toBe(6);
  expect(new URL(host.url()).origin).not.toBe(platform.url);
  expect(await host.locator('.perf-text').innerText()).toBe('Read the guide <b>.');
  expect(await host.locator('perf-dashboard').textContent()).not.toContain('{');
  await host.close();
}

const FIGURES = [
  'transactions',
  'transactions-by-channel',
  'transactions-by-channel-2',
  'completion-rate',
  'user-satisfaction',
];

describe.each([
  { name: 'with the mouse', hand: MOUSE, javaScriptEnabled: true, slug: 'by-mouse' },
  { name: 'with the keyboard alone', hand: KEYBOARD, javaScriptEnabled: true, slug: 'by-keyboard' },
  { name: 'without JavaScript', hand: MOUSE, javaScriptEnabled: false, slug: 'by-forms' },
])('$name', ({ hand, javaScriptEnabled, slug }) => {
  test('from nothing to the page of another site', async () => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 1000 } });
    const page = await signIn(context, hand);
    const metric = `Phone share ${slug}`;
    await build(page, hand, slug, metric);
    const own = `phone-share-${slug}`;
    expect(await order(page)).toEqual([...FIGURES, own]);
    if (hand === KEYBOARD) {
      await hand.press(button(page, 'Up Satisfaction score'));
      await page.getByText('Moved up: now 4 of 6 in its section.').first().waitFor();
      // It stays where one is: pressed again, it goes on.
      await page.keyboard.press('Enter');
      await page.getByText('Moved up: now 3 of 6 in its section.').first().waitFor();
      await page.keyboard.press('Control+z');
      await page.getByText('Undone.').first().waitFor();
      await page.keyboard.press('Control+z');
      await page.waitForFunction(
        () =>
          document.querySelectorAll('[data-module]')[3]?.getAttribute('data-module') === 'completion-rate',
      );
    }
    if (hand === MOUSE && javaScriptEnabled) {
      await page.locator('#module-user-satisfaction').dragTo(page.locator('#module-completion-rate'), {
        sourcePosition: { x: 200, y: 10 },
        targetPosition: { x: 200, y: 5 },
      });
      await page.getByText('Moved: now 4 of 6 in its section.').first().waitFor();
      expect((await order(page))[3]).toBe('user-satisfaction');
      await hand.press(button(page, 'Undo'));
      await page.getByText('Undone.').first().waitFor();
    }
    await addText(page, hand);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Shares' }).first().waitFor();
    expect(await frame.locator('.perf-size-full:not(.perf-text) .perf-heading').innerText()).toMatch(
      /^Shares/,
    );
    await frame.locator('.perf-text.perf-size-third').getByRole('link', { name: 'the guide' }).waitFor();
    await publishAndEmbed(page, hand, slug);
    await context.close();
  }, 240_000);
});
