/** Why there is no change, as a sentence. Server only. */
import { formatValue, quantity } from './numbers.js';
import { formatDate, LONDON, periodNoun } from './periods.js';
import { sentencesOf } from './sentences.js';
import type { ChangeReason, Language, SpanData } from './types.js';
import { fill } from './words.js';

/** "No change is shown because there is no value for March 2013." */
export function formatReason(
  reason: ChangeReason,
  spans: { current: SpanData; previous: SpanData },
  lang: Language = 'en',
  zone = LONDON,
): string {
  const sentences = sentencesOf(lang);
  const nouns = {
    current: periodNoun(spans.current, lang, zone),
    previous: periodNoun(spans.previous, lang, zone),
  };
  const values: Record<string, string> = { ...nouns };
  if (reason.code === 'FEW_MATCHED') {
    values.share = formatValue(reason.share, '%', {}, lang);
    values.window = nouns[reason.window];
  } else if (reason.code === 'BREAK') {
    values.date = formatDate(reason.on, {}, lang);
  } else if (reason.code === 'LOW_RELIABILITY') {
    values.responses = quantity(sentences.responses, reason.responses, 0, lang);
    values.minimum = formatValue(reason.minimum, 'count', {}, lang);
  }
  return fill(sentences.noChange, { why: fill(sentences.reasons[reason.code], values) });
}
