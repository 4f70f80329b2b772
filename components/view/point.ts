import { describeChange, formatChange } from '../formatting/changes.js';
import { formatDowntime, hasDowntime } from '../formatting/downtime.js';
import { formatFigure } from '../formatting/missing.js';
import { formatPeriod } from '../formatting/periods.js';
import type {
  ColumnsData,
  Language,
  ModuleData,
  SeriesData,
  SeriesLineData,
  SpanData,
} from '../formatting/types.js';
import { indexOfSpan } from '../formatting/spans.js';
import { coverageAt, hasValues, primaryLines, windowIndex } from '../formatting/windows.js';
import { comparedSpan } from './compared-span.js';
import { isOfDay } from './day-head.js';
import { detailsTexts } from './details-texts.js';
import type { ModuleViewOptions, ReadingView } from './module-view.types.js';
import { headTexts } from './texts.js';

export const spanAt = ({ period, starts, ends }: ColumnsData, index: number): SpanData => ({
  period,
  start: starts[index] ?? '',
  end: ends[index] ?? '',
});

/** The window that is read while nobody chooses: that of the picture; the last one of a series without a value. */
export function figureIndex({ figure, series }: ModuleData): number {
  const index = series ? windowIndex(series, figure) : -1;
  return index >= 0 ? index : Math.max(0, (series?.starts.length ?? 0) - 1);
}

/** Stages of a journey are read together: what is read of it is what its figure is of, the last one. */
function lineRead(
  { chart }: ModuleData,
  lines: readonly SeriesLineData[],
  key?: string,
): SeriesLineData | undefined {
  if (chart === 'FUNNEL') return lines.at(-1);
  return lines.find((line) => line.key === key) ?? lines[0];
}

/** The value of a line in a window as the table has it, or in words why there is none. */
export function valueAt(
  { series, metric, subject }: ModuleData,
  line: SeriesLineData,
  index: number,
  lang: Language,
): string {
  const { unit, period, suppressBelow = null } = series!;
  const options = {
    metric: metric?.key ?? '',
    ...{ suppressBelow, period, kind: subject?.kind },
    coverage: coverageAt(line, index),
    isLowerBound: line.lowerBounds?.[index],
  };
  const [value, status] = [line.values[index] ?? null, line.statuses[index] ?? 'NOT_PROVIDED'];
  return formatFigure({ value, status }, unit, options, lang);
}

/** "March 2014: 56.8%, up 1.2 points on March 2013"; null where there is nothing to read. */
function valueText(data: ModuleData, index: number, key: string | undefined, lang: Language): string | null {
  const { series, chart, metric, subject } = data;
  if (!series || index < 0 || index >= series.starts.length) return null;
  const lines = primaryLines(series);
  const line = lineRead(data, lines, key);
  if (!line) return null;
  const name = lines.length > 1 && chart !== 'FUNNEL' ? line.label : null;
  const change = lines.length > 1 ? null : changeAt(data, series, index, lang)?.spoken;
  const moment = [formatPeriod(spanAt(series, index), lang), name].filter(Boolean).join(', ');
  const down = hasDowntime(metric, subject, series) ? formatDowntime(line, index, lang) : '';
  const spoken = [
    `${moment}: ${valueAt(data, line, index, lang)}`,
    down && detailsTexts(lang).downFor(down),
    change,
  ];
  return spoken.filter(Boolean).join(', ');
}

/** The change of the only line to a window: as it is written, and as it is spoken. */
export function changeAt(
  { figure, metric }: ModuleData,
  series: SeriesData,
  index: number,
  lang: Language,
): { text: string; spoken: string } | null {
  const { changes, unit } = series;
  if (!changes) return null;
  // What a range is compared with says nothing of its windows.
  const comparedWith =
    figure?.change && indexOfSpan(series, figure.period) >= 0
      ? comparedSpan(figure.period, figure.change.comparedWith, spanAt(series, index))
      : null;
  const size = {
    unit,
    absolute: changes.absolutes[index] ?? null,
    relative: changes.relatives[index] ?? null,
  };
  const options = { metric: metric?.key ?? '' };
  const formatted = formatChange(size, options, lang);
  if (!formatted || !comparedWith) return { text: formatted, spoken: formatted };
  return {
    text: headTexts(lang).comparedWith(formatted, formatPeriod(comparedWith, lang)),
    spoken: describeChange({ ...size, comparedWith }, options, lang),
  };
}

/** The range input and the labels to choose from. */
export function readingView(
  data: ModuleData,
  { selected, line, lang = 'en' }: ModuleViewOptions,
): ReadingView {
  const { series } = data;
  const texts = detailsTexts(lang);
  const count = series?.starts.length ?? 0;
  const value = selected ?? figureIndex(data);
  const spoken = count > 1 && hasValues(series!) ? valueText(data, value, line, lang) : null;
  const lines = series ? primaryLines(series) : [];
  const chosen = lines.some(({ key }) => key === line) ? line : lines[0]?.key;
  const isOne = lines.length < 2 || data.chart === 'FUNNEL';
  return {
    range:
      spoken === null
        ? null
        : {
            ...{ label: texts.pointInTime, min: 0, max: count - 1, value },
            moment: formatPeriod(spanAt(series!, value), lang),
            valueText: spoken,
          },
    linesLabel: texts.line,
    lines: isOne ? [] : lines.map(({ key, label }) => ({ key, label, isSelected: key === chosen })),
  };
}

/** Where a series has the window that is read; -1 if it has not: two windows are never mixed. */
export function sameWindow(data: ModuleData, other: ColumnsData, selected?: number): number {
  const { series, figure } = data;
  if (selected === undefined && figure) return indexOfSpan(other, figure.period);
  return series ? indexOfSpan(other, spanAt(series, selected ?? figureIndex(data))) : -1;
}

/** "Ratings, March 2014": what explains the headline, and the window that both are of; null without that window. */
export function breakdownTitle(
  data: ModuleData,
  selected: number | undefined,
  lang: Language,
): string | null {
  const { breakdown } = data;
  if (selected === undefined && isOfDay(data)) return null;
  const index = breakdown ? sameWindow(data, breakdown.series, selected) : -1;
  if (!breakdown || index < 0) return null;
  return `${breakdown.metric.label}, ${formatPeriod(spanAt(breakdown.series, index), lang)}`;
}
