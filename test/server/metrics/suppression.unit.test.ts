import { describe, expect, test } from '@jest/globals';
import type { ValueStatus } from '../../../server/metrics/status.js';
import { lineOf, dataSet, figureOf, one, quarters, service, type Row } from '../../support/engine.js';

const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const YEAR = { period: 'ROLLING_YEAR', start: '2013-10-01' } as const;
const split = (values: Record<string, number | ValueStatus>): Row[] =>
  Object.entries(values).map(([channel, value]) => ['quarter', '2013-10-01', { channel }, value]);
const total = (value: number): Row => ['quarter', '2013-10-01', {}, value];

/** What readers see of each channel. */
function seen(rows: Row[], below: number): Record<string, number | ValueStatus> {
  const subject = one('transactions', rows, { suppressBelow: below });
  const channels = rows.flatMap(([, , { channel }]) => (channel ? [channel] : []));
  return Object.fromEntries(
    channels.map((value) => {
      const by = lineOf('channel', value);
      const figure = figureOf(subject, { metric: 'transactions', ...QUARTER, by });
      return [value, figure.value ?? figure.status];
    }),
  );
}

describe('a small count', () => {
  test.each<[number, number, number | ValueStatus]>([
    [0, 0, 0],
    [0, 3, 3],
    [5, 0, 0],
    [5, 1, 'SUPPRESSED'],
    [5, 4, 'SUPPRESSED'],
    [5, 5, 5],
    [10, 9, 'SUPPRESSED'],
    [10, 10, 10],
  ])('with a limit of %s, %s is read as %s', (suppressBelow, value, expected) => {
    const subject = one('transactions', [total(value)], { suppressBelow });
    const figure = figureOf(subject, { metric: 'transactions', ...QUARTER });
    expect(figure.value ?? figure.status).toBe(expected);
  });

  test('is not a small sum of money', () => {
    const subject = one('cost', [['quarter', '2013-10-01', {}, 3]], { suppressBelow: 5 });
    expect(figureOf(subject, { metric: 'total-cost', ...QUARTER }).value).toBe(3);
  });

  test('is missing to the year, and to the total of its split', () => {
    const rows = quarters('2013-10-01', {}, [100, 100, 100, 4]);
    const subject = one('transactions', rows, { suppressBelow: 5 });
    const year = figureOf(subject, { metric: 'transactions', ...YEAR });
    expect(year).toMatchObject({ value: null, status: 'SUPPRESSED', coverage: { provided: 3, expected: 4 } });

    const divided = one('transactions', split({ digital: 60, phone: 4 }), { suppressBelow: 5 });
    expect(figureOf(divided, { metric: 'transactions', ...QUARTER }).status).toBe('SUPPRESSED');
  });

  test('is not added back from parts: only observations are suppressed, not what they come to', () => {
    const rows = quarters('2013-10-01', {}, [0, 0, 0, 0]);
    const subject = one('transactions', rows, { suppressBelow: 5 });
    expect(figureOf(subject, { metric: 'transactions', ...YEAR }).value).toBe(0);
  });

  test('is missing to every ratio that needs it', () => {
    const subject = service([
      dataSet('starts', [total(100)]),
      dataSet('completions', [total(4)], { suppressBelow: 5 }),
    ]);
    const figure = figureOf(subject, { metric: 'completion-rate', ...QUARTER });
    expect(figure).toMatchObject({
      value: null,
      status: 'SUPPRESSED',
      missing: [],
      numerator: null,
    });
  });

  test('is missing to take-up and satisfaction', () => {
    const takeUp = one('transactions', split({ digital: 60, 'non-digital': 4 }), { suppressBelow: 5 });
    expect(figureOf(takeUp, { metric: 'digital-take-up', ...QUARTER })).toMatchObject({
      value: null,
      status: 'SUPPRESSED',
    });
    const rows = [1, 2, 3, 4, 5].map((rating): Row => [
      'quarter',
      '2013-10-01',
      { rating: `${rating}` },
      rating * 2,
    ]);
    const ratings = one('ratings', rows, { suppressBelow: 5 });
    expect(figureOf(ratings, { metric: 'user-satisfaction', ...QUARTER }).status).toBe('SUPPRESSED');
    expect(figureOf(ratings, { metric: 'satisfied-share', ...QUARTER }).status).toBe('SUPPRESSED');
  });

  test('is missing to a quantile', () => {
    const rows = ['10', '20', '+Inf'].map((le, i): Row => ['quarter', '2013-10-01', { le }, [50, 3, 20][i]]);
    const subject = one('time-to-complete', rows, { suppressBelow: 5 });
    expect(figureOf(subject, { metric: 'time-to-complete', ...QUARTER }).status).toBe('SUPPRESSED');
  });

  test('makes a portfolio skip the service', () => {
    const large = one('transactions', [total(100)], { suppressBelow: 5 });
    const small = one('transactions', [total(4)], { suppressBelow: 5 });
    const figure = figureOf([large, small], { metric: 'transactions', ...QUARTER });
    expect(figure).toMatchObject({ value: 100, status: 'PROVIDED', coverage: { provided: 1, expected: 2 } });
    expect(figureOf([small], { metric: 'transactions', ...QUARTER }).status).toBe('SUPPRESSED');
  });
});

describe('beside a total that was delivered by itself', () => {
  test('the smallest other part is suppressed too', () => {
    const rows = [total(110), ...split({ digital: 90, phone: 16, paper: 4 })];
    expect(seen(rows, 5)).toEqual({ digital: 90, phone: 'SUPPRESSED', paper: 'SUPPRESSED' });
    const subject = one('transactions', rows, { suppressBelow: 5 });
    expect(figureOf(subject, { metric: 'transactions', ...QUARTER }).value).toBe(110);
  });

  test('a part of 0 hides nothing: the smallest above it is taken', () => {
    const rows = [total(94), ...split({ digital: 90, phone: 0, paper: 4 })];
    expect(seen(rows, 5)).toEqual({ digital: 'SUPPRESSED', phone: 0, paper: 'SUPPRESSED' });
  });

  test('a part of 0 is taken where there is no other', () => {
    expect(seen([total(4), ...split({ phone: 0, paper: 4 })], 5)).toEqual({
      phone: 'SUPPRESSED',
      paper: 'SUPPRESSED',
    });
  });

  test('no more is suppressed where nothing is small', () => {
    expect(seen([total(20), ...split({ digital: 14, phone: 6 })], 5)).toEqual({ digital: 14, phone: 6 });
  });

  test('without a total by itself the other parts stay', () => {
    expect(seen(split({ digital: 90, phone: 16, paper: 4 }), 5)).toEqual({
      digital: 90,
      phone: 16,
      paper: 'SUPPRESSED',
    });
  });

  test('parts as small as the smallest are suppressed with it', () => {
    expect(seen([total(104), ...split({ digital: 90, phone: 5, post: 5, paper: 4 })], 5)).toEqual({
      digital: 90,
      phone: 'SUPPRESSED',
      post: 'SUPPRESSED',
      paper: 'SUPPRESSED',
    });
  });

  test('a part that was sent as suppressed is one that could be worked out', () => {
    const rows = [total(110), ...split({ digital: 90, phone: 16, paper: 'SUPPRESSED' })];
    expect(seen(rows, 5)).toEqual({ digital: 90, phone: 'SUPPRESSED', paper: 'SUPPRESSED' });
    expect(seen(rows, 0)).toEqual({ digital: 90, phone: 16, paper: 'SUPPRESSED' });
  });

  test('a total that was sent as suppressed is not told by its parts', () => {
    const rows: Row[] = [['quarter', '2013-10-01', {}, 'SUPPRESSED'], ...split({ digital: 90, phone: 16 })];
    expect(seen(rows, 5)).toEqual({ digital: 90, phone: 'SUPPRESSED' });
  });
});

describe('beside another split', () => {
  const device = (values: Record<string, number>): Row[] =>
    Object.entries(values).map(([name, value]) => ['quarter', '2013-10-01', { device: name }, value]);

  test('the smallest other part is suppressed too: what one comes to, the other comes to', () => {
    const rows = [...split({ digital: 90, phone: 16, paper: 4 }), ...device({ desktop: 60, mobile: 50 })];
    expect(seen(rows, 5)).toEqual({ digital: 90, phone: 'SUPPRESSED', paper: 'SUPPRESSED' });
    const desktop = { by: lineOf('device', 'desktop'), metric: 'transactions', ...QUARTER };
    expect(figureOf(one('transactions', rows, { suppressBelow: 5 }), desktop).value).toBe(60);
  });

  test('a split that has its parts as well is suppressed whole', () => {
    const both = (channel: string, device: string, value: number): Row => [
      'quarter',
      '2013-10-01',
      { channel, device },
      value,
    ];
    const rows = [
      ...[total(110), ...split({ digital: 90, phone: 16, paper: 4 })],
      ...[both('digital', 'mobile', 85), both('digital', 'desktop', 5)],
      ...[both('phone', 'mobile', 10), both('phone', 'desktop', 6), both('paper', 'mobile', 4)],
    ];
    const subject = one('transactions', rows, { suppressBelow: 5 });
    const line = (dimension: string, value: string): ValueStatus =>
      figureOf(subject, { metric: 'transactions', ...QUARTER, by: lineOf(dimension, value) }).status;
    expect(line('channel', 'digital')).toBe('PROVIDED');
    expect(line('channel', 'phone')).toBe('SUPPRESSED');
    expect(line('device', 'mobile')).toBe('SUPPRESSED');
    expect(line('device', 'desktop')).toBe('SUPPRESSED');
  });
});
