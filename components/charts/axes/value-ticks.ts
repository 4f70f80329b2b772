import { digits } from '../../formatting/digits.js';
import { MINUS } from '../../formatting/numbers.js';
import type { Language, Unit } from '../../formatting/types.js';
import { fill, formFor, wordsOf } from '../../formatting/words.js';

/** Counts and money are shortened from here on, as in every text where space is short. */
const SHORT_FROM = 10_000;

/** Decimals needed to tell multiples of `step` apart. */
function decimalsFor(step: number): number {
  for (let decimals = 0; decimals < 12; decimals += 1) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 12;
}

/** The digits of a size, without trailing zeros unless they are kept: steps decide how many decimals there are. */
function tickDigits(value: number, decimals: number, lang: Language, keepZeros = false): string {
  const [whole, fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const shown = keepZeros ? fraction : fraction.replace(/0+$/, '');
  return digits(Number(whole), lang) + (shown && wordsOf(lang).point + shown);
}

/** All numbers of an axis share one magnitude: 0, 0.5m, 1m, 1.5m. */
function plainLabels(ticks: readonly number[], step: number, prefix: string, lang: Language): string[] {
  const largest = Math.max(...ticks.map(Math.abs));
  const { magnitudes } = wordsOf(lang);
  const thousands =
    largest < SHORT_FROM ? 0 : Math.min(magnitudes.length, Math.floor(Math.log10(largest) / 3 + 1e-9));
  const scale = 1000 ** thousands;
  const suffix = thousands > 0 ? magnitudes[thousands - 1]! : '';
  const decimals = decimalsFor(step / scale);
  const hasPence = prefix !== '' && scale === 1 && decimals > 0;
  return ticks.map((tick) => {
    if (tick === 0) return `${prefix}0`;
    const size = tickDigits(tick / scale, hasPence ? Math.max(2, decimals) : decimals, lang, hasPence);
    return (tick < 0 ? MINUS : '') + prefix + size + suffix;
  });
}

/** Every unit that a tick needs: "1h 30m", "2d", "45s". */
function durationLabel(seconds: number, step: number, lang: Language): string {
  const { d, h, m, s } = wordsOf(lang).duration;
  if (seconds === 0) return `0${s}`;
  const parts: string[] = [];
  let rest = Math.abs(seconds);
  for (const [size, letter] of [[86_400, d] as const, [3600, h] as const, [60, m] as const]) {
    const count = Math.floor(rest / size + 1e-9);
    rest -= count * size;
    if (count > 0) parts.push(digits(count, lang) + letter);
  }
  if (rest > 1e-9) parts.push(tickDigits(rest, decimalsFor(step), lang) + s);
  return (seconds < 0 ? MINUS : '') + parts.join(' ');
}

function millisecondLabels(ticks: readonly number[], step: number, lang: Language): string[] {
  const { ms, s } = wordsOf(lang).duration;
  const inSeconds = Math.max(...ticks.map(Math.abs)) >= 1000;
  const divisor = inSeconds ? 1000 : 1;
  const decimals = decimalsFor(step / divisor);
  return ticks.map((tick) => {
    const sign = tick < 0 ? MINUS : '';
    return sign + tickDigits(tick / divisor, decimals, lang) + (inSeconds ? s : ms);
  });
}

/**
 * Labels of the ticks of a value axis: short, in the ticks' common magnitude, and different from one another
 * (three significant figures, as `formatValue` has them, would make 1,025,000 and 1,030,000 the same).
 */
export function valueTickLabels(
  ticks: readonly number[],
  step: number,
  unit: Unit,
  lang: Language,
): string[] {
  switch (unit) {
    case '£':
      return plainLabels(ticks, step, '£', lang);
    case '%':
      return plainLabels(ticks, step, '', lang).map((label) => `${label}%`);
    case 's':
      return ticks.map((tick) => durationLabel(tick, step, lang));
    case 'ms':
      return millisecondLabels(ticks, step, lang);
    case 'days':
    case 'working days': {
      const labels = plainLabels(ticks, step, '', lang);
      return labels.map((n, index) => fill(formFor(wordsOf(lang).days, ticks[index]!, lang), { n }));
    }
    default:
      return plainLabels(ticks, step, '', lang);
  }
}
