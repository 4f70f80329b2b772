/** Quantiles and shares of counts by range. Bounds are upper bounds, the last is `+Inf`. */

const INFINITE = '+Inf';

/** `+Inf` is above every bound. */
export const boundOf = (text: string): number => (text === INFINITE ? Infinity : Number(text));

interface Bucket {
  bound: number;
  count: number;
}

function sorted(counts: ReadonlyMap<string, number>): Bucket[] {
  return [...counts]
    .map(([text, count]) => ({ bound: boundOf(text), count }))
    .sort((a, b) => a.bound - b.bound);
}

/** A quantile; `isLowerBound` where it lies above the highest finite bound, which then is the value. */
export interface Quantile {
  value: number;
  isLowerBound: boolean;
}

/**
 * The value below which `share` (0–1) of the counts lie, interpolated linearly within its bucket (the first bucket
 * begins at 0), as Prometheus' histogram_quantile does. Null for an empty histogram, and for one without a finite
 * bound.
 */
export function quantileOf(counts: ReadonlyMap<string, number>, share: number): Quantile | null {
  const buckets = sorted(counts);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 || buckets[0].bound === Infinity) return null;
  const rank = share * total;
  let below = 0;
  let lower = 0;
  for (const { bound, count } of buckets) {
    if (count > 0 && below + count >= rank) {
      if (bound === Infinity) return { value: lower, isLowerBound: true };
      return { value: lower + ((bound - lower) * (rank - below)) / count, isLowerBound: false };
    }
    below += count;
    if (bound !== Infinity) lower = bound;
  }
  return { value: lower, isLowerBound: true };
}

/** The counts up to and including `target`, or null if `target` is not one of the bounds. */
export function countWithin(counts: ReadonlyMap<string, number>, target: number): number | null {
  const buckets = sorted(counts);
  if (!buckets.some(({ bound }) => bound === target)) return null;
  return buckets.reduce((sum, { bound, count }) => (bound <= target ? sum + count : sum), 0);
}

/**
 * Several histograms in one. Where their bounds differ, counts are kept at the bounds that all of them have: that
 * is exact, only coarser.
 */
export function mergeHistograms(histograms: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const [first, ...others] = histograms;
  const finite = [...first.keys()]
    .filter((text) => text !== INFINITE && others.every((other) => other.has(text)))
    .sort((a, b) => boundOf(a) - boundOf(b));
  // Also where one has nothing above its last bound: the others' counts must not be lost.
  const common = [...finite, INFINITE];
  const merged = new Map<string, number>();
  let lower = -Infinity;
  for (const text of common) {
    const upper = boundOf(text);
    let count = 0;
    for (const histogram of histograms) {
      for (const [bound, value] of histogram) {
        if (boundOf(bound) > lower && boundOf(bound) <= upper) count += value;
      }
    }
    merged.set(text, count);
    lower = upper;
  }
  return merged;
}
