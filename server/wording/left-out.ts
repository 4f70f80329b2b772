/** Why a service is not in a figure of several. */
import { formatMissing } from '../../components/formatting/missing.js';
import type { Obstacle } from '../metrics/outcome.js';
import { isRange } from './phrases.js';
import { formatWhyMissing } from './reasons.js';
import { sentencesOf } from './sentences.js';
import type { Language, SpanData, ValueStatus } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';

/** What came of one service, as the engine gives it. */
export interface LeftOut {
  value: number | null;
  status: ValueStatus;
  missing: readonly string[];
  obstacle: Obstacle | null;
  parts: { provided: number; expected: number };
  isExpected: boolean;
}

/** "phone, paper not provided", "Incomplete: 3 of 4 quarters", "Not provided: not expected in this period". */
export function whyLeftOut(
  { value, status, missing, obstacle, parts, isExpected }: LeftOut,
  span: SpanData,
  lang: Language = 'en',
): string {
  const sentences = sentencesOf(lang);
  if (value !== null) return sentences.neverAdded;
  const { period } = span;
  const context = { kind: 'SERVICE', period, isRange: isRange(span), coverage: parts } as const;
  const why = formatWhyMissing({ missing, obstacle }, lang) || formatMissing(status, context, lang);
  return isExpected ? why : fill(sentences.notExpected, { why });
}
