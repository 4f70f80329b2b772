/** The numbers beside bars. */
import { formatValue, type ValueOptions } from '../../formatting/numbers.js';
import { partValue, sharesOf } from '../../formatting/shares.js';
import type { Language, SeriesLineData, Unit } from '../../formatting/types.js';
import { textWidth } from '../spec/text-width.js';

/** Lines of which one window is read: the first of `all`, which make up the whole. */
interface WindowLines {
  lines: readonly SeriesLineData[];
  all: readonly SeriesLineData[];
  index: number;
}

export interface NumberTexts {
  texts: readonly (string | null)[];
  /** The longest that they are in any window: the room beside the bars is the same in all. */
  widest: readonly string[];
}

/**
 * Values of one window as text, counts with their shares of all lines where there are such; shorter where the longest of
 * any window would be wider than `room`.
 */
export function numberTexts(
  { lines, all, index }: WindowLines,
  { unit, lang, addsUp = true, ...options }: ValueOptions & { unit: Unit; lang: Language; addsUp?: boolean },
  { room, fontSize }: { room: number; fontSize: number },
): NumberTexts {
  const sharesAt = (at: number): (number | null)[] | null =>
    unit === 'count' && addsUp && all.length > 1 ? sharesOf(all.map((line) => partValue([line], at))) : null;
  const hasShares = lines[0]?.values.some((_, at) => sharesAt(at) !== null) ?? false;
  const textAt = (row: number, at: number, short: boolean, share: number | null): string | null => {
    const { values, lowerBounds } = lines[row]!;
    const value = values[at] ?? null;
    if (value === null) return null;
    const text = formatValue(value, unit, { ...options, short, isLowerBound: lowerBounds?.[at] }, lang);
    return share === null ? text : `${text} (${formatValue(share, '%', {}, lang)})`;
  };
  // Of each line its number of most digits, with the longest share there is.
  const peaks = lines.map(({ values }) =>
    values.reduce<number>(
      (peak, value, at) => (Math.abs(value ?? 0) > Math.abs(values[peak] ?? 0) ? at : peak),
      index,
    ),
  );
  const widestOf = (short: boolean): string[] =>
    lines.flatMap((_, row) => textAt(row, peaks[row]!, short, hasShares ? 88.8 : null) ?? []);
  const full = widestOf(false);
  const isShort = full.some((text) => textWidth(text, fontSize, true) > room);
  const shares = sharesAt(index);
  return {
    texts: lines.map((_, row) => textAt(row, index, isShort, shares?.[row] ?? null)),
    widest: isShort ? widestOf(true) : full,
  };
}
