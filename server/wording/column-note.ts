/** Why a column of a list is of another period than its metric's default. */
import { fill } from '../../components/formatting/words.js';
import type { Language } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import type { MetricDefinition } from '../store/subject.js';
import { sentencesOf } from './sentences.js';

/** "by week", "for 12 months". */
export const byPeriod = (period: Period, lang: Language): string => sentencesOf(lang).byPeriod[period];

/** Null where the period was asked for, or is the metric's default. */
export const columnNote = (
  { defaultPeriod }: Pick<MetricDefinition, 'defaultPeriod'>,
  period: Period,
  { asked, lang }: { asked: Period | null; lang: Language },
): string | null =>
  asked || period === defaultPeriod
    ? null
    : fill(sentencesOf(lang).columnPeriod, { by: byPeriod(period, lang) });
