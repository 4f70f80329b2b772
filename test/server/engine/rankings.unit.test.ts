import { describe, expect, test } from '@jest/globals';
import type { FigureAnswer } from '../../../server/engine/evaluation.js';
import { largestChanges, leastCases, ranking } from '../../../server/engine/rankings.js';
import { BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import { isRanked } from '../../../server/metrics/presentation-rules.js';
import type { MetricDefinition } from '../../../server/entities/index.js';

const metric = (key: string): MetricDefinition =>
  BUILT_IN_METRICS.find((each) => each.key === key) as unknown as MetricDefinition;

interface Case {
  value: number | null;
  cases?: number;
  change?: { absolute: number; verdict: string };
}

const figures = (cases: Readonly<Record<string, Case>>): FigureAnswer[] =>
  Object.entries(cases).map(
    ([slug, { value, cases: denominator = 5000, change = null }]) =>
      ({ value, denominator, change, question: { subject: { slug } } }) as unknown as FigureAnswer,
  );
const slugs = (answers: readonly FigureAnswer[]): string[] =>
  answers.map(({ question }) => question.subject.slug);

describe('which services stand out', () => {
  test('the best first; small ones and those without a value take no part; equal ones by slug', () => {
    const list = figures({
      small: { value: 100, cases: 999 },
      none: { value: null },
      high: { value: 90, cases: 1000 },
      b: { value: 50 },
      a: { value: 50 },
      low: { value: 0 },
    });
    expect(slugs(ranking(list, metric('digital-take-up')))).toEqual(['high', 'a', 'b', 'low']);
    expect(slugs(ranking(list, metric('page-load-time')))).toEqual(['low', 'a', 'b', 'high']);
  });

  test('answers to a survey are enough from 30', () => {
    expect(leastCases(metric('user-satisfaction'))).toBe(30);
    expect(
      slugs(
        ranking(
          figures({ a: { value: 70, cases: 30 }, b: { value: 80, cases: 29 } }),
          metric('user-satisfaction'),
        ),
      ),
    ).toEqual(['a']);
  });

  test.each(['cost-per-transaction', 'total-cost', 'transactions'])('%s has no best', (key) => {
    expect(isRanked(metric(key))).toBe(false);
    expect(ranking(figures({ a: { value: 5000 } }), metric(key))).toEqual([]);
  });

  test('changes by their size, either way, only where they are clear', () => {
    const list = figures({
      up: { value: 50, change: { absolute: 2, verdict: 'BETTER' } },
      down: { value: 50, change: { absolute: -9, verdict: 'WORSE' } },
      unclear: { value: 50, change: { absolute: 30, verdict: 'UNCLEAR' } },
      small: { value: 50, cases: 10, change: { absolute: 40, verdict: 'BETTER' } },
      same: { value: 50 },
    });
    expect(slugs(largestChanges(list, metric('digital-take-up'), 5))).toEqual(['down', 'up']);
    expect(slugs(largestChanges(list, metric('digital-take-up'), 1))).toEqual(['down']);
  });
});
