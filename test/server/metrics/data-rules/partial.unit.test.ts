/** A value of several services that stands on too few of them is PARTIAL, and is no verdict on all. */
import { describe, expect, test } from '@jest/globals';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import {
  changeFor,
  dataSet,
  figureOf,
  lineOf,
  one,
  service,
  split,
  steps,
  type Row,
  type Service,
} from '../../../support/engine.js';

const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const row = (value: number | ValueStatus): Row => ['month', '2013-10-01', {}, value];
const counted = (value: number | ValueStatus): Service => one('transactions', [row(value)]);
const nothing = (facts = {}): Service => service([], facts);
const many = (count: number, make: () => Service): Service[] => Array.from({ length: count }, make);
const isPartial = (services: readonly Service[], metric: string, by?: [string, string]): boolean =>
  figureOf(services, { metric, ...MONTH, target: 10, ...(by && { by: lineOf(...by) }) }).flags.includes(
    'PARTIAL',
  );

describe('a total', () => {
  test.each([
    [1, 1, false],
    [1, 2, true],
    [2, 2, false],
    [2, 3, true],
    [20, 91, true],
  ])('of %s that delivered and %s that did not is partial: %s', (delivered, silent, expected) => {
    expect(isPartial([...many(delivered, () => counted(5)), ...many(silent, nothing)], 'transactions')).toBe(
      expected,
    );
  });

  test('is delivered also where it is 0 or hidden, and not where it is not available or incomplete', () => {
    const beside = (status: number | ValueStatus) => [counted(5), nothing(), counted(status), nothing()];
    expect(isPartial(beside(0), 'transactions')).toBe(false);
    expect(isPartial(beside('SUPPRESSED'), 'transactions')).toBe(false);
    expect(isPartial(beside('NOT_PROVIDED'), 'transactions')).toBe(true);
    expect(isPartial(beside('INCOMPLETE'), 'transactions')).toBe(true);
  });

  test('expects nothing of services that it does not apply to, or that were not open', () => {
    const services = [counted(5), ...many(3, () => counted('NOT_APPLICABLE'))];
    expect(isPartial(services, 'transactions')).toBe(false);
    expect(isPartial([counted(5), ...many(3, () => nothing({ isOpen: false }))], 'transactions')).toBe(false);
  });

  test('without a value is not partial: there is nothing to weaken', () => {
    expect(isPartial(many(3, nothing), 'transactions')).toBe(false);
  });

  test('of one service is never partial', () => {
    expect(figureOf(counted(5), { metric: 'transactions', ...MONTH }).flags).toEqual([]);
  });

  test('has lines that are as whole as itself', () => {
    const services = [
      one('transactions', split('channel', { digital: 5, phone: 1 })),
      ...many(1, () => counted(5)),
      ...many(2, nothing),
    ];
    expect(isPartial(services, 'transactions', ['channel', 'phone'])).toBe(false);
    expect(isPartial([...services, nothing()], 'transactions', ['channel', 'phone'])).toBe(true);
  });
});

describe('a ratio', () => {
  const priced = (cost: number | ValueStatus, transactions: number | ValueStatus): Service =>
    service([dataSet('cost', [row(cost)]), dataSet('transactions', [row(transactions)])]);

  test.each([
    [49, true],
    [50, false],
    [51, false],
  ])('whose services carry %s %% of the volume is partial: %s', (share, expected) => {
    const services = [priced(1, share), counted(100 - share)];
    expect(figureOf(services, { metric: 'cost-per-transaction', ...MONTH }).coverage.share).toBe(share);
    expect(isPartial(services, 'cost-per-transaction')).toBe(expected);
  });

  test('asks whether services delivered its denominator, not whether they have a value', () => {
    const services = [priced(1, 90), ...many(2, () => counted(5))];
    expect(isPartial(services, 'cost-per-transaction')).toBe(false);
    const costs = [priced(1, 90), ...many(2, () => one('cost', [row(5)]))];
    expect(isPartial(costs, 'cost-per-transaction')).toBe(true);
  });

  test('of channels is partial by what is unspecified, and not by services that only know the total', () => {
    const channels = (counts: Record<string, number>) => one('transactions', split('channel', counts));
    const known = channels({ digital: 40, phone: 10 });
    expect(isPartial([known, channels({ unspecified: 50 })], 'digital-take-up')).toBe(false);
    expect(isPartial([known, channels({ unspecified: 51 })], 'digital-take-up')).toBe(true);
    expect(isPartial([known, counted(50)], 'digital-take-up')).toBe(false);
    expect(isPartial([known, nothing(), nothing()], 'digital-take-up')).toBe(true);
  });

  test('by page is not partial because one page is not half of all', () => {
    const pages = () =>
      service([
        dataSet('starts', split('page', { a: 1, b: 1, c: 1 })),
        dataSet('page-views', split('page', { a: 10, b: 10, c: 10 })),
      ]);
    expect(isPartial([pages(), pages()], 'content-effectiveness', ['page', 'a'])).toBe(false);
    expect(isPartial([pages(), nothing(), nothing()], 'content-effectiveness', ['page', 'a'])).toBe(true);
  });

  test('has lines of the numerator that are as partial as itself', () => {
    const errors = (starts: number) =>
      service([dataSet('errors', split('error', { a: 1, b: 2 })), dataSet('starts', [row(starts)])]);
    const silent = (starts: number) => one('starts', [row(starts)]);
    for (const by of [undefined, ['error', 'a'] as [string, string]]) {
      expect(isPartial([errors(10), silent(11)], 'errors-per-1000-starts', by)).toBe(true);
      expect(isPartial([errors(11), silent(10)], 'errors-per-1000-starts', by)).toBe(false);
    }
  });
});

describe('scores, shares of time and quantiles', () => {
  const all: readonly [string, () => Service][] = [
    ['user-satisfaction', () => one('ratings', split('rating', { 1: 9, 2: 9, 3: 9, 4: 9, 5: 9 }))],
    ['satisfied-share', () => one('ratings', split('rating', { 1: 9, 2: 9, 3: 9, 4: 9, 5: 9 }))],
    ['availability', () => one('monitored', split('state', { up: 9, down: 1 }))],
    ['time-to-complete', () => one('time-to-complete', split('le', { 10: 5, '+Inf': 1 }))],
    ['time-to-complete-within-target', () => one('time-to-complete', split('le', { 10: 5, '+Inf': 1 }))],
  ];
  test.each(all)('%s is partial where fewer than half of the services measure it', (metric, make) => {
    expect(isPartial([...many(3, make), ...many(108, nothing)], metric)).toBe(true);
    expect(isPartial([...many(3, make), ...many(3, nothing)], metric)).toBe(false);
  });
});

describe('the change of a partial value', () => {
  const rated = (before: number, now: number): Service =>
    service([
      dataSet('starts', steps('month', '2013-09-01', {}, [1000, 1000])),
      dataSet('completions', steps('month', '2013-09-01', {}, [before, now])),
    ]);
  const question = { metric: 'completion-rate', ...MONTH };

  test('is shown without a verdict', () => {
    expect(changeFor([rated(500, 600)], question).verdict).toBe('BETTER');
    expect(changeFor([rated(500, 600), nothing()], question).verdict).toBe('BETTER');
    expect(changeFor([rated(500, 600), nothing(), nothing()], question)).toMatchObject({
      absolute: 10,
      verdict: 'NEUTRAL',
      reason: null,
    });
    expect(changeFor([rated(500, 500), nothing(), nothing()], question).verdict).toBe('NEUTRAL');
  });

  test('stays none where there is none', () => {
    const early = one('starts', [row(5)]);
    expect(changeFor([early, nothing(), nothing()], question)).toMatchObject({
      absolute: null,
      verdict: 'UNCLEAR',
    });
  });
});
