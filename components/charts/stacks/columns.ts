/** Stacks as shapes: one path a part, so that a thousand windows are still a small picture. */
import { segmentsOf } from '../spec/segments.js';
import type { PlotRect } from '../spec/spec-types.js';
import { extentOf, type Part, type Stack } from './stacks.js';
import { hatching } from '../svg/hatching.js';
import { node, paint, shorten, type SvgNode } from '../svg/svg-tree.js';

const LEAST_STEP = 2;
const WIDEST = 64;
/** Narrower columns have no room for stripes. */
const LEAST_STRIPED = 5;
export const STRIPE_PITCH = 6;
export const STRIPES = { ...paint({ stroke: 'ground' }), 'stroke-width': 2 };

export interface Slots {
  /** Windows that share a column; more than 1 where there are more than the plot has room for. */
  stride: number;
  /** Index of the window that each column shows. */
  indices: readonly number[];
  /** From column to column, and how wide each is. */
  step: number;
  width: number;
}

/** What all parts of a window come to, where one of them has no figure. */
export interface Total {
  index: number;
  value: number;
}

const RANK: Readonly<Record<Stack['state'], number>> = { none: 0, void: 1, partial: 2, whole: 3 };

/** Of windows that share a column the highest is drawn, a whole one before one with a part missing. */
function highest(stacks: readonly Stack[], from: number, to: number): number {
  let best = from;
  for (let index = from + 1; index < to; index += 1) {
    const [one, other] = [stacks[best]!, stacks[index]!];
    const isHigher = RANK[other.state] - RANK[one.state] || extentOf(other)[1] - extentOf(one)[1];
    if (isHigher > 0) best = index;
  }
  return best;
}

export function slotsFor(stacks: readonly Stack[], { left, right }: PlotRect): Slots {
  const count = stacks.length;
  const stride = Math.max(1, Math.ceil((count * LEAST_STEP) / (right - left)));
  const columns = Math.ceil(count / stride);
  const indices = Array.from({ length: columns }, (_, column) =>
    highest(stacks, column * stride, Math.min(count, (column + 1) * stride)),
  );
  const step = ((right - left) * stride) / Math.max(1, count);
  const width = step >= 6 ? Math.min(WIDEST, step * 0.76) : step >= 3 ? step - 1 : step;
  return { stride, indices, step, width };
}

const box = (x: number, y1: number, y2: number, width: number): string =>
  `M${shorten(x)} ${shorten(y1)}h${shorten(width)}V${shorten(y2)}h${shorten(-width)}Z`;

/** The columns: the parts there are, and where a total is known to be more than they are, its outline. */
export function columnNodes(
  parts: readonly Part[],
  stacks: readonly Stack[],
  { indices, step, width }: Slots,
  { plot, yOf, total }: { plot: PlotRect; yOf: (value: number) => number; total: Total | null },
): SvgNode[] {
  const leftOf = (column: number): number => plot.left + (column + 0.5) * step - width / 2;
  const solid = parts.map(({ ink }, part) => {
    const d = indices.map((index, column) => {
      const layer = stacks[index]!.layers[part];
      return layer && layer[0] !== layer[1] ? box(leftOf(column), yOf(layer[0]), yOf(layer[1]), width) : '';
    });
    // A line of the ground between parts tells them apart without colour, too.
    const seam =
      width >= 4 ? { ...paint({ fill: ink, stroke: 'ground' }), 'stroke-width': 1 } : paint({ fill: ink });
    return node('path', { d: d.join('') || 'M0 0', ...seam });
  });
  const stripes = parts.flatMap(({ isStriped }, part) => {
    if (!isStriped || width < LEAST_STRIPED) return [];
    const d = indices.map((index, column) => {
      const layer = stacks[index]!.layers[part];
      if (!layer) return '';
      const [one, other] = [yOf(layer[0]), yOf(layer[1])];
      const left = leftOf(column);
      const area = { left, right: left + width, top: Math.min(one, other), bottom: Math.max(one, other) };
      return hatching(area, STRIPE_PITCH);
    });
    return [node('path', { d: d.join('') || 'M0 0', ...STRIPES })];
  });
  const outlines = indices.map((index, column) => {
    const stack = stacks[index]!;
    const high = extentOf(stack)[1];
    if (total?.index === index && total.value > high)
      return box(leftOf(column), yOf(high), yOf(total.value), width);
    const isEmpty = stack.layers.every((layer) => layer === null);
    return isEmpty && stack.state !== 'none' ? box(leftOf(column), plot.bottom, plot.top, width) : '';
  });
  const d = outlines.join('');
  const dashed = { ...paint({ stroke: 'muted' }), 'stroke-width': 1, 'stroke-dasharray': '3 3' };
  return [...solid, ...stripes, ...(d ? [node('path', { d, ...dashed })] : [])];
}

/** A target across its windows: a step where it changes. */
export function levelNodes(
  values: readonly (number | null)[],
  { left }: PlotRect,
  step: number,
  yOf: (value: number) => number,
): SvgNode[] {
  const d = segmentsOf(values).map(({ first, last }) => {
    let path = `M${shorten(left + first * step)} ${shorten(yOf(values[first]!))}`;
    for (let index = first; index <= last; index += 1) {
      if (index > first && values[index] !== values[index - 1]) path += `V${shorten(yOf(values[index]!))}`;
      if (index === last || values[index + 1] !== values[index])
        path += `H${shorten(left + (index + 1) * step)}`;
    }
    return path;
  });
  const look = { ...paint({ stroke: 'ink' }), 'stroke-width': 2, 'stroke-dasharray': '1.5 4' };
  return d.length > 0 ? [node('path', { d: d.join(''), ...look })] : [];
}

/** The frame around the selected window. */
export const selectedColumn = (x: number, width: number, { top, bottom }: PlotRect): SvgNode =>
  node('rect', {
    ...{ x: x - width / 2, y: top, width, height: bottom - top },
    ...paint({ stroke: 'ink' }),
    'stroke-width': 1.5,
  });
