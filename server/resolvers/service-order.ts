/** The order of a list of services. */
import { serviceSubject } from '../store/subject.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import { metricArgument } from '../modules/module-question.js';
import { assertPeriod, windowArgument } from '../engine/questions.js';
import { sortByName, sortByOrganisation, sortByValue } from '../engine/service-list.js';
import { ArgumentError } from '../errors.js';
import type { ServiceOrder } from '../graphql/inputs.js';
import type { Service } from '../store/subject.js';
import type { Reading } from '../loaders/reading.js';

/** By name if nobody says. @throws ArgumentError that names the part of the order that is wrong. */
export async function orderServices(
  services: readonly Service[],
  orderBy: ServiceOrder | null | undefined,
  reading: Reading,
): Promise<Service[]> {
  const { field = 'NAME', direction = 'ASC' } = orderBy ?? {};
  if (field === 'METRIC') return orderByMetric(services, orderBy!, reading);
  const sorted =
    field === 'NAME' ? sortByName(services, 'en') : sortByOrganisation(services, reading.catalogue, 'en');
  return direction === 'DESC' ? sorted.reverse() : sorted;
}

async function orderByMetric(
  services: readonly Service[],
  { metric: key, period: asked, start, direction }: ServiceOrder,
  reading: Reading,
): Promise<Service[]> {
  if (!key)
    throw new ArgumentError('orderBy.metric', 'orderBy METRIC needs the key of a metric', 'BAD_METRIC');
  const metric = metricArgument(reading.catalogue, key, 'orderBy.metric');
  const all = reading.catalogue.portfolio(services);
  const period = asked ?? defaultPeriodOf(all, metric, reading.snapshot);
  assertPeriod(metric, period, 'orderBy.period');
  const window = start ? windowArgument('orderBy.start', period, start) : null;
  const values = await Promise.all(
    services.map(async (service) => {
      const question = { subject: serviceSubject(service), metric, period };
      const figure = window ? await reading.figure({ ...question, window }) : await reading.latest(question);
      return [service.id, figure?.value ?? null] as const;
    }),
  );
  return sortByValue(services, new Map(values), direction === 'DESC');
}
