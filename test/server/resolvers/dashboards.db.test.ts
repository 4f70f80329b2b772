/** Dashboards over the API: published ones as they were imported, one made from the data for every other subject. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FULL, rows } from '../ingest/importing.js';

const MONTHS = Array.from({ length: 24 }, (_, month) =>
  new Date(Date.UTC(2012, 5 + month, 1)).toISOString().slice(0, 10),
);

const MEASUREMENTS = rows(
  ...MONTHS.flatMap((start, index) => [
    `lpa,transactions,month,${start},digital,${600 + index}`,
    `lpa,transactions,month,${start},paper,${400 - index}`,
    `claims,transactions,month,${start},digital,${60 + index}`,
    `claims,transactions,month,${start},paper,40`,
  ]),
);

const dashboard = (slug: string, subject: string, modules: number, more = ''): string => `
- slug: ${slug}
  title: { en: Dashboard ${slug}, cy: Dangosfwrdd ${slug} }
  subject: ${subject}
${more}  sections:
    - title: Use
      modules:
${Array.from({ length: modules }, (_, i) => `        - { slug: m${i}, metric: transactions, title: Module ${i}, period: month, last: ${i + 1}, compare-to: previous-year }`).join('\n')}
`;

const MODULES = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  title url chart view metric { key } subject { slug } error { code argument message }
  figure { formatted change { formatted } }
  series { period starts lines { role values } } } }`;

interface Module {
  title: string | null;
  url: string | null;
  metric: { key: string } | null;
  subject: { slug: string } | null;
  error: { code: string; argument: string } | null;
  figure: { formatted: string; change: object | null } | null;
  series: { period: string; starts: string[]; lines: { role: string }[] } | null;
}

describeOnEachDatabase('dashboards over the API', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect);
    await api.accept(FULL);
    await api.accept({
      measurements: MEASUREMENTS,
      dashboards:
        dashboard('wills', 'service/lpa', 12, '  owner: moj\n  is-own-page: true\n') +
        dashboard('all', 'portfolio', 1),
    });
    const insert = (statement: string) => api.writer.query(statement);
    await insert(
      `INSERT INTO slug_alias (kind, slug, target_id) SELECT 'dashboard', 'poa', id FROM dashboard WHERE slug = 'wills'`,
    );
    await insert(`INSERT INTO dashboard (slug, subject_type, state) VALUES ('draft', 'portfolio', 'draft')`);
    // The catalogue is read again with the next submission that changes it.
    await api.accept({ dashboards: dashboard('last', 'organisation/hmcts', 1) });
  });
  afterAll(() => api.close());

  const ask = async (requests: object[]): Promise<Module[]> =>
    (await api.data<{ modules: Module[] }>(MODULES, { requests })).modules;

  test('a published one, by its slug or an old one', async () => {
    const query = (slug: string): string => `{ dashboard(slug: "${slug}") {
      slug title welsh: title(lang: cy) subject { slug } owner { slug } version publishedAt isDefault pageUrl
      sections { title modules { slug title period last compareTo metric { key } } } } }`;
    const { dashboard: wills } = await api.data<{ dashboard: { sections: { modules: object[] }[] } }>(
      query('wills'),
    );
    expect(wills).toMatchObject({
      slug: 'wills',
      title: 'Dashboard wills',
      welsh: 'Dangosfwrdd wills',
      subject: { slug: 'lpa' },
      owner: { slug: 'moj' },
      version: 1,
      publishedAt: '2014-06-15T12:00:00.000Z',
      isDefault: false,
      pageUrl: 'https://performance.example.org/dashboards/wills',
    });
    expect(wills.sections[0].modules).toHaveLength(12);
    expect(wills.sections[0].modules[1]).toEqual({
      slug: 'm1',
      title: 'Module 1',
      period: 'MONTH',
      last: 2,
      compareTo: 'PREVIOUS_YEAR',
      metric: { key: 'transactions' },
    });
    expect((await api.data(query('poa'))).dashboard).toEqual(wills);
  });

  test.each(['draft', 'nothing'])('%s is not there for readers', async (slug) => {
    const { dashboard: found } = await api.data(`{ dashboard(slug: "${slug}") { slug } }`);
    expect(found).toBeNull();
    const [module] = await ask([{ dashboard: slug, module: 'm0' }]);
    expect(module.error).toMatchObject({ code: 'NOT_FOUND', argument: 'dashboard' });
  });

  test.each([
    ['', ['all', 'last', 'wills']],
    ['(filter: { owner: "moj" })', ['wills']],
    ['(filter: { text: "power" })', ['wills']],
    ['(first: 1)', ['all']],
  ])('the list %s', async (argument, slugs) => {
    const query = `{ dashboards${argument} { totalCount edges { node { slug } } } }`;
    const { dashboards } = await api.data<{ dashboards: { edges: { node: { slug: string } }[] } }>(query);
    expect(dashboards.edges.map(({ node }) => node.slug)).toEqual(slugs);
  });

  test('a subject has the one that is marked as its page, else one made from its data, and those about it', async () => {
    type Whose = { dashboard: object; dashboards: object[] };
    const { lpa, all } = await api.data<{ lpa: Whose; all: Whose }>(
      `{ lpa: service(slug: "lpa") { ...D } all: portfolio { ...D } }
       fragment D on Subject { dashboard { slug isOwnPage } dashboards { slug isOwnPage title(lang: cy) } }`,
    );
    expect(lpa).toEqual({
      dashboard: { slug: 'wills', isOwnPage: true },
      dashboards: [{ slug: 'wills', isOwnPage: true, title: 'Dangosfwrdd wills' }],
    });
    // The only one is not its page as long as nobody marks it; drafts are nobody’s.
    expect(all).toEqual({
      dashboard: { slug: null, isOwnPage: true },
      dashboards: [{ slug: 'all', isOwnPage: false, title: 'Dangosfwrdd all' }],
    });
  });

  test('a subject without one of its own has one made from its data', async () => {
    const fields =
      '{ dashboard { slug isDefault pageUrl title sections { modules { slug metric { key } by } } } }';
    const { lpa, claims } = await api.data<
      Record<string, { dashboard: { sections: { modules: object[] }[] } }>
    >(`{ lpa: service(slug: "lpa") ${fields} claims: service(slug: "claims") ${fields} }`);
    expect(lpa.dashboard).toMatchObject({ slug: 'wills', isDefault: false });
    expect(claims.dashboard).toMatchObject({
      slug: null,
      isDefault: true,
      title: 'Money claims',
      pageUrl: 'https://performance.example.org/services/claims',
    });
    expect(claims.dashboard.sections.flatMap(({ modules }) => modules)).toEqual(
      expect.arrayContaining([
        { slug: 'digital-take-up', metric: { key: 'digital-take-up' }, by: null },
        { slug: 'transactions-by-channel', metric: { key: 'transactions' }, by: 'channel' },
      ]),
    );
  });

  test('a stored module with what a reader asks for in its place', async () => {
    const stored = { dashboard: 'wills', module: 'm2' };
    const [plain, alone, longer, missing] = await ask([
      stored,
      { ...stored, compareTo: null },
      { ...stored, period: 'QUARTER', last: 1, title: 'Mine' },
      { ...stored, module: 'm99' },
    ]);
    expect(plain).toMatchObject({
      title: 'Module 2',
      url: 'https://performance.example.org/dashboards/wills/m2',
      subject: { slug: 'lpa' },
      series: { period: 'MONTH', starts: ['2014-03-01', '2014-04-01', '2014-05-01'] },
      error: null,
    });
    expect(plain.figure!.change).not.toBeNull();
    expect(plain.series!.lines.map(({ role }) => role)).toEqual(['PRIMARY', 'COMPARISON']);
    expect(alone.figure).toMatchObject({ formatted: plain.figure!.formatted, change: null });
    expect(longer).toMatchObject({ title: 'Mine', series: { period: 'QUARTER', starts: ['2014-01-01'] } });
    expect(missing.error).toMatchObject({ code: 'NOT_FOUND', argument: 'module' });
  });

  test('it says the same as the metric itself', async () => {
    const request = {
      service: 'lpa',
      metric: 'transactions',
      period: 'MONTH',
      last: 3,
      compareTo: 'PREVIOUS_YEAR',
    };
    const [stored, metric] = await ask([{ dashboard: 'wills', module: 'm2' }, request]);
    expect(stored.series).toEqual(metric.series);
    expect(stored.figure).toEqual(metric.figure);
  });

  test('12 modules take as many statements as one', async () => {
    const requests = Array.from({ length: 12 }, (_, i) => ({ dashboard: 'wills', module: `m${i}` }));
    const statementsOf = async (some: object[]): Promise<number> => {
      api.statements.length = 0;
      await ask(some);
      return api.statements.length;
    };
    await ask(requests);
    const one = await statementsOf(requests.slice(0, 1));
    expect(await statementsOf(requests)).toBe(one);
    expect(one).toBeLessThanOrEqual(3);
  });

  test('what is imported is there for the next reader', async () => {
    const version = async () => (await api.data('{ dashboard(slug: "all") { version } }')).dashboard;
    expect(await version()).toEqual({ version: 1 });
    await api.accept({ dashboards: dashboard('all', 'portfolio', 2) });
    expect(await version()).toEqual({ version: 2 });
    expect((await ask([{ dashboard: 'all', module: 'm1' }]))[0]).toMatchObject({
      title: 'Module 1',
      error: null,
    });
  });
});
