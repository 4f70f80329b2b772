/** The numbers beside bars. */
import { formatValue, type ValueOptions } from '../../formatting/numbers.js';
import type { Language, SeriesLineData, Unit } from '../../formatting/types.js';
import { textWidth } from '../spec/text-width.js';

/** Lines of which one window is read; `all` are those that make up the whole. */
interface WindowLines {
  lines: readonly SeriesLineData[];
  all: readonly SeriesLineData[];
  index: number;
}

/**
 * Values of one window as text, with their shares of all lines where that is a sum of counts of which none is missing;
 * shorter where the longest would be wider than `room`.
 */
export function numberTexts(
  { lines, all, index }: WindowLines,
  { unit, lang, ...options }: ValueOptions & { unit: Unit; lang: Language },
  { room, fontSize }: { room: number; fontSize: number },
): (string | null)[] {
  const isWhole = all.every(
    ({ values, statuses }) => values[index] != null || statuses[index] === 'NOT_APPLICABLE',
  );
  const total = all.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  const hasShares = unit === 'count' && all.length > 1 && isWhole && total > 0;
  const textOf = (value: number, short: boolean): string => {
    const text = formatValue(value, unit, { ...options, short }, lang);
    return hasShares ? `${text} (${formatValue((100 * value) / total, '%', {}, lang)})` : text;
  };
  const values = lines.map((line) => line.values[index] ?? null);
  const isLong = values.some(
    (value) => value !== null && textWidth(textOf(value, false), fontSize, true) > room,
  );
  return values.map((value) => (value === null ? null : textOf(value, isLong)));
}
