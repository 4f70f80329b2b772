/** What is wrong with a metric that is not stored; without problems the metric as the engine takes it. */
import type { EntityManager } from 'typeorm';
import type { MetricDefinition } from '../entities/index.js';
import { valueOfJson } from '../ingest/dashboards/yaml-text.js';
import { MetricValidator } from '../ingest/metrics/validate.js';
import { Problems } from '../ingest/problems.js';
import type { Written } from '../modules/stored-definition.js';
import { loadInventory } from '../submissions/inventory.js';
import { type AuthoringProblem, problemsOf } from './problems.js';

export type LookedAtMetric =
  { problems: AuthoringProblem[]; metric: null } | { problems: []; metric: MetricDefinition };

export async function lookAtMetric(manager: EntityManager, definition: Written): Promise<LookedAtMetric> {
  const catalogue = await loadInventory(manager);
  const problems = new Problems();
  const validator = new MetricValidator(catalogue, problems);
  validator.add('metric', valueOfJson(definition));
  if (problems.count > 0) return { problems: problemsOf(problems.sorted(), ''), metric: null };
  const [{ set, references }] = validator.rows;
  const owner = catalogue.organisation.get((references!.ownerOrganisationId as { slug: string }).slug);
  // The rows of metrics have every column but the version, which is the next one when it is stored.
  const metric = { ...set, ownerOrganisationId: owner!.id, version: 0 } as unknown as MetricDefinition;
  return { problems: [], metric };
}
