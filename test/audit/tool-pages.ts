/** The pages on which figures are published, dashboards built and embeddings made, each in the state in which most can go wrong. */
import type { Page } from 'playwright-core';
import { settled } from './walk.js';

const SERVICE = '/upload/services/renew-a-permit';
const DATA_SET = `${SERVICE}/data-sets/transactions`;
const FIGURE = '/services/renew-a-permit/transactions';

export interface ToolPage {
  name: string;
  path: string;
  isAnonymous?: true;
  /** In runs of the whole audit alone. */
  isFurther?: true;
  /** What is done on the page before it is looked at; `draft` is the link to a draft of a dashboard. */
  act?(page: Page, draft: string): Promise<unknown>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

const bring = async (page: Page, text: string): Promise<void> => {
  const buffer = Buffer.from(text);
  await page.getByLabel('A spreadsheet').setInputFiles({ name: 'permits.csv', mimeType: 'text/csv', buffer });
  await press(page, 'Look at it');
  await page.waitForURL(/drafts|services/);
};

export const TOOL_PAGES: readonly ToolPage[] = [
  {
    name: 'signing in with a wrong token',
    path: '/upload',
    isAnonymous: true,
    act: async (page) => {
      await page.getByLabel('Your token').fill('pp_wrong');
      await press(page, 'Sign in');
      await page.getByText('There is a problem').waitFor();
    },
  },
  {
    name: 'a draft of a dashboard',
    path: '/',
    isAnonymous: true,
    act: (page, draft) => page.goto(draft),
  },
  {
    name: 'a link to a draft that has ended',
    path: '/preview/pp_anything',
    isAnonymous: true,
    isFurther: true,
  },
  { name: 'a link', path: '/upload/link/pp_anything', isAnonymous: true, isFurther: true },
  {
    name: 'a request with nothing in it',
    path: '/get-a-dashboard',
    isAnonymous: true,
    act: async (page) => {
      await page.locator('form .govuk-button').first().click();
      await page.getByText('There is a problem').waitFor();
    },
  },
  { name: 'what may be filled', path: '/upload', isFurther: true },
  {
    name: 'numbers that are none',
    path: SERVICE,
    act: async (page) => {
      await page.locator('.app-typed input').first().fill('many');
      await press(page, 'See what it looks like');
      await page.getByText('There is a problem').waitFor();
    },
  },
  {
    name: 'numbers of other periods, saved for later',
    path: `${SERVICE}?measure=ratings&count=4`,
    isFurther: true,
    act: async (page) => {
      await page.locator('.app-typed input').first().fill('12');
      await press(page, 'Save and come back later');
      await page.getByText('Not published yet').first().waitFor();
    },
  },
  {
    name: 'a preview with remarks',
    path: SERVICE,
    act: async (page) => {
      await bring(
        page,
        'service,measure,period,start,channel,value\nrenew-a-permit,transactions,month,2026-01-01,digital,1\n',
      );
      await page.getByText('Please check').waitFor();
    },
  },
  {
    name: 'a file that asks',
    path: SERVICE,
    act: async (page) => {
      await bring(page, 'Month,Digital,Phone\nJanuary 2026,90,-\n');
      await page.getByRole('heading', { name: 'What is in permits.csv?' }).waitFor();
    },
  },
  {
    name: 'a file with cells that cannot be',
    path: SERVICE,
    isFurther: true,
    act: (page) =>
      bring(page, 'service,measure,period,start,value\nrenew-a-permit,cost,month,2026-01-02,5\n'),
  },
  {
    name: 'a receipt',
    path: SERVICE,
    isFurther: true,
    act: async (page) => {
      await bring(page, 'service,measure,period,start,value\nrenew-a-permit,cost,month,2026-01-01,500\n');
      await press(page, 'Publish');
      await page.getByRole('heading', { name: 'Published' }).waitFor();
    },
  },
  {
    name: 'settings that cannot be',
    path: DATA_SET,
    act: async (page) => {
      await page.locator('#suppress_below').fill('few');
      for (const value of ['digital', 'phone'])
        await page.getByLabel(`${value} in English`, { exact: true }).fill('By wire');
      await press(page, 'Save');
      await page.getByText('There is a problem').waitFor();
    },
  },
  {
    name: 'whether somebody is sure',
    path: DATA_SET,
    isFurther: true,
    act: async (page) => {
      await press(page, 'Take the whole data set back');
      await page.getByRole('heading', { name: /back\?$/ }).waitFor();
    },
  },
  {
    name: 'a request that cannot be granted as it stands',
    path: '/get-a-dashboard',
    isFurther: true,
    act: async (page) => {
      await page.getByLabel('Your service').fill('Nothing of that name');
      await page.getByLabel('Its department or agency').fill('Permit Office');
      await page.getByLabel('Your work e-mail address').fill('ann@permits.example.org');
      await page.locator('main form .govuk-button').first().click();
      await page.getByRole('heading', { name: 'You have asked for access' }).waitFor();
      await page.goto(new URL('/upload/requests', page.url()).href);
      await page.locator('select').first().selectOption('');
      await press(page, 'Grant');
      await page.getByText('There is a problem').waitFor();
    },
  },
  { name: 'what can be embedded', path: '/embed?of=permit', isAnonymous: true, isFurther: true },
  {
    name: 'a figure as it will stand on a page',
    path: `/embed?of=${FIGURE}&by=channel&theme=colours&surface=%231d1d2b&ink=%23eeeef5&width=480`,
    isAnonymous: true,
    act: async (page) => {
      await settled(page);
      await page.getByRole('button', { name: 'Copy Into the page' }).click();
      await page
        .getByRole('status')
        .getByText(/^Copied$|to copy$/)
        .waitFor();
    },
  },
  {
    name: 'an embedding that cannot be',
    path: `/embed?of=${FIGURE}&surface=blue&width=5`,
    isAnonymous: true,
    isFurther: true,
  },
  {
    name: 'a frame',
    path: `/embed/frame${FIGURE}?theme=dark`,
    isAnonymous: true,
    isFurther: true,
    act: (page) => settled(page),
  },
  {
    name: 'a policy that stops it',
    path: `/embed/policy?policy=${encodeURIComponent("default-src 'self'; img-src self")}`,
    isAnonymous: true,
    isFurther: true,
  },
  {
    name: 'a draft of a dashboard with mistakes',
    path: '/build/new?subject=service%2Frenew-a-permit',
    act: async (page) => {
      await press(page, 'Start');
      await page.locator('#dashboard-title').fill('');
      await page.locator('button[value="edit transactions-by-channel"]').click();
      await page.locator('.app-build__module--open').waitFor();
      await page.getByLabel('Number of periods').fill('many');
      await press(page, 'Save');
      await page.getByText('There is a problem').waitFor();
      // What stands in the frame is looked at by itself, as the draft above.
      await page.locator('iframe').evaluate((frame) => frame.remove());
    },
  },
  {
    name: 'a metric with mistakes',
    path: '/build/metrics/new?subject=service%2Frenew-a-permit',
    act: async (page) => {
      await page.getByRole('radio', { name: /^A ratio/ }).check();
      await press(page, 'Show the fields');
      await page.locator('#numerator').selectOption('transactions');
      await press(page, 'See what it comes to');
      await page.getByText('There is a problem').waitFor();
    },
  },
  {
    name: 'figures to add',
    path: '/build/new?subject=service%2Frenew-a-permit',
    isFurther: true,
    act: async (page) => {
      await press(page, 'Start');
      await page.locator('button[value="pick 0"]').click();
      await page.getByRole('heading', { name: 'Add figures' }).waitFor();
    },
  },
  { name: 'what one may edit', path: '/build', isFurther: true },
  { name: 'what a dashboard can be about', path: '/build/new', isFurther: true },
  {
    name: 'what a dashboard starts from',
    path: '/build/new?subject=service%2Frenew-a-permit',
    isFurther: true,
  },
  {
    name: 'a draft of which somebody has saved a newer version',
    path: '/build/dashboards/permits',
    isFurther: true,
    act: async (page) => {
      await press(page, 'Edit');
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('#dashboard-title').fill('Permits of the agency');
      await press(other, 'Save');
      await other.getByText('Saved as version').waitFor();
      await page.locator('#dashboard-title').fill('Permits of the office');
      await press(page, 'Save');
      await page.getByRole('heading', { name: /has saved version/ }).waitFor();
      await page.locator('iframe').evaluate((frame) => frame.remove());
    },
  },
  {
    name: 'a target that cannot be',
    path: '/build/subjects/service/renew-a-permit',
    act: async (page) => {
      await page.getByLabel('What it should reach').fill('many');
      await press(page, 'Set a target');
      await page.getByText('There is a problem').waitFor();
    },
  },
  {
    name: 'targets and notes',
    path: '/build/subjects/service/renew-a-permit',
    isFurther: true,
    act: async (page) => {
      await page.getByLabel('What it should reach').fill('1000');
      await press(page, 'Set a target');
      await page.getByLabel('From', { exact: true }).fill('2025-06-01');
      await page.getByLabel('What readers are told').fill('The office was closed.');
      await press(page, 'Add a note');
      await page.getByText('The office was closed.').first().waitFor();
    },
  },
  { name: 'a dashboard and its versions', path: '/build/dashboards/permits', isFurther: true },
  { name: 'an earlier version', path: '/build/dashboards/permits/versions/1', isFurther: true },
  { name: 'two versions compared', path: '/build/dashboards/permits/compare?from=1&to=2', isFurther: true },
  {
    name: 'a metric with what it comes to',
    path: '/build/metrics/new?subject=service%2Frenew-a-permit',
    isFurther: true,
    act: async (page) => {
      await page.getByLabel('What it is called', { exact: true }).fill('Permits by phone');
      await page.getByRole('radio', { name: /^A total/ }).check();
      await press(page, 'Show the fields');
      await page.locator('#measure').selectOption('transactions');
      await press(page, 'See what it comes to');
      await page.getByRole('heading', { name: 'What readers will see' }).waitFor();
    },
  },
  {
    name: 'a dashboard in a frame',
    path: '/build/dashboards/permits',
    isFurther: true,
    act: async (page) => {
      await page.getByRole('button', { name: /^Publish version/ }).click();
      await page.getByText('Published.').waitFor();
      await page.goto(new URL('/embed/frame/permits', page.url()).href);
      await settled(page);
    },
  },
  { name: 'dashboards', path: '/dashboards?text=permit', isAnonymous: true, isFurther: true },
  { name: 'a dashboard', path: '/dashboards/permits', isAnonymous: true, isFurther: true, act: settled },
];
