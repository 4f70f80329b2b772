import { segmentsOf, type Segment } from './segments.js';

/** Which points of a line are drawn: per stretch the indices kept, rising. */
export type ThinnedLine = readonly (readonly number[])[];

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset);

/** The lowest and highest point of each of `buckets` equal parts of the interior of a stretch. */
function bucketExtremes(
  values: readonly (number | null)[],
  { first, last }: Segment,
  buckets: number,
): number[] {
  const kept: number[] = [];
  const interior = last - first - 1;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = first + 1 + Math.floor((interior * bucket) / buckets);
    const to = first + 1 + Math.floor((interior * (bucket + 1)) / buckets);
    let low = from;
    let high = from;
    for (let index = from; index < to; index += 1) {
      if (values[index]! < values[low]!) low = index;
      if (values[index]! > values[high]!) high = index;
    }
    if (from < to) kept.push(low, high);
  }
  return kept;
}

function extremesOf(values: readonly (number | null)[]): number[] {
  let low = -1;
  let high = -1;
  values.forEach((value, index) => {
    if (value === null) return;
    if (low < 0 || value < values[low]!) low = index;
    if (high < 0 || value > values[high]!) high = index;
  });
  return low < 0 ? [] : [low, high];
}

/**
 * Thins a line for drawing: of each stretch between gaps the first and last point, of each bucket within it
 * the lowest and highest, and always the extremes of the whole line. Gaps are never bridged; where the ends
 * of the stretches alone are more than `limit`, gaps win: at most max(limit, 2 × stretches + 2) points.
 */
export function thinLine(
  values: readonly (number | null)[],
  limit: number,
  cuts: readonly number[] = [],
): ThinnedLine {
  const segments = segmentsOf(values, cuts);
  const total = segments.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (total <= limit) return segments.map(({ first, last }) => range(first, last));
  const extremes = extremesOf(values);
  const ends = segments.reduce((sum, { first, last }) => sum + (first === last ? 1 : 2), 0);
  const interior = Math.max(1, total - ends);
  const buckets = Math.max(0, (limit - ends - extremes.length) / 2);
  return segments.map((segment) => {
    const { first, last } = segment;
    const share = Math.floor((buckets * Math.max(0, last - first - 1)) / interior);
    const kept = new Set([first, last, ...bucketExtremes(values, segment, share)]);
    for (const index of extremes) if (index >= first && index <= last) kept.add(index);
    return [...kept].sort((a, b) => a - b);
  });
}
