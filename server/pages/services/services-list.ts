/** What page and file of the list of services show: which services, in which order, with which figures. */
import {
  filterServices,
  sortByName,
  sortByOrganisation,
  sortByValue,
  wholeOf,
} from '../../engine/service-list.js';
import type { MetricDefinition, Service, Subject } from '../../store/subject.js';
import { ArgumentError } from '../../errors.js';
import type { Reading } from '../../loaders/reading.js';
import { changeRank } from '../../metrics/comparison/change-rank.js';
import { changedMetric } from '../../../components/view/services-change.js';
import { missingFrom, readColumns, usualColumns, type Column } from './services-columns.js';
import { parseServicesQuery, sortedMetric, type ServicesQuery } from './services-query.js';

export interface ServiceList {
  query: ServicesQuery;
  all: Subject;
  /** Every metric that there is data of. */
  metrics: readonly MetricDefinition[];
  columns: readonly Column[];
  /** All that match, in their order. */
  services: readonly Service[];
}

/** The filter's own error names `filter.text`; readers know the parameter. */
function filtered(query: ServicesQuery, reading: Reading): readonly Service[] {
  try {
    return filterServices(reading.catalogue, query.filter);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new ArgumentError(error.argument.replace(/^filter\./, ''), error.message, error.code);
  }
}

function sorted(
  services: readonly Service[],
  query: ServicesQuery,
  columns: readonly Column[],
  { catalogue }: Reading,
): Service[] {
  const { sort, isDescending } = query;
  const column = columns.find(({ metric }) => metric.key === sortedMetric(query));
  if (column) {
    const { metric, isChangeShown } = column;
    const values = new Map(
      [...column.values].map(([id, { value, change }]) => [
        id,
        isChangeShown ? changeRank(change, metric) : value,
      ]),
    );
    return sortByValue(sortByName(services, 'en'), values, isDescending);
  }
  const list =
    sort === 'organisation' ? sortByOrganisation(services, catalogue, 'en') : sortByName(services, 'en');
  return isDescending ? list.reverse() : list;
}

/** Those that were asked for, else the usual ones; what the list is sorted by or lacks is always among them. */
function shownMetrics(
  query: ServicesQuery,
  metrics: readonly MetricDefinition[],
  usual: readonly MetricDefinition[],
): MetricDefinition[] {
  const keys = query.columns.length ? query.columns : usual.map(({ key }) => key);
  const more = [query.missing, sortedMetric(query)];
  return [...new Set([...keys, ...more])].flatMap(
    (key) => metrics.find((metric) => metric.key === key) ?? [],
  );
}

/** A form sends the usual columns, too: they need not be said. */
function withoutUsual(query: ServicesQuery, usual: readonly MetricDefinition[]): ServicesQuery {
  const isUsual = query.columns.join() === usual.map(({ key }) => key).join();
  return isUsual ? { ...query, columns: [] } : query;
}

/** @throws ArgumentError that names the parameter. */
export async function readServiceList(asked: URLSearchParams, reading: Reading): Promise<ServiceList> {
  const { catalogue } = reading;
  const all = catalogue.portfolio();
  const metrics = catalogue.metricsOf(all);
  const usual = usualColumns(all, reading);
  const parsed = parseServicesQuery(
    asked,
    metrics.map(({ key }) => key),
  );
  const query = withoutUsual(parsed, usual);
  const matching = filtered(query, reading);
  const shown = shownMetrics(query, metrics, usual);
  const columns = await readColumns(
    shown,
    {
      whole: wholeOf(query.filter, reading.catalogue),
      services: matching,
      period: query.period,
      changes: changedMetric(query.sort),
      compareTo: query.compareTo,
    },
    reading,
  );
  const lacking = columns.find(({ metric }) => metric.key === query.missing);
  const missing = lacking && missingFrom(lacking);
  const services = missing ? matching.filter(({ id }) => missing.has(id)) : matching;
  return { query, all, metrics, columns, services: sorted(services, query, columns, reading) };
}
