import { describe, expect, test } from '@jest/globals';
import type { ValueStatus } from '../../../server/metrics/status.js';
import type { DataSetFacts } from '../../../server/metrics/data-set.js';
import { figureOf, one, quarters, type Dimensions, type Row } from '../../support/engine.js';

const q = (dimensions: Dimensions, value: number | ValueStatus, start = '2013-10-01'): Row => [
  'quarter',
  start,
  dimensions,
  value,
];
const channel = (name: string, value: number | ValueStatus, start?: string): Row =>
  q({ channel: name }, value, start);
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const YEAR = { period: 'ROLLING_YEAR', start: '2013-10-01' } as const;

describe('digital take-up', () => {
  const declared = (...values: string[]): Partial<DataSetFacts> => ({ declared: { channel: values } });

  test.each<[string, Row[], Partial<DataSetFacts>, number | ValueStatus, string[]]>([
    ['digital of digital and non-digital', [channel('digital', 30), channel('non-digital', 10)], {}, 75, []],
    [
      'assisted digital counts as digital',
      [channel('digital', 30), channel('assisted-digital', 10), channel('non-digital', 10)],
      {},
      80,
      [],
    ],
    ['no digital is 0 %', [channel('non-digital', 10)], {}, 0, []],
    ['no digital beside other channels is 0 %', [channel('phone', 10), channel('paper', 1)], {}, 0, []],
    [
      'digital alone does not say what the rest is',
      [channel('digital', 30)],
      {},
      'NOT_PROVIDED',
      ['non-digital'],
    ],
    [
      'digital alone, beside a total',
      [channel('digital', 30), q({}, 40)],
      {},
      'NOT_PROVIDED',
      ['non-digital'],
    ],
    ['a service that declares only digital', [channel('digital', 30)], declared('digital'), 100, []],
    [
      'every declared channel',
      [channel('digital', 30), channel('phone', 6), channel('paper', 4)],
      declared('digital', 'phone', 'paper'),
      75,
      [],
    ],
    [
      'declared channels that are not there',
      [channel('digital', 30), channel('face-to-face', 6)],
      declared('digital', 'face-to-face', 'phone', 'paper'),
      'NOT_PROVIDED',
      ['phone', 'paper'],
    ],
    [
      'a declared channel that was withdrawn',
      [channel('digital', 30), channel('phone', 'NOT_PROVIDED')],
      declared('digital', 'phone'),
      'NOT_PROVIDED',
      ['phone'],
    ],
    [
      'non-digital stands for all other channels',
      [channel('digital', 30), channel('non-digital', 10)],
      declared('digital', 'phone', 'paper', 'non-digital'),
      75,
      [],
    ],
    [
      'a declared "unspecified" is no channel to wait for',
      [channel('digital', 30), channel('phone', 10)],
      declared('digital', 'phone', 'unspecified'),
      75,
      [],
    ],
    ['the split is unknown', [channel('unspecified', 100)], {}, 'NOT_PROVIDED', ['transactions by channel']],
    ['only the total is known', [q({}, 100)], {}, 'NOT_PROVIDED', ['transactions by channel']],
    ['nothing was counted', [channel('digital', 0), channel('non-digital', 0)], {}, 'NOT_APPLICABLE', []],
    [
      'a suppressed channel',
      [channel('digital', 30), channel('non-digital', 'SUPPRESSED')],
      {},
      'SUPPRESSED',
      [],
    ],
  ])('%s', (_, rows, facts, value, missing) => {
    const figure = figureOf(one('transactions', rows, facts), { metric: 'digital-take-up', ...QUARTER });
    expect([figure.value ?? figure.status, figure.missing]).toEqual([value, missing]);
  });

  test('nothing among the known channels, and some of unknown channel, is no 0 ÷ 0', () => {
    const rows: Row[] = [
      ['quarter', '2013-07-01', { channel: 'digital' }, 0],
      ['quarter', '2013-07-01', { channel: 'non-digital' }, 0],
      ...['2013-10-01', '2014-01-01', '2014-04-01'].map((start): Row => [
        'quarter',
        start,
        { channel: 'unspecified' },
        20,
      ]),
    ];
    const figure = figureOf(one('transactions', rows), {
      metric: 'digital-take-up',
      period: 'ROLLING_YEAR',
      start: '2013-07-01',
    });
    expect(figure).toMatchObject({
      value: null,
      status: 'NOT_PROVIDED',
      missing: ['transactions by channel'],
      coverage: { provided: 1, expected: 4 },
    });
  });

  test('transactions of an unknown channel are left out of both sides, and the share says so', () => {
    const rows = [channel('digital', 30), channel('non-digital', 10), channel('unspecified', 60)];
    const figure = figureOf(one('transactions', rows), { metric: 'digital-take-up', ...QUARTER });
    expect(figure).toMatchObject({ value: 75, numerator: 30, denominator: 40 });
    expect(figure.coverage).toEqual({ provided: 1, expected: 1, share: 40 });
  });

  test('quarters of unknown split are left out of both sides: 3 of 4', () => {
    const known = (start: string): Row[] => [
      channel('digital', 30, start),
      channel('non-digital', 10, start),
    ];
    const rows = [...known('2013-10-01'), ...known('2014-04-01'), ...known('2014-07-01')];
    const unknown = channel('unspecified', 80, '2014-01-01');
    const figure = figureOf(one('transactions', [...rows, unknown]), { metric: 'digital-take-up', ...YEAR });
    expect(figure).toMatchObject({ value: 75, numerator: 90, denominator: 120, status: 'PROVIDED' });
    expect(figure.coverage).toEqual({ provided: 3, expected: 4, share: 60 });

    const undivided = figureOf(one('transactions', [...rows, q({}, 80, '2014-01-01')]), {
      metric: 'digital-take-up',
      ...YEAR,
    });
    expect(undivided.coverage).toEqual({ provided: 3, expected: 4, share: 60 });

    const missing = figureOf(one('transactions', rows), { metric: 'digital-take-up', ...YEAR });
    expect([missing.value, missing.status]).toEqual([null, 'INCOMPLETE']);
    expect(missing.coverage).toEqual({ provided: 3, expected: 4, share: null });
  });

  test('one known quarter is enough, none is not', () => {
    const rows = quarters('2013-10-01', { channel: 'unspecified' }, [undefined, 5, 5, 5]);
    const figure = figureOf(one('transactions', [...rows, channel('non-digital', 5)]), {
      metric: 'digital-take-up',
      ...YEAR,
    });
    expect(figure).toMatchObject({ value: 0, coverage: { provided: 1, expected: 4, share: 25 } });
    const none = figureOf(
      one('transactions', quarters('2013-10-01', { channel: 'unspecified' }, [5, 5, 5, 5])),
      {
        metric: 'digital-take-up',
        ...YEAR,
      },
    );
    expect(none).toMatchObject({
      value: null,
      status: 'NOT_PROVIDED',
      coverage: { provided: 0, expected: 4 },
    });
  });

  test('a part with known split and a denominator of 0 leaves the figure standing', () => {
    const rows = [channel('digital', 0), channel('non-digital', 0)];
    rows.push(...quarters('2014-01-01', { channel: 'digital' }, [1, 1, 1]));
    rows.push(...quarters('2014-01-01', { channel: 'non-digital' }, [1, 1, 1]));
    expect(figureOf(one('transactions', rows), { metric: 'digital-take-up', ...YEAR }).value).toBe(50);
  });

  test('of a caseload leaves the same quarter out of both sides; its share is at most 100', () => {
    const rows = [...quarters('2013-10-01', { channel: 'digital' }, [90, 90, 90])];
    rows.push(...quarters('2013-10-01', { channel: 'non-digital' }, [10, 10, 10]));
    rows.push(channel('unspecified', 10, '2014-07-01'));
    const figure = figureOf(one('transactions', rows, { aggregation: 'stock' }), {
      metric: 'digital-take-up',
      ...YEAR,
    });
    expect(figure.value).toBe(90);
    expect(figure.coverage.share).toBeLessThanOrEqual(100);
  });

  test('has no share where the total is not known, and one of at most 100 beside other services', () => {
    const rows = [channel('digital', 30), channel('non-digital', 10), channel('unspecified', 'SUPPRESSED')];
    const hidden = one('transactions', rows);
    const known = one('transactions', [
      channel('digital', 30),
      channel('non-digital', 10),
      channel('unspecified', 40),
    ]);
    expect(figureOf(hidden, { metric: 'digital-take-up', ...QUARTER }).coverage.share).toBeNull();
    const both = figureOf([hidden, known], { metric: 'digital-take-up', ...QUARTER });
    expect(both).toMatchObject({ value: 75, coverage: { provided: 2, expected: 2, share: 50 } });
  });

  test('of channels that sum to more than the total is at most all of it', () => {
    const rows = [q({}, 100), channel('digital', 60), channel('non-digital', 60)];
    const figure = figureOf(one('transactions', rows), { metric: 'digital-take-up', ...QUARTER });
    expect(figure).toMatchObject({ value: 50, coverage: { share: 100 } });
  });
});
