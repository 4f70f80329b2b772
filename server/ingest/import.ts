/**
 * The one way into the store: parse → validate → submit, the same for the command line, requests, uploads and the demo.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { type ChangedData, changedData, type ChangedRow, changedRows } from '../submissions/changed-rows.js';
import type { Changes, Progress } from '../submissions/compare.js';
import { type Counts, noCounts, sumOfCounts } from '../submissions/counts.js';
import type { Delivery } from '../submissions/delivery.js';
import { type Inventory, inventoryVersion, loadInventory } from '../submissions/inventory.js';
import { DeliveredRows } from '../submissions/rows/delivered-rows.js';
import { dryRun, STALE, submit } from '../submissions/submit.js';
import { BusyError } from '../errors.js';
import { type Difference, differencesOf } from './differences.js';
import { IMPORT_KINDS, type ImportKind } from './kinds.js';
import { reportClashes, warnOfStored } from './measurements/stored-words.js';
import { assertInTime, assertSeen, type ImportOptions } from './options.js';
import type { Problem, Problems } from './problems.js';
import type { ImportSource } from './source.js';
import { type Validated, validateSources } from './validate.js';

export interface ImportReceipt {
  /** null = nothing was new, or it was only compared: nothing was stored. */
  submission: number | null;
  /** Of each kind that was delivered, in the order of IMPORT_KINDS. */
  kinds: ({ kind: ImportKind } & Counts)[];
  /** All of them. */
  total: Counts;
  /** Data sets that were made because measurements came for them. */
  dataSetsMade: number;
  /** What is possible and looks like a mistake, at most 100; it stopped nothing. */
  warnings: Problem[];
  /** How many warnings there are beyond those listed. */
  moreWarnings: number;
}

/** `rest`: how many problems there are beyond those listed. */
export interface Refusal {
  isAccepted: false;
  problems: Problem[];
  rest: number;
}

export type ImportOutcome = { isAccepted: true; receipt: ImportReceipt } | Refusal;

/** What an import would do. */
export interface DryRun {
  isAccepted: true;
  receipt: ImportReceipt;
  /** The first observations that would change. */
  changes: ChangedRow[];
  /** All of them. */
  data: ChangedData;
  /** What else would change. */
  differences: Difference[];
}

export type DryRunOutcome = DryRun | Refusal;

/** Runs in the transaction that stores a delivery, at its end; what it throws undoes all. */
export type Conclude = (receipt: ImportReceipt, manager: EntityManager) => void | Promise<void>;

const MOST_ATTEMPTS = 3;

/**
 * Imports sources as one submission: all of it, or nothing and the reasons. When the promise is fulfilled it is on
 * disk. Rows may come in any order; sources are read in the order of IMPORT_KINDS.
 *
 * `dataSource` is a writer's (`openWriter`); in a server that is the one of the writer's thread.
 *
 * @throws BusyError, DiskFullError, InputError (409 `seen`, 413), SystemError (`deadline`), and what reading a source throws.
 */
export const importSources = (
  dataSource: DataSource,
  sources: readonly ImportSource[],
  options: ImportOptions,
  conclude: Conclude = () => undefined,
): Promise<ImportOutcome> =>
  withDelivery(dataSource, sources, options, ({ delivery, ...found }) => {
    const { alwaysRecord } = options;
    const applying = { alwaysRecord, onProgress: progressOf(options) };
    return submit(dataSource, delivery, applying, async ({ submission, changes }, manager) => {
      assertSeen(changes.observations, options);
      const compared = withStored({ delivery, ...found }, changes);
      if (!compared.isAccepted) return compared;
      const receipt = { submission, ...receiptOf(sources, changes, found.problems) };
      await conclude(receipt, manager);
      return { isAccepted: true, receipt };
    });
  });

/**
 * What `importSources` would do with them. Nothing is written.
 *
 * @throws the errors of `importSources`.
 */
export const compareSources = (
  dataSource: DataSource,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<DryRunOutcome> =>
  withDelivery(dataSource, sources, options, (validated) => {
    const { delivery, problems, catalogue } = validated;
    return dryRun<DryRunOutcome>(dataSource, delivery, progressOf(options), async (changes, manager) => {
      const compared = withStored(validated, changes);
      if (!compared.isAccepted) return compared;
      return {
        isAccepted: true,
        receipt: { submission: null, ...receiptOf(sources, changes, problems) },
        changes: changedRows(delivery.observations, changes),
        data: changedData(delivery, changes),
        differences: await differencesOf(manager, delivery, changes, catalogue),
      };
    });
  });

/** A delivery, and what to say of it. */
interface ValidDelivery extends Pick<Validated, 'problems' | 'placeOf'> {
  delivery: Delivery;
  /** What it was checked against, with what it declares. */
  catalogue: Inventory;
}

const refusal = (problems: Problems): Refusal => ({
  isAccepted: false,
  problems: problems.sorted(),
  rest: problems.rest,
});

/** What is wrong, or looks so, of a delivery beside what is stored. */
function withStored(
  { delivery: { observations }, problems, placeOf }: ValidDelivery,
  changes: Changes,
): { isAccepted: true } | Refusal {
  reportClashes(changes, { observations, placeOf }, problems);
  if (problems.count > 0) return refusal(problems);
  warnOfStored(changes, { observations, placeOf }, problems);
  return { isAccepted: true };
}

/** Does with the sources' delivery what is to be done; validates them again where that finds it stale. */
async function withDelivery<Outcome>(
  dataSource: DataSource,
  sources: readonly ImportSource[],
  options: ImportOptions,
  use: (validated: ValidDelivery) => Promise<Outcome | typeof STALE>,
): Promise<Outcome | Refusal> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const observations = new DeliveredRows(options.pieceRows);
    try {
      const outcome = await deliver(dataSource, sources, { ...options, observations }, use);
      if (outcome !== STALE) return outcome;
    } finally {
      observations.close();
    }
  }
  throw new BusyError('the catalogue was changed again and again while this was read: try again shortly');
}

/** What was read last; whether it is still so, its version tells. */
const KEPT = new WeakMap<DataSource, Inventory>();

/** The catalogue as it is; read again only where it has changed. */
export async function keptInventory(dataSource: DataSource): Promise<Inventory> {
  let kept = KEPT.get(dataSource);
  if (kept?.version !== (await inventoryVersion(dataSource))) {
    KEPT.set(dataSource, (kept = await loadInventory(dataSource)));
  }
  // Who adds data sets that measurements make takes a list of them in the place of the kept one.
  return { ...kept };
}

/** To read the catalogue takes longer than a thousand measurements, and these leave it as it is. */
const inventoryFor = (dataSource: DataSource, sources: readonly ImportSource[]): Promise<Inventory> =>
  sources.some(({ kind }) => kind !== 'measurements') ? loadInventory(dataSource) : keptInventory(dataSource);

async function deliver<Outcome>(
  dataSource: DataSource,
  sources: readonly ImportSource[],
  options: ImportOptions & { observations: DeliveredRows },
  use: (validated: ValidDelivery) => Promise<Outcome | typeof STALE>,
): Promise<Outcome | typeof STALE | Refusal> {
  const inventory = await inventoryFor(dataSource, sources);
  options.assertMay?.(inventory);
  const { problems, placeOf, ...content } = await validateSources(dataSource, inventory, sources, options);
  if (problems.count > 0) return refusal(problems);
  const { now, source, tokenId, idempotencyKey, bodyHash, mode = 'upsert', observations } = options;
  const delivery: Delivery = {
    receivedAt: now,
    source,
    tokenId,
    idempotencyKey,
    bodyHash,
    mode,
    catalogueVersion: inventory.version,
    observations,
    ...content,
    catalogue: { ...content.catalogue, ...options.more },
  };
  return use({ delivery, problems, placeOf, catalogue: inventory });
}

const progressOf =
  (options: ImportOptions) =>
  (progress: Progress): void => {
    options.onProgress?.(progress);
    assertInTime(options);
  };

function receiptOf(
  sources: readonly ImportSource[],
  changes: Changes,
  problems: Problems,
): Omit<ImportReceipt, 'submission'> {
  const countsOf = (kind: ImportKind): Counts => {
    if (kind === 'measurements') return changes.observations.counts;
    return kind === 'dashboards'
      ? changes.dashboards.counts
      : (changes.catalogue[kind]?.counts ?? noCounts());
  };
  const delivered = IMPORT_KINDS.filter((kind) => sources.some((source) => source.kind === kind));
  const kinds = delivered.map((kind) => ({ kind, ...countsOf(kind) }));
  return {
    kinds,
    total: sumOfCounts(kinds),
    dataSetsMade: changes.dataSets.dataSetsMade.counts.inserted,
    warnings: problems.sortedWarnings(),
    moreWarnings: problems.moreWarnings,
  };
}
