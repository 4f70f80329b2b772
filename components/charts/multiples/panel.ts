/** What is drawn in the plot of a small chart: its line, what that is compared with, and the point that is read. */
import type { SeriesLineData } from '../../formatting/types.js';
import type { valueAxis } from '../axes/value-axis.js';
import { isNotFinal } from '../spec/flags.js';
import { segmentsOf } from '../spec/segments.js';
import type { PlotRect } from '../spec/spec-types.js';
import { thinLine } from '../spec/thin.js';
import { rule } from '../svg/scene.js';
import { node, paint, shorten, type SvgNode } from '../svg/svg-tree.js';

const PANEL_POINTS = 120;

/** Where windows and values stand. */
interface PanelPlaces {
  xs: readonly number[];
  y: (value: number) => number;
}

/** A line in its panel: gaps open, points between gaps as dots. */
function panelLine(
  values: readonly (number | null)[],
  { xs, y }: PanelPlaces,
  look: Parameters<typeof node>[1],
  cuts: readonly number[] = [],
): SvgNode[] {
  const at = (index: number): string => `${shorten(xs[index]!)} ${shorten(y(values[index]!))}`;
  const d = [
    ...thinLine(values, PANEL_POINTS, cuts)
      .filter((indices) => indices.length > 1)
      .map((indices) => `M${indices.map(at).join('L')}`),
    ...segmentsOf(values, cuts)
      .filter(({ first, last }) => first === last)
      .map(({ first }) => `M${at(first)}h0`),
  ].join('');
  return d ? [node('path', { d, 'stroke-linejoin': 'round', ...look })] : [];
}

/** Figures that are not final as hollow points. */
function hollowNodes({ values, flags }: SeriesLineData, { xs, y }: PanelPlaces): SvgNode[] {
  const indices = thinLine(values, PANEL_POINTS).flatMap((own) => own.filter((at) => isNotFinal(flags[at])));
  if (indices.length === 0) return [];
  const d = indices.map((at) => `M${shorten(xs[at]!)} ${shorten(y(values[at]!))}h0`).join('');
  const round = { d, 'stroke-linecap': 'round' };
  return [
    node('path', { ...round, ...paint({ stroke: 'series-1' }), 'stroke-width': 7 }),
    node('path', { ...round, ...paint({ stroke: 'ground' }), 'stroke-width': 3 }),
  ];
}

/** What a panel shows, and where its line and what that is compared with are interrupted. */
export interface PanelLines {
  line: SeriesLineData;
  comparison: SeriesLineData | null;
  target: SeriesLineData | null;
  cuts: readonly number[];
  earlierCuts: readonly number[];
}

export function panelNodes(
  { line, comparison, target, cuts, earlierCuts }: PanelLines,
  {
    plot,
    ticks,
    index,
    ...places
  }: PanelPlaces & {
    plot: PlotRect;
    ticks: ReturnType<typeof valueAxis>['ticks'];
    index: number;
  },
  isSelected: boolean,
): SvgNode[] {
  const { xs, y } = places;
  const own = line.values[index] ?? null;
  const x = xs[index];
  const earlierLook = { ...paint({ stroke: 'muted' }), 'stroke-width': 1.5, 'stroke-dasharray': '5 3' };
  const lineLook = { ...paint({ stroke: 'series-1' }), 'stroke-width': 2.5, 'stroke-linecap': 'round' };
  return [
    ...ticks.map(({ value }) =>
      rule([plot.left, y(value)], [plot.right, y(value)], value === 0 ? 'muted' : 'grid', {
        'stroke-width': 1,
      }),
    ),
    ...(isSelected && x !== undefined
      ? [rule([x, plot.top - 3], [x, plot.bottom + 3], 'ink', { 'stroke-width': 1 })]
      : []),
    ...panelLine(target?.values ?? [], places, {
      ...paint({ stroke: 'ink' }),
      ...{ 'stroke-width': 1.5, 'stroke-dasharray': '1.5 3' },
    }),
    ...panelLine(comparison?.values ?? [], places, earlierLook, earlierCuts),
    ...panelLine(line.values, places, lineLook, cuts),
    ...hollowNodes(line, places),
    ...(own === null || x === undefined
      ? []
      : [
          node('circle', {
            cx: x,
            cy: y(own),
            r: 4,
            ...(isNotFinal(line.flags[index])
              ? { ...paint({ fill: 'ground', stroke: 'series-1' }), 'stroke-width': 2 }
              : { ...paint({ fill: 'series-1', stroke: 'ground' }), 'stroke-width': 1 }),
          }),
        ]),
  ];
}
