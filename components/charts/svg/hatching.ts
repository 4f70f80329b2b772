import type { PlotRect } from '../spec/spec-types.js';
import { shorten } from './svg-tree.js';

/** Strokes from the lower left to the upper right, as far as they lie inside, as the data of a path. */
export function hatching({ left, right, top, bottom }: PlotRect, pitch: number): string {
  const height = bottom - top;
  let d = '';
  for (let at = left - height + pitch; at < right; at += pitch) {
    const [from, to] = [Math.max(at, left), Math.min(at + height, right)];
    if (to - from > 0.5)
      d += `M${shorten(from)} ${shorten(bottom - (from - at))}L${shorten(to)} ${shorten(bottom - (to - at))}`;
  }
  return d;
}
