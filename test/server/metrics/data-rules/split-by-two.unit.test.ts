/** One dimension of rows that were sent by two: the sums over the smallest split that contains it. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { DataSetFacts } from '../../../../server/metrics/data-set.js';
import {
  dataSet,
  figureOf,
  lineOf,
  one,
  service,
  split,
  told,
  type Dimensions,
  type Row,
} from '../../../support/engine.js';

const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const m = (dimensions: Dimensions, value: number | ValueStatus, start = '2013-10-01'): Row => [
  'month',
  start,
  dimensions,
  value,
];
/** Cells by device and browser: "mobile chrome". */
const cells = (counts: Readonly<Record<string, number | ValueStatus>>, start?: string): Row[] =>
  Object.entries(counts).map(([cell, value]) => {
    const [device, browser] = cell.split(' ');
    return m({ device, browser }, value, start);
  });

const at = (rows: readonly Row[], by?: [string, string], facts: Partial<DataSetFacts> = {}) =>
  told(
    figureOf(one('visits', rows, facts), { metric: 'visits', ...MONTH, ...(by && { by: lineOf(...by) }) }),
  );

const VISITS = cells({ 'mobile chrome': 2, 'desktop chrome': 3, 'desktop firefox': 4 });

describe('visits by device and browser', () => {
  test.each<[[string, string] | undefined, number]>([
    [undefined, 9],
    [['device', 'mobile'], 2],
    [['device', 'desktop'], 7],
    [['browser', 'chrome'], 5],
    [['browser', 'firefox'], 4],
    [['browser', 'opera'], 0],
  ])('by %j are %s', (by, expected) => {
    expect(at(VISITS, by)).toBe(expected);
  });

  test('give way to rows of exactly the dimension, whose sums are not added to theirs', () => {
    const rows = [...VISITS, ...split('device', { mobile: 20, desktop: 70 })];
    expect([at(rows, ['device', 'desktop']), at(rows, ['browser', 'chrome'])]).toEqual([70, 5]);
    expect(at(rows)).toBe(90);
  });

  test('are of the smallest split that has the dimension, the first by name of equal ones', () => {
    const three = [m({ device: 'desktop', browser: 'chrome', region: 'n' }, 50)];
    expect(at([...three, ...VISITS], ['device', 'desktop'])).toBe(7);
    expect(at(three, ['device', 'desktop'])).toBe(50);
    const other = [m({ device: 'desktop', region: 'n' }, 60)];
    expect(at([...other, ...VISITS], ['device', 'desktop'])).toBe(7);
  });

  test('do not depend on the order of the rows', () => {
    expect(at([...VISITS].reverse(), ['device', 'desktop'])).toBe(7);
  });

  test('are missing where no split has the dimension', () => {
    expect(at([m({}, 9), ...split('browser', { chrome: 9 })], ['device', 'desktop'])).toBe('NOT_PROVIDED');
  });

  test('may come from another split in each month', () => {
    const rows = [
      ...VISITS,
      ...split('device', { desktop: 10 }, ['month', '2013-11-01']),
      ...cells({ 'desktop opera': 100 }, '2013-12-01'),
    ];
    const question = { metric: 'visits', period: 'QUARTER', start: '2013-10-01' } as const;
    const line = { by: lineOf('device', 'desktop') };
    expect(told(figureOf(one('visits', rows), { ...question, ...line }))).toBe(117);
  });
});

describe('a cell without a number', () => {
  test.each<[ValueStatus, number | ValueStatus, number | ValueStatus]>([
    ['SUPPRESSED', 'SUPPRESSED', 'SUPPRESSED'],
    ['NOT_PROVIDED', 'NOT_PROVIDED', 'NOT_PROVIDED'],
    ['NOT_APPLICABLE', 4, 6],
  ])('that is %s makes its device %s and the total %s; other devices stay', (status, device, total) => {
    const rows = cells({ 'mobile chrome': 2, 'desktop chrome': status, 'desktop firefox': 4 });
    expect([at(rows, ['device', 'desktop']), at(rows), at(rows, ['device', 'mobile'])]).toEqual([
      device,
      total,
      2,
    ]);
  });

  test('does not apply where no cell of its device does', () => {
    const rows = cells({ 'mobile chrome': 2, 'desktop chrome': 'NOT_APPLICABLE' });
    expect([at(rows, ['device', 'desktop']), at(rows)]).toEqual(['NOT_APPLICABLE', 2]);
  });

  test('is a small count: its device is hidden with it, however large the rest of that is', () => {
    const small = { suppressBelow: 5 };
    const rows = cells({ 'mobile chrome': 200, 'desktop chrome': 3, 'desktop firefox': 400 });
    expect(at(rows, ['device', 'desktop'], small)).toBe('SUPPRESSED');
    expect(at(rows, ['browser', 'chrome'], small)).toBe('SUPPRESSED');
    expect(at(rows, ['browser', 'firefox'], small)).toBe(400);
  });

  test('beside a total hides another cell, and no sum of one dimension gives either away', () => {
    const small = { suppressBelow: 5 };
    const rows = [
      m({}, 1003),
      ...cells({ 'mobile chrome': 300, 'mobile opera': 300, 'desktop chrome': 3, 'desktop firefox': 400 }),
    ];
    const seen = (['mobile', 'desktop'] as const).map((device) => at(rows, ['device', device], small));
    expect(seen).toEqual(['SUPPRESSED', 'SUPPRESSED']);
    expect(at(rows, undefined, small)).toBe(1003);
  });

  test('of 0 is no small count', () => {
    const rows = cells({ 'mobile chrome': 200, 'desktop chrome': 0, 'desktop firefox': 400 });
    expect(at(rows, ['device', 'desktop'], { suppressBelow: 5 })).toBe(400);
  });
});

describe('a formula that filters one of two dimensions', () => {
  const mobileShare: Formula = {
    kind: 'ratio',
    numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
    denominator: { measure: 'visits', dimension: 'device' },
    scale: 100,
  };

  test('counts the sums', () => {
    expect(figureOf(one('visits', VISITS), { metric: mobileShare, ...MONTH })).toMatchObject({
      numerator: 2,
      denominator: 9,
      coverage: { share: 100 },
    });
  });

  test('takes ratings by page for the score, closed as ever', () => {
    const rated = (ratings: Readonly<Record<string, number>>, page: string): Row[] =>
      Object.entries(ratings).map(([rating, value]) => m({ rating, page }, value));
    const whole = [...rated({ 1: 10, 2: 0, 3: 0 }, 'a'), ...rated({ 3: 0, 4: 0, 5: 30 }, 'b')];
    const question = { metric: 'user-satisfaction', ...MONTH };
    expect(figureOf(one('ratings', whole), question)).toMatchObject({ value: 75, denominator: 40 });
    const lacks = figureOf(one('ratings', rated({ 1: 10, 5: 30 }, 'a')), question);
    expect(lacks.missing).toEqual(['rating 2', 'rating 3', 'rating 4']);
  });

  test('takes channels by region for take-up, as declared', () => {
    const rows = [
      m({ channel: 'digital', region: 'n' }, 30),
      m({ channel: 'digital', region: 's' }, 30),
      m({ channel: 'phone', region: 's' }, 20),
    ];
    const question = { metric: 'digital-take-up', ...MONTH };
    expect(told(figureOf(one('transactions', rows), question))).toBe(75);
    const declared = { declared: { channel: ['digital', 'phone', 'paper'] } };
    expect(figureOf(one('transactions', rows, declared), question).missing).toEqual(['paper']);
  });

  test('takes times by device for a quantile', () => {
    const rows = ['mobile', 'desktop'].flatMap((device) => [
      m({ le: '10', device }, 2),
      m({ le: '20', device }, 2),
      m({ le: '+Inf', device }, 0),
    ]);
    expect(figureOf(one('time-to-complete', rows), { metric: 'time-to-complete', ...MONTH })).toMatchObject({
      value: 10,
      denominator: 8,
    });
  });

  test('never adds people, who are counted once', () => {
    const rows = [m({ stage: 'start', device: 'a' }, 80), m({ stage: 'start', device: 'b' }, 70)];
    rows.push(m({ stage: 'done', device: 'a' }, 40), m({ stage: 'done', device: 'b' }, 30));
    const subject = service([dataSet('users', rows, { declared: { stage: ['start', 'done'] } })]);
    for (const question of [
      { metric: 'journey', ...MONTH },
      { metric: { kind: 'total', measure: 'users' } as const, ...MONTH, by: lineOf('stage', 'start') },
    ]) {
      expect(figureOf(subject, question)).toMatchObject({
        value: null,
        status: 'NOT_PROVIDED',
        obstacle: { code: 'ONLY_BY', split: 'device,stage' },
      });
    }
  });
});
