/** A formula with the numbers in it, as a reader would check it on a calculator. */
import { digits, round } from '../../components/formatting/digits.js';
import type { FigureData, Language } from '../../components/formatting/types.js';

/** Only what the calculation depends on. */
export interface Calculable {
  formula: { kind: string; scale?: number };
}

/**
 * "1,287,245,752 ÷ 1,615,987,198 × 100 = 79.66%" of ratios, "= 1,642,405,895" of anything else; the value in words
 * where there is none.
 */
export function calculationText(
  {
    value,
    numerator,
    denominator,
    formatted,
  }: Pick<FigureData, 'value' | 'numerator' | 'denominator' | 'formatted'>,
  { formula }: Calculable,
  lang: Language = 'en',
): string {
  const number = (n: number): string => digits(round(n, 2), lang);
  if (value !== null && formula.kind === 'total') return `= ${number(value)}`;
  if (value === null || numerator === null || denominator === null) return `= ${formatted}`;
  const scale = formula.kind === 'ratio' ? (formula.scale ?? 1) : formula.kind === 'share-within' ? 100 : 1;
  const times = scale === 1 ? '' : ` × ${number(scale)}`;
  return `${number(numerator)} ÷ ${number(denominator)}${times} = ${formatted}`;
}
