import { describe, expect, test } from '@jest/globals';
import { overSameServices } from '../../../server/engine/same-services.js';
import { seriesLines } from '../../../server/engine/lines/series-lines.js';
import type { ValueStatus } from '../../../server/metrics/status.js';
import { dataSet, one, quarters, service, type Row, type Service } from '../../support/engine.js';
import { evaluationOf, windowsFrom } from '../../support/evaluation.js';

type Values = readonly (number | ValueStatus | undefined)[];
const START = '2013-01-01';
const counted = (values: Values): Service => one('transactions', quarters(START, {}, values));
const WINDOWS = windowsFrom('QUARTER', START, 3);

/** What is kept of a metric, and the figures over just those services. */
async function kept(services: readonly Service[], metric = 'transactions') {
  const { evaluation, question } = evaluationOf(services);
  const { question: same, sameServices } = await overSameServices(
    question(metric, 'QUARTER'),
    WINDOWS,
    evaluation,
  );
  const ids = new Map(services.map(({ id }, index) => [id, index]));
  const [{ columns, joined }] = await seriesLines(
    same,
    { windows: WINDOWS, compared: null, lines: null, shownAt: -1 },
    evaluation,
  );
  return {
    sameServices,
    kept: same.subject.services.map(({ id }) => ids.get(id)),
    values: columns.values,
    coverage: columns.provided.map((provided, index) => [provided, columns.expected[index]]),
    joined,
  };
}

describe('a series over the same services throughout', () => {
  test('is of those that have a value in all of its windows', async () => {
    const services = [
      counted([10, 20, 30]),
      counted([100, undefined, 100]),
      counted([1, 2, 3]),
      counted([5, 5, undefined]),
    ];
    expect(await kept(services)).toEqual({
      sameServices: { provided: 2, expected: 4, share: expect.closeTo((33 / 133) * 100, 9) },
      kept: [0, 2],
      values: [11, 22, 33],
      coverage: [
        [2, 2],
        [2, 2],
        [2, 2],
      ],
      joined: [false, true, true],
    });
  });

  test('says what they carry of the newest window, not of those before', async () => {
    const leaves = counted([1000, 1000, undefined]);
    const { sameServices } = await kept([counted([1, 1, 1]), leaves, counted([undefined, 3, 3])]);
    expect(sameServices).toEqual({ provided: 1, expected: 3, share: 25 });
  });

  test('counts 0 as a value, and no status as one', async () => {
    const statuses: ValueStatus[] = ['SUPPRESSED', 'NOT_PROVIDED', 'INCOMPLETE', 'NOT_APPLICABLE'];
    const services = [counted([0, 0, 0]), ...statuses.map((status) => counted([1, status, 1]))];
    expect((await kept(services)).kept).toEqual([0]);
  });

  test('expects no service that has no value at all', async () => {
    const { sameServices } = await kept([
      counted([1, 1, 1]),
      counted([]),
      counted([undefined, 'SUPPRESSED', undefined]),
    ]);
    expect(sameServices).toEqual({ provided: 1, expected: 1, share: 100 });
  });

  test('is of nobody where no service has all: gaps, with their coverage', async () => {
    expect(await kept([counted([1, undefined, 1]), counted([undefined, 1, undefined])])).toMatchObject({
      sameServices: { provided: 0, expected: 2, share: 0 },
      values: [null, null, null],
    });
  });

  test('says no share of a newest window without values', async () => {
    const { sameServices } = await kept([counted([1, 1, undefined]), counted([2, undefined, undefined])]);
    expect(sameServices).toEqual({ provided: 0, expected: 2, share: null });
  });

  test('of a ratio is of those that have both inputs, by the denominator', async () => {
    const rated = (completions: Values, starts: Values): Service =>
      service([
        dataSet('completions', quarters(START, {}, completions)),
        dataSet('starts', quarters(START, {}, starts)),
      ]);
    const services = [rated([5, 5, 5], [10, 10, 30]), rated([5, undefined, 9], [10, 10, 10])];
    const { sameServices, kept: ids, values } = await kept(services, 'completion-rate');
    expect([ids, values[0]]).toEqual([[0], 50]);
    expect(sameServices).toEqual({ provided: 1, expected: 2, share: 75 });
  });

  test('of people, who are never added, is of nobody', async () => {
    const rows: Row[] = quarters(START, {}, [1, 2, 3]);
    const exact = [one('transactions', rows, { aggregation: 'exact' })];
    expect((await kept(exact)).sameServices).toEqual({ provided: 0, expected: 0, share: null });
  });
});
