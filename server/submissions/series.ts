/** Finds the data sets and series that observations belong to, and creates those that are not there yet. */
import type { EntityManager } from 'typeorm';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { runOver } from '../db/bulk.js';
import { storedSeries } from './inventory.js';
import type { ObservationColumns } from './observation-columns.js';
import { type Counts, type Identities, upsert } from './catalogue-rows.js';

/** The commonest recorded period of the rows of each data set; of equally common ones the shortest. */
export function cadences(columns: ObservationColumns): (typeof RECORDED_PERIODS)[number][] {
  const { length, series, period, seriesList, dataSets } = columns;
  const width = RECORDED_PERIODS.length;
  const counts = new Uint32Array(dataSets.length * width);
  for (let row = 0; row < length; row++) counts[seriesList[series[row]].dataSet * width + period[row]]++;
  return dataSets.map((_, i) => {
    const own = counts.subarray(i * width, (i + 1) * width);
    return RECORDED_PERIODS[own.indexOf(own.reduce((most, count) => Math.max(most, count), 0))];
  });
}

/** The ids of `columns.dataSets`; undeclared ones are made, with what their measure and rows say. */
export async function resolveDataSets(
  manager: EntityManager,
  columns: ObservationColumns,
  identities: Identities,
): Promise<{ ids: Int32Array; made: Counts }> {
  const find = async (): Promise<Int32Array> => {
    const services = await identities.slugs('service');
    const known = await identities.dataSets();
    const id = (service: string, measure: string): number =>
      known.get(`${services.get(service)!} ${measure}`) ?? -1;
    return Int32Array.from(columns.dataSets, ({ service, measure }) => id(service, measure));
  };
  const ids = await find();
  const cadenceOf = ids.includes(-1) ? cadences(columns) : [];
  const missing = columns.dataSets.flatMap(({ service, measure }, i) =>
    ids[i] === -1
      ? [
          {
            set: { measureKey: measure, cadence: cadenceOf[i] },
            references: { serviceId: { kind: 'service' as const, slug: service } },
          },
        ]
      : [],
  );
  const made = await upsert(manager, 'data-sets', missing, identities);
  return { ids: missing.length > 0 ? await find() : ids, made };
}

export interface ResolvedSeries {
  /** By position in `columns.seriesList`. */
  ids: Int32Array;
  /** The series that this submission made: they have no observations yet. */
  isNew: Uint8Array;
}

/** The ids of `columns.seriesList`. */
export async function resolveSeries(
  manager: EntityManager,
  columns: ObservationColumns,
  dataSetIds: Int32Array,
): Promise<ResolvedSeries> {
  const { seriesList } = columns;
  const ids = new Int32Array(seriesList.length).fill(-1);
  const keyOf = (i: number): string => `${dataSetIds[seriesList[i].dataSet]} ${seriesList[i].dimensions}`;
  const find = async (wanted: readonly number[]): Promise<void> => {
    const sets = [...new Set(wanted.map((i) => dataSetIds[seriesList[i].dataSet]))];
    const stored = new Map<string, number>();
    for (const row of await storedSeries(manager, sets)) {
      stored.set(`${row.data_set_id} ${row.dimensions}`, row.id);
    }
    for (const i of wanted) ids[i] = stored.get(keyOf(i)) ?? -1;
  };
  const all = Array.from(seriesList, (_, i) => i);
  await find(all);
  const missing = all.filter((i) => ids[i] === -1);
  const isNew = new Uint8Array(seriesList.length);
  if (missing.length > 0) {
    // Sorted, so that equal deliveries make equal ids on both databases.
    missing.sort((a, b) => {
      const bySet = dataSetIds[seriesList[a].dataSet] - dataSetIds[seriesList[b].dataSet];
      return bySet || (seriesList[a].dimensions < seriesList[b].dimensions ? -1 : 1);
    });
    await runOver(
      manager,
      ['integer', 'text'],
      [missing.map((i) => dataSetIds[seriesList[i].dataSet]), missing.map((i) => seriesList[i].dimensions)],
      (values) => `INSERT INTO series (data_set_id, dimensions) ${values}`,
    );
    await find(missing);
    for (const i of missing) isNew[i] = 1;
  }
  return { ids, isNew };
}

/** The place of each series in the order of the ids, from 0. */
export function ranks(ids: Int32Array): Int32Array {
  const order = Int32Array.from(ids, (_, i) => i).sort((a, b) => ids[a] - ids[b]);
  const rank = new Int32Array(ids.length);
  order.forEach((series, place) => (rank[series] = place));
  return rank;
}
