import { axisBreak, gridLines, tickLabels } from '../axes/axes.js';
import { overlay, selection, underlay } from './scene.js';
import { xOf, yOf } from '../axes/scale.js';
import type { ChartBase, ChartLine, ChartSpec, LineChartSpec } from '../spec/spec-types.js';
import { node, paint, shorten, type SvgNode } from './svg-tree.js';
import { thinLine } from '../spec/thin.js';

/** A picture 640 units wide cannot show more points of a line than these. */
const SVG_POINTS = 400;
const FONT = 'Arial, Helvetica, sans-serif';

/** The line's path: one `M` a stretch, so gaps and breaks stay open. Isolated points are markers (see scene). */
function linePath(spec: LineChartSpec, line: ChartLine): string {
  const point = (index: number): string =>
    `${shorten(xOf(spec, spec.x.positions[index]!))} ${shorten(yOf(spec, line.values[index]!))}`;
  return thinLine(line.values, SVG_POINTS, line.cuts)
    .filter((indices) => indices.length > 1)
    .map((indices) => `M${indices.map(point).join('L')}`)
    .join('');
}

function lineNodes(spec: LineChartSpec): SvgNode[] {
  return spec.lines.flatMap((line) => {
    const d = linePath(spec, line);
    if (!d) return [];
    return [
      node('path', {
        d,
        ...paint({ stroke: line.ink }),
        'stroke-width': line.width,
        'stroke-linejoin': 'round',
        'stroke-linecap': line.dash.length > 0 ? null : 'round',
        'stroke-dasharray': line.dash.length > 0 ? line.dash.join(' ') : null,
      }),
    ];
  });
}

/** Everything inside the frame, in layout units. */
export function body(spec: ChartSpec, selected: number | null): readonly SvgNode[] {
  if (spec.kind !== 'LINE') return spec.nodes;
  return [
    node('g', { class: 'perf-chart__under' }, underlay(spec)),
    node('g', { class: 'perf-chart__grid' }, [...gridLines(spec), ...axisBreak(spec)]),
    node('g', { class: 'perf-chart__axes' }, tickLabels(spec)),
    node('g', { class: 'perf-chart__lines' }, lineNodes(spec)),
    node('g', { class: 'perf-chart__labels' }, overlay(spec)),
    ...(selected === null ? [] : [node('g', { class: 'perf-chart__selection' }, selection(spec, selected))]),
  ];
}

export const frame = (
  spec: Pick<ChartBase, 'layout' | 'width' | 'fontSize'>,
  height: number,
  attributes: Record<string, string>,
  children: readonly SvgNode[],
): SvgNode =>
  node(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `perf-chart perf-chart--${spec.layout}`,
      width: spec.width,
      height,
      viewBox: `0 0 ${spec.width} ${shorten(height)}`,
      'font-family': FONT,
      'font-size': spec.fontSize,
      ...attributes,
    },
    [node('rect', { width: spec.width, height, ...paint({ fill: 'ground' }) }), ...children],
  );

export interface ChartNodeOptions {
  /** Index of the point to mark; other kinds than lines are laid out for it. */
  selected?: number | null;
}

/** Whether it has a plot over time, which can be of any height, and not rows. */
export const hasPlot = ({ kind }: ChartSpec): boolean =>
  kind === 'LINE' || kind === 'STACKED' || kind === 'SHARE';

/**
 * The chart inside a page: hidden from assistive technology, because the sentence and the table beside it say
 * all it says, and without its captions, which the page shows as text.
 */
export function chartNode(spec: ChartSpec, { selected = null }: ChartNodeOptions = {}): SvgNode {
  const { layout, height } = spec;
  const look = hasPlot(spec) && { class: `perf-chart perf-chart--${layout} perf-chart--plot` };
  return frame(spec, height, { ...look, 'aria-hidden': 'true' }, body(spec, selected));
}
