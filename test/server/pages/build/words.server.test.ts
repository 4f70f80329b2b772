/** What the builder says: fields, choices and mistakes have the words of its forms everywhere. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import type { Visitor } from '../upload/visitor.js';
import { added, draftPathOf, PERMITS, press, signInAt, started, tokenOf } from './editor.js';

let platform: Platform;
let ann: string;
beforeAll(async () => {
  platform = await platformOf(PERMITS);
  ann = tokenOf(platform, 'Ann', 'edit-dashboards:organisation/agency', 'publish:organisation/agency');
});
afterAll(() => platform.stop());

const signedIn = (): Promise<Visitor> => signInAt(platform.url, ann);

/** What stands on the page, without its tags. */
const textOf = ({ page }: Visitor): string =>
  page
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');

test('a published dashboard can be embedded from its page, whenever that is opened', async () => {
  const visitor = await signedIn();
  await started(visitor, 'To embed');
  await added(visitor, 'transactions');
  await press(visitor, 'save');
  expect(visitor.page).not.toContain('Embed it');
  await visitor.post('/build/dashboards/to-embed/publish', {});
  await visitor.get('/build/dashboards/to-embed');
  expect(visitor.page).toMatch(/href="\/embed\?of=%2Fdashboards%2Fto-embed"\s*>Embed it</);
});

test('a mistake is told with the label of its field, and with what is allowed', async () => {
  const visitor = await signedIn();
  await started(visitor, 'Mistakes');
  await added(visitor, 'transactions', 'digital-take-up');
  await press(visitor, 'edit transactions');
  await press(visitor, 'save', { 'module-last': 'abc' });
  expect(textOf(visitor)).toContain('Number of periods: a whole number from 1 to 50,000 (you wrote “abc”).');
  expect(textOf(visitor)).toMatch(/Error: A whole number from 1 to 50,000/);
  // Its form is closed: the summary leads to its line, which says of which field it speaks.
  await press(visitor, 'edit digital-take-up');
  await press(visitor, 'save');
  expect(visitor.page).toMatch(/href="#module-transactions"\s*>Number of periods: a whole number/);
  await visitor.post('/build/subjects/service/permits', {
    ...{ do: 'save target', metric: 'digital-take-up', value: 'many' },
  });
  expect(textOf(visitor)).toContain('What it should reach: a number, in digits (you wrote “many”).');
  await visitor.get('/build/metrics/new?subject=service%2Fpermits');
  const phone = { 'numerator-part': 'only', 'numerator-category': 'channel phone' };
  const ratio = { numerator: 'transactions', ...phone, denominator: 'transactions', scale: '100', unit: '£' };
  await visitor.post('/build/metrics/new', {
    ...{ subject: 'service/permits', label: 'Share', kind: 'ratio', owner: 'agency', do: 'look', ...ratio },
  });
  expect(visitor.page).toMatch(/href="#unit"\s*>Unit: /);
});

test('versions are compared in the words of the form, and a line says all that was chosen', async () => {
  const visitor = await signedIn();
  await started(visitor, 'Words');
  await added(visitor, 'transactions by channel');
  await press(visitor, 'save');
  await visitor.post('/build/dashboards/words/edit', {});
  // The way back is called as the dashboard is.
  expect(visitor.page).toMatch(/href="\/build\/dashboards\/words"\s*>Words</);
  await press(visitor, 'edit transactions-by-channel');
  await press(visitor, 'close transactions-by-channel', {
    'module-chart': 'multiples',
    'module-compare-to': 'previous-year',
    'module-view': 'figure',
    'module-last': '24',
    'module-top': '2',
  });
  expect(textOf(visitor)).toContain(
    'by channel, largest parts: 2, a small chart for each, number of periods: 24, compared, figure alone',
  );
  await press(visitor, 'save');
  await visitor.get('/build/dashboards/words/compare?from=1&to=2');
  for (const words of [
    'drawn as What suits it A small chart for each',
    'compared with Nothing A year earlier',
    'show Chart and table Figure alone',
    'number of periods As many as suit it 24',
  ]) {
    expect(textOf(visitor)).toContain(`Transactions by channel: ${words}`);
  }
  // What was not there before had no choices either.
  await visitor.post('/build/dashboards/words/edit', {});
  await added(visitor, 'digital-take-up');
  await press(visitor, 'save');
  await visitor.get('/build/dashboards/words/compare?from=2&to=3');
  expect(textOf(visitor)).toContain('Digital take-up: what it shows Not there Digital take-up');
});

test('an edit in which nothing was done is no draft to go on with', async () => {
  const visitor = await signedIn();
  await started(visitor, 'Opened');
  await added(visitor, 'transactions');
  await press(visitor, 'save');
  await visitor.post('/build/dashboards/opened/edit', {});
  const draft = draftPathOf(visitor);
  await visitor.get('/build/dashboards/opened');
  expect(textOf(visitor)).not.toContain('You have begun to edit it');
  await visitor.get('/build');
  expect(visitor.page).not.toContain(`href="${draft}"`);
  await visitor.post('/build/dashboards/opened/edit', {});
  expect(draftPathOf(visitor)).toBe(draft);
  await press(visitor, 'add-section');
  await visitor.get('/build/dashboards/opened');
  expect(textOf(visitor)).toContain('You have begun to edit it');
  await visitor.get('/build');
  expect(visitor.page).toContain(`href="${draft}"`);
});

test('targets have their unit, and the page of targets leads back to the draft', async () => {
  const visitor = await signedIn();
  await started(visitor, 'With a target');
  await added(visitor, 'digital-take-up');
  const draft = draftPathOf(visitor);
  const notes = /href="(\/build\/subjects\/service\/permits\?draft=[\w-]+)"/.exec(visitor.page)![1]!;
  await visitor.post(notes, { do: 'save target', metric: 'digital-take-up', value: '80' });
  expect(textOf(visitor)).toContain('Digital take-up: 80%, always');
  expect(visitor.path).toBe(notes);
  expect(visitor.page).toMatch(new RegExp(`href="${draft}"\\s*>Back to the draft of With a target<`));
  await visitor.get('/build/subjects/service/permits?draft=nothing');
  expect([visitor.status, visitor.page.includes('Back to the draft')]).toEqual([200, false]);
});

test('a draft is thrown away only after a question, and the first page says which one it was', async () => {
  const visitor = await signedIn();
  await started(visitor, 'Unwanted');
  await added(visitor, 'transactions');
  const draft = draftPathOf(visitor);
  const editor = visitor.page;
  const action = `action="${draft}`;
  expect(editor).toContain(`form${action}/throw-away"`);
  // As the button sends it: the form goes to another address.
  visitor.page = editor.replace(`${action}"`, `${action}/throw-away"`);
  await press(visitor, 'delete', { 'dashboard-title': 'Not wanted' });
  expect([visitor.path, visitor.heading()]).toEqual([`${draft}/throw-away`, 'Throw the draft away?']);
  // What was typed last is there for whoever keeps it.
  await visitor.get(draft);
  expect(visitor.page).toContain('value="Not wanted"');
  await visitor.post(`${draft}/throw-away`, { sure: '1' });
  expect(visitor.heading()).toBe('Build dashboards');
  expect(textOf(visitor)).toContain('The draft of Not wanted was thrown away.');
  await visitor.get(draft);
  expect(visitor.status).toBe(404);

  await visitor.get('/build/metrics/new?subject=service%2Fpermits');
  const metric = { subject: 'service/permits', label: 'Half a metric', kind: 'total', owner: 'agency' };
  await visitor.post('/build/metrics/new', { ...metric, do: 'fields' });
  const [, key] = /name="draft" value="([\w-]+)"/.exec(visitor.page)!;
  const [, base] = /name="base" value="([^"]+)"/.exec(visitor.page)!;
  await visitor.post('/build/metrics/new', { ...metric, draft: key!, base: base!, do: 'delete' });
  expect(visitor.path).toBe(`/build/drafts/${key}/throw-away`);
  await visitor.post(visitor.path, { sure: '1' });
  expect(textOf(visitor)).toContain('The draft of Half a metric was thrown away.');
});
