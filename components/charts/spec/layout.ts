import type { Language, SeriesData } from '../../formatting/types.js';
import { xOf } from '../axes/scale.js';
import type { ChartBase } from './spec-types.js';
import { textWidth } from './text-width.js';
import { positionsOf, timeAxis, type TimeAxis } from '../axes/time-axis.js';

/**
 * The widths that pages lay charts out for: both pictures are in the page, and a container query shows the one
 * whose text is at least 12 CSS pixels (`svg-styles.ts`). Scripts may ask for any width between.
 */
export const NARROW = 320;
export const WIDE = 640;
export const LAYOUT_WIDTHS = { narrow: NARROW, wide: WIDE } as const;
/** Below it text is 13 units and ticks are fewer; from it on 16. */
export const WIDE_FROM = 480;

export interface Sizes {
  layout: 'narrow' | 'wide';
  width: number;
  height: number;
  fontSize: number;
  lineHeight: number;
  intervals: number;
  maxTicks: number;
}

/**
 * Text sizes, heights and numbers of ticks for a width.
 * @param height of the picture, where a page says it: text stays as it is, and the axis has ticks for it
 */
export function sizesFor(asked: number = LAYOUT_WIDTHS.wide, height?: number): Sizes {
  const width = Math.round(Math.max(280, Math.min(1200, asked)));
  const usual: Sizes =
    width < WIDE_FROM
      ? { layout: 'narrow', width, height: 250, fontSize: 13, lineHeight: 16, intervals: 4, maxTicks: 5 }
      : { layout: 'wide', width, height: 340, fontSize: 16, lineHeight: 20, intervals: 5, maxTicks: 9 };
  if (height === undefined) return usual;
  const intervals = Math.round((usual.intervals * height) / usual.height);
  return { ...usual, height, intervals: Math.max(1, Math.min(MOST_INTERVALS, intervals)) };
}

/** More lines across a plot are in the way of what it shows. */
const MOST_INTERVALS = 8;
/** A plot is no lower, however low a page wants the picture. */
const LEAST_PLOT = 60;

/** Height of a picture: as it is asked for, but with room for the plot beside everything else. */
export const heightFor = (asked: number | undefined, natural: number, besidePlot: number): number =>
  asked === undefined ? Math.round(natural) : Math.max(asked, Math.round(besidePlot + LEAST_PLOT));

/** Half of the slider's thumb, which stands under the last point, is wider than that on no screen. */
const LEAST_MARGIN = 14;

/** Margins and the time axis: the first and last label are centred under their ticks and must not be cut off. */
export function horizontal(
  series: SeriesData,
  { width, fontSize, maxTicks }: Sizes,
  { valueLabels, endLabels }: { valueLabels: number; endLabels: number },
  lang: Language,
): { left: number; right: number; x: TimeAxis } {
  const positions = positionsOf(series);
  let left = Math.ceil(valueLabels);
  let right = Math.ceil(Math.max(endLabels, LEAST_MARGIN));
  let x = timeAxis(positions, series.period, { width: width - left - right, fontSize, maxTicks }, lang);
  for (let round = 0; round < 2; round += 1) {
    const plot = { left, right: width - right, top: 0, bottom: 0 };
    for (const tick of x.ticks) {
      const half = Math.max(...tick.lines.map((line) => textWidth(line, fontSize))) / 2 + 1;
      const at = xOf({ x, plot }, tick.value);
      left = Math.max(left, Math.ceil(left + half - at));
      right = Math.max(right, Math.ceil(right + at + half - width));
    }
    if (left === plot.left && right === width - plot.right) break;
    x = timeAxis(positions, series.period, { width: width - left - right, fontSize, maxTicks }, lang);
  }
  return { left, right, x };
}

/** CSS pixels of a drawn chart. */
export interface ChartSize {
  width: number;
  height: number;
}

/** CSS pixels a layout unit, and where the layout's corner stands: an SVG centres its picture whole. */
export function fitOf(
  spec: Pick<ChartBase, 'width' | 'height'>,
  { width, height }: ChartSize,
): { scale: number; left: number; top: number } {
  const scale = Math.min(width / spec.width, height / spec.height);
  return { scale, left: (width - scale * spec.width) / 2, top: (height - scale * spec.height) / 2 };
}
