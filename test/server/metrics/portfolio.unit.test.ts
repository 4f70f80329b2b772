import { describe, expect, test } from '@jest/globals';
import type { ValueStatus } from '../../../server/metrics/status.js';
import { dataSet, figureOf, one, quarters, service, type Row, type Service } from '../../support/engine.js';

const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const TRANSACTIONS = { metric: 'transactions', ...QUARTER };
const row = (value: number | ValueStatus): Row => ['quarter', '2013-10-01', {}, value];
const counted = (value: number | ValueStatus): Service => one('transactions', [row(value)]);
const empty = (): Service => service([]);

describe('coverage of several services', () => {
  test('counts those with a value, of those that were expected', () => {
    const services = [counted(5), counted(0), counted('NOT_PROVIDED'), counted('INCOMPLETE'), empty()];
    const figure = figureOf(services, TRANSACTIONS);
    expect(figure).toMatchObject({ value: 5, coverage: { provided: 2, expected: 5, share: null } });
  });

  test('does not expect what was said not to apply, nor services that were closed', () => {
    const closed = service([], { isOpen: false });
    const figure = figureOf([counted(5), counted('NOT_APPLICABLE'), closed], TRANSACTIONS);
    expect(figure.coverage).toEqual({ provided: 1, expected: 1, share: null });
  });

  test('expects a service that not all inputs apply to in none of its ratios', () => {
    const free = service([dataSet('transactions', [row(10)]), dataSet('cost', [row('NOT_APPLICABLE')])]);
    const paid = service([dataSet('transactions', [row(10)]), dataSet('cost', [row(20)])]);
    const figure = figureOf([free, paid], { metric: 'cost-per-transaction', ...QUARTER });
    expect(figure).toMatchObject({ value: 2, coverage: { provided: 1, expected: 1, share: 50 } });
  });

  test('never counts more than it expects: a value of a closed service is one that could be expected', () => {
    const closed = service([dataSet('transactions', [row(5)])], { isOpen: false });
    expect(figureOf([closed], TRANSACTIONS)).toMatchObject({
      value: 5,
      coverage: { provided: 1, expected: 1 },
    });
  });

  test.each<[(number | ValueStatus)[], ValueStatus]>([
    [['SUPPRESSED', 'SUPPRESSED'], 'SUPPRESSED'],
    [['INCOMPLETE', 'INCOMPLETE'], 'INCOMPLETE'],
    [['SUPPRESSED', 'NOT_PROVIDED'], 'NOT_PROVIDED'],
    [['SUPPRESSED', 'NOT_APPLICABLE'], 'SUPPRESSED'],
    [[], 'NOT_PROVIDED'],
  ])('of none is missing: %j is %s', (values, status) => {
    const figure = figureOf(values.map(counted), TRANSACTIONS);
    expect(figure).toMatchObject({ value: null, status, dominating: null, mixed: null });
  });
});

describe('a ratio over several services', () => {
  const both = (cost: number, transactions: number): Service =>
    service([dataSet('cost', [row(cost)]), dataSet('transactions', [row(transactions)])]);
  const question = { metric: 'cost-per-transaction', ...QUARTER };

  test('is the ratio of the sums over the services that have both, with coverage and share', () => {
    const noVolume = one('cost', [row(1_000_000)]);
    const services = [both(100, 10), both(30, 90), counted(100), noVolume, empty()];
    expect(figureOf(services, question)).toMatchObject({
      value: 1.3,
      numerator: 130,
      denominator: 100,
      coverage: { provided: 2, expected: 5, share: 50 },
    });
  });

  test('leaves a service without transactions out', () => {
    expect(figureOf([both(100, 10), both(50, 0)], question)).toMatchObject({
      value: 10,
      coverage: { provided: 1, expected: 2, share: 100 },
    });
  });

  test('above 100 % is flagged, where the sums are or one service is', () => {
    const rate = (completions: number, starts: number): Service =>
      service([dataSet('completions', [row(completions)]), dataSet('starts', [row(starts)])]);
    const figure = figureOf([rate(11, 10), rate(50, 100)], { metric: 'completion-rate', ...QUARTER });
    expect([Math.round(figure.value!), figure.flags]).toEqual([55, ['INCONSISTENT']]);
    const above = figureOf([rate(11, 10), rate(100, 100)], { metric: 'completion-rate', ...QUARTER });
    expect([Math.round(above.value!), above.flags]).toEqual([101, ['INCONSISTENT']]);
  });

  test('take-up counts the services whose split is known', () => {
    const channels = (rows: Record<string, number>): Service =>
      one(
        'transactions',
        Object.entries(rows).map(([channel, value]): Row => ['quarter', '2013-10-01', { channel }, value]),
      );
    const services = [
      channels({ digital: 80, 'non-digital': 20 }),
      channels({ 'non-digital': 100 }),
      channels({ unspecified: 200 }),
    ];
    expect(figureOf(services, { metric: 'digital-take-up', ...QUARTER })).toMatchObject({
      value: 40,
      numerator: 80,
      denominator: 200,
      coverage: { provided: 2, expected: 3, share: 50 },
    });
  });
});

describe('caseloads', () => {
  const caseload = (value: number): Service =>
    one('transactions', quarters('2013-10-01', {}, [value, value, value, value]), { aggregation: 'stock' });
  const flow = (value: number): Service =>
    one('transactions', quarters('2013-10-01', {}, [value, value, value, value]));
  const year = { metric: 'transactions', period: 'ROLLING_YEAR', start: '2013-10-01' } as const;

  test('added to flows are flagged, with how many and how much', () => {
    expect(figureOf([flow(10), caseload(7), caseload(8)], year)).toMatchObject({
      value: 55,
      flags: ['MIXED'],
      mixed: { services: 2, value: 15 },
    });
  });

  test('alone are not mixed', () => {
    expect(figureOf([caseload(7), caseload(8)], year)).toMatchObject({ value: 15, flags: [], mixed: null });
    expect(figureOf([flow(7)], year)).toMatchObject({ flags: [], mixed: null });
  });

  test('without a value are not counted', () => {
    const none = one('transactions', [], { aggregation: 'stock' });
    expect(figureOf([flow(10), none], year)).toMatchObject({ flags: [], mixed: null });
  });

  test('in a ratio are not flagged', () => {
    const cost = dataSet('cost', [['year', '2013-10-01', {}, 100]]);
    const services = [flow(10), caseload(7)].map(({ values }) => service([...values.values(), cost]));
    expect(figureOf(services, { ...year, metric: 'cost-per-transaction' }).flags).toEqual([]);
  });
});

describe('one service that makes up more than half', () => {
  test('is named with its share', () => {
    const services = [counted(10), counted(70), counted(20)];
    expect(figureOf(services, TRANSACTIONS).dominating).toEqual({ serviceId: services[1].id, share: 70 });
  });

  test.each([[[50, 50]], [[50, 30, 20]], [[100]], [[0, 0]]])('there is none among %j', (values) => {
    expect(figureOf(values.map(counted), TRANSACTIONS).dominating).toBeNull();
  });

  test('of a ratio has the most of the denominator, not the highest ratio', () => {
    const services = [
      [1000, 10],
      [10, 90],
    ].map(([cost, volume]) =>
      service([dataSet('cost', [row(cost)]), dataSet('transactions', [row(volume)])]),
    );
    const figure = figureOf(services, { metric: 'cost-per-transaction', ...QUARTER });
    expect(figure.dominating).toEqual({ serviceId: services[1].id, share: 90 });
  });
});

describe('an exact measure', () => {
  test('has no value over several services', () => {
    const rows: Row[] = [['minute', '2013-10-01T14:05:00Z', {}, 7]];
    const figure = figureOf([one('users-now', rows), one('users-now', rows)], {
      metric: 'users-now',
      period: 'MINUTE',
      start: '2013-10-01T14:05:00Z',
    });
    expect(figure).toMatchObject({
      value: null,
      status: 'NOT_APPLICABLE',
      coverage: { provided: 0, expected: 2 },
    });
  });

  test('beside flows is left out', () => {
    const exact = one('transactions', [row(7)], { aggregation: 'exact' });
    expect(figureOf([counted(5), exact], TRANSACTIONS)).toMatchObject({
      value: 5,
      coverage: { provided: 1, expected: 2 },
    });
  });
});
