/** Before and after a day: two spans of as many windows, each with the ratio of its sums. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const MONTHS = Array.from({ length: 18 }, (_, index) =>
  new Date(Date.UTC(2013, index, 1)).toISOString().slice(0, 10),
);
const [CHANGE_ON, SLUGS] = ['2014-03-01', ['one', 'two']];

/** More is started later, so that a mean of months is not the ratio of the sums. */
const lines = SLUGS.flatMap((slug) =>
  MONTHS.flatMap((start, index) => {
    const starts = 100 * (index + 1);
    const completions = (start >= CHANGE_ON ? 0.8 : 0.5) * starts - (index === 17 ? 100 : 0);
    return [
      `${slug},starts,month,${start},,${starts}`,
      `${slug},completions,month,${start},,${completions}`,
      `${slug},users,month,${start},begin,${starts}`,
      `${slug},users,month,${start},end,${completions}`,
    ];
  }),
);

const QUESTION = `query ($request: ModuleRequest!) { modules(requests: [$request]) {
  figure { value numerator denominator formatted status period { period start end label } coverage { provided expected }
    change { current previous absolute formatted verdict comparedWith { start end label } } 
    working(first: 1) { edges { node { value observations { start } } } } }
  series { starts narrative annotations { kind from to text } lines { role } }
  url error { code argument message }
} }`;

interface Result {
  figure: {
    value: number;
    numerator: number;
    denominator: number;
    period: { period: string; start: string; end: string; label: string };
    coverage: { provided: number; expected: number };
    change: { absolute: number; previous: number; comparedWith: { start: string; label: string } };
    working: { edges: { node: { value: number; observations: { start: string }[] } }[] };
  };
  series: { starts: string[]; narrative: string; annotations: object[]; lines: { role: string }[] };
  url: string;
  error: { code: string; argument: string; message: string } | null;
}

describeOnEachDatabase('a module that is split on a day', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\ntwo,Second,dwp\n',
      measurements: ['service,measure,period,start,stage,value', ...lines, ''].join('\n'),
    });
  });
  afterAll(() => api.close());

  async function ask(request: Record<string, unknown>): Promise<Result> {
    const { modules } = await api.data<{ modules: Result[] }>(QUESTION, { request });
    return modules[0];
  }
  const completion = { service: 'one', metric: 'completion-rate', period: 'MONTH' };

  test('compares as many windows from the day on as before it, each side as the ratio of its sums', async () => {
    const { figure, series, url, error } = await ask({ ...completion, splitOn: '2014-03-01' });
    expect(error).toBeNull();
    // 1,500 + 1,600 + 1,700 + 1,800 starts, of which 80% less 100 were completed.
    expect(figure).toMatchObject({
      numerator: 5180,
      denominator: 6600,
      value: (5180 / 6600) * 100,
      period: { period: 'MONTH', start: '2014-03-01', end: '2014-07-01', label: 'March to June 2014' },
      coverage: { provided: 4, expected: 4 },
      change: {
        previous: 50,
        comparedWith: { start: '2013-11-01', end: '2014-03-01', label: 'November 2013 to February 2014' },
      },
    });
    expect(figure.change.absolute).toBeCloseTo((5180 / 6600) * 100 - 50, 9);
    expect(series.starts).toEqual(MONTHS.slice(10));
    expect(series.annotations).toEqual([
      { kind: 'NOTE', from: '2014-03-01', to: null, text: 'Before and after 1 March 2014' },
    ]);
    expect(series.narrative).toContain('78.5% from March to June 2014');
    expect(series.narrative).toContain('up 28.5 points on November 2013 to February 2014');
    expect(url).toContain('?period=month&split-on=2014-03-01');
    expect(figure.working.edges[0].node.observations).toHaveLength(8);
  });

  test.each([
    ['begins with the first window after a day inside one', { splitOn: '2014-02-02' }, '2014-03-01', 8],
    ['takes no more windows than lie before', { splitOn: '2013-03-01' }, '2013-03-01', 4],
    ['takes no more than “last” on each side', { splitOn: '2014-03-01', last: 2 }, '2014-03-01', 4],
    ['stays after “since”', { splitOn: '2014-03-01', since: '2014-01-01' }, '2014-03-01', 4],
    ['stays before “until”', { splitOn: '2014-03-01', until: '2014-04-30' }, '2014-03-01', 4],
    ['adds up quarters', { splitOn: '2014-01-01', period: 'QUARTER' }, '2014-01-01', 4],
  ])('%s', async (_name, request, start, windows) => {
    const { figure, series, error } = await ask({ ...completion, ...request });
    expect(error).toBeNull();
    expect(figure.period.start).toBe(start);
    expect(series.starts).toHaveLength(windows);
  });

  test('works over several services, like with like', async () => {
    const { figure } = await ask({ ...completion, service: null, portfolio: true, splitOn: '2014-03-01' });
    expect(figure).toMatchObject({
      value: (5180 / 6600) * 100,
      coverage: { provided: 2, expected: 2 },
      change: { previous: 50 },
    });
  });

  test.each([
    ['no day', { splitOn: 'spring' }, '"spring" is no day'],
    ['a comparison beside it', { splitOn: '2014-03-01', compareTo: 'PREVIOUS_YEAR' }, 'leave compareTo out'],
    ['windows that overlap', { splitOn: '2014-03-01', period: 'ROLLING_YEAR' }, 'rolling years overlap'],
    ['a day before the data', { splitOn: '2012-01-01' }, '2012-01-01 has no whole month with data'],
    ['a day after the data', { splitOn: '2016-01-01' }, '2016-01-01 has no whole month with data'],
    ['people, who are never added', { splitOn: '2014-03-01', metric: 'journey' }, 'never added'],
  ])('refuses %s', async (_name, request, message) => {
    const { error } = await ask({ ...completion, ...request });
    expect(error).toMatchObject({ code: 'BAD_SPLIT', argument: 'splitOn' });
    expect(error!.message).toContain(message);
  });
});
