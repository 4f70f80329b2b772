/** Lays a delivery that is not stored over a version of the data, as if it were the next submission. */
import type { DataSource } from 'typeorm';
import type { DataSet, DataSetExtent } from '../entities/index.js';
import { HeldChange, type HeldStarts } from '../metrics/held-starts.js';
import { seriesFacts, type SeriesFacts } from '../metrics/rows/splits.js';
import { isFinalValue, isThere } from '../metrics/status.js';
import type { ObservationRow } from './observation-row.js';
import { readRows } from './read-rows.js';
import { putList, type SharedSnapshot } from './shared-snapshots.js';

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
  const used = new Set(columns.series.subarray(0, columns.length));
  const { all: series, found } = seriesOf(shared, columns.seriesList, (at) =>
    used.has(at) ? ids[columns.seriesList[at].dataSet] : undefined,
  );
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
  const emptied = new Map(shared.emptied);
  const changedBy = new Map(shared.changedBy);
  for (const [id, own] of rows) {
    const held = await heldBy(dataSource, laid, id, own);
    putList(extents, id, held.extents);
    putList(emptied, id, held.emptied);
    changedBy.set(id, { submission: submission.id, receivedAt });
  }
  const catalogueVersion = dataSets.length ? submission.id : shared.catalogueVersion;
  return { ...laid, catalogueVersion, extents, emptied, changedBy };
}

/**
 * All series, and those of `list` by position; what is not stored gets an id below zero. `dataSetId` answers by position,
 * undefined for those that are left out.
 */
function seriesOf(
  { series }: SharedSnapshot,
  list: Overlay['rows']['seriesList'],
  dataSetId: (at: number) => number | undefined,
): { all: SharedSnapshot['series']; found: (SeriesFacts | undefined)[] } {
  const all = new Map(series);
  const known = new Map<number, Map<string, SeriesFacts>>();
  let last = 0;
  const found = list.map(({ dimensions }, at) => {
    const id = dataSetId(at);
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

/** What a data set holds in each period with the rows laid over it, and the periods in which that is nothing. */
async function heldBy(
  dataSource: DataSource,
  laid: SharedSnapshot,
  dataSetId: number,
  rows: readonly ObservationRow[],
): Promise<{ extents: DataSetExtent[]; emptied: number[] }> {
  const extents = new Map((laid.extents.get(dataSetId) ?? []).map((extent) => [extent.period, extent]));
  const emptied = new Set(laid.emptied.get(dataSetId));
  for (const period of new Set(rows.map((row) => row.period))) {
    const own = rows.filter((row) => row.period === period);
    const known = changeOf(own).applied(startsOf(extents.get(period)));
    const { first, last, latestValue } = known ?? (await lookedAt(dataSource, laid, extents.get(period)!));
    if (first === null || last === null) {
      extents.delete(period);
      emptied.add(period);
      continue;
    }
    const starts = { firstStart: first, lastStart: last, latestValueStart: latestValue };
    extents.set(period, { dataSetId, period, ...starts, version: laid.version });
    emptied.delete(period);
  }
  return { extents: [...extents.values()], emptied: [...emptied] };
}

const startsOf = (extent: DataSetExtent | undefined): HeldStarts => ({
  first: extent?.firstStart ?? null,
  last: extent?.lastStart ?? null,
  latestValue: extent?.latestValueStart ?? null,
});

/** What the rows change; what is stored under them is not known, so it may have been anything. */
function changeOf(rows: readonly ObservationRow[]): HeldChange {
  const change = new HeldChange();
  const before = { isThere: true, hasFinalValue: true };
  for (const { start, status, flags } of rows) {
    change.add(start, before, { isThere: isThere(status), hasFinalValue: isFinalValue(status, flags) });
  }
  return change;
}

/** Found by a look at the rows: the one at an end may have been taken away. */
async function lookedAt(
  dataSource: DataSource,
  laid: SharedSnapshot,
  { dataSetId: id, period, firstStart, lastStart }: DataSetExtent,
): Promise<HeldStarts> {
  const laidStarts = (laid.overlay?.rows.get(id) ?? []).flatMap((row) =>
    row.period === period ? [row.start] : [],
  );
  const from = laidStarts.reduce((least, start) => Math.min(least, start), firstStart);
  const to = laidStarts.reduce((most, start) => Math.max(most, start), lastStart) + 1;
  const plan = { dataSets: [{ id }], ranges: [{ period, from, to }] };
  const change = new HeldChange();
  const nothing = { isThere: false, hasFinalValue: false };
  for (const { start, status, flags } of await readRows(dataSource, [plan], laid, laid.version)) {
    change.add(start, nothing, { isThere: isThere(status), hasFinalValue: isFinalValue(status, flags) });
  }
  return change.applied({ first: null, last: null, latestValue: null })!;
}
