/**
 * The interactive chart. This file alone imports chart.js, and only `import()` reaches it: pages show figures and
 * static pictures before any of it is fetched.
 */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
} from 'chart.js';
import { chartConfig, scenePlugin, type CanvasState } from './canvas/chartjs-config.js';
import { readPalette, type Palette } from './spec/palette.js';
import type { LineChartSpec } from './spec/spec-types.js';

Chart.register(LinearScale, LineController, LineElement, PointElement);

export interface DrawOptions {
  /** Index of the selected point, if any. */
  selected?: number | null;
  /** Colours; those in force at the canvas if absent. */
  palette?: Palette;
}

/** A chart on a canvas. */
export interface LiveChart {
  /** Marks another point, or none. */
  select: (index: number | null) => void;
  /** Shows another spec in the same canvas, perhaps in other colours. */
  update: (spec: LineChartSpec, palette?: Palette) => void;
  /** Releases the canvas; call it when the element is disconnected. */
  destroy: () => void;
}

/**
 * Draws a chart that can be marked. The canvas fills its parent, which must have the aspect ratio of the spec (it
 * lies over the SVG, so nothing moves when it appears).
 */
export function drawChart(
  canvas: HTMLCanvasElement,
  spec: LineChartSpec,
  options: DrawOptions = {},
): LiveChart {
  const fontFamily = getComputedStyle(canvas).fontFamily || 'sans-serif';
  const state: CanvasState = {
    spec,
    palette: options.palette ?? readPalette(canvas),
    selected: options.selected ?? null,
    fontFamily,
  };
  const config: ChartConfiguration<'line'> = {
    ...chartConfig(spec, state.palette, fontFamily),
    plugins: [scenePlugin(state)],
  };
  const chart = new Chart(canvas, config);
  const live: LiveChart = {
    select: (index) => {
      if (state.selected === index) return;
      state.selected = index;
      chart.draw();
    },
    update: (next, palette = state.palette) => {
      state.spec = next;
      state.palette = palette;
      if (state.selected !== null && state.selected >= next.x.positions.length) state.selected = null;
      const { data, options: nextOptions } = chartConfig(next, palette, fontFamily);
      chart.data = data;
      chart.options = nextOptions;
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
  return live;
}
