/** A small line that shows how a figure moved: a shape to look at, not to read values off. */
import type { SeriesLineData } from '../../formatting/types.js';
import { isNotFinal } from '../spec/flags.js';
import { thinLine } from '../spec/thin.js';
import { segmentsOf } from '../spec/segments.js';
import { node, paint, shorten, type AttributeValue, type SvgNode } from './svg-tree.js';

const MOST_POINTS = 120;

export interface SparkBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface SparkOptions {
  /** A value to hold the line against: dotted. */
  target?: number | null;
  /** Index of the point with the dot; the newest with a value if absent. */
  selected?: number | null;
  /** Indices before which the line is interrupted although both points have values. */
  cuts?: readonly number[];
  /** Of the values: the dot is hollow where its figure is not final. */
  flags?: SeriesLineData['flags'];
}

/** Hollow where the figure may still change. */
const dotLook = (isHollow: boolean): Record<string, AttributeValue> =>
  isHollow
    ? { ...paint({ fill: 'ground', stroke: 'series-1' }), 'stroke-width': 2 }
    : paint({ fill: 'series-1' });

const isNumber = (value: number | null | undefined): value is number => value != null;

/** Where the windows stand from left to right. */
export const sparkCentres = (count: number, { left, width }: SparkBox): number[] =>
  Array.from({ length: count }, (_, index) => left + (count > 1 ? (index / (count - 1)) * width : width / 2));

/** The line of the values, open where one is missing, with a dot; nothing if there are not two values. */
export function sparkNodes(
  values: readonly (number | null)[],
  box: SparkBox,
  { target = null, selected = null, cuts = [], flags = [] }: SparkOptions = {},
): SvgNode[] {
  const known = values.filter(isNumber);
  if (known.length < 2) return [];
  const all = isNumber(target) ? [...known, target] : known;
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const xs = sparkCentres(values.length, box);
  // Values that are all the same lie in the middle.
  const part = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  const y = (value: number): number => box.top + box.height * (1 - part(value));
  const at = (index: number): string => `${shorten(xs[index]!)} ${shorten(y(values[index]!))}`;
  // A point between two gaps is a line of no length: with round ends, a dot.
  const isolated = segmentsOf(values, cuts).filter(({ first, last }) => first === last);
  const d = [
    ...thinLine(values, MOST_POINTS, cuts)
      .filter((indices) => indices.length > 1)
      .map((indices) => `M${indices.map(at).join('L')}`),
    ...isolated.map(({ first }) => `M${at(first)}h0`),
  ];
  const newest = values.findLastIndex(isNumber);
  const dot = isNumber(selected) ? (isNumber(values[selected]) ? selected : -1) : newest;
  const level = isNumber(target)
    ? [
        node('path', {
          d: `M${shorten(box.left)} ${shorten(y(target))}h${shorten(box.width)}`,
          ...paint({ stroke: 'ink' }),
          ...{ 'stroke-width': 1.5, 'stroke-dasharray': '1.5 3' },
        }),
      ]
    : [];
  const line = {
    ...paint({ stroke: 'series-1' }),
    ...{ 'stroke-width': 2, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' },
  };
  return [
    ...level,
    node('path', { d: d.join(''), ...line }),
    ...(dot < 0
      ? []
      : [node('circle', { cx: xs[dot]!, cy: y(values[dot]!), r: 3.5, ...dotLook(isNotFinal(flags[dot])) })]),
  ];
}

const MARGIN = 5;

/** A sparkline of its own, for cards, figures and tables; null if there are not two values. */
export function sparklineNode(
  values: readonly (number | null)[],
  {
    width = 240,
    height = 48,
    attributes = {},
    ...options
  }: SparkOptions & {
    width?: number;
    height?: number;
    attributes?: Readonly<Record<string, AttributeValue>>;
  } = {},
): SvgNode | null {
  const box = { left: MARGIN, top: MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN };
  const nodes = sparkNodes(values, box, options);
  if (nodes.length === 0) return null;
  const frame = { viewBox: `0 0 ${width} ${height}`, width, height };
  return node('svg', { ...attributes, ...frame, 'aria-hidden': 'true', focusable: 'false' }, nodes);
}
