/** A figure held against a target. */
import type { Direction } from './definitions.js';
import type { Figure } from './figure.js';
import type { ValueFlag } from './status.js';

/** Values that say too little: of a part of the services, of too few responses, of a window that was not over. */
const NOT_JUDGED: readonly ValueFlag[] = ['PARTIAL', 'LOW_RELIABILITY', 'UNFINISHED'];
/** 57 of 100 are 56.99999999999999 %: what stands as the target's number has reached it. */
const RELATIVE_SLACK = 1e-9;

export interface TargetState {
  value: number;
  tolerance: number | null;
  /** Null where there is no value, no direction to reach it from, or too little to judge it by. */
  met: boolean | null;
}

export function targetState(
  { value: wanted, tolerance }: { value: number; tolerance: number | null },
  direction: Direction,
  { value, isLowerBound, flags }: Pick<Figure, 'value' | 'isLowerBound' | 'flags'>,
): TargetState {
  const slack = (tolerance ?? 0) + RELATIVE_SLACK * Math.max(1, Math.abs(wanted));
  const isMet: Record<Direction, (reached: number) => boolean | null> = {
    HIGHER_IS_BETTER: (reached) => reached >= wanted - slack,
    LOWER_IS_BETTER: (reached) => reached <= wanted + slack,
    NEUTRAL: () => null,
  };
  const met = value === null ? null : isMet[direction](value);
  // The true value lies above a bound: it may have missed what the bound keeps, and reached what it misses.
  const isUnsure = isLowerBound && met === (direction === 'LOWER_IS_BETTER');
  const isJudged = !isUnsure && !flags.some((flag) => NOT_JUDGED.includes(flag));
  return { value: wanted, tolerance, met: isJudged ? met : null };
}
