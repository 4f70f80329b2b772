/** What publishers say about dashboards, modules and data sets, and which of several dashboards is their subject’s page. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const board = (slug: string, subject: string, more = '', module = 'metric: transactions'): string => `
- slug: ${slug}
  title: Board ${slug}
  description: About <${slug}>.
  subject: ${subject}
${more}  sections:
    - title: Use
      modules:
        - { slug: use, title: Module of ${slug}, ${module} }
`;

const SAID = `description: { en: "Counted at\\nthe <door>.", cy: Wrth y drws. }, metric: cost-per-transaction`;

const DASHBOARDS = [
  board('a-first', 'service/carers'),
  board('own', 'service/carers', '  owner: dwp\n  is-own-page: true\n', SAID),
  board('z-last', 'service/carers'),
  board('lone', 'service/tax-disc'),
].join('');

describeOnEachDatabase('what publishers say', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(
      {
        ...FILES,
        'data-sets':
          'service,measure,cadence,basis,method,source\n' +
          'carers,transactions,month,Claims <received>,Counted by hand,Case system\ncarers,cost,year,,From the accounts,\n',
        dashboards: DASHBOARDS,
      },
      { now: NOW },
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const ask = (url: string) => site.app.inject({ url, headers: { accept: 'text/html' } });
  async function text(url: string): Promise<string> {
    const { statusCode, body } = await ask(url);
    expect([url, statusCode]).toEqual([url, 200]);
    if (!url.includes('.html')) expectSoundPage(body);
    return body;
  }
  const listed = (page: string): string[] =>
    [
      ...(/<section aria-labelledby="dashboards">[\s\S]*?<\/section>/.exec(page)?.[0] ?? '').matchAll(
        /href="\/performance\/dashboards\/([^"]*)"/g,
      ),
    ].map(([, slug]) => slug!);
  const titles = (page: string): (string | null)[] =>
    [...page.matchAll(/<script type="application\/json">(.*?)<\/script>/gs)].map(
      ([, json]) => (JSON.parse(json!) as { title: string | null }).title,
    );

  describe('the page of a subject', () => {
    test('is the dashboard that is marked, never the first by name, and leads to the others', async () => {
      const page = await text('/services/carers');
      expect(titles(page)).toEqual(['Module of own']);
      expect(listed(page)).toEqual(['a-first', 'z-last']);
      expect(page).toMatch(/Board a-first<[\s\S]*About &lt;a-first&gt;\.[\s\S]*1 figure\./);
    });

    test('is made from its data where none is marked, and leads to what there is', async () => {
      const page = await text('/services/tax-disc');
      expect(titles(page)).not.toContain('Module of lone');
      expect(titles(page).length).toBeGreaterThan(0);
      expect(listed(page)).toEqual(['lone']);
    });

    test('has no list where there is nothing to lead to', async () => {
      for (const url of ['/services/silent', '/groups/caring', '/portfolio', '/organisations/dwp']) {
        expect(await text(url)).not.toContain('aria-labelledby="dashboards"');
      }
    });
  });

  describe('the description of a module', () => {
    const SHOWN = '<p class="perf-description">Counted at\nthe &lt;door&gt;.</p>';

    test.each(['/services/carers', '/dashboards/own', '/dashboards/own/use', '/dashboards/own/use.html'])(
      'stands on %s',
      async (url) => {
        expect(await text(url)).toContain(SHOWN);
      },
    );

    test('is in its JSON, in the language of the reader; a metric alone has none', async () => {
      const description = async (url: string): Promise<unknown> =>
        (await site.app.inject({ url })).json<{ description: unknown }>().description;
      expect(await description('/dashboards/own/use.json')).toBe('Counted at\nthe <door>.');
      expect(await description('/dashboards/own/use.json?lang=cy')).toBe('Wrth y drws.');
      expect(await description('/dashboards/a-first/use.json')).toBeNull();
      expect(await description('/services/carers/transactions.json')).toBeNull();
    });
  });

  describe('what a data set says of itself', () => {
    const about = (page: string): string =>
      /<section aria-labelledby="about">[\s\S]*?<\/section>/.exec(page)![0].replace(/\s+/g, ' ');

    test('is on the page of a figure that rests on it alone, without its name', async () => {
      const said = about(await text('/services/carers/transactions'));
      expect(said).toContain('<dt>What is counted</dt> <dd><p>Claims &lt;received&gt;</p></dd>');
      expect(said).toContain('<dt>How it is counted</dt> <dd><p>Counted by hand</p></dd>');
      expect(said).toContain('<dt>Source</dt> <dd>Case system</dd>');
    });

    test('is told by the names of several', async () => {
      const said = about(await text('/services/carers/cost-per-transaction'));
      expect(said).toContain('<p>Transactions: Claims &lt;received&gt;</p>');
      expect(said).toMatch(/<p>Cost[^<]*: From the accounts<\/p>/);
      expect(said).toContain('<p>Transactions: Counted by hand</p>');
      expect(said).toContain('<dt>Source</dt> <dd><p>Transactions: Case system</p></dd>');
    });

    test('is not made up for who says nothing, and not told of several services', async () => {
      for (const url of ['/services/tax-disc/transactions', '/groups/caring/transactions']) {
        const said = about(await text(url));
        expect(said).not.toContain('is counted');
        expect(said).not.toContain('<dt>Source');
      }
    });

    test('is in the JSON and in the fragment', async () => {
      const { dataSets } = (await site.app.inject({ url: '/services/carers/transactions.json' })).json<{
        dataSets: object[];
      }>();
      expect(dataSets).toEqual([
        {
          measure: 'transactions',
          label: 'Transactions',
          basis: 'Claims <received>',
          method: 'Counted by hand',
          source: 'Case system',
        },
      ]);
      expect(await text('/services/carers/transactions.html')).toContain(
        '<p>Transactions: Claims &lt;received&gt;</p>',
      );
    });
  });
});
