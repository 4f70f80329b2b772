/** The attributes of `<perf-module>` that ask for what an address asks for. */
import { comparisonWord, NO_COMPARISON, rangeWord } from './figure-query.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { periodWord } from '../../../components/formatting/periods.js';

/** A metric of a subject, or a stored module. */
interface Tagged {
  subject: Subject;
  metric: MetricDefinition;
  stored?: { dashboard: string; module: string } | null;
}

/** Names and values as they stand on the tag; null = an attribute without a value. */
export function tagAttributes(
  { subject, metric, stored }: Tagged,
  range: ModuleRange & { chart?: string | null; view?: string | null },
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
    chart,
    view,
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
    // Without a word a stored module is compared as its publisher set it up.
    [
      'compare-to',
      compareTo ? comparisonWord(compareTo) : stored && compareTo === null && !splitOn && NO_COMPARISON,
    ],
    ['split-on', splitOn],
    ['as-of', asOf],
    ['chart', chart?.toLowerCase()],
    ['view', view?.toLowerCase()],
    ['lang', lang === 'en' ? null : lang],
  ];
  const kind: [string, string | null] =
    subject.kind === 'PORTFOLIO' ? ['portfolio', null] : [subject.kind.toLowerCase(), subject.slug];
  const own: [string, string | null][] = stored ? Object.entries(stored) : [kind, ['metric', metric.key]];
  return [...own, ...words.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))];
}
