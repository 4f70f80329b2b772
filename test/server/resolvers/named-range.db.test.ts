/** A range by name shows as many windows of any period as make up that time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

/** 30 months to June 2014. */
const MONTHS = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.UTC(2012, index, 1)).toISOString().slice(0, 10),
);

const QUESTION = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  series { starts } figure { period { label } } url error { code argument message }
} }`;

interface Result {
  series: { starts: string[] } | null;
  figure: { period: { label: string } } | null;
  url: string;
  error: { code: string; argument: string; message: string } | null;
}

describeOnEachDatabase('a range by name', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\n',
      measurements: [
        'service,measure,period,start,value',
        ...MONTHS.map((start) => `one,transactions,month,${start},100`),
        '',
      ].join('\n'),
    });
  });
  afterAll(() => api.close());

  async function ask(...asked: Record<string, unknown>[]): Promise<Result[]> {
    const requests = asked.map((each) => ({ service: 'one', metric: 'transactions', ...each }));
    return (await api.data<{ modules: Result[] }>(QUESTION, { requests })).modules;
  }
  const startsOf = async (...asked: Record<string, unknown>[]): Promise<string[][]> =>
    (await ask(...asked)).map(({ series, error }) => series?.starts ?? [error!.message]);

  test('is counted in windows of the module', async () => {
    const [months, quarters, years] = await startsOf(
      { period: 'MONTH', range: 'LAST_12_MONTHS' },
      { period: 'QUARTER', range: 'LAST_12_MONTHS' },
      { period: 'YEAR', range: 'LAST_12_MONTHS' },
    );
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2013-07-01', '2014-06-01']);
    expect(quarters).toEqual(['2013-07-01', '2013-10-01', '2014-01-01', '2014-04-01']);
    expect(years).toEqual(['2013-01-01']);
    const [short] = await startsOf({ period: 'QUARTER', range: 'LAST_3_MONTHS' });
    expect(short).toEqual(['2014-04-01']);
  });

  test('begins with the first value', async () => {
    const [three, all, quarters, years] = await startsOf(
      { period: 'MONTH', range: 'LAST_3_YEARS' },
      { period: 'MONTH', range: 'ALL' },
      { period: 'QUARTER', range: 'ALL' },
      { period: 'ROLLING_YEAR', range: 'ALL' },
    );
    expect(three).toEqual(MONTHS);
    expect(all).toEqual(MONTHS);
    expect([quarters.length, quarters[0]]).toEqual([10, '2012-01-01']);
    expect([years.length, years[0], years.at(-1)]).toEqual([19, '2012-01-01', '2013-07-01']);
  });

  test('stands in the address of the figure', async () => {
    const [{ url }] = await ask({ range: 'LAST_3_YEARS' });
    expect(url).toMatch(/\/services\/one\/transactions\?range=last-3-years$/);
  });

  test('cannot stand beside another range', async () => {
    const [{ error }] = await ask({ range: 'ALL', last: 3 });
    expect(error).toMatchObject({ code: 'BAD_RANGE', argument: 'range' });
    expect(error?.message).toContain('last');
  });
});
