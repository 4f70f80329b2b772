/** Shares of parts in percent (0–100): the same in pictures and tables. */
import type { SeriesLineData } from './types.js';

/** A part of a whole in one window. */
export interface PartValue {
  value: number | null;
  /** It should have a value and has none: then nobody knows the whole. */
  isMissing: boolean;
}

/** What one line, or several together, come to in a window. A part that did not apply then takes nothing away. */
export function partValue(lines: readonly SeriesLineData[], index: number): PartValue {
  let value: number | null = null;
  let isMissing = false;
  for (const line of lines) {
    const own = line.values[index] ?? null;
    if (own !== null) value = (value ?? 0) + own;
    else if (line.statuses[index] !== 'NOT_APPLICABLE') isMissing = true;
  }
  return { value, isMissing };
}

/** Null where either is not there, or there is nothing to divide. */
export const shareOf = (part: number | null, whole: number | null): number | null =>
  part !== null && whole !== null && whole > 0 ? (100 * part) / whole : null;

/** The share of each part in the sum of all, null for one that did not apply; null if one is missing, below 0, or all are 0. */
export function sharesOf(parts: readonly PartValue[]): (number | null)[] | null {
  if (parts.some(({ value, isMissing }) => isMissing || (value ?? 0) < 0)) return null;
  const total = parts.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return total > 0 ? parts.map(({ value }) => shareOf(value, total)) : null;
}
