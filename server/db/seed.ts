import type { EntityManager } from 'typeorm';
import { MEASURE_ROWS, METRIC_ROWS } from '../entities/built-in.js';
import { canonicalJson, Measure, MetricDefinition, Submission } from '../entities/index.js';
import { storeMetrics } from './metric-versions.js';

/**
 * Writes the built-in measures and metrics that are missing or differ, as one submission; none if all are as they
 * should be, or differ only in how they are shown, which is no part of the data. A metric that an organisation has
 * defined under the same key stays the organisation's.
 *
 * @returns the keys that were written.
 */
export async function seedBuiltIns(manager: EntityManager, now: Date): Promise<string[]> {
  const measures = changed(MEASURE_ROWS, await manager.find(Measure));
  const storedMetrics = await manager.find(MetricDefinition);
  const owned = new Set(
    storedMetrics.filter((metric) => metric.ownerOrganisationId !== null).map(({ key }) => key),
  );
  const own = METRIC_ROWS.filter(({ key }) => !owned.has(key));
  const metrics = changed(
    own,
    storedMetrics.map(({ version: _, ...metric }) => metric),
  );
  if (measures.length > 0 || changed(own.map(dataOf), storedMetrics.map(dataOf)).length > 0) {
    await manager.insert(Submission, {
      receivedAt: now.toISOString(),
      source: 'perfplat migrate up',
      received: 0,
      inserted: 0,
      updated: 0,
      unchanged: 0,
      changesCatalogue: true,
    });
  }
  if (measures.length > 0) await manager.upsert(Measure, measures, ['key']);
  await storeMetrics(manager, metrics, now);
  return [...measures, ...metrics].map(({ key }) => key);
}

/** A metric without how it is shown, and how often it has been defined. */
const dataOf = ({
  presentation: _presentation,
  version: _version,
  ...metric
}: Omit<MetricDefinition, 'version'> & { version?: number }) => metric;

function changed<Row extends { key: string }>(wanted: readonly Row[], stored: readonly Row[]): Row[] {
  const texts = new Map(stored.map((row) => [row.key, canonicalJson({ ...row })]));
  return wanted.filter((row) => texts.get(row.key) !== canonicalJson(row));
}
