/** Quantiles and shares of counts by range. Bounds are upper bounds, the last is `+Inf`. */

/** The last bound of a histogram: what lies above all others. */
export const LAST_BOUND = '+Inf';

/** `+Inf` is above every bound. */
export const boundOf = (text: string): number => (text === LAST_BOUND ? Infinity : Number(text));

/** Counts by upper bound: each above the next lower bound, up to and including its own. */
export interface Histogram {
  counts: ReadonlyMap<string, number>;
  /** The bounds that only some of what was merged have: counts are not told by them. */
  dropped: ReadonlySet<string>;
}

export const NONE_DROPPED: ReadonlySet<string> = new Set();

/** Whether nothing was counted. */
export const isEmpty = ({ counts }: Histogram): boolean => [...counts.values()].every((count) => count === 0);

interface Bucket {
  bound: number;
  count: number;
}

function sorted(counts: ReadonlyMap<string, number>): Bucket[] {
  return [...counts]
    .map(([text, count]) => ({ bound: boundOf(text), count }))
    .sort((a, b) => a.bound - b.bound);
}

/**
 * A quantile; `isLowerBound` where it lies above the highest finite bound, which then is the value. Null where it falls
 * into a bucket that a dropped bound divided: what was merged counts in different ranges.
 */
export interface Quantile {
  value: number | null;
  isLowerBound: boolean;
}

const DIVIDED: Quantile = { value: null, isLowerBound: false };

/**
 * The value below which `share` (0–1) of the counts lie, interpolated linearly within its bucket (the first bucket
 * begins at 0), as Prometheus' histogram_quantile does. Null for an empty histogram, and for one without a finite
 * bound.
 */
export function quantileOf({ counts, dropped }: Histogram, share: number): Quantile | null {
  const buckets = sorted(counts);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  const others = [...dropped].map(boundOf);
  let below = 0;
  let previous = -Infinity;
  for (const { bound, count } of buckets) {
    const lower = previous === -Infinity ? 0 : previous;
    if (count > 0 && below + count >= rank) {
      if (others.some((other) => other > previous && other < bound)) return DIVIDED;
      if (bound === Infinity) return previous === -Infinity ? null : { value: lower, isLowerBound: true };
      return { value: lower + ((bound - lower) * (rank - below)) / count, isLowerBound: false };
    }
    below += count;
    previous = bound;
  }
  return null;
}

/** The counts up to and including `target`, or null if `target` is not one of the bounds. */
export function countWithin({ counts }: Histogram, target: number): number | null {
  const buckets = sorted(counts);
  if (!buckets.some(({ bound }) => bound === target)) return null;
  return buckets.reduce((sum, { bound, count }) => (bound <= target ? sum + count : sum), 0);
}

/**
 * Several histograms in one. Where their bounds differ, counts are kept at the bounds that all of them have: that
 * is exact, only coarser, and says which bounds were dropped.
 */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const all = new Set(histograms.flatMap(({ counts, dropped }) => [...counts.keys(), ...dropped]));
  all.delete(LAST_BOUND);
  const finite = [...all]
    .filter((text) => histograms.every(({ counts }) => counts.has(text)))
    .sort((a, b) => boundOf(a) - boundOf(b));
  const merged = new Map<string, number>();
  let lower = -Infinity;
  // Also where one has nothing above its last bound: the others' counts must not be lost.
  for (const text of [...finite, LAST_BOUND]) {
    const upper = boundOf(text);
    let count = 0;
    for (const histogram of histograms) {
      for (const [bound, value] of histogram.counts) {
        const at = boundOf(bound);
        if (at > lower && at <= upper) count += value;
      }
    }
    merged.set(text, count);
    all.delete(text);
    lower = upper;
  }
  return { counts: merged, dropped: all };
}

/** Whether a value is a bound that only some of what was merged have. */
export const isDropped = ({ dropped }: Histogram, value: number): boolean =>
  [...dropped].some((text) => boundOf(text) === value);
