/** One window of a series: which one a chart speaks of, and what its values are called. */
import { formatPeriod } from '../../formatting/periods.js';
import type {
  ColumnsData,
  FigureData,
  Language,
  ModuleData,
  SeriesLineData,
  ValueStatus,
} from '../../formatting/types.js';
import { fill, wordsOf } from '../../formatting/words.js';

export const primariesOf = ({ lines }: Pick<ColumnsData, 'lines'>): SeriesLineData[] =>
  lines.filter(({ role }) => role === 'PRIMARY');

/** The line of another role that belongs to a line: that with its key, else the only one. */
export function partnerOf(
  series: Pick<ColumnsData, 'lines'>,
  line: SeriesLineData,
  role: 'COMPARISON' | 'TARGET',
): SeriesLineData | null {
  const partners = series.lines.filter((other) => other.role === role);
  const own = partners.find(({ key }) => key === line.key);
  return own ?? (partners.length === 1 && primariesOf(series).length === 1 ? partners[0]! : null);
}

/** Where a series has the figure's window; -1 where the figure is of a range that the series has not as one. */
const indexOfFigure = (
  { starts, ends }: Pick<ColumnsData, 'starts' | 'ends'>,
  { period }: FigureData,
): number => starts.findIndex((start, index) => start === period.start && ends[index] === period.end);

/**
 * What of a breakdown is drawn: its windows, as the module has them; of a figure of the whole range the range alone, which
 * is the last window of the breakdown.
 */
export function drawnWindows(
  series: ColumnsData,
  { series: own, figure }: Pick<ModuleData, 'series' | 'figure'>,
  selected?: number | null,
): ColumnsData {
  if (!own || !figure || series.starts.length === own.starts.length) return series;
  const isRange = selected == null;
  const part = <Value>(list: readonly Value[]): Value[] => (isRange ? list.slice(-1) : list.slice(0, -1));
  // Every list of a line is one of its columns.
  const lines = series.lines.map(
    (line) =>
      Object.fromEntries(
        Object.entries(line).map(([name, value]) => [name, Array.isArray(value) ? part(value) : value]),
      ) as unknown as SeriesLineData,
  );
  return { ...series, starts: part(series.starts), ends: part(series.ends), lines };
}

/** The selected window, else the figure's, else the newest with a value, else -1. */
export function windowIndex(
  series: Pick<ColumnsData, 'lines' | 'starts' | 'ends'>,
  figure: FigureData | null,
  selected?: number | null,
): number {
  if (selected != null && selected >= 0 && selected < series.starts.length) return selected;
  const ofFigure = figure ? indexOfFigure(series, figure) : -1;
  if (ofFigure >= 0) return ofFigure;
  const primaries = primariesOf(series);
  return series.starts.findLastIndex((_, index) => primaries.some((line) => line.values[index] != null));
}

export function windowName(
  { period, starts, ends }: Pick<ColumnsData, 'period' | 'starts' | 'ends'>,
  index: number,
  lang: Language,
): string {
  const [start, end] = [starts[index], ends[index]];
  return start === undefined || end === undefined ? '' : formatPeriod({ period, start, end }, lang);
}

/** Why a line has no value in a window. */
export function missingWords(
  line: SeriesLineData,
  index: number,
  { suppressBelow }: Pick<ColumnsData, 'suppressBelow'>,
  lang: Language,
): string {
  // Not `formatMissing`: it would take coverage along, and draw the elements' first chunks apart.
  const words = wordsOf(lang);
  const status: ValueStatus = line.statuses[index] ?? 'NOT_PROVIDED';
  if (status === 'SUPPRESSED' && suppressBelow) return fill(words.suppressedBelow, { n: suppressBelow });
  return words.status[status === 'PROVIDED' ? 'NOT_PROVIDED' : status];
}
