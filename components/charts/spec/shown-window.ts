/** One window of a series: which one a chart speaks of, and what its values are called. */
import { formatPeriod } from '../../formatting/periods.js';
import type {
  ColumnsData,
  FigureData,
  Language,
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

/** The selected window, else the figure's, else the newest with a value, else -1. */
export function windowIndex(
  series: Pick<ColumnsData, 'lines' | 'starts'>,
  figure: FigureData | null,
  selected?: number | null,
): number {
  if (selected != null && selected >= 0 && selected < series.starts.length) return selected;
  const ofFigure = figure ? series.starts.indexOf(figure.period.start) : -1;
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
  // Not `formatMissing`: it brings coverage.ts along, and code that chunks share costs readers one more file.
  const words = wordsOf(lang);
  const status: ValueStatus = line.statuses[index] ?? 'NOT_PROVIDED';
  if (status === 'SUPPRESSED' && suppressBelow) return fill(words.suppressedBelow, { n: suppressBelow });
  return words.status[status === 'PROVIDED' ? 'NOT_PROVIDED' : status];
}
