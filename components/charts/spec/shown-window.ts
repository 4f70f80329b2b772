/** One window of a series in a chart: what it is called, what belongs to its lines, and why one has no value. */
import { formatPeriod } from '../../formatting/periods.js';
import { formatMissing } from '../../formatting/missing.js';
import type { ColumnsData, Language, ModuleData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { notFinalWords } from './flags.js';
import { svgOnlyTexts } from './svg-only-texts.js';

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
  // On the server the parts of a series are made when they are read, which a spread does not.
  const { period, unit, by, addsUp, suppressBelow } = series;
  return {
    period,
    unit,
    by,
    addsUp,
    suppressBelow,
    starts: part(series.starts),
    ends: part(series.ends),
    lines,
  };
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

/** "Numbers: March 2026 (provisional).": whose numbers a chart shows, and whether they may still change; none without a window. */
export function numbersCaption(
  series: Pick<ColumnsData, 'period' | 'starts' | 'ends' | 'lines'>,
  index: number,
  lang: Language,
): string[] {
  const texts = svgOnlyTexts(lang);
  const name = windowName(series, index, lang);
  const what = notFinalWords(primaryLines(series), texts, index);
  return name ? [fill(texts.numbersOf, { period: what ? `${name} (${what})` : name })] : [];
}
