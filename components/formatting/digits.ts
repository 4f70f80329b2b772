/**
 * Digits of counts and percentages. Apart from numbers.ts, because the first paint of an element needs these two and no other
 * unit; and without `Intl`, whose first number costs a phone a tenth of a second.
 */
import type { Language } from './types.js';
import { wordsOf } from './words.js';

/**
 * Rounds half away from zero at a decimal place of the number as it is written: 1.005 → 1.01, although the
 * nearest double lies below it. Readers check figures against the digits they see in the CSV.
 */
export function round(value: number, decimals: number): number {
  const size = Math.abs(value);
  // From here on doubles hold no decimals, and exponents could not be appended to their text.
  if (size >= 1e15 || !Number.isFinite(value)) return value;
  const [digits, exponent = '0'] = String(size).split('e');
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  return Math.sign(value) * Number(`${shifted}e${-decimals}`) + 0;
}

/** All digits of a number, which is rounded already, with at least that many decimals: as `Intl.NumberFormat` writes them. */
export function digits(value: number, lang: Language, decimals = 0): string {
  const { thousands, point } = wordsOf(lang);
  const [units = '', rest = ''] = String(value).split('.');
  const kept = rest.padEnd(decimals, '0');
  return units.replace(/\B(?=(\d{3})+$)/g, thousands) + (kept && point + kept);
}

/** With all decimals, or with none where they would all be 0. */
const trimmed = (value: number, decimals: number, lang: Language): string =>
  digits(value, lang, Number.isInteger(value) ? 0 : decimals);

/** Rounded like `trimmed`; what is not zero but rounds to it is "<0.1". */
export function atLeast(value: number, decimals: number, lang: Language): string {
  const rounded = round(value, decimals);
  return value !== 0 && rounded === 0
    ? `<${digits(10 ** -decimals, lang)}`
    : trimmed(rounded, decimals, lang);
}

export const whole = (value: number, lang: Language): string => digits(round(value, 0), lang);

/**
 * A percentage (0–100) with its sign: 56.8 → "56.8%". "100%" only for exactly 100: what would round to it is the nearest
 * number that is not.
 */
export function percent(value: number, decimals: number, lang: Language): string {
  const rounded = round(value, decimals);
  if (rounded === 100 && value !== 100) {
    const step = 10 ** -decimals;
    return `${trimmed(round(value < 100 ? 100 - step : 100 + step, decimals), decimals, lang)}%`;
  }
  return `${atLeast(value, decimals, lang)}%`;
}
