/** What answers say of rows that were taken back and of values that came early, today and as of then. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const BASE = {
  organisations: 'slug,name,kind,parent\ndwp,Department for Work,department,\n',
  services: 'slug,name,organisation\nlpa,Lasting power of attorney,dwp\nclaims,Claims,dwp\n',
};
const rows = (...lines: string[]): string =>
  ['service,measure,period,start,channel,value,status', ...lines, ''].join('\n');

describeOnEachDatabase('values that were taken back, or came early, as they were known', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-06-15T12:00:00Z');
    const send = (at: string, ...lines: string[]): Promise<void> =>
      api.accept({ ...BASE, measurements: rows(...lines) }, at);
    await send(
      '2014-05-02T10:00:00Z',
      'lpa,transactions,month,2014-03-01,unspecified,100,',
      'lpa,transactions,month,2014-04-01,unspecified,200,',
      'claims,transactions,quarter,2014-01-01,,30,',
      'claims,transactions,month,2014-04-01,,9,',
    );
    await send(
      '2014-05-03T10:00:00Z',
      'lpa,transactions,month,2014-04-01,digital,150,',
      'lpa,transactions,month,2014-04-01,phone,50,',
    );
    await send(
      '2014-05-04T10:00:00Z',
      'lpa,transactions,month,2014-04-01,unspecified,[-],',
      'claims,transactions,quarter,2014-01-01,,[-],',
    );
    await send(
      '2014-05-20T10:00:00Z',
      'lpa,transactions,month,2014-05-01,digital,70,',
      'lpa,transactions,month,2014-03-01,unspecified,,WITHDRAWN',
    );
    await send('2014-06-02T10:00:00Z', 'lpa,transactions,month,2014-05-01,digital,170,');
    await send('2014-06-03T10:00:00Z', 'lpa,transactions,month,2014-05-01,digital,171,');
    await send('2014-06-04T10:00:00Z', 'claims,transactions,month,2014-04-01,,[-],');
  });
  afterAll(() => api.close());

  const ask = async (service: string, field: string): Promise<unknown> => {
    const data = await api.data<{ service: { metric: { x: unknown } } }>(
      `{ service(slug: "${service}") { metric(key: "transactions") { x: ${field} } } }`,
    );
    return data.service.metric.x;
  };
  const figure = (service: string, period: string, start: string, asOf?: string): Promise<unknown> =>
    ask(
      service,
      `figure(period: ${period}, start: "${start}"${asOf ? `, asOf: "${asOf}"` : ''}) { value status flags }`,
    );

  test('the old part of a split that was added to the new one counts no more, and did in between', async () => {
    expect(await figure('lpa', 'MONTH', '2014-04-01', '2014-05-02T12:00:00Z')).toMatchObject({ value: 200 });
    expect(await figure('lpa', 'MONTH', '2014-04-01', '2014-05-03T12:00:00Z')).toMatchObject({ value: 400 });
    expect(await figure('lpa', 'MONTH', '2014-04-01')).toEqual({ value: 200, status: 'PROVIDED', flags: [] });
  });

  test('what is left of its window is as if the rest had never been sent', async () => {
    const lines = await ask(
      'lpa',
      'series(period: MONTH, from: "2014-04-01", to: "2014-05-01", by: "channel") { lines { key values } }',
    );
    expect(lines).toEqual({
      lines: [
        { key: 'digital', values: [150] },
        { key: 'phone', values: [50] },
      ],
    });
  });

  test('a period of which all was taken back is empty today and was not then', async () => {
    expect(await figure('claims', 'QUARTER', '2014-01-01')).toMatchObject({
      value: null,
      status: 'NOT_PROVIDED',
    });
    expect(await figure('claims', 'QUARTER', '2014-01-01', '2014-05-03')).toMatchObject({ value: 30 });
    expect(await ask('claims', 'latest(period: QUARTER) { value }')).toBeNull();
    expect(
      await ask('claims', 'latest(period: QUARTER, asOf: "2014-05-03") { value period { start } }'),
    ).toEqual({
      value: 30,
      period: { start: '2014-01-01' },
    });
    expect(await ask('claims', 'latest(period: MONTH) { value }')).toBeNull();
    expect(await ask('claims', 'latest(period: MONTH, asOf: "2014-05-30") { value }')).toEqual({ value: 9 });
  });

  test('a series begins with what is there, not with what was', async () => {
    const starts = (await ask(
      'lpa',
      'series(period: MONTH, from: "2014-01-01") { starts lines { values } }',
    )) as {
      lines: { values: unknown[] }[];
    };
    expect(starts.lines[0].values).toEqual([null, null, null, 200, 171]);
    expect(await figure('lpa', 'MONTH', '2014-03-01')).toMatchObject({ value: null });
  });

  test('as of a day it begins with what was there then', async () => {
    const series = 'series(period: QUARTER, asOf: "2014-05-02T12:00:00Z") { starts lines { values } }';
    expect(await ask('claims', series)).toEqual({ starts: ['2014-01-01'], lines: [{ values: [30] }] });
    await expect(ask('lpa', series.replace('QUARTER', 'MONTH'))).resolves.toEqual({
      starts: ['2014-03-01', '2014-04-01'],
      lines: [{ values: [100, 200] }],
    });
  });

  test('an early value is shown with its flag, and is not the latest while it is early', async () => {
    expect(await figure('lpa', 'MONTH', '2014-05-01', '2014-05-25')).toMatchObject({ value: 70 });
    expect(await ask('lpa', 'latest(period: MONTH, asOf: "2014-05-25") { value period { start } }')).toEqual({
      value: 200,
      period: { start: '2014-04-01' },
    });
    expect(await ask('lpa', 'latest(period: MONTH, asOf: "2014-06-02T12:00:00Z") { value flags }')).toEqual({
      value: 170,
      flags: [],
    });
    expect(await ask('lpa', 'latest(period: MONTH) { value flags }')).toEqual({
      value: 171,
      flags: ['REVISED'],
    });
  });

  test('freshness goes by the newest final value', async () => {
    const freshness = async (slug: string): Promise<unknown> =>
      (
        await api.data<{ service: { metric: { freshness: unknown } } }>(
          `{ service(slug: "${slug}") { metric(key: "transactions") { freshness { state latestPeriod { start } } } } }`,
        )
      ).service.metric.freshness;
    expect(await freshness('lpa')).toMatchObject({ latestPeriod: { start: '2014-05-01' } });
    expect(await freshness('claims')).toEqual({ state: 'NEVER', latestPeriod: null });
  });

  test('corrections are of what stood as final: neither what was sent again nor the end of what came early', async () => {
    const reading = await api.store.begin({ viewer: ANONYMOUS, now: new Date('2014-06-15T12:00:00Z') });
    const metric = reading.catalogue.metric('transactions')!;
    const correctionsOf = async (slug: string): Promise<unknown> =>
      (await reading.corrections(reading.catalogue.subject('SERVICE', slug)!, metric, 10)).map(
        ({ recorded, values, start }) => [recorded, values, start],
      );
    await api.accept(
      { measurements: rows('claims,transactions,month,2014-04-01,,9,') },
      '2014-06-14T10:00:00Z',
    );
    expect(await correctionsOf('lpa')).toEqual([
      ['month', 1, '2014-05-01'],
      ['month', 1, '2014-03-01'],
      ['month', 1, '2014-04-01'],
    ]);
    const now = await api.store.begin({ viewer: ANONYMOUS, now: new Date('2014-06-15T12:00:00Z') });
    expect(await now.corrections(now.catalogue.subject('SERVICE', 'claims')!, metric, 10)).toMatchObject([
      { recorded: 'month', values: 1, start: '2014-04-01' },
      { recorded: 'quarter', values: 1, start: '2014-01-01' },
    ]);
  });
});
