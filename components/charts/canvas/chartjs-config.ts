/**
 * LineChartSpec → configuration of Chart.js 4, as plain data and functions: this file does not import the library.
 * What it draws stands exactly where the SVG has it: the scales take their room, ticks and labels from the spec.
 */
import { LABEL_GAP, TICK_LENGTH, valueLabelGap, axisBreak } from '../axes/axes.js';
import { paintNodes } from './canvas-paint.js';
import { fitOf, type ChartSize } from '../spec/layout.js';
import type { Palette } from '../spec/palette.js';
import { LINE_HEIGHT, overlay, selection, underlay } from '../svg/scene.js';
import type { ChartLine, LineChartSpec, Tick } from '../spec/spec-types.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { thinLine } from '../spec/thin.js';

/** More points than these cost time and show nothing more. */
const CANVAS_POINTS = 300;

export interface CanvasPoint {
  x: number;
  /** null = a gap: the line is not drawn to or from here. */
  y: number | null;
}

interface Scriptable {
  chart: ChartSize;
}

interface ScaleBox {
  width: number;
  height: number;
  chart: ChartSize;
  ticks: { value: number }[];
  paddingLeft?: number;
  paddingRight?: number;
  paddingTop?: number;
  paddingBottom?: number;
}

type FittedScale = Omit<ScaleBox, 'ticks'>;

/** Scales ask for room for half a label beyond the plot; the spec's margins hold it already. */
function claimNoPadding(scale: FittedScale): void {
  Object.assign(scale, { paddingLeft: 0, paddingRight: 0, paddingTop: 0, paddingBottom: 0 });
}

/** The line's points, thinned; between stretches stands one point without a value, so that they stay apart. */
export function canvasPoints(spec: LineChartSpec, line: ChartLine): CanvasPoint[] {
  const { positions } = spec.x;
  return thinLine(line.values, CANVAS_POINTS, line.cuts).flatMap((indices, stretch) => {
    const points = indices.map((index): CanvasPoint => ({ x: positions[index]!, y: line.values[index]! }));
    const first = indices[0]!;
    return stretch === 0
      ? points
      : [{ x: (positions[first - 1]! + positions[first]!) / 2, y: null }, ...points];
  });
}

function datasetOf(spec: LineChartSpec, line: ChartLine, palette: Palette) {
  const unit = ({ chart }: Scriptable): number => fitOf(spec, chart).scale;
  return {
    label: line.label,
    data: canvasPoints(spec, line),
    borderColor: palette[line.ink],
    borderWidth: (context: Scriptable) => line.width * unit(context),
    borderDash: (context: Scriptable) => line.dash.map((length) => length * unit(context)),
    borderJoinStyle: 'round' as const,
    borderCapStyle: line.dash.length > 0 ? ('butt' as const) : ('round' as const),
    pointRadius: 0,
    pointHitRadius: 0,
    spanGaps: false,
    tension: 0,
    clip: 8,
  };
}

/** What both scales share: the spec's ticks with its labels, in its text size, never rotated or left out. */
function sharedScale(
  spec: LineChartSpec,
  axis: { min: number; max: number; ticks: readonly Tick[] },
  palette: Palette,
) {
  const labels = new Map(
    axis.ticks.map(({ value, lines }) => [value, lines.length === 1 ? lines[0]! : [...lines]]),
  );
  return {
    type: 'linear' as const,
    min: axis.min,
    max: axis.max,
    border: { display: false },
    afterBuildTicks: (scale: Pick<ScaleBox, 'ticks'>) => {
      scale.ticks = axis.ticks.map(({ value }) => ({ value }));
    },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      minRotation: 0,
      color: palette.muted,
      callback: (value: string | number) => labels.get(Number(value)) ?? '',
      font: ({ chart }: Scriptable) => ({
        size: spec.fontSize * fitOf(spec, chart).scale,
        lineHeight: LINE_HEIGHT,
      }),
    },
  };
}

/** Between the labels of values and the plot. The library works it out for each drawing, which its types do not say. */
const gapOf = (spec: LineChartSpec): number =>
  (({ chart }: Scriptable) => valueLabelGap(spec.y.hasZero) * fitOf(spec, chart).scale) as unknown as number;

/** The part of the canvas beside the plot; the scales fill the left and the bottom. */
function scales(spec: LineChartSpec, palette: Palette) {
  const { plot } = spec;
  const x = sharedScale(spec, spec.x, palette);
  const y = sharedScale(spec, spec.y, palette);
  return {
    x: {
      ...x,
      afterFit: (scale: FittedScale) => {
        claimNoPadding(scale);
        scale.height = (spec.height - plot.bottom) * fitOf(spec, scale.chart).scale;
      },
      grid: {
        drawOnChartArea: false,
        color: palette.muted,
        tickLength: TICK_LENGTH,
      },
      ticks: { ...x.ticks, padding: (LABEL_GAP - TICK_LENGTH) / 2 },
    },
    y: {
      ...y,
      afterFit: (scale: FittedScale) => {
        claimNoPadding(scale);
        scale.width = plot.left * fitOf(spec, scale.chart).scale;
      },
      grid: {
        drawTicks: false,
        color: ({ tick }: { tick?: { value: number } }) => (tick?.value === 0 ? palette.muted : palette.grid),
      },
      ticks: { ...y.ticks, padding: gapOf(spec) },
    },
  };
}

export interface CanvasState {
  spec: LineChartSpec;
  palette: Palette;
  selected: number | null;
  fontFamily: string;
}

/** What the plugin uses of a chart of the library. */
type PaintedChart = ChartSize & { ctx: CanvasRenderingContext2D };

/** The canvas lies over the SVG, which stays for print and forced colours. */
const ground = ({ width, height }: LineChartSpec): SvgNode =>
  node('rect', { width, height, ...paint({ fill: 'ground' }) });

/** Draws the scene around the lines: the very nodes that the SVG holds. */
export function scenePlugin(state: CanvasState) {
  const draw = ({ ctx, width, height }: PaintedChart, nodes: (spec: LineChartSpec) => SvgNode[]): void => {
    const { spec, palette, fontFamily } = state;
    const { scale, left, top } = fitOf(spec, { width, height });
    ctx.save();
    ctx.translate(left, top);
    ctx.scale(scale, scale);
    paintNodes(ctx, nodes(spec), palette, { size: spec.fontSize, family: fontFamily });
    ctx.restore();
  };
  return {
    id: 'perf-scene',
    beforeDraw: (chart: PaintedChart): void =>
      draw(chart, (spec) => [ground(spec), ...underlay(spec), ...axisBreak(spec)]),
    afterDraw: (chart: PaintedChart): void =>
      draw(chart, (spec) => [
        ...overlay(spec),
        ...(state.selected === null ? [] : selection(spec, state.selected)),
      ]),
  };
}

/** Data and options of the interactive chart. */
export function chartConfig(spec: LineChartSpec, palette: Palette, fontFamily: string) {
  const { plot } = spec;
  return {
    type: 'line' as const,
    data: { datasets: [...spec.lines].reverse().map((line) => datasetOf(spec, line, palette)) },
    options: {
      animation: false as const,
      parsing: false as const,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      font: { family: fontFamily },
      layout: {
        autoPadding: false,
        padding: ({ chart }: Scriptable) => {
          const { scale, left, top } = fitOf(spec, chart);
          const right = left + (spec.width - plot.right) * scale;
          return { left, right, top: top + plot.top * scale, bottom: top };
        },
      },
      scales: scales(spec, palette),
    },
  };
}
