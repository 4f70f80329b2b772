/** Anything that has metrics. */
import type { MetricDefinition, Organisation, Service, ServiceGroup } from '../entities/index.js';
import type { SubjectKind } from '../metrics/subject-kinds.js';

export type { MetricDefinition, Organisation, Service, SubjectKind };

/** One service, or the services of an organisation, a group, or all that match. */
export type Subject =
  | { kind: 'SERVICE'; slug: string; service: Service; services: readonly Service[] }
  | { kind: 'ORGANISATION'; slug: string; organisation: Organisation; services: readonly Service[] }
  | { kind: 'GROUP'; slug: string; group: ServiceGroup; services: readonly Service[] }
  | { kind: 'PORTFOLIO'; slug: string; services: readonly Service[] };

/** The slug of the portfolio, which has no row. */
export const PORTFOLIO_SLUG = 'portfolio';

export const serviceSubject = (service: Service): Subject => ({
  kind: 'SERVICE',
  slug: service.slug,
  service,
  services: [service],
});

/** The id of its row; null for the portfolio, which has none. */
export function subjectId(subject: Subject): number | null {
  switch (subject.kind) {
    case 'SERVICE':
      return subject.service.id;
    case 'ORGANISATION':
      return subject.organisation.id;
    case 'GROUP':
      return subject.group.id;
    default:
      return null;
  }
}
