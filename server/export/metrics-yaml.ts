/** The metrics that organisations have defined, as the import reads them. */
import { stringify } from 'yaml';
import { writtenMetric } from '../ingest/metrics/written.js';
import type { Tables } from '../store/tables.js';

/** One text, by key. */
export function metricsYaml({ metrics, organisations }: Tables): string {
  const slugs = new Map(organisations.map(({ id, slug }) => [id, slug]));
  const written = metrics
    .filter(({ ownerOrganisationId }) => ownerOrganisationId !== null)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((metric) => writtenMetric(metric, slugs.get(metric.ownerOrganisationId!)!));
  return stringify(written, { lineWidth: 0, aliasDuplicateObjects: false });
}
