/** What stands beside a module's headline, what explains it, and the ranges and splits that requests can ask for. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const MONTHS = ['2014-01-01', '2014-02-01', '2014-03-01', '2014-04-01', '2014-05-01'];
/** Counts of ratings 1 to 5 in each month. */
const RATINGS = [
  [10, 5, 5, 20, 60],
  [10, 5, 5, 20, 60],
  [0, 0, 0, 50, 50],
  [30, 10, 10, 25, 25],
  [5, 5, 10, 30, 50],
];
const ERRORS: [string, number][] = [
  ['postcode', 60],
  ['timeout', 30],
  ['card', 8],
  ['photo', 2],
];

const FILES = {
  organisations: 'slug,name,kind,parent\ndwp,Work and Pensions,department,\n',
  services: 'slug,name,organisation\ncarers,Carers,dwp\ntax,Tax disc,dwp\nempty,Nothing yet,dwp\n',
  'data-sets': 'service,measure,cadence,dimension_values\ncarers,users,week,stage=start details done\n',
  measurements: [
    'service,measure,period,start,channel,rating,error,stage,le,value',
    ...MONTHS.flatMap((start, month) => [
      ...RATINGS[month].map((count, index) => `carers,ratings,month,${start},,${index + 1},,,,${count}`),
      `carers,transactions,month,${start},digital,,,,,${80 + month}`,
      `carers,transactions,month,${start},paper,,,,,${20 - month}`,
      `tax,transactions,month,${start},digital,,,,,${1000 + month}`,
      `tax,transactions,month,${start},paper,,,,,10`,
      `carers,starts,month,${start},,,,,,1000`,
      `carers,completions,month,${start},,,,,,700`,
      ...ERRORS.map(([error, count]) => `carers,errors,month,${start},,,${error},,,${count + month}`),
      ...[
        ['60', 10],
        ['300', 70],
        ['+Inf', 20],
      ].map(([le, count]) => `carers,time-to-complete,month,${start},,,,,${le},${count}`),
    ]),
    ...['2014-05-12', '2014-05-19'].flatMap((start, week) =>
      [
        ['start', 200],
        ['details', 120],
        ['done', 60],
      ].map(([stage, users]) => `carers,users,week,${start},,,,${stage},,${Number(users) + 10 * week}`),
    ),
    '',
  ].join('\n'),
};

interface Line {
  key: string;
  label: string;
  role: string;
  values: (number | null)[];
}
interface Module {
  chart: string;
  view: string;
  figure: { value: number | null } | null;
  series: { starts: string[]; lines: Line[] } | null;
  companions: { metric: { key: string }; series: { starts: string[]; lines: Line[] } }[];
  breakdown: {
    metric: { key: string };
    chart: string;
    series: { starts: string[]; by: string; lines: Line[] };
  } | null;
  url: string;
  error: { code: string; argument: string | null; message: string } | null;
}

const QUERY = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  chart view url figure { value } series { starts lines { key label role values } }
  companions { metric { key } series { starts lines { key label role values } } }
  breakdown { metric { key } chart series { starts by lines { key label role values } } }
  error { code argument message } } }`;

describeOnEachDatabase('modules', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-06-10T12:00:00Z');
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  async function ask(...requests: Record<string, unknown>[]): Promise<Module[]> {
    const data = await api.data(QUERY, { requests });
    return (data as { modules: Module[] }).modules;
  }
  const one = async (request: Record<string, unknown>): Promise<Module> => (await ask(request))[0];
  const values = (lines: Line[] | undefined): Record<string, (number | null)[]> =>
    Object.fromEntries((lines ?? []).map((line) => [`${line.role} ${line.key}`, line.values]));

  describe('stories', () => {
    test('satisfaction comes with share, responses and ratings over the same windows', async () => {
      const module = await one({ service: 'carers', metric: 'user-satisfaction', last: 3 });
      expect(module.error).toBeNull();
      expect(module.companions.map(({ metric }) => metric.key)).toEqual(['satisfied-share', 'ratings']);
      const starts = module.series!.starts;
      expect(starts).toEqual(MONTHS.slice(2));
      for (const { series } of module.companions) expect(series.starts).toEqual(starts);
      expect(module.companions[0].series.lines[0].values).toEqual([100, 50, 80]);
      expect(module.companions[1].series.lines[0].values).toEqual([100, 100, 100]);
      const { breakdown } = module;
      expect(breakdown).toMatchObject({
        metric: { key: 'ratings' },
        chart: 'BAR',
        series: { by: 'rating', starts },
      });
      expect(breakdown!.series.lines.map(({ label }) => label)).toEqual([
        'Very dissatisfied',
        'Dissatisfied',
        'Neither',
        'Satisfied',
        'Very satisfied',
      ]);
      expect(breakdown!.series.lines.map((line) => line.values)).toEqual(
        [0, 1, 2, 3, 4].map((rating) => [2, 3, 4].map((month) => RATINGS[month][rating])),
      );
    });

    test('times come with the ranges that they were counted in', async () => {
      const { companions, breakdown } = await one({ service: 'carers', metric: 'time-to-complete', last: 1 });
      expect(companions.map(({ metric }) => metric.key)).toEqual([
        'time-to-complete-p90',
        'times-to-complete',
      ]);
      expect(breakdown!.series.lines.map(({ label, values: [count] }) => [label, count])).toEqual([
        ['Up to 1m', 10],
        ['1m to 5m', 70],
        ['Over 5m', 20],
      ]);
    });

    test('errors are broken down for every 1,000 starts', async () => {
      const { breakdown, figure } = await one({
        service: 'carers',
        metric: 'errors-per-1000-starts',
        last: 1,
      });
      expect(figure!.value).toBe(116);
      // The largest first.
      expect(breakdown!.series.lines.map(({ key, values: [rate] }) => [key, rate])).toEqual([
        ['postcode', 64],
        ['timeout', 34],
        ['card', 12],
        ['photo', 6],
      ]);
    });

    test('nothing stands beside a split, nor where there is no data for it', async () => {
      const [split, tax, empty] = await ask(
        { service: 'carers', metric: 'transactions', by: 'channel' },
        { service: 'tax', metric: 'transactions' },
        { service: 'empty', metric: 'user-satisfaction' },
      );
      expect(split).toMatchObject({ chart: 'STACKED', companions: [], breakdown: null, error: null });
      expect(tax.breakdown!.series.by).toBe('channel');
      expect(empty).toMatchObject({ figure: null, companions: [], breakdown: null, error: null });
    });

    test('as many statements with a story as without', async () => {
      const statements = async (requests: Record<string, unknown>[]): Promise<number> => {
        api.statements.length = 0;
        await ask(...requests);
        return api.statements.length;
      };
      const plain = [
        { service: 'carers', metric: 'total-cost' },
        { service: 'carers', metric: 'ratings', by: 'rating' },
      ];
      const told = [
        { service: 'carers', metric: 'user-satisfaction' },
        { service: 'carers', metric: 'time-to-complete' },
        { service: 'carers', metric: 'completion-rate', period: 'WEEK' },
      ];
      // Longer periods are read once and kept: what is counted is not whoever comes first.
      for (const requests of [plain, told, plain, told]) await ask(...requests);
      expect(await statements(told)).toBeLessThanOrEqual(Math.max(await statements(plain), 4));
    });
  });

  describe('days as a range', () => {
    test.each([
      ['MONTH', '2014-01-15', '2014-04-30', ['2014-02-01', '2014-03-01', '2014-04-01']],
      ['MONTH', '2014-02-01', '2014-04-29', ['2014-02-01', '2014-03-01']],
      ['QUARTER', '2013-12-31', '2014-04-01', ['2014-01-01']],
      ['MONTH', null, '2014-02-28', ['2014-01-01', '2014-02-01']],
      ['MONTH', '2014-04-02', null, ['2014-05-01']],
    ])('%s from %s until %s', async (period, since, until, starts) => {
      const module = await one({ service: 'carers', metric: 'transactions', period, since, until });
      expect(module.error).toBeNull();
      expect(module.series!.starts.slice(-starts.length)).toEqual(starts);
      expect(module.url).toContain(since ? `since=${since}` : `until=${until}`);
    });

    test.each([
      [
        { since: '2014-02-03', until: '2014-02-20' },
        'since',
        'no month lies between 2014-02-03 and 2014-02-20',
      ],
      [{ since: '2014-05-01', until: '2014-04-01' }, 'until', 'is before since'],
      [{ since: 'May' }, 'since', 'must be written like'],
      [{ since: '2014-01-01', from: '2014-01-01' }, 'since', 'give the range once'],
    ])('%j is refused by name', async (range, argument, message) => {
      const { error } = await one({ service: 'carers', metric: 'transactions', period: 'MONTH', ...range });
      expect(error).toMatchObject({ argument, message: expect.stringContaining(message) as unknown });
    });
  });

  describe('splits', () => {
    test('compare each part with its own', async () => {
      const { series, chart } = await one({
        service: 'carers',
        metric: 'journey',
        by: 'stage',
        last: 1,
        compareTo: 'PREVIOUS_PERIOD',
      });
      expect(chart).toBe('FUNNEL');
      const shares = values(series!.lines);
      expect(shares['PRIMARY start']).toEqual([100]);
      expect(shares['COMPARISON details']).toEqual([60]);
      expect(shares['PRIMARY details']![0]).toBeCloseTo((130 / 210) * 100, 9);
    });

    test('show the largest and all others as one', async () => {
      const { series } = await one({ service: 'carers', metric: 'errors', by: 'error', top: 2, last: 1 });
      expect(series!.lines.map(({ key, label, values: [count] }) => [key, label, count])).toEqual([
        ['postcode', 'Postcode', 64],
        ['timeout', 'Timeout', 34],
        ['all-others', 'All others (2)', 18],
      ]);
    });

    test('compare the largest, and all others, each with its own', async () => {
      const request = { service: 'carers', metric: 'errors-per-1000-starts', by: 'error', top: 1, last: 1 };
      const { series } = await one({ ...request, compareTo: 'PREVIOUS_PERIOD' });
      expect(values(series!.lines)).toEqual({
        'PRIMARY postcode': [64],
        'PRIMARY all-others': [52],
        'COMPARISON postcode': [63],
        'COMPARISON all-others': [49],
      });
    });

    test('by service: all others are the ratio of their sums', async () => {
      const request = { portfolio: true, metric: 'transactions', by: 'service', period: 'MONTH', last: 1 };
      const [all, top] = await ask(request, { ...request, top: 1 });
      expect(values(all.series!.lines)).toEqual({ 'PRIMARY tax': [1014], 'PRIMARY carers': [100] });
      // One that is left over is named: that takes no more lines.
      expect(top.series!.lines.map(({ key }) => key)).toEqual(['tax', 'carers']);
    });

    test('by service: a line each, the largest first', async () => {
      const { series, chart, figure } = await one({
        organisation: 'dwp',
        metric: 'digital-take-up',
        by: 'service',
        period: 'MONTH',
        last: 1,
      });
      expect(chart).toBe('MULTIPLES');
      expect(series!.lines.map(({ key, label }) => [key, label])).toEqual([
        ['tax', 'Tax disc'],
        ['carers', 'Carers'],
      ]);
      expect(series!.lines[1].values[0]).toBe(84);
      expect(figure!.value).toBeCloseTo((1088 / 1114) * 100, 9);
    });

    test.each([
      [{ service: 'carers', by: 'service' }, 'by'],
      [{ service: 'carers', top: 3 }, 'top'],
      [{ service: 'carers', by: 'channel', top: 0 }, 'top'],
      [{ service: 'carers', metric: 'journey', by: 'stage', top: 1 }, 'top'],
    ])('%j is refused', async (request, argument) => {
      const { error } = await one({ metric: 'transactions', ...request });
      expect(error).toMatchObject({ argument });
    });
  });
});
