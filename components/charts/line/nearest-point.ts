import { xOf, yOf } from '../axes/scale.js';
import type { LineChartSpec } from '../spec/spec-types.js';

/** Index of the point nearest to `x`, in layout units; a missing value can be pointed at, too. */
export function nearestIndex(spec: LineChartSpec, x: number): number {
  const { positions } = spec.x;
  let low = 0;
  let high = positions.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const boundary = (xOf(spec, positions[middle]!) + xOf(spec, positions[middle + 1]!)) / 2;
    if (x < boundary) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Key of the line whose value at `index` is nearest to `y`, in layout units; null if none has a value there. */
export function nearestLine(spec: LineChartSpec, index: number, y: number): string | null {
  let nearest: string | null = null;
  let least = Infinity;
  for (const { key, role, values } of spec.lines) {
    const value = values[index];
    if (role !== 'PRIMARY' || value === null || value === undefined) continue;
    const distance = Math.abs(yOf(spec, value) - y);
    if (distance < least) [nearest, least] = [key, distance];
  }
  return nearest;
}
