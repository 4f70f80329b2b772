/** Links that show a draft to whoever has them, from a real server with one process or two. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatInstant } from '../../../../components/formatting/periods.js';
import { openWriter } from '../../../../server/db/index.js';
import { maskSecrets } from '../../../../server/log.js';
import { nowhere, type TestDatabase } from '../../../support/databases.js';
import { platformOf, type Platform } from '../../../support/platform.js';

const FILES = {
  organisations: 'slug,name,kind\nmoj,Ministry of Justice,department\n',
  services: 'slug,name,organisation\nlpa,Lasting power of attorney,moj\n',
  measurements: [
    'service,measure,period,start,channel,value',
    ...['01', '02', '03'].flatMap((month) => [
      `lpa,transactions,month,2014-${month}-01,digital,80`,
      `lpa,transactions,month,2014-${month}-01,phone,20`,
    ]),
    '',
  ].join('\n'),
};

const definition = (title: string): object => ({
  title,
  description: 'What is *new* <here>.',
  subject: 'service/lpa',
  owner: 'moj',
  sections: [
    {
      title: 'Use',
      modules: [
        {
          ...{ slug: 'use', title: 'How people apply', description: 'As each office counts it.' },
          ...{ metric: 'transactions', period: 'month', last: 3, chart: 'bar' },
        },
        { slug: 'table', title: 'The same as a table', metric: 'transactions', view: 'table' },
      ],
    },
  ],
});

const QUERIES: Readonly<Record<string, string>> = {
  saveDashboard: 'dashboard { version }',
  publishDashboard: 'dashboard { version }',
  deleteDashboard: 'dashboard { version }',
  previewDashboard: 'url expiresAt',
};

const servers = [
  ['sqlite', 1],
  ...(process.env.TEST_POSTGRES_URL ? [['postgres', 2] as const] : []),
] as const;

describe.each(servers)('links to drafts (%s, %s at a time)', (dialect, processes) => {
  let database: TestDatabase;
  let platform: Platform;
  let token: string;
  beforeAll(async () => {
    database = nowhere(dialect);
    platform = await platformOf(FILES, {
      ...{ PERF_DATABASE_URL: database.url, PERF_PROCESSES: String(processes) },
    });
    const scopes = ['edit-dashboards:all', 'publish:all'].flatMap((scope) => ['--scope', scope]);
    token = platform.perfplat('token', 'create', '--name', 'The <b>team</b>', ...scopes).trim();
  });
  afterAll(async () => {
    await platform.stop();
    await database.drop();
  });

  const call = async (name: string, input: object): Promise<{ url: string; expiresAt: string }> => {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const answer = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${QUERIES[name]} errors { message } } }`,
        variables: { input },
      }),
    });
    const { data } = (await answer.json()) as { data: Record<string, { url: string; expiresAt: string }> };
    expect(data[name]).toMatchObject({ errors: [] });
    return data[name];
  };
  const save = (slug: string, baseVersion: number, title: string): Promise<unknown> =>
    call('saveDashboard', { slug, baseVersion, definition: definition(title) });
  const look = async (url: string): Promise<{ status: number; headers: Headers; text: string }> => {
    const answer = await fetch(url, { headers: { accept: 'text/html' }, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  test('shows the version as readers would see it, says what it is, and is kept by nobody', async () => {
    await save('letters', 0, 'Letters');
    await save('letters', 1, 'More letters');
    const { url, expiresAt } = await call('previewDashboard', { slug: 'letters', version: 1 });
    expect(url).toMatch(new RegExp(`^${platform.url}/preview/[\\w-]+$`));
    const { status, headers, text } = await look(url);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('etag')).toBeNull();
    expect(text).toContain('<meta name="robots" content="noindex" />');
    expect(text).toMatch(/<title>Draft: Letters – /);
    expect(text).toMatch(/<h1[^>]*>Letters<\/h1>/);
    const words = text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('Draft, version 1');
    expect(words).toMatch(/Saved by The &lt;b&gt;team&lt;\/b&gt; on \d+ \w+ \d{4}/);
    expect(words).toContain(`The link ends at ${formatInstant(expiresAt)}.`);
    expect(words).toContain('What is *new* &lt;here&gt;.');
    expect(words).toContain('How people apply');
    expect(words).toContain('As each office counts it.');
    expect(words).toContain('March 2014');
    expect(text.match(/<figure/g)).toHaveLength(2);
    // Nothing that asks for a dashboard which is not there, nor that tells anybody where the page is.
    expect(text).not.toMatch(/<script|<perf-module|dashboards\/letters|rel="canonical"|og:url|og:image/);
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const [, path] of text.matchAll(/class="perf-link" href="([^"]*)"/g)) {
      expect([path, (await look(path.replaceAll('&amp;', '&'))).status]).toEqual([path, 200]);
    }
  });

  test('the period can be chosen without a script; a wrong one is named', async () => {
    await save('chosen', 0, 'Chosen');
    const { url } = await call('previewDashboard', { slug: 'chosen', version: 1 });
    const { text } = await look(url);
    expect(text).toContain(`action="${new URL(url).pathname}"`);
    const chosen = await look(`${url}?since=2014-02-01&until=2014-02-28`);
    expect(chosen.status).toBe(200);
    expect(chosen.text).toContain('February 2014');
    expect(chosen.text).not.toContain('January 2014');
    const clean = await look(`${url}?range=&since=2014-02-01&until=2014-02-28`);
    expect(clean.status).toBe(302);
    expect(clean.headers.get('location')).toBe(`${new URL(url).pathname}?since=2014-02-01&until=2014-02-28`);
    expect(clean.headers.get('cache-control')).toBe('no-store');
    expect(clean.headers.get('referrer-policy')).toBe('no-referrer');
    const wrong = await look(`${url}?since=2014-02-01&until=someday`);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('until');
    expect(wrong.headers.get('cache-control')).toBe('no-store');
  });

  test('says which version readers see meanwhile', async () => {
    await save('seen', 0, 'Seen');
    const { url } = await call('previewDashboard', { slug: 'seen', version: 1 });
    expect((await look(url)).text).toContain('It is not published.');
    await call('publishDashboard', { slug: 'seen', version: 1 });
    const published = await look(url);
    expect(published.text).toMatch(/has been published:\s+<a [^>]*href="\/dashboards\/seen"/);
    expect(published.text).not.toContain('Draft, version');
    await save('seen', 1, 'Seen again');
    const { url: second } = await call('previewDashboard', { slug: 'seen', version: 2 });
    const later = await look(second);
    expect(later.text).toContain('Seen again');
    expect(later.text).toMatch(/Readers see <a [^>]*href="\/dashboards\/seen">version 1<\/a>/);
  });

  test('one that has ended, one of a deleted dashboard and one that never was get the same answer', async () => {
    await save('ended', 0, 'Ended');
    await save('removed', 0, 'Removed');
    const ended = await call('previewDashboard', { slug: 'ended', version: 1, days: 1 });
    const removed = await call('previewDashboard', { slug: 'removed', version: 1 });
    await call('deleteDashboard', { slug: 'removed', version: 1 });
    const writer = await openWriter(database.url);
    await writer.query(
      `UPDATE dashboard_preview SET expires_at = '2020-01-01T00:00:00.000Z' WHERE dashboard_id =
       (SELECT id FROM dashboard WHERE slug = 'ended')`,
    );
    await writer.destroy();
    const answers = await Promise.all(
      [ended.url, removed.url, `${platform.url}/preview/pp_nothing`, `${platform.url}/preview/-`].map(look),
    );
    for (const { status, headers, text } of answers) {
      expect(status).toBe(404);
      expect(text).toBe(answers[0].text);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toBe('noindex');
    }
    expect(answers[0].text).toContain('Ask whoever sent it for a new one');
    expect(answers[0].text).not.toMatch(/Ended|<script/);
  });

  test('logs do not tell what opens it', async () => {
    await save('logged', 0, 'Logged');
    const { url } = await call('previewDashboard', { slug: 'logged', version: 1 });
    expect(maskSecrets(url)).toBe(`${platform.url}/preview/pp_…`);
  });
});
