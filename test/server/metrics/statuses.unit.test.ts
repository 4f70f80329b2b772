import { describe, expect, test } from '@jest/globals';
import {
  flagBits,
  flagsOf,
  statusCode,
  statusOf,
  VALUE_FLAGS,
  VALUE_STATUSES,
  type ValueFlag,
  type ValueStatus,
} from '../../../server/metrics/status.js';
import { parseDate } from '../../../server/metrics/calendar.js';
import { dataSet, figureOf, one, quarters, service, type Row } from '../../support/engine.js';

const YEAR = { period: 'ROLLING_YEAR', start: '2013-10-01' } as const;
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const MISSING = VALUE_STATUSES.filter((status) => status !== 'PROVIDED');

describe('codes', () => {
  test('positions are stored and never change', () => {
    expect(VALUE_STATUSES.map(statusCode)).toEqual([0, 1, 2, 3, 4]);
    expect(VALUE_STATUSES.map((status) => statusOf(statusCode(status)))).toEqual(VALUE_STATUSES);
    expect(flagBits(['PROVISIONAL', 'INCONSISTENT'])).toBe(0b1000_0001);
    expect(flagsOf(flagBits([...VALUE_FLAGS].reverse()))).toEqual(VALUE_FLAGS);
    expect(flagsOf(0)).toEqual([]);
  });
});

describe('a status is carried up', () => {
  test.each(MISSING)('%s of the window itself', (status) => {
    const figure = figureOf(one('transactions', [['quarter', '2013-10-01', {}, status]]), {
      metric: 'transactions',
      ...QUARTER,
    });
    expect(figure).toMatchObject({ value: null, status, numerator: null, denominator: null });
  });

  test.each<[ValueStatus[], ValueStatus]>([
    [['NOT_APPLICABLE', 'NOT_APPLICABLE', 'NOT_APPLICABLE', 'NOT_APPLICABLE'], 'NOT_APPLICABLE'],
    [['SUPPRESSED', 'SUPPRESSED', 'SUPPRESSED', 'SUPPRESSED'], 'SUPPRESSED'],
    [['NOT_PROVIDED', 'NOT_PROVIDED', 'NOT_PROVIDED', 'NOT_PROVIDED'], 'NOT_PROVIDED'],
    [['INCOMPLETE', 'INCOMPLETE', 'INCOMPLETE', 'INCOMPLETE'], 'INCOMPLETE'],
    [['PROVIDED', 'PROVIDED', 'PROVIDED', 'SUPPRESSED'], 'SUPPRESSED'],
    [['PROVIDED', 'NOT_PROVIDED', 'PROVIDED', 'SUPPRESSED'], 'SUPPRESSED'],
    [['PROVIDED', 'PROVIDED', 'PROVIDED', 'NOT_APPLICABLE'], 'INCOMPLETE'],
    [['PROVIDED', 'PROVIDED', 'PROVIDED', 'NOT_PROVIDED'], 'INCOMPLETE'],
    [['PROVIDED', 'PROVIDED', 'PROVIDED', 'INCOMPLETE'], 'INCOMPLETE'],
    [['NOT_APPLICABLE', 'NOT_PROVIDED', 'NOT_PROVIDED', 'NOT_PROVIDED'], 'INCOMPLETE'],
  ])('from the quarters %j to %s', (statuses, expected) => {
    const rows = quarters(
      '2013-10-01',
      {},
      statuses.map((status) => (status === 'PROVIDED' ? 7 : status)),
    );
    const figure = figureOf(one('transactions', rows), { metric: 'transactions', ...YEAR });
    expect([figure.value, figure.status]).toEqual([null, expected]);
  });

  test.each<[ValueStatus, ValueStatus, ValueStatus]>([
    ['PROVIDED', 'SUPPRESSED', 'SUPPRESSED'],
    ['SUPPRESSED', 'PROVIDED', 'SUPPRESSED'],
    ['PROVIDED', 'INCOMPLETE', 'INCOMPLETE'],
    ['INCOMPLETE', 'NOT_PROVIDED', 'NOT_PROVIDED'],
    ['SUPPRESSED', 'NOT_PROVIDED', 'SUPPRESSED'],
    ['NOT_APPLICABLE', 'PROVIDED', 'NOT_APPLICABLE'],
    ['PROVIDED', 'NOT_APPLICABLE', 'NOT_APPLICABLE'],
    ['NOT_PROVIDED', 'NOT_PROVIDED', 'NOT_PROVIDED'],
  ])('from cost %s and transactions %s to %s', (cost, transactions, expected) => {
    const value = (status: ValueStatus): number | ValueStatus => (status === 'PROVIDED' ? 9 : status);
    const subject = service([
      dataSet('cost', [['year', '2013-10-01', {}, value(cost)]]),
      dataSet('transactions', [['year', '2013-10-01', {}, value(transactions)]]),
    ]);
    const figure = figureOf(subject, { metric: 'cost-per-transaction', ...YEAR });
    expect([figure.value, figure.status]).toEqual([null, expected]);
    const missing = [cost === 'NOT_PROVIDED' && 'cost', transactions === 'NOT_PROVIDED' && 'transactions'];
    expect(figure.missing).toEqual(missing.filter(Boolean));
  });

  test('a measure that the service does not have is named', () => {
    const subject = one('transactions', quarters('2013-10-01', {}, [1, 2, 3, 4]));
    const figure = figureOf(subject, { metric: 'cost-per-transaction', ...YEAR });
    expect(figure).toMatchObject({ value: null, status: 'NOT_PROVIDED', missing: ['cost'] });
    // As where the data set is there and empty: coverage counts the denominator's parts.
    expect(figure.coverage).toEqual({ provided: 4, expected: 4, share: null });
    const none = figureOf(service([]), { metric: 'cost-per-transaction', ...YEAR });
    expect(none).toMatchObject({ value: null, status: 'NOT_PROVIDED', missing: ['cost', 'transactions'] });
  });

  test('a value that is there and not available is not made of its parts', () => {
    const rows: Row[] = [['year', '2013-10-01', {}, 'NOT_PROVIDED']];
    const question = { metric: 'transactions', ...YEAR };
    expect(figureOf(one('transactions', rows), question).status).toBe('NOT_PROVIDED');
    rows.push(...quarters('2013-10-01', {}, [1, 2, 3, 4]));
    expect(figureOf(one('transactions', rows), question)).toMatchObject({
      value: null,
      status: 'NOT_PROVIDED',
      coverage: { provided: 0, expected: 1 },
    });
  });
});

describe('a zero denominator', () => {
  test.each([
    ['completion-rate', 'starts', 'completions'],
    ['cost-per-transaction', 'transactions', 'cost'],
    ['errors-per-1000-starts', 'starts', 'errors'],
  ])('of %s gives no value', (metric, bottom, top) => {
    for (const numerator of [0, 5]) {
      const subject = service([
        dataSet(bottom, [['quarter', '2013-10-01', {}, 0]]),
        dataSet(top, [['quarter', '2013-10-01', {}, numerator]]),
      ]);
      const figure = figureOf(subject, { metric, ...QUARTER });
      expect(figure).toMatchObject({ value: null, status: 'NOT_APPLICABLE', denominator: 0 });
      expect(figureOf([subject], { metric, ...QUARTER })).toMatchObject({ value: null, numerator: null });
    }
  });
});

describe('flags', () => {
  const flagged = (...flags: ValueFlag[]): Row => ['quarter', '2014-01-01', {}, 2, ...flags];
  const rest: Row[] = [
    ['quarter', '2013-10-01', {}, 1],
    ['quarter', '2014-04-01', {}, 3, 'ESTIMATED'],
    ['quarter', '2014-07-01', {}, 4],
  ];

  test('of the parts are those of the whole', () => {
    const figure = figureOf(one('transactions', [...rest, flagged('PROVISIONAL', 'REVISED')]), {
      metric: 'transactions',
      ...YEAR,
    });
    expect(figure.flags).toEqual(['PROVISIONAL', 'REVISED', 'ESTIMATED']);
  });

  test('of both inputs are those of the ratio', () => {
    const subject = service([
      dataSet('starts', [['quarter', '2013-10-01', {}, 4, 'PROVISIONAL']]),
      dataSet('completions', [['quarter', '2013-10-01', {}, 3, 'ESTIMATED']]),
    ]);
    const figure = figureOf(subject, { metric: 'completion-rate', ...QUARTER });
    expect([figure.value, figure.flags]).toEqual([75, ['PROVISIONAL', 'ESTIMATED']]);
  });

  test('of the observation of exactly the window, not of the parts beside it', () => {
    const rows: Row[] = [['year', '2013-10-01', {}, 10, 'REVISED'], ...rest, flagged('PROVISIONAL')];
    expect(figureOf(one('transactions', rows), { metric: 'transactions', ...YEAR }).flags).toEqual([
      'REVISED',
    ]);
  });

  test('of a portfolio are those of the services that count', () => {
    const counted = one('transactions', [['quarter', '2013-10-01', {}, 1, 'PROVISIONAL']]);
    const skipped = one('transactions', [['quarter', '2013-10-01', {}, 'SUPPRESSED', 'ESTIMATED']]);
    const figure = figureOf([counted, skipped], { metric: 'transactions', ...QUARTER });
    expect(figure.flags).toEqual(['PROVISIONAL']);
  });

  test.each([
    ['2013-12-31T23:59:59Z', ['UNFINISHED']],
    ['2014-01-01T00:00:00Z', []],
  ])('at %s the last quarter of 2013 has %j', (now, flags) => {
    const subject = one('transactions', [['quarter', '2013-10-01', {}, 1]]);
    expect(figureOf(subject, { metric: 'transactions', ...QUARTER, now }).flags).toEqual(flags);
  });

  test.each([
    ['2013-10-01', []],
    ['2013-10-02', ['BREAK']],
    ['2013-12-31', ['BREAK']],
    ['2014-01-01', []],
  ])('a break that begins on %s: %j', (on, flags) => {
    const subject = one('transactions', [['quarter', '2013-10-01', {}, 1]]);
    const breaks = [parseDate(on)!];
    expect(figureOf(subject, { metric: 'transactions', ...QUARTER, breaks }).flags).toEqual(flags);
  });

  test('a break that begins inside an hour window’s day lies at its midnight', () => {
    const subject = one('visits', [['hour', '2013-10-02T00:00:00Z', {}, 1]]);
    const question = { metric: 'visits', period: 'HOUR', start: '2013-10-02T00:00:00Z' } as const;
    expect(figureOf(subject, { ...question, breaks: [parseDate('2013-10-02')!] }).flags).toEqual([]);
  });

  test.each([
    [40, 40, []],
    [40, 41, ['INCONSISTENT']],
  ])('of %s starts and %s completions: %j, never capped', (starts, completions, flags) => {
    const subject = service([
      dataSet('starts', [['quarter', '2013-10-01', {}, starts]]),
      dataSet('completions', [['quarter', '2013-10-01', {}, completions]]),
    ]);
    const figure = figureOf(subject, { metric: 'completion-rate', ...QUARTER });
    expect([figure.value, figure.flags]).toEqual([(completions / starts) * 100, flags]);
  });

  test('a ratio on another scale may be above it', () => {
    const subject = service([
      dataSet('starts', [['quarter', '2013-10-01', {}, 1]]),
      dataSet('errors', [['quarter', '2013-10-01', {}, 3]]),
    ]);
    const figure = figureOf(subject, { metric: 'errors-per-1000-starts', ...QUARTER });
    expect([figure.value, figure.flags]).toEqual([3000, []]);
  });
});
