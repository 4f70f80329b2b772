import { textRows } from '../svg/scene.js';
import { xOf, yOf } from './scale.js';
import type { LineChartSpec } from '../spec/spec-types.js';
import { node, paint, shorten, type SvgNode } from '../svg/svg-tree.js';

/** Length of the small lines at the ticks of the time axis, and the space from the axes to their labels. */
export const TICK_LENGTH = 5;
export const LABEL_GAP = 8;

/** Space between value labels and plot; the sign of a left-out part of the axis stands in it. */
export const valueLabelGap = (hasZero: boolean): number => (hasZero ? LABEL_GAP : 18);

/** Horizontal lines at the value ticks, the one at 0 in ink; small ones at the time ticks. */
export function gridLines(spec: Pick<LineChartSpec, 'plot' | 'x' | 'y'>): SvgNode[] {
  const { plot, x, y } = spec;
  const horizontal = y.ticks.map(({ value }) => {
    const at = shorten(yOf(spec, value));
    return node('path', {
      d: `M${shorten(plot.left)} ${at}L${shorten(plot.right)} ${at}`,
      ...paint({ stroke: value === 0 ? 'muted' : 'grid' }),
      'stroke-width': 1,
    });
  });
  const small = x.ticks.map(({ value }) => {
    const at = shorten(xOf(spec, value));
    return `M${at} ${shorten(plot.bottom)}L${at} ${shorten(plot.bottom + TICK_LENGTH)}`;
  });
  return [
    ...horizontal,
    node('path', { d: small.join('') || 'M0 0', ...paint({ stroke: 'muted' }), 'stroke-width': 1 }),
  ];
}

/** The sign for "part of the axis is left out": two short strokes where the axis would go on to 0. */
export function axisBreak({ plot, y }: LineChartSpec): SvgNode[] {
  if (y.hasZero) return [];
  const stroke = (dy: number): string =>
    `M${shorten(plot.left - 13)} ${shorten(plot.bottom + dy + 3.5)}L${shorten(plot.left - 2)} ${shorten(plot.bottom + dy - 3.5)}`;
  return [
    node('path', { d: stroke(-2.5) + stroke(2.5), ...paint({ stroke: 'muted' }), 'stroke-width': 1.5 }),
  ];
}

/** Labels of both axes. */
export function tickLabels(spec: Pick<LineChartSpec, 'plot' | 'x' | 'y' | 'fontSize'>): SvgNode[] {
  const { plot, x, y, fontSize } = spec;
  const muted = paint({ fill: 'muted' });
  return [
    ...y.ticks.flatMap(({ value, lines }) =>
      textRows(lines, [plot.left - valueLabelGap(y.hasZero), yOf(spec, value) + 0.35 * fontSize], fontSize, {
        ...muted,
        'text-anchor': 'end',
      }),
    ),
    ...x.ticks.flatMap(({ value, lines }) =>
      textRows(lines, [xOf(spec, value), plot.bottom + LABEL_GAP + fontSize * 0.85], fontSize, {
        ...muted,
        'text-anchor': 'middle',
      }),
    ),
  ];
}
