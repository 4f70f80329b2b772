import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../server/metrics/definitions.js';
import {
  lineOf,
  dataSet,
  figureOf,
  metric,
  one,
  service,
  type Dimensions,
  type Row,
  type Service,
} from '../../support/engine.js';

const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const m = (dimensions: Dimensions, value: number, start = '2013-10-01'): Row => [
  'month',
  start,
  dimensions,
  value,
];
const by = (name: string, counts: Record<string, number>, start?: string): Row[] =>
  Object.entries(counts).map(([value, count]) => m({ [name]: value }, count, start));

describe('ratings', () => {
  const NONE = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  /** Ratings that were not given were sent as 0: one that was not sent is not known. */
  const given = (counts: Record<string, number>, start?: string): Row[] =>
    by('rating', { ...NONE, ...counts }, start);
  const rated = (counts: Record<string, number>): Service => one('ratings', given(counts));
  const score = (counts: Record<string, number>) =>
    figureOf(rated(counts), { metric: 'user-satisfaction', ...MONTH });

  test.each<[Record<string, number>, number]>([
    [{ 1: 40, 2: 0, 3: 0, 4: 0, 5: 0 }, 0],
    [{ 1: 0, 2: 40, 3: 0, 4: 0, 5: 0 }, 25],
    [{ 1: 0, 2: 0, 3: 40, 4: 0, 5: 0 }, 50],
    [{ 1: 0, 2: 0, 3: 0, 4: 40, 5: 0 }, 75],
    [{ 1: 0, 2: 0, 3: 0, 4: 0, 5: 40 }, 100],
    [{ 1: 10, 2: 10, 3: 10, 4: 10, 5: 10 }, 50],
    [{ 1: 5, 2: 5, 3: 10, 4: 30, 5: 50 }, 78.75],
    [{ 5: 30, 4: 30 }, 87.5],
  ])('%j score %s', (counts, expected) => {
    const figure = score(counts);
    expect(figure.value).toBe(expected);
    expect(figure.denominator).toBe(Object.values(counts).reduce((a, b) => a + b, 0));
    expect(figure.coverage.share).toBeNull();
  });

  test.each([
    [29, ['LOW_RELIABILITY']],
    [30, []],
  ])('%s responses: %j', (responses, flags) => {
    for (const key of ['user-satisfaction', 'satisfied-share']) {
      const figure = figureOf(rated({ 5: responses }), { metric: key, ...MONTH });
      expect([figure.value, figure.flags]).toEqual([100, flags]);
    }
  });

  test('few responses of many services are enough together', () => {
    const services = [rated({ 5: 20 }), rated({ 1: 20 })];
    expect(figureOf(services, { metric: 'user-satisfaction', ...MONTH })).toMatchObject({
      value: 50,
      flags: [],
    });
  });

  test('no response has no score and no flag', () => {
    expect(score({ 1: 0, 5: 0 })).toMatchObject({ value: null, denominator: 0, flags: [] });
  });

  test('satisfied are 4 and 5', () => {
    const figure = figureOf(rated({ 1: 5, 2: 5, 3: 10, 4: 30, 5: 50 }), {
      metric: 'satisfied-share',
      ...MONTH,
    });
    expect(figure).toMatchObject({ value: 80, numerator: 80, denominator: 100, coverage: { share: 100 } });
  });

  test('add up over time before they are weighed', () => {
    const rows = [...given({ 1: 90 }), ...given({ 5: 10 }, '2013-11-01')];
    rows.push(...given({ 3: 100 }, '2013-12-01'));
    const question = { metric: 'user-satisfaction', period: 'QUARTER', start: '2013-10-01' } as const;
    expect(figureOf(one('ratings', rows), question)).toMatchObject({ value: 30, denominator: 200 });
  });

  test('need the breakdown: a total of responses has no score', () => {
    const figure = figureOf(one('ratings', [m({}, 100)]), { metric: 'user-satisfaction', ...MONTH });
    expect(figure).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
    expect(figureOf(one('ratings', [m({}, 100)]), { metric: 'ratings', ...MONTH }).value).toBe(100);
  });
});

describe('a journey', () => {
  const declared = { declared: { stage: ['start', 'details', 'done'] } };
  const journey = one('users', by('stage', { done: 20, details: 50, start: 80 }), declared);

  test('is the last stage ÷ the first, in the declared order', () => {
    const figure = figureOf(journey, { metric: 'journey', ...MONTH });
    expect(figure).toMatchObject({ value: 25, numerator: 20, denominator: 80 });
  });

  test('has no share: the same people are counted at every stage', () => {
    expect(figureOf(journey, { metric: 'journey', ...MONTH }).coverage.share).toBeNull();
  });

  test.each([
    ['start', 100],
    ['details', 62.5],
    ['done', 25],
    ['other', null],
  ])('by stage, %s is %s', (value, expected) => {
    const figure = figureOf(journey, { metric: 'journey', ...MONTH, by: lineOf('stage', value) });
    expect(figure.value).toBe(expected);
  });

  test('without its first or last stage is not provided', () => {
    for (const counts of [
      { start: 80, details: 50 },
      { details: 50, done: 20 },
    ] as Record<string, number>[]) {
      const figure = figureOf(one('users', by('stage', counts), declared), { metric: 'journey', ...MONTH });
      expect(figure).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
    }
  });

  test('is not known where no order was declared', () => {
    const figure = figureOf(one('users', by('stage', { a: 2, b: 1 })), { metric: 'journey', ...MONTH });
    expect(figure).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
  });

  test('is never added up over time or over services', () => {
    const days = by('stage', { start: 80, details: 50, done: 20 }).map(([, , dimensions, value]): Row => [
      'day',
      '2013-10-01',
      dimensions,
      value,
    ]);
    const rows = [
      ...days,
      ...days.map(([, , dimensions, value]): Row => ['day', '2013-10-02', dimensions, value]),
    ];
    const daily = one('users', rows, declared);
    expect(figureOf(daily, { metric: 'journey', ...MONTH }).status).toBe('NOT_PROVIDED');
    expect(figureOf([journey, journey], { metric: 'journey', ...MONTH })).toMatchObject({
      value: null,
      status: 'NOT_APPLICABLE',
      coverage: { provided: 0, expected: 2 },
    });
  });
});

describe('ratios', () => {
  test('of two measures divide the sums of the window', () => {
    const subject = service([
      dataSet('errors', [...by('error', { a: 3, b: 4 }), ...by('error', { a: 1 }, '2013-11-01')]),
      dataSet('starts', [m({}, 400), m({}, 100, '2013-11-01')]),
    ]);
    expect(figureOf(subject, { metric: 'errors-per-1000-starts', ...MONTH })).toMatchObject({
      value: 17.5,
      numerator: 7,
      denominator: 400,
    });
    expect(figureOf(subject, { metric: 'errors', ...MONTH, by: lineOf('error', 'b') }).value).toBe(4);
  });

  test('count the denominator’s parts', () => {
    const quarterly = (measure: string, count: number) =>
      dataSet(
        measure,
        ['2013-10-01', '2013-11-01', '2013-12-01'].slice(0, count).map((start) => m({}, 10, start)),
      );
    const question = { metric: 'completion-rate', period: 'QUARTER', start: '2013-10-01' } as const;
    const lacks = figureOf(service([quarterly('completions', 3), quarterly('starts', 2)]), question);
    expect(lacks).toMatchObject({
      status: 'INCOMPLETE',
      missing: [],
      coverage: { provided: 2, expected: 3 },
    });
    const other = figureOf(service([quarterly('completions', 2), quarterly('starts', 3)]), question);
    expect(other).toMatchObject({
      status: 'INCOMPLETE',
      missing: [],
      coverage: { provided: 3 },
    });
    expect(
      figureOf(service([quarterly('completions', 3), quarterly('starts', 3)]), question).coverage,
    ).toEqual({
      provided: 3,
      expected: 3,
      share: 100,
    });
  });

  test.each<[Record<string, number>, number | null]>([
    [{ up: 999, down: 1 }, 99.9],
    [{ up: 1000, down: 0 }, 100],
    [{ up: 0, down: 60 }, 0],
    [{ up: 0, down: 0 }, null],
    [{ up: 1000 }, null],
    [{ down: 60 }, null],
  ])('availability of %j is %s: time that was not monitored is in neither', (states, expected) => {
    expect(figureOf(one('monitored', by('state', states)), { metric: 'availability', ...MONTH }).value).toBe(
      expected,
    );
  });

  test('content effectiveness by page, and of all pages together', () => {
    const subject = service([
      dataSet('starts', [...by('page', { a: 10, b: 30 }), m({}, 100)]),
      dataSet('page-views', by('page', { a: 100, b: 50, c: 50 })),
    ]);
    const at = (value?: string) =>
      figureOf(subject, {
        metric: 'content-effectiveness',
        ...MONTH,
        ...(value && { by: lineOf('page', value) }),
      }).value;
    // No start from page c was sent: there was none.
    expect([at(), at('a'), at('b'), at('c')]).toEqual([20, 10, 60, 0]);
  });

  test('never leave the engine as NaN or Infinity, however large or small', () => {
    const sets = (cost: number, transactions: number) =>
      service([dataSet('cost', [m({}, cost)]), dataSet('transactions', [m({}, transactions)])]);
    const question = { metric: 'cost-per-transaction', ...MONTH };
    for (const subject of [sets(1e300, 1e-300), sets(0, 0), sets(1e308, 5e-324)]) {
      expect(figureOf(subject, question)).toMatchObject({ value: null, status: 'NOT_APPLICABLE' });
      expect(figureOf([subject], question).value).toBeNull();
    }
    const huge = sets(Number.MAX_VALUE, Number.MAX_VALUE);
    expect(figureOf([huge, huge], { metric: 'transactions', ...MONTH })).toMatchObject({
      value: null,
      status: 'NOT_APPLICABLE',
    });
    expect(figureOf([huge, huge], question)).toMatchObject({
      value: null,
      numerator: null,
      denominator: null,
    });
  });
});

describe('an exact numerator', () => {
  test('is not added over services either, though its denominator is a flow', () => {
    const formula: Formula = {
      kind: 'ratio',
      numerator: { measure: 'users-now' },
      denominator: { measure: 'visits' },
      scale: 1,
    };
    const subject = service([dataSet('users-now', [m({}, 5)]), dataSet('visits', [m({}, 10)])]);
    expect(figureOf(subject, { metric: formula, ...MONTH }).value).toBe(0.5);
    expect(figureOf([subject, subject], { metric: formula, ...MONTH })).toMatchObject({
      value: null,
      status: 'NOT_APPLICABLE',
    });
  });
});

describe('the newest value', () => {
  test('is that of exactly its minute', () => {
    const subject = one('users-now', [['minute', '2013-10-01T14:05:00Z', {}, 7]]);
    const question = { metric: 'users-now', period: 'MINUTE' } as const;
    expect(figureOf(subject, { ...question, start: '2013-10-01T14:05:00Z' }).value).toBe(7);
    expect(figureOf(subject, { ...question, start: '2013-10-01T14:06:00Z' }).status).toBe('NOT_PROVIDED');
    const hour = { metric: 'users-now', period: 'HOUR', start: '2013-10-01T14:00:00Z' } as const;
    expect(figureOf(subject, hour).status).toBe('NOT_PROVIDED');
    expect(metric('users-now').formula.kind).toBe('newest');
  });
});

describe('a total of some categories', () => {
  const calls = one('calls', by('reason', { payment: 5, complaint: 3, other: 2 }));
  const of = (part: { only?: string[]; except?: string[] }): Formula => {
    return { kind: 'total', measure: 'calls', dimension: 'reason', ...part };
  };

  test.each<[{ only?: string[]; except?: string[] }, number]>([
    [{ only: ['payment'] }, 5],
    [{ only: ['payment', 'complaint'] }, 8],
    [{ except: ['other'] }, 8],
    // Nobody called for it.
    [{ only: ['moving-house'] }, 0],
  ])('%j', (part, value) => {
    expect(figureOf(calls, { metric: of(part), ...MONTH })).toMatchObject({ value, flags: [] });
    expect(figureOf([calls, calls], { metric: of(part), ...MONTH }).value).toBe(2 * value);
  });

  test('is not known where the split is not', () => {
    const figure = figureOf(one('calls', [m({}, 10)]), { metric: of({ only: ['payment'] }), ...MONTH });
    expect(figure).toMatchObject({ value: null, status: 'NOT_PROVIDED', missing: ['calls by reason'] });
  });
});
