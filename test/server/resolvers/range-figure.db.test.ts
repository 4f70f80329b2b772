/** The figure of a module whose range was chosen: of all of it, and not of its last window. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const DAY = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** From 1 April to 30 June 2014. */
const DAYS = Array.from({ length: 91 }, (_, index) => dateOf(Date.UTC(2014, 3, 1) + index * DAY));
const MONTHS = Array.from({ length: 30 }, (_, index) => dateOf(Date.UTC(2012, index, 1)));

const HEAD = 'service,measure,period,start,state,stage,rating,le,value';
const rows = [
  // Up for 80 of 100 seconds a day, in the last ten days for all of 1,000.
  ...DAYS.flatMap((date, index) => {
    const seconds = index >= 81 ? 1000 : 100;
    const up = index >= 81 ? 1000 : 80;
    return [
      `one,monitored,day,${date},up,,,,${up}`,
      `one,monitored,day,${date},down,,,,${seconds - up}`,
      `one,page-load,day,${date},,,,100,${index >= 81 ? 10 : 1}`,
      `one,page-load,day,${date},,,,200,1`,
      `one,page-load,day,${date},,,,+Inf,0`,
      ...[1, 2, 3, 4, 5].map((rating) => `one,ratings,day,${date},,,${rating},,${rating}`),
      // One day of a second service was not sent.
      ...(date === '2014-06-10' ? [] : [`two,calls,day,${date},,,,,10`]),
    ];
  }),
  // By the hour, 30 June 2014 in London: down in its first half.
  ...Array.from({ length: 24 }, (_, hour) => {
    const start = new Date(Date.UTC(2014, 5, 29, 23 + hour)).toISOString();
    return [
      `two,monitored,hour,${start},up,,,,${hour < 12 ? 50 : 100}`,
      `two,monitored,hour,${start},down,,,,${hour < 12 ? 50 : 0}`,
    ];
  }).flat(),
  ...MONTHS.flatMap((start, index) => [
    `one,transactions,month,${start},,,,,${100 + index}`,
    `one,starts,month,${start},,,,,${200 + 2 * index}`,
    `one,completions,month,${start},,,,,${100 + index}`,
    `one,users,month,${start},,begin,,,${200}`,
    `one,users,month,${start},,end,,,${100}`,
  ]),
];

const QUESTION = `query ($request: ModuleRequest!) { modules(requests: [$request]) {
  figure { value status formatted period { period start end label } coverage { provided expected }
    change { previous absolute comparedWith { start end label } reason } target { value met } }
  series { starts narrative latest { value period { start } } lines { key values } }
  companions { metric { key } series { starts ends lines { values } } }
  breakdown { series { starts ends lines { key values } } }
  error { message } } }`;

interface Beside {
  starts: string[];
  ends: string[];
  lines: { key: string; values: (number | null)[] }[];
}
interface Result {
  figure: {
    value: number | null;
    formatted: string;
    period: { start: string; end: string; label: string };
    change: object | null;
    target: object | null;
  };
  series: { starts: string[]; narrative: string; latest: { value: number; period: { start: string } } };
  companions: { metric: { key: string }; series: Beside }[];
  breakdown: { series: Beside } | null;
  error: object | null;
}

describeOnEachDatabase('the figure of a range', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\ntwo,Second,dwp\n',
      measurements: [HEAD, ...rows, ''].join('\n'),
      targets:
        'subject_type,subject,metric,value,tolerance,from,to\nservice,one,availability,95,,,\nservice,one,transactions,120,,,\n',
    });
  });
  afterAll(() => api.close());

  async function ask(request: Record<string, unknown>): Promise<Result> {
    const { modules } = await api.data<{ modules: Result[] }>(QUESTION, { request });
    expect(modules[0].error).toBeNull();
    return modules[0];
  }
  const up = { service: 'one', metric: 'availability', period: 'DAY' };
  const use = { service: 'one', metric: 'transactions', period: 'MONTH' };
  const sum = (from: number, to: number): number =>
    MONTHS.slice(from, to).reduce((all, _start, index) => all + 100 + from + index, 0);

  test('of the last 30 days is that of 30 days', async () => {
    const { figure, series } = await ask({ ...up, last: 30, compareTo: 'PREVIOUS_PERIOD' });
    // 20 days of 80 of 100 seconds, 10 of 1,000 of 1,000.
    expect(figure).toMatchObject({
      value: (11_600 / 12_000) * 100,
      period: { period: 'DAY', start: '2014-06-01', end: '2014-07-01', label: '30 days to 30 June 2014' },
      coverage: { provided: 30, expected: 30 },
      change: { previous: 80, comparedWith: { start: '2014-05-02', label: '30 days to 31 May 2014' } },
      target: { value: 95, met: true },
    });
    // The series’ own latest stays its newest window.
    expect(series.latest).toMatchObject({ value: 100, period: { start: '2014-06-30' } });
    expect(series.narrative).toContain('was 96.67% in the 30 days to 30 June 2014');
  });

  test.each([
    ['a name', { range: 'LAST_12_MONTHS' }, 18, 30, 'July 2013 to June 2014'],
    ['everything there is', { range: 'ALL' }, 0, 30, 'January 2012 to June 2014'],
    ['days', { since: '2013-02-10', until: '2013-12-31' }, 14, 24, 'March to December 2013'],
    ['an end', { from: '2014-02-01' }, 25, 30, 'February to June 2014'],
    ['both ends', { from: '2013-01-01', to: '2014-01-01' }, 12, 24, '2013'],
  ])('is the sum where a range is chosen by %s', async (_name, range, from, to, label) => {
    const { figure } = await ask({ ...use, ...range });
    expect(figure).toMatchObject({ value: sum(from, to), period: { label } });
    // A target of a month is none of a year.
    expect(figure.target).toBeNull();
  });

  test.each([
    ['nobody chooses a range', {}],
    ['so many months say how much of the past is drawn', { last: 12 }],
    ['the range is one window', { from: '2014-06-01' }],
  ])('is of the latest window where %s', async (_name, range) => {
    const { figure } = await ask({ ...use, ...range });
    expect(figure).toMatchObject({ value: 129, period: { start: '2014-06-01' }, target: { value: 120 } });
  });

  test('is that of each twelve months where these overlap', async () => {
    const { figure } = await ask({ ...use, period: 'ROLLING_YEAR', range: 'ALL' });
    expect(figure).toMatchObject({ value: sum(18, 30), period: { start: '2013-07-01' } });
  });

  test('is the newest where people are counted, who are never added', async () => {
    const { figure } = await ask({ ...use, metric: 'users', by: 'stage', range: 'LAST_12_MONTHS' });
    expect(figure.period).toMatchObject({ start: '2014-06-01', end: '2014-07-01' });
  });

  describe('is compared', () => {
    const year = { ...use, from: '2013-07-01', to: '2014-07-01' };
    test('with as long before it', async () => {
      const { figure } = await ask({ ...year, from: '2014-01-01', compareTo: 'PREVIOUS_PERIOD' });
      expect(figure.change).toMatchObject({
        previous: sum(18, 24),
        comparedWith: { start: '2013-07-01', end: '2014-01-01', label: 'July to December 2013' },
      });
    });
    test('with the same a year earlier', async () => {
      const { figure } = await ask({ ...year, from: '2014-04-01', compareTo: 'PREVIOUS_YEAR' });
      expect(figure.change).toMatchObject({
        previous: sum(15, 18),
        comparedWith: { label: 'April to June 2013' },
      });
      const whole = await ask({ ...year, compareTo: 'PREVIOUS_YEAR' });
      expect(whole.figure.change).toMatchObject({ previous: sum(6, 18) });
    });
    test('never with a time that overlaps it', async () => {
      const { figure } = await ask({ ...year, from: '2013-04-01', compareTo: 'PREVIOUS_YEAR' });
      expect(figure.change).toMatchObject({
        previous: sum(0, 15),
        comparedWith: { start: '2012-01-01', end: '2013-04-01' },
      });
    });
    test('with nothing where nothing is known of it', async () => {
      const { figure } = await ask({ ...use, range: 'ALL', compareTo: 'PREVIOUS_YEAR' });
      expect(figure.change).toMatchObject({ absolute: null });
      expect(figure.change).toHaveProperty('reason', expect.stringContaining('there is no value for'));
    });
  });

  test('has no value where a window is missing, and says how many are there', async () => {
    const calls = { service: 'two', metric: 'calls', period: 'DAY' };
    const { figure } = await ask({ ...calls, last: 24 });
    expect(figure).toMatchObject({
      value: null,
      status: 'INCOMPLETE',
      formatted: 'Incomplete: 23 of 24 days',
    });
    expect((await ask({ ...calls, last: 20 })).figure.value).toBe(200);
  });

  test('of hours is that of all of them', async () => {
    const { figure } = await ask({ ...up, service: 'two', period: 'HOUR', last: 24 });
    expect(figure).toMatchObject({
      value: 75,
      coverage: { provided: 24, expected: 24 },
      period: { start: '2014-06-29T23:00:00Z', label: '24 hours to midnight on 30 June 2014' },
    });
    const { figure: some } = await ask({
      ...up,
      service: 'two',
      period: 'HOUR',
      from: '2014-06-30T08:00:00Z',
      to: '2014-06-30T11:00:00Z',
    });
    expect(some).toMatchObject({ value: 50, period: { label: '3 hours to midday on 30 June 2014' } });
  });

  test('of times is read off all counts together', async () => {
    const { figure } = await ask({ service: 'one', metric: 'page-load-time', period: 'DAY', last: 30 });
    // 20 × 1 + 10 × 10 up to 100 ms of 150 in all.
    expect(figure.value).toBeCloseTo((75 / 120) * 100, 9);
  });

  test('has beside it what is of the same range', async () => {
    const rated = { service: 'one', metric: 'user-satisfaction', period: 'DAY', last: 30 };
    const { companions, breakdown, series } = await ask(rated);
    const responses = companions.find(({ metric }) => metric.key === 'ratings')!.series;
    expect([responses.starts.length, series.starts.length]).toEqual([31, 30]);
    expect([responses.starts.at(-1), responses.ends.at(-1)]).toEqual(['2014-06-01', '2014-07-01']);
    expect(responses.lines[0].values.at(-1)).toBe(30 * 15);
    const ratings = breakdown!.series.lines.map(({ key, values }) => [key, values.at(-1)]);
    expect(ratings).toEqual([1, 2, 3, 4, 5].map((rating) => [String(rating), 30 * rating]));
    const latest = await ask({ ...rated, last: null });
    expect(latest.companions[0].series.starts).toHaveLength(latest.series.starts.length);
  });
});
