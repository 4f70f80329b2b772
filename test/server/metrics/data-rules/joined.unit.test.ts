/** Two neighbouring points of several services are joined where the same services carry half of either. */
import { expect, test } from '@jest/globals';
import { isContinuous, weightsOf, type Figure } from '../../../../server/metrics/figure.js';
import { dataSet, figureOf, one, quarters, service, split, type Service } from '../../../support/engine.js';

type Value = number | undefined;
const weights = ({ outcomes }: Figure): Float64Array => weightsOf(outcomes);
const at = (services: readonly Service[], start: string, metric = 'transactions') =>
  figureOf(services, { metric, period: 'QUARTER', start });
const isJoined = (services: readonly Service[], metric?: string): boolean =>
  isContinuous(weights(at(services, '2013-10-01', metric)), weights(at(services, '2014-01-01', metric)));
const counted = (before: Value, now: Value): Service =>
  one('transactions', quarters('2013-10-01', {}, [before, now]));

test.each<[string, [Value, Value][], boolean]>([
  [
    'all are in both',
    [
      [10, 20],
      [1, 2],
    ],
    true,
  ],
  [
    'half of the later comes new',
    [
      [10, 10],
      [undefined, 10],
    ],
    true,
  ],
  [
    'more than half of the later comes new',
    [
      [10, 10],
      [undefined, 11],
    ],
    false,
  ],
  [
    'half of the earlier leaves',
    [
      [10, 10],
      [10, undefined],
    ],
    true,
  ],
  [
    'more than half of the earlier leaves',
    [
      [10, 10],
      [11, undefined],
    ],
    false,
  ],
  [
    'one leaves, another comes, each less than half',
    [
      [10, 10],
      [9, undefined],
      [undefined, 9],
    ],
    true,
  ],
  [
    'no service is in both',
    [
      [10, undefined],
      [undefined, 10],
    ],
    false,
  ],
  ['many small ones leave', [[90, 90], ...Array<[Value, Value]>(20).fill([1, undefined])], true],
  ['nothing is there before', [[undefined, 10]], false],
  ['nothing is there after', [[10, undefined]], false],
  [
    'only the values change',
    [
      [1, 1000],
      [1000, 1],
    ],
    true,
  ],
])('where %s', (_, values, expected) => {
  expect(isJoined(values.map(([before, now]) => counted(before, now)))).toBe(expected);
});

test('a ratio is weighed by its denominator', () => {
  const rated = (completions: [Value, Value], starts: [Value, Value]) =>
    service([
      dataSet('completions', quarters('2013-10-01', {}, completions)),
      dataSet('starts', quarters('2013-10-01', {}, starts)),
    ]);
  const steady = rated([1, 1], [60, 60]);
  expect(isJoined([steady, rated([50, undefined], [50, 50])], 'completion-rate')).toBe(true);
  expect(isJoined([steady, rated([50, undefined], [70, 70])], 'completion-rate')).toBe(false);
});

test('a quantile is weighed by how many it counts', () => {
  const timed = (count: number, starts: string[]) =>
    one(
      'time-to-complete',
      starts.flatMap((start) => split('le', { 10: count, '+Inf': 0 }, ['quarter', start])),
    );
  const both = timed(10, ['2013-10-01', '2014-01-01']);
  expect(isJoined([both, timed(10, ['2014-01-01'])], 'time-to-complete')).toBe(true);
  expect(isJoined([both, timed(11, ['2014-01-01'])], 'time-to-complete')).toBe(false);
});

test('windows that overlap are weighed alike', () => {
  const year = (services: readonly Service[], start: string) =>
    weights(figureOf(services, { metric: 'transactions', period: 'ROLLING_YEAR', start }));
  const steady = one('transactions', quarters('2013-01-01', {}, [1, 1, 1, 1, 1]));
  const leaves = one('transactions', quarters('2013-01-01', {}, [9, 9, 9, 9]));
  expect(isContinuous(year([steady, leaves], '2013-01-01'), year([steady, leaves], '2013-04-01'))).toBe(
    false,
  );
  expect(isContinuous(year([steady], '2013-01-01'), year([steady], '2013-04-01'))).toBe(true);
});

test('the order of the services does not matter', () => {
  const services = [counted(10, 10), counted(11, undefined), counted(undefined, 2)];
  expect(isJoined(services)).toBe(false);
  expect(isJoined([...services].reverse())).toBe(false);
});
