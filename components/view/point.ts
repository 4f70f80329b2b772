import { describeChange, formatChange } from '../formatting/changes.js';
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
import { coverageAt, primaryLines, windowIndex } from '../formatting/windows.js';
import { comparedSpan } from './compared-span.js';
import { isOfDay } from './day-head.js';
import { detailsTexts } from './details-texts.js';
import { figureTarget, type ChosenPoint } from './head.js';
import { changeView, flagNotes } from './head-words.js';
import type { ChangeView, ModuleViewOptions, ReadingView } from './module-view.types.js';
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

export interface PointView extends ChosenPoint {
  /** "March 2014: 56.8%, up 1.2 points on March 2013". */
  valueText: string;
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

/** One point of one line, in words. */
export function pointView(
  data: ModuleData,
  index: number,
  lineKey: string | undefined,
  lang: Language,
): PointView | null {
  const { series, metric, subject } = data;
  if (!series || index < 0 || index >= series.starts.length) return null;
  const lines = primaryLines(series);
  const line = lineRead(data, lines, lineKey);
  if (!line) return null;
  const { unit } = series;
  const span = spanAt(series, index);
  const value = line.values[index] ?? null;
  const status = line.statuses[index] ?? 'NOT_PROVIDED';
  const coverage = { provided: line.provided[index] ?? 0, expected: line.expected[index] ?? 0 };
  const options = {
    metric: metric?.key ?? '',
    suppressBelow: series.suppressBelow ?? null,
    coverage,
    kind: subject?.kind,
    period: series.period,
    isLowerBound: line.lowerBounds?.[index],
  };
  const text = formatFigure({ value, status }, unit, options, lang);
  const period = formatPeriod(span, lang);
  const name = lines.length > 1 && data.chart !== 'FUNNEL' ? line.label : null;
  const change = name === null ? changeAt(data, series, index, lang) : null;
  return {
    headline: {
      value: text,
      isMissing: value === null,
      period: name === null ? period : `${name}, ${period}`,
      notes: flagNotes(line.flags[index] ?? [], coverageAt(line, index), lang),
    },
    change: change && change.view,
    target: name === null ? targetAt(data, series, index, lang) : null,
    valueText: `${name === null ? period : `${period}, ${name}`}: ${text}${change?.spoken ? `, ${change.spoken}` : ''}`,
  };
}

/** Whether another window than the figure's met its target was never judged: its line says what the target was. */
function targetAt(data: ModuleData, series: SeriesData, index: number, lang: Language): string | null {
  const { figure, metric } = data;
  if (figure && series.starts[index] === figure.period.start) return figureTarget(figure, lang);
  const value = series.lines.find(({ role }) => role === 'TARGET')?.values[index] ?? null;
  if (value === null) return null;
  const text = formatFigure({ value, status: 'PROVIDED' }, series.unit, { metric: metric?.key }, lang);
  return headTexts(lang).target(text, null);
}

function changeAt(
  { figure, metric }: ModuleData,
  series: SeriesData,
  index: number,
  lang: Language,
): { view: ChangeView; spoken: string } | null {
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
  const judged = {
    verdict: changes.verdicts[index] ?? ('UNCLEAR' as const),
    reason: changes.reasons[index] ?? null,
  };
  const options = { metric: metric?.key ?? '' };
  const formatted = formatChange(size, options, lang);
  return {
    view: changeView(formatted, comparedWith && formatPeriod(comparedWith, lang), judged, lang),
    spoken: comparedWith ? describeChange({ ...size, comparedWith }, options, lang) : formatted,
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
      moment: point.headline.period,
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
