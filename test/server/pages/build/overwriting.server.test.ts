/** The builder writes over nothing that somebody else has made: metrics, notes and targets, by plain forms. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import type { Visitor } from '../upload/visitor.js';
import { PERMITS, signInAt, tokenOf } from './editor.js';

let platform: Platform;
let tokens: string[];
beforeAll(async () => {
  platform = await platformOf(PERMITS);
  tokens = ['Ann', 'Bob'].map((name) => tokenOf(platform, name, 'edit-dashboards:organisation/agency'));
});
afterAll(() => platform.stop());

const editors = (): Promise<Visitor[]> => Promise.all(tokens.map((token) => signInAt(platform.url, token)));

const page = async (path: string): Promise<string> =>
  (await fetch(platform.url + path, { headers: { accept: 'text/html' } })).text();

const NEW = '/build/metrics/new';

/** What the form of a metric holds where all of it was filled in. */
const shareOf = (label: string, category: string): Record<string, string> => ({
  ...{ subject: 'service/permits', label, kind: 'ratio', owner: 'agency', unit: '%', scale: '100' },
  ...{ numerator: 'transactions', 'numerator-part': 'only', 'numerator-category': `channel ${category}` },
  ...{ denominator: 'transactions', do: 'save' },
});

async function defined(visitor: Visitor, label: string, category: string, key: string): Promise<void> {
  await visitor.get(NEW);
  await visitor.post(NEW, shareOf(label, category));
  expect(visitor.path).toBe(`/build?metric=${key}`);
}

test('a new metric does not take the place of one that has its name', async () => {
  const [ann, bob] = (await editors()) as [Visitor, Visitor];
  await defined(ann, 'Share by phone', 'phone', 'share-by-phone');
  // 177 of 1,000 in the last month.
  expect(await page('/services/permits/share-by-phone')).toContain('17.7%');
  await bob.get(NEW);
  await bob.post(NEW, shareOf('Share by phone', 'digital'));
  expect([bob.status, bob.path]).toEqual([422, NEW]);
  expect(bob.page).toContain('id="key-error"');
  expect(bob.page).toMatch(/There is a metric “Share by phone” at share-by-phone already/);
  expect(bob.page).not.toContain('value="save-over"');
  expect(bob.page).toMatch(/value="channel digital"\s+checked/);
  expect(await page('/services/permits/share-by-phone')).toContain('17.7%');
  // The draft has all of it still; under another name it is saved.
  await bob.get('/build');
  await bob.get(/\/build\/metrics\/new\?draft=[\w-]+/.exec(bob.page)![0]);
  await bob.post(NEW, { ...shareOf('Share by phone', 'digital'), key: 'share-online' });
  expect(bob.path).toBe('/build?metric=share-online');
  expect(await page('/services/permits/share-online')).toContain('82.3%');
});

test('a button that was pressed twice is no conflict', async () => {
  const [ann] = (await editors()) as [Visitor];
  await ann.get(NEW);
  const form = ann.page;
  await ann.post(NEW, shareOf('Pressed twice', 'phone'));
  ann.page = form;
  await ann.post(NEW, shareOf('Pressed twice', 'phone'));
  expect(ann.path).toBe('/build?metric=pressed-twice');
});

test('of two people who change a metric the second is told, and says what becomes of it', async () => {
  const [ann, bob] = (await editors()) as [Visitor, Visitor];
  await defined(ann, 'Changed by two', 'phone', 'changed-by-two');
  const path = '/build/metrics/changed-by-two';
  await Promise.all([ann.get(path), bob.get(path)]);
  // Bob keeps what he has typed; it is weeks until he goes on.
  await bob.post(path, { ...shareOf('Named by Bob', 'digital'), key: 'changed-by-two', do: 'fields' });
  await ann.post(path, { ...shareOf('Named by Ann', 'phone'), key: 'changed-by-two' });
  expect(ann.path).toBe('/build?metric=changed-by-two');
  await bob.get('/build');
  const draft = /\/build\/metrics\/changed-by-two\?draft=[\w-]+/.exec(bob.page)![0];
  await bob.get(draft);
  await bob.post(path, { ...shareOf('Named by Bob', 'digital'), key: 'changed-by-two' });
  expect(bob.status).toBe(422);
  expect(bob.page).toContain('id="label-error"');
  expect(bob.page).toMatch(/Somebody has saved version 2 of this metric since you began/);
  expect(bob.page).toContain('value="Named by Bob"');
  expect(await page('/services/permits/changed-by-two')).toContain('Named by Ann');
  // Again the same: to press Save once more is no way around it.
  await bob.post(path, { ...shareOf('Named by Bob', 'digital'), key: 'changed-by-two' });
  expect(bob.status).toBe(422);
  await bob.post(path, { ...shareOf('Named by Bob', 'digital'), key: 'changed-by-two', do: 'save-over' });
  expect(bob.path).toBe('/build?metric=changed-by-two');
  expect(await page('/services/permits/changed-by-two')).toContain('Named by Bob');
  await bob.get('/build');
  expect(bob.page).not.toContain(draft);
});

test('a metric that was removed meanwhile comes back only where somebody says so', async () => {
  const [ann, bob] = (await editors()) as [Visitor, Visitor];
  await defined(ann, 'Removed', 'phone', 'removed');
  const path = '/build/metrics/removed';
  await Promise.all([ann.get(path), bob.get(path)]);
  await ann.post(path, { do: 'remove' });
  expect(ann.path).toBe('/build');
  await bob.post(path, { ...shareOf('Removed', 'digital'), key: 'removed' });
  expect([bob.status, /Somebody has removed this metric since you began/.test(bob.page)]).toEqual([
    422,
    true,
  ]);
  await bob.post(path, { ...shareOf('Removed', 'digital'), key: 'removed', do: 'save-over' });
  expect(bob.path).toBe('/build?metric=removed');
});

const SUBJECT = '/build/subjects/service/permits';

test('a note does not take the place of another of its kind and day', async () => {
  const [ann, bob] = (await editors()) as [Visitor, Visitor];
  await Promise.all([ann.get(SUBJECT), bob.get(SUBJECT)]);
  const note = { kind: 'NOTE', from: '2024-03-01', to: '', textCy: '', link: '', do: 'save note' };
  await ann.post(SUBJECT, { ...note, text: 'The fee went up' });
  expect(ann.status).toBe(200);
  await bob.post(SUBJECT, { ...note, text: 'The form is shorter' });
  expect(bob.status).toBe(422);
  expect(bob.page).toContain('href="#note-from"');
  expect(bob.page).toContain('id="note-from-error"');
  expect(bob.page).toMatch(/There is one already: Note, from 1 March 2024: The fee went up\./);
  expect(bob.page).toContain('value="The form is shorter"');
  await ann.get(SUBJECT);
  expect([ann.page.includes('The fee went up'), ann.page.includes('The form is shorter')]).toEqual([
    true,
    false,
  ]);
  // An outage of that day is something else, and so is the next day; sent twice it is there once.
  await bob.post(SUBJECT, { ...note, kind: 'OUTAGE', text: 'The line was down' });
  expect(bob.status).toBe(200);
  await bob.post(SUBJECT, { ...note, from: '2024-03-02', text: 'The form is shorter' });
  await bob.post(SUBJECT, { ...note, from: '2024-03-02', text: 'The form is shorter' });
  expect([bob.status, bob.page.split('The form is shorter</').length]).toEqual([200, 2]);
});

test('a target does not take the place of another of its figure and day', async () => {
  const [ann] = (await editors()) as [Visitor];
  await ann.get(SUBJECT);
  const target = { metric: 'transactions', value: '900', tolerance: '', from: '', to: '', do: 'save target' };
  await ann.post(SUBJECT, target);
  expect(ann.status).toBe(200);
  await ann.post(SUBJECT, { ...target, value: '950' });
  expect(ann.status).toBe(422);
  expect(ann.page).toContain('id="target-from-error"');
  expect(ann.page).toMatch(/There is one already: [^<]*: 900, always\./);
  expect(ann.page).toContain('value="950"');
  await ann.post(SUBJECT, { ...target, value: '950', from: '2025-01-01' });
  expect(ann.status).toBe(200);
});
