import { axisBreak, gridLines, tickLabels } from './axes.js';
import { overlay, selection, textRows, underlay, LINE_HEIGHT } from './scene.js';
import { xOf, yOf } from './scale.js';
import type { ChartLine, ChartSpec } from './spec-types.js';
import { node, paint, shorten, type SvgNode } from './svg-tree.js';
import { wrapText } from './text-width.js';
import { thinLine } from './thin.js';

/** A picture 640 units wide cannot show more points of a line than these. */
export const SVG_POINTS = 400;
const FONT = 'Helvetica, Arial, sans-serif';

/** The line's path: one `M` a stretch, so gaps and breaks stay open. Isolated points are markers (see scene). */
function linePath(spec: ChartSpec, line: ChartLine): string {
  const point = (index: number): string =>
    `${shorten(xOf(spec, spec.x.positions[index]!))} ${shorten(yOf(spec, line.values[index]!))}`;
  return thinLine(line.values, SVG_POINTS, line.cuts)
    .filter((indices) => indices.length > 1)
    .map((indices) => `M${indices.map(point).join('L')}`)
    .join('');
}

function lineNodes(spec: ChartSpec): SvgNode[] {
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
function body(spec: ChartSpec, selected: number | null): SvgNode[] {
  return [
    node('g', { class: 'perf-chart__under' }, underlay(spec)),
    node('g', { class: 'perf-chart__grid' }, [...gridLines(spec), ...axisBreak(spec)]),
    node('g', { class: 'perf-chart__axes' }, tickLabels(spec)),
    node('g', { class: 'perf-chart__lines' }, lineNodes(spec)),
    node('g', { class: 'perf-chart__labels' }, overlay(spec)),
    ...(selected === null ? [] : [node('g', { class: 'perf-chart__selection' }, selection(spec, selected))]),
  ];
}

const frame = (
  spec: ChartSpec,
  height: number,
  attributes: Record<string, string>,
  children: SvgNode[],
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
  /** Index of the point to mark. */
  selected?: number | null;
}

/**
 * The chart inside a page: hidden from assistive technology, because the sentence and the table beside it say
 * all it says, and without its captions, which the page shows as text.
 */
export function chartNode(spec: ChartSpec, { selected = null }: ChartNodeOptions = {}): SvgNode {
  return frame(spec, spec.height, { 'aria-hidden': 'true' }, body(spec, selected));
}

/**
 * The chart as a picture of its own (`.svg`, e-mail, print): with title, description, captions and source, all
 * of it real text.
 */
export function pictureNode(spec: ChartSpec): SvgNode {
  const margin = spec.layout === 'wide' ? 20 : 12;
  const { fontSize } = spec;
  const titleSize = Math.round(fontSize * 1.3);
  const smallSize = Math.max(12, fontSize - 2);
  let y = margin;
  const block = (text: string, size: number, attributes: Record<string, string>): SvgNode[] => {
    const lines = text ? wrapText(text, spec.width / (attributes['font-weight'] ? 1.07 : 1), size) : [];
    const rows = textRows(lines, margin, y + size, size, { 'font-size': size, ...attributes });
    y += lines.length * size * LINE_HEIGHT;
    return rows;
  };
  const ink = paint({ fill: 'ink' });
  const muted = paint({ fill: 'muted' });
  const head = [
    ...block(spec.title, titleSize, { ...ink, 'font-weight': 'bold' }),
    ...block(spec.subtitle, fontSize, muted),
  ];
  y += head.length > 0 ? fontSize * 0.8 : 0;
  const chart = node('g', { transform: `translate(${margin} ${shorten(y)})` }, body(spec, null));
  y += spec.height + (spec.captions.length > 0 ? fontSize * 0.6 : 0);
  const captions = spec.captions.flatMap((caption) => block(caption, smallSize, ink));
  y += spec.footer.length > 0 ? fontSize * 0.6 : 0;
  const footer = spec.footer.flatMap((line) => block(line, smallSize, muted));
  const height = Math.ceil(y + margin);
  const title = [spec.title, spec.subtitle].filter(Boolean).join(', ');
  return frame(
    { ...spec, width: spec.width + 2 * margin },
    height,
    { role: 'img', 'aria-labelledby': 'perf-title perf-desc' },
    [
      node('title', { id: 'perf-title' }, [title]),
      node('desc', { id: 'perf-desc' }, [spec.description]),
      ...head,
      chart,
      ...captions,
      ...footer,
    ],
  );
}
