/** What a delivery would change of what is stored. Nothing is written, so that it can be asked before anything is done. */
import type { EntityManager } from 'typeorm';
import { CATALOGUE_KINDS, type CatalogueKind } from './catalogue-tables.js';
import { type CatalogueChanges, compareCatalogue } from './compare-catalogue.js';
import { compareObservations, type ObservationChanges } from './compare-observations.js';
import {
  compareDataSets,
  compareSeries,
  type DataSetChanges,
  type SeriesChanges,
  storedSeriesOf,
} from './compare-series.js';
import { isChanged } from './counts.js';
import { compareDashboards, type DashboardChanges } from './dashboards.js';
import type { Delivery } from './delivery.js';
import { Identities } from './identities.js';
import { dataSetKey } from './inventory.js';
import { type Kept, keptCategories } from './kept-categories.js';
import { addWithdrawals } from './replace-windows.js';

/** All that `apply` writes. Ids of what is not stored yet are provisional, below zero. */
export interface Changes {
  /** Of the kinds that were delivered. */
  catalogue: Partial<Record<CatalogueKind, CatalogueChanges>>;
  dataSets: DataSetChanges;
  series: SeriesChanges;
  observations: ObservationChanges;
  /** Stored categories beside which the observations bring others; with clashes nothing can be applied. */
  kept: Kept;
  dashboards: DashboardChanges;
}

export interface Progress {
  phase: 'comparing' | 'storing';
  /** Observations that are done, and all there are. */
  rows: number;
  of: number;
}

/** Called between batches; may throw to give up. */
export type OnProgress = (progress: Progress) => void;

/** Annotations may be about data sets that observations make: these come after them. */
export const isLate = (kind: CatalogueKind): boolean => kind === 'targets' || kind === 'annotations';

/**
 * Compares a delivery with what the manager's connection sees: a transaction, so that it is one version. The
 * observations of a delivery that replaces get a withdrawal for each row that it does not send.
 */
export async function compare(
  manager: EntityManager,
  delivery: Delivery,
  onProgress?: OnProgress,
): Promise<Changes> {
  const identities = new Identities(manager);
  const catalogue: Changes['catalogue'] = {};
  const compareKinds = async (kinds: readonly CatalogueKind[]): Promise<void> => {
    for (const kind of kinds) {
      const rows = delivery.catalogue[kind];
      if (rows) catalogue[kind] = await compareCatalogue(manager, kind, rows, identities);
    }
  };
  await compareKinds(CATALOGUE_KINDS.filter((kind) => !isLate(kind)));
  const values = await compareValues(manager, delivery, identities, onProgress);
  await compareKinds(CATALOGUE_KINDS.filter(isLate));
  const dashboards = await compareDashboards(manager, delivery.dashboards, identities);
  return { catalogue, ...values, dashboards };
}

async function compareValues(
  manager: EntityManager,
  { observations: columns, mode, catalogue }: Delivery,
  identities: Identities,
  onProgress?: OnProgress,
): Promise<Pick<Changes, 'dataSets' | 'series' | 'observations' | 'kept'>> {
  const received = columns.length;
  const told = (rows: number): void => onProgress?.({ phase: 'comparing', rows, of: columns.length });
  const annotated = new Set<string>();
  for (const { references } of catalogue.annotations ?? []) {
    const about = references?.dataSetId;
    if (about?.kind === 'data-set') annotated.add(dataSetKey(about.service, about.measure));
  }
  const dataSets = await compareDataSets(manager, columns, identities, (service, measure) =>
    annotated.has(dataSetKey(service, measure)),
  );
  const stored = await storedSeriesOf(manager, dataSets);
  if (mode === 'replace') await addWithdrawals(manager, columns, stored, () => told(0));
  const series = compareSeries(columns, dataSets, stored);
  const observations = await compareObservations(manager, columns, series, { received, onProgress: told });
  // What is only taken back and was never there needs no series.
  const brings = new Uint8Array(columns.seriesList.length);
  for (const row of observations.rows) brings[columns.series[row]] = 1;
  series.missing = series.missing.filter((at) => brings[at] === 1);
  const kept =
    mode === 'replace'
      ? { categories: [], clashes: [] }
      : await keptCategories(manager, columns, stored, {
          changes: observations,
          onProgress: () => told(columns.length),
        });
  return { dataSets, series, observations, kept };
}

/** Whether anything but observations would change. */
export const changesCatalogue = ({ catalogue, dataSets, dashboards }: Changes): boolean =>
  [...Object.values(catalogue), dataSets.dataSetsMade, dashboards].some(({ counts }) => isChanged(counts));
