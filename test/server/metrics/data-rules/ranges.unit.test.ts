/** Histograms whose bounds differ over time or over services: only bounds that all of them have are used. */
import { describe, expect, test } from '@jest/globals';
import { figureOf, lineOf, one, split, told, type Row, type Service } from '../../../support/engine.js';

type Counts = Readonly<Record<string, number>>;
const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const STARTS = ['2013-10-01', '2013-11-01', '2013-12-01'];

const rowsOf = (...months: Counts[]): Row[] =>
  months.flatMap((counts, index) => split('le', counts, ['month', STARTS[index]]));
const timed = (counts: Counts): Service => one('time-to-complete', rowsOf(counts));
/** The same counts as months of one service, whose third month has no times, and as services of one month. */
const overTime = (...counts: Counts[]): Service => {
  const none = counts.flatMap((each) => Object.keys(each)).map((le) => [le, 0]);
  return one('time-to-complete', rowsOf(...counts, Object.fromEntries(none)));
};
const overServices = (...counts: Counts[]) => counts.map(timed);

const A = { 10: 4, 20: 4, '+Inf': 2 };
const B = { 10: 3, 30: 6, '+Inf': 1 };

describe.each([
  ['parts', (...counts: Counts[]) => [overTime(...counts), QUARTER] as const],
  ['services', (...counts: Counts[]) => [overServices(...counts), MONTH] as const],
])('bounds that differ between %s', (among, of) => {
  const figure = (counts: Counts[], metric: string, target?: number) => {
    const [subject, window] = of(...counts);
    return figureOf(subject, { metric, ...window, target });
  };
  const DIFFERENT = {
    value: null,
    status: 'NOT_PROVIDED',
    obstacle: { code: 'DIFFERENT_RANGES', among },
    isLowerBound: false,
  };

  test('leave a quantile that lies in a bucket of all, exactly', () => {
    // 20 times, of which 7 up to 10: 10 % and less lie there.
    expect(figure([{ 10: 12, 20: 0, '+Inf': 2 }, B], 'time-to-complete')).toMatchObject({
      value: (12 / 15) * 10,
      denominator: 24,
      obstacle: null,
    });
  });

  test('give no quantile in a bucket that a dropped bound divided', () => {
    expect(figure([A, B], 'time-to-complete')).toMatchObject(DIFFERENT);
    expect(figure([A, B], 'time-to-complete-p90')).toMatchObject({ ...DIFFERENT, denominator: 20 });
  });

  test('give no ">" where the last range was divided, and one where it was not', () => {
    expect(
      figure(
        [
          { 10: 1, 20: 0, '+Inf': 9 },
          { 10: 1, '+Inf': 9 },
        ],
        'time-to-complete',
      ),
    ).toMatchObject(DIFFERENT);
    expect(
      figure(
        [
          { 5: 1, 10: 0, '+Inf': 9 },
          { 10: 1, '+Inf': 9 },
        ],
        'time-to-complete',
      ),
    ).toMatchObject({
      value: 10,
      isLowerBound: true,
      status: 'PROVIDED',
    });
  });

  test('give no quantile where they have none in common', () => {
    expect(
      figure(
        [
          { 10: 5, '+Inf': 0 },
          { 15: 5, '+Inf': 0 },
        ],
        'time-to-complete',
      ),
    ).toMatchObject(among === 'services' ? DIFFERENT : { value: null });
  });

  test('give the share within a bound of all, and none within a dropped one', () => {
    const metric = 'time-to-complete-within-target';
    expect(figure([A, B], metric, 10)).toMatchObject({ value: 35, numerator: 7, denominator: 20 });
    // A service that has not counted up to the target is left out.
    expect(figure([A, B], metric, 20)).toMatchObject(
      among === 'parts' ? DIFFERENT : { value: 80, coverage: { provided: 1, expected: 2 } },
    );
    const unheard = { value: null, obstacle: null, ...(among === 'parts' && { missing: ['target'] }) };
    expect(figure([A, B], metric, 15)).toMatchObject(unheard);
  });

  test('are not different where one has only more of them', () => {
    const [coarse, fine] = [
      { 20: 4, '+Inf': 0 },
      { 10: 4, 20: 4, '+Inf': 0 },
    ];
    expect(figure([coarse, fine], 'time-to-complete-within-target', 20).value).toBe(100);
    expect(figure([coarse, fine], 'time-to-complete')).toMatchObject(DIFFERENT);
  });

  test('count all times, and in lines those of the ranges of all', () => {
    const [subject, window] = of(A, B);
    const at = (le?: string) =>
      figureOf(subject, { metric: 'times-to-complete', ...window, ...(le && { by: lineOf('le', le) }) });
    expect([undefined, '10', '+Inf'].map((le) => told(at(le)))).toEqual([20, 7, 13]);
    for (const le of ['20', '30']) {
      expect(at(le)).toMatchObject({ value: null, obstacle: { code: 'DIFFERENT_RANGES', among } });
    }
    expect(at('40')).toMatchObject({ value: null, status: 'NOT_PROVIDED', obstacle: null });
  });
});

describe('bounds that differ', () => {
  test('in months and then in services say which of both stands in the way', () => {
    const months = one('time-to-complete', rowsOf(A, B, A));
    const even = one('time-to-complete', rowsOf(A, A, A));
    const question = { metric: 'time-to-complete', ...QUARTER };
    expect(figureOf([months, even], question)).toMatchObject({
      value: 12.5,
      coverage: { provided: 1, expected: 2 },
    });
    expect(figureOf([months, months], question)).toMatchObject({
      value: null,
      obstacle: { code: 'DIFFERENT_RANGES', among: 'parts' },
    });
  });

  test('do not matter where only one of the services has times', () => {
    const figure = figureOf([timed(A), timed({ 30: 0, '+Inf': 0 })], {
      metric: 'time-to-complete',
      ...MONTH,
    });
    expect(figure).toMatchObject({ value: 12.5, coverage: { provided: 1, expected: 2 } });
  });

  test('of one window are all there: a line of another bound has no number, one of no times has 0', () => {
    const at = (le: string) =>
      told(figureOf(timed({ ...A, 20: 0 }), { metric: 'times-to-complete', ...MONTH, by: lineOf('le', le) }));
    expect([at('10'), at('20'), at('30'), at('+Inf')]).toEqual([4, 0, 'NOT_PROVIDED', 2]);
  });

  test('lines of several ranges are of those that all have', () => {
    const by = { dimension: 'le', key: 'all-others', values: ['20', '30', '+Inf'] };
    expect(told(figureOf(overServices(A, B), { metric: 'times-to-complete', ...MONTH, by }))).toBe(13);
  });

  test('of small counts are hidden in every line, as in the quantile', () => {
    const subject = one('time-to-complete', rowsOf({ 10: 40, 20: 3, '+Inf': 50 }), { suppressBelow: 5 });
    const question = { metric: 'times-to-complete', ...MONTH };
    expect(told(figureOf(subject, { ...question, by: lineOf('le', '10') }))).toBe('SUPPRESSED');
    expect(told(figureOf(subject, { ...question, metric: 'time-to-complete' }))).toBe('SUPPRESSED');
  });

  test('a range that does not apply to a month is no range of its quarter', () => {
    const rows = rowsOf(A, A, A).filter(([, start, { le }]) => start !== '2013-11-01' || le !== '20');
    rows.push(['month', '2013-11-01', { le: '20' }, 'NOT_APPLICABLE']);
    const question = { metric: 'time-to-complete', ...QUARTER };
    expect(figureOf(one('time-to-complete', rows), question)).toMatchObject({
      value: null,
      obstacle: { code: 'DIFFERENT_RANGES', among: 'parts' },
    });
  });
});

describe('services of which some count working days and others all days', () => {
  const outcomes = (counts: Counts, workingDays: boolean): Service =>
    one('time-to-outcome', split('le', counts), { workingDays });
  const [A_DAYS, B_DAYS] = [
    { 5: 0, 10: 100, 20: 0, '+Inf': 0 },
    { 5: 0, 10: 0, 20: 100, '+Inf': 0 },
  ];
  const mixed = [outcomes(A_DAYS, true), outcomes(B_DAYS, false)];
  const DIFFERENT = { value: null, status: 'NOT_PROVIDED', obstacle: { code: 'DIFFERENT_DAYS' } };

  test.each(['time-to-outcome', 'time-to-outcome-p90', 'time-to-outcome-within-target'])(
    'have no %s together, and say why',
    (metric) => {
      expect(figureOf(mixed, { metric, ...MONTH, target: 10 })).toMatchObject(DIFFERENT);
      for (const subject of mixed) {
        expect(figureOf(subject, { metric, ...MONTH, target: 10 })).toMatchObject({ obstacle: null });
      }
    },
  );

  test('are not added range by range, and are as a count of all', () => {
    const metric = 'times-to-outcome';
    const within = lineOf('le', '10');
    expect(figureOf(mixed, { metric, ...MONTH, by: within })).toMatchObject(DIFFERENT);
    expect(figureOf(mixed, { metric, ...MONTH })).toMatchObject({ value: 200, obstacle: null });
  });

  test('count where they have a value: one kind of days alone is merged', () => {
    const none = outcomes({ 5: 0, 10: 0, 20: 0, '+Inf': 0 }, false);
    for (const workingDays of [true, false]) {
      const alike = [outcomes(A_DAYS, workingDays), outcomes(B_DAYS, workingDays)];
      expect(figureOf(alike, { metric: 'time-to-outcome', ...MONTH }).value).toBe(10);
    }
    const working = [outcomes(A_DAYS, true), none];
    expect(figureOf(working, { metric: 'time-to-outcome', ...MONTH }).value).toBe(7.5);
    const by = lineOf('le', '10');
    expect(figureOf(working, { metric: 'times-to-outcome', ...MONTH, by }).value).toBe(100);
  });
});
