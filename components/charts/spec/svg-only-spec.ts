/** Charts that are drawn as SVG alone. */
import { formatValue } from '../../formatting/numbers.js';
import type { ChartKind, ModuleData, SeriesData } from '../../formatting/types.js';
import { windowIndex } from '../../formatting/windows.js';
import { barsSpec } from '../bars/bars-spec.js';
import type { LayoutOptions } from './chart-frame.js';
import { columnsSpec } from '../stacks/columns-spec.js';
import { histogramSpec } from '../bars/histogram-spec.js';
import { funnelSpec } from '../bars/funnel-spec.js';
import { multiplesSpec } from '../multiples/multiples-spec.js';
import { uptimeSpec } from '../uptime/uptime-spec.js';
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
    case 'UPTIME':
      return uptimeSpec(module, series, options);
    default:
      return columnsSpec(module, series, kind, options);
  }
}

/** What explains the headline, of the selected window; null if the module has no breakdown. */
export function breakdownSpec(module: ModuleData, options: LayoutOptions): SvgOnlySpec | null {
  const { subject, figure, view, freshness, publisher, url, breakdown } = module;
  if (!breakdown) return null;
  const { metric, chart, series } = breakdown;
  const { period, unit, starts, ends, lines, by, addsUp, suppressBelow } = drawnWindows(
    series,
    module,
    options.selected,
  );
  const story: SeriesData = {
    ...{ period, unit, starts, ends, lines, by, addsUp, suppressBelow },
    ...{ narrative: '', annotations: [], changes: null },
  };
  const part: ModuleData = {
    ...{ title: null, metric, subject, figure, series: story, chart, view },
    ...{ companions: [], breakdown: null, freshness, publisher, url, error: null },
  };
  const histogram = by === 'le' ? histogramSpec(part, story, options, marksOf(module, options)) : null;
  return histogram ?? svgOnlySpec(part, story, chart === 'LINE' ? 'BAR' : chart, options);
}

/** What the headline's metric says of these ranges in the same window: its value and its target. */
function marksOf(
  { series, figure, metric }: ModuleData,
  { lang, selected }: LayoutOptions,
): Parameters<typeof histogramSpec>[3] {
  if (!series) return { unit: 'count', marks: [] };
  const { unit } = series;
  const index = windowIndex(series, figure, selected);
  const marks = series.lines.flatMap(({ role, label, values }) => {
    const value = values[index] ?? null;
    if (value === null || role === 'COMPARISON') return [];
    const isTarget = role === 'TARGET';
    const name = isTarget ? label : (metric?.label ?? label);
    return { value, isTarget, text: `${name} ${formatValue(value, unit, { metric: metric?.key }, lang)}` };
  });
  return { unit, marks };
}
