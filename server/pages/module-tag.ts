/** The attributes of `<perf-module>` that ask for what an address asks for. */
import { comparisonWord, rangeWord } from './figure-query.js';
import type { Metric } from './types.js';
import type { Subject } from '../domain/subject.js';
import type { ModuleRange } from '../domain/modules.js';
import { periodWord } from '../../components/formatting/periods.js';

/** Names and values as they stand on the tag; null = an attribute without a value. */
export function tagAttributes(
  { subject, metric }: { subject: Subject; metric: Metric },
  range: ModuleRange,
): [string, string | null][] {
  const {
    period,
    from,
    to,
    since,
    until,
    last,
    range: named,
    by,
    top,
    compareTo,
    splitOn,
    asOf,
    lang,
  } = range;
  const words: [string, string | null | undefined | false][] = [
    ['period', period && periodWord(period)],
    ['from', from],
    ['to', to],
    ['since', since],
    ['until', until],
    ['last', last ? String(last) : null],
    ['range', named && rangeWord(named)],
    ['by', by],
    ['top', top ? String(top) : null],
    ['compare-to', compareTo && comparisonWord(compareTo)],
    ['split-on', splitOn],
    ['as-of', asOf],
    ['lang', lang === 'en' ? null : lang],
  ];
  const own: [string, string | null] =
    subject.kind === 'PORTFOLIO' ? ['portfolio', null] : [subject.kind.toLowerCase(), subject.slug];
  return [
    own,
    ['metric', metric.key],
    ...words.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  ];
}
