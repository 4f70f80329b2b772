/** Writes what `compare` found, in the transaction in which it was found. */
import type { EntityManager } from 'typeorm';
import { runOver } from '../db/bulk.js';
import { rows } from '../db/index.js';
import { applyCatalogue } from './apply-catalogue.js';
import { applyObservations } from './apply-observations.js';
import type { CatalogueKind } from './catalogue-tables.js';
import { type Changes, changesCatalogue, kindsOf, type OnProgress } from './compare.js';
import type { SeriesChanges } from './compare-series.js';
import { type Counts, isChanged } from './counts.js';
import { applyDashboards } from './dashboards.js';
import type { Delivery } from './delivery.js';
import { applyExtents, ExtentChanges } from './extents.js';
import { RealIds } from './identities.js';
import { storedSeries } from './inventory.js';
import { applyRollups } from './rollups.js';
import type { SeriesNames } from './rows/observation-columns.js';
import type { RowChanges } from './rows/row-changes.js';

export interface ApplyOptions {
  /** Stores a submission even if nothing changed, as an idempotency key needs it. */
  alwaysRecord?: boolean;
  onProgress?: OnProgress;
}

/** @returns the id of the submission; null if nothing changed: then nothing is stored. */
export async function apply(
  manager: EntityManager,
  delivery: Delivery,
  changes: Changes,
  { alwaysRecord = false, onProgress }: ApplyOptions,
): Promise<number | null> {
  const hasObservations = isChanged(changes.observations.counts);
  if (!hasObservations && !changesCatalogue(changes) && !alwaysRecord) return null;
  const submission = await insertSubmission(manager, {
    ...delivery,
    counts: changes.observations.counts,
    changesCatalogue: changesCatalogue(changes),
  });
  const ids = new RealIds();
  const applyKinds = async (kinds: readonly CatalogueKind[]): Promise<void> => {
    for (const kind of kinds) {
      const found = changes.catalogue[kind];
      if (found) await applyCatalogue(manager, kind, found, { ids, submission, now: delivery.receivedAt });
    }
  };
  await applyKinds(kindsOf('early'));
  await applyCatalogue(manager, 'data-sets', changes.dataSets.dataSetsMade, {
    ids,
    submission,
    now: delivery.receivedAt,
  });
  if (hasObservations) {
    const dataSets = changes.dataSets.dataSetIds.map((id) => ids.of(id));
    const series = await insertSeries(manager, delivery.observations, changes.series, dataSets);
    const names = delivery.observations;
    await applyValues(manager, changes.observations, { names, dataSets, series, submission, onProgress });
  }
  await applyKinds(kindsOf('late'));
  const by = { at: delivery.receivedAt.toISOString(), author: delivery.source };
  await applyDashboards(manager, changes.dashboards, ids, by);
  await applyKinds(kindsOf('last'));
  return submission;
}

interface ApplyValuesTo {
  names: SeriesNames;
  /** Ids, by position in the names. */
  dataSets: Int32Array;
  series: Int32Array;
  submission: number;
  onProgress?: OnProgress;
}

/** Writes observations, and what is kept of them: roll-ups and extents. */
export async function applyValues(
  manager: EntityManager,
  observations: RowChanges,
  { names, dataSets, series, submission, onProgress }: ApplyValuesTo,
): Promise<void> {
  const extents = new ExtentChanges();
  const { length: total } = observations;
  let done = 0;
  for (const changed of observations.pieces()) {
    const told = (rows: number): void => onProgress?.({ phase: 'storing', rows: done + rows, of: total });
    await applyObservations(manager, changed, { series, submission, onProgress: told });
    await applyRollups(manager, changed, { series, submission });
    extents.add(names, changed);
    done += changed.length;
  }
  await applyExtents(manager, extents, { ids: dataSets, submission });
}

/** Inserts the series that are missing. @returns the ids of all, by position in `seriesList`. */
async function insertSeries(
  manager: EntityManager,
  { seriesList }: SeriesNames,
  { ids, missing }: SeriesChanges,
  dataSets: Int32Array,
): Promise<Int32Array> {
  if (missing.length === 0) return ids;
  const sets = missing.map((i) => dataSets[seriesList[i].dataSet]);
  await runOver(
    manager,
    ['integer', 'text'],
    [sets, missing.map((i) => seriesList[i].dimensions)],
    (values) => `INSERT INTO series (data_set_id, dimensions) ${values}`,
  );
  const stored = new Map<string, number>();
  for (const row of await storedSeries(manager, [...new Set(sets)])) {
    stored.set(`${row.data_set_id} ${row.dimensions}`, row.id);
  }
  const real = ids.slice();
  for (const [at, i] of missing.entries()) real[i] = stored.get(`${sets[at]} ${seriesList[i].dimensions}`)!;
  return real;
}

/** What a submission is stored with. */
interface SubmissionRow {
  receivedAt: Date;
  source: string;
  tokenId?: number;
  idempotencyKey?: string;
  bodyHash?: string;
  counts: Counts;
  /** The submission that it takes back. */
  undoes?: number;
  changesCatalogue: boolean;
}

/** @returns its id */
export async function insertSubmission(manager: EntityManager, submission: SubmissionRow): Promise<number> {
  const {
    receivedAt,
    source,
    tokenId,
    idempotencyKey,
    bodyHash,
    undoes,
    changesCatalogue: isOfCatalogue,
  } = submission;
  const { received, inserted, updated, unchanged, withdrawn } = submission.counts;
  const [{ id }] = await rows<{ id: number }>(
    manager,
    `INSERT INTO submission (received_at, token_id, source, idempotency_key, body_hash,
       received, inserted, updated, unchanged, withdrawn, undoes, changes_catalogue)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      ...[receivedAt.toISOString(), tokenId ?? null, source, idempotencyKey ?? null, bodyHash ?? null],
      ...[received, inserted, updated, unchanged, withdrawn, undoes ?? null, isOfCatalogue],
    ],
  );
  return id;
}
