/**
 * Stretches of a line: a gap (`null`) ends one, and so does a cut, where the meaning of the figures changed.
 * Both renderers draw exactly these stretches.
 */
export interface Segment {
  /** Index of the first point. */
  first: number;
  /** Index of the last point; equal to `first` for an isolated point, which is drawn as a mark. */
  last: number;
}

/** @param cuts Indices before which the line is interrupted although both points have values. */
export function segmentsOf(values: readonly (number | null)[], cuts: readonly number[] = []): Segment[] {
  const cut = new Set(cuts);
  const segments: Segment[] = [];
  let open: Segment | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      open = null;
    } else if (open && !cut.has(index)) {
      open.last = index;
    } else {
      open = { first: index, last: index };
      segments.push(open);
    }
  });
  return segments;
}

/** Stretches of indices for which `test` holds. */
export function stretchesOf(count: number, test: (index: number) => boolean): Segment[] {
  const stretches: Segment[] = [];
  let open: Segment | null = null;
  for (let index = 0; index < count; index += 1) {
    if (!test(index)) open = null;
    else if (open) open.last = index;
    else stretches.push((open = { first: index, last: index }));
  }
  return stretches;
}
