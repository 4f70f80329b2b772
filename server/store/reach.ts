/** Which services places name: an organisation with all below it, a service, one measure of a service, or everything. */
import type { Service, TokenPlace } from '../entities/index.js';
import type { Catalogue } from './catalogue.js';

export interface ReachedService {
  service: Service;
  /** The measures that are reached; null = all of them. */
  measures: ReadonlySet<string> | null;
}

function servicesAt(catalogue: Catalogue, { organisationId, serviceId }: TokenPlace): readonly Service[] {
  if (serviceId !== undefined)
    return [catalogue.serviceById(serviceId)].filter((found) => found !== undefined);
  if (organisationId === undefined) return catalogue.services;
  return catalogue.subjectById('ORGANISATION', organisationId)?.services ?? [];
}

/** By slug. */
export function reachedServices(catalogue: Catalogue, places: readonly TokenPlace[]): ReachedService[] {
  const reached = new Map<Service, Set<string> | null>();
  for (const place of places) {
    for (const service of servicesAt(catalogue, place)) {
      const known = reached.get(service);
      if (place.measure === undefined || known === null) reached.set(service, null);
      else reached.set(service, (known ?? new Set<string>()).add(place.measure));
    }
  }
  return [...reached]
    .map(([service, measures]) => ({ service, measures }))
    .sort((a, b) => (a.service.slug < b.service.slug ? -1 : 1));
}
