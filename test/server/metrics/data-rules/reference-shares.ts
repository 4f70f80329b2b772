/** Shares, scores and times by the rules in words, over what reference.ts says of a data set. */
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { Fact } from '../../../support/random-deliveries.js';
import { isOver, type Reference, summed, tableOf, type Table } from './reference.js';

/** Both sides of a share, or why they are not there: "unknown" and "nothing" parts do not make a sum missing. */
export type Sides =
  | { top: number; bottom: number; isEarly: boolean; isOver: boolean; hasUnknown: boolean }
  | ValueStatus
  | 'unknown'
  | 'nothing';

type Rule = (
  table: Table,
  reference: Reference,
) => { top: readonly string[]; bottom: readonly string[] } | ValueStatus | 'unknown';

/** What each counts of the values that were sent, with a weight for each value of the numerator. */
function ownSides(
  reference: Reference,
  facts: Fact[],
  dimension: string,
  rule: Rule,
  weights?: Record<string, number>,
): Sides {
  const table = tableOf(facts, dimension);
  if (!table) return 'unknown';
  const counted = rule(table, reference);
  if (typeof counted === 'string') return counted;
  const rowsOf = (values: readonly string[]): Fact[] =>
    values.flatMap((value) => table.values.get(value) ?? []);
  const bottom = summed(rowsOf(counted.bottom));
  if (bottom.is === 'NOT_APPLICABLE')
    return facts.some(({ value }) => value !== bottom.is) ? 'nothing' : bottom.is;
  if (typeof bottom.is !== 'number') return bottom.is;
  let top = 0;
  for (const value of counted.top) {
    const { is } = summed(rowsOf([value]));
    if (typeof is === 'number') top += is * (weights?.[value] ?? 1);
    else if (is !== 'NOT_APPLICABLE') return is;
  }
  return {
    top,
    bottom: bottom.is,
    isEarly: bottom.isEarly,
    isOver: isOver(facts, table.split),
    hasUnknown: false,
  };
}

export interface Share {
  dimension: string;
  rule: Rule;
  weights?: Record<string, number>;
  /** 100 for percentages. */
  scale: number;
}

export function sidesOf(reference: Reference, window: string, share: Share): Sides {
  return reference.divided<Sides>(
    window,
    (facts) => ownSides(reference, facts, share.dimension, share.rule, share.weights),
    (parts) =>
      together(
        parts.map((part) => sidesOf(reference, part, share)),
        reference.sent.aggregation === 'stock',
      ),
    'NOT_PROVIDED',
  );
}

function together(parts: readonly Sides[], isMean: boolean): Sides {
  const known = parts.filter((part) => part !== 'unknown');
  if (!known.length) return 'unknown';
  const there = known.filter((part) => typeof part === 'object');
  const isGap = known.some((part) => typeof part === 'string' && part !== 'nothing');
  if (isGap || !there.length) return parts.every((part) => part === 'nothing') ? 'nothing' : 'INCOMPLETE';
  const count = isMean ? known.length : 1;
  return {
    top: there.reduce((sum, { top }) => sum + top, 0) / count,
    bottom: there.reduce((sum, { bottom }) => sum + bottom, 0) / count,
    isEarly: there.some(({ isEarly }) => isEarly),
    isOver: there.some((part) => part.isOver),
    hasUnknown: known.length < parts.length || there.some(({ hasUnknown }) => hasUnknown),
  };
}

const DIGITAL = ['digital', 'assisted-digital'];

/** Digital of all channels that are known. */
function takeUp({ values }: Table, { sent: { absentParts, declared } }: Reference): ReturnType<Rule> {
  const sent = [...values.keys()].filter((channel) => channel !== 'unspecified');
  if (!sent.length) return 'unknown';
  if (absentParts !== 'zero') {
    if (!declared.channel && sent.every((channel) => DIGITAL.includes(channel))) return 'unknown';
    const others = (declared.channel ?? []).filter((channel) => channel !== 'non-digital');
    const isPair = sent.includes('non-digital');
    const isPairOnly = others.every((channel) => DIGITAL.includes(channel));
    const needed = isPair
      ? others.filter((channel) => channel === 'digital')
      : isPairOnly
        ? declared.channel
        : others;
    if (needed?.some((channel) => !sent.includes(channel))) return 'NOT_PROVIDED';
  }
  return { top: DIGITAL, bottom: sent };
}

/** Some of certain values, all of which must have been sent unless absent is zero. */
const closed =
  (top: readonly string[], bottom: readonly string[]): Rule =>
  ({ values }, { sent }) =>
    sent.absentParts !== 'zero' && bottom.some((value) => !values.has(value))
      ? 'NOT_PROVIDED'
      : { top, bottom };

/** One value of all that were sent; absent ones are missing only where the data set says so. */
const open =
  (dimension: string, top: string): Rule =>
  ({ values }, { sent: { absentParts, declared } }) =>
    absentParts === 'missing' && [top, ...(declared[dimension] ?? [])].some((value) => !values.has(value))
      ? 'NOT_PROVIDED'
      : { top: [top], bottom: [...values.keys()] };

const RATINGS = ['1', '2', '3', '4', '5'];
export const SHARES = {
  'digital-take-up': { dimension: 'channel', rule: takeUp, scale: 100 },
  'user-satisfaction': {
    dimension: 'rating',
    rule: closed(RATINGS, RATINGS),
    weights: { 1: 0, 2: 25, 3: 50, 4: 75, 5: 100 },
    scale: 1,
  },
  'satisfied-share': { dimension: 'rating', rule: closed(['4', '5'], RATINGS), scale: 100 },
  availability: { dimension: 'state', rule: closed(['up'], ['up', 'down']), scale: 100 },
  'mobile-share': { dimension: 'device', rule: open('device', 'mobile'), scale: 100 },
} satisfies Record<string, Share>;

/** The counts of one delivery, by bound. */
export type Counts = ReadonlyMap<number, number>;

const boundOf = (text: string): number => (text === '+Inf' ? Infinity : Number(text));

/** The counts that make a window, one by one; null if one of them is not there. */
export function countsOf(reference: Reference, window: string): Counts[] | null {
  return reference.divided<Counts[] | null>(
    window,
    (facts) => {
      const table = tableOf(facts, 'le');
      if (!table || typeof summed([...table.values.values()].flat()).is !== 'number') return null;
      const counts = [...table.values].map(([le, rows]) => [boundOf(le), summed(rows).is] as const);
      return [new Map(counts.filter(([, count]) => typeof count === 'number') as [number, number][])];
    },
    (parts) => {
      const all = parts.map((part) => countsOf(reference, part));
      return all.every((counts) => counts !== null) ? all.flatMap((counts) => counts!) : null;
    },
    null,
  );
}

const upTo = (all: readonly Counts[], bound: number): number =>
  all.flatMap((counts) => [...counts]).reduce((sum, [at, count]) => (at <= bound ? sum + count : sum), 0);

/** The bounds that all have, rising; whatever is above the last of them is in the range up to infinity. */
function commonBounds(all: readonly Counts[]): number[] {
  const bounds = [...new Set(all.flatMap((counts) => [...counts.keys()]))].filter(Number.isFinite);
  const common = bounds.filter((bound) => all.every((counts) => counts.has(bound)));
  return [...common.sort((a, b) => a - b), Infinity];
}

/** The value of a quantile, null where it lies in a range that only some divide, or there is nothing to read. */
export function quantile(all: readonly Counts[], share: number): { value: number; isAbove: boolean } | null {
  const bounds = commonBounds(all);
  const rank = share * upTo(all, Infinity);
  if (rank === 0) return null;
  const index = bounds.findIndex((bound) => upTo(all, bound) >= rank);
  const bound = bounds[index];
  const floor = index ? bounds[index - 1] : -Infinity;
  if (all.some((counts) => [...counts.keys()].some((other) => other > floor && other < bound))) return null;
  if (bound === Infinity) return index ? { value: floor, isAbove: true } : null;
  const below = index ? upTo(all, floor) : 0;
  const from = Math.max(floor, 0);
  return { value: from + ((bound - from) * (rank - below)) / (upTo(all, bound) - below), isAbove: false };
}

/** How many lie in the range up to a bound; null where not all have the bound. */
export function inRange(all: readonly Counts[], le: string): number | null {
  const bounds = commonBounds(all);
  const index = bounds.indexOf(boundOf(le));
  return index < 0 ? null : upTo(all, bounds[index]) - (index ? upTo(all, bounds[index - 1]) : 0);
}

export const within = (all: readonly Counts[], target: number): number | null =>
  commonBounds(all).includes(target) ? upTo(all, target) : null;

export const counted = (all: readonly Counts[]): number => upTo(all, Infinity);
