/** Drafts of the publishing pages: kept for a week, and found by their owner alone. */
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { UploadDraft } from '../entities/index.js';
import { InputError } from '../errors.js';

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Of one token: what waits to be published, and what has been. */
const MOST_WAITING = 50;
const MOST_CHARACTERS = 100_000_000;
const MOST_PUBLISHED = 50;

/** Plain data. */
export interface Draft {
  key: string;
  service: string;
  content: string;
  /** Null where nothing but rows was brought. */
  sheet: string | null;
  source: string;
  notes: readonly string[];
  /** An instant (ISO, UTC): when it was kept last. */
  updatedAt: string;
  submissionId: number | null;
}

export type NewDraft = Omit<Draft, 'key' | 'updatedAt' | 'submissionId'> & { tokenId: number };

/** In its address: nobody guesses it. */
export const newDraftKey = (): string => randomBytes(16).toString('base64url');

/** When a draft is kept again: no two states of it are of the same instant. */
export const nextInstant = (kept: Pick<Draft, 'updatedAt'>, now: Date): string =>
  new Date(Math.max(now.getTime(), Date.parse(kept.updatedAt) + 1)).toISOString();

/** Keeps a draft. @returns its key @throws InputError (413) where its token has too many, or too large ones */
export const keepDraft = (dataSource: DataSource, draft: NewDraft, now: Date): Promise<string> =>
  inTransaction(dataSource, (manager) => insertDraft(manager, draft, now));

async function insertDraft(
  manager: EntityManager,
  { notes, ...draft }: NewDraft,
  now: Date,
): Promise<string> {
  const tooOld = new Date(now.getTime() - KEPT_MS).toISOString();
  await run(manager, 'DELETE FROM upload_draft WHERE updated_at <= ?', [tooOld]);
  await assertRoom(manager, draft);
  const key = newDraftKey();
  await manager.insert(UploadDraft, {
    ...{ ...draft, key },
    notes: JSON.stringify(notes),
    updatedAt: now.toISOString(),
    submissionId: null,
  });
  return key;
}

const OF_TOKEN = 'FROM upload_draft WHERE token_id = ? AND submission_id IS';

async function assertRoom(
  manager: EntityManager,
  { tokenId, content, sheet }: Pick<NewDraft, 'tokenId' | 'content' | 'sheet'>,
): Promise<void> {
  await run(
    manager,
    `DELETE ${OF_TOKEN} NOT NULL AND key NOT IN
       (SELECT key ${OF_TOKEN} NOT NULL ORDER BY updated_at DESC LIMIT ${MOST_PUBLISHED})`,
    [tokenId, tokenId],
  );
  const [{ waiting, characters }] = await rows<{ waiting: number | string; characters: number | string }>(
    manager,
    `SELECT count(*) AS waiting, COALESCE(sum(length(content) + length(COALESCE(sheet, ''))), 0) AS characters
     ${OF_TOKEN} NULL`,
    [tokenId],
  );
  const isFull = Number(characters) + content.length + (sheet?.length ?? 0) > MOST_CHARACTERS;
  if (Number(waiting) < MOST_WAITING && !isFull) return;
  throw new InputError(
    `${Number(waiting)} drafts wait to be published, and there is no room for another: publish or delete some of them, or wait a week until they go`,
    413,
    'LIMIT_EXCEEDED',
  );
}

/** A draft as somebody has it open; null where it is a new one. */
export type OpenDraft = Pick<Draft, 'key' | 'updatedAt'> | null;

/** What became of it. */
export interface SavedDraft extends Pick<Draft, 'key' | 'updatedAt'> {
  /** It had been changed, published, saved or deleted elsewhere: what was sent is another draft, and nothing was overwritten. */
  isApart: boolean;
}

/** Keeps a draft that goes on changing, in its place where it is still as it was when it was opened. */
export const saveDraft = (
  dataSource: DataSource,
  open: OpenDraft,
  draft: NewDraft,
  now: Date,
): Promise<SavedDraft> =>
  inTransaction(dataSource, async (manager) => {
    const kept = open && (await findDraft(manager, open.key, draft.tokenId));
    if (!open || !kept || kept.updatedAt !== open.updatedAt || kept.submissionId !== null) {
      const key = await insertDraft(manager, draft, now);
      return { key, updatedAt: now.toISOString(), isApart: open !== null };
    }
    const updatedAt = nextInstant(kept, now);
    await run(manager, 'UPDATE upload_draft SET content = ?, updated_at = ? WHERE key = ?', [
      draft.content,
      updatedAt,
      open.key,
    ]);
    return { key: open.key, updatedAt, isApart: false };
  });

export const deleteDraft = (dataSource: DataSource, key: string, tokenId: number): Promise<void> =>
  inTransaction(dataSource, (manager) =>
    run(manager, 'DELETE FROM upload_draft WHERE key = ? AND token_id = ?', [key, tokenId]),
  );

const MOST_LISTED = 20;

/** Drafts of a service that wait to be published, the newest first; those of other tokens without a key. */
export async function waitingDrafts(
  connection: Connection,
  service: string,
  tokenId: number,
): Promise<WaitingDraft[]> {
  const found = await rows<{
    key: string;
    token_id: number;
    source: string;
    updated_at: string;
    is_sheet: number;
  }>(
    connection,
    `SELECT key, token_id, source, updated_at, CASE WHEN sheet IS NULL THEN 0 ELSE 1 END AS is_sheet
     FROM upload_draft WHERE service = ? AND submission_id IS NULL ORDER BY updated_at DESC LIMIT ${MOST_LISTED}`,
    [service],
  );
  return found.map(({ key, token_id: owner, source, updated_at: updatedAt, is_sheet: isSheet }) => ({
    key: owner === tokenId ? key : null,
    ...{ source, updatedAt },
    isSheet: Number(isSheet) === 1,
  }));
}

export interface WaitingDraft extends Pick<Draft, 'source' | 'updatedAt'> {
  /** Null where it is of another token. */
  key: string | null;
  /** It came from a file. */
  isSheet: boolean;
}

/** A draft of a token; null where there is none. */
export async function findDraft(connection: Connection, key: string, tokenId: number): Promise<Draft | null> {
  const [row] = await rows<{
    service: string;
    content: string;
    sheet: string | null;
    source: string;
    notes: string;
    updated_at: string;
    submission_id: number | null;
  }>(
    connection,
    'SELECT service, content, sheet, source, notes, updated_at, submission_id FROM upload_draft WHERE key = ? AND token_id = ?',
    [key, tokenId],
  );
  if (!row) return null;
  const { submission_id: submissionId, updated_at: updatedAt, notes, ...draft } = row;
  return { ...draft, key, updatedAt, submissionId, notes: JSON.parse(notes) as string[] };
}

/** Notes what a draft has become, in the transaction that makes it. */
export const notePublished = (manager: EntityManager, key: string, submission: number): Promise<void> =>
  run(manager, 'UPDATE upload_draft SET submission_id = ? WHERE key = ?', [submission, key]);
