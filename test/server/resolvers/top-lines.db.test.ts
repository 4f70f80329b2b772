/** Which parts of a split `top` keeps: the largest of what is drawn. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

/** Visits by device and month: most is older, one comes last, one was counted in the first month only. */
const DEVICES = {
  desktop: [900, 100, 10],
  gone: [500, null, null],
  mobile: [10, 20, 300],
  tablet: [30, 200, 200],
  watch: [1, 1, 100],
};
const MONTHS = ['2014-01-01', '2014-02-01', '2014-03-01'];

const cells: Record<string, (key: string) => string> = {
  device: (key) => `${key},`,
  reason: (key) => `,${key}`,
  '': () => ',',
};

const rows = (
  service: string,
  measure: string,
  dimension: string,
  all: Record<string, (number | null)[]>,
): string[] =>
  Object.entries(all).flatMap(([key, values]) =>
    values.flatMap((value, index) =>
      value === null ? [] : `${service},${measure},month,${MONTHS[index]},${cells[dimension](key)},${value}`,
    ),
  );

const REASONS = { address: [50, 1, 1], lost: [1, 1, 9], other: [3, 3, 8], payment: [40, 5, 2] };

const QUESTION = `query ($request: ModuleRequest!) { modules(requests: [$request]) {
  chart figure { period { start } } series { starts lines { key values } } error { message }
} }`;

interface Answer {
  modules: {
    chart: string;
    series: { starts: string[]; lines: { key: string; values: (number | null)[] }[] };
    error: object | null;
  }[];
}

describeOnEachDatabase('the lines of top', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-04-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\ntwo,Second,dwp\nthree,Third,dwp\nfour,Fourth,dwp\n',
      measurements: [
        'service,measure,period,start,device,reason,value',
        ...rows('one', 'visits', 'device', DEVICES),
        ...rows('one', 'calls', 'reason', REASONS),
        // Second and fourth were large once; fourth has stopped.
        ...rows('one', 'transactions', '', { '': [5, 5, 5] }),
        ...rows('two', 'transactions', '', { '': [900, 1, 2] }),
        ...rows('three', 'transactions', '', { '': [1, 10, 20] }),
        ...rows('four', 'transactions', '', { '': [800, null, null] }),
        '',
      ].join('\n'),
      dashboards: `dashboards:
  - slug: board
    title: Board
    subject: service/one
    sections:
      - title: One
        modules:
          - { slug: bars, metric: visits, by: device, top: 2, period: month, chart: bar }
`,
    });
  });
  afterAll(() => api.close());

  async function keysOf(request: Record<string, unknown>): Promise<string[]> {
    const { modules } = await api.data<Answer>(QUESTION, { request });
    expect(modules[0].error).toBeNull();
    return modules[0].series.lines.map(({ key }) => key);
  }
  const visits = { service: 'one', metric: 'visits', by: 'device', top: 2, period: 'MONTH' };

  test('are those with the most in the span that is drawn', async () => {
    expect(await keysOf(visits)).toEqual(['desktop', 'gone', 'all-others']);
    expect(await keysOf({ ...visits, from: '2014-02-01', to: '2014-04-01' })).toEqual([
      'tablet',
      'mobile',
      'all-others',
    ]);
  });

  test('are of bars those with the most in the window that is drawn', async () => {
    expect(await keysOf({ ...visits, chart: 'BAR' })).toEqual(['mobile', 'tablet', 'all-others']);
    expect(await keysOf({ ...visits, chart: 'BAR', to: '2014-03-01' })).toEqual([
      'tablet',
      'desktop',
      'all-others',
    ]);
  });

  test('follow the chart that suits the metric, or that it is stored with', async () => {
    // Reasons of calls are open: they are drawn as bars of the latest month.
    const calls = { service: 'one', metric: 'calls', by: 'reason', top: 2, period: 'MONTH' };
    expect(await keysOf(calls)).toEqual(['lost', 'other', 'all-others']);
    expect(await keysOf({ ...calls, chart: 'LINE' })).toEqual(['address', 'payment', 'all-others']);
    expect(await keysOf({ dashboard: 'board', module: 'bars' })).toEqual(['mobile', 'tablet', 'all-others']);
    expect(await keysOf({ dashboard: 'board', module: 'bars', chart: 'LINE' })).toEqual([
      'desktop',
      'gone',
      'all-others',
    ]);
  });

  test('of services are the largest of the same, also where one has stopped', async () => {
    const services = { portfolio: true, metric: 'transactions', by: 'service', period: 'MONTH' };
    expect(await keysOf(services)).toEqual(['two', 'four', 'three', 'one']);
    expect(await keysOf({ ...services, top: 2 })).toEqual(['two', 'four', 'all-others']);
    expect(await keysOf({ ...services, top: 2, chart: 'BAR' })).toEqual(['three', 'one', 'all-others']);
  });
});
