/** What was said of a spreadsheet, and what of it holds for the next one with its headers. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import { BASE } from '../../ingest/importing.js';
import { Visitor } from './visitor.js';

const SERVICE = '/upload/services/lpa';

let platform: Platform;
let one: Visitor;

beforeAll(async () => {
  platform = await platformOf(BASE as Record<string, string>);
  const token = platform
    .perfplat('token', 'create', '--name', 'The team', '--scope', 'write:service/lpa')
    .trim();
  one = new Visitor(platform.url);
  await one.get('/upload');
  await one.post('/upload/sign-in', { token });
});
afterAll(() => platform.stop());

async function bring(csv: string): Promise<void> {
  await one.get(SERVICE);
  await one.bring(SERVICE, 'figures.csv', csv);
}

/** The questions that are open. */
const asked = (): string[] => [
  ...new Set([...one.page.matchAll(/name="answer ([^"]+)"\s+value=/g)].map(([, key]) => key)),
];

const firstOf = (period: string): string =>
  new RegExp(`name="answer window"\\s+value="(${period} [^"]+)"`).exec(one.page)![1];

test('what is remembered of a file never says of which month the next one is', async () => {
  await bring('Channel,Transactions\nDigital,900\nPhone,-\n');
  expect(asked()).toEqual(['window', 'word:-']);
  const window = firstOf('month');
  await one.post(`${one.path}/answers`, { 'answer word:-': '0', 'answer window': window });
  expect(one.heading()).toBe('Look before you publish');
  await one.post(one.action, {});
  expect(one.heading()).toBe('Published');

  await bring('Channel,Transactions\nDigital,950\nPhone,-\n');
  expect(asked()).toEqual(['window']);

  await bring('October 2013\nChannel,Transactions\nDigital,950\nPhone,-\n');
  expect(one.heading()).toBe('Look before you publish');
  expect(one.page).toContain('October 2013');
  expect(one.page).toMatch(/What you said of it[\s\S]*What does “-” stand for/);
  expect(one.page).not.toMatch(/What you said of it[\s\S]*Which month, quarter or year/);
});
