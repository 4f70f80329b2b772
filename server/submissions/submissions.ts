/**
 * The only way into the store. A submission is atomic, and it exists only if it changed something: sending again what
 * is there stores nothing (RELIABILITY: "The write contract").
 */
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, inTransaction, openWriter, run } from '../db/index.js';
import { canonicalJson, Submission } from '../entities/index.js';
import { inventoryVersion } from './inventory.js';
import { type DeliveredDashboard, storeDashboards } from './dashboards.js';
import type { ObservationColumns } from './observation-columns.js';
import { ExtentChanges } from './extents.js';
import { writeObservations } from './observations.js';
import { ranks, resolveDataSets, resolveSeries } from './series.js';
import { CATALOGUE_KINDS, type CatalogueKind, type CatalogueRow } from './catalogue-tables.js';
import { type Counts, Identities, noCounts, upsert } from './catalogue-rows.js';

export * from './inventory.js';
export type { DeliveredDashboard, DeliveredModule } from './dashboards.js';
export { ObservationColumns } from './observation-columns.js';
export {
  CATALOGUE_KINDS,
  type CatalogueKind,
  type CatalogueRow,
  type Reference,
} from './catalogue-tables.js';
export { type Counts, noCounts } from './catalogue-rows.js';

/** Opens the connection that submissions go through; close it with `destroy()`. */
export const openForSubmissions = (databaseUrl: string): Promise<DataSource> => openWriter(databaseUrl);

/** The key of a series within its data set: canonical JSON of its dimensions, `{}` = the total. */
export const canonicalDimensions = (dimensions: Record<string, string>): string => canonicalJson(dimensions);

/** What is delivered, validated against the catalogue of `catalogueVersion`. */
export interface Delivery {
  receivedAt: Date;
  /** What it came from: names of files, `POST /ingest`. */
  source: string;
  tokenId?: number;
  idempotencyKey?: string;
  bodyHash?: string;
  catalogueVersion: number;
  catalogue: Partial<Record<CatalogueKind, readonly CatalogueRow[]>>;
  dashboards?: readonly DeliveredDashboard[];
  observations: ObservationColumns;
}

export interface SubmitOptions {
  /** Stores a submission even if nothing changed, as an idempotency key needs it. */
  alwaysRecord?: boolean;
  /** Called between batches with the number of observations written or compared; may throw to give up. */
  onProgress?: (observations: number) => void;
}

export interface Receipt {
  /** null = nothing was new: nothing was stored. */
  submission: number | null;
  observations: Counts;
  catalogue: Partial<Record<CatalogueKind, Counts>>;
  dashboards: Counts;
  /** Data sets that were made because observations came for them. */
  dataSetsMade: number;
}

/** The catalogue changed after it was read for validation: validate again. */
export const STALE = 'stale';

const isChanged = (counts: Counts): boolean => counts.inserted + counts.updated > 0;

/**
 * Stores a delivery, all of it or nothing; when the promise is fulfilled it is on disk. Nothing is validated here.
 *
 * @returns `STALE` if another process changed the catalogue since the delivery was validated.
 * @throws BusyError, DiskFullError, and whatever `onProgress` throws; nothing is stored then.
 */
export async function submit(
  dataSource: DataSource,
  delivery: Delivery,
  options: SubmitOptions = {},
): Promise<Receipt | typeof STALE> {
  const receipt = await inTransaction(dataSource, async (manager) => {
    if ((await inventoryVersion(manager)) !== delivery.catalogueVersion) return STALE;
    return store(manager, delivery, options);
  });
  const { refreshStatistics } = dialectOf(dataSource);
  const isLarge = receipt !== STALE && receipt.observations.inserted >= LARGE;
  if (isLarge && refreshStatistics) await run(dataSource, refreshStatistics);
  return receipt;
}

/** From so many new observations on a planner that knows nothing of them chooses badly. */
const LARGE = 1000;

async function store(manager: EntityManager, delivery: Delivery, options: SubmitOptions): Promise<Receipt> {
  const identities = new Identities(manager);
  const catalogue: Receipt['catalogue'] = {};
  const put = async (kinds: readonly CatalogueKind[]): Promise<void> => {
    for (const kind of kinds) {
      const delivered = delivery.catalogue[kind];
      if (delivered) catalogue[kind] = await upsert(manager, kind, delivered, identities);
    }
  };
  // Annotations may be about data sets that the observations make.
  const isLate = (kind: CatalogueKind): boolean => kind === 'targets' || kind === 'annotations';
  await put(CATALOGUE_KINDS.filter((kind) => !isLate(kind)));

  let id: number | null = null;
  const submission = async (): Promise<number> => (id ??= await begin(manager, delivery));
  if (options.alwaysRecord) await submission();
  const { counts, made } = await observe(manager, delivery.observations, identities, submission, options);
  await put(CATALOGUE_KINDS.filter(isLate));
  const dashboards = await storeDashboards(manager, delivery.dashboards ?? [], identities, {
    at: delivery.receivedAt.toISOString(),
    author: delivery.source,
  });

  const changesCatalogue = made.inserted > 0 || [...Object.values(catalogue), dashboards].some(isChanged);
  if (changesCatalogue || id !== null) {
    const { received, inserted, updated, unchanged } = counts;
    await manager
      .createQueryBuilder()
      .update(Submission)
      .set({ received, inserted, updated, unchanged, changesCatalogue })
      .where({ id: await submission() })
      .execute();
  }
  return { submission: id, observations: counts, catalogue, dashboards, dataSetsMade: made.inserted };
}

async function observe(
  manager: EntityManager,
  columns: ObservationColumns,
  identities: Identities,
  submission: () => Promise<number>,
  { onProgress }: SubmitOptions,
): Promise<{ counts: Counts; made: Counts }> {
  if (columns.length === 0) return { counts: noCounts(), made: noCounts() };
  const { ids, made } = await resolveDataSets(manager, columns, identities);
  const series = await resolveSeries(manager, columns, ids);
  const extents = new ExtentChanges();
  const order = columns.order(ranks(series.ids));
  const counts = await writeObservations(manager, columns, order, series, extents, {
    submission,
    onProgress,
  });
  if (isChanged(counts)) await extents.store(manager, ids, await submission());
  return { counts, made };
}

/** The row of the submission, with counts to come: what is stored below refers to its id. */
async function begin(manager: EntityManager, delivery: Delivery): Promise<number> {
  const { identifiers } = await manager.insert(Submission, {
    receivedAt: delivery.receivedAt.toISOString(),
    tokenId: delivery.tokenId ?? null,
    source: delivery.source,
    idempotencyKey: delivery.idempotencyKey ?? null,
    bodyHash: delivery.bodyHash ?? null,
    ...noCounts(),
    undoes: null,
    changesCatalogue: false,
  });
  return (identifiers[0] as { id: number }).id;
}
