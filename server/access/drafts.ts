/** Drafts of the publishing pages: kept for a week, and found by their owner alone. */
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { UploadDraft } from '../entities/index.js';

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Plain data. */
export interface Draft {
  key: string;
  service: string;
  content: string;
  /** Null where nothing but rows was brought. */
  sheet: string | null;
  source: string;
  notes: readonly string[];
  submissionId: number | null;
}

export type NewDraft = Omit<Draft, 'key' | 'submissionId'> & { tokenId: number };

/** Keeps a draft. @returns its key */
export const keepDraft = (
  dataSource: DataSource,
  { notes, ...draft }: NewDraft,
  now: Date,
): Promise<string> =>
  inTransaction(dataSource, async (manager) => {
    const tooOld = new Date(now.getTime() - KEPT_MS).toISOString();
    await run(manager, 'DELETE FROM upload_draft WHERE updated_at <= ?', [tooOld]);
    const key = randomBytes(16).toString('base64url');
    await manager.insert(UploadDraft, {
      ...draft,
      key,
      notes: JSON.stringify(notes),
      updatedAt: now.toISOString(),
      submissionId: null,
    });
    return key;
  });

/** A draft of a token; null where there is none. */
export async function findDraft(connection: Connection, key: string, tokenId: number): Promise<Draft | null> {
  const [row] = await rows<{
    service: string;
    content: string;
    sheet: string | null;
    source: string;
    notes: string;
    submission_id: number | null;
  }>(
    connection,
    'SELECT service, content, sheet, source, notes, submission_id FROM upload_draft WHERE key = ? AND token_id = ?',
    [key, tokenId],
  );
  if (!row) return null;
  const { submission_id: submissionId, notes, ...draft } = row;
  return { ...draft, key, submissionId, notes: JSON.parse(notes) as string[] };
}

/** Notes what a draft has become, in the transaction that makes it. */
export const notePublished = (manager: EntityManager, key: string, submission: number): Promise<void> =>
  run(manager, 'UPDATE upload_draft SET submission_id = ? WHERE key = ?', [submission, key]);
