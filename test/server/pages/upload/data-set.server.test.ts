/** What a team says of a data set, and takes back of it, in a browser without JavaScript. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import { BASE } from '../../ingest/importing.js';
import { Visitor } from './visitor.js';

const PAGE = '/upload/services/lpa/data-sets/transactions';

let platform: Platform;
let token: string;

beforeAll(async () => {
  platform = await platformOf({
    ...(BASE as Record<string, string>),
    measurements:
      'service,measure,period,start,channel,value\n' +
      'lpa,transactions,month,2014-03-01,digital,80\nlpa,transactions,month,2014-03-01,phone,20\n' +
      'lpa,transactions,month,2014-02-01,digital,70\nlpa,transactions,month,2014-02-01,phone,30\n',
  });
  token = platform.perfplat('token', 'create', '--name', 'The team', '--scope', 'write:service/lpa').trim();
});
afterAll(() => platform.stop());

async function visitor(): Promise<Visitor> {
  const one = new Visitor(platform.url);
  await one.get('/upload');
  await one.post('/upload/sign-in', { token });
  await one.get(PAGE);
  return one;
}

/** What the fields of the settings hold. */
const settings = (one: Visitor): Record<string, string> =>
  JSON.parse(one.hidden().shown) as Record<string, string>;
const figurePage = async (): Promise<string> =>
  (await fetch(`${platform.url}/services/lpa/transactions`, { headers: { accept: 'text/html' } })).text();

test('what is said of a data set is what readers see; what is wrong is said beside its field', async () => {
  const one = await visitor();
  expect(one.heading()).toBe('Transactions');
  await one.post(PAGE, { ...settings(one), source: 'Case <system>', suppress_below: 'five' });
  expect(one.status).toBe(422);
  expect(one.page).toMatch(/<a href="#suppress_below">/);
  expect(one.page).toMatch(/id="suppress_below-error"/);
  expect(one.page).toContain('value="Case &lt;system&gt;"');
  expect(await figurePage()).not.toContain('Case &lt;system&gt;');
  await one.post(PAGE, { ...settings(one), source: 'Case <system>', suppress_below: '5' });
  expect(one.path).toBe(`${PAGE}?saved`);
  expect(settings(one)).toMatchObject({ source: 'Case <system>', suppress_below: '5' });
  expect(await figurePage()).toContain('Case &lt;system&gt;');
});

test('two editors: what the other left alone is kept, and what both changed is told', async () => {
  const [first, second] = [await visitor(), await visitor()];
  await second.post(PAGE, { ...settings(second), source: 'Register' });
  const before = settings(first);
  await first.post(PAGE, { ...before, method: 'Counted when they are paid.' });
  expect(settings(first)).toMatchObject({ source: 'Register', method: 'Counted when they are paid.' });
  const [third, fourth] = [await visitor(), await visitor()];
  await fourth.post(PAGE, { ...settings(fourth), source: 'Archive' });
  await third.post(PAGE, { ...settings(third), source: 'Ledger' });
  expect(third.status).toBe(422);
  expect(third.page).toContain('Somebody else has changed this while you did. It is now “Archive”.');
  expect(third.page).toContain('value="Ledger"');
});

test('a draft is filled and looked at by its team, and seen by nobody else until it is published', async () => {
  const one = await visitor();
  await one.post(PAGE, { ...settings(one), state: 'draft' });
  expect(one.page).toContain('Readers do not see it while it is a draft.');
  const isSeen = async (): Promise<boolean> =>
    (await (await fetch(`${platform.url}/services/lpa/data.csv`)).text()).includes('2014-03-01');
  expect(await isSeen()).toBe(false);
  await one.get('/upload/services/lpa');
  expect(one.page).toContain('(draft, not published)');
  await one.post('/upload/services/lpa', {
    [`value transactions month 2014-04-01 ${JSON.stringify({ channel: 'digital' })}`]: '61234',
    [`value transactions month 2014-04-01 ${JSON.stringify({ channel: 'phone' })}`]: '1000',
  });
  expect(one.heading()).toBe('Look before you publish');
  expect(one.page).toMatch(/62,234|62\.2k/);
  expect(one.page).toContain('Draft, not published');
  await one.get(PAGE);
  await one.post(PAGE, { ...settings(one), state: 'published' });
  expect(await isSeen()).toBe(true);
});

test('a break is added, shown, and taken away', async () => {
  const one = await visitor();
  await one.post(`${PAGE}/remarks`, { kind: 'BREAK', from: 'soon', to: '', text: 'New form', link: '' });
  expect(one.status).toBe(422);
  await one.get(PAGE);
  await one.post(`${PAGE}/remarks`, {
    kind: 'BREAK',
    from: '2014-03-01',
    to: '',
    text: 'New form',
    link: '',
  });
  expect(one.path).toBe(`${PAGE}?saved`);
  expect(one.page).toContain('New form');
  expect(await figurePage()).toContain('New form');
  await one.post(`${PAGE}/remarks`, {});
  expect(one.path).toBe(`${PAGE}?saved`);
  expect(one.page).not.toContain('New form');
});

test('a second remark of a kind and day does not take the place of the first', async () => {
  const one = await visitor();
  const note = { kind: 'NOTE', from: '2014-03-01', to: '', text: 'Strike in <Leeds>', link: '' };
  const add = (remark: Record<string, string>): Promise<void> => one.post(`${PAGE}/remarks`, remark);
  await add(note);
  expect(one.path).toBe(`${PAGE}?saved`);
  await one.get(PAGE);
  await add({ ...note, do: 'add', text: 'New form', link: 'https://example.org/form' });
  expect(one.status).toBe(422);
  expect(one.page).toContain(
    'There is a note of 1 March 2014 already: “Strike in &lt;Leeds&gt;”. Take it away first, or say the new one of another day.',
  );
  expect(one.page).toMatch(/<details[^>]*\sopen>\s*<summary[^>]*>Add one/);
  expect(one.page).toMatch(/<option value="NOTE"\s+selected>/);
  for (const value of ['2014-03-01', 'New form', 'https://example.org/form']) {
    expect(one.page).toContain(`value="${value}"`);
  }
  expect(await figurePage()).toContain('Strike in &lt;Leeds&gt;');
  expect(await figurePage()).not.toContain('New form');
  // The same once more is there already.
  await one.get(PAGE);
  await add({ ...note, do: 'add' });
  expect(one.status).toBe(422);
  expect(one.page).toContain('This note of 1 March 2014 is there already.');
  // Of another kind, or day, it is another remark.
  await one.get(PAGE);
  await add({ ...note, do: 'add', kind: 'BREAK', text: 'New form' });
  expect(one.path).toBe(`${PAGE}?saved`);
  for (const [kind, text] of [
    ['NOTE', note.text],
    ['BREAK', 'New form'],
  ]) {
    await add({ ...note, do: 'remove', kind, text });
    expect(one.path).toBe(`${PAGE}?saved`);
  }
  expect(one.page).not.toContain('Strike in');
});

test('numbers are taken back after a look at how many, and come back with an undo', async () => {
  const one = await visitor();
  await one.post(`${PAGE}/withdraw`, { what: 'periods' });
  expect(one.status).toBe(422);
  await one.get(PAGE);
  await one.post(`${PAGE}/withdraw`, { what: 'periods', 'withdraw-from': '2014-03-01' });
  expect(one.heading()).toBe('Take 2 numbers back?');
  const shown = async (): Promise<boolean> =>
    (await (await fetch(`${platform.url}/services/lpa/data.csv`)).text()).includes('2014-03-01');
  expect(await shown()).toBe(true);
  await one.post(`${PAGE}/withdraw`, {});
  expect(one.path).toMatch(/^\/upload\/submissions\/\d+$/);
  expect(await shown()).toBe(false);
  await one.post(one.action, {});
  expect(await shown()).toBe(true);
  await one.get(PAGE);
  expect(one.page).toMatch(/the publishing pages/);
  expect(one.page).toMatch(/as-of=/);
});

test('a template has the periods that are due, as a workbook and as CSV', async () => {
  const one = await visitor();
  await one.get('/upload/services/lpa');
  expect(one.page).toContain('/upload/services/lpa/template.xlsx');
  await one.get('/upload/services/lpa/template.csv');
  expect(one.page).toContain('lpa,transactions,month,2014-04-01,digital,');
  const answer = await fetch(`${platform.url}/upload/services/lpa/template.xlsx`, {
    headers: { cookie: one.cookie },
  });
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="lpa.xlsx"');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('outside of the scopes, and where there is none, is the same', async () => {
  const one = await visitor();
  for (const path of [
    '/upload/services/tax-disc/data-sets/transactions',
    '/upload/services/lpa/data-sets/nothing',
  ]) {
    await one.get(path);
    expect(one.status).toBe(404);
  }
});

test('why numbers change stands in the history that everybody reads', async () => {
  const one = await visitor();
  await one.get('/upload/services/lpa?measure=transactions&count=1');
  await one.post('/upload/services/lpa', {
    [`value transactions month 2014-02-01 ${JSON.stringify({ channel: 'digital' })}`]: '71',
    do: 'look',
  });
  expect(one.page).toContain('Why numbers change');
  await one.post(one.action, { reason: 'Late <forms> came in' });
  expect(one.heading()).toBe('Published');
  const page = await figurePage();
  expect(page).toMatch(/Corrections[\s\S]*From numbers typed in the browser: Late &lt;forms&gt; came in/);
});

test('a team says what readers see in the place of a value; which values there are is for who may make them', async () => {
  const one = await visitor();
  expect(one.page).not.toContain('name="values channel"');
  const before = settings(one);
  const label = 'label en channel digital';
  await one.post(PAGE, { ...before, [label]: 'Phone us', 'label en channel phone': 'Phone us' });
  expect(one.status).toBe(422);
  expect(one.page).toMatch(/<a href="#label_20en_20channel_20digital">.*have the same label/);
  expect(one.page).toMatch(/id="label_20en_20channel_20digital-error"/);
  await one.post(PAGE, { ...before, [label]: 'On <the> web', 'label cy channel digital': 'Ar y we' });
  expect(one.path).toBe(`${PAGE}?saved`);
  expect(settings(one)).toMatchObject({ [label]: 'On <the> web', 'label cy channel digital': 'Ar y we' });
  expect(await figurePage()).toContain('On &lt;the&gt; web');
  // Not a field of theirs: nothing comes of it.
  await one.post(PAGE, { ...settings(one), 'values channel': 'digital' });
  expect(settings(one)).toEqual({
    ...before,
    [label]: 'On <the> web',
    'label cy channel digital': 'Ar y we',
  });
});

test('who may make values says which there are, and in which order', async () => {
  const maker = platform
    .perfplat(
      'token',
      'create',
      '--name',
      'A maker',
      '--scope',
      'write:service/lpa',
      '--scope',
      'create:service/lpa',
    )
    .trim();
  const one = new Visitor(platform.url);
  await one.get('/upload');
  await one.post('/upload/sign-in', { token: maker });
  await one.get(PAGE);
  const declare = (values: string): Promise<void> =>
    one.post(PAGE, { ...settings(one), 'values channel': values });
  await declare('phone');
  expect(one.status).toBe(422);
  expect(one.page).toMatch(
    /id="values_20channel-error"[\s\S]*channel digital cannot be left out, for there are rows/,
  );
  await one.get(PAGE);
  await declare('digital\nphone\npost');
  expect(one.page).toContain('&quot;post&quot; is no channel of transactions: it has digital, ');
  await declare('phone\r\n\r\n digital \r\npaper');
  expect(one.path).toBe(`${PAGE}?saved`);
  expect(settings(one)['values channel']).toBe('phone\ndigital\npaper');
  expect(one.page).toContain('name="label en channel paper"');
  // Lines end in two characters when a browser sends them: that is no change.
  const { 'values channel': same, ...others } = settings(one);
  const two = await visitor();
  await two.post(PAGE, { ...settings(two), source: 'Registry' });
  await one.post(PAGE, { ...others, 'values channel': same.replaceAll('\n', '\r\n') });
  expect(one.path).toBe(`${PAGE}?saved`);
  await declare('');
  expect(settings(one)['values channel']).toBe('');
});
