/** What the ends of a score's scale mean: what all would have answered. */
import { digits, round } from '../../../components/formatting/digits.js';
import { MINUS } from '../../../components/formatting/numbers.js';
import type { Formula, Language } from '../../metrics/definitions.js';
import { scaleOf } from '../../metrics/presentation-rules.js';
import { valueLabels } from '../value-labels.js';

export interface ScaleWords {
  low: string;
  lowest: string;
  high: string;
  highest: string;
}

/** Null for what is no score, and where the answers have no names. */
export function scaleWords(formula: Formula, lang: Language): ScaleWords | null {
  const scale = scaleOf(formula);
  if (!scale || formula.kind !== 'score') return null;
  const ends = [scale.low, scale.high];
  const values = ends.map(({ value }) => value);
  const labels = valueLabels(formula.dimension, values, { lang });
  const [lowest, highest] = values.map((value) => labels.get(value)!.toLowerCase());
  const [low, high] = ends.map(
    ({ score }) => (score < 0 ? MINUS : '') + digits(round(Math.abs(score), 2), lang),
  );
  return /^\d/.test(lowest + highest) ? null : { low, lowest, high, highest };
}
