/** What the address of the list of services asks for. */
import { ArgumentError } from '../../errors.js';
import type { ServiceFilter } from '../../engine/service-list.js';
import type { Comparison, Period } from '../../metrics/periods.js';
import { writtenChoice } from '../../modules/request-words.js';
import { periodWord } from '../../../components/formatting/periods.js';
import { changedMetric, changeKey } from '../../../components/view/services-change.js';
import { comparisonParameter, periodParameter, valueOf } from '../figure/figure-query.js';

export interface ServicesQuery {
  filter: ServiceFilter;
  /** Keys of metrics in the order of their columns; empty = those that everyone wants. */
  columns: readonly string[];
  /** Null = each metric's own. */
  period: Period | null;
  /** The key of a metric: only services that should have a value of it and have none. */
  missing: string | null;
  /** Slugs of services that were chosen to be compared. */
  chosen: readonly string[];
  /** `name`, `organisation`, the key of a metric, or that of its change. */
  sort: string;
  /** What changes are against. */
  compareTo: Comparison;
  isDescending: boolean;
  /** From 1. */
  page: number;
}

/** Every parameter of the list's address. */
export const SERVICES_PARAMETERS: readonly string[] = [
  ...[
    'text',
    'organisation',
    'group',
    'publishes',
    'column',
    'period',
    'missing',
    'sort',
    'compare-to',
    'order',
  ],
  ...['page', 's'],
];

export const PER_PAGE = 50;
export const MOST_COLUMNS = 6;
/** Maximum number of services side by side. */
export const MOST_COMPARED = 5;

const USUAL_COMPARISON: Comparison = 'PREVIOUS_YEAR';

const TEXT_SORTS = ['name', 'organisation'] as const;
const isTextSort = (sort: string): boolean => (TEXT_SORTS as readonly string[]).includes(sort);

/** The metric that a list is sorted by, or by whose change. */
export const sortedMetric = ({ sort }: Pick<ServicesQuery, 'sort'>): string | null =>
  isTextSort(sort) ? null : (changedMetric(sort) ?? sort);

/** All values of a parameter that may be given more than once, each once. */
const valuesOf = (query: URLSearchParams, parameter: string): string[] => [
  ...new Set(query.getAll(parameter).flatMap((text) => text.trim() || [])),
];

function oneMetric(parameter: string, key: string, metrics: readonly string[]): string {
  if (metrics.includes(key)) return key;
  throw new ArgumentError(parameter, `${parameter} must be one of ${metrics.join(', ')}, not "${key}"`);
}

export function chosenServices(query: URLSearchParams): string[] {
  const chosen = valuesOf(query, 's');
  if (chosen.length <= MOST_COMPARED) return chosen;
  throw new ArgumentError(
    's',
    `at most ${MOST_COMPARED} services can be compared, not ${chosen.length}: go back and take some away`,
  );
}

/**
 * @param metrics keys of the metrics that there is data of
 * @throws ArgumentError that names the parameter and says what it must be.
 */
export function parseServicesQuery(query: URLSearchParams, metrics: readonly string[]): ServicesQuery {
  const value = (parameter: string): string | null => valueOf(query, parameter);
  const sort = value('sort') ?? 'name';
  const metric = sortedMetric({ sort });
  if (metric !== null && !metrics.includes(metric)) {
    const sorts = [...TEXT_SORTS, ...metrics].join(', ');
    const byChange = `or the key of a metric with "${changeKey('')}" for its change`;
    throw new ArgumentError('sort', `sort must be one of ${sorts}, ${byChange}, not "${sort}"`);
  }
  const order = value('order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') {
    throw new ArgumentError('order', `order must be asc or desc, not "${order}"`);
  }
  const page = value('page') ?? '1';
  if (!/^[1-9]\d{0,4}$/.test(page)) {
    throw new ArgumentError('page', `page must be a whole number of 1 or more, not "${page}"`);
  }
  const columns = valuesOf(query, 'column').map((key) => oneMetric('column', key, metrics));
  if (columns.length > MOST_COLUMNS) {
    const message = `at most ${MOST_COLUMNS} columns fit, not ${columns.length}: go back and take some away`;
    throw new ArgumentError('column', message);
  }
  const missing = value('missing');
  return {
    filter: {
      text: value('text'),
      organisation: value('organisation'),
      group: value('group'),
      publishes: value('publishes'),
    },
    columns,
    period: periodParameter(value('period')),
    missing: missing && oneMetric('missing', missing, metrics),
    chosen: chosenServices(query),
    sort,
    compareTo: comparisonParameter(value('compare-to')) ?? USUAL_COMPARISON,
    isDescending: order === 'desc',
    page: Number(page),
  };
}

export const chosenQuery = (slugs: readonly string[]): string =>
  slugs.map((slug) => `s=${encodeURIComponent(slug)}`).join('&');

/** The query of the same list with some of it changed; empty where everything is as usual. */
export function servicesSearch(query: ServicesQuery, changed: Partial<ServicesQuery> = {}): string {
  const next = { ...query, ...changed };
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(next.filter)) if (value) words.set(name, value);
  for (const key of next.columns) words.append('column', key);
  if (next.period) words.set('period', periodWord(next.period));
  if (next.missing) words.set('missing', next.missing);
  if (next.sort !== 'name') words.set('sort', next.sort);
  if (changedMetric(next.sort) !== null && next.compareTo !== USUAL_COMPARISON) {
    words.set('compare-to', writtenChoice(next.compareTo));
  }
  if (next.isDescending) words.set('order', 'desc');
  if (next.page > 1) words.set('page', String(next.page));
  for (const slug of next.chosen) words.append('s', slug);
  return words.size ? `?${words}` : '';
}

/** The address of the same list with some of it changed. */
export const servicesPath = (query: ServicesQuery, changed: Partial<ServicesQuery> = {}): string =>
  `/services${servicesSearch(query, changed)}`;

/** Forms send what was left empty, and what is as usual: the address to keep has neither. */
export const isFromForm = (query: URLSearchParams): boolean => [...query.values()].includes('');
