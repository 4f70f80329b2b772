import { checkWord, COMPARISON_WORDS, PERIOD_WORDS, type ModuleOutcome } from './request.js';

export const MOST_SERVICES = 1000;
const MOST_COLUMNS = 20;
const DIRECTION_WORDS = ['ascending', 'descending'] as const;
/** A change is against something. */
const COMPARED_WORDS = COMPARISON_WORDS.filter((word) => word !== 'none');

const enumWord = (word: string): string => word.toUpperCase().replaceAll('-', '_');

/**
 * The columns where nobody names any, as far as there is data: the metrics that their definitions call headlines. They
 * are asked for before anything is known of definitions.
 */
const USUAL_METRICS = [
  'transactions',
  'digital-take-up',
  'cost-per-transaction',
  'completion-rate',
  'user-satisfaction',
];

/** Variables of services-document.ts. */
export interface ServicesVariables {
  filter: { text?: string; organisation?: string; group?: string; publishes?: string };
  orderBy: {
    field: 'NAME' | 'ORGANISATION' | 'METRIC' | 'CHANGE';
    direction: 'ASC' | 'DESC';
    metric?: string;
    period?: string;
    start?: string;
    compareTo?: string;
  };
  first: number;
  metrics: string[];
  period?: string;
  /** The metric whose changes have a column, and what they are against. */
  changeOf?: string[];
  compareTo?: string;
  lang?: string;
}

/** What a page's author wrote, and what the reader chose: attribute values by property name. */
export interface ServicesWords {
  text: string;
  organisation: string;
  group: string;
  publishes: string;
  metrics: string;
  period: string;
  orderBy: string;
  /** The metric by whose change `orderBy` sorts; null = it does not. */
  changed: string | null;
  direction: string;
  compareTo: string;
}

/** What is known of a column after an answer. */
interface KnownColumn {
  definition: { key: string };
  /** The window of all its figures. */
  period: { period: string; start: string } | null;
}

const fail = (argument: string, message: string): ModuleOutcome<never> => ({
  error: { code: 'BAD_ATTRIBUTE', argument, message },
});

/**
 * Attributes → the question. Slugs and metric keys are the server's to judge.
 * @param first how many rows
 * @param known columns of an earlier answer: a list sorted by one of them is sorted by what stands in it
 */
export function servicesVariables(
  words: ServicesWords,
  first: number,
  lang: string,
  known: readonly KnownColumn[] = [],
): ModuleOutcome<ServicesVariables> {
  const { text, organisation, group, publishes, period, orderBy, changed } = words;
  const wrong =
    checkWord('period', period, PERIOD_WORDS) ??
    checkWord('direction', words.direction, DIRECTION_WORDS) ??
    checkWord('compare-to', words.compareTo, COMPARED_WORDS);
  if (wrong) return { error: wrong };
  if (!Number.isInteger(first) || first < 1 || first > MOST_SERVICES)
    return fail('first', `first is not a whole number from 1 to ${MOST_SERVICES}.`);
  const metrics = words.metrics.split(/[\s,]+/).filter(Boolean);
  if (metrics.length > MOST_COLUMNS) return fail('metrics', `metrics has more than ${MOST_COLUMNS} keys.`);
  const filter = { text: text.trim(), organisation, group, publishes };
  const metric = changed ?? (orderBy === 'name' || orderBy === 'organisation' ? '' : orderBy);
  const field = changed ? 'CHANGE' : metric ? 'METRIC' : orderBy === 'organisation' ? 'ORGANISATION' : 'NAME';
  const sorted = known.find(({ definition }) => definition.key === metric)?.period;
  const compareTo = enumWord(words.compareTo || 'previous-year');
  return {
    value: {
      filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value)),
      orderBy: {
        field,
        direction: words.direction === 'descending' ? 'DESC' : 'ASC',
        ...(metric && { metric }),
        ...(changed && { compareTo }),
        ...(sorted && { period: sorted.period, start: sorted.start }),
      },
      first,
      metrics: metrics.length ? metrics : USUAL_METRICS,
      ...(period && { period: enumWord(period) }),
      ...(changed && { changeOf: [changed], compareTo }),
      ...(lang !== 'en' && { lang }),
    },
  };
}

/** The list in an answer's `data`; undefined if the answer is none to this question. */
export const servicesAnswer = <Data>({
  services,
}: Record<string, unknown>): ModuleOutcome<Data> | undefined =>
  services ? { value: services as Data } : undefined;
