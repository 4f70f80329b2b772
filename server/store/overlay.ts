/** Lays a delivery that is not stored over a version of the data, as if it were the next submission. */
import type { DataSource } from 'typeorm';
import type { DataSet, DataSetExtent } from '../entities/index.js';
import { statusCode } from '../metrics/status.js';
import { seriesFacts, type SeriesFacts } from '../metrics/splits.js';

import type { ObservationRow } from './observation-row.js';
import { readRows } from './read-rows.js';
import type { SharedSnapshot } from './shared-snapshots.js';

const PROVIDED = statusCode('PROVIDED');

/** What a delivery changes, by names: it may have been compared with another version than it is laid over. */
export interface Overlay {
  /** An instant (ISO, UTC). */
  receivedAt: string;
  source: string;
  /** Data sets that are new or different; ids of new ones are below zero. Those of unknown services are left out. */
  dataSets: readonly DataSet[];
  /** Observations in columns, all of `length`. */
  rows: {
    readonly dataSets: readonly { service: string; measure: string }[];
    /** `dataSet` is a position; `dimensions` are canonical JSON. */
    readonly seriesList: readonly { dataSet: number; dimensions: string }[];
    readonly length: number;
    /** Positions in `seriesList`. */
    readonly series: Int32Array;
    /** Positions in RECORDED_PERIODS. */
    readonly period: Uint8Array;
    readonly start: Int32Array;
    /** NaN = none. */
    readonly value: Float64Array;
    readonly status: Uint8Array;
    readonly flags: Uint16Array;
  };
}

/** A snapshot in which the delivery is there. What is read of it is as it would be after the delivery; keep no answers. */
export async function withOverlay(
  dataSource: DataSource,
  shared: SharedSnapshot,
  { receivedAt, source, dataSets, rows: columns }: Overlay,
): Promise<SharedSnapshot> {
  const submission = { id: shared.version + 1, receivedAt, source };
  const catalogue = dataSets.length ? shared.catalogue.withDataSets(dataSets) : shared.catalogue;
  const ids = columns.dataSets.map(({ service, measure }) => catalogue.dataSetId(service, measure));
  const { all: series, found } = seriesOf(shared, columns.seriesList, ids);
  const rows = new Map<number, ObservationRow[]>();
  for (let i = 0; i < columns.length; i++) {
    const facts = found[columns.series[i]];
    if (!facts) continue;
    const own = rows.get(facts.dataSetId);
    const row: ObservationRow = {
      series_id: facts.id,
      period: columns.period[i],
      start: columns.start[i],
      value: Number.isNaN(columns.value[i]) ? null : columns.value[i],
      status: columns.status[i],
      flags: columns.flags[i],
      submission_id: submission.id,
    };
    if (own) own.push(row);
    else rows.set(facts.dataSetId, [row]);
  }
  const laid = { ...shared, version: submission.id, catalogue, series, overlay: { submission, rows } };
  const extents = new Map(shared.extents);
  const changedBy = new Map(shared.changedBy);
  for (const [id, own] of rows) {
    extents.set(id, await extentsOf(dataSource, laid, id, own));
    changedBy.set(id, { submission: submission.id, receivedAt });
  }
  const catalogueVersion = dataSets.length ? submission.id : shared.catalogueVersion;
  return { ...laid, catalogueVersion, extents, changedBy };
}

/** All series, and those of `list` by position; what is not stored gets an id below zero. */
function seriesOf(
  { series }: SharedSnapshot,
  list: Overlay['rows']['seriesList'],
  dataSetIds: readonly (number | undefined)[],
): { all: SharedSnapshot['series']; found: (SeriesFacts | undefined)[] } {
  const all = new Map(series);
  const known = new Map<number, Map<string, SeriesFacts>>();
  let last = 0;
  const found = list.map(({ dataSet, dimensions }) => {
    const id = dataSetIds[dataSet];
    if (id === undefined) return undefined;
    let own = known.get(id);
    if (!own) known.set(id, (own = new Map((series.get(id) ?? []).map((one) => [one.key, one]))));
    let facts = own.get(dimensions);
    if (!facts) own.set(dimensions, (facts = seriesFacts(--last, id, dimensions)));
    return facts;
  });
  for (const [id, own] of known) all.set(id, [...own.values()]);
  return { all, found };
}

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** What a data set holds in each period with the rows laid over it. */
async function extentsOf(
  dataSource: DataSource,
  laid: SharedSnapshot,
  id: number,
  rows: readonly ObservationRow[],
): Promise<DataSetExtent[]> {
  const extents = new Map((laid.extents.get(id) ?? []).map((extent) => [extent.period, { ...extent }]));
  for (const { period, start, status } of rows) {
    const value = status === PROVIDED ? start : null;
    const extent = extents.get(period);
    if (extent) {
      extent.firstStart = Math.min(extent.firstStart, start);
      extent.lastStart = Math.max(extent.lastStart, start);
      extent.latestValueStart = later(extent.latestValueStart, value);
      extent.version = laid.version;
    } else {
      const only = { firstStart: start, lastStart: start, latestValueStart: value };
      extents.set(period, { dataSetId: id, period, ...only, version: laid.version });
    }
  }
  for (const extent of extents.values()) {
    const atLatest = rows.filter(
      (row) => row.period === extent.period && row.start === extent.latestValueStart,
    );
    const mayBeLost = atLatest.length > 0 && atLatest.every(({ status }) => status !== PROVIDED);
    if (mayBeLost) extent.latestValueStart = await newestValue(dataSource, laid, extent);
  }
  return [...extents.values()];
}

/** Found by a look at the rows: the newest value may have been taken away. */
async function newestValue(
  dataSource: DataSource,
  laid: SharedSnapshot,
  { dataSetId: id, period, firstStart, lastStart }: DataSetExtent,
): Promise<number | null> {
  const plan = { dataSets: [{ id }], ranges: [{ period, from: firstStart, to: lastStart + 1 }] };
  const rows = await readRows(dataSource, [plan], laid, laid.version);
  return rows.reduce<number | null>(
    (newest, { status, start }) => (status === PROVIDED ? later(newest, start) : newest),
    null,
  );
}
