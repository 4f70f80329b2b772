/** What is lost from step to step. */
export interface Drop {
  /** How many fewer reached this step than the one before; below 0 where more did. */
  lost: number;
  /** Of those at the step before, in percent. */
  share: number;
}

/** The drop before each step; null at the first one, and where either number is missing or there was nobody to lose. */
export const dropsOf = (users: readonly (number | null)[]): (Drop | null)[] =>
  users.map((value, index) => {
    const before = index > 0 ? (users[index - 1] ?? null) : null;
    if (value === null || before === null || before <= 0) return null;
    return { lost: before - value, share: (100 * (before - value)) / before };
  });

/** The step before which most people were lost, or with `share` the largest part of them; the first of equals, null if nobody was. */
export function largestDrop(
  users: readonly (number | null)[],
  by: keyof Drop = 'lost',
): (Drop & { index: number }) | null {
  let largest: (Drop & { index: number }) | null = null;
  dropsOf(users).forEach((drop, index) => {
    if (drop && drop.lost > 0 && drop[by] > (largest?.[by] ?? 0)) largest = { ...drop, index };
  });
  return largest;
}
