import { checkWord, PERIOD_WORDS, type ModuleOutcome } from './request.js';

export const MOST_SERVICES = 1000;
const MOST_COLUMNS = 20;
const DIRECTION_WORDS = ['ascending', 'descending'] as const;

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
    field: 'NAME' | 'ORGANISATION' | 'METRIC';
    direction: 'ASC' | 'DESC';
    metric?: string;
    period?: string;
    start?: string;
  };
  first: number;
  metrics: string[];
  period?: string;
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
  direction: string;
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
  const { text, organisation, group, publishes, period, orderBy } = words;
  const wrong =
    checkWord('period', period, PERIOD_WORDS) ?? checkWord('direction', words.direction, DIRECTION_WORDS);
  if (wrong) return { error: wrong };
  if (!Number.isInteger(first) || first < 1 || first > MOST_SERVICES)
    return fail('first', `first is not a whole number from 1 to ${MOST_SERVICES}.`);
  const metrics = words.metrics.split(/[\s,]+/).filter(Boolean);
  if (metrics.length > MOST_COLUMNS) return fail('metrics', `metrics has more than ${MOST_COLUMNS} keys.`);
  const filter = { text: text.trim(), organisation, group, publishes };
  const field =
    orderBy === 'organisation' ? 'ORGANISATION' : orderBy && orderBy !== 'name' ? 'METRIC' : 'NAME';
  const sorted = known.find(({ definition }) => definition.key === orderBy)?.period;
  return {
    value: {
      filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value)),
      orderBy: {
        field,
        direction: words.direction === 'descending' ? 'DESC' : 'ASC',
        ...(field === 'METRIC' && { metric: orderBy }),
        ...(sorted && { period: sorted.period, start: sorted.start }),
      },
      first,
      metrics: metrics.length ? metrics : USUAL_METRICS,
      ...(period && { period: period.toUpperCase().replaceAll('-', '_') }),
      ...(lang !== 'en' && { lang }),
    },
  };
}

/** The list in an answer's `data`; undefined if the answer is none to this question. */
export const servicesAnswer = <Data>({
  services,
}: Record<string, unknown>): ModuleOutcome<Data> | undefined =>
  services ? { value: services as Data } : undefined;
