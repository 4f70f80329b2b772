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

/**
 * Values of one window as text, counts with their shares of all lines where there are such; shorter where the longest
 * would be wider than `room`.
 */
export function numberTexts(
  { lines, all, index }: WindowLines,
  { unit, lang, ...options }: ValueOptions & { unit: Unit; lang: Language },
  { room, fontSize }: { room: number; fontSize: number },
): (string | null)[] {
  const hasShares = unit === 'count' && all.length > 1;
  const shares = hasShares ? sharesOf(all.map((line) => partValue([line], index))) : null;
  const textsOf = (short: boolean): (string | null)[] =>
    lines.map(({ values, lowerBounds }, row) => {
      const value = values[index] ?? null;
      if (value === null) return null;
      const text = formatValue(value, unit, { ...options, short, isLowerBound: lowerBounds?.[index] }, lang);
      const share = shares?.[row] ?? null;
      return share === null ? text : `${text} (${formatValue(share, '%', {}, lang)})`;
    });
  const full = textsOf(false);
  const isLong = full.some((text) => text !== null && textWidth(text, fontSize, true) > room);
  return isLong ? textsOf(true) : full;
}
