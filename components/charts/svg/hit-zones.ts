import type { SvgOnlySpec } from '../spec/spec-types.js';

/** What is pointed at in a chart that is SVG only, in layout units: the window nearest to it, and the line if its place says so. */
export function pickWindow(
  { zones, index }: SvgOnlySpec,
  x: number,
  y: number,
): { index: number; line: string | null } | null {
  const zone = zones.find(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
  if (!zone) return null;
  const { line, centres, first = 0 } = zone;
  if (centres.length === 0) return index < 0 ? null : { index, line };
  const distance = (at: number): number => Math.abs(centres[at]! - x);
  const nearest = centres.reduce((best, _, at) => (distance(at) < distance(best) ? at : best), 0);
  return { index: first + nearest, line };
}
