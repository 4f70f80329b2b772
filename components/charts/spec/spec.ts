import type { ChartKind, ModuleData, SeriesData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import type { LayoutOptions } from './chart-frame.js';
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
  const drawn = isRanked(series, kind) ? 'BAR' : kind;
  return drawn === 'LINE' ? lineSpec(module, series, options) : svgOnlySpec(module, series, drawn, options);
}

/** Several values of one window are ranked: as lines they would be points, as a stack one column. */
const isRanked = (series: SeriesData, kind: ChartKind): boolean =>
  kind !== 'FUNNEL' && series.starts.length === 1 && primaryLines(series).length > 1;
