import { formatCell, formatFigure } from '../formatting/missing.js';
import { partValue, shareOf, sharesOf } from '../formatting/shares.js';
import type { ColumnsData, Language, ModuleData } from '../formatting/types.js';
import { coverageAt, primaryLines } from '../formatting/windows.js';
import { detailsTexts } from './details-texts.js';
import { isOfDay } from './day-head.js';
import { flagNotes } from './head-words.js';
import type { BreakdownView, CompanionView, RowView, TableView } from './module-view.types.js';
import { breakdownTitle, sameWindow } from './point.js';
import { explanationsAt } from './shorthand.js';

/** Other metrics of exactly the window that the headline speaks of. Pure. */
export function companionViews(data: ModuleData, lang: Language): CompanionView[] {
  if (isOfDay(data)) return [];
  return data.companions.flatMap(({ metric, series }) => {
    const index = sameWindow(data, series);
    const [line] = primaryLines(series);
    if (!line || index < 0) return [];
    const [value, status] = [line.values[index] ?? null, line.statuses[index] ?? 'NOT_PROVIDED'];
    const options = {
      metric: metric.key,
      suppressBelow: series.suppressBelow ?? null,
      coverage: { provided: line.provided[index] ?? 0, expected: line.expected[index] ?? 0 },
      period: series.period,
      kind: data.subject?.kind,
      isLowerBound: line.lowerBounds?.[index],
    };
    return {
      label: metric.label,
      value: formatFigure({ value, status }, series.unit, options, lang),
      isMissing: value === null,
      notes: flagNotes(line.flags[index] ?? [], coverageAt(line, index), lang),
    };
  });
}

/** What explains the headline, for exactly the window that is read, else that of the headline; null without one. Pure. */
export function breakdownView(
  data: ModuleData,
  selected: number | undefined,
  lang: Language,
): BreakdownView | null {
  const { breakdown } = data;
  const title = breakdownTitle(data, selected, lang);
  if (!breakdown || title === null) return null;
  const { metric, series, chart } = breakdown;
  const index = sameWindow(data, series, selected);
  const options = { caption: title, metric: metric.key, isOfFirst: chart === 'FUNNEL' };
  return { title, table: windowTable(series, index, options, lang) };
}

/**
 * One window of a series, a row a line: for breakdowns, and in place of a table with a column for each of many lines.
 * Shares are written where the lines are amounts that add up: counts or money.
 * @param isOfFirst shares are of the first line (a funnel), not of all lines together
 */
export function windowTable(
  series: ColumnsData,
  index: number,
  { caption, metric, isOfFirst }: { caption: string; metric: string; isOfFirst: boolean },
  lang: Language,
): TableView {
  const texts = detailsTexts(lang);
  const lines = primaryLines(series);
  const isAmount = series.unit === 'count' || series.unit === '£';
  const hasShares = isAmount && (isOfFirst || series.addsUp !== false);
  const shares = hasShares ? sharesAt(series, index, isOfFirst) : null;
  const by = series.by ?? '';
  const rows = lines.map((line, row): RowView => {
    const value = line.values[index] ?? null;
    const status = line.statuses[index] ?? 'NOT_PROVIDED';
    const flags = line.flags[index] ?? [];
    const options = { metric, isLowerBound: line.lowerBounds?.[index] };
    const cell = formatCell({ value, status, flags }, series.unit, options, lang);
    const share = shares?.[row] ?? null;
    const shareCell = formatCell(
      { value: share, status: share === null ? status : 'PROVIDED', flags: [] },
      '%',
      {},
      lang,
    );
    return { index, heading: line.label, cells: shares ? [cell, shareCell] : [cell] };
  });
  const shareHeading = isOfFirst ? texts.shareOfFirst(lines[0]?.label ?? '') : texts.share;
  return {
    caption: `${caption} (${texts.units[series.unit]})`,
    explanations: explanationsAt(series, lang, [index]),
    rowHeading: texts.dimensions[by] ?? by.charAt(0).toUpperCase() + by.slice(1).replaceAll('-', ' '),
    columns: shares ? [texts.value, shareHeading] : [texts.value],
    rows,
  };
}

/** Null where no line has a share. */
function sharesAt(series: ColumnsData, index: number, isOfFirst: boolean): (number | null)[] | null {
  const parts = primaryLines(series).map((line) => partValue([line], index));
  if (!isOfFirst) return sharesOf(parts);
  const shares = parts.map(({ value }) => shareOf(value, parts[0]!.value));
  return shares.every((share) => share === null) ? null : shares;
}
