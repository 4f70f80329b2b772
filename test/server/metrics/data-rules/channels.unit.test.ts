/** Channels: complete as declared, or as the pair of digital and non-digital; else what was delivered counts. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { DataSetFacts } from '../../../../server/metrics/data-set.js';
import { figureOf, lineOf, one, split, told, type Row } from '../../../support/engine.js';

type Counts = Readonly<Record<string, number | ValueStatus>>;
type Facts = Partial<DataSetFacts>;
const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const QUARTER = { period: 'QUARTER', start: '2013-10-01' } as const;
const STARTS = ['2013-10-01', '2013-11-01', '2013-12-01'];
const declared = (...channel: string[]): Facts => ({ declared: { channel } });
const zero = (facts: Facts = {}): Facts => ({ ...facts, absentParts: 'zero' });
const months = (...counts: Counts[]): Row[] =>
  counts.flatMap((each, index) => split('channel', each, ['month', STARTS[index]]));

const ALL = declared('digital', 'assisted-digital', 'phone', 'paper');
const EITHER = declared('digital', 'phone', 'paper', 'non-digital', 'unspecified');

describe('take-up', () => {
  test.each<[string, Counts, Facts, number | ValueStatus, string[]]>([
    ['all that are declared', { digital: 60, 'assisted-digital': 20, phone: 15, paper: 5 }, ALL, 80, []],
    [
      'one declared channel short',
      { digital: 60, 'assisted-digital': 20, phone: 15 },
      ALL,
      'NOT_PROVIDED',
      ['paper'],
    ],
    [
      'without assisted-digital, declared',
      { digital: 60, phone: 15, paper: 5 },
      ALL,
      'NOT_PROVIDED',
      ['assisted-digital'],
    ],
    ['the pair, with assisted-digital declared', { digital: 80, 'non-digital': 20 }, ALL, 80, []],
    [
      'the pair, with assisted-digital beside it',
      { digital: 60, 'assisted-digital': 20, 'non-digital': 20 },
      ALL,
      80,
      [],
    ],
    ['half of the pair', { 'non-digital': 20 }, ALL, 'NOT_PROVIDED', ['digital']],
    [
      'half of the pair, with assisted-digital',
      { 'assisted-digital': 5, 'non-digital': 20 },
      ALL,
      'NOT_PROVIDED',
      ['digital'],
    ],
    ['the parts, where parts and pair are declared', { digital: 80, phone: 15, paper: 5 }, EITHER, 80, []],
    ['the pair, where parts and pair are declared', { digital: 80, 'non-digital': 20 }, EITHER, 80, []],
    [
      'one part, where parts and pair are declared',
      { digital: 80, phone: 15 },
      EITHER,
      'NOT_PROVIDED',
      ['paper'],
    ],
    [
      'the pair declared, half there',
      { digital: 80 },
      declared('digital', 'non-digital'),
      'NOT_PROVIDED',
      ['non-digital'],
    ],
    ['declared and not split', { unspecified: 100 }, ALL, 'NOT_PROVIDED', ['transactions by channel']],
    ['absent is zero, one declared channel short', { digital: 60, phone: 15 }, zero(ALL), 80, []],
    ['absent is zero, digital only', { digital: 60 }, zero(ALL), 100, []],
    ['absent is zero, undeclared', { digital: 60 }, zero(), 100, []],
    [
      'absent is zero, and not split',
      { unspecified: 60 },
      zero(),
      'NOT_PROVIDED',
      ['transactions by channel'],
    ],
    ['undeclared, what was delivered', { digital: 60, phone: 40 }, {}, 60, []],
    ['undeclared, without digital', { paper: 40 }, {}, 0, []],
    ['undeclared, digital only', { digital: 60, 'assisted-digital': 5 }, {}, 'NOT_PROVIDED', ['non-digital']],
    [
      'undeclared, digital and unspecified',
      { digital: 60, unspecified: 40 },
      {},
      'NOT_PROVIDED',
      ['non-digital'],
    ],
    ['undeclared, others and unspecified', { digital: 60, phone: 20, unspecified: 20 }, {}, 75, []],
    ['undeclared, with another that does not apply', { digital: 60, phone: 'NOT_APPLICABLE' }, {}, 100, []],
    [
      'undeclared, with another that is not available',
      { digital: 60, phone: 'NOT_PROVIDED' },
      {},
      'NOT_PROVIDED',
      ['phone'],
    ],
  ])('of %s', (_, counts, facts, expected, missing) => {
    const figure = figureOf(one('transactions', split('channel', counts), facts), {
      metric: 'digital-take-up',
      ...MONTH,
    });
    expect([told(figure), figure.missing]).toEqual([expected, expected === 'NOT_PROVIDED' ? missing : []]);
  });

  test('leaves a month of unspecified channels out, also where channels are declared', () => {
    const rows = months(
      { digital: 30, phone: 5, paper: 5 },
      { unspecified: 20 },
      { digital: 30, 'non-digital': 10 },
    );
    const figure = figureOf(one('transactions', rows, declared('digital', 'phone', 'paper')), {
      metric: 'digital-take-up',
      ...QUARTER,
    });
    expect(figure).toMatchObject({ value: 75, numerator: 60, denominator: 80 });
    expect(figure.coverage).toEqual({ provided: 2, expected: 3, share: 80 });
  });

  test('is incomplete with a month that lacks a declared channel', () => {
    const rows = months({ digital: 30, phone: 10 }, { digital: 30 }, { digital: 30, phone: 10 });
    const figure = figureOf(one('transactions', rows, declared('digital', 'phone')), {
      metric: 'digital-take-up',
      ...QUARTER,
    });
    expect([told(figure), figure.coverage.provided]).toEqual(['INCOMPLETE', 2]);
  });
});

describe('the line of a channel', () => {
  const at = (counts: Counts[], channel: string, facts: Facts = {}) => {
    const subject = one('transactions', months(...counts), facts);
    const question = { metric: 'transactions', by: lineOf('channel', channel) };
    return told(figureOf(subject, { ...question, ...(counts.length > 1 ? QUARTER : MONTH) }));
  };
  const split3 = [
    { digital: 3, phone: 1, paper: 1 },
    { digital: 3, phone: 1, paper: 1 },
  ];

  test('that is declared and was not sent is null, for a month as for a sum', () => {
    expect(at([{ digital: 3, phone: 1 }], 'paper', ALL)).toBe('NOT_PROVIDED');
    expect(at([...split3, { digital: 3, phone: 1 }], 'paper', ALL)).toBe('INCOMPLETE');
    expect(at([...split3, { digital: 3, phone: 1 }], 'paper', zero(ALL))).toBe(2);
  });

  test('that is in the pair is not known by itself, for a month as for a sum', () => {
    expect(at([{ digital: 3, 'non-digital': 2 }], 'paper', ALL)).toBe('NOT_PROVIDED');
    expect(at([...split3, { digital: 3, 'non-digital': 2 }], 'paper', ALL)).toBe('INCOMPLETE');
    expect(at([...split3, { digital: 3, 'non-digital': 2 }], 'digital', ALL)).toBe(9);
  });

  test('"non-digital" is not known by itself where its parts were sent', () => {
    expect(at([{ digital: 3, phone: 1, paper: 1 }], 'non-digital', EITHER)).toBe('NOT_PROVIDED');
  });

  test('that is not declared and was never sent is null; sent elsewhere, what was delivered counts', () => {
    expect(at([{ digital: 3, phone: 1 }], 'paper')).toBe('NOT_PROVIDED');
    expect(at([...split3, { digital: 3, phone: 1 }], 'paper')).toBe(2);
    expect(at([{ digital: 3, phone: 1 }], 'paper', zero())).toBe(0);
  });
});

describe('a share of channels that a department defines', () => {
  const share = (only: string[], except: string[] = ['unspecified']): Formula => ({
    kind: 'ratio',
    numerator: { measure: 'transactions', dimension: 'channel', only },
    denominator: { measure: 'transactions', dimension: 'channel', except },
    scale: 100,
  });
  const of = (formula: Formula, counts: Counts, facts: Facts = {}) =>
    told(figureOf(one('transactions', split('channel', counts), facts), { metric: formula, ...MONTH }));

  test('counts what was delivered, if something besides digital is there', () => {
    expect(of(share(['phone']), { digital: 30, phone: 10 })).toBe(25);
    expect(of(share(['phone']), { digital: 30, paper: 10 })).toBe(0);
    expect(of(share(['phone']), { phone: 10 })).toBe(100);
    expect(of(share(['phone']), { digital: 30, 'assisted-digital': 3 })).toBe('NOT_PROVIDED');
    expect(of(share(['digital']), { digital: 30, unspecified: 3 })).toBe('NOT_PROVIDED');
  });

  test('of digital channels only needs no others', () => {
    const assisted: Formula = {
      kind: 'ratio',
      numerator: { measure: 'transactions', dimension: 'channel', only: ['assisted-digital'] },
      denominator: { measure: 'transactions', dimension: 'channel', only: ['digital', 'assisted-digital'] },
      scale: 100,
    };
    expect(of(assisted, { digital: 30, 'assisted-digital': 10 })).toBe(25);
  });

  test('of all but digital is not known of a month that has digital only', () => {
    const rest = share(['phone'], ['unspecified', 'digital', 'assisted-digital']);
    expect(of(rest, { digital: 30 })).toBe('NOT_PROVIDED');
    expect(of(rest, { digital: 30, phone: 10, paper: 30 })).toBe(25);
    expect(of(rest, { digital: 30 }, declared('digital'))).toBe('NOT_APPLICABLE');
  });

  test('needs the declared channels that it counts, and no others', () => {
    expect(of(share(['phone']), { digital: 30, phone: 10 }, ALL)).toBe('NOT_PROVIDED');
    const phones: Formula = {
      kind: 'ratio',
      numerator: { measure: 'transactions', dimension: 'channel', only: ['phone'] },
      denominator: { measure: 'transactions', dimension: 'channel', only: ['phone', 'digital'] },
      scale: 100,
    };
    expect(of(phones, { digital: 30, phone: 10 }, ALL)).toBe(25);
    expect(of(phones, { digital: 30, 'non-digital': 10 }, ALL)).toBe('NOT_PROVIDED');
  });
});
