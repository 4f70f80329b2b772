/** The builder as a browser without JavaScript asks for it: from nothing to a published dashboard, and nothing lost on the way. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import type { Visitor } from '../upload/visitor.js';
import { added, draftPathOf, PERMITS, press, signInAt, started, tokenOf } from './editor.js';

let platform: Platform;
beforeAll(async () => {
  platform = await platformOf(PERMITS);
});
afterAll(() => platform.stop());

const AGENCY = ['edit-dashboards:organisation/agency', 'publish:organisation/agency'];
let ann: string;
let bob: string;
beforeAll(() => {
  ann = tokenFor('Ann', ...AGENCY);
  bob = tokenFor('Bob', ...AGENCY);
});

const tokenFor = (name: string, ...scopes: string[]): string => tokenOf(platform, name, ...scopes);
const signedIn = (token: string, path?: string): Promise<Visitor> => signInAt(platform.url, token, path);

const shown = async (path: string): Promise<[number, string]> => {
  const answer = await fetch(platform.url + path, { headers: { accept: 'text/html' } });
  return [answer.status, await answer.text()];
};

test('from nothing to a published dashboard, its versions, and away again', async () => {
  const visitor = await signedIn(ann, '/build');
  expect(visitor.heading()).toBe('Build dashboards');
  await visitor.get('/build/new');
  // Ann's agency, its service; nothing of others.
  expect(visitor.page).toContain('service%2Fpermits');
  expect(visitor.page).not.toContain('elsewhere');
  await started(visitor, 'Permits at a glance');
  await added(visitor, 'transactions', 'transactions by channel', 'digital-take-up');
  expect(visitor.page).toContain('id="module-transactions-by-channel"');
  await press(visitor, 'edit transactions-by-channel', { 'section-title': 'Use' });
  await press(visitor, 'up transactions-by-channel', {
    'module-chart': 'stacked',
    'module-title': 'How people renew',
  });
  expect(visitor.page.indexOf('module-transactions-by-channel')).toBeLessThan(
    visitor.page.indexOf('id="module-transactions"'),
  );
  const preview = new RegExp(`src="(${draftPathOf(visitor)}/preview)"`).exec(visitor.page)?.[1];
  const editor = visitor.path;
  await visitor.get(preview!);
  expect(visitor.page).toContain('How people renew');
  expect(visitor.page).toMatch(/<svg/);
  await visitor.get(editor);
  await press(visitor, 'save');
  expect(visitor.path).toBe('/build/dashboards/permits-at-a-glance?saved=1');
  expect((await shown('/dashboards/permits-at-a-glance'))[0]).toBe(404);
  await visitor.post('/build/dashboards/permits-at-a-glance/publish', {});
  expect(visitor.page).toContain('Published.');
  const [status, page] = await shown('/dashboards/permits-at-a-glance');
  expect([status, page.includes('How people renew')]).toEqual([200, true]);

  // A second version: readers see the first until it is published.
  await visitor.post('/build/dashboards/permits-at-a-glance/edit', {});
  await press(visitor, 'save', { 'dashboard-title': 'Permits, better' });
  expect((await shown('/dashboards/permits-at-a-glance'))[1]).not.toContain('Permits, better');
  await visitor.get('/build/dashboards/permits-at-a-glance/compare?from=1&to=2');
  expect(visitor.page).toMatch(/Permits at a glance[\s\S]*Permits, better/);
  await visitor.get('/build/dashboards/permits-at-a-glance/versions/1');
  expect(visitor.page).toContain('How people renew');
  await visitor.post('/build/dashboards/permits-at-a-glance/versions/1/restore', {});
  expect(visitor.path).toBe('/build/dashboards/permits-at-a-glance?saved=3');
  expect(visitor.page).toContain('Ann saved version 3');

  // A link for somebody without a token.
  await visitor.post('/build/dashboards/permits-at-a-glance/preview', { days: '7' });
  const link = /\/preview\/[\w-]+/.exec(visitor.page)?.[0];
  expect((await shown(link!))[1]).toContain('Draft, version 3');

  await visitor.post('/build/dashboards/permits-at-a-glance/delete', {});
  expect((await shown('/dashboards/permits-at-a-glance'))[0]).toBe(410);
});

test('what is wrong stands at its field, and nothing that was typed is gone', async () => {
  const visitor = await signedIn(ann);
  await started(visitor, 'Mistakes');
  await added(visitor, 'transactions');
  await press(visitor, 'edit transactions');
  await press(visitor, 'save', {
    'dashboard-title': '',
    'dashboard-slug': 'With Blanks',
    'module-period': 'moth',
    'module-last': 'many',
    'module-title': '"><script>alert(1)</script>',
  });
  expect(visitor.status).toBe(422);
  for (const id of [
    'dashboard-title',
    'dashboard-slug',
    'module-transactions-period',
    'module-transactions-last',
  ]) {
    expect(visitor.page).toContain(`href="#${id}"`);
    expect(visitor.page).toContain(`id="${id}-error"`);
  }
  expect(visitor.page).toMatch(/moth[\s\S]*month/);
  expect(visitor.page).not.toContain('<script>alert');
  expect(visitor.page).toContain('value="many"');
  await visitor.get(draftPathOf(visitor));
  expect(visitor.page).toContain('value="With Blanks"');
  expect(visitor.page).toContain('value="many"');
  // Not theirs: refused in the editor, and kept.
  await press(visitor, 'save', {
    'dashboard-title': 'Mine',
    'dashboard-slug': 'mine',
    'dashboard-owner': 'other',
    'module-period': 'month',
    'module-last': '12',
  });
  expect(visitor.status).toBe(422);
  expect(visitor.page).toMatch(/may not edit/);
  expect(visitor.page).toContain('value="Mine"');
});

test('undo and redo, as buttons', async () => {
  const visitor = await signedIn(ann);
  await started(visitor, 'Steps');
  await added(visitor, 'transactions', 'digital-take-up');
  await press(visitor, 'remove transactions');
  expect(visitor.page).not.toContain('id="module-transactions"');
  await press(visitor, 'undo');
  expect(visitor.page).toContain('id="module-transactions"');
  await press(visitor, 'redo');
  expect(visitor.page).not.toContain('id="module-transactions"');
});

test('two people at once: both see what is different, and neither loses anything', async () => {
  const [one, two] = [await signedIn(ann), await signedIn(bob)];
  await started(one, 'Shared');
  await added(one, 'transactions');
  await press(one, 'save');
  await one.post('/build/dashboards/shared/edit', {});
  await two.get('/build/dashboards/shared');
  await two.post('/build/dashboards/shared/edit', {});
  await press(two, 'save', { 'dashboard-title': 'By Bob' });
  expect(two.path).toBe('/build/dashboards/shared?saved=2');
  const draft = draftPathOf(one);
  await press(one, 'save', { 'dashboard-title': 'By Ann' });
  expect(one.status).toBe(422);
  expect(one.page).toContain('Bob has saved version 2');
  expect(one.page).toMatch(/By Bob[\s\S]*By Ann/);
  await press(one, 'take-newer');
  expect(one.page).toContain('value="By Bob"');
  await press(one, 'undo');
  expect(one.page).toContain('value="By Ann"');
  expect(draftPathOf(one)).toBe(draft);
  await press(one, 'save-apart', { apart: 'shared-by-ann' });
  expect(one.path).toBe('/build/dashboards/shared-by-ann?saved=1');
  await two.get('/build/dashboards/shared/versions/2');
  expect(two.page).toContain('By Bob');

  // One person in two windows.
  await one.post('/build/dashboards/shared-by-ann/edit', {});
  const first = one.page;
  await press(one, 'keep-here', { 'dashboard-title': 'In the second window' });
  const kept = draftPathOf(one);
  one.page = first;
  await press(one, 'keep-here', { 'dashboard-title': 'In the first window' });
  expect(one.page).toContain('Nothing was overwritten');
  expect(one.page).toContain('value="In the first window"');
  expect(draftPathOf(one)).not.toBe(kept);
  await one.get(kept);
  expect(one.page).toContain('value="In the second window"');
});

test('a draft is whole, whatever is cut: connection, session, server, twenty times', async () => {
  const visitor = await signedIn(ann);
  await started(visitor, 'Cut off');
  await added(visitor, 'transactions');
  for (let n = 1; n <= 20; n++) {
    const title = `Cut off ${n}`;
    const path = draftPathOf(visitor);
    if (n % 9 === 4) {
      // The server is killed as soon as it has said that the draft is kept.
      await visitor.send('draft', { 'dashboard-title': title, do: 'keep' });
      await platform.restart();
      visitor.moveTo(platform.url);
      await visitor.get(path);
    } else if (n % 3 === 0) {
      // The answer never arrives: what was sent is there all the same.
      const ending = new AbortController();
      const sent = visitor
        .send('draft', { 'dashboard-title': title, do: 'keep' }, ending.signal)
        .catch(() => null);
      setTimeout(() => ending.abort(), n * 4);
      await sent;
      const again = await signedIn(ann, path);
      if (!again.page.includes(`value="${title}"`)) {
        // It was cut before the server had all of it: the browser still has the form, and sends it again.
        await visitor.send('draft', { 'dashboard-title': title, do: 'keep-here' });
      } else await visitor.get(path);
    } else {
      // The session is over: the form comes back with whoever signs in.
      const { page } = visitor;
      if (n % 3 === 1) visitor.cookie = '';
      else visitor.cookie = (await signedIn(ann)).cookie;
      visitor.page = page;
      await visitor.send('draft', { 'dashboard-title': title, do: 'keep-here' });
      if (n % 3 === 1) await visitor.post('/upload/sign-in', { token: ann });
      expect(visitor.heading()).toBe('You are signed in again');
      await visitor.post(path, {});
    }
    expect(visitor.page).toContain(`value="${title}"`);
    expect(visitor.page).toContain('id="module-transactions"');
  }
});

test('who may not: nothing of others, and no page without a session', async () => {
  const other = await signedIn(tokenFor('Other', 'edit-dashboards:organisation/other'));
  const visitor = await signedIn(ann);
  await started(visitor, 'Private');
  await added(visitor, 'transactions');
  const draft = draftPathOf(visitor);
  await press(visitor, 'save');
  for (const path of [
    draft,
    `${draft}/preview`,
    '/build/dashboards/private',
    '/build/dashboards/private/versions/1',
  ]) {
    await other.get(path);
    expect([path, other.status]).toEqual([path, 404]);
  }
  await other.get('/build');
  await other.post('/build/dashboards/private/publish', { version: '1' });
  expect(other.status).toBe(404);
  expect((await shown('/dashboards/private'))[0]).toBe(404);
  const [status, page] = await shown('/build/dashboards/private');
  expect([status, page.includes('Your token')]).toEqual([200, true]);
});

test('a metric of one’s own: checked for sense, looked at over real data, saved, and on a dashboard', async () => {
  const visitor = await signedIn(ann);
  await visitor.get('/build/metrics/new?subject=service%2Fpermits');
  const form = { subject: 'service/permits', label: 'Phone share', kind: 'ratio', owner: 'agency' };
  await visitor.post('/build/metrics/new', { ...form, numerator: 'transactions', do: 'fields' });
  expect(visitor.page).toContain('value="channel phone"');
  // It is kept with every button, and found again.
  const draft = /\/build\/metrics\/new\?draft=[\w-]+/;
  await visitor.get('/build');
  await visitor.get(draft.exec(visitor.page)![0]);
  expect(visitor.page).toMatch(/value="Phone share"[\s\S]*value="channel phone"/);
  const ratio = { ...form, numerator: 'transactions', denominator: 'transactions', scale: '100', unit: '£' };
  const only = { 'numerator-part': 'only', 'numerator-category': 'channel phone' };
  await visitor.post('/build/metrics/new', { ...ratio, ...only, do: 'look' });
  expect(visitor.status).toBe(422);
  expect(visitor.page).toContain('href="#unit"');
  expect(visitor.page).toMatch(/is in %, not £/);
  expect(visitor.page).toMatch(/value="channel phone"\s+checked/);
  const right = { ...ratio, ...only, unit: '%', direction: 'lower-is-better', cases: 'renewals' };
  await visitor.post('/build/metrics/new', { ...right, do: 'look' });
  expect(visitor.page).toContain('What readers will see');
  // 177 of 1,000 in the last month.
  expect(visitor.page).toContain('17.7%');
  expect((await shown('/services/permits/phone-share'))[0]).toBe(404);
  await visitor.post('/build/metrics/new', { ...right, do: 'save' });
  expect([visitor.path, draft.test(visitor.page)]).toEqual(['/build?metric=phone-share', false]);
  expect((await shown('/services/permits/phone-share'))[1]).toContain('17.7%');
  await visitor.get('/build/metrics/phone-share');
  expect(visitor.page).toMatch(/value="channel phone"\s+checked/);
  await started(visitor, 'With a metric of its own');
  await added(visitor, 'phone-share');
  expect(visitor.page).toContain('id="module-phone-share"');
  const other = await signedIn(tokenFor('Elsewhere', 'edit-dashboards:organisation/other'));
  await other.get('/build/metrics/new');
  await other.post('/build/metrics/new', { ...right, key: 'phone-share', do: 'save' });
  expect(other.status).toBe(422);
  expect(other.page).toMatch(/may not edit/);
});

test('one asks for a review, another who may only publish does it', async () => {
  const editor = await signedIn(tokenFor('Carl', 'edit-dashboards:organisation/agency'));
  await started(editor, 'To be reviewed');
  await added(editor, 'transactions');
  await press(editor, 'save');
  await editor.post('/build/dashboards/to-be-reviewed/publish', {});
  expect([editor.status, /may not/.test(editor.page)]).toEqual([422, true]);
  await editor.post('/build/dashboards/to-be-reviewed/submit', {});
  expect(editor.page).toContain('In review');
  const reviewer = await signedIn(tokenFor('Dora', 'publish:organisation/agency'));
  expect(reviewer.page).toMatch(/To be reviewed[\s\S]*In review/);
  // Who may only build is led to where they can do something.
  await reviewer.get('/upload');
  expect(reviewer.path).toBe('/build');
  await reviewer.get('/build/dashboards/to-be-reviewed');
  expect(reviewer.page).not.toContain('>Edit</button>');
  await reviewer.post('/build/dashboards/to-be-reviewed/publish', {});
  expect(reviewer.page).toContain('Dora published version 1');
  expect((await shown('/dashboards/to-be-reviewed'))[0]).toBe(200);
});
