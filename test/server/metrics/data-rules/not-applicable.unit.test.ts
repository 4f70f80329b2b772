/** A row that says NOT_APPLICABLE: there is no such part. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import { dataSet, figureOf, lineOf, one, service, split, told, type Row } from '../../../support/engine.js';

type Counts = Readonly<Record<string, number | ValueStatus>>;
const [NONE, GAP] = ['NOT_APPLICABLE', 'NOT_PROVIDED'] as const;
const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const MONTHS = ['2013-10-01', '2013-11-01', '2013-12-01'];

/** The channels of three months. */
const months = (...counts: Counts[]): Row[] =>
  counts.flatMap((each, index) => split('channel', each, ['month', MONTHS[index]]));

describe('a part that does not apply', () => {
  test.each<[Counts, number | ValueStatus]>([
    [{ digital: 80, phone: 20, 'face-to-face': NONE }, 100],
    [{ digital: 80, phone: NONE, 'face-to-face': NONE }, 80],
    [{ digital: 0, phone: NONE }, 0],
    [{ digital: NONE, phone: NONE }, NONE],
    [{ digital: NONE }, NONE],
    [{ digital: NONE, phone: GAP }, GAP],
    [{ digital: 80, phone: GAP, 'face-to-face': NONE }, GAP],
    [{ digital: 'SUPPRESSED', phone: GAP, 'face-to-face': NONE }, 'SUPPRESSED'],
  ])('is left out of the sum: %j make %s', (counts, total) => {
    const subject = one('transactions', split('channel', counts));
    expect(told(figureOf(subject, { metric: 'transactions', ...MONTH }))).toBe(total);
  });

  test('does not take its service out of a total of several', () => {
    const licence = one('transactions', split('channel', { digital: 80, phone: 20, 'face-to-face': NONE }));
    const permit = one('transactions', split('channel', { digital: 80, phone: 20 }));
    expect(figureOf([licence, permit], { metric: 'transactions', ...MONTH })).toMatchObject({
      value: 200,
      coverage: { provided: 2, expected: 2 },
    });
  });

  test('whose window has nothing else takes its service out of what is expected', () => {
    const licence = one('transactions', split('channel', { digital: NONE, phone: NONE }));
    const permit = one('transactions', split('channel', { digital: 80, phone: 20 }));
    expect(figureOf([licence, permit], { metric: 'transactions', ...MONTH })).toMatchObject({
      value: 100,
      coverage: { provided: 1, expected: 1 },
    });
  });

  test('is shown as such in its own line, and in no other', () => {
    const subject = one('transactions', split('channel', { digital: 80, phone: NONE }));
    const at = (value: string) =>
      told(figureOf(subject, { metric: 'transactions', ...MONTH, by: lineOf('channel', value) }));
    expect([at('digital'), at('phone')]).toEqual([80, NONE]);
  });

  test('adds nothing to its line over time, nor makes a gap in it', () => {
    const subject = one(
      'transactions',
      months({ digital: 1, phone: NONE }, { digital: 2, phone: 8 }, { digital: 4, phone: 16 }),
    );
    const at = (value: string) =>
      told(figureOf(subject, { metric: 'transactions', ...QUARTER, by: lineOf('channel', value) }));
    expect([at('digital'), at('phone')]).toEqual([7, 24]);
    expect(told(figureOf(subject, { metric: 'transactions', ...QUARTER }))).toBe(31);
  });

  test('is no part of any of the months: neither is it of their quarter', () => {
    const rows = months(
      { digital: 1, phone: NONE },
      { digital: 2, phone: NONE },
      { digital: 4, phone: NONE },
    );
    const question = { metric: 'transactions', ...QUARTER, by: lineOf('channel', 'phone') };
    expect(told(figureOf(one('transactions', rows), question))).toBe(NONE);
  });

  test('does not close a gap of another month', () => {
    const rows = months({ digital: 1, phone: NONE }, { digital: 2, phone: GAP }, { digital: 4, phone: 8 });
    const question = { metric: 'transactions', ...QUARTER, by: lineOf('channel', 'phone') };
    expect(told(figureOf(one('transactions', rows), question))).toBe('INCOMPLETE');
  });

  test('of a caseload leaves the mean of its line such that lines add up to the total', () => {
    const rows = months({ digital: 3, phone: NONE }, { digital: 3, phone: 6 }, { digital: 3, phone: 6 });
    const subject = one('transactions', rows, { aggregation: 'stock' });
    const at = (by?: string) =>
      told(
        figureOf(subject, { metric: 'transactions', ...QUARTER, ...(by && { by: lineOf('channel', by) }) }),
      );
    expect([at(), at('digital'), at('phone')]).toEqual([7, 3, 4]);
  });
});

describe('a split that does not apply as a whole', () => {
  const visits = [...split('browser', { any: NONE }), ...split('device', { mobile: 60, desktop: 40 })];
  const at = (rows: Row[], period: typeof MONTH | typeof QUARTER, by?: [string, string]) =>
    told(figureOf(one('visits', rows), { metric: 'visits', ...period, ...(by && { by: lineOf(...by) }) }));

  test('is not the total: another split is, though its name comes later', () => {
    expect(at(visits, MONTH)).toBe(100);
    expect(at([...visits, ['month', '2013-10-01', {}, 101]], MONTH)).toBe(101);
  });

  test('nor is a total that does not apply beside parts that have numbers', () => {
    expect(at([['month', '2013-10-01', {}, NONE], ...split('device', { mobile: 60 })], MONTH)).toBe(60);
    expect(at([['month', '2013-10-01', {}, NONE], ...split('device', { mobile: NONE })], MONTH)).toBe(NONE);
  });

  test('adds nothing to a line over time', () => {
    const rows = [
      ...visits,
      ...split('browser', { any: 3 }, ['month', '2013-11-01']),
      ...split('browser', { any: 4 }, ['month', '2013-12-01']),
    ];
    expect(at(rows, MONTH, ['browser', 'any'])).toBe(NONE);
    expect(at(rows, QUARTER, ['browser', 'any'])).toBe(7);
  });
});

describe('in a share', () => {
  const share = (counts: Counts) =>
    figureOf(one('transactions', split('channel', counts)), { metric: 'digital-take-up', ...MONTH });

  test.each<[Counts, number | ValueStatus]>([
    [{ digital: 80, phone: 20, 'face-to-face': NONE }, 80],
    [{ digital: 80, 'assisted-digital': NONE, phone: 20 }, 80],
    [{ digital: NONE, phone: 20 }, 0],
    [{ digital: NONE, 'assisted-digital': NONE, 'non-digital': 20 }, 0],
    [{ digital: 80, phone: NONE }, 100],
    [{ digital: NONE, phone: NONE }, NONE],
    [{ digital: NONE, phone: 20, paper: GAP }, GAP],
  ])('%j is %s', (counts, expected) => {
    expect(told(share(counts))).toBe(expected);
  });

  test('a month of which no known channel applies is nothing on both sides', () => {
    const rows = months(
      { digital: 30, phone: 10 },
      { digital: NONE, phone: NONE, unspecified: 60 },
      { digital: 30, phone: 10 },
    );
    const figure = figureOf(one('transactions', rows), { metric: 'digital-take-up', ...QUARTER });
    expect(figure).toMatchObject({ value: 75, numerator: 60, denominator: 80, status: 'PROVIDED' });
  });

  test('a month that does not apply at all is a gap of its quarter, as it is of the total', () => {
    const rows = months(
      { digital: 30, phone: 10 },
      { digital: NONE, phone: NONE },
      { digital: 30, phone: 10 },
    );
    for (const metric of ['digital-take-up', 'transactions']) {
      expect(told(figureOf(one('transactions', rows), { metric, ...QUARTER }))).toBe('INCOMPLETE');
    }
  });

  test('a rating that was not offered has no weight', () => {
    const rated = split('rating', { 1: 10, 2: NONE, 3: NONE, 4: NONE, 5: 30 });
    expect(figureOf(one('ratings', rated), { metric: 'user-satisfaction', ...MONTH })).toMatchObject({
      value: 75,
      denominator: 40,
    });
  });

  test('a stage that there is not has no line of 0 %', () => {
    const declared = { declared: { stage: ['start', 'details', 'done'] } };
    const journey = one('users', split('stage', { start: 80, details: NONE, done: 20 }), declared);
    const at = (value: string) =>
      told(figureOf(journey, { metric: 'journey', ...MONTH, by: lineOf('stage', value) }));
    expect([at('start'), at('details'), at('done')]).toEqual([100, NONE, 25]);
  });

  test('a measure that does not apply takes its ratio out, one page of it only that page', () => {
    const views = dataSet('page-views', split('page', { a: 100, b: 100 }));
    const pages = service([dataSet('starts', split('page', { a: 10, b: NONE })), views]);
    const at = (value?: string) =>
      told(
        figureOf(pages, {
          metric: 'content-effectiveness',
          ...MONTH,
          ...(value && { by: lineOf('page', value) }),
        }),
      );
    expect([at(), at('a'), at('b')]).toEqual([5, 10, NONE]);
    const none = service([dataSet('starts', split('page', { a: NONE, b: NONE })), views]);
    expect(told(figureOf(none, { metric: 'content-effectiveness', ...MONTH }))).toBe(NONE);
  });

  test('a share of filters of which none applies is nothing in a sum of months', () => {
    const formula: Formula = {
      kind: 'ratio',
      numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
      denominator: { measure: 'visits', dimension: 'device', only: ['mobile', 'tablet'] },
      scale: 100,
    };
    const rows = [
      ...split('device', { mobile: 1, tablet: 3, desktop: 9 }),
      ...split('device', { mobile: NONE, tablet: NONE, desktop: 9 }, ['month', '2013-11-01']),
      ...split('device', { mobile: 2, tablet: NONE, desktop: 9 }, ['month', '2013-12-01']),
    ];
    const subject = one('visits', rows);
    expect(told(figureOf(subject, { metric: formula, ...QUARTER }))).toBe(50);
    expect(told(figureOf(subject, { metric: formula, period: 'MONTH', start: '2013-11-01' }))).toBe(NONE);
  });
});
