import type { EntityManager } from 'typeorm';
import { MEASURE_ROWS, METRIC_ROWS } from '../entities/built-in.js';
import {
  canonicalJson,
  CatalogueRevision,
  Measure,
  MetricDefinition,
  Submission,
} from '../entities/index.js';
import { storeMetrics } from './metric-versions.js';

export interface Seeded {
  /** Keys of built-in measures and metrics that were new or had changed. */
  seeded: string[];
  /** What has the key of a built-in one, is not ours, and was left alone. */
  kept: { kind: 'measure' | 'metric'; key: string }[];
}

/**
 * Writes the built-in measures and metrics that are missing or differ, as one submission; none if all are as they
 * should be, or differ only in how they are shown, which is no part of the data. What was made here under the same key,
 * before there was a built-in one, stays what it is, and so does a measure that was changed here.
 */
export async function seedBuiltIns(manager: EntityManager, now: Date): Promise<Seeded> {
  const storedMeasures = await manager.find(Measure);
  const isTheirs = await theirsAmong(manager, storedMeasures);
  const differing = changed(MEASURE_ROWS, storedMeasures);
  const measures = differing.filter(({ key }) => !isTheirs.has(key));
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
  return {
    seeded: [...measures, ...metrics].map(({ key }) => key),
    kept: [
      ...differing
        .filter(({ key }) => isTheirs.has(key))
        .map(({ key }) => ({ kind: 'measure' as const, key })),
      ...METRIC_ROWS.filter(({ key }) => owned.has(key)).map(({ key }) => ({ kind: 'metric' as const, key })),
    ],
  };
}

/** The keys of measures that an import or a mutation has made or changed; ours never change their unit or how they add up. */
async function theirsAmong(manager: EntityManager, stored: readonly Measure[]): Promise<Set<string>> {
  const revisions = await manager.findBy(CatalogueRevision, { kind: 'measures' });
  const ours = new Map(MEASURE_ROWS.map((row) => [row.key, row]));
  const others = stored.filter(({ key, unit, aggregation }) => {
    const row = ours.get(key);
    return row && (row.unit !== unit || row.aggregation !== aggregation);
  });
  return new Set([...revisions.map(({ rowKey }) => rowKey), ...others.map(({ key }) => key)]);
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
