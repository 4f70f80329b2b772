/** Which data sets and series observations belong to, and which of them are not stored yet. Nothing is written. */
import type { EntityManager } from 'typeorm';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { type CatalogueChanges, compareCatalogue } from './compare-catalogue.js';
import type { Identities } from './identities.js';
import { storedSeries } from './inventory.js';
import type { ObservationColumns } from './observation-columns.js';

/** The commonest recorded period of the rows of each data set; of equally common ones the shortest. */
function cadences(columns: ObservationColumns): (typeof RECORDED_PERIODS)[number][] {
  const { length, series, period, seriesList, dataSets } = columns;
  const width = RECORDED_PERIODS.length;
  const counts = new Uint32Array(dataSets.length * width);
  for (let row = 0; row < length; row++) counts[seriesList[series[row]].dataSet * width + period[row]]++;
  return dataSets.map((_, i) => {
    const own = counts.subarray(i * width, (i + 1) * width);
    return RECORDED_PERIODS[own.indexOf(own.reduce((most, count) => Math.max(most, count), 0))];
  });
}

/** Above every id that is stored: provisional ones follow, -1 first. */
const PROVISIONAL = 2 ** 31;

export interface SeriesChanges {
  /** By position in `columns.dataSets`; provisional where it is not stored yet. */
  dataSetIds: Int32Array;
  /** Data sets that nobody declared: they are made with what their measure and rows say. */
  dataSetsMade: CatalogueChanges;
  /** By position in `columns.seriesList`; -1 where it is not stored yet. */
  ids: Int32Array;
  /** The positions of those, in the order in which they get their ids. */
  missing: number[];
  /** The place of each series in the order of the ids, from 0. */
  ranks: Int32Array;
}

export async function compareSeries(
  manager: EntityManager,
  columns: ObservationColumns,
  identities: Identities,
): Promise<SeriesChanges> {
  const { dataSetIds, dataSetsMade } = await compareDataSets(manager, columns, identities);
  const { seriesList } = columns;
  const stored = new Map<string, number>();
  for (const row of await storedSeries(
    manager,
    [...new Set(dataSetIds)].filter((id) => id > 0),
  )) {
    stored.set(`${row.data_set_id} ${row.dimensions}`, row.id);
  }
  const ids = Int32Array.from(
    seriesList,
    ({ dataSet, dimensions }) => stored.get(`${dataSetIds[dataSet]} ${dimensions}`) ?? -1,
  );
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
  const known = all.filter((i) => ids[i] !== -1).sort((a, b) => ids[a] - ids[b]);
  const ranks = new Int32Array(seriesList.length);
  for (const [rank, series] of [...known, ...missing].entries()) ranks[series] = rank;
  return { dataSetIds, dataSetsMade, ids, missing, ranks };
}

async function compareDataSets(
  manager: EntityManager,
  columns: ObservationColumns,
  identities: Identities,
): Promise<Pick<SeriesChanges, 'dataSetIds' | 'dataSetsMade'>> {
  const found: (number | undefined)[] = [];
  for (const dataSet of columns.dataSets) found.push(await identities.find({ kind: 'data-set', ...dataSet }));
  const cadenceOf = found.includes(undefined) ? cadences(columns) : [];
  const missing = columns.dataSets.flatMap(({ service, measure }, i) =>
    found[i] === undefined
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
  const dataSetIds = Int32Array.from(found, (id) => id ?? (made.next().value!.after.id as number));
  return { dataSetIds, dataSetsMade };
}
