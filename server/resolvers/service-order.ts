/** The order of a list of services. */
import { serviceSubject } from '../store/subject.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import { metricArgument } from '../modules/module-question.js';
import { assertPeriod, windowArgument } from '../engine/questions.js';
import { sortByName, sortByOrganisation, sortByValue } from '../engine/service-list.js';
import { ArgumentError } from '../errors.js';
import type { ServiceOrder } from '../graphql/inputs.js';
import { changeRank } from '../metrics/comparison/change-rank.js';
import type { Service, Subject } from '../store/subject.js';
import type { Reading } from '../loaders/reading.js';

/**
 * By name if nobody says.
 *
 * @param whole whose default period figures are of where nobody names one: that of the list's columns
 * @throws ArgumentError that names the part of the order that is wrong.
 */
export async function orderServices(
  services: readonly Service[],
  orderBy: ServiceOrder | null | undefined,
  whole: Subject,
  reading: Reading,
): Promise<Service[]> {
  const { field = 'NAME', direction = 'ASC' } = orderBy ?? {};
  if (field === 'METRIC' || field === 'CHANGE') return orderByFigure(services, orderBy!, whole, reading);
  const sorted =
    field === 'NAME' ? sortByName(services, 'en') : sortByOrganisation(services, reading.catalogue, 'en');
  return direction === 'DESC' ? sorted.reverse() : sorted;
}

async function orderByFigure(
  services: readonly Service[],
  { field, metric: key, period: asked, start, direction, compareTo }: ServiceOrder,
  whole: Subject,
  reading: Reading,
): Promise<Service[]> {
  if (!key)
    throw new ArgumentError('orderBy.metric', `orderBy ${field} needs the key of a metric`, 'BAD_METRIC');
  const metric = metricArgument(reading.catalogue, key, 'orderBy.metric');
  const period = asked ?? defaultPeriodOf(whole, metric, reading.snapshot);
  assertPeriod(metric, period, 'orderBy.period');
  const window = start ? windowArgument('orderBy.start', period, start) : null;
  const isByChange = field === 'CHANGE';
  const comparison = isByChange ? { compareTo: compareTo ?? 'PREVIOUS_YEAR' } : {};
  const values = await Promise.all(
    services.map(async (service) => {
      const question = { subject: serviceSubject(service), metric, period, ...comparison };
      const figure = window ? await reading.figure({ ...question, window }) : await reading.latest(question);
      const value = isByChange ? changeRank(figure?.change ?? null, metric) : figure?.value;
      return [service.id, value ?? null] as const;
    }),
  );
  return sortByValue(services, new Map(values), direction === 'DESC');
}
