/** Series: their windows, lines, comparisons, remarks and targets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

/** The first days of `count` months from `start`. */
const months = (start: string, count: number): string[] => {
  const [year, month] = start.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10),
  );
};

const MONTHS = months('2011-01', 41);
const QUARTERS = MONTHS.filter((_, index) => index % 3 === 0).slice(0, -1);

/** `lpa` publishes by month, with a gap in March 2013; `claims` by quarter; `late` stopped early. */
const FILES = {
  organisations: 'slug,name,kind,parent\nmoj,Justice,department,\n',
  services:
    'slug,name,organisation,opened_on\nlpa,Lasting power of attorney,moj,\nclaims,Claims,moj,\nlate,Late,moj,\n',
  'data-sets':
    'service,measure,cadence,dimension_values\nlpa,transactions,month,channel=digital paper phone\n',
  measurements: [
    'service,measure,period,start,channel,value',
    ...MONTHS.flatMap((start, index) =>
      start === '2013-03-01'
        ? []
        : [
            `lpa,transactions,month,${start},digital,${100 + index}`,
            `lpa,transactions,month,${start},paper,${50 - index}`,
            `lpa,transactions,month,${start},phone,1`,
          ],
    ),
    ...QUARTERS.map((start, index) => `claims,transactions,quarter,${start},,${1000 + index}`),
    'late,transactions,quarter,2011-01-01,,5',
    '',
  ].join('\n'),
  targets:
    'subject_type,subject,metric,value,tolerance,from,to\nservice,lpa,digital-take-up,80,1,2013-01-01,2013-12-31\nservice,lpa,digital-take-up,90,,2014-01-01,\n',
  annotations:
    'subject_type,subject,measure,kind,from,to,text,link\nservice,lpa,transactions,BREAK,2013-07-01,,New system,https://www.gov.uk/new\nservice,lpa,,NOTE,2013-05-10,2013-05-12,Strike,\nportfolio,,,NOTE,2013-05-01,,All,\n',
};

interface Line {
  key: string;
  label: string;
  role: string;
  values: (number | null)[];
  statuses: string[];
  flags: string[][];
  provided: number[];
  expected: number[];
  shares: (number | null)[];
}
interface Series {
  starts: string[];
  ends: string[];
  lines: Line[];
  changes: { relatives: (number | null)[]; reasons: (string | null)[]; verdicts: string[] } | null;
  latest: {
    value: number | null;
    status: string;
    flags: string[];
    period: { start: string };
    target: unknown;
  } | null;
  narrative: string;
  annotations: { kind: string; from: string; to: string | null; text: string; link: string | null }[];
}

const FIELDS = `starts ends narrative annotations { kind from to text link }
  lines { key label role values statuses flags provided expected shares } changes { relatives reasons verdicts }
  latest { value status flags period { start } target { value formatted met } }`;

describeOnEachDatabase('series', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-06-15T12:00:00Z');
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  async function series(
    args: string,
    metric = 'transactions',
    subject = 'service(slug: "lpa")',
  ): Promise<Series> {
    const query = `{ subject: ${subject} { metric(key: "${metric}") { series(${args}) { ${FIELDS} } } } }`;
    const { subject: found } = await api.data<{ subject: { metric: { series: Series } } }>(query);
    const { series: answer } = found.metric;
    for (const { values, statuses, flags, provided, expected, shares } of answer.lines) {
      const columns = [values, statuses, flags, provided, expected, shares, answer.ends];
      expect(columns.map(({ length }) => length)).toEqual(columns.map(() => answer.starts.length));
      expect(statuses.map((status) => status === 'PROVIDED')).toEqual(values.map((value) => value !== null));
    }
    return answer;
  }
  const spanOf = async (args: string, metric?: string, subject?: string): Promise<string> => {
    const { starts } = await series(args, metric, subject);
    return `${starts.length}: ${starts[0]} … ${starts.at(-1)}`;
  };

  describe('windows', () => {
    test.each([
      ['period: MONTH', '12: 2013-06-01 … 2014-05-01'],
      ['period: QUARTER', '8: 2012-04-01 … 2014-01-01'],
      // 2013 has a gap.
      ['period: YEAR', '2: 2011-01-01 … 2012-01-01'],
      ['period: FINANCIAL_YEAR', '3: 2011-04-01 … 2013-04-01'],
      ['period: ROLLING_YEAR', '30: 2011-01-01 … 2013-06-01'],
      ['period: MONTH, last: 3', '3: 2014-03-01 … 2014-05-01'],
      ['period: MONTH, from: "2013-11-01"', '7: 2013-11-01 … 2014-05-01'],
      ['period: MONTH, to: "2013-03-01"', '12: 2012-03-01 … 2013-02-01'],
      ['period: MONTH, to: "2013-03-01", last: 2', '2: 2013-01-01 … 2013-02-01'],
      ['period: MONTH, from: "2013-01-01", to: "2013-03-01"', '2: 2013-01-01 … 2013-02-01'],
      ['period: MONTH, from: "2013-01-01", to: "2013-12-01", last: 1', '1: 2013-11-01 … 2013-11-01'],
      ['period: MONTH, from: "2013-01-01", last: 2', '2: 2014-04-01 … 2014-05-01'],
      // Before there was any data.
      ['period: QUARTER, from: "1999-10-01", to: "2000-04-01"', '2: 1999-10-01 … 2000-01-01'],
      // A running month, and no month that has not begun.
      ['period: MONTH, from: "2014-05-01", to: "2014-07-01"', '2: 2014-05-01 … 2014-06-01'],
      ['period: MONTH, from: "2014-05-01", to: "2015-01-01"', '2: 2014-05-01 … 2014-06-01'],
      ['period: MONTH, from: "2014-05-01", to: "2014-06-01"', '1: 2014-05-01 … 2014-05-01'],
      ['period: MONTH, last: 3, to: "2014-07-01"', '3: 2014-04-01 … 2014-06-01'],
      ['period: MONTH, last: 3, to: "9999-01-01"', '3: 2014-04-01 … 2014-06-01'],
      [
        'period: HOUR, from: "2014-06-15T10:00:00Z", to: "9999-01-01T00:00:00Z"',
        '3: 2014-06-15T10:00:00Z … 2014-06-15T12:00:00Z',
      ],
    ])('%s', async (args, expected) => {
      expect(await spanOf(args)).toBe(expected);
    });

    test.each([
      ['period: ROLLING_YEAR', '10: 2011-01-01 … 2013-04-01'],
      ['period: ROLLING_YEAR, from: "2012-02-01", to: "2012-04-01"', '1: 2012-02-01 … 2012-02-01'],
      ['period: ROLLING_YEAR, from: "2012-02-01", to: "2012-07-01"', '2: 2012-02-01 … 2012-05-01'],
      ['period: ROLLING_YEAR, from: "2012-01-01", to: "2012-10-01"', '3: 2012-01-01 … 2012-07-01'],
    ])('of quarterly data step by quarter: %s', async (args, expected) => {
      expect(await spanOf(args, 'transactions', 'service(slug: "claims")')).toBe(expected);
    });

    test('of several services end where at least half as many have values as in the year before', async () => {
      expect(await spanOf('period: QUARTER, last: 2', 'transactions', 'portfolio')).toBe(
        '2: 2013-10-01 … 2014-01-01',
      );
    });

    test('a window that is not over is flagged, and has no value yet', async () => {
      const { lines, latest } = await series('period: MONTH, from: "2014-05-01", to: "2014-07-01"');
      expect(lines[0].values).toEqual([151, null]);
      expect(lines[0].flags[1]).toContain('UNFINISHED');
      expect(latest?.period.start).toBe('2014-05-01');
    });
  });

  test('a gap is null with a status, also in what is made of it', async () => {
    const { lines, narrative } = await series('period: MONTH, from: "2013-02-01", to: "2013-05-01"');
    expect(lines[0]).toMatchObject({
      values: [151, null, 151],
      statuses: ['PROVIDED', 'NOT_PROVIDED', 'PROVIDED'],
      provided: [1, 0, 1],
    });
    expect(narrative).toMatch(/no value for March 2013/);
    const quarter = await series('period: QUARTER, from: "2013-01-01", to: "2013-07-01"');
    expect(quarter.lines[0]).toMatchObject({
      values: [null, 453],
      statuses: ['INCOMPLETE', 'PROVIDED'],
      provided: [2, 3],
      expected: [3, 3],
    });
  });

  test('lines by channel are in the declared order, named, and sum to the total', async () => {
    for (const period of ['MONTH', 'QUARTER', 'ROLLING_YEAR']) {
      const split = await series(`period: ${period}, from: "2011-01-01", to: "2014-01-01", by: "channel"`);
      const total = await series(`period: ${period}, from: "2011-01-01", to: "2014-01-01"`);
      expect(split.lines.map(({ key, label, role }) => [key, label, role])).toEqual([
        ['digital', 'Digital', 'PRIMARY'],
        ['paper', 'Paper', 'PRIMARY'],
        ['phone', 'Phone', 'PRIMARY'],
      ]);
      expect(split.starts).toEqual(total.starts);
      total.lines[0].values.forEach((value, index) => {
        const parts = split.lines.map(({ values }) => values[index]);
        if (value === null) expect(parts).toEqual([null, null, null]);
        else expect(parts.reduce<number>((sum, part) => sum + part!, 0)).toBe(value);
      });
      expect(split.latest).toEqual(total.latest);
    }
  });

  test('a comparison is a line of the windows before, and a change for each point', async () => {
    const answer = await series(
      'period: MONTH, from: "2013-02-01", to: "2013-05-01", compareTo: PREVIOUS_YEAR',
    );
    const before = await series('period: MONTH, from: "2012-02-01", to: "2012-05-01"');
    expect(answer.lines.map(({ role }) => role)).toEqual(['PRIMARY', 'COMPARISON']);
    expect(answer.lines[1]).toMatchObject({
      key: 'comparison',
      label: 'A year earlier',
      values: before.lines[0].values,
    });
    expect(answer.changes).toEqual({
      relatives: [0, null, 0],
      verdicts: ['NEUTRAL', 'UNCLEAR', 'NEUTRAL'],
      reasons: [null, expect.stringMatching(/no value for March 2013/), null],
    });
    const split = await series('period: MONTH, last: 3, compareTo: PREVIOUS_YEAR, by: "channel"');
    expect([split.changes, new Set(split.lines.map(({ role }) => role))]).toEqual([
      null,
      new Set(['PRIMARY', 'COMPARISON']),
    ]);
  });

  test('no change across a break, and the break is told', async () => {
    const answer = await series(
      'period: QUARTER, from: "2013-04-01", to: "2014-01-01", compareTo: PREVIOUS_PERIOD',
    );
    expect(answer.changes?.relatives).toEqual([null, null, 0]);
    expect(answer.changes?.reasons[1]).toMatch(/1 July 2013/);
    expect(answer.narrative).toMatch(/before 1 July 2013 are made in another way|changed on 1 July 2013/);
  });

  test('remarks are those that touch the range, of the subject and its data', async () => {
    const { annotations } = await series('period: MONTH, from: "2013-05-01", to: "2013-08-01"');
    expect(annotations).toEqual([
      { kind: 'NOTE', from: '2013-05-10', to: '2013-05-12', text: 'Strike', link: null },
      { kind: 'BREAK', from: '2013-07-01', to: null, text: 'New system', link: 'https://www.gov.uk/new' },
    ]);
    expect((await series('period: MONTH, from: "2013-06-01", to: "2013-07-01"')).annotations).toEqual([]);
    const portfolio = await series(
      'period: QUARTER, from: "2013-04-01", to: "2013-07-01"',
      'transactions',
      'portfolio',
    );
    expect(portfolio.annotations.map(({ text }) => text)).toEqual(['All']);
  });

  test('a target is a line where it holds, and judges the figure', async () => {
    const answer = await series('period: MONTH, from: "2012-12-01", to: "2014-05-01"', 'digital-take-up');
    const target = answer.lines.find(({ role }) => role === 'TARGET');
    expect(target).toMatchObject({ key: 'target', label: 'Target' });
    expect(target?.values).toEqual([null, ...Array<number>(12).fill(80), ...Array<number>(4).fill(90)]);
    expect(answer.latest?.target).toEqual({ value: 90, formatted: '90%', met: true });
    expect(answer.narrative).toMatch(/The target of 90% is met/);
    expect((await series('period: MONTH, last: 2')).latest?.target).toBeNull();
  });

  test('all at once: from, to, last, comparison, as-of', async () => {
    const args =
      'period: MONTH, from: "2013-01-01", to: "2014-01-01", last: 2, compareTo: PREVIOUS_YEAR, asOf: "2014-06-15T12:00:00Z"';
    const answer = await series(args);
    expect(answer.starts).toEqual(['2013-11-01', '2013-12-01']);
    expect(answer.lines.map(({ values }) => values)).toEqual([
      [151, 151],
      [151, 151],
    ]);
    expect((await series(`${args.replace('2014-06-15T12', '2014-06-15T11')}`)).lines[0].values).toEqual([
      null,
      null,
    ]);
  });

  test('of nothing is empty, and says so', async () => {
    const nothing = await series('period: MONTH', 'completion-rate');
    expect(nothing).toMatchObject({ starts: [], ends: [], latest: null, annotations: [] });
    expect(nothing.narrative).toMatch(/has no values to show/);
  });
});
