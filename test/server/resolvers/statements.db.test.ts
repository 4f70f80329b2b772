/** SQL statements a question takes: the number must not grow with services, metrics, windows or modules. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MOST_WORK } from '../../../server/loaders/reading.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const SERVICES = Array.from({ length: 30 }, (_, index) => `service-${String(index).padStart(2, '0')}`);
const MONTHS = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.UTC(2012, index, 1)).toISOString().slice(0, 10),
);
const METRICS = ['transactions', 'digital-take-up', 'completion-rate', 'cost-per-transaction'];

function files() {
  const lines = SERVICES.flatMap((slug, s) =>
    MONTHS.flatMap((start, m) => [
      `${slug},transactions,month,${start},digital,${100 + s + m}`,
      `${slug},transactions,month,${start},paper,${50 + s}`,
      `${slug},starts,month,${start},,${300 + s + m}`,
      `${slug},completions,month,${start},,${150 + 2 * s + m}`,
      `${slug},cost,month,${start},,${1000 + s}`,
    ]),
  );
  return {
    organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
    services: ['slug,name,organisation', ...SERVICES.map((slug) => `${slug},${slug},dwp`), ''].join('\n'),
    measurements: ['service,measure,period,start,channel,value', ...lines, ''].join('\n'),
  };
}

const metrics = (fields: string): string =>
  METRICS.map((key) => `m${METRICS.indexOf(key)}: metric(key: "${key}") { ${fields} }`).join(' ');

describeOnEachDatabase('SQL statements', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    // What is counted is what keeping saves.
    api = await openApi(dialect, '2014-07-10T12:00:00Z', MOST_WORK, new Set());
    await api.accept(files());
    // Reads the catalogue, and when the submission came.
    await api.data(
      `{ portfolio { metric(key: "transactions") { latest { working(first: 1) { edges { node { observations { source } } } } } } } }`,
    );
  });
  afterAll(() => api.close());

  const counts: string[] = [];
  afterAll(() => console.info(`${dialect}: ${counts.join('; ')}`));

  async function count(name: string, query: string, variables?: Record<string, unknown>): Promise<number> {
    api.statements.length = 0;
    await api.data(query, variables);
    counts.push(`${name}: ${api.statements.length}`);
    return api.statements.length;
  }

  const list = (fields: string): string =>
    `query ($first: Int!) { services(first: $first) { edges { node { slug ${metrics(fields)} } } portfolio { ${metrics(fields)} } } }`;

  test.each([
    ['a figure', 'figure(period: MONTH, start: "2014-01-01") { value }'],
    ['the latest', 'latest { value formatted }'],
    ['a change', 'latest(period: QUARTER, compareTo: PREVIOUS_YEAR) { change { formatted } }'],
    ['a series', 'series(period: MONTH) { narrative lines { values } latest { formatted } }'],
    ['as it was', 'figure(period: MONTH, start: "2014-01-01", asOf: "2014-07-11") { value }'],
    [
      'everything',
      `freshness { text } latest { value working(first: 1) { edges { node { observations { source } } } } }
       figure(period: MONTH, start: "2014-01-01") { value } series(period: QUARTER) { narrative }`,
    ],
  ])('%s of 4 metrics: as many for 3 services as for 30', async (name, fields) => {
    const cold = await count(`${name} × 30`, list(fields), { first: 30 });
    expect(cold).toBeLessThanOrEqual(6);
    // Longer periods are read by themselves once, the second time they are kept.
    await count(`${name} × 30`, list(fields), { first: 30 });
    const few = await count(`${name} × 3`, list(fields), { first: 3 });
    const many = await count(`${name} × 30`, list(fields), { first: 30 });
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(4);
  });

  test('a list sorted by a figure takes one read more', async () => {
    const query = `{ services(orderBy: { field: METRIC, metric: "transactions", direction: DESC }, first: 30) {
      edges { node { slug ${metrics('latest { value }')} } } } }`;
    expect(await count('sorted', query)).toBeLessThanOrEqual(4);
  });

  test.each([false, true])(
    'modules: as many for 1 as for 30 (each with a comparison: %s)',
    async (isCompared) => {
      const query = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
      title figure { formatted } series { narrative lines { values } changes { reasons } } freshness { text } error { code } } }`;
      const requests = SERVICES.map((service, index) => ({
        service,
        metric: METRICS[index % METRICS.length],
        compareTo: isCompared ? 'PREVIOUS_YEAR' : null,
      }));
      const cold = await count('30 modules', query, { requests });
      expect(cold).toBeLessThanOrEqual(5);
      await count('30 modules', query, { requests });
      const one = await count('1 module', query, { requests: requests.slice(0, 1) });
      const many = await count('30 modules', query, { requests });
      expect(many).toBe(one);
      expect(many).toBeLessThanOrEqual(3);
    },
  );

  test('nothing is read again while nothing changes: one statement asks for the version', async () => {
    expect(await count('metrics', '{ metrics { key } }')).toBe(1);
    expect(api.statements[0]).toMatch(/MAX\(id\)/);
  });
});

describeOnEachDatabase('a read of at most 3,000 values', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z', 3000);
    await api.accept(files());
  });
  afterAll(() => api.close());

  test('what is too much for one read is refused, and takes nobody else’s answer', async () => {
    const query = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
      figure { value } error { code argument message } } }`;
    const days = { portfolio: true, metric: 'transactions', period: 'DAY' };
    const requests = [
      { ...days, from: '2014-01-01', to: '2014-07-01' },
      { ...days, from: '2014-01-01', to: '2014-01-04' },
      { service: SERVICES[0], metric: 'transactions' },
      { ...days, from: '2014-01-02', to: '2014-02-28' },
      { service: SERVICES[1], metric: 'transactions' },
    ];
    const { modules } = await api.data<{
      modules: { figure: { value: number } | null; error: { code: string; message: string } | null }[];
    }>(query, { requests });
    expect(modules.map(({ error }) => error?.code ?? null)).toEqual([
      'LIMIT_EXCEEDED',
      null,
      null,
      'LIMIT_EXCEEDED',
      null,
    ]);
    expect(modules[0].error?.message).toMatch(/at most 3,000/);
    expect([modules[2], modules[4]].map(({ figure }) => figure?.value)).toEqual([179, 181]);
  });
});
