/** The metrics that organisations have defined, as the import reads them. */
import { stringify } from 'yaml';
import { writtenMetric } from '../ingest/metrics/written.js';
import type { Tables } from '../store/tables.js';
import { yamlFiles } from './yaml-files.js';

/** By key: one text or, where they are too long for one file, several. */
export function metricsYaml({ metrics, organisations }: Tables): string[] {
  const slugs = new Map(organisations.map(({ id, slug }) => [id, slug]));
  const written = metrics
    .filter(({ ownerOrganisationId }) => ownerOrganisationId !== null)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((metric) => writtenMetric(metric, slugs.get(metric.ownerOrganisationId!)!));
  return yamlFiles(
    written.map((metric) => stringify([metric], { lineWidth: 0, aliasDuplicateObjects: false })),
  );
}
