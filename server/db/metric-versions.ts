import { type EntityManager, In } from 'typeorm';
import { MetricDefinition, MetricDefinitionVersion } from '../entities/index.js';

/**
 * Stores definitions that are new or have changed, each as the next version of its key. It writes no submission: a server
 * that is running answers by them only after the next submission that changes the catalogue.
 */
export async function storeMetrics(
  manager: EntityManager,
  metrics: readonly Omit<MetricDefinition, 'version'>[],
  now: Date,
): Promise<void> {
  if (metrics.length === 0) return;
  const kept = await manager.findBy(MetricDefinitionVersion, { key: In(metrics.map(({ key }) => key)) });
  const newest = new Map<string, number>();
  for (const { key, version } of kept) newest.set(key, Math.max(version, newest.get(key) ?? 0));
  const rows = metrics.map((metric) => ({ ...metric, version: (newest.get(metric.key) ?? 0) + 1 }));
  // A copy: TypeORM writes what the database answers into what it is given.
  await manager.upsert(MetricDefinition, structuredClone(rows), ['key']);
  const versions = rows.map(({ key, version, ...definition }) => ({
    key,
    version,
    at: now.toISOString(),
    definition,
  }));
  await manager.insert(MetricDefinitionVersion, versions);
}
