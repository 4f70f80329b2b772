/** Random data sets of what people deliver, the same for the same seed: gaps, early values, splits, other bounds. */
import type { DataSetFacts } from '../../server/metrics/data-set.js';
import type { DataSetValues } from '../../server/metrics/rows/values.js';
import type { RecordedPeriod } from '../../server/metrics/periods.js';
import type { ValueStatus } from '../../server/metrics/status.js';
import { dataSet, type Dimensions, type Row } from './engine.js';
import type { Random } from './random-figures.js';

export interface Fact {
  /** `month 2014-02-01`. */
  window: string;
  dimensions: Dimensions;
  value: number | ValueStatus;
  isEarly: boolean;
}

/** A data set as it was sent. */
export interface Sent {
  measure: string;
  aggregation: DataSetFacts['aggregation'];
  declared: Readonly<Record<string, readonly string[]>>;
  absentParts: DataSetFacts['absentParts'];
  facts: readonly Fact[];
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)];
const chance = (random: Random, share: number): boolean => random() < share;
const two = (value: number): string => String(value).padStart(2, '0');
const month = (number: number): string => `month 2014-${two(number)}-01`;
const quarter = (number: number): string => `quarter 2014-${two(number * 3 - 2)}-01`;
const FEBRUARY = Array.from({ length: 28 }, (_, day) => `day 2014-02-${two(day + 1)}`);

/** Windows of 2014 of which most fill it, in one way or another. */
function windowsOf(random: Random): string[] {
  const windows: string[] = [];
  if (chance(random, 0.1)) windows.push('year 2014-01-01');
  for (const number of [1, 2, 3, 4]) {
    if (chance(random, 0.02)) continue;
    const isWhole = chance(random, 0.3);
    if (isWhole) windows.push(quarter(number));
    for (const part of isWhole && chance(random, 0.8) ? [] : [2, 1, 0]) {
      const own = number * 3 - part;
      if (chance(random, 0.02)) continue;
      if (own !== 2 || chance(random, 0.5)) windows.push(month(own));
      else windows.push(...FEBRUARY.filter(() => !chance(random, 0.005)));
    }
  }
  return windows;
}

function valueOf(random: Random, gaps: number): Fact['value'] {
  if (chance(random, gaps)) {
    return pick<ValueStatus>(random, ['NOT_APPLICABLE', 'NOT_APPLICABLE', 'NOT_PROVIDED', 'SUPPRESSED']);
  }
  return chance(random, 0.15) ? 0 : Math.floor(random() * 60);
}

export interface Kind {
  measure: string;
  aggregations?: readonly Sent['aggregation'][];
  dimension: string;
  /** The values that are sent in one window, chosen anew for each. */
  values(random: Random): readonly string[];
  declared?: readonly (readonly string[])[];
  /** The windows that have each split: the total, the dimension, it and another one. */
  splits?: readonly string[];
}

const some = (random: Random, values: readonly string[], most = 0.9): string[] => {
  const chosen = values.filter(() => chance(random, most));
  return chosen.length ? chosen : [pick(random, values)];
};
/** Mostly all of them, for dimensions in which all are needed. */
const nearlyAll = (random: Random, values: readonly string[]): string[] =>
  chance(random, 0.97) ? [...values] : some(random, values, 0.7);

export const KINDS = {
  channels: {
    measure: 'transactions',
    aggregations: ['flow', 'flow', 'stock'],
    dimension: 'channel',
    values: (random) =>
      pick<() => string[]>(random, [
        () => ['digital', 'non-digital'],
        () => nearlyAll(random, ['digital', 'phone', 'paper']),
        () => nearlyAll(random, ['digital', 'assisted-digital', 'phone', 'paper']),
        () => some(random, ['digital', 'assisted-digital', 'phone', 'paper', 'unspecified'], 0.6),
        () => ['unspecified'],
      ])(),
    declared: [
      [],
      [],
      ['digital', 'phone', 'paper'],
      ['digital', 'non-digital'],
      ['digital', 'phone', 'non-digital'],
    ],
  },
  ratings: {
    measure: 'ratings',
    dimension: 'rating',
    values: (random) => nearlyAll(random, ['1', '2', '3', '4', '5']),
  },
  states: { measure: 'monitored', dimension: 'state', values: (random) => nearlyAll(random, ['up', 'down']) },
  visits: {
    measure: 'visits',
    dimension: 'device',
    values: (random) => some(random, ['mobile', 'tablet', 'desktop'], 0.7),
    declared: [[], ['mobile', 'tablet', 'desktop']],
  },
  errors: { measure: 'errors', dimension: 'error', values: (random) => some(random, ['a', 'b', 'c'], 0.6) },
  starts: {
    measure: 'starts',
    dimension: 'page',
    values: (random) => some(random, ['a', 'b'], 0.8),
    splits: ['', 'page'],
  },
  times: {
    measure: 'time-to-complete',
    aggregations: ['histogram'],
    dimension: 'le',
    values: (random) => [
      ...(chance(random, 0.9) ? ['10', '20', '40'] : some(random, ['10', '20', '30', '40'])),
      '+Inf',
    ],
    splits: ['le', 'le', 'le', '+le', 'le×'],
  },
} satisfies Record<string, Kind>;

const SPLITS = ['', 'by', 'by', 'by', '+by', '+by', 'by×', 'by×', '+by×'];

/** The rows of one window: a total (+), a split by the dimension, or by it and another (×). */
function factsOf(random: Random, window: string, kind: Kind, gaps: number): Fact[] {
  const layout = pick(random, kind.splits ?? SPLITS);
  const isEarly = chance(random, 0.02);
  const fact = (dimensions: Dimensions, value: Fact['value']): Fact => ({
    window,
    dimensions,
    value,
    isEarly,
  });
  if (layout === '') return [fact({}, valueOf(random, gaps))];
  const others = layout.endsWith('×') ? ['north', 'south'] : [null];
  const cells = kind
    .values(random)
    .flatMap((value) =>
      others
        .filter((other) => other !== 'south' || chance(random, 0.8))
        .map((other) =>
          fact(
            { [kind.dimension]: value, ...(other && { region: other }) },
            valueOf(random, value === '+Inf' ? 0 : gaps),
          ),
        ),
    );
  const sum = cells.reduce((all, { value }) => all + (typeof value === 'number' ? value : 0), 0);
  // Sometimes one less than its parts.
  return layout.startsWith('+')
    ? [fact({}, Math.max(0, sum + pick(random, [0, 0, 5, -1]))), ...cells]
    : cells;
}

export function randomDelivery(random: Random, kind: Kind): Sent {
  const gaps = pick(random, [0, 0, 0.002, 0.01, 0.1]);
  const declared = pick(random, kind.declared ?? [[]]);
  return {
    measure: kind.measure,
    aggregation: pick(random, kind.aggregations ?? (['flow'] as const)),
    declared: declared.length ? { [kind.dimension]: declared } : {},
    absentParts: pick(random, [null, null, null, 'zero', 'missing'] as const),
    facts: windowsOf(random).flatMap((window) => factsOf(random, window, kind, gaps)),
  };
}

/** As the engine takes it, the rows in the order given. */
export function deliveredTo(sent: Sent, facts: readonly Fact[] = sent.facts): DataSetValues {
  const rows = facts.map(({ window, dimensions, value, isEarly }): Row => {
    const [period, start] = window.split(' ') as [RecordedPeriod, string];
    return isEarly ? [period, start, dimensions, value, 'UNFINISHED'] : [period, start, dimensions, value];
  });
  const { measure, aggregation, declared, absentParts } = sent;
  return dataSet(measure, rows, { aggregation, declared, absentParts, cadence: 'month' });
}
