/** Which data sets and series observations belong to, and which of them are not stored yet. Nothing is written. */
import type { EntityManager } from 'typeorm';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { type CatalogueChanges, compareCatalogue } from './compare-catalogue.js';
import type { Identities } from './identities.js';
import { storedSeries } from './inventory.js';
import type { DeliveredRows } from './rows/delivered-rows.js';
import type { SeriesNames } from './rows/observation-columns.js';

/** The commonest recorded period of the rows of each data set; of equally common ones the shortest. */
function cadences(rows: DeliveredRows): (typeof RECORDED_PERIODS)[number][] {
  const counts = rows.dataSets.map(() => RECORDED_PERIODS.map(() => 0));
  for (const [series, { dataSet }] of rows.seriesList.entries()) {
    for (const code of RECORDED_PERIODS.keys()) counts[dataSet][code] += rows.count(series, code);
  }
  return counts.map((own) => RECORDED_PERIODS[own.indexOf(Math.max(...own))]);
}

/** Above every id that is stored: provisional ones follow, -1 first. */
const PROVISIONAL = 2 ** 31;

export interface DataSetChanges {
  /** By position in `dataSets`; provisional where it is not stored yet, 0 where it is not made either. */
  dataSetIds: Int32Array;
  /** Data sets that nobody declared: they are made with what their measure and rows say. */
  dataSetsMade: CatalogueChanges;
}

export interface SeriesChanges {
  /** By position in `seriesList`; -1 where it is not stored yet. */
  ids: Int32Array;
  /** The positions of those, in the order in which they get their ids. */
  missing: number[];
  /** The place of each series in the order of the ids, from 0. */
  ranks: Int32Array;
}

/** A series as it is stored. */
export interface StoredSeries {
  id: number;
  /** Canonical JSON. */
  dimensions: string;
  /** Its position in `seriesList`; undefined where it is not delivered. */
  at: number | undefined;
}

/** The stored series of the data sets of a delivery, by position of the data set, in the order of their ids. */
export async function storedSeriesOf(
  manager: EntityManager,
  { dataSets, seriesList }: SeriesNames,
  { dataSetIds }: DataSetChanges,
): Promise<StoredSeries[][]> {
  const positions = dataSets.map(() => new Map<string, number>());
  for (const [at, { dataSet, dimensions }] of seriesList.entries()) positions[dataSet].set(dimensions, at);
  const byId = new Map<number, Omit<StoredSeries, 'at'>[]>();
  for (const id of dataSetIds) if (id > 0) byId.set(id, []);
  for (const { id, data_set_id, dimensions } of await storedSeries(manager, [...byId.keys()])) {
    byId.get(data_set_id)!.push({ id, dimensions });
  }
  for (const list of byId.values()) list.sort((a, b) => a.id - b.id);
  return Array.from(dataSetIds, (id, dataSet) =>
    (byId.get(id) ?? []).map((series) => ({ ...series, at: positions[dataSet].get(series.dimensions) })),
  );
}

export function compareSeries(
  { seriesList }: SeriesNames,
  { dataSetIds }: DataSetChanges,
  stored: readonly (readonly StoredSeries[])[],
): SeriesChanges {
  const known = stored.map((list) => new Map(list.map(({ id, dimensions }) => [dimensions, id])));
  const ids = Int32Array.from(seriesList, ({ dataSet, dimensions }) => known[dataSet].get(dimensions) ?? -1);
  const all = Array.from(seriesList, (_, i) => i);
  // Data sets get their ids in the order in which they were declared, series in that of their data sets and dimensions:
  // equal deliveries make equal ids on both databases.
  const place = (id: number): number => (id < 0 ? PROVISIONAL - id : id);
  const missing = all
    .filter((i) => ids[i] === -1)
    .sort((a, b) => {
      const bySet = place(dataSetIds[seriesList[a].dataSet]) - place(dataSetIds[seriesList[b].dataSet]);
      return bySet || (seriesList[a].dimensions < seriesList[b].dimensions ? -1 : 1);
    });
  const inOrder = all.filter((i) => ids[i] !== -1).sort((a, b) => ids[a] - ids[b]);
  const ranks = new Int32Array(seriesList.length);
  for (const [rank, series] of [...inOrder, ...missing].entries()) ranks[series] = rank;
  return { ids, missing, ranks };
}

/** Which data sets bring more than withdrawals, by position: what was never there is not made to be taken back. */
function bringing(rows: DeliveredRows): boolean[] {
  const found = rows.dataSets.map(() => false);
  for (const [series, { dataSet }] of rows.seriesList.entries()) found[dataSet] ||= rows.isSent(series);
  return found;
}

/** `isNeeded` says which data sets are made although nothing but withdrawals came for them. */
export async function compareDataSets(
  manager: EntityManager,
  rows: DeliveredRows,
  identities: Identities,
  isNeeded: (service: string, measure: string) => boolean,
): Promise<DataSetChanges> {
  const found: (number | undefined)[] = [];
  for (const dataSet of rows.dataSets) found.push(await identities.find({ kind: 'data-set', ...dataSet }));
  const isUnknown = found.includes(undefined);
  const cadenceOf = isUnknown ? cadences(rows) : [];
  const brings = isUnknown ? bringing(rows) : [];
  const isMade = rows.dataSets.map(
    ({ service, measure }, i) => found[i] === undefined && (brings[i] || isNeeded(service, measure)),
  );
  const missing = rows.dataSets.flatMap(({ service, measure }, i) =>
    isMade[i]
      ? [
          {
            set: { measureKey: measure, cadence: cadenceOf[i] },
            references: { serviceId: { kind: 'service' as const, slug: service } },
          },
        ]
      : [],
  );
  const dataSetsMade = await compareCatalogue(manager, 'data-sets', missing, identities);
  const made = dataSetsMade.rows.values();
  const dataSetIds = Int32Array.from(
    found,
    (id, i) => id ?? (isMade[i] ? (made.next().value!.after.id as number) : 0),
  );
  return { dataSetIds, dataSetsMade };
}
