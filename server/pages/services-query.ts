/** What the address of the list of services asks for. */
import { ArgumentError } from '../errors.js';
import type { ServiceFilter } from '../domain/service-list.js';
import { valueOf } from './figure-query.js';

export interface ServicesQuery {
  filter: ServiceFilter;
  /** `name`, `organisation`, or the key of a metric that has a column. */
  sort: string;
  isDescending: boolean;
  /** From 1. */
  page: number;
}

export const PER_PAGE = 50;

/** @throws ArgumentError that names the parameter and says what it must be. */
export function parseServicesQuery(query: URLSearchParams, columns: readonly string[]): ServicesQuery {
  const value = (parameter: string): string | null => valueOf(query, parameter);
  const sorts = ['name', 'organisation', ...columns];
  const sort = value('sort') ?? 'name';
  if (!sorts.includes(sort)) {
    throw new ArgumentError('sort', `sort must be one of ${sorts.join(', ')}, not "${sort}"`);
  }
  const order = value('order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') {
    throw new ArgumentError('order', `order must be asc or desc, not "${order}"`);
  }
  const page = value('page') ?? '1';
  if (!/^[1-9]\d{0,4}$/.test(page)) {
    throw new ArgumentError('page', `page must be a whole number of 1 or more, not "${page}"`);
  }
  return {
    filter: {
      text: value('text'),
      organisation: value('organisation'),
      group: value('group'),
      publishes: value('publishes'),
    },
    sort,
    isDescending: order === 'desc',
    page: Number(page),
  };
}

/** The address of the same list with some of it changed. */
export function servicesPath(
  { filter, sort, isDescending, page }: ServicesQuery,
  changed: Partial<Omit<ServicesQuery, 'filter'>> = {},
): string {
  const next = { sort, isDescending, page, ...changed };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (next.sort !== 'name') query.set('sort', next.sort);
  if (next.isDescending) query.set('order', 'desc');
  if (next.page > 1) query.set('page', String(next.page));
  const text = query.toString();
  return text ? `/services?${text}` : '/services';
}
