import { describe, expect, test } from '@jest/globals';
import type { Period } from '../../../server/metrics/periods.js';
import { figureOf, one, quarters, type Row } from '../../support/engine.js';
import { CASES, hours } from './windows.cases.js';

describe('the value of a window', () => {
  test.each(CASES)('$name', ({ rows, aggregation, period = 'ROLLING_YEAR', start, value, parts }) => {
    const service = one('transactions', rows, aggregation ? { aggregation } : {});
    const figure = figureOf(service, { metric: 'transactions', period, start: start ?? '2013-10-01' });
    const isNumber = typeof value === 'number';
    expect([figure.value, figure.status]).toEqual(isNumber ? [value, 'PROVIDED'] : [null, value]);
    expect([figure.coverage.provided, figure.coverage.expected]).toEqual(parts);
    expect(figure.coverage.share).toBeNull();
  });

  test('is the same for the three kinds of year with the same start', () => {
    const service = one('transactions', quarters('2013-01-01', {}, [1, 2, 4, 8, 16]));
    const valueOf = (period: Period, start: string): number | null =>
      figureOf(service, { metric: 'transactions', period, start }).value;
    expect(valueOf('YEAR', '2013-01-01')).toBe(15);
    expect(valueOf('ROLLING_YEAR', '2013-01-01')).toBe(15);
    expect(valueOf('FINANCIAL_YEAR', '2013-04-01')).toBe(30);
    expect(valueOf('ROLLING_YEAR', '2013-04-01')).toBe(30);
  });

  test('of days by the clocks of the data set, not of the server', () => {
    const rows = hours('2014-07-01T00:00:00Z', 24);
    const question = { metric: 'transactions', period: 'DAY', start: '2014-07-01' } as const;
    expect(figureOf(one('transactions', rows, { timeZone: 'UTC' }), question).value).toBe(72);
    expect(figureOf(one('transactions', rows), question).status).toBe('INCOMPLETE');
  });

  test('is decided before any filter: an undivided year hides its divided quarters', () => {
    const rows: Row[] = [
      ['year', '2013-10-01', {}, 100],
      ...quarters('2013-10-01', { channel: 'digital' }, [1, 1, 1, 1]),
      ...quarters('2013-10-01', { channel: 'non-digital' }, [1, 1, 1, 1]),
    ];
    const service = one('transactions', rows);
    const question = { period: 'ROLLING_YEAR', start: '2013-10-01' } as const;
    expect(figureOf(service, { ...question, metric: 'transactions' }).value).toBe(100);
    const takeUp = figureOf(service, { ...question, metric: 'digital-take-up' });
    expect([takeUp.value, takeUp.status]).toEqual([null, 'NOT_PROVIDED']);
    expect([takeUp.coverage.provided, takeUp.coverage.expected]).toEqual([0, 1]);
  });

  test('a cadence says how many parts a window lacks that has none', () => {
    const partsOf = (cadence: 'month' | 'day' | 'year' | 'week', period: Period, start: string): number => {
      const service = one('transactions', [['day', '2001-01-01', {}, 1]], { cadence });
      return figureOf(service, { metric: 'transactions', period, start }).coverage.expected;
    };
    expect(partsOf('month', 'ROLLING_YEAR', '2013-10-01')).toBe(4);
    expect(partsOf('month', 'ROLLING_YEAR', '2013-11-01')).toBe(12);
    expect(partsOf('month', 'QUARTER', '2013-10-01')).toBe(3);
    expect(partsOf('month', 'MONTH', '2013-10-01')).toBe(1);
    expect(partsOf('day', 'WEEK', '2013-09-30')).toBe(7);
    expect(partsOf('year', 'QUARTER', '2013-10-01')).toBe(1);
    expect(partsOf('week', 'MONTH', '2013-10-01')).toBe(1);
  });
});
