/** What a delivery would change of what is stored. Nothing is written, so that it can be asked before anything is done. */
import type { EntityManager } from 'typeorm';
import { CATALOGUE_KINDS, type CatalogueKind } from './catalogue-tables.js';
import { type CatalogueChanges, compareCatalogue } from './compare-catalogue.js';
import { compareObservations, type ObservationChanges } from './compare-observations.js';
import { compareSeries, type SeriesChanges } from './compare-series.js';
import { isChanged } from './counts.js';
import { compareDashboards, type DashboardChanges } from './dashboards.js';
import type { Delivery } from './delivery.js';
import { Identities } from './identities.js';

/** All that `apply` writes. Ids of what is not stored yet are provisional, below zero. */
export interface Changes {
  /** Of the kinds that were delivered. */
  catalogue: Partial<Record<CatalogueKind, CatalogueChanges>>;
  series: SeriesChanges;
  observations: ObservationChanges;
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

/** Compares a delivery with what the manager's connection sees: a transaction, so that it is one version. */
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
  const columns = delivery.observations;
  const series = await compareSeries(manager, columns, identities);
  const observations = await compareObservations(manager, columns, series, (rows) =>
    onProgress?.({ phase: 'comparing', rows, of: columns.length }),
  );
  await compareKinds(CATALOGUE_KINDS.filter(isLate));
  const dashboards = await compareDashboards(manager, delivery.dashboards, identities);
  return { catalogue, series, observations, dashboards };
}

/** Whether anything but observations would change. */
export const changesCatalogue = ({ catalogue, series, dashboards }: Changes): boolean =>
  [...Object.values(catalogue), series.dataSetsMade, dashboards].some(({ counts }) => isChanged(counts));
