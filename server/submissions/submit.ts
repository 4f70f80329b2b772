/**
 * The only way into the store. A submission is atomic, and it exists only if it changed something: sending again what
 * is there stores nothing.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, inSnapshot, inTransaction, run } from '../db/index.js';
import { apply, type ApplyOptions } from './apply.js';
import { type Changes, compare, type OnProgress } from './compare.js';
import type { Delivery } from './delivery.js';
import { inventoryVersion } from './inventory.js';

interface Submitted {
  /** null = nothing was new, or there are clashes: nothing was stored. */
  submission: number | null;
  changes: Changes;
}

/** The catalogue changed after it was read for validation: validate again. */
export const STALE = 'stale';

const isStale = async (manager: EntityManager, { catalogueVersion }: Delivery): Promise<boolean> =>
  (await inventoryVersion(manager)) !== catalogueVersion;

/**
 * Stores a delivery, all of it or nothing; when the promise is fulfilled it is on disk. What is validated here is only
 * that it does not clash with what is stored: then nothing is, and the changes say so.
 *
 * @param conclude makes the outcome of what was stored; with it something more may be, and what it throws undoes all.
 * @returns `STALE` if another process changed the catalogue since the delivery was validated.
 * @throws BusyError, DiskFullError, and whatever `onProgress` throws; nothing is stored then.
 */
export async function submit<Outcome>(
  dataSource: DataSource,
  delivery: Delivery,
  options: ApplyOptions,
  conclude: (submitted: Submitted, manager: EntityManager) => Outcome | Promise<Outcome>,
): Promise<Outcome | typeof STALE> {
  let isLarge = false;
  const outcome = await inTransaction(dataSource, async (manager) => {
    if (await isStale(manager, delivery)) return STALE;
    const changes = await compare(manager, delivery, options.onProgress);
    if (changes.kept.clashes.length > 0) return conclude({ submission: null, changes }, manager);
    const submission = await apply(manager, delivery, changes, options);
    isLarge = submission !== null && changes.observations.counts.inserted >= LARGE;
    return conclude({ submission, changes }, manager);
  });
  const { refreshStatistics } = dialectOf(dataSource);
  if (isLarge && refreshStatistics) await run(dataSource, refreshStatistics);
  return outcome;
}

/** From so many new observations on a planner that knows nothing of them chooses badly. */
const LARGE = 1000;

/**
 * What `submit` would do with a delivery. Nothing is written and no lock is waited for.
 *
 * @param conclude makes the outcome of it, and sees the same version of what is stored
 */
export const dryRun = <Outcome>(
  dataSource: DataSource,
  delivery: Delivery,
  onProgress: OnProgress,
  conclude: (changes: Changes, manager: EntityManager) => Outcome | Promise<Outcome>,
): Promise<Outcome | typeof STALE> =>
  inSnapshot(dataSource, async (manager) =>
    (await isStale(manager, delivery))
      ? STALE
      : conclude(await compare(manager, delivery, onProgress), manager),
  );
