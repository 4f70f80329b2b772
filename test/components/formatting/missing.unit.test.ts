import { describe, expect, test } from '@jest/globals';
import { describeCoverage, formatCoverage, formatShare } from '../../../components/formatting/coverage.js';
import {
  explainShorthand,
  formatCell,
  formatFigure,
  formatMissing,
  type MissingContext,
} from '../../../components/formatting/missing.js';
import type { Period, SubjectKind, ValueFlag, ValueStatus } from '../../../components/formatting/types.js';

describe('coverage', () => {
  test.each<[SubjectKind, Period, number, number, string]>([
    ['PORTFOLIO', 'ROLLING_YEAR', 435, 734, '435 of 734 services'],
    ['ORGANISATION', 'QUARTER', 0, 1, '0 of 1 service'],
    ['GROUP', 'QUARTER', 1200, 1500, '1,200 of 1,500 services'],
    ['SERVICE', 'ROLLING_YEAR', 3, 4, '3 of 4 quarters'],
    ['SERVICE', 'ROLLING_YEAR', 11, 12, '11 of 12 months'],
    ['SERVICE', 'YEAR', 3, 4, '3 of 4 quarters'],
    ['SERVICE', 'FINANCIAL_YEAR', 1, 1, '1 of 1 part'],
    ['SERVICE', 'QUARTER', 2, 3, '2 of 3 months'],
    ['SERVICE', 'MONTH', 27, 28, '27 of 28 days'],
    ['SERVICE', 'WEEK', 6, 7, '6 of 7 days'],
    ['SERVICE', 'DAY', 22, 23, '22 of 23 hours'],
    ['SERVICE', 'HOUR', 0, 1, '0 of 1 part'],
  ])('%s, %s, %i of %i: "%s"', (kind, period, provided, expected, text) => {
    expect(formatCoverage({ provided, expected }, { kind, period })).toBe(text);
  });

  test('with the share of the volume', () => {
    const context = { kind: 'PORTFOLIO' as const, period: 'ROLLING_YEAR' as const };
    const coverage = { provided: 142, expected: 734, share: 61.52 };
    expect(describeCoverage(coverage, context)).toBe('142 of 734 services, 61.5% of the volume');
    expect(describeCoverage({ ...coverage, share: null }, context)).toBe('142 of 734 services');
    expect(formatShare(99.97)).toBe('99.9% of the volume');
  });
});

describe('missing values', () => {
  const year: MissingContext = { kind: 'SERVICE', period: 'YEAR' };

  test.each<[ValueStatus, MissingContext, string]>([
    ['NOT_PROVIDED', {}, 'Not provided'],
    ['NOT_APPLICABLE', {}, 'Not applicable'],
    ['SUPPRESSED', { suppressBelow: 10 }, 'Suppressed (fewer than 10)'],
    ['SUPPRESSED', {}, 'Suppressed'],
    ['SUPPRESSED', { suppressBelow: 0 }, 'Suppressed'],
    ['INCOMPLETE', { ...year, coverage: { provided: 3, expected: 4 } }, 'Incomplete: 3 of 4 quarters'],
    ['INCOMPLETE', { ...year, coverage: { provided: 4, expected: 4 } }, 'Incomplete'],
    ['INCOMPLETE', {}, 'Incomplete'],
    ['PROVIDED', {}, 'Not provided'],
  ])('%s %j: "%s"', (status, context, text) => {
    expect(formatMissing(status, context)).toBe(text);
    expect(formatMissing(status, context, 'cy')).toBe(text);
  });

  test('a figure is its value or why there is none', () => {
    expect(formatFigure({ value: 0, status: 'PROVIDED' }, 'count')).toBe('0');
    expect(formatFigure({ value: 56.8, status: 'PROVIDED' }, '%')).toBe('56.8%');
    expect(formatFigure({ value: null, status: 'NOT_APPLICABLE' }, '%')).toBe('Not applicable');
    expect(formatFigure({ value: NaN, status: 'PROVIDED' }, '%')).toBe('Not provided');
  });
});

describe('table cells', () => {
  test.each<[number | null, ValueStatus, ValueFlag[], string]>([
    [56.8, 'PROVIDED', [], '56.8%'],
    [0, 'PROVIDED', [], '0%'],
    [null, 'NOT_PROVIDED', [], '[x]'],
    [null, 'INCOMPLETE', [], '[x]'],
    [null, 'NOT_APPLICABLE', [], '[z]'],
    [null, 'SUPPRESSED', [], '[c]'],
    [56.8, 'PROVIDED', ['PROVISIONAL'], '56.8% [p]'],
    [56.8, 'PROVIDED', ['REVISED', 'ESTIMATED'], '56.8% [r] [e]'],
    [56.8, 'PROVIDED', ['LOW_RELIABILITY', 'BREAK'], '56.8% [u] [b]'],
    [56.8, 'PROVIDED', ['PROVISIONAL', 'MIXED'], '56.8% [p] (includes caseloads)'],
    [
      56.8,
      'PROVIDED',
      ['UNFINISHED', 'INCONSISTENT'],
      '56.8% (period not finished) (parts exceed the total)',
    ],
    [null, 'NOT_PROVIDED', ['REVISED'], '[x] [r]'],
    // An answer that contradicts itself still has no empty cell.
    [null, 'PROVIDED', [], '[x]'],
  ])('%p %s %j: "%s"', (value, status, flags, text) => {
    expect(formatCell({ value, status, flags }, '%')).toBe(text);
  });

  test('the shorthand used is explained in one order, once', () => {
    const statuses: ValueStatus[] = ['SUPPRESSED', 'PROVIDED', 'NOT_PROVIDED', 'INCOMPLETE', 'SUPPRESSED'];
    const flags: ValueFlag[][] = [[], ['BREAK', 'MIXED'], ['PROVISIONAL']];
    expect(explainShorthand(statuses, flags)).toEqual([
      { mark: '[x]', text: 'not available' },
      { mark: '[c]', text: 'confidential' },
      { mark: '[p]', text: 'provisional' },
      { mark: '[b]', text: 'break in the series' },
    ]);
    expect(explainShorthand(['PROVIDED'], [[]])).toEqual([]);
  });

  test('every mark in a cell is explained', () => {
    const statuses: ValueStatus[] = [
      'PROVIDED',
      'NOT_PROVIDED',
      'NOT_APPLICABLE',
      'SUPPRESSED',
      'INCOMPLETE',
    ];
    const flags: ValueFlag[] = ['PROVISIONAL', 'REVISED', 'ESTIMATED', 'LOW_RELIABILITY', 'BREAK'];
    for (const status of statuses) {
      const marks = explainShorthand([status], [flags]).map(({ mark }) => mark);
      const cell = formatCell({ value: status === 'PROVIDED' ? 1 : null, status, flags }, 'count');
      expect(marks.sort()).toEqual(cell.match(/\[\w\]/g)!.sort());
    }
  });
});
