/** The publishing pages, as a browser without JavaScript asks for them, from a real server with two processes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../../support/platform.js';
import { BASE } from '../../ingest/importing.js';
import { Visitor } from './visitor.js';

/** How a workbook of Excel 97 begins. */
const OLE = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const field = (channel: string, start = '2026-10-01'): string =>
  `value transactions month ${start} ${JSON.stringify({ channel })}`;

describe('publishing pages', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await platformOf(
      {
        ...(BASE as Record<string, string>),
        measurements:
          'service,measure,period,start,channel,value\n' +
          'lpa,transactions,month,2014-03-01,digital,80\nlpa,transactions,month,2014-03-01,phone,20\n',
      },
      { PERF_PROCESSES: '2' },
    );
  });
  afterAll(() => platform.stop());

  const tokenFor = (...scopes: string[]): string =>
    platform
      .perfplat(
        'token',
        'create',
        '--name',
        'The <b>team</b>',
        ...scopes.flatMap((scope) => ['--scope', scope]),
      )
      .trim();
  const signedIn = async (...scopes: string[]): Promise<Visitor> => {
    const visitor = new Visitor(platform.url);
    await visitor.get('/upload');
    await visitor.post('/upload/sign-in', { token: tokenFor(...scopes) });
    expect(visitor.path).toBe('/upload');
    return visitor;
  };
  const shown = async (): Promise<unknown> => {
    const answer = await fetch(
      `${platform.url}/services/lpa/transactions.json?period=month&from=2014-04-01&to=2014-05-01`,
    );
    return ((await answer.json()) as { figure: { value: number | null } | null }).figure?.value ?? null;
  };

  test('typing what is due, looking, publishing, taking back', async () => {
    const visitor = await signedIn('write:service/lpa');
    expect(visitor.page).toContain('The &lt;b&gt;team&lt;/b&gt;');
    expect(visitor.page).toContain('Lasting power of attorney');
    expect(visitor.page).not.toContain('Tax disc');
    await visitor.get('/upload/services/lpa');
    expect(visitor.page).toContain('April 2014');
    expect(visitor.page).toContain('March 2014: 80');
    await visitor.post('/upload/services/lpa', {
      [field('digital', '2014-04-01')]: '1,090',
      [field('phone', '2014-04-01')]: '0',
    });
    expect(visitor.path).toMatch(/^\/upload\/drafts\//);
    expect(visitor.page).toContain('What readers will see');
    expect(visitor.page).toMatch(/2 numbers new/);
    expect(await shown()).toBeNull();
    await visitor.post(visitor.action, {});
    expect(visitor.path).toMatch(/^\/upload\/submissions\/\d+$/);
    expect(visitor.heading()).toBe('Published');
    expect(visitor.page).toContain('&lt;perf-module service=&quot;lpa&quot;');
    expect(await shown()).toBe(1090);
    await visitor.post(visitor.action, {});
    expect(visitor.heading()).toMatch(/^Delivery \d+ was taken back$/);
    expect(await shown()).toBeNull();
  });

  test('what nothing was sent of stands before what can only be corrected', async () => {
    const now = new Date();
    const newest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
      .toISOString()
      .slice(0, 10);
    const answer = await fetch(`${platform.url}/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenFor('write:service/tax-disc')}`, 'content-type': 'text/csv' },
      body: `service,measure,period,start,value\ntax-disc,transactions,month,${newest},80\ntax-disc,starts,month,2014-03-01,100\n`,
    });
    expect(answer.status).toBe(200);
    const visitor = await signedIn('write:service/tax-disc');
    await visitor.get('/upload/services/tax-disc');
    const measures = [...visitor.page.matchAll(/<h3[^>]* id="of-([\w-]+)"/g)].map(([, measure]) => measure);
    expect(measures).toEqual(['starts', 'transactions']);
  });

  test('pressed twice it is published once', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    await visitor.post('/upload/services/lpa', { [field('digital', '2014-05-01')]: '7' });
    const { page, action } = visitor;
    await visitor.post(action, {});
    const first = visitor.path;
    visitor.page = page;
    await visitor.post(action, {});
    expect(visitor.path).toBe(first);
  });

  test('what is wrong is said beside the field, and what was typed stays', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    await visitor.post('/upload/services/lpa', {
      [field('digital', '2014-04-01')]: 'many',
      [field('phone', '2014-04-01')]: '12',
    });
    expect(visitor.status).toBe(422);
    expect(visitor.page).toContain('There is a problem');
    expect(visitor.page).toContain('value="many"');
    expect(visitor.page).toContain('value="12"');
    expect(visitor.page).toContain('aria-invalid="true"');
    await visitor.post('/upload/services/lpa', {});
    expect(visitor.page).toContain('Type at least one number, or choose a file.');
  });

  test('a file in the import format; one that is wrong names its cells', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    await visitor.bring(
      '/upload/services/lpa',
      'april.csv',
      'service,measure,period,start,value\nlpa,cost,month,2014-04-01,5000\n',
    );
    expect(visitor.page).toContain('april.csv');
    expect(visitor.page).toMatch(/1 number new/);
    await visitor.get('/upload/services/lpa');
    await visitor.bring(
      '/upload/services/lpa',
      'wrong.csv',
      'service,measure,period,start,value\nlpa,cost,month,2014-04-02,5000\n',
    );
    expect(visitor.status).toBe(422);
    expect(visitor.page).toMatch(/D2: |E2: |row 2: /);
  });

  test('a spreadsheet as people have it: what was understood is shown, what is not known is asked', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    await visitor.bring(
      '/upload/services/lpa',
      'wide.csv',
      'Lasting power of attorney,,,\nMonth,Digital,Phone,Total\nApril 2014,90,-,100\n',
    );
    expect(visitor.heading()).toBe('What is in wide.csv?');
    const asked = [...visitor.page.matchAll(/name="(answer [^"]+)"\s+value="([^"]*)"/g)];
    expect(asked.length).toBeGreaterThan(1);
    const answers = Object.fromEntries(asked.map(([, name, value]) => [name, value]));
    const measure = asked.find(([, , value]) => value === 'transactions');
    if (measure) answers[measure[1]] = 'transactions';
    await visitor.post(`${visitor.path}/answers`, answers);
    expect(visitor.heading()).toBe('Look before you publish');
    expect(visitor.page).toContain('a total: compared, not sent');
    expect(visitor.page).toMatch(/90/);
  });

  test('people in a file are refused; a workbook of Excel 97 is told how to be saved', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    const people = Array.from({ length: 8 }, (_, i) => `April 2014,${i},someone${i}@example.org`).join('\n');
    await visitor.bring('/upload/services/lpa', 'people.csv', `Month,Digital,Contact\n${people}\n`);
    expect(visitor.status).toBe(422);
    expect(visitor.page).toMatch(/Column C \(“Contact”\) looks like e-mail addresses/);
    expect(visitor.page).not.toContain('someone1@');
    await visitor.bring('/upload/services/lpa', 'old.xls', OLE);
    expect(visitor.status).toBe(422);
  });

  test('a link signs in once', async () => {
    const printed = platform
      .perfplat('token', 'create', '--name', 'By link', '--scope', 'write:service/lpa', '--link')
      .trim();
    const path = new URL(printed).pathname;
    const visitor = new Visitor(platform.url);
    await visitor.get(path);
    await visitor.get(path);
    await visitor.post('/upload/sign-in', {});
    expect(visitor.path).toBe('/upload');
    expect(visitor.page).toContain('By link');
    const second = new Visitor(platform.url);
    await second.get(path);
    await second.post('/upload/sign-in', {});
    expect(second.status).toBe(422);
    expect(second.page).toContain('This link was used before');
  });

  test('without a session, with a form of another site or of another session, outside of the scopes: nothing', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/tax-disc');
    expect(visitor.status).toBe(404);
    const plain = (): string =>
      visitor.page.replace(/[0-9a-f-]{36}/g, '').replaceAll(visitor.path.slice(17), 'X');
    const words = plain();
    await visitor.get('/upload/services/nothing-there');
    expect(plain()).toBe(words);
    await visitor.get('/upload/services/lpa');
    await visitor.bring(
      '/upload/services/lpa',
      'other.csv',
      'service,measure,period,start,value\ntax-disc,cost,month,2014-04-01,1\n',
    );
    expect(visitor.status).toBe(403);
    await visitor.get('/upload/services/lpa');
    await visitor.post('/upload/services/lpa', { csrf: 'x', [field('digital', '2014-04-01')]: '1' });
    expect(visitor.status).toBe(403);
    await visitor.post('/upload/services/lpa', {}, { origin: 'https://evil.example' });
    expect(visitor.status).toBe(403);

    const stranger = new Visitor(platform.url);
    for (const path of ['/upload/services/lpa', '/upload/drafts/x', '/upload/submissions/1']) {
      await stranger.get(path);
      expect(stranger.path).toBe('/upload');
      expect(stranger.page).toContain('Your token');
    }
    await stranger.post('/upload/sign-in', { token: `pp_${'a'.repeat(43)}` });
    expect(stranger.status).toBe(422);
    expect(stranger.cookie).toBe('');
    await stranger.post('/upload/services/lpa', { [field('digital')]: '1' });
    expect(stranger.status).toBe(422);
    expect(stranger.page).toContain('You were signed out');
  });

  test('a session ends with its token, and when somebody signs out; others’ drafts and deliveries are not there', async () => {
    const visitor = await signedIn('write:service/lpa');
    await visitor.get('/upload/services/lpa');
    await visitor.post('/upload/services/lpa', { [field('digital', '2014-05-01')]: '9' });
    const draft = visitor.path;
    const other = await signedIn('write:all');
    await other.get(draft);
    expect(other.status).toBe(404);
    const id = platform
      .perfplat('token', 'list')
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0])
      .at(-2)!;
    platform.perfplat('token', 'revoke', id);
    await visitor.get('/upload');
    expect(visitor.page).toContain('Your token');
    await other.get('/upload');
    await other.post('/upload/sign-out', {});
    expect(other.page).toContain('Your token');
  });

  test('nothing of it is kept by caches or listed, and no other address reads the cookie', async () => {
    const visitor = await signedIn('write:service/lpa');
    const headers = { cookie: visitor.cookie };
    const page = await fetch(`${platform.url}/upload`, { headers });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain('noindex');
    const asked = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(await asked.json()).toEqual({ data: { viewer: null } });
    const delivered = await fetch(`${platform.url}/ingest`, { method: 'POST', headers, body: 'x' });
    expect(delivered.status).toBe(401);
  });
});
