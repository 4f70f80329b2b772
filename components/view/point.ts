import { describeChange, formatChange } from '../formatting/changes.js';
import { formatCoverage } from '../formatting/coverage.js';
import { formatFigure } from '../formatting/missing.js';
import { formatValue } from '../formatting/numbers.js';
import { formatPeriod } from '../formatting/periods.js';
import type {
  ColumnsData,
  Language,
  ModuleData,
  SeriesData,
  SeriesLineData,
  SpanData,
} from '../formatting/types.js';
import { partValue, sharesOf } from '../formatting/shares.js';
import { indexOfSpan } from '../formatting/spans.js';
import { coverageAt, primaryLines, windowIndex } from '../formatting/windows.js';
import { comparedSpan } from './compared-span.js';
import { isOfDay } from './day-head.js';
import { detailsTexts } from './details-texts.js';
import { flagNotes } from './head-words.js';
import type { ModuleViewOptions, PointRow, PointView, ReadingView } from './module-view.types.js';
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

/**
 * One window, in words: every line with its comparison and target, as the table has them.
 * @param key of the line that is read, where there are several
 */
export function pointView(
  data: ModuleData,
  index: number,
  key: string | undefined,
  lang: Language,
): PointView | null {
  const { series, metric, subject } = data;
  if (!series || index < 0 || index >= series.starts.length) return null;
  const lines = primaryLines(series);
  const chosen = lineRead(data, lines, key);
  if (!chosen) return null;
  const isOnly = lines.length === 1;
  const isStack = data.chart === 'STACKED' || data.chart === 'SHARE';
  const shares = isStack && !isOnly ? sharesOf(lines.map((line) => partValue([line], index))) : null;
  const rows = series.lines.map((line): PointRow => {
    const share = shares?.[lines.indexOf(line)] ?? null;
    const value = line.values[index] ?? null;
    const options = {
      metric: metric?.key ?? '',
      suppressBelow: series.suppressBelow ?? null,
      coverage: coverageAt(line, index),
      kind: subject?.kind,
      period: series.period,
      isLowerBound: line.lowerBounds?.[index],
    };
    return {
      ...{ key: line.key, role: line.role },
      label: isOnly && line === chosen ? (metric?.label ?? line.label) : line.label,
      value: formatFigure(
        { value, status: line.statuses[index] ?? 'NOT_PROVIDED' },
        series.unit,
        options,
        lang,
      ),
      isMissing: value === null,
      share: share === null ? null : formatValue(share, '%', {}, lang),
      notes: flagNotes(line.flags[index] ?? [], coverageAt(line, index), lang),
      isChosen: line === chosen,
    };
  });
  const period = formatPeriod(spanAt(series, index), lang);
  const change = isOnly ? changeAt(data, series, index, lang) : null;
  const isOfServices = subject && subject.kind !== 'SERVICE' && isOnly;
  const read = rows.find(({ isChosen }) => isChosen)!;
  const isNamed = !isOnly && data.chart !== 'FUNNEL';
  return {
    period,
    rows,
    change: change && change.text,
    coverage: isOfServices
      ? headTexts(lang).coverageOf(
          formatCoverage(coverageAt(chosen, index), { kind: subject.kind, period: series.period }, lang),
        )
      : null,
    valueText: `${isNamed ? `${period}, ${read.label}` : period}: ${read.value}${change?.spoken ? `, ${change.spoken}` : ''}`,
  };
}

function changeAt(
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
  const point = count > 1 ? pointView(data, value, line, lang) : null;
  const lines = series ? primaryLines(series) : [];
  const chosen = lines.some(({ key }) => key === line) ? line : lines[0]?.key;
  const isOne = lines.length < 2 || data.chart === 'FUNNEL';
  return {
    range: point && {
      ...{ label: texts.pointInTime, min: 0, max: count - 1, value },
      moment: point.period,
      valueText: point.valueText,
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
