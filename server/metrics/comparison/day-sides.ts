/** Which windows stand on the two sides of a day, and which are left out. */
import type { Period, Window } from '../periods.js';

/**
 * Why a window counts on neither side: it holds the day, lies under an outage, has no value, was received before it
 * ended, or has values from fewer than half as many services as the best window.
 */
export const LEFT_OUT_REASONS = ['DAY', 'OUTAGE', 'NO_VALUE', 'UNFINISHED', 'FEW_SERVICES'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A window beside the day. */
export interface NearWindow {
  window: Window;
  /** Whether it has a value, used or not. */
  hasValue: boolean;
  /** How many services have one. */
  provided: number;
  /** Null = it is used. */
  reason: LeftOutReason | null;
}

/** The windows of one period on both sides, those nearest the day first. */
export interface DaySides {
  before: readonly NearWindow[];
  after: readonly NearWindow[];
}

/** So many windows on each side make a comparison; fewer do where there are no more, and it says how many. */
const ENOUGH_WINDOWS = 8;

/** As many windows after the day as before it, and no further than there are values on both sides. */
export function evenSides({ before, after }: DaySides): DaySides {
  const reach = (side: readonly NearWindow[]): number => side.findLastIndex(({ hasValue }) => hasValue) + 1;
  const count = Math.min(reach(before), reach(after));
  return { before: before.slice(0, count), after: after.slice(0, count) };
}

/** Of several services: a window that few of them have a value of does not speak for them. */
export function withoutFew(sides: DaySides): DaySides {
  const best = Math.max(0, ...[...sides.before, ...sides.after].map(({ provided }) => provided));
  const marked = (side: readonly NearWindow[]): NearWindow[] =>
    side.map((near) =>
      near.reason === null && near.provided * 2 < best ? { ...near, reason: 'FEW_SERVICES' } : near,
    );
  return { before: marked(sides.before), after: marked(sides.after) };
}

export const usedOf = (side: readonly NearWindow[]): Window[] =>
  side.filter(({ reason }) => reason === null).map(({ window }) => window);

/** How many windows the side has that has fewer. */
const fewest = ({ before, after }: DaySides): number => Math.min(usedOf(before).length, usedOf(after).length);

interface OfPeriod {
  period: Period;
  sides: DaySides;
}

export const isEnough = ({ sides }: OfPeriod): boolean => fewest(sides) >= ENOUGH_WINDOWS;

/**
 * The finest period that has enough windows on each side, else the finest that has any; null where none has.
 *
 * @param finestFirst of each period its even sides
 */
export const chosenPeriod = <One extends OfPeriod>(finestFirst: readonly One[]): One | null =>
  finestFirst.find(isEnough) ?? finestFirst.find(({ sides }) => fewest(sides) > 0) ?? null;
