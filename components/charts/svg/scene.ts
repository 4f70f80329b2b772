/**
 * What both renderers draw around the lines, made once as nodes in layout units: beneath them bands and marks, above
 * them markers and labels, and the selected point. The SVG holds these nodes; the canvas paints them.
 */
import { KEY_SWATCH, lastIndexOf } from '../line/labels.js';
import { segmentsOf } from '../spec/segments.js';
import { xOf, yOf } from '../axes/scale.js';
import type { Ink } from '../spec/palette.js';
import type { Band, ChartLine, LineChartSpec, Marker, PlacedLabel } from '../spec/spec-types.js';
import { node, paint, shorten, type AttributeValue, type SvgNode } from './svg-tree.js';
import { textWidth } from '../spec/text-width.js';

export const LINE_HEIGHT = 1.24;
const END_SWATCH = 14;

type Attributes = Readonly<Record<string, AttributeValue>>;

/** A place in layout units. */
type Point = readonly [x: number, y: number];

/** Lines of text, the first with its baseline at y. */
export function textRows(
  lines: readonly string[],
  [x, y]: Point,
  fontSize: number,
  attributes: Attributes,
): SvgNode[] {
  return lines.map((line, row) =>
    node('text', { x, y: y + row * fontSize * LINE_HEIGHT, ...attributes }, [line]),
  );
}

/** A straight line. */
export const rule = ([x1, y1]: Point, [x2, y2]: Point, stroke: Ink, more: Attributes = {}): SvgNode =>
  node('path', {
    d: `M${shorten(x1)} ${shorten(y1)}L${shorten(x2)} ${shorten(y2)}`,
    ...paint({ stroke }),
    ...more,
  });

/** Outlines of about the same area: shape tells lines apart without colour. */
function markerPath(marker: Marker, x: number, y: number, r: number): string {
  const at = (dx: number, dy: number): string => `${shorten(x + dx * r)} ${shorten(y + dy * r)}`;
  switch (marker) {
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case 'triangle':
      return `M${at(0, -1.2)}L${at(1.15, 0.85)}L${at(-1.15, 0.85)}Z`;
    case 'diamond':
      return `M${at(0, -1.3)}L${at(1.3, 0)}L${at(0, 1.3)}L${at(-1.3, 0)}Z`;
    default: {
      const radius = shorten(r);
      return `M${at(-1, 0)}A${radius} ${radius} 0 1 1 ${at(1, 0)}A${radius} ${radius} 0 1 1 ${at(-1, 0)}Z`;
    }
  }
}

function marker(line: Pick<ChartLine, 'marker' | 'ink'>, x: number, y: number, r: number): SvgNode {
  const d = markerPath(line.marker, x, y, r);
  return node('path', { d, ...paint({ fill: line.ink, stroke: 'ground' }), 'stroke-width': 1.5 });
}

const bandInk = (kind: Band['kind']): Ink => (kind === 'missing' ? 'band' : 'tint');

/** Bands, the lines of notes and breaks, and how many services each point counts. */
export function underlay(
  spec: Pick<LineChartSpec, 'plot' | 'bands' | 'marks' | 'emptyText' | 'beneath'>,
): SvgNode[] {
  const { plot, bands, marks, emptyText, beneath } = spec;
  return [
    // Without values there is no axis line at 0 to close the frame.
    ...(emptyText === null ? [] : [rule([plot.left, plot.bottom], [plot.right, plot.bottom], 'grid')]),
    ...bands.map(({ left, right, kind }) =>
      node('rect', {
        x: left,
        y: plot.top,
        width: right - left,
        height: plot.bottom - plot.top,
        ...paint({ fill: bandInk(kind) }),
      }),
    ),
    ...beneath,
    ...marks.map(({ kind, x }) =>
      rule([x, plot.top - 4], [x, plot.bottom], kind === 'BREAK' ? 'ink' : 'muted', {
        'stroke-width': kind === 'BREAK' ? 1.5 : 1,
        'stroke-dasharray': kind === 'BREAK' ? '5 3' : '2 3',
      }),
    ),
  ];
}

/** Points that no line reaches, and the ends of the lines. */
function markers(spec: LineChartSpec): SvgNode[] {
  const radius = spec.layout === 'wide' ? 5 : 4;
  return spec.lines.flatMap((line) => {
    const isolated = segmentsOf(line.values, line.cuts)
      .filter(({ first, last }) => first === last)
      .map(({ first }) => first);
    const end = line.marker === 'none' ? [] : [lastIndexOf(line)].filter((index) => index >= 0);
    const indices = [...new Set([...isolated, ...end])];
    return indices.map((index) => {
      const r = end.includes(index) ? radius : Math.min(radius, line.width + 0.5);
      return marker(line, xOf(spec, spec.x.positions[index]!), yOf(spec, line.values[index]!), r);
    });
  });
}

/** The look of a line beside its name: a connector to its end, or a piece of the line. */
function swatch({ swatch: look, kind, x, y, connector, lines }: PlacedLabel, fontSize: number): SvgNode[] {
  if (!look) return [];
  if (connector) {
    const [x1, y1, x2, y2] = connector;
    return [rule([x1, y1], [x2, y2], look.ink, { 'stroke-width': 1 })];
  }
  const rowsBelow = kind === 'end' ? (lines.length - 1) / 2 : 0;
  const middle = y - 0.34 * fontSize + rowsBelow * fontSize * LINE_HEIGHT;
  const length = kind === 'end' ? END_SWATCH : KEY_SWATCH - 7;
  const left = x - length - 6;
  const piece = rule([left, middle], [left + length, middle], look.ink, {
    'stroke-width': look.width,
    'stroke-dasharray': look.dash.length > 0 ? look.dash.join(' ') : null,
  });
  return look.marker === 'none' ? [piece] : [piece, marker(look, left + length / 2, middle, 4)];
}

function label(item: PlacedLabel, fontSize: number): SvgNode[] {
  const weight = item.bold ? 'bold' : null;
  return [
    ...swatch(item, fontSize),
    ...textRows(item.lines, [item.x, item.y], fontSize, {
      ...paint({ fill: 'ink' }),
      ...{ 'font-weight': weight, 'data-line': item.key },
    }),
  ];
}

const CENTRED: Attributes = { 'text-anchor': 'middle' };
const HALO: Attributes = { 'paint-order': 'stroke', 'stroke-width': 4, 'stroke-linejoin': 'round' };

/** Markers, names, and the texts of bands and marks. */
export const overlay = (spec: LineChartSpec): SvgNode[] => [
  ...bandTexts(spec),
  ...markers(spec),
  ...spec.labels.flatMap((item) => label(item, spec.fontSize)),
  ...markTexts(spec),
];

/** The words inside bands. */
export function bandTexts({
  plot,
  fontSize,
  bands,
}: Pick<LineChartSpec, 'plot' | 'fontSize' | 'bands'>): SvgNode[] {
  return bands
    .filter(({ text }) => text !== null)
    .map(({ left, right, text, kind }) =>
      node(
        'text',
        {
          x:
            kind === 'provisional'
              ? Math.min((left + right) / 2, right - textWidth(text!, fontSize) / 2)
              : (left + right) / 2,
          y: plot.top + fontSize * 1.15,
          ...paint({ fill: 'muted', stroke: bandInk(kind) }),
          ...HALO,
          ...CENTRED,
        },
        [text!],
      ),
    );
}

/** The texts of notes and breaks, and what stands in a chart without values. */
export function markTexts({
  plot,
  fontSize,
  marks,
  emptyText,
}: Pick<LineChartSpec, 'plot' | 'fontSize' | 'marks' | 'emptyText'>): SvgNode[] {
  const empty = { ...paint({ fill: 'muted' }), ...CENTRED };
  return [
    ...marks.flatMap(({ lines, textX, textY }) =>
      textRows(lines, [textX, textY], fontSize, { ...paint({ fill: 'ink' }), ...CENTRED }),
    ),
    ...(emptyText === null
      ? []
      : textRows([emptyText], [(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2], fontSize, empty)),
  ];
}

/** The selected moment: a rule and a marker on each line that has a value there. */
export function selection(spec: LineChartSpec, index: number): SvgNode[] {
  const position = spec.x.positions[index];
  if (position === undefined) return [];
  const x = xOf(spec, position);
  const { plot, lines } = spec;
  return [
    rule([x, plot.top], [x, plot.bottom], 'ink', { 'stroke-width': 1 }),
    ...lines.flatMap((line) => {
      const value = line.values[index];
      return value === null || value === undefined ? [] : [marker(line, x, yOf(spec, value), 5.5)];
    }),
  ];
}
