/** What data sets held at an earlier version, where they changed since: the newest window of then, not of today. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import type { DataSetExtent } from '../entities/index.js';
import { statusCode } from '../metrics/status.js';
import type { SeriesFacts } from '../metrics/splits.js';
import type { DataSetFacts } from '../metrics/values.js';
import type { Snapshot } from '../store/snapshot.js';

interface Newest {
  series_id: number;
  period: number;
  start: number;
}

const PROVIDED = statusCode('PROVIDED');

/** The newest value of each series and period as of a version: current rows, and those that were replaced since. */
async function newestValues(
  dataSource: DataSource,
  series: readonly SeriesFacts[],
  asOf: number,
): Promise<Newest[]> {
  const dialect = dialectOf(dataSource);
  const newest = (table: string, condition: string): string =>
    `SELECT series_id, period, MAX(start) AS start FROM ${table} WHERE series_id IN ${dialect.list('integer')}
     AND status = ${PROVIDED} AND ${condition} GROUP BY series_id, period`;
  const ids = dialect.listParameter(series.map(({ id }) => id));
  return rows<Newest>(
    dataSource,
    `${newest('observation', 'submission_id <= ?')} UNION ALL
     ${newest('observation_revision', 'submission_id <= ? AND replaced_by > ?')}`,
    [ids, asOf, ids, asOf, asOf],
  );
}

/** A snapshot for choosing windows as of a version: extents name the newest values of then. */
export async function snapshotAsOf(
  dataSource: DataSource,
  snapshot: Snapshot,
  dataSets: Iterable<DataSetFacts>,
  asOf: number,
): Promise<Snapshot> {
  const held = (id: number): readonly DataSetExtent[] => snapshot.extents.get(id) ?? [];
  const changed = new Set<number>();
  for (const { id } of dataSets) if (held(id).some(({ version }) => version > asOf)) changed.add(id);
  if (!changed.size) return snapshot;
  const series = [...changed].flatMap((id) => snapshot.series.get(id) ?? []);
  const dataSetOf = new Map(series.map(({ id, dataSetId }) => [id, dataSetId]));
  const latest = new Map<string, number>();
  for (const { series_id, period, start } of await newestValues(dataSource, series, asOf)) {
    const key = `${dataSetOf.get(series_id)} ${period}`;
    latest.set(key, Math.max(latest.get(key) ?? -Infinity, start));
  }
  const then = new Map<number, readonly DataSetExtent[]>();
  for (const id of changed) {
    const extents = held(id).map((extent) => ({
      ...extent,
      latestValueStart: latest.get(`${id} ${extent.period}`) ?? null,
    }));
    then.set(id, extents);
  }
  return { ...snapshot, extents: { get: (id) => then.get(id) ?? held(id) } };
}
