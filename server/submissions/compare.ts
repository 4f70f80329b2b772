/** What a delivery would change of what is stored. Nothing is written, so that it can be asked before anything is done. */
import type { EntityManager } from 'typeorm';
import {
  CATALOGUE_KINDS,
  CATALOGUE_TABLES,
  type CatalogueKind,
  type CatalogueRow,
} from './catalogue-tables.js';
import { type CatalogueChanges, compareCatalogue } from './compare-catalogue.js';
import { compareObservations } from './compare-observations.js';
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
import { type Kept, KeptSearch } from './kept-categories.js';
import { addWithdrawals, nameStored } from './replace-windows.js';
import { RowChanges } from './rows/row-changes.js';

/** All that `apply` writes. Ids of what is not stored yet are provisional, below zero. */
export interface Changes {
  /** Of the kinds that were delivered. */
  catalogue: Partial<Record<CatalogueKind, CatalogueChanges>>;
  dataSets: DataSetChanges;
  series: SeriesChanges;
  observations: RowChanges;
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

type Stage = 'early' | 'late' | 'last';

/** Annotations may be about data sets that observations make: these come after them. Dashboards have old slugs, too. */
export const kindsOf = (stage: Stage): CatalogueKind[] =>
  CATALOGUE_KINDS.filter((kind) => {
    if (kind === 'aliases') return stage === 'last';
    return (kind === 'targets' || kind === 'annotations') === (stage === 'late') && stage !== 'last';
  });

/**
 * Compares a delivery with what the manager's connection sees: a transaction, so that it is one version. The
 * observations of a delivery that replaces get a withdrawal for each row that it does not send.
 */
export async function compare(
  manager: EntityManager,
  delivery: Delivery,
  onProgress?: OnProgress,
): Promise<Changes> {
  const identities = new Identities(manager, delivery.catalogueVersion);
  const catalogue: Changes['catalogue'] = {};
  const compareKinds = async (kinds: readonly CatalogueKind[]): Promise<void> => {
    for (const kind of kinds) {
      const rows = [
        ...(delivery.catalogue[kind] ?? []),
        ...(kind === 'aliases' ? oldSlugs(delivery.catalogue) : []),
      ];
      if (rows.length > 0 || delivery.catalogue[kind])
        catalogue[kind] = await compareCatalogue(manager, kind, rows, identities);
    }
  };
  await compareKinds(kindsOf('early'));
  const values = await compareValues(manager, delivery, identities, onProgress);
  await compareKinds(kindsOf('late'));
  const dashboards = await compareDashboards(manager, delivery.dashboards, identities);
  await compareKinds(kindsOf('last'));
  return { catalogue, ...values, dashboards };
}

/** The slugs that things have until now and are to have no more. */
const oldSlugs = (catalogue: Delivery['catalogue']): CatalogueRow[] =>
  CATALOGUE_KINDS.flatMap((ofKind) => {
    const kind = CATALOGUE_TABLES[ofKind].referredToAs;
    if (kind === undefined || kind === 'data-set') return [];
    return (catalogue[ofKind] ?? []).flatMap(({ newSlug, set }) =>
      newSlug === undefined
        ? []
        : { set: { kind, slug: set.slug }, references: { targetId: { kind, slug: String(set.slug) } } },
    );
  });

async function compareValues(
  manager: EntityManager,
  { observations: delivered, mode, catalogue }: Delivery,
  identities: Identities,
  onProgress?: OnProgress,
): Promise<Pick<Changes, 'dataSets' | 'series' | 'observations' | 'kept'>> {
  let done = 0;
  const told = (rows: number): void =>
    onProgress?.({ phase: 'comparing', rows: done + rows, of: Math.max(delivered.length, done + rows) });
  const annotated = new Set<string>();
  for (const { references } of catalogue.annotations ?? []) {
    const about = references?.dataSetId;
    if (about?.kind === 'data-set') annotated.add(dataSetKey(about.service, about.measure));
  }
  const dataSets = await compareDataSets(manager, delivered, identities, (service, measure) =>
    annotated.has(dataSetKey(service, measure)),
  );
  const stored = await storedSeriesOf(manager, delivered, dataSets);
  if (mode === 'replace') nameStored(delivered, stored);
  const series = compareSeries(delivered, dataSets, stored);
  const observations = new RowChanges(delivered.scratch);
  observations.counts.received = delivered.length;
  const kept = new KeptSearch();
  const brings = new Uint8Array(delivered.seriesList.length);
  for (const piece of delivered.pieces()) {
    if (mode === 'replace') await addWithdrawals(manager, piece, stored, () => told(0));
    const changes = await compareObservations(manager, piece, series, {
      changes: observations,
      onProgress: told,
    });
    for (let i = 0; i < changes.columns.length; i++) brings[changes.columns.series[i]] = 1;
    if (mode === 'upsert') {
      await kept.look(manager, piece, stored, { changes, onProgress: () => told(piece.length) });
    }
    done += piece.length;
  }
  // What is only taken back and was never there needs no series.
  series.missing = series.missing.filter((at) => brings[at] === 1);
  return { dataSets, series, observations, kept: kept.found };
}

/** Whether anything but observations would change. */
export const changesCatalogue = ({ catalogue, dataSets, dashboards }: Changes): boolean =>
  [...Object.values(catalogue), dataSets.dataSetsMade, dashboards].some(({ counts }) => isChanged(counts));
