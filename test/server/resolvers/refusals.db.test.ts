/** Bad questions: each is answered with an error that names the argument, and the rest of the question is answered. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type AnswerError, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const FILES = {
  organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
  services: 'slug,name,organisation\nlpa,Lasting power of attorney,dwp\n',
  measurements:
    'service,measure,period,start,channel,value\nlpa,transactions,month,2014-01-01,digital,10\nlpa,transactions,month,2014-01-01,paper,5\n',
};

/** Arguments of a series or figure, the argument at fault, the code, what the message must say. */
type Case = [question: string, argument: string, code: string, says: RegExp];

const SERIES: Case[] = [
  ['series(period: MONTH, from: "2014-01-02")', 'from', 'BAD_START', /"2014-01-02".*MONTH.*first day/],
  ['series(period: MONTH, to: "2014-02-30")', 'to', 'BAD_START', /2014-02-30/],
  ['series(period: WEEK, from: "2014-01-01")', 'from', 'BAD_START', /Monday/],
  [
    'series(period: QUARTER, from: "2014-02-01")',
    'from',
    'BAD_START',
    /1 January, 1 April, 1 July or 1 October/,
  ],
  ['series(period: FINANCIAL_YEAR, from: "2014-01-01")', 'from', 'BAD_START', /1 April/],
  ['series(period: HOUR, from: "2014-01-01")', 'from', 'BAD_START', /HOUR/],
  ['series(period: HOUR, from: "2014-01-01T10:30:00Z")', 'from', 'BAD_START', /HOUR/],
  ['series(period: MONTH, from: "")', 'from', 'BAD_START', /""/],
  ['series(period: MONTH, from: "2014-02-01", to: "2014-02-01")', 'to', 'BAD_RANGE', /later than "from"/],
  ['series(period: MONTH, from: "2014-03-01", to: "2014-02-01")', 'to', 'BAD_RANGE', /later than "from"/],
  ['series(period: MONTH, last: 0)', 'last', 'BAD_RANGE', /at least 1/],
  ['series(period: MONTH, last: -3)', 'last', 'BAD_RANGE', /at least 1/],
  ['series(period: MONTH, last: 50001)', 'last', 'LIMIT_EXCEEDED', /50000/],
  [
    'series(period: DAY, from: "1800-01-01", to: "9999-01-01")',
    'from',
    'LIMIT_EXCEEDED',
    /more than 50000 points/,
  ],
  ['series(period: MONTH, by: "colour")', 'by', 'BAD_DIMENSION', /"colour".*split by channel/],
  ['series(period: MINUTE)', 'period', 'BAD_PERIOD', /MINUTE.*DAY/],
  ['series(period: MONTH, asOf: "yesterday")', 'asOf', 'BAD_INSTANT', /"yesterday"/],
  ['series(period: MONTH, asOf: "2014-02-30")', 'asOf', 'BAD_INSTANT', /2014-02-30/],
  ['series(period: MONTH, asOf: "")', 'asOf', 'BAD_INSTANT', /""/],
  ['figure(period: MONTH, start: "")', 'start', 'BAD_START', /""/],
  ['figure(period: MONTH, start: "2014-13-01")', 'start', 'BAD_START', /2014-13-01/],
  ['figure(period: MONTH, start: "1 January 2014")', 'start', 'BAD_START', /1 January 2014/],
  ['figure(period: MONTH, start: "2014-01-01T00:00:00Z")', 'start', 'BAD_START', /MONTH/],
  ['figure(period: MONTH, start: "2014-01-01", asOf: "2014-01-01T25:00Z")', 'asOf', 'BAD_INSTANT', /25:00/],
  ['latest(period: MINUTE)', 'period', 'BAD_PERIOD', /MINUTE/],
  ['latest(asOf: "2014")', 'asOf', 'BAD_INSTANT', /"2014"/],
];

const LISTS: Case[] = [
  ['services(first: 1001) { totalCount }', 'first', 'LIMIT_EXCEEDED', /0 to 1000, not 1001/],
  ['services(first: -1) { totalCount }', 'first', 'LIMIT_EXCEEDED', /not -1/],
  ['organisations(first: 1001) { totalCount }', 'first', 'LIMIT_EXCEEDED', /1001/],
  ['services(after: "nonsense") { totalCount }', 'after', 'BAD_CURSOR', /cursor/],
  ['organisations(after: "%%%") { totalCount }', 'after', 'BAD_CURSOR', /cursor/],
  ['services(filter: { organisation: "nope" }) { totalCount }', 'filter.organisation', 'NOT_FOUND', /"nope"/],
  ['services(filter: { group: "nope" }) { totalCount }', 'filter.group', 'NOT_FOUND', /"nope"/],
  ['services(filter: { publishes: "nope" }) { totalCount }', 'filter.publishes', 'NOT_FOUND', /"nope"/],
  ['portfolio(filter: { group: "nope" }) { totalCount }', 'filter.group', 'NOT_FOUND', /"nope"/],
  ['organisations(filter: { parent: "nope" }) { totalCount }', 'filter.parent', 'NOT_FOUND', /"nope"/],
  ['services(orderBy: { field: METRIC }) { totalCount }', 'orderBy.metric', 'BAD_METRIC', /key of a metric/],
  [
    'services(orderBy: { field: METRIC, metric: "nope" }) { totalCount }',
    'orderBy.metric',
    'NOT_FOUND',
    /"nope"/,
  ],
  [
    'services(orderBy: { field: METRIC, metric: "transactions", period: MINUTE }) { totalCount }',
    'orderBy.period',
    'BAD_PERIOD',
    /MINUTE/,
  ],
  [
    'services(orderBy: { field: METRIC, metric: "transactions", period: MONTH, start: "2014-01-05" }) { totalCount }',
    'orderBy.start',
    'BAD_START',
    /2014-01-05/,
  ],
];

const MODULES: [request: Record<string, unknown>, argument: string, code: string][] = [
  [{ metric: 'transactions' }, 'service', 'BAD_SUBJECT'],
  [{ service: 'lpa', organisation: 'dwp', metric: 'transactions' }, 'organisation', 'BAD_SUBJECT'],
  [{ service: 'lpa', portfolio: true, metric: 'transactions' }, 'service', 'BAD_SUBJECT'],
  [{ service: 'nope', metric: 'transactions' }, 'service', 'NOT_FOUND'],
  [{ organisation: 'nope', metric: 'transactions' }, 'organisation', 'NOT_FOUND'],
  [{ group: 'nope', metric: 'transactions' }, 'group', 'NOT_FOUND'],
  [{ service: 'lpa' }, 'metric', 'BAD_METRIC'],
  [{ service: 'lpa', metric: 'nope' }, 'metric', 'NOT_FOUND'],
  [{ service: 'lpa', metric: 'transactions', from: '2014-01-05' }, 'from', 'BAD_START'],
  [{ service: 'lpa', metric: 'transactions', to: 'x' }, 'to', 'BAD_START'],
  [{ service: 'lpa', metric: 'transactions', last: 0 }, 'last', 'BAD_RANGE'],
  [{ service: 'lpa', metric: 'transactions', by: 'rating' }, 'by', 'BAD_DIMENSION'],
  [{ service: 'lpa', metric: 'transactions', period: 'MINUTE' }, 'period', 'BAD_PERIOD'],
  [{ service: 'lpa', metric: 'transactions', asOf: 'x' }, 'asOf', 'BAD_INSTANT'],
  [{ dashboard: 'nope', module: 'x' }, 'dashboard', 'NOT_FOUND'],
];

describeOnEachDatabase('bad questions', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect);
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  function assertError(error: AnswerError | undefined, [, argument, code, says]: Case): void {
    expect(error?.extensions).toEqual({ code, argument });
    expect(error?.message).toMatch(says);
    expect(error?.message).not.toMatch(/undefined|null|\[object|NaN/);
  }

  test.each(SERIES)('%s', async (...asked) => {
    const part = asked[0].startsWith('series') ? '{ unit }' : '{ value }';
    const { data, errors } = await api.ask(
      `{ service(slug: "lpa") { slug name good: metric(key: "transactions") { latest { value } } bad: metric(key: "transactions") { ${asked[0]} ${part} } } }`,
    );
    expect(errors).toHaveLength(1);
    assertError(errors?.[0], asked);
    const isNullable = asked[0].startsWith('latest');
    expect(data).toEqual({
      service: {
        slug: 'lpa',
        name: 'Lasting power of attorney',
        good: { latest: { value: 15 } },
        bad: isNullable ? { latest: null } : null,
      },
    });
  });

  test.each(LISTS)('%s', async (...asked) => {
    const { errors } = await api.ask(`{ ${asked[0]} }`);
    expect(errors).toHaveLength(1);
    assertError(errors?.[0], asked);
  });

  test('a metric that is not there', async () => {
    const { data, errors } = await api.ask(
      '{ portfolio { totalCount metric(key: "nope") { latest { value } } } }',
    );
    expect(data).toEqual({ portfolio: { totalCount: 1, metric: null } });
    assertError(errors?.[0], ['', 'key', 'NOT_FOUND', /"nope".*"metrics"/]);
  });

  test.each(['services', 'working'])('a cursor and a size of a page of %s', async (what) => {
    const working = (args: string): string =>
      `{ portfolio { metric(key: "transactions") { latest { working(${args}) { totalCount } } } } }`;
    const ask = (args: string) =>
      api.ask(
        what === 'working'
          ? working(args)
          : `{ organisation(slug: "dwp") { services(${args}) { totalCount } } }`,
      );
    expect((await ask('first: 1001')).errors?.[0].extensions.argument).toBe('first');
    expect((await ask('after: "x"')).errors?.[0].extensions.argument).toBe('after');
    expect((await ask('first: 0')).errors).toBeUndefined();
  });

  test.each([
    [
      'an unknown enum value',
      'series(period: MONTH, compareTo: LAST_WEEK) { unit }',
      /LAST_WEEK.*Comparison/,
    ],
    ['an unknown period', 'series(period: DECADE) { unit }', /DECADE.*Period/],
    ['a number for a text', 'series(period: MONTH, by: 3) { unit }', /String/],
    ['a number for a start', 'figure(period: MONTH, start: 2014) { value }', /PeriodStart must be a text/],
    ['a number that is none', 'series(period: MONTH, last: 1.5) { unit }', /Int/],
    ['a field that is not there', 'series(period: MONTH) { nope }', /nope/],
  ])('%s', async (_what, field, says) => {
    const { errors } = await api.ask(`{ service(slug: "lpa") { metric(key: "transactions") { ${field} } } }`);
    expect(errors?.[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(errors?.[0].message).toMatch(says);
    expect(JSON.stringify(errors)).not.toMatch(/stack|node_modules|\.ts|\.js/);
  });

  test('what is not there is null, without an error', async () => {
    const query = `{ service(slug: "nope") { slug } organisation(slug: "") { slug } serviceGroup(slug: "lpa") { slug }
      a: node(id: "nope") { id } b: node(id: "U2VydmljZTo5OTk") { id } c: node(id: "") { id } }`;
    expect(await api.ask(query)).toEqual({
      data: { service: null, organisation: null, serviceGroup: null, a: null, b: null, c: null },
    });
  });

  test('null where nothing is the default', async () => {
    const query = `{ service(slug: "lpa") { name(lang: null) description(lang: null) metric(key: "transactions") {
        freshness { text(lang: null) } series(period: MONTH, from: null, to: null, last: null, by: null, compareTo: null, asOf: null) { starts narrative(lang: null) }
        latest(period: null, compareTo: null, asOf: null) { formatted(lang: null) change { formatted } working(first: null, after: null) { totalCount } } } }
      services(filter: null, orderBy: null, first: null, after: null) { totalCount }
      all: services(filter: { text: null, organisation: null, group: null, publishes: null }, orderBy: { field: NAME, metric: null, period: null, start: null }) { totalCount }
      portfolio(filter: null) { totalCount } organisations(filter: null) { totalCount } }`;
    expect(await api.data(query)).toMatchObject({
      service: { name: 'Lasting power of attorney', metric: { latest: { formatted: '15', change: null } } },
      services: { totalCount: 1 },
      all: { totalCount: 1 },
    });
  });

  test('windows in the future have no value, and are no error', async () => {
    const query = `{ service(slug: "lpa") { metric(key: "transactions") {
      figure(period: MONTH, start: "2099-01-01", compareTo: PREVIOUS_YEAR) { value status change { reason } }
      series(period: MONTH, from: "2099-01-01") { starts narrative latest { value } } } } }`;
    expect(await api.data(query)).toMatchObject({
      service: {
        metric: {
          figure: { value: null, status: 'NOT_PROVIDED', change: { reason: expect.any(String) } },
          series: { starts: [], latest: null },
        },
      },
    });
  });

  describe('of modules', () => {
    const QUERY = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
      title metric { key } subject { slug } figure { value } series { unit } freshness { state } publisher { name } url error { code argument message } } }`;
    interface Module {
      figure: { value: number } | null;
      error: { code: string; argument: string; message: string } | null;
    }

    test('each has its own error, and the others answer', async () => {
      const good = { service: 'lpa', metric: 'transactions' };
      const requests = [good, ...MODULES.flatMap(([request]) => [request, good])];
      const { modules } = await api.data<{ modules: Module[] }>(QUERY, { requests });
      MODULES.forEach(([, argument, code], index) => {
        const { error, ...rest } = modules[2 * index + 1];
        expect({ argument: error?.argument, code: error?.code }).toEqual({ argument, code });
        expect(error?.message).toMatch(/\w{3}/);
        expect(Object.values(rest).every((value) => value === null)).toBe(true);
      });
      const answered = modules.filter((_, index) => index % 2 === 0);
      expect(new Set(answered.map(({ figure, error }) => `${figure?.value} ${error}`))).toEqual(
        new Set(['15 null']),
      );
    });

    test('100 are answered, 101 are refused, none is an empty list', async () => {
      const request = { service: 'lpa', metric: 'transactions' };
      const ask = (count: number) =>
        api.ask(QUERY, { requests: Array.from({ length: count }, () => request) });
      expect((await ask(0)).data).toEqual({ modules: [] });
      expect((await ask(100)).data.modules).toHaveLength(100);
      assertError((await ask(101)).errors?.[0], ['', 'requests', 'LIMIT_EXCEEDED', /at most 100 .* not 101/]);
    });
  });
});
