import type { LineChartSpec } from '../spec/spec-types.js';

const isFiniteSpan = (min: number, max: number): boolean => max > min;

/** Layout units of a time position. */
export function xOf(
  { x: { min, max }, plot }: Pick<LineChartSpec, 'plot'> & { x: { min: number; max: number } },
  value: number,
): number {
  const share = isFiniteSpan(min, max) ? (value - min) / (max - min) : 0.5;
  return plot.left + share * (plot.right - plot.left);
}

/** Layout units of a value; upwards. */
export function yOf(
  { y: { min, max }, plot }: Pick<LineChartSpec, 'plot'> & { y: { min: number; max: number } },
  value: number,
): number {
  const share = isFiniteSpan(min, max) ? (value - min) / (max - min) : 0;
  return plot.bottom - share * (plot.bottom - plot.top);
}
