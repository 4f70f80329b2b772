/**
 * Values in words and digits. Every rule decides after rounding: 999,500 is "1m", £9.996 is "£10", 59.9995 s is
 * "1m". Negative numbers have the minus sign U+2212, never a hyphen.
 */
import { atLeast, digits, percent, round, whole } from './digits.js';
import type { Language, Unit } from './types.js';
import { fill, formFor, wordsOf, type Forms } from './words.js';

export { round };

export const MINUS = '\u2212';

export interface ValueOptions {
  /** For places where space is short: three significant figures from 10,000. Keep the full value in reach. */
  short?: boolean;
  /** Key of the metric: availability has two decimals. */
  metric?: string;
  /** Decimals of a percentage or a rate; 1, and 2 for availability, if absent. */
  decimals?: number;
  /** The value is a lower limit (a quantile beyond the highest bound): shown with ">". */
  isLowerBound?: boolean;
}

/**
 * Three significant figures and their magnitude (0 = thousand, 1 = million …), or null below 10,000, where
 * numbers are short as they are.
 */
export function abbreviate(
  value: number,
  lang: Language = 'en',
): { digits: string; magnitude: number } | null {
  if (round(value, 0) < 10_000) return null;
  const rounded = Number(value.toPrecision(3));
  const last = wordsOf(lang).magnitudes.length - 1;
  let magnitude = 0;
  while (magnitude < last && rounded >= 1000 ** (magnitude + 2)) magnitude++;
  return { digits: digits(round(rounded / 1000 ** (magnitude + 1), 2), lang), magnitude };
}

function count(value: number, short: boolean, lang: Language): string {
  // So many for each of something else, like 0.16 calls a claim: as a whole number it would say nothing, or something false.
  if (!Number.isInteger(value) && round(value, 2) < 10) return atLeast(value, 2, lang);
  const brief = short ? abbreviate(value, lang) : null;
  return brief ? brief.digits + wordsOf(lang).magnitudes[brief.magnitude] : whole(value, lang);
}

function money(value: number, short: boolean, lang: Language): string {
  const pence = round(value, 2);
  if (pence >= 10) return `£${count(value, short, lang)}`;
  const text = atLeast(value, 2, lang);
  return text.startsWith('<') ? `<£${text.slice(1)}` : `£${text}`;
}

/** The largest two units, carried: milliseconds → "404ms", "1.23s", "20m 35s", "1h", "2d 3h". */
function duration(ms: number, lang: Language): string {
  const unit = wordsOf(lang).duration;
  if (ms === 0) return `0${unit.s}`;
  if (round(ms, 0) < 1000) return ms < 0.5 ? `<1${unit.ms}` : `${whole(ms, lang)}${unit.ms}`;
  const seconds = ms / 1000;
  if (round(seconds, 2) < 10) return `${digits(round(seconds, 2), lang)}${unit.s}`;
  if (round(seconds, 1) < 60) return `${digits(round(seconds, 1), lang)}${unit.s}`;
  const two = (parts: number, size: number, large: string, small: string): string => {
    const rest = parts % size;
    return `${whole((parts - rest) / size, lang)}${large}${rest ? ` ${rest}${small}` : ''}`;
  };
  if (round(seconds, 0) < 3600) return two(round(seconds, 0), 60, unit.m, unit.s);
  if (round(seconds / 60, 0) < 1440) return two(round(seconds / 60, 0), 60, unit.h, unit.m);
  return two(round(seconds / 3600, 0), 24, unit.d, unit.h);
}

/** "9 days", "1 point", "<0.1 days": a number and a word that agrees with the number as it is shown. */
export function quantity(forms: Forms, value: number, decimals: number, lang: Language): string {
  return fill(formFor(forms, round(value, decimals), lang), { n: atLeast(value, decimals, lang) });
}

/** Decimals of a metric's percentages and rates. They hang on its key, because `MetricData` does not say them. */
export const decimalsOf = ({ metric, decimals }: ValueOptions): number =>
  decimals ?? (metric === 'availability' ? 2 : 1);

function unsigned(value: number, unit: Unit, options: ValueOptions, lang: Language): string {
  const words = wordsOf(lang);
  const short = options.short ?? false;
  switch (unit) {
    case '£':
      return money(value, short, lang);
    case '%':
      return percent(value, decimalsOf(options), lang);
    case 'per 1,000':
      return fill(words.perThousand, { n: atLeast(value, decimalsOf(options), lang) });
    case 's':
      return duration(value * 1000, lang);
    case 'ms':
      return duration(value, lang);
    case 'days':
      return quantity(words.days, value, 1, lang);
    case 'working days':
      return quantity(words.workingDays, value, 1, lang);
    default:
      return count(value, short, lang);
  }
}

/**
 * A value with its unit: `248,351`, `0.16`, `£2.57`, `56.8%`, `20m 35s`, `12.3 per 1,000`. Percentages are 0–100. null
 * and what is no finite number is "Not provided"; where the status is known use `formatFigure`, which says why.
 */
export function formatValue(
  value: number | null,
  unit: Unit,
  options: ValueOptions = {},
  lang: Language = 'en',
): string {
  if (value === null || !Number.isFinite(value)) return wordsOf(lang).status.NOT_PROVIDED;
  const text = unsigned(Math.abs(value), unit, options, lang);
  if (value < 0 && text !== unsigned(0, unit, options, lang)) {
    return text.startsWith('<') ? `>${MINUS}${text.slice(1)}` : MINUS + text;
  }
  return options.isLowerBound ? `>${text}` : text;
}
