/** What was known when: revisions, withdrawals, versions that are pinned, and drafts, which nobody sees. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const BASE = {
  organisations: 'slug,name,kind,parent\ndwp,Department for Work,department,\n',
  services: 'slug,name,organisation\nlpa,Lasting power of attorney,dwp\nclaims,Claims,dwp\n',
};
const rows = (...lines: string[]): string =>
  ['service,measure,period,start,channel,value,status', ...lines, ''].join('\n');

interface Figure {
  value: number | null;
  status: string;
  flags: string[];
}
const FIGURE = 'value status flags';

describeOnEachDatabase('values as they were known', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-12-15T12:00:00Z');
    await api.accept(
      {
        ...BASE,
        measurements: rows(
          'lpa,transactions,month,2014-01-01,,100,',
          'lpa,transactions,month,2014-02-01,,50,',
        ),
      },
      '2014-03-01T10:00:00Z',
    );
    await api.accept(
      { measurements: rows('lpa,transactions,month,2014-01-01,,110,') },
      '2014-04-01T10:00:00Z',
    );
    await api.accept(
      {
        measurements: rows(
          'lpa,transactions,month,2014-01-01,,120,',
          'lpa,transactions,month,2014-03-01,,70,',
        ),
      },
      '2014-05-01T10:00:00Z',
    );
    await api.accept(
      { measurements: rows('lpa,transactions,month,2014-03-01,,[x],') },
      '2014-06-01T10:00:00Z',
    );
  });
  afterAll(() => api.close());

  const figure = async (start: string, asOf: string | null, period = 'MONTH'): Promise<Figure> => {
    const query = `query ($period: Period!, $start: PeriodStart!, $asOf: DateTime) { service(slug: "lpa") {
      metric(key: "transactions") { figure(period: $period, start: $start, asOf: $asOf) { ${FIGURE} } } } }`;
    const data = await api.data<{ service: { metric: { figure: Figure } } }>(query, { period, start, asOf });
    return data.service.metric.figure;
  };

  test.each<[string, string | null, number | null, string[]]>([
    ['before the first submission', '2014-03-01T09:59:59.999Z', null, []],
    ['at the very instant of it', '2014-03-01T10:00:00Z', 100, []],
    ['at the same instant in another zone', '2014-03-01T11:00:00+01:00', 100, []],
    ['on its day', '2014-03-01', 100, []],
    ['the day before the revision', '2014-03-31', 100, []],
    ['between two revisions', '2014-04-15T00:00:00Z', 110, ['REVISED']],
    ['after the last', '2014-05-02', 120, ['REVISED']],
    ['in the future', '2099-01-01', 120, ['REVISED']],
    ['now', null, 120, ['REVISED']],
  ])('a value revised twice, %s', async (_when, asOf, value, flags) => {
    expect(await figure('2014-01-01', asOf)).toEqual({
      value,
      status: value === null ? 'NOT_PROVIDED' : 'PROVIDED',
      flags,
    });
  });

  test('a value withdrawn is not there any more, but was', async () => {
    expect(await figure('2014-03-01', null)).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
    expect(await figure('2014-03-01', '2014-05-15')).toEqual({ value: 70, status: 'PROVIDED', flags: [] });
    expect(await figure('2014-01-01', '2014-05-15', 'QUARTER')).toMatchObject({ value: 240 });
    expect(await figure('2014-01-01', null, 'QUARTER')).toMatchObject({ value: null, status: 'INCOMPLETE' });
  });

  test('series and modules are as of then, too', async () => {
    const query = `{
      service(slug: "lpa") { metric(key: "transactions") {
        then: series(period: MONTH, from: "2014-01-01", to: "2014-04-01", asOf: "2014-04-15") { lines { values statuses } }
        now: series(period: MONTH, from: "2014-01-01", to: "2014-04-01") { lines { values statuses } }
      } }
      modules(requests: [
        { service: "lpa", metric: "transactions", period: MONTH, asOf: "2014-05-15" },
        { service: "lpa", metric: "transactions", period: MONTH },
        { portfolio: true, metric: "transactions", period: MONTH, asOf: "2014-05-15" }
      ]) { figure { value period { start } } series { starts } url }
    }`;
    const { service, modules } = await api.data<{
      service: { metric: Record<'then' | 'now', { lines: { values: unknown[] }[] }> };
      modules: { figure: { value: number; period: { start: string } }; url: string }[];
    }>(query);
    expect(service.metric.then.lines[0].values).toEqual([110, 50, null]);
    expect(service.metric.now.lines[0].values).toEqual([120, 50, null]);
    expect(modules.map(({ figure: { value, period } }) => [period.start, value])).toEqual([
      ['2014-03-01', 70],
      ['2014-02-01', 50],
      ['2014-03-01', 70],
    ]);
    expect(modules[0].url).toMatch(/as-of=2014-05-15/);
  });

  test('the latest as of then is the newest that was known then, however long ago that is', async () => {
    await api.accept(
      {
        measurements: rows(
          ...Array.from({ length: 40 }, (_, index) => {
            const start = new Date(Date.UTC(2016, index, 1)).toISOString().slice(0, 10);
            return `claims,transactions,month,${start},,${index},`;
          }),
        ),
      },
      '2019-06-01T10:00:00Z',
    );
    api.now = new Date('2019-07-01T12:00:00Z');
    const query = `{ portfolio { metric(key: "transactions") {
        then: latest(period: MONTH, asOf: "2014-05-15") { value period { start } }
        now: latest(period: MONTH) { value period { start } } } }
      service(slug: "lpa") { metric(key: "transactions") {
        then: latest(period: MONTH, asOf: "2014-05-15") { value period { start } }
        before: latest(period: MONTH, asOf: "2014-02-01") { value } now: latest(period: MONTH) { value } } } }`;
    expect(await api.data(query)).toEqual({
      portfolio: {
        metric: {
          then: { value: 70, period: { start: '2014-03-01' } },
          now: { value: 39, period: { start: '2019-04-01' } },
        },
      },
      service: {
        metric: { then: { value: 70, period: { start: '2014-03-01' } }, before: null, now: { value: 50 } },
      },
    });
    api.now = new Date('2014-12-15T12:00:00Z');
  });

  test('the working shows when and from what a revised value came', async () => {
    const query = `query ($asOf: DateTime) { service(slug: "lpa") { metric(key: "transactions") {
      figure(period: MONTH, start: "2014-01-01", asOf: $asOf) { working { edges { node { observations { value receivedAt flags } } } } } } } }`;
    const seen = async (asOf: string | null): Promise<string> =>
      JSON.stringify(await api.data(query, { asOf }));
    expect(await seen('2014-03-02')).toMatch(
      /"value":100,"receivedAt":"2014-03-01T10:00:00.000Z","flags":\[\]/,
    );
    expect(await seen(null)).toMatch(
      /"value":120,"receivedAt":"2014-05-01T10:00:00.000Z","flags":\["REVISED"\]/,
    );
  });

  test('a read that has begun never sees what comes after it', async () => {
    const before = await api.store.begin({ viewer: ANONYMOUS, now: api.now });
    const subject = before.catalogue.subject('SERVICE', 'lpa')!;
    const metric = before.catalogue.metric('transactions')!;
    const questionOf = (period: 'MONTH' | 'QUARTER') => ({ subject, metric, period });
    await api.accept({
      measurements: rows(
        'lpa,transactions,month,2014-01-01,,999,',
        'lpa,transactions,month,2014-04-01,,888,',
        'lpa,transactions,quarter,2014-01-01,digital,777,',
      ),
    });
    const months = await before.series({ ...questionOf('MONTH'), last: 5 });
    expect(months.lines[0].columns.values).toEqual([null, null, null, 120, 50]);
    expect((await before.latest(questionOf('QUARTER')))?.value ?? null).toBeNull();
    const after = await api.store.begin({ viewer: ANONYMOUS, now: api.now });
    const seen = await after.series({ ...questionOf('MONTH'), last: 4 });
    expect(seen.lines[0].columns.values).toEqual([999, 50, null, 888]);
    expect((await after.latest(questionOf('QUARTER')))?.value).toBe(777);
    expect(after.snapshot.version).toBe(before.snapshot.version + 1);
  });

  describe('drafts', () => {
    beforeAll(() =>
      api.accept({
        'data-sets':
          'service,measure,cadence,state\nclaims,starts,month,draft\nclaims,completions,month,published\n',
        measurements: rows('claims,starts,month,2014-01-01,,10,', 'claims,completions,month,2014-01-01,,5,'),
        annotations:
          'subject_type,subject,measure,kind,from,to,text,link\nservice,claims,starts,NOTE,2014-01-10,,A secret of the draft,\n',
      }),
    );

    test('are in no figure, series, list, filter or freshness', async () => {
      const query = `{
        service(slug: "claims") {
          metrics { definition { key } }
          metric(key: "completion-rate") {
            freshness { state lastReceivedAt latestPeriod { start } } latest(period: MONTH) { value }
            figure(period: MONTH, start: "2014-01-01") { value status reason working { edges { node { observations { measure } } } } }
            series(period: MONTH, from: "2014-01-01", to: "2014-02-01") { lines { values } narrative annotations { text } }
          }
        }
        services(filter: { publishes: "completion-rate" }) { totalCount }
        modules(requests: [{ service: "claims", metric: "completion-rate", from: "2014-01-01", to: "2014-03-01" }]) {
          figure { value } series { annotations { text } narrative } publisher { source } }
      }`;
      const answer = await api.data<{
        service: { metrics: { definition: { key: string } }[]; metric: Record<string, unknown> };
        services: { totalCount: number };
      }>(query);
      expect(answer.service.metrics.map(({ definition }) => definition.key)).not.toContain('completion-rate');
      expect(answer.services.totalCount).toBe(0);
      expect(answer.service.metric).toMatchObject({
        freshness: { state: 'NEVER', lastReceivedAt: null, latestPeriod: null },
        latest: null,
        figure: { value: null, status: 'NOT_PROVIDED' },
        series: { lines: [{ values: [null] }], annotations: [] },
      });
      expect(JSON.stringify(answer)).not.toMatch(/secret|"measure":"starts"/);
    });

    test('are seen once they are published', async () => {
      await api.accept({ 'data-sets': 'service,measure,cadence,state\nclaims,starts,month,published\n' });
      const query = `{ service(slug: "claims") { metric(key: "completion-rate") {
        figure(period: MONTH, start: "2014-01-01") { value } } }
        services(filter: { publishes: "completion-rate" }) { totalCount } }`;
      expect(await api.data(query)).toEqual({
        service: { metric: { figure: { value: 50 } } },
        services: { totalCount: 1 },
      });
    });
  });
});
