/** What it means that a category was not sent, of a dimension whose senders name what occurred. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { DataSetFacts } from '../../../../server/metrics/data-set.js';
import { dataSet, figureOf, lineOf, one, service, split, told, type Row } from '../../../support/engine.js';

type Counts = Readonly<Record<string, number | ValueStatus>>;
const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const STARTS = ['2013-10-01', '2013-11-01', '2013-12-01'];
const MISSING: Partial<DataSetFacts> = { absentParts: 'missing' };

const months = (dimension: string, ...counts: Counts[]): Row[] =>
  counts.flatMap((each, index) => split(dimension, each, ['month', STARTS[index]]));
const by = (dimension: string, value: string) => ({ by: lineOf(dimension, value) });

describe.each([
  ['errors', 'error'],
  ['help-requests', 'topic'],
  ['calls', 'reason'],
  ['visits', 'device'],
  ['page-views', 'page'],
])('a category of %s that was not sent', (measure, dimension) => {
  const total: Formula = { kind: 'total', measure };
  const rows = months(dimension, { a: 3, b: 4 }, { a: 3 }, { a: 3, b: 8 });
  const at = (facts: Partial<DataSetFacts>, window: { period: 'MONTH' | 'QUARTER'; start: string }) =>
    told(figureOf(one(measure, rows, facts), { metric: total, ...window, ...by(dimension, 'b') }));
  const november = { period: 'MONTH', start: '2013-11-01' } as const;

  test('did not occur: 0 for a month, nothing in a sum', () => {
    expect([at({}, november), at({}, QUARTER)]).toEqual([0, 12]);
  });

  test('did not occur, also where an order of categories is declared', () => {
    const declared = { declared: { [dimension]: ['b', 'a', 'c'] } };
    expect([at(declared, november), at(declared, QUARTER)]).toEqual([0, 12]);
    const question = { metric: total, ...MONTH, ...by(dimension, 'c') };
    expect(told(figureOf(one(measure, rows, declared), question))).toBe(0);
  });

  test('is missing where the data set says so, for a month as for a sum', () => {
    expect([at(MISSING, november), at(MISSING, QUARTER)]).toEqual(['NOT_PROVIDED', 'INCOMPLETE']);
    expect(at({ absentParts: 'zero' }, november)).toBe(0);
  });

  test('is not needed by the total, whatever absent means', () => {
    for (const facts of [{}, MISSING]) {
      expect(told(figureOf(one(measure, rows, facts), { metric: total, ...QUARTER }))).toBe(21);
    }
  });
});

describe('a category that was not sent', () => {
  test('is not known of a month that was not split', () => {
    const rows: Row[] = [...months('error', { a: 3 }), ['month', '2013-11-01', {}, 9]];
    rows.push(...split('error', { a: 3, b: 5 }, ['month', '2013-12-01']));
    const subject = one('errors', rows);
    const november = { metric: 'errors', period: 'MONTH', start: '2013-11-01', ...by('error', 'b') } as const;
    expect(figureOf(subject, november)).toMatchObject({
      status: 'NOT_PROVIDED',
      missing: ['errors by error'],
    });
    expect(told(figureOf(subject, { metric: 'errors', ...QUARTER, ...by('error', 'b') }))).toBe('INCOMPLETE');
  });

  test('is 0 of one service beside others that name it', () => {
    const services = [
      one('calls', split('reason', { lost: 5, late: 2 })),
      one('calls', split('reason', { lost: 7 })),
    ];
    expect(figureOf(services, { metric: 'calls', ...MONTH, ...by('reason', 'late') })).toMatchObject({
      value: 2,
      coverage: { provided: 2, expected: 2 },
    });
  });

  test('leaves the service out that says absent is missing', () => {
    const services = [
      one('calls', split('reason', { lost: 5, late: 2 })),
      one('calls', split('reason', { lost: 7 }), MISSING),
    ];
    expect(figureOf(services, { metric: 'calls', ...MONTH, ...by('reason', 'late') })).toMatchObject({
      value: 2,
      coverage: { provided: 1, expected: 2 },
    });
  });

  test('is 0 on either side of a ratio by page', () => {
    const subject = service([
      dataSet('starts', split('page', { a: 10, only: 5 })),
      dataSet('page-views', split('page', { a: 100, c: 50 })),
    ]);
    const at = (page: string) =>
      told(figureOf(subject, { metric: 'content-effectiveness', ...MONTH, ...by('page', page) }));
    expect([at('a'), at('c'), at('only')]).toEqual([10, 0, 'NOT_APPLICABLE']);
  });

  const share: Formula = {
    kind: 'ratio',
    numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
    denominator: { measure: 'visits', dimension: 'device' },
    scale: 100,
  };

  test('is 0 in the numerator of a share of one measure', () => {
    const visits = (facts: Partial<DataSetFacts>) => one('visits', split('device', { desktop: 5 }), facts);
    expect(told(figureOf(visits({}), { metric: share, ...MONTH }))).toBe(0);
    const gap = figureOf(visits(MISSING), { metric: share, ...MONTH });
    expect(gap).toMatchObject({ status: 'NOT_PROVIDED', missing: ['mobile'] });
  });

  test('is missing to a sum of all, where the data set says so and declares it', () => {
    const subject = one('visits', split('device', { mobile: 5 }), {
      ...MISSING,
      declared: { device: ['mobile', 'tablet', 'desktop'] },
    });
    expect(figureOf(subject, { metric: share, ...MONTH })).toMatchObject({
      status: 'NOT_PROVIDED',
      missing: ['tablet', 'desktop'],
    });
  });

  test('leaves nothing of all but some, where only those occurred', () => {
    const people: Formula = {
      kind: 'ratio',
      numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
      denominator: { measure: 'visits', dimension: 'device', except: ['robot'] },
      scale: 100,
    };
    const rows = months(
      'device',
      { mobile: 1, desktop: 3, robot: 9 },
      { robot: 9 },
      { mobile: 2, desktop: 2 },
    );
    const subject = one('visits', rows);
    const november = { metric: people, period: 'MONTH', start: '2013-11-01' } as const;
    expect(figureOf(subject, november)).toMatchObject({ status: 'NOT_APPLICABLE', denominator: 0 });
    expect(figureOf(subject, { metric: people, ...QUARTER })).toMatchObject({
      numerator: 3,
      denominator: 8,
      coverage: { provided: 3, expected: 3 },
    });
  });
});
