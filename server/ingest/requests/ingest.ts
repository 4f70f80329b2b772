/** Measurements that a request delivers: the import of its body, and the answer to it. */
import type { DataSource } from 'typeorm';
import { notePublished } from '../../access/drafts.js';
import { type AnswerKey, storeAnswer, storedAnswer } from '../../access/stored-answers.js';
import { noteUse } from '../../access/token-table.js';
import type { DeliveryMode } from '../../submissions/delivery.js';
import type { ChangedRow } from '../../submissions/changed-rows.js';
import { MOST_MS, MOST_ROWS } from '../delivery-limits.js';
import { compareSources, importSources, type ImportReceipt, type Refusal } from '../import.js';
import type { WritablePlace } from '../measurements/writable.js';
import type { ImportOptions } from '../options.js';
import { bytesSource, type RowSource } from '../source.js';
import { jsonSource, type JsonForm } from './json-source.js';
import { NumberedSource, type RowProblem } from './row-numbers.js';

/** Plain data. */
export interface IngestRequest {
  body: Uint8Array;
  form: 'csv' | JsonForm;
  mode: DeliveryMode;
  isDryRun: boolean;
  /** What it came from, in words. */
  source: string;
  now: Date;
  tokenId: number;
  /** Where the token may write. */
  places: readonly WritablePlace[];
  /** Null without an idempotency key. */
  key: AnswerKey | null;
  /** The key of the draft that it was until now, and the newest submission that was looked at with it. */
  draft?: { key: string; seen: number };
}

interface Accepted {
  /** Null for a dry run. */
  submission: { id: number; receivedAt: string } | null;
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  /** At most 100. */
  warnings: RowProblem[];
  /** Of a dry run the first 1,000 observations that would change. */
  changes?: ChangedRow[];
}

/** 422: nothing was stored. `more`: how many problems there are beyond those listed. */
export type IngestAnswer =
  { status: 200; body: Accepted } | { status: 422; body: { errors: RowProblem[]; more: number } };

/** What messages call a body. */
const NAME = 'body';

/** Thrown to undo a delivery that another request with its key has made in the meantime. */
class AnsweredMeanwhile extends Error {
  constructor(readonly answer: IngestAnswer) {
    super('this key has been answered');
  }
}

/**
 * Imports a request's body, or says what that would do. When the promise is fulfilled with 200 it is on disk.
 *
 * @throws InputError (403 outside `places`, 409 for a draft of what has changed since, 413, 422 for a key of another request), and the errors of `importSources`
 */
export async function ingest(dataSource: DataSource, request: IngestRequest): Promise<IngestAnswer> {
  const { key, now, isDryRun, tokenId, mode, places, source: from, draft } = request;
  const known = key && (await storedAnswer<IngestAnswer>(dataSource, key, now));
  if (known) return known;
  const source = new NumberedSource(sourceOf(request));
  const options: ImportOptions = {
    ...{ now, mode, places, tokenId, source: from },
    ...(key && { idempotencyKey: key.key, bodyHash: key.requestHash }),
    ...(draft && { seen: draft.seen }),
    alwaysRecord: true,
    maxRows: MOST_ROWS,
    deadline: Date.now() + MOST_MS,
  };
  const accepted = (receipt: ImportReceipt): Accepted => {
    const { received, inserted, updated, unchanged, withdrawn } = receipt.total;
    const { submission } = receipt;
    return {
      submission: submission === null ? null : { id: submission, receivedAt: now.toISOString() },
      ...{ received, inserted, updated, unchanged, withdrawn },
      warnings: source.numbered(receipt.warnings),
    };
  };
  const refused = ({ problems, rest }: Refusal): IngestAnswer => ({
    status: 422,
    body: { errors: source.numbered(problems), more: rest },
  });
  if (isDryRun) {
    const outcome = await compareSources(dataSource, [source], options);
    if (!outcome.isAccepted) return refused(outcome);
    return { status: 200, body: { ...accepted(outcome.receipt), changes: outcome.changes } };
  }
  let answer: IngestAnswer | undefined;
  try {
    const outcome = await importSources(dataSource, [source], options, async (receipt, manager) => {
      // Writers come one after another: nobody can answer the same key between here and the end of the transaction.
      const meanwhile = key && (await storedAnswer<IngestAnswer>(manager, key, now));
      if (meanwhile) throw new AnsweredMeanwhile(meanwhile);
      answer = { status: 200, body: accepted(receipt) };
      if (key) await storeAnswer(manager, key, answer, now);
      await noteUse(manager, tokenId, now);
      if (draft) await notePublished(manager, draft.key, receipt.submission!);
    });
    return outcome.isAccepted ? answer! : refused(outcome);
  } catch (error) {
    if (error instanceof AnsweredMeanwhile) return error.answer;
    throw error;
  }
}

function sourceOf({ body, form }: IngestRequest): RowSource {
  if (form !== 'csv') return jsonSource(NAME, body, form);
  return bytesSource('measurements', NAME, body) as RowSource;
}
