/** The attributes of `<perf-module>` that ask for what an address asks for. */

import { writtenWords, type AddressWords } from '../../modules/module-address.js';
import { subjectWords } from '../../modules/module-request.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';

/** A metric of a subject, or a stored module. */
interface Tagged {
  subject: Subject;
  metric: MetricDefinition;
  stored?: { dashboard: string; module: string } | null;
}

/** The same for `moduleElementHtml`. */
export const elementAttributes = (tagged: Tagged, words: AddressWords): Record<string, string | true> =>
  Object.fromEntries(tagAttributes(tagged, words).map(([name, value]) => [name, value ?? true]));

/** Names and values as they stand on the tag; null = an attribute without a value. */
export function tagAttributes(
  { subject, metric, stored }: Tagged,
  words: AddressWords,
): [string, string | null][] {
  const own = stored ?? { ...subjectWords(subject), metric: metric.key };
  const path = Object.entries(own).map(([name, value]): [string, string | null] => [
    name,
    typeof value === 'string' ? value : null,
  ]);
  // Without a word a stored module is compared as its publisher set it up.
  return [...path, ...writtenWords(words, Boolean(stored && !words.splitOn))];
}
