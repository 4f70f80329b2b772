/** Before and after a day: which windows count, what each side comes to, how sure the difference is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const DAY = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const MONTHS = Array.from({ length: 18 }, (_, index) => dateOf(Date.UTC(2013, index, 1)));
const CHANGE_ON = '2014-03-15';

/** More is started later, so that a mean of months is not the ratio of the sums. */
const monthly = ['one', 'two'].flatMap((slug) =>
  MONTHS.flatMap((start, index) => {
    const starts = 100 * (index + 1);
    const completions = (start >= '2014-04-01' ? 0.8 : 0.5) * starts - (index === 17 ? 100 : 0);
    return [
      `${slug},starts,month,${start},,,${starts}`,
      `${slug},completions,month,${start},,,${completions}`,
      `${slug},users,month,${start},begin,,${starts}`,
      `${slug},users,month,${start},end,,${completions}`,
    ];
  }),
);

/** By day, from 1 February to 30 April 2014: calls fall from 100 to 80 and vary by the day of the week. */
const DAYS = Array.from({ length: 89 }, (_, index) => Date.UTC(2014, 1, 1) + index * DAY);
const daily = DAYS.flatMap((ms, index) => {
  const date = dateOf(ms);
  // One day was not sent, one is in months only.
  if (date === '2014-03-20') return [];
  const calls = (date >= CHANGE_ON ? 80 : 100) + [0, 5, -5, 10, -10, 3, -3][index % 7];
  const happy = date >= CHANGE_ON ? [1, 1, 2, 3, 5] : [3, 2, 2, 2, 3];
  return [
    `daily,calls,day,${date},,,${calls}`,
    ...happy.map((count, rating) => `daily,ratings,day,${date},,${rating + 1},${count}`),
  ];
});

const SIDE = `{ mean formatted windows label numerator denominator starts period { start end label } }`;
const BOTH = `{ day label period before ${SIDE} after ${SIDE} absolute relative formatted
  interval { low high formatted } verdict reason matched { provided expected share }
  leftOut { period { start end } windows reason text } notes text }`;
const MODULE = `query ($request: ModuleRequest!) { modules(requests: [$request]) {
  figure { value period { start } } beforeAndAfter ${BOTH}
  series { starts narrative annotations { kind from text } } url error { code argument message } } }`;

interface Side {
  mean: number;
  formatted: string;
  windows: number;
  starts: string[];
}
interface Both {
  period: string | null;
  before: Side | null;
  after: Side | null;
  absolute: number | null;
  interval: { low: number; high: number; formatted: string } | null;
  verdict: string;
  reason: string | null;
  leftOut: { period: { start: string; end: string }; windows: number; reason: string; text: string }[];
  notes: string[];
  text: string;
}
interface Result {
  figure: { value: number; period: { start: string } };
  beforeAndAfter: Both | null;
  series: { narrative: string; annotations: object[] };
  url: string;
  error: { code: string; argument: string; message: string } | null;
}

describeOnEachDatabase('before and after a day', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First,dwp\ntwo,Second,dwp\ndaily,Third,dwp\nsteady,Fourth,dwp\n',
      measurements: [
        'service,measure,period,start,stage,rating,value',
        ...monthly,
        ...daily,
        'steady,cost,quarter,2013-10-01,,,10',
        'steady,cost,quarter,2014-01-01,,,20',
        'steady,cost,quarter,2014-04-01,,,30',
        '',
      ].join('\n'),
      annotations: [
        'subject_type,subject,measure,kind,from,to,text',
        'service,daily,,OUTAGE,2014-03-01,2014-03-02,Servers moved.',
        'service,daily,,OUTAGE,2014-04-01,,No line',
        'service,two,completions,BREAK,2014-05-01,,Counted anew',
        '',
      ].join('\n'),
    });
  });
  afterAll(() => api.close());

  async function ask(request: Record<string, unknown>): Promise<Result> {
    const { modules } = await api.data<{ modules: Result[] }>(MODULE, { request });
    return modules[0];
  }
  async function between(service: string, metric: string, series: string, day = CHANGE_ON): Promise<Both> {
    const query = `{ service(slug: "${service}") { metric(key: "${metric}") { series(${series}) { beforeAndAfter(day: "${day}") ${BOTH} } } } }`;
    const { service: found } = await api.data<{
      service: { metric: { series: { beforeAndAfter: Both } } };
    }>(query);
    return found.metric.series.beforeAndAfter;
  }
  const completion = { service: 'one', metric: 'completion-rate', period: 'MONTH', splitOn: CHANGE_ON };

  test('has the ratio of the sums on each side, and leaves out the month that holds the day', async () => {
    const { beforeAndAfter, figure, series, url, error } = await ask(completion);
    expect(error).toBeNull();
    expect(beforeAndAfter).toMatchObject({
      day: CHANGE_ON,
      label: 'Before and after 15 March 2014',
      period: 'MONTH',
      before: {
        mean: 50,
        formatted: '50%',
        ...{ windows: 3, label: '3 months before 15 March 2014', numerator: 1950, denominator: 3900 },
        starts: ['2013-12-01', '2014-01-01', '2014-02-01'],
        period: { start: '2013-12-01', end: '2014-03-01', label: 'December 2013 to February 2014' },
      },
      after: {
        mean: (3980 / 5100) * 100,
        ...{ windows: 3, label: '3 months after 15 March 2014', numerator: 3980, denominator: 5100 },
        starts: ['2014-04-01', '2014-05-01', '2014-06-01'],
      },
      relative: null,
      formatted: '+28 points',
      verdict: 'BETTER',
      ...{ reason: null, matched: null },
      leftOut: [{ windows: 1, reason: 'DAY', text: 'March 2014 (holds the day)' }],
    });
    // Of the months’ values 80, 80 and 74.4, and 50 three times: two degrees of freedom.
    const margin = 4.30265272975 * ((80 - 1340 / 18) / Math.sqrt(3) / Math.sqrt(3));
    const absolute = (3980 / 5100) * 100 - 50;
    expect(beforeAndAfter!.absolute).toBeCloseTo(absolute, 9);
    expect(beforeAndAfter!.interval!.low).toBeCloseTo(absolute - margin, 6);
    expect(beforeAndAfter!.interval!.high).toBeCloseTo(absolute + margin, 6);
    expect(beforeAndAfter!.text).toBe(
      `Completion rate for First was 50% in the 3 months before 15 March 2014 and 78% in the 3 months after 15 March 2014: +28 points (95% interval ${beforeAndAfter!.interval!.formatted}), which is better.`,
    );
    // The figure of the module stays what it is, and so does the day.
    expect(figure.period.start).toBe('2014-06-01');
    expect(series.narrative).toContain(beforeAndAfter!.text);
    expect(series.annotations).toEqual([
      { kind: 'NOTE', from: CHANGE_ON, text: 'Before and after 15 March 2014' },
    ]);
    expect(url).toContain('?period=month&split-on=2014-03-15');
  });

  test('is in the finest period that has enough windows, whatever the series has', async () => {
    for (const period of ['DAY', 'MONTH', 'QUARTER', 'ROLLING_YEAR']) {
      const { beforeAndAfter } = await ask({ service: 'daily', metric: 'calls', period, splitOn: CHANGE_ON });
      expect([period, beforeAndAfter?.period]).toEqual([period, 'DAY']);
    }
  });

  test('leaves out outages, by name, and windows without a value; a total is that of a window', async () => {
    const both = (await ask({ service: 'daily', metric: 'calls', splitOn: CHANGE_ON })).beforeAndAfter!;
    // As long after as before: 42 days lie before the day in the data.
    expect(both.leftOut).toMatchObject([
      { period: { start: '2014-03-01', end: '2014-03-03' }, windows: 2, reason: 'OUTAGE' },
      { period: { start: '2014-03-15', end: '2014-03-16' }, windows: 1, reason: 'DAY' },
      { period: { start: '2014-03-20', end: '2014-03-21' }, windows: 1, reason: 'NO_VALUE' },
      { period: { start: '2014-04-01', end: '2014-04-02' }, windows: 1, reason: 'OUTAGE' },
    ]);
    expect(both.leftOut.map(({ text }) => text)).toEqual([
      '1 to 2 March 2014 (outage: Servers moved)',
      '15 March 2014 (holds the day)',
      '20 March 2014 (no value)',
      '1 April 2014 (outage: No line)',
    ]);
    expect([both.before!.windows, both.after!.windows]).toEqual([40, 40]);
    expect(both.before!.starts).not.toContain('2014-03-01');
    expect(both.before!.formatted).toBe('100 a day');
    expect(both.after!.mean).toBeCloseTo(80, 0);
    expect(both.after!.formatted).toBe('80 a day');
    expect(both.verdict).toBe('NEUTRAL');
    expect(both.interval!.high).toBeLessThan(-15);
    expect(both.notes).toEqual([
      `95% interval of the difference: ${both.interval!.formatted}.`,
      `Left out: ${both.leftOut.map(({ text }) => text).join('; ')}.`,
    ]);
  });

  test('of ratings is as sure as their variance lets it be', async () => {
    const both = (await ask({ service: 'daily', metric: 'user-satisfaction', splitOn: CHANGE_ON }))
      .beforeAndAfter!;
    // 1, 1, 2, 3 and 5 a day of the scores 0, 25, 50, 75, 100; before 3, 2, 2, 2 and 3.
    const score = ([a, b, c, d, e]: number[]): [number, number] => {
      const n = a + b + c + d + e;
      const mean = (25 * b + 50 * c + 75 * d + 100 * e) / n;
      return [mean, (625 * b + 2500 * c + 5625 * d + 10_000 * e) / n - mean * mean];
    };
    const [[before, spread], [after, otherSpread]] = [score([3, 2, 2, 2, 3]), score([1, 1, 2, 3, 5])];
    const margin = 1.96 * Math.sqrt(spread / (40 * 12) + otherSpread / (40 * 12));
    expect([both.before!.mean, both.after!.mean]).toEqual([before, after]);
    expect(both.interval!.low).toBeCloseTo(after - before - margin, 9);
    expect(both.verdict).toBe('BETTER');
  });

  test('stays within the range of its series', async () => {
    const days = await between('daily', 'calls', 'period: DAY, from: "2014-03-08", to: "2014-03-25"');
    expect(days.before!.starts[0]).toBe('2014-03-08');
    expect(days.before!.windows).toBe(7);
    // The 20th is the one that was not sent.
    expect(days.after!.starts).toEqual(['16', '17', '18', '19', '21', '22'].map((day) => `2014-03-${day}`));
    const months = await between(
      'one',
      'completion-rate',
      'period: QUARTER, from: "2014-01-01", to: "2014-07-01"',
    );
    expect(months.before!.starts).toEqual(['2014-01-01', '2014-02-01']);
    expect(months.after!.starts).toEqual(['2014-04-01', '2014-05-01']);
  });

  test('of a module stays within the range that is asked for, else it takes all there is', async () => {
    const starts = async (range: Record<string, unknown>): Promise<string | undefined> =>
      (await ask({ ...completion, ...range })).beforeAndAfter?.before?.starts[0];
    expect(await starts({})).toBe('2013-12-01');
    expect(await starts({ last: 5 })).toBe('2014-02-01');
    expect(await starts({ since: '2014-01-01' })).toBe('2014-01-01');
    expect(await starts({ until: '2014-04-30' })).toBe('2014-02-01');
    expect(await starts({ from: '2014-01-01', to: '2014-06-01' })).toBe('2014-01-01');
    expect(await starts({ range: 'LAST_3_MONTHS' })).toBeUndefined();
  });

  test('of several services is of those with a value throughout', async () => {
    const { beforeAndAfter } = await ask({ ...completion, service: null, organisation: 'dwp' });
    // The second counts anew from May on: it is left out like in every change.
    expect(beforeAndAfter).toMatchObject({
      before: { mean: 50 },
      after: { mean: (3980 / 5100) * 100 },
      matched: { provided: 1, expected: 2, share: 50 },
    });
    expect(beforeAndAfter!.notes).toContain('Like for like: 1 of 2 services has a value throughout.');
  });

  test('of one service is not across a break', async () => {
    const { beforeAndAfter } = await ask({ ...completion, service: 'two' });
    expect(beforeAndAfter).toMatchObject({
      ...{ absolute: null, interval: null, verdict: 'UNCLEAR' },
      reason: 'the way the figures are made changed on 1 May 2014',
      text: 'Not compared before and after 15 March 2014: the way the figures are made changed on 1 May 2014.',
    });
  });

  test('of one window on a side is a difference without an interval', async () => {
    const steady = { service: 'steady', metric: 'total-cost', splitOn: '2014-02-01' };
    const both = (await ask(steady)).beforeAndAfter!;
    expect(both).toMatchObject({
      period: 'QUARTER',
      absolute: 20,
      relative: 200,
      interval: null,
      verdict: 'UNCLEAR',
    });
    expect(both.notes[0]).toBe(
      'No interval is shown because there is only one quarter on a side, which says nothing of how much the values vary.',
    );
  });

  test.each([
    ['a day before the data', { splitOn: '2012-01-01' }, /no whole period with a value on both sides/],
    ['a day after the data', { splitOn: '2016-01-01' }, /no whole period with a value on both sides/],
    ['a day outside the range', { last: 2, splitOn: '2014-02-15' }, /not within the time that is shown/],
    ['people, who are never added', { metric: 'journey' }, /^users are counted anew in each period/],
  ])('shows the module all the same, and says why there is nothing: %s', async (_name, request, reason) => {
    const { beforeAndAfter, figure, error, series } = await ask({ ...completion, ...request });
    expect(error).toBeNull();
    expect(figure.period.start).toBe('2014-06-01');
    expect(beforeAndAfter).toMatchObject({ before: null, after: null, absolute: null, interval: null });
    expect(beforeAndAfter!.reason).toMatch(reason);
    expect(series.narrative).not.toContain('Not compared');
  });

  test.each([
    ['no day', { splitOn: 'spring' }, '"spring" is no day'],
    ['a comparison beside it', { compareTo: 'PREVIOUS_YEAR' }, 'leave compareTo out'],
  ])('refuses %s', async (_name, request, message) => {
    const { error } = await ask({ ...completion, ...request });
    expect(error).toMatchObject({ code: 'BAD_SPLIT', argument: 'splitOn' });
    expect(error!.message).toContain(message);
  });

  test('is nothing where no day is asked for', async () =>
    expect((await ask({ ...completion, splitOn: null })).beforeAndAfter).toBeNull());

  test('refuses no day of a series, by its argument', async () => {
    const query = `{ service(slug: "one") { metric(key: "starts") { series(period: MONTH) { beforeAndAfter(day: "2014-02-30") { text } } } } }`;
    const message = '"2014-02-30" is no day: it must be written like 2014-03-31';
    const { errors } = await api.ask(query);
    expect(errors?.[0]).toMatchObject({ message, extensions: { argument: 'day' } });
  });
});
