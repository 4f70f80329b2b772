/** What follows from sums that are known. */

/** Whether a sum of unknowns follows from others: each is given by how often it counts each unknown. */
export function isCombination(known: readonly (readonly number[])[], asked: readonly number[]): boolean {
  const rest = (row: readonly number[], pivots: readonly Pivot[]): number[] =>
    pivots.reduce(
      (left, { at, row: own }) => left.map((value, index) => value - left[at] * own[index]),
      [...row],
    );
  const pivots: Pivot[] = [];
  for (const row of known) {
    const left = rest(row, pivots);
    const at = left.findIndex(isSome);
    if (at >= 0) pivots.push({ at, row: left.map((value) => value / left[at]) });
  }
  return !rest(asked, pivots).some(isSome);
}

interface Pivot {
  at: number;
  row: readonly number[];
}

const isSome = (value: number): boolean => Math.abs(value) > 1e-9;
