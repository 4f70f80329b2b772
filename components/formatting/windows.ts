/** Which lines of a series are read, and which of its windows: the same for pictures, tables and headlines. */
import { indexOfSpan } from './spans.js';
import type { ColumnsData, CoverageData, FigureData, SeriesLineData } from './types.js';

/** The lines of the metric itself, without comparison and target. */
export const primaryLines = ({ lines }: Pick<ColumnsData, 'lines'>): SeriesLineData[] =>
  lines.filter(({ role }) => role === 'PRIMARY');

/** Whether there is any value of the metric itself. */
export const hasValues = (series: Pick<ColumnsData, 'lines'>): boolean =>
  primaryLines(series).some(({ values }) => values.some((value) => value !== null));

/** "Digital, a year earlier": of several lines each comparison and target is called by whose it is, too. */
export function lineName(series: Pick<ColumnsData, 'lines'>, { key, role, label }: SeriesLineData): string {
  const lines = primaryLines(series);
  const own = role === 'PRIMARY' || lines.length < 2 ? null : lines.find((line) => line.key === key);
  return own ? `${own.label}, ${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}

type Windows = Pick<ColumnsData, 'starts' | 'ends'>;

/** Index of the selected window, else of the figure's, else of the newest with a value; -1 if there is none. */
export function windowIndex(
  series: Windows & Pick<ColumnsData, 'lines'>,
  figure: FigureData | null,
  selected?: number | null,
): number {
  if (selected != null && selected >= 0 && selected < series.starts.length) return selected;
  const ofFigure = figure ? indexOfSpan(series, figure.period) : -1;
  if (ofFigure >= 0) return ofFigure;
  const lines = primaryLines(series);
  return series.starts.findLastIndex((_, index) => lines.some((line) => line.values[index] != null));
}

/** How many services (of one service: parts of the window) a point of a line counts. */
export const coverageAt = (
  { provided, expected }: Pick<SeriesLineData, 'provided' | 'expected'>,
  index: number,
): Pick<CoverageData, 'provided' | 'expected'> => ({
  provided: provided[index] ?? 0,
  expected: expected[index] ?? 0,
});
