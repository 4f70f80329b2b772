/** Lists of services and organisations: which, in which order, page by page; old slugs and ids. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const FILES = {
  organisations:
    'slug,name,abbreviation,kind,parent\nmoj,Ministry of Justice,MoJ,department,\nhmcts,Courts and Tribunals,HMCTS,agency,moj\nopg,Office of the Public Guardian,OPG,agency,hmcts\ndwp,Department for Work,DWP,department,\n',
  services: [
    'slug,name,organisation,description',
    'carers,Carer’s Allowance: claims,dwp,Money for “carers” who care 35 hours',
    'cafe,Café licences,hmcts,Über licences',
    'claims,Money claims,hmcts,',
    'claims-10,claims 10,moj,',
    'claims-9,Claims 9,moj,Ends in nine',
    'lpa,Lasting power of attorney,opg,Line\u00a0one',
    'none,Zero data,dwp,',
    '',
  ].join('\n'),
  groups: 'slug,name,services\nmoney,Money services,carers claims\n',
  measurements: [
    'service,measure,period,start,channel,value',
    'carers,transactions,month,2014-01-01,digital,30',
    'carers,transactions,month,2014-01-01,paper,10',
    'cafe,transactions,month,2014-01-01,,7',
    'claims,transactions,month,2014-01-01,,7',
    'lpa,transactions,quarter,2014-01-01,,90',
    'lpa,starts,month,2014-01-01,,5',
    'claims,transactions,month,2014-02-01,,1',
    '',
  ].join('\n'),
};

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  edges: { cursor: string; node: { slug: string } }[];
}

const LIST = `query ($filter: ServiceFilter, $orderBy: ServiceOrder, $first: Int, $after: String) {
  services(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { slug } }
    portfolio { totalCount metric(key: "transactions") { figure(period: MONTH, start: "2014-01-01") { value coverage { provided expected } } } }
  }
  portfolio(filter: $filter) { totalCount metric(key: "transactions") { figure(period: MONTH, start: "2014-01-01") { value coverage { provided expected } } } }
}`;

interface ListAnswer {
  services: Page & { portfolio: unknown };
  portfolio: unknown;
}

describeOnEachDatabase('lists', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect);
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  const ask = (variables: Record<string, unknown>) => api.data<ListAnswer>(LIST, variables);
  const slugs = async (variables: Record<string, unknown>): Promise<string> =>
    (await ask(variables)).services.edges.map(({ node }) => node.slug).join(' ');

  test.each([
    [{ text: 'carers' }, 'carers'],
    [{ text: "Carer's allowance" }, 'carers'],
    [{ text: 'carer’s ALLOWANCE' }, 'carers'],
    [{ text: '"carers"' }, 'carers'],
    [{ text: 'allowance money' }, 'carers'],
    [{ text: '  cafe ' }, 'cafe'],
    [{ text: 'CAFÉ' }, 'cafe'],
    [{ text: 'uber' }, 'cafe'],
    [{ text: 'line one' }, 'lpa'],
    [{ text: '%' }, ''],
    [{ text: 'a_s' }, ''],
    [{ text: '' }, 'cafe carers claims-9 claims-10 lpa claims none'],
    [{ text: '   ' }, 'cafe carers claims-9 claims-10 lpa claims none'],
    [{ organisation: 'moj' }, 'cafe claims-9 claims-10 lpa claims'],
    [{ organisation: 'hmcts' }, 'cafe lpa claims'],
    [{ organisation: 'opg' }, 'lpa'],
    [{ group: 'money' }, 'carers claims'],
    [{ group: 'money', organisation: 'moj' }, 'claims'],
    [{ publishes: 'transactions' }, 'cafe carers lpa claims'],
    [{ publishes: 'completion-rate' }, ''],
    [{ publishes: 'transactions', text: 'claims', organisation: 'dwp' }, 'carers'],
  ])('of services that match %p', async (filter, expected) => {
    expect(await slugs({ filter })).toBe(expected);
    const { services, portfolio } = await ask({ filter, first: 1 });
    expect(services.totalCount).toBe(expected.split(' ').filter(Boolean).length);
    expect(services.portfolio).toEqual(portfolio);
    expect(portfolio).toMatchObject({ totalCount: services.totalCount });
  });

  test.each([
    [{ field: 'NAME' }, 'cafe carers claims-9 claims-10 lpa claims none'],
    [{ field: 'NAME', direction: 'DESC' }, 'none claims lpa claims-10 claims-9 carers cafe'],
    [{ field: 'ORGANISATION' }, 'cafe claims carers none claims-9 claims-10 lpa'],
    [{ field: 'ORGANISATION', direction: 'DESC' }, 'lpa claims-10 claims-9 none carers claims cafe'],
    [
      { field: 'METRIC', metric: 'transactions', period: 'MONTH', start: '2014-01-01', direction: 'DESC' },
      'carers cafe claims claims-10 claims-9 lpa none',
    ],
    [
      { field: 'METRIC', metric: 'transactions', period: 'MONTH', start: '2014-01-01' },
      'cafe claims carers claims-10 claims-9 lpa none',
    ],
    [
      { field: 'METRIC', metric: 'transactions', period: 'MONTH', direction: 'ASC' },
      'claims cafe carers claims-10 claims-9 lpa none',
    ],
    [
      { field: 'METRIC', metric: 'transactions', period: 'QUARTER', direction: 'DESC' },
      'lpa cafe carers claims claims-10 claims-9 none',
    ],
  ])('sorted by %p', async (orderBy, expected) => {
    expect(await slugs({ orderBy })).toBe(expected);
  });

  test('by a metric without a period are sorted by one that at least half of them have', async () => {
    expect(await slugs({ orderBy: { field: 'METRIC', metric: 'transactions', direction: 'DESC' } })).toBe(
      'carers cafe claims claims-10 claims-9 lpa none',
    );
  });

  test('of organisations', async () => {
    const of = async (filter: string): Promise<string> => {
      const query = `{ organisations(filter: ${filter}) { edges { node { slug } } } }`;
      const { organisations } = await api.data<{ organisations: Page }>(query);
      return organisations.edges.map(({ node }) => node.slug).join(' ');
    };
    expect(await of('null')).toBe('dwp hmcts moj opg');
    expect(await of('{ isDepartment: true }')).toBe('dwp moj');
    expect(await of('{ isDepartment: false }')).toBe('hmcts opg');
    expect(await of('{ parent: "moj" }')).toBe('hmcts');
    expect(await of('{ text: "hmcts" }')).toBe('hmcts');
    expect(await of('{ text: "office guardian" }')).toBe('opg');
  });

  test('has columns of one window each, whatever each service has besides', async () => {
    const columns = `columns(metrics: ["transactions", "completion-rate"], period: $period) {
        definition { key } period { period start label } total { value coverage { provided expected } } }
      edges { node { slug } figures(metrics: ["transactions", "completion-rate"], period: $period) { value status } }`;
    const list = `query ($filter: ServiceFilter, $period: Period) { services(filter: $filter) { ${columns} } }`;
    const answer = await api.data<{ services: { columns: unknown[]; edges: unknown[] } }>(list, {
      filter: { organisation: 'hmcts' },
      period: 'MONTH',
    });
    // By itself the café would answer with January, its own latest.
    expect(answer.services.columns).toEqual([
      {
        definition: { key: 'transactions' },
        period: { period: 'MONTH', start: '2014-02-01', label: 'February 2014' },
        total: { value: 1, coverage: { provided: 1, expected: 3 } },
      },
      { definition: { key: 'completion-rate' }, period: null, total: null },
    ]);
    expect(answer.services.edges).toEqual([
      { node: { slug: 'cafe' }, figures: [{ value: null, status: 'NOT_PROVIDED' }, null] },
      { node: { slug: 'lpa' }, figures: [{ value: null, status: 'NOT_PROVIDED' }, null] },
      { node: { slug: 'claims' }, figures: [{ value: 1, status: 'PROVIDED' }, null] },
    ]);
    const own = await api.data(
      `query ($period: Period) { organisation(slug: "hmcts") { services { ${columns} } } }`,
      { period: 'MONTH' },
    );
    expect(own).toEqual({ organisation: answer });
    const searched = await api.data<{ services: { columns: { period: unknown; total: unknown }[] } }>(list, {
      filter: { text: 'power', organisation: 'hmcts' },
    });
    // The window is the organisation's also where the search leaves one that has nothing in it.
    expect(searched.services.columns[0]).toMatchObject({
      period: { start: '2014-02-01' },
      total: { value: null },
    });
  });

  test('refuses columns that there are not, or too many', async () => {
    const ask = (metrics: string[]) =>
      api.ask(
        `query ($metrics: [String!]!) { services { columns(metrics: $metrics) { total { value } } } }`,
        {
          metrics,
        },
      );
    expect(await ask(['speed'])).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('there is no metric "speed"'),
          extensions: { argument: 'metrics' },
        },
      ],
    });
    expect(await ask(Array<string>(21).fill('transactions'))).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', argument: 'metrics' } }],
    });
  });

  test('of what belongs to an organisation and a group', async () => {
    const query = `{ organisation(slug: "moj") { name abbreviation organisationKind parent { slug } children { totalCount edges { node { slug parent { slug } } } }
        services(first: 2) { totalCount pageInfo { hasNextPage } edges { node { slug organisation { slug } } } portfolio { totalCount } } }
      serviceGroup(slug: "money") { name services { edges { node { slug } } } } }`;
    expect(await api.data(query)).toEqual({
      organisation: {
        name: 'Ministry of Justice',
        abbreviation: 'MoJ',
        organisationKind: 'department',
        parent: null,
        children: { totalCount: 1, edges: [{ node: { slug: 'hmcts', parent: { slug: 'moj' } } }] },
        services: {
          totalCount: 5,
          pageInfo: { hasNextPage: true },
          edges: [
            { node: { slug: 'cafe', organisation: { slug: 'hmcts' } } },
            { node: { slug: 'claims-9', organisation: { slug: 'moj' } } },
          ],
          portfolio: { totalCount: 5 },
        },
      },
      serviceGroup: {
        name: 'Money services',
        services: { edges: [{ node: { slug: 'carers' } }, { node: { slug: 'claims' } }] },
      },
    });
  });

  test('page by page', async () => {
    const first = (await ask({ first: 3 })).services;
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await ask({ first: 4, after: first.pageInfo.endCursor })).services;
    expect(second.edges.map(({ node }) => node.slug)).toEqual(['claims-10', 'lpa', 'claims', 'none']);
    expect(second.pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: second.edges[0].cursor,
      endCursor: second.edges[3].cursor,
    });
    expect((await ask({ first: 4, after: second.pageInfo.endCursor })).services.edges).toEqual([]);
    expect((await ask({ first: 0 })).services).toMatchObject({ totalCount: 7, edges: [] });
  });

  test('ids name the same thing again, whatever its slug', async () => {
    const query = `{ service(slug: "lpa") { id slug } organisation(slug: "opg") { id slug } serviceGroup(slug: "money") { id slug } }`;
    const named = await api.data<Record<string, { id: string; slug: string }>>(query);
    for (const [field, { id, slug }] of Object.entries(named)) {
      const answer = await api.data(
        'query ($id: ID!) { node(id: $id) { __typename id ... on Subject { slug kind } } }',
        { id },
      );
      const type = field.charAt(0).toUpperCase() + field.slice(1);
      expect(answer).toMatchObject({ node: { __typename: type, id, slug } });
    }
    expect(new Set(Object.values(named).map(({ id }) => id)).size).toBe(3);
  });

  describe('old slugs', () => {
    beforeAll(async () => {
      const id = async (table: string, slug: string): Promise<number> => {
        const sql = `SELECT id FROM ${table} WHERE slug = '${slug}'`;
        return ((await api.writer.query(sql)) as { id: number }[])[0].id;
      };
      for (const [kind, table, slug, old] of [
        ['service', 'service', 'lpa', 'power-of-attorney'],
        ['organisation', 'organisation', 'moj', 'justice'],
        ['group', 'service_group', 'money', 'cash'],
      ]) {
        const target = await id(table, slug);
        await api.writer.query(
          `INSERT INTO slug_alias (kind, slug, target_id) VALUES ('${kind}', '${old}', ${target})`,
        );
      }
      await api.accept({ services: 'slug,name,organisation\nnew,New,dwp\n' });
    });

    test('find the thing, which answers with its own', async () => {
      const query = `{ service(slug: "power-of-attorney") { slug } organisation(slug: "justice") { slug } serviceGroup(slug: "cash") { slug }
        services(filter: { organisation: "justice", group: "cash" }) { edges { node { slug } } }
        modules(requests: [{ service: "power-of-attorney", metric: "transactions" }]) { subject { slug } figure { value } error { message } }
        wrong: service(slug: "justice") { slug } }`;
      expect(await api.data(query)).toEqual({
        service: { slug: 'lpa' },
        organisation: { slug: 'moj' },
        serviceGroup: { slug: 'money' },
        services: { edges: [{ node: { slug: 'claims' } }] },
        modules: [{ subject: { slug: 'lpa' }, figure: { value: 90 }, error: null }],
        wrong: null,
      });
    });
  });
});
