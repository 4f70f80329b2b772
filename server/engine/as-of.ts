/** What data sets held at an earlier version, where they changed since: the windows of then, not of today. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { type DataSetExtent, HAS_FINAL_VALUE, IS_THERE } from '../entities/index.js';
import type { SeriesFacts } from '../metrics/rows/splits.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { Snapshot } from '../store/snapshot.js';

interface HeldBySeries {
  series_id: number;
  period: number;
  first: number;
  last: number;
  latest: number | null;
}

/** What each series held in each period as of a version: current rows, and those that were replaced since. */
async function heldAsOf(
  dataSource: DataSource,
  series: readonly SeriesFacts[],
  asOf: number,
): Promise<HeldBySeries[]> {
  const dialect = dialectOf(dataSource);
  const held = (table: string, condition: string): string =>
    `SELECT o.series_id, o.period, MIN(o.start) AS first, MAX(o.start) AS last,
       MAX(CASE WHEN ${HAS_FINAL_VALUE} THEN o.start END) AS latest
     FROM ${table} o WHERE o.series_id IN ${dialect.list('integer')} AND ${IS_THERE} AND ${condition}
     GROUP BY o.series_id, o.period`;
  const ids = dialect.listParameter(series.map(({ id }) => id));
  return rows<HeldBySeries>(
    dataSource,
    `${held('observation', 'o.submission_id <= ?')} UNION ALL
     ${held('observation_revision', 'o.submission_id <= ? AND o.replaced_by > ?')}`,
    [ids, asOf, ids, asOf, asOf],
  );
}

/** A snapshot for choosing windows as of a version: extents are those of then. */
export async function snapshotAsOf(
  dataSource: DataSource,
  snapshot: Snapshot,
  dataSets: Iterable<DataSetFacts>,
  asOf: number,
): Promise<Snapshot> {
  const changed = new Set<number>();
  for (const { id } of dataSets) if ((snapshot.changedBy.get(id)?.submission ?? 0) > asOf) changed.add(id);
  if (!changed.size) return snapshot;
  const series = [...changed].flatMap((id) => snapshot.series.get(id) ?? []);
  const dataSetOf = new Map(series.map(({ id, dataSetId }) => [id, dataSetId]));
  const then = new Map<number, Map<number, DataSetExtent>>([...changed].map((id) => [id, new Map()]));
  for (const { series_id, period, first, last, latest } of await heldAsOf(dataSource, series, asOf)) {
    const dataSetId = dataSetOf.get(series_id)!;
    const extents = then.get(dataSetId)!;
    const known = extents.get(period);
    extents.set(period, {
      dataSetId,
      period,
      firstStart: Math.min(known?.firstStart ?? Infinity, first),
      lastStart: Math.max(known?.lastStart ?? -Infinity, last),
      latestValueStart: later(known?.latestValueStart ?? null, latest),
      version: asOf,
    });
  }
  const extents = new Map([...then].map(([id, byPeriod]) => [id, [...byPeriod.values()]]));
  return { ...snapshot, extents: { get: (id) => extents.get(id) ?? snapshot.extents.get(id) } };
}

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
