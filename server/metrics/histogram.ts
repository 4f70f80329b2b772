/** Quantiles and shares of counts by range. Bounds are upper bounds, the last is `+Inf`. */

const INFINITE = '+Inf';

/** `+Inf` is above every bound. */
export const boundOf = (text: string): number => (text === INFINITE ? Infinity : Number(text));

/** Counts by upper bound: each above the next lower bound, up to and including its own. */
export interface Histogram {
  counts: ReadonlyMap<string, number>;
  /** The bounds of buckets that a bound divided which not all of what was merged has. */
  divided: ReadonlySet<string>;
}

export const NOTHING_DIVIDED: ReadonlySet<string> = new Set();

interface Bucket {
  text: string;
  bound: number;
  count: number;
}

function sorted(counts: ReadonlyMap<string, number>): Bucket[] {
  return [...counts]
    .map(([text, count]) => ({ text, bound: boundOf(text), count }))
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

/**
 * The value below which `share` (0–1) of the counts lie, interpolated linearly within its bucket (the first bucket
 * begins at 0), as Prometheus' histogram_quantile does. Null for an empty histogram, and for one without a finite
 * bound.
 */
export function quantileOf({ counts, divided }: Histogram, share: number): Quantile | null {
  const buckets = sorted(counts);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 || buckets[0].bound === Infinity) return null;
  const rank = share * total;
  let below = 0;
  let lower = 0;
  for (const { text, bound, count } of buckets) {
    if (count > 0 && below + count >= rank) {
      if (divided.has(text)) return { value: null, isLowerBound: false };
      if (bound === Infinity) return { value: lower, isLowerBound: true };
      return { value: lower + ((bound - lower) * (rank - below)) / count, isLowerBound: false };
    }
    below += count;
    if (bound !== Infinity) lower = bound;
  }
  return { value: lower, isLowerBound: true };
}

/** The counts up to and including `target`, or null if `target` is not one of the bounds. */
export function countWithin({ counts }: Histogram, target: number): number | null {
  const buckets = sorted(counts);
  if (!buckets.some(({ bound }) => bound === target)) return null;
  return buckets.reduce((sum, { bound, count }) => (bound <= target ? sum + count : sum), 0);
}

/**
 * Several histograms in one. Where their bounds differ, counts are kept at the bounds that all of them have: that
 * is exact, only coarser, and says which buckets a dropped bound divided.
 */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const [first, ...others] = histograms;
  const finite = [...first.counts.keys()]
    .filter((text) => text !== INFINITE && others.every(({ counts }) => counts.has(text)))
    .sort((a, b) => boundOf(a) - boundOf(b));
  const merged = new Map<string, number>();
  const divided = new Set<string>();
  let lower = -Infinity;
  // Also where one has nothing above its last bound: the others' counts must not be lost.
  for (const text of [...finite, INFINITE]) {
    const upper = boundOf(text);
    let count = 0;
    for (const histogram of histograms) {
      for (const [bound, value] of histogram.counts) {
        const at = boundOf(bound);
        if (at <= lower || at > upper) continue;
        count += value;
        if (at < upper || histogram.divided.has(bound)) divided.add(text);
      }
    }
    merged.set(text, count);
    lower = upper;
  }
  return { counts: merged, divided };
}

/** Whether a value lies in a bucket that a dropped bound divided. */
export function isInDivided({ counts, divided }: Histogram, value: number): boolean {
  const bucket = sorted(counts).find(({ bound }) => value <= bound);
  return bucket !== undefined && divided.has(bucket.text);
}
