/** How an import is to be done, and within which limits. */
import { InputError, SystemError } from '../errors.js';
import type { RowChanges } from '../submissions/rows/row-changes.js';
import type { WritablePlace } from './measurements/writable.js';
import type { Delivery, DeliveryMode } from '../submissions/delivery.js';
import type { Inventory } from '../submissions/inventory.js';

export interface ImportProgress {
  phase: 'reading' | 'comparing' | 'storing';
  /** The source being read. */
  name?: string;
  /** Rows read of all sources, or observations compared or stored. */
  rows: number;
  /** Observations to compare or to store. */
  of?: number;
}

export interface ImportOptions {
  /** The clock: what is later is in the future. */
  now: Date;
  /** What the submission came from, as it is stored and shown in the working of figures. */
  source: string;
  /** Data sets that are not declared are made from their rows (default), or refused. */
  mayCreate?: boolean;
  /**
   * What becomes of observations that are stored and not sent: `upsert` (default) leaves them, `replace` takes them back
   * in each data set and window of which a row is sent.
   */
  mode?: DeliveryMode;
  /** Where it may write; absent = everywhere. */
  places?: readonly WritablePlace[];
  /** Refuses what whoever asks may not do, by throwing, before anything is read. */
  assertMay?: (stored: Inventory) => void;
  /** The rows of the catalogue are taken away: those that are there. */
  isRemoval?: boolean;
  /** Rows of the catalogue that no source can say. */
  more?: Delivery['catalogue'];
  tokenId?: number;
  idempotencyKey?: string;
  bodyHash?: string;
  /** Stores a submission even if nothing changed: whoever sent it has a number for it. */
  alwaysRecord?: boolean;
  /** The most rows taken; more are an InputError with status 413. */
  maxRows?: number;
  /** How many observations are in memory at once (262,144); the others are in a temporary file. */
  pieceRows?: number;
  /**
   * The newest submission that whoever sends it has looked at: what later ones have changed is not overwritten, and the
   * import is an InputError with status 409 and code STALE.
   */
  seen?: number;
  /** When to give up, in ms since 1970, looked at between chunks: a SystemError with status 503. */
  deadline?: number;
  onProgress?: (progress: ImportProgress) => void;
}

/** @throws InputError if more rows were read than may be, header included. */
export function assertFewRows(rows: number, { maxRows = Infinity }: ImportOptions): void {
  if (rows <= maxRows + 1) return;
  throw new InputError(`there are more than ${maxRows} rows: send them in parts`, 413, 'TOO_MANY_ROWS');
}

/** @throws SystemError past the deadline. */
export function assertInTime({ deadline = Infinity }: ImportOptions): void {
  if (Date.now() > deadline) {
    throw new SystemError('this took too long and was given up; nothing was stored', 'TIMED_OUT', 503, {
      retryAfter: 30,
    });
  }
}

/** @throws InputError where a change would overwrite what came after all that was looked at. */
export function assertSeen(changes: Pick<RowChanges, 'pieces'>, { seen = Infinity }: ImportOptions): void {
  if (seen === Infinity) return;
  for (const { length, oldSubmission } of changes.pieces()) {
    if (!oldSubmission.subarray(0, length).some((submission) => submission > seen)) continue;
    throw new InputError('some of these numbers were changed since you looked at them', 409, 'STALE');
  }
}
