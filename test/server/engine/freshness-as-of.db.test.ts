/** How up to date data was at an instant, as it was known then: nothing that came later is in it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FreshnessData } from '../../../components/formatting/types.js';
import { MOST_WORK } from '../../../server/loaders/reading.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const CATALOGUE = {
  organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
  services: 'slug,name,organisation\nlpa,Power of attorney,dwp\nclaims,Claims,dwp\n',
};
const rows = (...lines: string[]): { measurements: string } => ({
  measurements: ['service,measure,period,start,channel,value', ...lines, ''].join('\n'),
});

const QUERY = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  figure { value } series { narrative } error { message }
  freshness { state lastReceivedAt latestPeriod { start } text counts { fresh due late stopped never } } } }`;

interface Answer {
  modules: { figure: { value: number } | null; series: { narrative: string }; freshness: FreshnessData }[];
}

const ask = async (api: Api, requests: object[]): Promise<Answer['modules']> => {
  api.statements.length = 0;
  return (await api.data<Answer>(QUERY, { requests })).modules;
};
const lpa = (asOf: string | null) => ({ service: 'lpa', metric: 'transactions', period: 'MONTH', asOf });

describeOnEachDatabase('freshness as of an instant', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-12-15T12:00:00Z', MOST_WORK, new Set());
    const january = (value: number): string => `lpa,transactions,month,2014-01-01,,${value}`;
    await api.accept(
      { ...CATALOGUE, ...rows(january(100), 'lpa,transactions,month,2014-02-01,,50') },
      '2014-03-05T10:00:00Z',
    );
    await api.accept(rows('claims,transactions,month,2014-03-01,,7'), '2014-04-05T10:00:00Z');
    await api.accept(rows(january(110)), '2014-06-10T10:00:00Z');
    await api.accept(
      rows(january(120), ...['03', '04', '05'].map((month) => `lpa,transactions,month,2014-${month}-01,,60`)),
      '2014-06-20T10:00:00Z',
    );
  });
  afterAll(() => api.close());

  test.each([
    ['2014-03-05T09:59:59.999Z', 'NEVER', null, null],
    ['2014-03-05T10:00:00Z', 'FRESH', '2014-03-05T10:00:00.000Z', '2014-02-01'],
    ['2014-04-06', 'DUE', '2014-03-05T10:00:00.000Z', '2014-02-01'],
    // What was corrected then has been corrected again since.
    ['2014-06-10T09:59:59.999Z', 'LATE', '2014-03-05T10:00:00.000Z', '2014-02-01'],
    ['2014-06-15', 'LATE', '2014-06-10T10:00:00.000Z', '2014-02-01'],
    ['2014-06-21', 'FRESH', '2014-06-20T10:00:00.000Z', '2014-05-01'],
    ['2099-01-01', 'STOPPED', '2014-06-20T10:00:00.000Z', '2014-05-01'],
    [null, 'STOPPED', '2014-06-20T10:00:00.000Z', '2014-05-01'],
  ])('%s: %s, received %s', async (asOf, state, lastReceivedAt, latest) => {
    const [{ freshness }] = await ask(api, [lpa(asOf)]);
    expect(freshness).toMatchObject({ state, lastReceivedAt });
    expect(freshness.latestPeriod?.start ?? null).toBe(latest);
  });

  test('is in words, of several services, and in what is told of a series', async () => {
    const [then, all] = await ask(api, [
      lpa('2014-06-15'),
      { portfolio: true, metric: 'transactions', period: 'MONTH', asOf: '2014-04-06' },
    ]);
    expect(then.freshness.text).toBe('Late: March 2014 was due by 21 April');
    expect(all.freshness).toMatchObject({
      ...{ state: 'DUE', lastReceivedAt: '2014-04-05T10:00:00.000Z' },
      counts: { fresh: 1, due: 1, late: 0, stopped: 0, never: 0 },
    });
    const query = `{ service(slug: "lpa") { metric(key: "transactions") {
      series(period: MONTH, asOf: "2014-06-15") { narrative } } } }`;
    const { service } = await api.data<{ service: { metric: { series: { narrative: string } } } }>(query);
    expect(service.metric.series.narrative).toContain('was due by 21 April');
    expect(then.series.narrative).toContain('was due by 21 April');
  });

  test('takes as many statements for many modules as for one, and looks once at what is known already', async () => {
    const metrics = ['transactions', 'cost', 'starts', 'completions'];
    const requests = metrics.flatMap((metric) =>
      ['lpa', 'claims'].map((service) => ({ ...lpa('2014-06-15'), service, metric })),
    );
    await ask(api, requests);
    await ask(api, requests.slice(0, 1));
    const one = api.statements.length;
    await ask(api, requests);
    expect(api.statements.length).toBe(one);
    expect(api.statements.filter((sql) => /MAX\(id\).*received_at/.test(sql))).toHaveLength(1);
  });
});

const days = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2010, 0, 1 + index)).toISOString().slice(0, 10),
  );

describeOnEachDatabase('freshness as of an instant, where a read is of at most 2,000 values', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z', 2000);
    const daily = (value: number) =>
      rows(
        ...['digital', 'paper'].flatMap((channel) =>
          days(1_200).map((day) => `claims,transactions,day,${day},${channel},${value}`),
        ),
      );
    await api.accept({ ...CATALOGUE, ...daily(1) }, '2014-03-01T10:00:00Z');
    await api.accept(rows('lpa,transactions,month,2014-01-01,,1'), '2014-03-02T10:00:00Z');
    await api.accept(daily(2), '2014-03-03T10:00:00Z');
  }, 60_000);
  afterAll(() => api.close());

  const claims = (asOf: string) => ({
    ...{ service: 'claims', metric: 'transactions', period: 'DAY', last: 1, asOf },
  });

  test('says nothing of when it was received rather than something else', async () => {
    const [{ figure, freshness }] = await ask(api, [claims('2014-03-02')]);
    expect(figure).toEqual({ value: 2 });
    expect(freshness).toMatchObject({ lastReceivedAt: null, latestPeriod: { start: '2013-04-14' } });
  });

  test('is found at once where the last that was received then is of the data set itself', async () => {
    const [{ figure, freshness }] = await ask(api, [claims('2014-03-01')]);
    expect(figure).toEqual({ value: 2 });
    expect(freshness).toMatchObject({ lastReceivedAt: '2014-03-01T10:00:00.000Z' });
  });
});
