/** One window of a series in a chart: what it is called, what belongs to its lines, and why one has no value. */
import { formatPeriod } from '../../formatting/periods.js';
import { formatMissing } from '../../formatting/missing.js';
import type { ColumnsData, Language, SeriesLineData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';

/** The line of another role that belongs to a line: that with its key, else the only one. */
export function partnerOf(
  series: Pick<ColumnsData, 'lines'>,
  line: SeriesLineData,
  role: 'COMPARISON' | 'TARGET',
): SeriesLineData | null {
  const partners = series.lines.filter((other) => other.role === role);
  const own = partners.find(({ key }) => key === line.key);
  return own ?? (partners.length === 1 && primaryLines(series).length === 1 ? partners[0]! : null);
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
  return formatMissing(line.statuses[index] ?? 'NOT_PROVIDED', { suppressBelow }, lang);
}
