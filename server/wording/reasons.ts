/** Why there is no change, and why there is no value, as text. Server only. */
import { formatValue, quantity } from '../../components/formatting/numbers.js';
import { formatDate, LONDON, periodNoun } from '../../components/formatting/periods.js';
import { sentencesOf } from './sentences.js';
import type { ChangeReason } from './engine-types.js';
import type { Language, SpanData } from '../../components/formatting/types.js';
import { fill, wordsOf } from '../../components/formatting/words.js';

/** "No change is shown because there is no value for March 2013." */
export function formatReason(
  reason: ChangeReason,
  spans: { current: SpanData; previous: SpanData },
  lang: Language = 'en',
  zone = LONDON,
): string {
  const sentences = sentencesOf(lang);
  if (reason.code === 'WITHIN_MARGIN') {
    return fill(sentences.withinMargin, { margin: quantity(wordsOf(lang).points, reason.margin, 1, lang) });
  }
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

/** "phone, paper not provided": the measures or dimension values that a figure lacks; empty if it lacks none. */
export const formatMissingInputs = (names: readonly string[], lang: Language = 'en'): string =>
  names.length > 0 ? fill(sentencesOf(lang).missingInputs, { names: names.join(', ') }) : '';
