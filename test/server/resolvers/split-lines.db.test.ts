/** Which parts of a split are lines of a range: those that something was delivered for in it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const ROWS = [
  'one,transactions,month,2013-11-01,unspecified,100,',
  'one,transactions,month,2013-12-01,unspecified,100,',
  'one,transactions,month,2014-01-01,digital,60,',
  'one,transactions,month,2014-01-01,phone,40,',
  'one,transactions,month,2014-02-01,digital,60,',
  'one,transactions,month,2014-02-01,phone,,NOT_PROVIDED',
  'one,transactions,month,2014-03-01,digital,60,',
  'one,transactions,month,2014-03-01,phone,,NOT_PROVIDED',
];

const QUESTION = `query ($request: ModuleRequest!) { modules(requests: [$request]) {
  series { lines { key values } } error { message }
} }`;

interface Answer {
  modules: { series: { lines: { key: string; values: (number | null)[] }[] } }[];
}

describeOnEachDatabase('the lines of a split', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-04-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\n',
      measurements: ['service,measure,period,start,channel,value,status', ...ROWS, ''].join('\n'),
    });
  });
  afterAll(() => api.close());

  async function linesFrom(from: string, to: string): Promise<Record<string, (number | null)[]>> {
    const request = { service: 'one', metric: 'transactions', period: 'MONTH', by: 'channel', from, to };
    const { modules } = await api.data<Answer>(QUESTION, { request });
    return Object.fromEntries(modules[0].series.lines.map(({ key, values }) => [key, values]));
  }

  test('leave out a part that belongs to another time', async () => {
    expect(await linesFrom('2014-01-01', '2014-04-01')).toEqual({
      digital: [60, 60, 60],
      phone: [40, null, null],
    });
    expect(Object.keys(await linesFrom('2013-12-01', '2014-02-01'))).toEqual([
      'digital',
      'phone',
      'unspecified',
    ]);
  });

  test('keep a part whose publisher says that there is no value', async () => {
    expect(await linesFrom('2014-02-01', '2014-04-01')).toEqual({ digital: [60, 60], phone: [null, null] });
  });
});
