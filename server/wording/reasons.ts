/** Why there is no change, and why there is no value, as text. */
import { quantity } from '../../components/formatting/numbers.js';
import { formatDate } from '../../components/formatting/periods.js';
import type { Language, SpanData } from '../../components/formatting/types.js';
import { fill, formFor } from '../../components/formatting/words.js';
import type { ChangeReason } from '../metrics/comparison/change.js';
import type { DayReason } from '../metrics/comparison/before-and-after.js';
import type { Outcome } from '../metrics/outcome.js';
import type { Period } from '../metrics/periods.js';
import { formatCount, formatPercent, spanNoun } from './phrases.js';
import { sentencesOf } from './sentences.js';

/** "No change is shown because there is no value for March 2013." */
export function formatReason(
  reason: ChangeReason,
  spans: { current: SpanData; previous: SpanData },
  lang: Language = 'en',
): string {
  const sentences = sentencesOf(lang);
  const nouns = {
    current: spanNoun(spans.current, lang),
    previous: spanNoun(spans.previous, lang),
  };
  const values: Record<string, string> = { ...nouns };
  if (reason.code === 'FEW_MATCHED') {
    values.share = formatPercent(reason.share, lang);
    values.window = nouns[reason.window];
  } else if (reason.code === 'BREAK') {
    values.date = formatDate(reason.on, {}, lang);
  } else if (reason.code === 'LOW_RELIABILITY') {
    values.responses = quantity(sentences.responses, reason.responses, 0, lang);
    values.minimum = formatCount(reason.minimum, lang);
  }
  return fill(sentences.noChange, { why: fill(sentences.reasons[reason.code], values) });
}

/** "phone, paper not provided": the measures or dimension values that a figure lacks; empty if it lacks none. */
const formatMissingInputs = (names: readonly string[], lang: Language = 'en'): string =>
  names.length > 0 ? fill(sentencesOf(lang).missingInputs, { names: names.join(', ') }) : '';

/** What a value lacks, as the engine gives it. */
type MissingValue = Pick<Outcome, 'missing' | 'obstacle'>;

/** Why there is no value, where the status alone does not say; empty where it does. */
export function formatWhyMissing({ obstacle, missing }: MissingValue, lang: Language = 'en'): string {
  if (!obstacle) return formatMissingInputs(missing, lang);
  const { obstacles } = sentencesOf(lang);
  switch (obstacle.code) {
    case 'ONLY_BY':
      return fill(obstacles.ONLY_BY, { split: obstacle.split.replaceAll(',', ' × ') });
    case 'DIFFERENT_RANGES':
      return obstacles.DIFFERENT_RANGES[obstacle.among];
    case 'DIFFERENT_DAYS':
      return obstacles.DIFFERENT_DAYS;
  }
}

/** Why the sides of a day are not compared, or have no interval, as a clause: "there is no whole period …". */
export function formatDayReason(reason: DayReason, period: Period | null, lang: Language = 'en'): string {
  const sentences = sentencesOf(lang);
  const values: Record<string, string> = {};
  if (reason.code === 'FEW_MATCHED') {
    values.share = formatPercent(reason.share, lang);
    values.side = sentences.sides[reason.side];
  } else if (reason.code === 'BREAK') {
    values.date = formatDate(reason.on, {}, lang);
  } else if (reason.code === 'LOW_RELIABILITY') {
    values.responses = quantity(sentences.responses, reason.responses, 0, lang);
    values.minimum = formatCount(reason.minimum, lang);
  } else if (reason.code === 'NOT_ADDED') {
    values.measures = reason.measures.join(', ').replaceAll('-', ' ');
  } else if (reason.code === 'ONE_WINDOW' && period) {
    values.point = formFor(sentences.points[period], 1, lang);
  }
  return fill(sentences.dayReasons[reason.code], values);
}
