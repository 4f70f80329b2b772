/** Changes in words: relative, but for percentages, whose change is a difference in points. */
import { decimalsOf, formatValue, MINUS, quantity, round, type ValueOptions } from './numbers.js';
import { LONDON, periodNoun } from './periods.js';
import type { ChangeData, Language, SpanData, Unit } from './types.js';
import { fill, isPercent, wordsOf } from './words.js';

export interface ChangeSize extends Pick<ChangeData, 'absolute' | 'relative'> {
  unit: Unit;
}

/** Direction and size without a sign; no direction where it rounds to nothing; null where there is no change to show. */
function measured(
  { absolute, relative, unit }: ChangeSize,
  options: ValueOptions,
  lang: Language,
): { direction: number; size: string } | null {
  const shown = isPercent(unit) ? absolute : (relative ?? absolute);
  if (shown === null || !Number.isFinite(shown)) return null;
  const size = Math.abs(shown);
  const direction = Math.sign(shown);
  if (isPercent(unit)) {
    const decimals = decimalsOf(options);
    return {
      direction: round(size, decimals) && direction,
      size: quantity(wordsOf(lang).points, size, decimals, lang),
    };
  }
  if (relative !== null)
    return { direction: round(size, 1) && direction, size: formatValue(size, '%', {}, lang) };
  const text = formatValue(size, unit, options, lang);
  return { direction: text === formatValue(0, unit, options, lang) ? 0 : direction, size: text };
}

/**
 * "+1.2 points", "−12%", "no change"; where the previous value was 0, so that there is no relative change, the
 * absolute one ("+1,234"). Empty if there is no change to show: the reason is said elsewhere.
 */
export function formatChange(change: ChangeSize, options: ValueOptions = {}, lang: Language = 'en'): string {
  const result = measured(change, options, lang);
  if (!result) return '';
  if (!result.direction) return wordsOf(lang).noChange;
  return (result.direction > 0 ? '+' : MINUS) + result.size;
}

/** As it is spoken: "up 1.2 points on March 2013", "no change on March 2013". Empty if there is no change to show. */
export function describeChange(
  change: ChangeSize & { comparedWith: SpanData },
  options: ValueOptions = {},
  lang: Language = 'en',
  zone = LONDON,
): string {
  const result = measured(change, options, lang);
  if (!result) return '';
  const words = wordsOf(lang);
  const template = !result.direction ? words.same : result.direction > 0 ? words.up : words.down;
  return fill(template, { size: result.size, period: periodNoun(change.comparedWith, lang, zone) });
}
