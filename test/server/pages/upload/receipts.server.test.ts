/** Deliveries that are taken back in a browser without JavaScript: what became of all that they brought is said. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import { BASE } from '../../ingest/importing.js';
import { Visitor } from './visitor.js';

let platform: Platform;
let token: string;
let one: Visitor;

beforeAll(async () => {
  platform = await platformOf(BASE as Record<string, string>);
  token = platform.perfplat('token', 'create', '--name', 'The team', '--scope', 'write:service/lpa').trim();
  one = new Visitor(platform.url);
  await one.get('/upload');
  await one.post('/upload/sign-in', { token });
});
afterAll(() => platform.stop());

/** Delivers months of a measure. @returns the number of the delivery */
async function deliver(measure: string, values: Record<string, number>): Promise<number> {
  const lines = Object.entries(values).map(([month, value]) => `lpa,${measure},month,${month}-01,${value}`);
  const answer = await fetch(`${platform.url}/ingest`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: ['service,measure,period,start,value', ...lines, ''].join('\n'),
  });
  return ((await answer.json()) as { submission: { id: number } }).submission.id;
}

const words = (): string => one.page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('what a later delivery has changed stays, and is named', async () => {
  await deliver('transactions', { '2014-01': 60 });
  const first = await deliver('transactions', { '2014-02': 70, '2014-03': 80 });
  const second = await deliver('transactions', { '2014-03': 85 });
  await one.get(`/upload/submissions/${first}`);
  await one.post(one.action, {});
  expect(one.status).toBe(200);
  expect(one.heading()).toBe(`Delivery ${first} was taken back in part`);
  expect(words()).toContain('1 number taken back');
  expect(words()).toContain('1 number stays, for a later delivery has changed it.');
  expect(words()).toContain(`Transactions of Lasting power of attorney March 2014 Total Delivery ${second}`);
  expect(words()).not.toContain('February 2014');
  // It is said as long as the delivery is there.
  const { path } = one;
  await deliver('transactions', { '2014-03': 90 });
  await one.get(path);
  expect(words()).toContain(`Transactions of Lasting power of attorney March 2014 Total Delivery ${second}`);
  await one.get(`/upload/submissions/${first}`);
  expect(words()).toMatch(/It was taken back in part by delivery \d+ \./);
});

test('a data set stays that holds numbers of later deliveries', async () => {
  const first = await deliver('cost', { '2014-02': 70 });
  await deliver('cost', { '2014-03': 85 });
  await one.get(`/upload/submissions/${first}`);
  await one.post(one.action, {});
  expect(one.heading()).toBe(`Delivery ${first} was taken back in part`);
  expect(words()).toContain('The data set Cost of Lasting power of attorney stays: there are values in it.');
  expect(words()).not.toContain('for a later delivery has changed it');
});

test('where nothing stays, all of it was taken back', async () => {
  const first = await deliver('starts', { '2014-02': 70 });
  await one.get(`/upload/submissions/${first}`);
  await one.post(one.action, {});
  expect(one.heading()).toBe(`Delivery ${first} was taken back`);
  expect(one.page).not.toContain('id="stays"');
  // An undo that is taken back itself.
  const undo = one.path;
  await one.post(one.action, {});
  expect(one.heading()).toBe(`Delivery ${undo.split('/').at(-1)} was taken back`);
});
