/** NaN and Infinity never leave the engine, and a value is there exactly if its status says so. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import { VALUE_STATUSES } from '../../../server/metrics/status.js';
import { dataSet, figureOf, service, type Dimensions, type Row } from '../../support/engine.js';

describe('every number', () => {
  const numbers = fc.oneof(
    fc.constantFrom(0, 5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
  );
  const rows = (dimensions: Dimensions[]) =>
    fc
      .tuple(
        ...dimensions.map(() =>
          fc.oneof(
            { weight: 9, arbitrary: numbers },
            { weight: 1, arbitrary: fc.constantFrom(...VALUE_STATUSES.slice(1)) },
          ),
        ),
      )
      .map((values) =>
        values.map((value, index) => ['month', '2014-01-01', dimensions[index], value] as Row),
      );
  const each = (name: string, values: string[]): Dimensions[] => values.map((value) => ({ [name]: value }));

  test('that leaves the engine is finite, and there exactly if the status says so', () => {
    const sets = fc.record({
      transactions: rows([{}, ...each('channel', ['digital', 'non-digital'])]),
      cost: rows([{}]),
      starts: rows([{}]),
      completions: rows([{}]),
      ratings: rows(each('rating', ['1', '2', '3', '4', '5'])),
      'time-to-complete': rows(each('le', ['10', '20', '+Inf'])),
    });
    const metrics = BUILT_IN_METRICS.filter(({ key }) =>
      /transaction|cost|take-up|completion|sati|ratings|complete/.test(key),
    );
    expect(metrics.length).toBeGreaterThan(9);
    fc.assert(
      fc.property(fc.array(sets, { minLength: 2, maxLength: 3 }), (given) => {
        const services = given.map((measures) =>
          service(Object.entries(measures).map(([measure, delivered]) => dataSet(measure, delivered))),
        );
        for (const { key } of metrics) {
          const question = { metric: key, period: 'MONTH', start: '2014-01-01', target: 20 } as const;
          for (const figure of [figureOf(services[0], question), figureOf(services, question)]) {
            const { value, status, numerator, denominator, coverage, squares, mixed, dominating } = figure;
            expect(value !== null).toBe(status === 'PROVIDED');
            const all = [
              value,
              numerator,
              denominator,
              coverage.share,
              squares,
              mixed?.value,
              dominating?.share,
            ];
            for (const number of all) expect(Number.isFinite(number ?? 0)).toBe(true);
            expect(coverage.provided).toBeLessThanOrEqual(coverage.expected);
            expect(coverage.share ?? 0).toBeLessThanOrEqual(100);
            expect(figure.isLowerBound && value === null).toBe(false);
          }
        }
      }),
    );
  });
});
