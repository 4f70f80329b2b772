/** A figure held against a target. */
import type { Direction } from './definitions.js';
import type { Figure } from './figure.js';

export interface TargetState {
  value: number;
  tolerance: number | null;
  /** Null where there is no value, or no direction to reach it from. */
  met: boolean | null;
}

export function targetState(
  { value: wanted, tolerance }: { value: number; tolerance: number | null },
  direction: Direction,
  { value, isLowerBound, flags }: Pick<Figure, 'value' | 'isLowerBound' | 'flags'>,
): TargetState {
  const isMet: Record<Direction, (reached: number) => boolean | null> = {
    HIGHER_IS_BETTER: (reached) => reached >= wanted - (tolerance ?? 0),
    LOWER_IS_BETTER: (reached) => reached <= wanted + (tolerance ?? 0),
    NEUTRAL: () => null,
  };
  const met = value === null ? null : isMet[direction](value);
  // The true value lies above a bound: it may have missed what the bound keeps, and reached what it misses.
  const isUnsure = isLowerBound && met === (direction === 'LOWER_IS_BETTER');
  // Nor is a value of a part of the services reached or missed by all of them.
  const isJudged = !isUnsure && !flags.includes('PARTIAL');
  return { value: wanted, tolerance, met: isJudged ? met : null };
}
