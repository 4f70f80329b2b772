import type { ChartKind, ModuleData } from '../../formatting/types.js';
import type { LayoutOptions } from './chart-frame.js';
import { drawnKind } from './drawn-kind.js';
import { svgOnlySpec } from './svg-only-spec.js';
import { lineSpec } from '../line/line-spec.js';
import type { ChartSpec } from './spec-types.js';

export interface ChartSpecOptions extends LayoutOptions {
  /** How to draw it, if not as the module says. */
  kind?: ChartKind;
}

/**
 * Lays out the chart of a module (see `ChartSpec`). Pure. Null if the module has no series, which is an error or a
 * figure without a history: there is nothing to draw then.
 */
export function chartSpec(
  module: ModuleData,
  { kind = module.chart, ...options }: ChartSpecOptions,
): ChartSpec | null {
  const { series } = module;
  if (!series) return null;
  const drawn = drawnKind({ series, chart: kind });
  return drawn === 'LINE' ? lineSpec(module, series, options) : svgOnlySpec(module, series, drawn, options);
}
