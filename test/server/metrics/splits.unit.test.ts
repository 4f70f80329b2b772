import { describe, expect, test } from '@jest/globals';
import { planOf, splitsOf } from '../../../server/metrics/evaluate.js';
import type { Formula } from '../../../server/metrics/definitions.js';
import type { ValueFlag, ValueStatus } from '../../../server/metrics/status.js';
import { lineOf, figureOf, metric, one, quarters, type Dimensions, type Row } from '../../support/engine.js';

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

describe('the total of a window', () => {
  test.each<[string, Row[], number | ValueStatus, ValueFlag[]]>([
    ['is the row without dimensions', [q({}, 100), channel('digital', 60), channel('phone', 40)], 100, []],
    ['is that row, though its split is not complete', [q({}, 100), channel('digital', 60)], 100, []],
    [
      'is flagged if a split sums to more',
      [q({}, 100), channel('digital', 60), channel('phone', 41)],
      100,
      ['INCONSISTENT'],
    ],
    [
      'is not flagged for what adding fractions leaves',
      [q({}, 0.3), channel('digital', 0.1), channel('phone', 0.2)],
      0.3,
      [],
    ],
    ['else it is the sum of the only split', [channel('digital', 60), channel('phone', 40)], 100, []],
    [
      'else it is the sum of the split with the fewest names',
      [
        q({ channel: 'digital', region: 'n' }, 30),
        q({ channel: 'digital', region: 's' }, 29),
        q({ device: 'mobile' }, 60),
      ],
      60,
      [],
    ],
    ['and of these the first by name', [q({ device: 'mobile' }, 61), q({ channel: 'digital' }, 62)], 62, []],
    [
      'and the other split may not be more than that',
      [q({ device: 'mobile' }, 63), q({ channel: 'digital' }, 62)],
      62,
      ['INCONSISTENT'],
    ],
    [
      'of splits is missing where one value of the split is',
      [channel('digital', 60), channel('phone', 'NOT_PROVIDED')],
      'NOT_PROVIDED',
      [],
    ],
    [
      'is there although its split is not',
      [q({}, 100), channel('digital', 60), channel('phone', 'NOT_PROVIDED')],
      100,
      [],
    ],
    [
      'is missing where the split that stands for it is there and not available',
      [channel('digital', 'NOT_PROVIDED'), q({ device: 'mobile' }, 60)],
      'NOT_PROVIDED',
      [],
    ],
    [
      'is missing where it is there and not available, whatever its split says',
      [q({}, 'NOT_PROVIDED'), channel('digital', 60)],
      'NOT_PROVIDED',
      [],
    ],
  ])('%s', (_, rows, value, flags) => {
    const figure = figureOf(one('transactions', rows), { metric: 'transactions', ...QUARTER });
    expect([figure.value ?? figure.status, figure.flags]).toEqual([value, flags]);
  });

  test('of a year takes each quarter by its own rule', () => {
    const rows = [q({}, 8), channel('digital', 4, '2014-01-01'), channel('phone', 2, '2014-01-01')];
    rows.push(
      q({}, 1, '2014-04-01'),
      channel('digital', 1, '2014-04-01'),
      q({ device: 'x' }, 16, '2014-07-01'),
    );
    expect(figureOf(one('transactions', rows), { metric: 'transactions', ...YEAR }).value).toBe(31);
  });

  test('an inconsistent quarter flags the year', () => {
    const rows = [...quarters('2013-10-01', {}, [1, 1, 1, 1]), channel('digital', 2, '2014-01-01')];
    expect(figureOf(one('transactions', rows), { metric: 'transactions', ...YEAR }).flags).toEqual([
      'INCONSISTENT',
    ]);
  });
});

describe('a line of a split', () => {
  const line = (rows: Row[], value: string, question: typeof QUARTER | typeof YEAR = QUARTER) => {
    const by = lineOf('channel', value);
    const { value: number, status } = figureOf(one('transactions', rows), {
      metric: 'transactions',
      ...question,
      by,
    });
    return number ?? status;
  };

  test('is that value of the split of exactly that dimension', () => {
    const rows = [q({}, 9), channel('digital', 3), q({ channel: 'digital', region: 'n' }, 5)];
    expect(line(rows, 'digital')).toBe(3);
  });

  test('is the sum over a split of two dimensions where there is none of that one', () => {
    expect(line([q({}, 9), q({ channel: 'digital', region: 'n' }, 5)], 'digital')).toBe(5);
  });

  test('has no value where the split does not have it, but is 0 where it is 0', () => {
    expect(line([channel('digital', 3)], 'phone')).toBe('NOT_PROVIDED');
    expect(line([channel('digital', 3), channel('phone', 0)], 'phone')).toBe(0);
  });

  test('counts an absent value as nothing in a year that has it elsewhere', () => {
    const rows = ['2013-10-01', '2014-01-01', '2014-04-01', '2014-07-01'].map((at) =>
      channel('digital', 3, at),
    );
    expect(line([...rows, channel('phone', 2, '2014-01-01')], 'phone', YEAR)).toBe(2);
    expect(line(rows, 'phone', YEAR)).toBe('NOT_PROVIDED');
  });

  test('is incomplete in a year with a quarter that is not split', () => {
    const rows = ['2013-10-01', '2014-01-01', '2014-04-01'].map((at) => channel('digital', 3, at));
    expect(line([...rows, q({}, 3, '2014-07-01')], 'digital', YEAR)).toBe('INCOMPLETE');
  });
});

describe('what a metric can be asked for by', () => {
  const DIMENSIONS: Record<string, string[]> = { transactions: ['channel'], visits: ['device', 'browser'] };
  const by = (key: string): string[] => splitsOf(metric(key).formula, (measure) => DIMENSIONS[measure] ?? []);

  test.each([
    ['transactions', ['channel']],
    ['visits', ['device', 'browser']],
    ['cost-per-transaction', []],
    ['digital-take-up', []],
    ['user-satisfaction', []],
    ['journey', ['stage']],
    ['content-effectiveness', ['page']],
    ['time-to-complete', []],
    ['users-now', []],
  ])('%s: %j', (key, expected) => {
    expect(by(key)).toEqual(expected);
  });

  test('a ratio of one measure without filters has its terms each for itself', () => {
    const formula: Formula = {
      kind: 'ratio',
      numerator: { measure: 'a' },
      denominator: { measure: 'a' },
      scale: 1,
    };
    expect(planOf(formula).kind).toBe('ratio');
  });
});
