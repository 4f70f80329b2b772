/**
 * The one way into the store: parse → validate → submit, the same for the command line, requests, uploads and the demo.
 */
import type { DataSource } from 'typeorm';
import {
  type Inventory,
  type Counts,
  type DeliveredDashboard,
  type Delivery,
  loadInventory,
  noCounts,
  ObservationColumns,
  STALE,
  storedDimensions,
  submit,
} from '../submissions/submissions.js';
import { BusyError, InputError, SystemError } from '../errors.js';
import { IMPORT_KINDS, type ImportKind } from './kinds.js';
import { type Problem, Problems } from './problems.js';
import type { RecordBatch } from './csv/records.js';
import type { ImportSource, RowSource } from './source.js';
import { CatalogueValidator } from './catalogue/validate.js';
import { DashboardValidator } from './dashboards/validate.js';
import { MeasurementValidator } from './measurements/validate.js';

export interface ImportProgress {
  phase: 'reading' | 'storing';
  /** The source being read. */
  name?: string;
  /** Rows read of all sources, or observations stored. */
  rows: number;
  /** Observations to store. */
  of?: number;
}

export interface ImportOptions {
  /** The clock: what is later is in the future. */
  now: Date;
  /** What the submission came from, as it is stored and shown in the working of figures. */
  source: string;
  /** Data sets that are not declared are made from their rows (default), or refused. */
  mayCreate?: boolean;
  tokenId?: number;
  idempotencyKey?: string;
  bodyHash?: string;
  /** Stores a submission even if nothing changed. */
  alwaysRecord?: boolean;
  /** The most rows taken; more are an InputError with status 413. */
  maxRows?: number;
  /** When to give up, in ms since 1970, looked at between chunks: a SystemError with status 503. */
  deadline?: number;
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportReceipt {
  /** null = nothing was new, nothing was stored. */
  submission: number | null;
  /** Of each kind that was delivered, in the order of IMPORT_KINDS. */
  kinds: ({ kind: ImportKind } & Counts)[];
  /** All of them. */
  total: Counts;
  /** Data sets that were made because measurements came for them. */
  dataSetsMade: number;
}

export type ImportOutcome =
  | { isAccepted: true; receipt: ImportReceipt }
  /** `rest`: how many problems there are beyond those listed. */
  | { isAccepted: false; problems: Problem[]; rest: number };

export interface Validated {
  problems: Problems;
  catalogue: Delivery['catalogue'];
  dashboards: readonly DeliveredDashboard[];
  observations: ObservationColumns;
}

/**
 * Reads all sources and checks every rule. Stores nothing. `catalogue` is changed: what the sources declare is added.
 *
 * @throws InputError and SystemError past `maxRows` and `deadline`, and what reading a source throws.
 */
export async function validateSources(
  dataSource: DataSource,
  catalogue: Inventory,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<Validated> {
  const problems = new Problems();
  const observations = new ObservationColumns();
  const delivered: Delivery['catalogue'] = {};
  const dashboards = new DashboardValidator(catalogue, problems);
  let rows = 0;
  const read = async (source: RowSource, accept: (batch: RecordBatch) => void): Promise<void> => {
    let isEmpty = true;
    const before = problems.count;
    for await (const batch of source.read(problems)) {
      accept(batch);
      isEmpty &&= batch.records.length === 0;
      rows += batch.records.length;
      options.onProgress?.({ phase: 'reading', name: source.name, rows });
      checkLimits(rows, options);
    }
    if (isEmpty && problems.count === before) {
      problems.add(
        source.name,
        1,
        0,
        'BAD_HEADER',
        `is empty: the first line must name the columns of ${source.kind}`,
      );
    }
  };
  for (const kind of IMPORT_KINDS) {
    if (kind === 'dashboards') {
      for (const source of sources) if (source.kind === kind) await dashboards.read(source);
      continue;
    }
    const ofKind = sources.filter((source): source is RowSource => source.kind === kind);
    if (ofKind.length === 0) continue;
    if (kind === 'measurements') {
      const validator = new MeasurementValidator(catalogue, observations, problems, {
        now: options.now,
        mayCreate: options.mayCreate ?? true,
      });
      for (const source of ofKind) await read(source, validator.file(source.name));
      validator.finish(await storedDimensions(dataSource, validator.touchedDataSets()));
    } else {
      const validator = new CatalogueValidator(kind, catalogue, problems);
      for (const source of ofKind) await read(source, validator.file(source.name));
      validator.finish();
      delivered[kind] = validator.rows;
    }
  }
  return { problems, catalogue: delivered, dashboards: dashboards.delivered, observations };
}

function checkLimits(rows: number, { maxRows = Infinity, deadline = Infinity }: ImportOptions): void {
  if (rows > maxRows + 1) {
    throw new InputError(`there are more than ${maxRows} rows: send them in parts`, 413, 'TOO_MANY_ROWS');
  }
  if (Date.now() > deadline) {
    throw new SystemError('this took too long and was given up; nothing was stored', 'TIMED_OUT', 503, {
      retryAfter: 30,
    });
  }
}

const MOST_ATTEMPTS = 3;

/**
 * Imports sources as one submission: all of it, or nothing and the reasons. When the promise is fulfilled it is on
 * disk. Rows may come in any order; sources are read in the order of IMPORT_KINDS.
 *
 * `dataSource` is a writer's (`openForSubmissions`); in a server that is the one of the writer's thread.
 *
 * @throws BusyError, DiskFullError, InputError (413), SystemError (`deadline`), and what reading a source throws.
 */
export async function importSources(
  dataSource: DataSource,
  sources: readonly ImportSource[],
  options: ImportOptions,
): Promise<ImportOutcome> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const catalogue = await loadInventory(dataSource);
    const {
      problems,
      catalogue: rows,
      dashboards,
      observations,
    } = await validateSources(dataSource, catalogue, sources, options);
    if (problems.count > 0) return { isAccepted: false, problems: problems.sorted(), rest: problems.rest };
    const delivery: Delivery = {
      receivedAt: options.now,
      source: options.source,
      tokenId: options.tokenId,
      idempotencyKey: options.idempotencyKey,
      bodyHash: options.bodyHash,
      catalogueVersion: catalogue.version,
      catalogue: rows,
      dashboards,
      observations,
    };
    const stored = await submit(dataSource, delivery, {
      alwaysRecord: options.alwaysRecord,
      onProgress: (done) => {
        options.onProgress?.({ phase: 'storing', rows: done, of: observations.length });
        checkLimits(0, options);
      },
    });
    if (stored === STALE) continue;
    const kinds = new Set(sources.map(({ kind }) => kind));
    const countsOf = (kind: ImportKind): Counts => {
      if (kind === 'measurements') return stored.observations;
      return kind === 'dashboards' ? stored.dashboards : (stored.catalogue[kind] ?? noCounts());
    };
    const list = IMPORT_KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({ kind, ...countsOf(kind) }));
    const { submission, dataSetsMade } = stored;
    return { isAccepted: true, receipt: { submission, kinds: list, total: sumOf(list), dataSetsMade } };
  }
  throw new BusyError('the catalogue was changed again and again while this was read: try again shortly');
}

function sumOf(list: readonly Counts[]): Counts {
  const total = noCounts();
  for (const counts of list) {
    total.received += counts.received;
    total.inserted += counts.inserted;
    total.updated += counts.updated;
    total.unchanged += counts.unchanged;
  }
  return total;
}
