/** Thousands of random deliveries, read by the engine and by the rules written a second time. */
import { describe, expect, test } from '@jest/globals';
import type { Formula } from '../../../../server/metrics/definitions.js';
import type { Figure } from '../../../../server/metrics/figure.js';
import type { Period } from '../../../../server/metrics/periods.js';
import { figureOf, lineOf, service, type Service } from '../../../support/engine.js';
import { deliveredTo, KINDS, randomDelivery, type Kind } from '../../../support/random-deliveries.js';
import { randomFrom } from '../../../support/random-figures.js';
import { Reference, type Said } from './reference.js';
import {
  counted,
  countsOf,
  inRange,
  quantile,
  SHARES,
  sidesOf,
  within,
  type Share,
  type Sides,
} from './reference-shares.js';

const WINDOWS = [
  ['YEAR', 'year', '2014-01-01'],
  ...['2014-01-01', '2014-04-01', '2014-07-01', '2014-10-01'].map(
    (start) => ['QUARTER', 'quarter', start] as const,
  ),
  ...['2014-01-01', '2014-02-01', '2014-11-01'].map((start) => ['MONTH', 'month', start] as const),
] as const;

interface Delivered {
  subject: Service;
  of: Reference;
  /** Another measure's. */
  other: Reference;
}

function delivered(seed: number, kind: Kind, other: Kind): Delivered {
  const random = randomFrom(seed);
  const [sent, beside] = [kind, other].map((each) => randomDelivery(random, each));
  return {
    subject: service([deliveredTo(sent), deliveredTo(beside)]),
    of: new Reference(sent),
    other: new Reference(beside),
  };
}

/** Several services for each seed, in every window. */
function* cases(seeds: number, kind: Kind, other: Kind = KINDS.starts) {
  for (let seed = 1; seed <= seeds; seed++) {
    const all = [0, 1, 2].map((index) => delivered(seed * 10 + index, kind, other));
    for (const [period, word, start] of WINDOWS) {
      const window = `${word} ${start}`;
      yield { all, window, about: { period: period as Period, start }, where: `seed ${seed}, ${window}` };
    }
  }
}

const flagsOf = ({ flags }: Figure): string =>
  flags.filter((flag) => flag === 'UNFINISHED' || flag === 'INCONSISTENT').join();
const flagged = ({ isEarly, isOver }: { isEarly: boolean; isOver: boolean }): string =>
  [isEarly && 'UNFINISHED', isOver && 'INCONSISTENT'].filter(Boolean).join();

/** As `expect(seen).toEqual(expected)`, numbers to nine digits; that call itself takes longer than the engine. */
function same(where: string, seen: readonly unknown[], expected: readonly unknown[]): void {
  const isSame = (one: unknown, other: unknown): boolean =>
    typeof one === 'number' && typeof other === 'number'
      ? Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
      : one === other;
  if (seen.length === expected.length && seen.every((one, index) => isSame(one, expected[index]))) return;
  expect([where, ...seen]).toEqual([where, ...expected]);
}

/** A figure of one service against what is said of it; counts how many had a value. */
function agree(figure: Figure, said: Said, where: string): number {
  const { value, status } = figure;
  const isThere = typeof said.is === 'number' && !said.isUnheard;
  if (!isThere) {
    const expected = said.isUnheard ? 'NOT_PROVIDED' : said.is;
    same(where, [value, status], [null, expected]);
    return 0;
  }
  same(where, [value, flagsOf(figure)], [said.is, flagged(said)]);
  return 1;
}

const numberOf = ({ is, isUnheard }: Said): number | null =>
  typeof is === 'number' && !isUnheard ? is : null;

/** The sum over the services that have a value, how many they are, and whether they are too few. */
function agreeTogether(figure: Figure, said: readonly Said[], totals: readonly Said[], where: string): void {
  const values = said.map(numberOf).filter((value) => value !== null);
  const expected = values.length ? values.reduce((sum, value) => sum + value, 0) : null;
  same(where, [figure.value, figure.coverage.provided], [expected, values.length]);
  if (!values.length) return;
  const asked = said.filter(({ is }) => is !== 'NOT_APPLICABLE');
  const sent = totals.filter(
    ({ is }, index) => asked.includes(said[index]) && (typeof is === 'number' || is === 'SUPPRESSED'),
  );
  same(where, [figure.flags.includes('PARTIAL')], [sent.length * 2 < asked.length]);
}

const TOTALS: [string, Kind, string, readonly string[]][] = [
  [
    'transactions',
    KINDS.channels,
    'channel',
    ['digital', 'assisted-digital', 'phone', 'paper', 'non-digital'],
  ],
  ['ratings', KINDS.ratings, 'rating', ['1', '2', '5']],
  ['visits', KINDS.visits, 'device', ['mobile', 'desktop', 'watch']],
  ['errors', KINDS.errors, 'error', ['a', 'c', 'd']],
];

describe('totals and the lines of a split', () => {
  test.each(TOTALS)('%s', (metric, kind, dimension, values) => {
    let there = 0;
    let all = 0;
    for (const { all: services, window, about, where } of cases(40, kind)) {
      const totals = services.map(({ of }) => of.total(window));
      const subjects = services.map(({ subject }) => subject);
      services.forEach(({ subject }, index) => {
        there += agree(figureOf(subject, { metric, ...about }), totals[index], where);
      });
      agreeTogether(figureOf(subjects, { metric, ...about }), totals, totals, where);
      for (const value of values) {
        const by = lineOf(dimension, value);
        const at = `${where} ${value}`;
        const parts = services.map(({ of }) => of.part(window, dimension, value));
        services.forEach(({ subject }, index) => {
          all++;
          there += agree(figureOf(subject, { metric, ...about, by }), parts[index], at);
        });
        agreeTogether(figureOf(subjects, { metric, ...about, by }), parts, totals, at);
      }
    }
    // Neither nearly all nor nearly none have a value.
    expect(there / all).toBeGreaterThan(0.2);
    expect(there / all).toBeLessThan(1.2);
  });
});

const MOBILE: Formula = {
  kind: 'ratio',
  numerator: { measure: 'visits', dimension: 'device', only: ['mobile'] },
  denominator: { measure: 'visits', dimension: 'device' },
  scale: 100,
};
const SHARED: [keyof typeof SHARES, Kind][] = [
  ['digital-take-up', KINDS.channels],
  ['user-satisfaction', KINDS.ratings],
  ['satisfied-share', KINDS.ratings],
  ['availability', KINDS.states],
  ['mobile-share', KINDS.visits],
];

describe('shares and scores', () => {
  test.each(SHARED)('%s', (key, kind) => {
    const share: Share = SHARES[key];
    const metric = key === 'mobile-share' ? MOBILE : key;
    let there = 0;
    for (const { all, window, about, where } of cases(40, kind)) {
      const sides = all.map(({ of }) => sidesOf(of, window, share));
      const known = sides.filter((side) => typeof side === 'object').filter(({ bottom }) => bottom !== 0);
      all.forEach(({ subject }, index) => {
        const figure = figureOf(subject, { metric, ...about });
        const side: Sides = sides[index];
        const isThere = typeof side === 'object' && side.bottom !== 0;
        if (!isThere) return same(where, [figure.value], [null]);
        there++;
        const { top, bottom } = side;
        const seen = [figure.value, figure.numerator, figure.denominator, flagsOf(figure)];
        same(where, seen, [(top / bottom) * share.scale, top, bottom, flagged(side)]);
      });
      const [top, bottom] = (['top', 'bottom'] as const).map((of) =>
        known.reduce((sum, side) => sum + side[of], 0),
      );
      const figure = figureOf(
        all.map(({ subject }) => subject),
        { metric, ...about },
      );
      const value = known.length ? (top / bottom) * share.scale : null;
      same(where, [figure.value, figure.coverage.provided], [value, known.length]);
    }
    expect(there).toBeGreaterThan(300);
  });

  test('errors for every 1,000 starts, and by error', () => {
    let there = 0;
    for (const { all, window, about, where } of cases(40, KINDS.errors)) {
      for (const error of [null, 'a', 'd']) {
        const by = error ? lineOf('error', error) : undefined;
        for (const { subject, of, other } of all) {
          const top = error ? of.part(window, 'error', error) : of.total(window);
          const bottom = other.total(window);
          const figure = figureOf(subject, { metric: 'errors-per-1000-starts', ...about, by });
          const isThere = typeof top.is === 'number' && typeof bottom.is === 'number' && bottom.is !== 0;
          const value = isThere ? (Number(top.is) / Number(bottom.is)) * 1000 : null;
          same(`${where} ${error}`, [figure.value], [value]);
          if (!isThere) continue;
          there++;
          const flags = { isEarly: top.isEarly || bottom.isEarly, isOver: top.isOver || bottom.isOver };
          same(`${where} ${error}`, [flagsOf(figure)], [flagged(flags)]);
        }
      }
    }
    expect(there).toBeGreaterThan(300);
  });
});

describe('times in ranges that may differ', () => {
  test('quantiles, shares within a target and counts by range', () => {
    const seen = { there: 0, divided: 0 };
    for (const { all, window, about, where } of cases(50, KINDS.times)) {
      const counts = all.map(({ of }) => countsOf(of, window));
      const check = (subject: Service | Service[], lists: (typeof counts)[number][]): void => {
        for (const [metric, share] of [
          ['time-to-complete', 0.5],
          ['time-to-complete-p90', 0.9],
        ] as const) {
          // A service without a value of its own is left out.
          const used = lists.filter((list) => list && quantile(list, share)).flatMap((list) => list!);
          const expected = used.length ? quantile(used, share) : null;
          const figure = figureOf(subject, { metric, ...about });
          const seenNow = [figure.value, figure.isLowerBound];
          same(where, seenNow, [expected?.value ?? null, expected?.isAbove ?? false]);
          seen.there += expected ? 1 : 0;
          const isDivided = lists.some((list) => list && counted(list) > 0) && !expected;
          seen.divided += isDivided && figure.obstacle?.code === 'DIFFERENT_RANGES' ? 1 : 0;
        }
        for (const target of [20, 30]) {
          const used = lists
            .filter((list) => list && counted(list) && within(list, target) !== null)
            .flatMap((list) => list!);
          const figure = figureOf(subject, { metric: 'time-to-complete-within-target', ...about, target });
          const value = used.length ? (within(used, target)! / counted(used)) * 100 : null;
          same(`${where} ${target}`, [figure.value], [value]);
        }
        const used = lists.flatMap((list) => list ?? []);
        for (const le of ['10', '20', '30', '+Inf']) {
          const figure = figureOf(subject, { metric: 'times-to-complete', ...about, by: lineOf('le', le) });
          same(`${where} ${le}`, [figure.value], [used.length ? inRange(used, le) : null]);
        }
      };
      all.forEach(({ subject }, index) => check(subject, [counts[index]]));
      check(
        all.map(({ subject }) => subject),
        counts,
      );
    }
    expect(seen.there).toBeGreaterThan(500);
    expect(seen.divided).toBeGreaterThan(100);
  });
});
