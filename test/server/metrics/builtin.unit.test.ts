import { describe, expect, test } from '@jest/globals';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import {
  AGGREGATIONS,
  DIRECTIONS,
  formulaText,
  inputsOf,
  UNITS,
} from '../../../server/metrics/definitions.js';
import { PERIODS, type Period } from '../../../server/metrics/periods.js';
import { metric } from '../../support/engine.js';

const measures = new Map(BUILT_IN_MEASURES.map((measure) => [measure.key, measure]));

describe('the built-in measures', () => {
  test('add up as the table says', () => {
    const by = (aggregation: string): string[] =>
      BUILT_IN_MEASURES.filter((measure) => measure.aggregation === aggregation).map(({ key }) => key);
    expect(by('histogram')).toEqual(['time-to-complete', 'time-to-outcome', 'page-load']);
    expect(by('exact')).toEqual(['users', 'visitors', 'users-now']);
    expect(by('stock')).toEqual([]);
    expect(by('flow')).toHaveLength(12);
  });

  test('have one key each, a unit and an aggregation', () => {
    expect(measures.size).toBe(BUILT_IN_MEASURES.length);
    for (const { unit, aggregation, label } of BUILT_IN_MEASURES) {
      expect(UNITS).toContain(unit);
      expect(AGGREGATIONS).toContain(aggregation);
      expect(label.en).not.toBe('');
    }
  });

  test('name their dimensions', () => {
    const names = BUILT_IN_MEASURES.flatMap(({ key, dimensions }) =>
      dimensions.map(({ name }) => `${key} ${name}`),
    );
    expect(names).toEqual([
      'transactions channel',
      'starts page',
      'ratings rating',
      'users stage',
      'errors error',
      'help-requests topic',
      'calls reason',
      'time-to-complete le',
      'time-to-outcome le',
      'page-load le',
      'monitored state',
      'visits device',
      'visits browser',
      'visits visitor-type',
      'visits source',
      'visits search-term',
      'visits social-network',
      'visitors device',
      'visitors browser',
      'visitors visitor-type',
      'visitors page',
      'page-views page',
      'page-views device',
      'feedback page',
      'feedback topic',
    ]);
  });
});

describe('the built-in metrics', () => {
  // Every built-in metric, with its unit, direction and formula.
  test.each([
    ['transactions', 'count', 'NEUTRAL', 'sum of transactions'],
    ['cost-per-transaction', '£', 'LOWER_IS_BETTER', 'cost ÷ transactions'],
    ['total-cost', '£', 'NEUTRAL', 'sum of cost'],
    [
      'digital-take-up',
      '%',
      'HIGHER_IS_BETTER',
      'transactions with channel digital or assisted-digital ÷ transactions of every channel but unspecified × 100',
    ],
    ['completion-rate', '%', 'HIGHER_IS_BETTER', 'completions ÷ starts × 100'],
    [
      'user-satisfaction',
      '%',
      'HIGHER_IS_BETTER',
      '(0 × 1 + 25 × 2 + 50 × 3 + 75 × 4 + 100 × 5) ÷ all ratings, where rating 1 counts how often 1 was given',
    ],
    ['satisfied-share', '%', 'HIGHER_IS_BETTER', 'ratings with rating 4 or 5 ÷ ratings by rating × 100'],
    ['ratings', 'count', 'NEUTRAL', 'sum of ratings'],
    ['journey', '%', 'HIGHER_IS_BETTER', 'users at the last stage ÷ users at the first stage × 100'],
    ['errors-per-1000-starts', 'per 1,000', 'LOWER_IS_BETTER', 'errors ÷ starts × 1,000'],
    ['help-requests-per-1000-starts', 'per 1,000', 'LOWER_IS_BETTER', 'help-requests ÷ starts × 1,000'],
    ['errors', 'count', 'NEUTRAL', 'sum of errors'],
    ['help-requests', 'count', 'NEUTRAL', 'sum of help-requests'],
    ['time-to-complete', 's', 'LOWER_IS_BETTER', /below which 50 %/],
    ['time-to-complete-p90', 's', 'LOWER_IS_BETTER', /below which 90 %/],
    ['time-to-complete-within-target', '%', 'HIGHER_IS_BETTER', /up to the target/],
    ['time-to-outcome', 'days', 'LOWER_IS_BETTER', /below which 50 %/],
    ['time-to-outcome-p90', 'days', 'LOWER_IS_BETTER', /below which 90 %/],
    ['time-to-outcome-within-target', '%', 'HIGHER_IS_BETTER', /up to the target/],
    ['page-load-time', 'ms', 'LOWER_IS_BETTER', /below which 50 %/],
    ['page-load-time-p95', 'ms', 'LOWER_IS_BETTER', /below which 95 %/],
    [
      'availability',
      '%',
      'HIGHER_IS_BETTER',
      'monitored with state up ÷ monitored with state up or down × 100',
    ],
    ['visits', 'count', 'NEUTRAL', 'sum of visits'],
    ['content-effectiveness', '%', 'HIGHER_IS_BETTER', 'starts by page ÷ page-views by page × 100'],
    ['calls', 'count', 'NEUTRAL', 'sum of calls'],
    ['users-now', 'count', 'NEUTRAL', 'newest value of users-now'],
    ['times-to-complete', 'count', 'NEUTRAL', 'sum of time-to-complete'],
    ['times-to-outcome', 'count', 'NEUTRAL', 'sum of time-to-outcome'],
    ['page-loads', 'count', 'NEUTRAL', 'sum of page-load'],
  ])('%s: %s, %s', (key, unit, direction, formula) => {
    const definition = metric(key);
    expect([definition.unit, definition.direction]).toEqual([unit, direction]);
    const text = formulaText(definition.formula);
    if (formula instanceof RegExp) expect(text).toMatch(formula);
    else expect(text).toBe(formula);
  });

  test('are those 29, with one key each', () => {
    expect(new Set(BUILT_IN_METRICS.map(({ key }) => key)).size).toBe(29);
    expect(BUILT_IN_METRICS).toHaveLength(29);
  });

  test.each(BUILT_IN_METRICS.map((definition) => [definition.key, definition] as const))(
    '%s is whole',
    (_, { label, description, caveats, direction, formula, periods, defaultPeriod }) => {
      for (const text of [label, description, ...caveats]) expect(text.en).toMatch(/^\S.*\S$/);
      expect(DIRECTIONS).toContain(direction);
      expect(periods).toContain(defaultPeriod);
      const order = periods.map((period: Period) => PERIODS.indexOf(period));
      expect([...order].sort((a, b) => a - b)).toEqual(order);
      for (const input of inputsOf(formula)) expect(measures.has(input)).toBe(true);
      if (formula.kind !== 'ratio') return;
      for (const { measure, dimension, only = [], except = [] } of [formula.numerator, formula.denominator]) {
        if (!dimension) continue;
        const declared = measures.get(measure)!.dimensions.find(({ name }) => name === dimension)!;
        for (const value of [...only, ...except]) expect(declared.values).toContain(value);
      }
    },
  );

  test('only exact measures are asked for by the minute', () => {
    for (const { periods, formula } of BUILT_IN_METRICS) {
      if (!periods.includes('MINUTE')) continue;
      for (const input of inputsOf(formula)) expect(measures.get(input)!.aggregation).toBe('exact');
    }
  });

  test('the denominator’s measure is the last input, each named once', () => {
    expect(inputsOf(metric('cost-per-transaction').formula)).toEqual(['cost', 'transactions']);
    expect(inputsOf(metric('digital-take-up').formula)).toEqual(['transactions']);
    expect(inputsOf(metric('user-satisfaction').formula)).toEqual(['ratings']);
  });
});
