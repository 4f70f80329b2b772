/** Lines read off columns are those that the rules make of each window. */
import { describe, expect, test } from '@jest/globals';
import type { Evaluation } from '../../../server/engine/evaluation.js';
import { LineColumns } from '../../../server/engine/lines/line-columns.js';
import type { SeriesQuestion } from '../../../server/engine/questions.js';
import { planOf } from '../../../server/metrics/evaluate.js';
import type { Line } from '../../../server/metrics/outcome.js';
import type { Window } from '../../../server/metrics/periods.js';
import { PlainLine } from '../../../server/metrics/rows/plain-line.js';
import type { ValueFlag, ValueStatus } from '../../../server/metrics/status.js';
import { dataSet, lineOf, metric, service, steps, type Row, type Service } from '../../support/engine.js';
import { evaluationOf, windowsFrom } from '../../support/evaluation.js';
import { deliveredTo, KINDS, randomDelivery } from '../../support/random-deliveries.js';
import { randomFrom, type Random } from '../../support/random-figures.js';

const START = '2013-01-01';
const MONTHS = 48;
const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);

interface Asked {
  metric: string;
  by?: Line;
}

/** The line as the rules make it, window by window. */
function byRules(
  evaluation: Evaluation,
  question: SeriesQuestion,
  windows: readonly Window[],
  by: Line | null,
) {
  const columns = new LineColumns();
  for (const window of windows) columns.add(evaluation.figure(question, window, by));
  return columns;
}

/** Compares both readings of a line; answers how many windows were read off columns. */
async function compared(
  one: Service,
  { metric: key, by }: Asked,
  windows: readonly Window[],
): Promise<number> {
  const [{ evaluation, question }, other] = [evaluationOf([one]), evaluationOf([one])];
  const line = by ?? null;
  const asked = question(key, 'MONTH', true);
  const { columns } = await evaluation.line(asked, windows, line);
  const expected = byRules(other.evaluation, other.question(key, 'MONTH', true), windows, line);
  expect(columns).toEqual(expected);
  expect(columns.lowerBounds).toEqual(expected.lowerBounds);
  const plain = new PlainLine(planOf(metric(key).formula, line), one.values);
  return windows.filter((window) => plain.at(window)).length;
}

const ODD: readonly ValueStatus[] = ['NOT_PROVIDED', 'NOT_APPLICABLE', 'SUPPRESSED', 'INCOMPLETE'];
const FLAGS: readonly ValueFlag[] = ['PROVISIONAL', 'REVISED', 'ESTIMATED', 'UNFINISHED'];

/** A month in which almost every series has a value. */
function valueIn(random: Random, least: number): [number | ValueStatus, ...ValueFlag[]] | undefined {
  const kind = random();
  if (kind < 0.02) return undefined;
  if (kind < 0.04) return [ODD[Math.floor(random() * ODD.length)]];
  const value = Math.floor(least + random() * 1000) / (random() < 0.2 ? 7 : 1);
  return random() < 0.2 ? [value, FLAGS[Math.floor(random() * FLAGS.length)]] : [value];
}

const monthly = (random: Random, dimensions: Record<string, string>, least = 0): Row[] =>
  steps('month', START, dimensions, Array<number>(MONTHS).fill(0)).flatMap(([period, start]): Row[] => {
    const given = valueIn(random, least);
    return given ? [[period, start, dimensions, ...given]] : [];
  });

const split = (random: Random, dimension: string, values: readonly string[]): Row[] =>
  values.flatMap((value) => monthly(random, { [dimension]: value }));

/** A service that sends its measures every month. */
function steady(random: Random): Service {
  const hasTotal = random() < 0.5;
  return service([
    dataSet('transactions', [
      ...split(
        random,
        'channel',
        random() < 0.5 ? ['digital', 'phone', 'paper'] : ['digital', 'non-digital'],
      ),
      // About as much as its split, so that some are below it.
      ...(hasTotal ? monthly(random, {}, 1000) : []),
      ...(random() < 0.3 ? split(random, 'region', ['north', 'south']) : []),
    ]),
    dataSet('starts', monthly(random, {}), { suppressBelow: random() < 0.3 ? 200 : 0 }),
    dataSet('completions', monthly(random, {})),
    dataSet('ratings', split(random, 'rating', ['1', '2', '3', '4', '5'])),
    dataSet('errors', split(random, 'error', ['timeout', 'invalid'])),
  ]);
}

const METRICS: readonly Asked[] = [
  ...['transactions', 'digital-take-up', 'completion-rate', 'user-satisfaction', 'satisfied-share'].map(
    (key) => ({ metric: key }),
  ),
  { metric: 'errors-per-1000-starts' },
  ...['digital', 'phone', 'paper'].map((value) => ({
    metric: 'transactions',
    by: lineOf('channel', value),
  })),
];

describe('a line read off columns', () => {
  test.each(METRICS)('is that of the rules: $metric, $by', async (asked) => {
    const windows = windowsFrom('MONTH', START, MONTHS);
    let plain = 0;
    for (const seed of SEEDS) plain += await compared(steady(randomFrom(seed)), asked, windows);
    expect(plain).toBeGreaterThan(SEEDS.length);
    expect(plain).toBeLessThan(SEEDS.length * MONTHS);
  });

  test.each([
    ['channels', ['transactions', 'digital-take-up']],
    ['ratings', ['ratings', 'user-satisfaction', 'satisfied-share']],
    ['errors', ['errors', 'errors-per-1000-starts']],
    ['visits', ['visits']],
  ] as const)('is that of the rules for random deliveries of %s', async (name, metrics) => {
    const windows = windowsFrom('MONTH', '2014-01-01', 12);
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const sent = [KINDS[name], KINDS.starts].map((kind) => deliveredTo(randomDelivery(random, kind)));
      for (const key of metrics) await compared(service(sent), { metric: key }, windows);
    }
  });
});
