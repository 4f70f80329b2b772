/** Horizontal bars as shapes. */
import type { Unit } from '../../formatting/types.js';
import type { Ink } from '../spec/palette.js';
import { rule } from '../svg/scene.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';

export interface BarScale {
  /** Layout units of a value. */
  at(value: number): number;
  zero: number;
  /** End of the ground behind each bar: 100 % of a percentage; null where there is no such whole. */
  whole: number | null;
}

/** From 0, or from the lowest value below it, to the highest; percentages to 100. */
export function barScale(
  values: readonly number[],
  unit: Unit,
  { left, right }: { left: number; right: number },
): BarScale {
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const isPart = unit === '%' && low >= 0 && high <= 100;
  const span = (isPart ? 100 : high - low) || 1;
  const at = (value: number): number => left + ((value - low) / span) * (right - left);
  return { at, zero: at(0), whole: isPart ? right : null };
}

export function barNodes(
  value: number | null,
  { at, zero, whole }: BarScale,
  { top, thickness, ink }: { top: number; thickness: number; ink: Ink },
): SvgNode[] {
  const box = (from: number, to: number, fill: Ink): SvgNode =>
    node('rect', {
      ...{ x: Math.min(from, to), y: top, width: Math.abs(to - from), height: thickness },
      ...paint({ fill }),
    });
  if (value === null) return [];
  const nodes = whole === null ? [] : [box(zero, whole, 'band')];
  if (value !== 0) nodes.push(box(zero, at(value), ink));
  return [...nodes, rule([zero, top - 2], [zero, top + thickness + 2], 'muted', { 'stroke-width': 1 })];
}

/** A line across the bar, on a seam of the ground: what it is compared with, or dotted its target. */
export function tickNode(x: number, top: number, thickness: number, isTarget: boolean): SvgNode[] {
  const [from, to] = [top - 4, top + thickness + 4];
  return [
    rule([x, from], [x, to], 'ground', { 'stroke-width': 5 }),
    rule([x, from], [x, to], 'ink', { 'stroke-width': 2, 'stroke-dasharray': isTarget ? '2 3' : null }),
  ];
}
