/** `<perf-dashboard>` on a stranger's page and on one that writes the picker itself, with the real platform. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pickerHtml, pickerView } from '../../../components/view/picker.js';
import { type Platform, platformOf } from '../../support/platform.js';
import { showcase } from '../../support/showcase.js';
import { launch, modulesReady, Site } from './site.js';

const [CARERS, LPA] = ['carers-allowance', 'lasting-power-of-attorney'];
const STRICT = (platform: string): string =>
  `default-src 'none'; script-src ${platform}; connect-src ${platform}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html`;

const NOTED = `
- slug: noted
  title: With a note
  subject: service/${CARERS}
  sections:
    - title: Use
      modules:
        - { slug: note, text: "Read [the guide](https://www.gov.uk/guide) <b>.\\nThen this.", size: third }
        - { slug: use, metric: transactions, size: two-thirds }
        - { slug: half, metric: transactions }
        - { slug: full, metric: transactions, size: full }
`;

let platform: Platform;
let browser: Browser;
const site = new Site();
let context: BrowserContext;
let page: Page;
/** Decoded addresses of the data requests, and what went wrong on the page. */
let asked: string[];
let troubles: string[];

beforeAll(async () => {
  platform = await platformOf({ ...showcase(new Date()), dashboards: NOTED });
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
  [asked, troubles] = [[], []];
  page.on('request', (request) => {
    if (request.url().includes('/graphql')) asked.push(decodeURIComponent(request.url()));
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

const ownModule = (service: string, more = ''): string =>
  `<perf-module service="${service}" metric="transactions" period="month" ${more}><a href="/${service}">Transactions</a></perf-module>`;

const newestOf = (index: number): Promise<string> =>
  page.locator('perf-module').nth(index).locator('[part~="change"]').innerText();

/** Modules in the shadow of a dashboard. */
const shownIn = async (): Promise<number> =>
  page
    .locator('perf-dashboard')
    .evaluate(
      (board) =>
        [...board.shadowRoot!.querySelectorAll('perf-module')].filter((each) =>
          each.shadowRoot!.querySelector('figure:not(.perf-is-loading)'),
        ).length,
    );

describe('the dashboard of a subject', () => {
  test('shows its sections, with one question for what they are and one for all figures', async () => {
    await open(`<perf-dashboard service="${CARERS}"><a href="/carers">Figures</a></perf-dashboard>`, {
      'content-security-policy': STRICT(platform.url),
    });
    const board = page.locator('perf-dashboard');
    await board.getByRole('heading', { level: 2, name: /^Carer/ }).waitFor();
    await page.waitForFunction(() => {
      const modules = [
        ...document.querySelector('perf-dashboard')!.shadowRoot!.querySelectorAll('perf-module'),
      ];
      return (
        modules.length > 5 &&
        modules.every((each) => each.shadowRoot!.querySelector('figure:not(.perf-is-loading)'))
      );
    });
    expect(asked).toHaveLength(2);
    expect(asked[1]).not.toContain('sameServices');
    expect(await board.getByRole('heading', { level: 3 }).count()).toBeGreaterThan(3);
    expect(await board.getByRole('heading', { level: 4 }).count()).toBe(await shownIn());
    expect(await board.getByText('Figures', { exact: true }).isVisible()).toBe(false);
    expect(await board.locator('.perf-publishers').allInnerTexts()).toEqual([
      'Published by Department for Work and Pensions. Source: Case system, Survey, Web analytics. Licence: Open Government Licence v3.0',
    ]);
    expect(troubles).toEqual([]);
  });

  test('has texts, and figures as wide as it says where there is room', async () => {
    await open('<perf-dashboard dashboard="noted"><a href="/noted">Figures</a></perf-dashboard>', {
      'content-security-policy': STRICT(platform.url),
    });
    const board = page.locator('perf-dashboard');
    const text = board.locator('[part="text"]');
    await board.locator('figure:not(.perf-is-loading)').nth(2).waitFor();
    expect(await text.locator('p').allInnerTexts()).toEqual(['Read the guide <b>.', 'Then this.']);
    expect(await text.locator('a').getAttribute('href')).toBe('https://www.gov.uk/guide');
    expect(asked).toHaveLength(2);
    // Of the text nothing is asked, and of figures nothing that the dashboard does not say.
    expect(asked[1]).not.toMatch(/"note"|sameServices/);
    /** Of the text and of each figure: from where to where, in twelfths of the row, and in which row. */
    const places = (): Promise<number[][]> =>
      board.locator('.perf-text, perf-module').evaluateAll((parts) => {
        const { left, width } = parts[0]!.parentElement!.getBoundingClientRect();
        const boxes = parts.map((part) => part.getBoundingClientRect());
        const rows = [...new Set(boxes.map(({ top }) => Math.round(top)))];
        return boxes.map((box) => [
          ...[box.left, box.right].map((x) => Math.round(((x - left) / width) * 12)),
          rows.indexOf(Math.round(box.top)),
        ]);
      });
    expect(await places()).toEqual([
      [0, 4, 0],
      [4, 12, 0],
      [0, 6, 1],
      [0, 12, 2],
    ]);
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await places()).toEqual([0, 1, 2, 3].map((row) => [0, 12, row]));
    expect(troubles).toEqual([]);
  });

  test('keeps its fallback where there is no such dashboard, and says so', async () => {
    await open(
      `<script>addEventListener('perf-error', (event) => (window.told = event.detail));</script>
       <perf-dashboard dashboard="no-such-board"><a href="/fallback">Figures</a></perf-dashboard>`,
    );
    await page.getByText('This figure cannot be shown').waitFor();
    expect(await page.getByRole('link', { name: 'Figures' }).isVisible()).toBe(true);
    expect(await page.evaluate('window.told')).toMatchObject({ argument: 'dashboard', isRetrying: false });
  });
});

describe('the frame', () => {
  const FRAME = `<perf-dashboard sync="both">${ownModule(CARERS, 'compare-to="previous-year"')}</perf-dashboard>
    ${ownModule(LPA, 'sync="both" view="figure"')}`;

  test('asks for its modules what was chosen, in one question, and tells those with its word', async () => {
    await open(FRAME);
    await modulesReady(page, 2);
    await page.locator('perf-dashboard').getByLabel('Time range').waitFor();
    expect(asked).toHaveLength(1);
    const before = await newestOf(0);
    await page.evaluate(() =>
      document.addEventListener('perf-range-change', (event) => {
        if ((event.target as Element).localName === 'perf-dashboard')
          (window as unknown as { chosen: unknown }).chosen = event.detail.choice;
      }),
    );
    await page.locator('perf-dashboard').getByLabel('Compare with').selectOption('The period before');
    await page.waitForFunction(
      (old) =>
        document.querySelector('perf-module')!.shadowRoot!.querySelector<HTMLElement>('[part~="change"]')
          ?.innerText !== old,
      before,
    );
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain(`"service":"${LPA}"`);
    expect(asked[1]?.match(/PREVIOUS_PERIOD/g)).toHaveLength(2);
    expect(await page.evaluate('window.chosen')).toEqual({ compareTo: 'previous-period' });
    expect(await page.getByRole('status').innerText()).toContain('The period before');
    // A stranger's address is not the element's.
    expect(new URL(page.url()).search).toBe('');
  });

  test('asks for dates when the form is sent, not while they are typed', async () => {
    await open(FRAME);
    await modulesReady(page, 2);
    const board = page.locator('perf-dashboard');
    expect(await board.getByLabel('From').isVisible()).toBe(false);
    await board.getByLabel('Time range').selectOption('Between two dates');
    const year = new Date().getFullYear() - 1;
    await board.getByLabel('From').fill(`${year}-03-10`);
    // What comes meanwhile takes nothing away.
    await page.evaluate(async () => {
      const module = document.querySelector('perf-module')!;
      const hasCome = new Promise((settle) => module.addEventListener('perf-data', settle, { once: true }));
      module.refresh();
      await hasCome;
    });
    await board.getByLabel('To').fill(`${year}-08-20`);
    expect(await board.getByLabel('From').inputValue()).toBe(`${year}-03-10`);
    expect(asked).toHaveLength(2);
    await board.getByRole('button', { name: 'Update' }).click();
    const first = page.locator('perf-module').first();
    await first.locator('summary').click();
    const starts = first.locator('table').first().locator('tbody th');
    await page.waitForFunction(
      () => document.querySelector('perf-module')!.data?.series?.starts.length === 4,
    );
    expect((await starts.allInnerTexts()).map((text) => text.trim())).toEqual(
      expect.arrayContaining([`April ${year}`, `July ${year}`]),
    );
    expect(asked).toHaveLength(3);
  });

  test('is where a module that comes later looks, too', async () => {
    await open('<perf-dashboard range="last-3-months"></perf-dashboard>');
    await page.evaluate((tag) => {
      document.querySelector('perf-dashboard')!.insertAdjacentHTML('beforeend', tag);
    }, ownModule(CARERS));
    await modulesReady(page);
    expect(
      await page.evaluate(() => document.querySelector('perf-module')!.data?.series?.starts.length),
    ).toBe(3);
    expect(asked).toHaveLength(1);
  });
});

test('the form of a page is taken over: the address follows, without a new page', async () => {
  const form = pickerHtml(pickerView({}, 'en'), '/page');
  await open(`<perf-dashboard>${form}${ownModule(CARERS)}</perf-dashboard>`);
  await modulesReady(page);
  await page.waitForFunction(() => document.querySelector('perf-dashboard:defined'));
  await page.evaluate('window.isSame = true');
  expect(await page.getByLabel('Time range').count()).toBe(1);
  await page.getByLabel('Time range').selectOption('Last 3 months');
  await page.waitForFunction(() => document.querySelector('perf-module')!.data?.series?.starts.length === 3);
  expect(new URL(page.url()).search).toBe('?range=last-3-months');
  await page.getByRole('button', { name: 'Update' }).click();
  expect(await page.evaluate('window.isSame')).toBe(true);
});

test('the element’s own form says what the page’s says', async () => {
  const form = pickerHtml(pickerView({}, 'en'), '/page');
  await open(`${form}<perf-dashboard>${ownModule(CARERS)}</perf-dashboard>`);
  await page.locator('perf-dashboard form').waitFor();
  const says = (selector: string): Promise<string[]> =>
    page
      .locator(selector)
      .evaluate((element) =>
        [element, ...element.querySelectorAll('select, input, option, button, span')].map((each) =>
          [
            each.localName,
            each.getAttribute('aria-label'),
            each.getAttribute('name'),
            each.getAttribute('value'),
          ]
            .concat(each.children.length ? '' : each.textContent!.trim())
            .join(' '),
        ),
      );
  const own = await says('perf-dashboard form');
  expect(own.length).toBeGreaterThan(20);
  expect(own.map((text) => text.trim())).toEqual((await says('body > form')).map((text) => text.trim()));
});
