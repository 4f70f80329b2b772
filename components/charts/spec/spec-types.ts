/**
 * A `ChartSpec` is everything both renderers need to draw a chart, as plain data: the static SVG and the
 * interactive canvas show the same ticks, labels and gaps because they are decided here. Sizes and places are in
 * layout units: CSS pixels when the chart is shown at `width`; axes map values to the `plot` rectangle.
 */
import type { ChartKind, Language, LineRole } from '../../formatting/types.js';
import type { Ink } from './palette.js';
import type { SvgNode } from '../svg/svg-tree.js';

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'none';

export interface Tick {
  value: number;
  /** One line of text or two (the year below the month where it changes). */
  lines: readonly string[];
}

export interface Axis {
  min: number;
  max: number;
  ticks: readonly Tick[];
}

export interface PlotRect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface ChartLine {
  key: string;
  label: string;
  role: LineRole;
  ink: Ink;
  marker: Marker;
  width: number;
  /** Lengths of dashes and gaps; empty = solid. */
  dash: readonly number[];
  /** Aligned with `x.positions`; `null` = missing: a gap, never bridged. */
  values: readonly (number | null)[];
  /** Indices before which the line is interrupted by a break in the series. */
  cuts: readonly number[];
}

/** The look of a line beside its name. */
export interface Swatch {
  ink: Ink;
  marker: Marker;
  dash: readonly number[];
  width: number;
}

/** Names of lines: at their ends (`end`), or as a key above the plot where the ends have no room. */
export interface PlacedLabel {
  kind: 'end' | 'key';
  /** Of the line that it names, where it names one that can be read; '' of those that share it. */
  key: string | null;
  lines: readonly string[];
  /** Left edge of the text. */
  x: number;
  /** Baseline of the first line of text. */
  y: number;
  bold: boolean;
  swatch: Swatch | null;
  /** From the line's end to its label, if the label had to move. */
  connector: readonly [number, number, number, number] | null;
}

/** A stretch of time with a meaning of its own: no figure, provisional, a note's span. Layout units. */
export interface Band {
  left: number;
  right: number;
  kind: 'missing' | 'provisional' | 'note';
  /** Shown inside if it has room. */
  text: string | null;
}

/** What stands at a moment: a vertical line, and its text or number above the plot. Layout units. */
export interface Mark {
  /** CHANGED: the services counted are others than before. */
  kind: 'NOTE' | 'BREAK' | 'OUTAGE' | 'CHANGED';
  x: number;
  lines: readonly string[];
  /** Centre of the text. */
  textX: number;
  /** Baseline of the first line of text. */
  textY: number;
}

export interface ChartBase {
  lang: Language;
  /** `narrow` below 480 units: smaller text, fewer ticks. */
  layout: 'narrow' | 'wide';
  width: number;
  height: number;
  plot: PlotRect;
  fontSize: number;
  title: string;
  subtitle: string;
  /** What a person who cannot see the chart needs: the narrative. */
  description: string;
  /** Sentences to show beneath the chart; a standalone picture draws them itself. */
  captions: readonly string[];
  /** Source, licence and age of the data, for a standalone picture. */
  footer: readonly string[];
  /** Shown instead of lines where there is no value at all. */
  emptyText: string | null;
}

export interface LineChartSpec extends ChartBase {
  kind: 'LINE';
  /** `positions`: where each point of a line stands, in days since 1970-01-01, rising. */
  x: Axis & { positions: readonly number[] };
  /** `hasZero` false: the axis begins above 0, which is marked and said in a caption. */
  y: Axis & { hasZero: boolean };
  /** In drawing order: the last one is on top. */
  lines: readonly ChartLine[];
  labels: readonly PlacedLabel[];
  /** Under all else: how many services each point counts, the means before and after a day. */
  beneath: readonly SvgNode[];
  bands: readonly Band[];
  marks: readonly Mark[];
}

/** A part of the picture that can be pointed at. Layout units. */
export interface Zone extends PlotRect {
  /** The line that is meant by it; null where the place alone does not say. */
  line: string | null;
  /** Centres of its windows from left to right: of all windows of the series, or from `first` on; empty: the window stays. */
  centres: readonly number[];
  /** Index of the window that the first centre is of; 0 if absent. */
  first?: number;
}

/** A chart of any kind but lines: the SVG is its only renderer, so it is laid out as the nodes that show it. */
export interface SvgOnlySpec extends ChartBase {
  kind: Exclude<ChartKind, 'LINE'>;
  /** Index of the window whose numbers are shown; -1 where no window has any. */
  index: number;
  nodes: readonly SvgNode[];
  zones: readonly Zone[];
  /** How lines look by their keys, where that tells them apart. */
  looks?: ReadonlyMap<string, Pick<Swatch, 'ink' | 'dash'>>;
}

/** Discriminated by `kind`. */
export type ChartSpec = LineChartSpec | SvgOnlySpec;
