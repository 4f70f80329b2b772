/** A delivery with an idempotency key is answered once: the same key gets that answer again for a day. */
import type { EntityManager } from 'typeorm';
import { type Connection, rows, run } from '../db/index.js';
import { InputError } from '../errors.js';
import { sha256 } from './tokens.js';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Answers of this instant or earlier are given no more. */
const tooOld = (now: Date): string => new Date(now.getTime() - KEPT_MS).toISOString();

/** A key, whose it is, and the hash of what was asked for with it. */
export interface AnswerKey {
  tokenId: number;
  key: string;
  requestHash: string;
}

/** The hash of what was asked for, and of the body that came with it. */
export const hashOfRequest = (asked: object, body: Uint8Array): string =>
  sha256(`${JSON.stringify(asked)} ${sha256(body)}`);

/**
 * What was answered to a key, if it was within a day.
 *
 * @throws InputError (422) if that was the answer to another request
 */
export async function storedAnswer<Answer>(
  connection: Connection,
  { tokenId, key, requestHash }: AnswerKey,
  now: Date,
): Promise<Answer | null> {
  const [stored] = await rows<{ request_hash: string; answer: string }>(
    connection,
    'SELECT request_hash, answer FROM stored_answer WHERE token_id = ? AND idempotency_key = ? AND answered_at > ?',
    [tokenId, key, tooOld(now)],
  );
  if (!stored) return null;
  if (stored.request_hash === requestHash) return JSON.parse(stored.answer) as Answer;
  throw new InputError(
    'this Idempotency-Key was used for another delivery within the last 24 hours: take a new key for each delivery',
    422,
    'IDEMPOTENCY_KEY_REUSED',
  );
}

/** Keeps an answer, in the transaction that it tells of. Those that are too old are let go. */
export async function storeAnswer(
  manager: EntityManager,
  { tokenId, key, requestHash }: AnswerKey,
  answer: unknown,
  now: Date,
): Promise<void> {
  await run(manager, 'DELETE FROM stored_answer WHERE answered_at <= ?', [tooOld(now)]);
  await run(
    manager,
    'INSERT INTO stored_answer (token_id, idempotency_key, request_hash, answer, answered_at) VALUES (?, ?, ?, ?, ?)',
    [tokenId, key, requestHash, JSON.stringify(answer), now.toISOString()],
  );
}
