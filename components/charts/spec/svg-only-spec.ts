/** Charts that are drawn as SVG alone. */
import type { ChartKind, ModuleData, SeriesData } from '../../formatting/types.js';
import { barsSpec } from '../bars/bars-spec.js';
import type { LayoutOptions } from './chart-frame.js';
import { columnsSpec } from '../stacks/columns-spec.js';
import { funnelSpec } from '../bars/funnel-spec.js';
import { multiplesSpec } from '../multiples/multiples-spec.js';
import { drawnWindows } from './shown-window.js';
import type { SvgOnlySpec } from './spec-types.js';

export function svgOnlySpec(
  module: ModuleData,
  series: SeriesData,
  kind: Exclude<ChartKind, 'LINE'>,
  options: LayoutOptions,
): SvgOnlySpec {
  switch (kind) {
    case 'BAR':
      return barsSpec(module, series, options);
    case 'FUNNEL':
      return funnelSpec(module, series, options);
    case 'MULTIPLES':
      return multiplesSpec(module, series, options);
    default:
      return columnsSpec(module, series, kind, options);
  }
}

/** What explains the headline, of the selected window; null if the module has no breakdown. */
export function breakdownSpec(module: ModuleData, options: LayoutOptions): SvgOnlySpec | null {
  const { subject, figure, view, freshness, publisher, url, breakdown } = module;
  if (!breakdown) return null;
  const { metric, chart, series } = breakdown;
  const { period, unit, starts, ends, lines, by, suppressBelow } = drawnWindows(
    series,
    module,
    options.selected,
  );
  const story: SeriesData = {
    ...{ period, unit, starts, ends, lines, by, suppressBelow },
    ...{ narrative: '', annotations: [], changes: null },
  };
  const part: ModuleData = {
    ...{ title: null, metric, subject, figure, series: story, chart, view },
    ...{ companions: [], breakdown: null, freshness, publisher, url, error: null },
  };
  return svgOnlySpec(part, story, chart === 'LINE' ? 'BAR' : chart, options);
}
