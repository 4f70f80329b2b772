/** What holds of random deliveries by the data rules, whatever they are. */
import { describe, expect, test } from '@jest/globals';
import { BUILT_IN_METRICS } from '../../../../server/metrics/builtin/builtin.js';
import type { Figure } from '../../../../server/metrics/figure.js';
import { changeFor, figureOf, lineOf, service, type Service } from '../../../support/engine.js';
import {
  deliveredTo,
  KINDS,
  randomDelivery,
  type Fact,
  type Kind,
  type Sent,
} from '../../../support/random-deliveries.js';
import { randomFrom, type Random } from '../../../support/random-figures.js';

const WINDOWS = [
  { period: 'YEAR', start: '2014-01-01' },
  { period: 'QUARTER', start: '2014-01-01' },
  { period: 'MONTH', start: '2014-02-01' },
] as const;
const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

/** The total and the split of each kind, with the metrics that are made of it. */
const ASKED: [keyof typeof KINDS, string, readonly string[]][] = [
  ['channels', 'transactions', ['digital-take-up']],
  ['ratings', 'ratings', ['user-satisfaction', 'satisfied-share']],
  ['visits', 'visits', []],
  ['errors', 'errors', ['errors-per-1000-starts']],
  [
    'times',
    'times-to-complete',
    ['time-to-complete', 'time-to-complete-p90', 'time-to-complete-within-target'],
  ],
];

const valuesIn = ({ facts }: Sent, dimension: string): string[] => [
  ...new Set(facts.flatMap(({ dimensions }) => dimensions[dimension] ?? [])),
];

const shuffled = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe('the lines of a split', () => {
  test.each(ASKED)('of %s add up to the total where all of them are there', (name, metric) => {
    const kind: Kind = { ...KINDS[name], splits: name === 'times' ? ['le', 'le×'] : ['by', 'by', 'by×'] };
    let compared = 0;
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const sent = [0, 1].map(() => randomDelivery(random, kind));
      const services = sent.map((each) => service([deliveredTo(each)]));
      const values = [...new Set(sent.flatMap((each) => valuesIn(each, kind.dimension)))];
      for (const subject of [...services, services] as (Service | Service[])[]) {
        for (const window of WINDOWS) {
          const total = figureOf(subject, { metric, ...window });
          const lines = values.map((value) =>
            figureOf(subject, { metric, ...window, by: lineOf(kind.dimension, value) }),
          );
          const isThere = ({ value, status }: Figure): boolean =>
            value !== null || status === 'NOT_APPLICABLE';
          // Of services together those must be the same in every line; ranges that not all have are in the others.
          const isSame = lines.every(({ coverage }) => coverage.provided === total.coverage.provided);
          if (total.value === null || !lines.every(isThere) || (Array.isArray(subject) && !isSame)) continue;
          const sum = lines.reduce((all, { value }) => all + (value ?? 0), 0);
          expect([seed, window.period, sum]).toEqual([seed, window.period, expect.closeTo(total.value, 6)]);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe('the order of the rows', () => {
  test.each(ASKED)('of %s does not matter', (name, total, metrics) => {
    const kind: Kind = KINDS[name];
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const sent = [randomDelivery(random, kind), randomDelivery(random, KINDS.starts)];
      const orders = [sent.map(({ facts }) => facts), sent.map(({ facts }) => shuffled(random, facts))];
      const [first, second] = orders.map((facts) =>
        service(sent.map((each, index) => deliveredTo(each, facts[index]))),
      );
      const values = valuesIn(sent[0], kind.dimension).slice(0, 3);
      for (const window of WINDOWS) {
        for (const metric of [total, ...metrics]) {
          for (const by of [
            undefined,
            ...(metric === total ? values : []).map((value) => lineOf(kind.dimension, value)),
          ]) {
            const [a, b] = [first, second].map((subject) =>
              figureOf(subject, { metric, ...window, by, target: 20 }),
            );
            expect({ ...b, outcomes: [] }).toEqual({ ...a, outcomes: [] });
          }
        }
      }
    }
  });

  test('of the services does not matter either', () => {
    for (const [name, total, metrics] of ASKED) {
      const random = randomFrom(7);
      const services = Array.from({ length: 6 }, () =>
        service([deliveredTo(randomDelivery(random, KINDS[name]))]),
      );
      for (const metric of [total, ...metrics]) {
        const [a, b] = [services, [...services].reverse()].map((subject) =>
          figureOf(subject, { metric, period: 'QUARTER', start: '2014-01-01', target: 20 }),
        );
        const value = a.value === null ? null : expect.closeTo(a.value, 6);
        expect(b).toMatchObject({ value, flags: a.flags, coverage: { provided: a.coverage.provided } });
      }
    }
  });
});

describe('NaN and Infinity', () => {
  const EXTREME = [0, 1e308, Number.MAX_VALUE, 5e-324, 1e-300, -1e308, 3];

  /** Every number in a figure or change, however deep; what was looked at is input, not answer. */
  function numbersIn(answer: object): number[] {
    return Object.entries(answer).flatMap(([key, value]: [string, unknown]) => {
      if (typeof value === 'number') return [value];
      return value && typeof value === 'object' && key !== 'outcomes' ? numbersIn(value) : [];
    });
  }

  test('never leave, whatever numbers are sent', () => {
    const metrics = BUILT_IN_METRICS.filter(({ formula }) => formula.kind !== 'newest').map(({ key }) => key);
    let values = 0;
    for (const seed of SEEDS.slice(0, 15)) {
      const random = randomFrom(seed);
      const extreme = (fact: Fact): Fact =>
        typeof fact.value === 'number'
          ? { ...fact, value: EXTREME[Math.floor(random() * EXTREME.length)] }
          : fact;
      const make = (): Service =>
        service(
          Object.values(KINDS).map((kind) => {
            const sent = randomDelivery(random, kind);
            return deliveredTo(sent, sent.facts.map(extreme));
          }),
        );
      const several = [make(), make()];
      for (const metric of metrics) {
        for (const subject of [several[0], several]) {
          for (const window of WINDOWS) {
            const question = { metric, ...window, target: 20 };
            const figure = figureOf(subject, question);
            const numbers = [...numbersIn(figure), ...numbersIn(changeFor(subject, question))];
            values += figure.value === null ? 0 : 1;
            expect([metric, seed, numbers.filter((value) => !Number.isFinite(value))]).toEqual([
              metric,
              seed,
              [],
            ]);
          }
        }
      }
      for (const { dimension, measure } of Object.values(KINDS)) {
        for (const value of ['digital', '5', 'up', 'mobile', 'a', '20', '+Inf']) {
          const question = {
            metric: { kind: 'total', measure } as const,
            ...WINDOWS[1],
            by: lineOf(dimension, value),
          };
          for (const subject of [several[0], several]) {
            expect(numbersIn(figureOf(subject, question)).filter((one) => !Number.isFinite(one))).toEqual([]);
          }
        }
      }
    }
    expect(values).toBeGreaterThan(200);
  });
});
