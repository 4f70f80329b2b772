/** What somebody is still editing of a dashboard: found by its owner alone, and kept for three months. */
import type { DataSource, EntityManager } from 'typeorm';
import { newDraftKey, nextInstant, type OpenDraft, type SavedDraft } from '../access/drafts.js';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { DashboardDraft } from '../entities/index.js';
import { InputError } from '../errors.js';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** Of one token. */
const MOST_DRAFTS = 100;

/** What was done, the newest first. Plain data. */
export interface DraftHistory {
  /** What it was before. */
  past: readonly string[];
  /** What was undone. */
  future: readonly string[];
  /** The newest change was typing: what is typed next belongs to it. */
  isTyping: boolean;
}

/** Of a draft to which nothing was done yet. */
export const NO_HISTORY: DraftHistory = { past: [], future: [], isTyping: false };

/** Plain data. */
export interface StoredDraft {
  key: string;
  /** The version of the dashboard that it began with; 0 = it is to be a new one. */
  baseVersion: number;
  content: string;
  history: DraftHistory;
  /** An instant (ISO, UTC). */
  updatedAt: string;
}

/** As it stands in a list. */
export interface ListedDraft extends Omit<StoredDraft, 'history'> {
  /** Whether anything was done to it since it was begun. */
  isChanged: boolean;
}

export type NewDashboardDraft = Pick<StoredDraft, 'baseVersion' | 'content' | 'history'>;

export interface KeepDashboardDraft {
  tokenId: number;
  open: OpenDraft;
  draft: NewDashboardDraft;
  now: Date;
}

/** Keeps a draft, in its place where it is still as it was when it was opened. @throws InputError (413) of too many */
export const keepDashboardDraft = (
  dataSource: DataSource,
  { tokenId, open, draft, now }: KeepDashboardDraft,
): Promise<SavedDraft> =>
  inTransaction(dataSource, async (manager) => {
    const kept = open && (await findDashboardDraft(manager, open.key, tokenId));
    const columns = { ...draft, history: JSON.stringify(draft.history) };
    if (!open || kept?.updatedAt !== open.updatedAt) {
      await assertRoom(manager, tokenId, now);
      const key = newDraftKey();
      const updatedAt = now.toISOString();
      await manager.insert(DashboardDraft, { ...columns, key, tokenId, updatedAt });
      return { key, updatedAt, isApart: open !== null };
    }
    // Windows that have the same content open go on from it, whatever was done to get there.
    const updatedAt = kept.content === draft.content ? kept.updatedAt : nextInstant(kept, now);
    await manager.update(DashboardDraft, { key: open.key }, { ...columns, updatedAt });
    return { key: open.key, updatedAt, isApart: false };
  });

/** Makes room where there is none: edits that were only opened stand in no list, where somebody could delete them. */
async function assertRoom(manager: EntityManager, tokenId: number, now: Date): Promise<void> {
  const tooOld = new Date(now.getTime() - KEPT_MS).toISOString();
  await run(manager, 'DELETE FROM dashboard_draft WHERE updated_at <= ?', [tooOld]);
  const surplus = (await manager.countBy(DashboardDraft, { tokenId })) - MOST_DRAFTS + 1;
  if (surplus <= 0) return;
  await run(
    manager,
    `DELETE FROM dashboard_draft WHERE key IN (SELECT key FROM dashboard_draft
       WHERE token_id = ? AND base_version > 0 AND history = ? ORDER BY updated_at LIMIT ${surplus})`,
    [tokenId, JSON.stringify(NO_HISTORY)],
  );
  const count = await manager.countBy(DashboardDraft, { tokenId });
  if (count < MOST_DRAFTS) return;
  throw new InputError(
    `${count} drafts of dashboards wait to be saved, and there is no room for another: save or delete some of them`,
    413,
    'LIMIT_EXCEEDED',
  );
}

export const deleteDashboardDraft = (
  dataSource: DataSource,
  { key, tokenId }: { key: string; tokenId: number },
): Promise<void> =>
  inTransaction(dataSource, (manager) =>
    run(manager, 'DELETE FROM dashboard_draft WHERE key = ? AND token_id = ?', [key, tokenId]),
  );

interface DraftRow {
  key: string;
  base_version: number;
  content: string;
  history: string;
  updated_at: string;
}

const draftOfRow = ({
  history,
  base_version: baseVersion,
  updated_at: updatedAt,
  ...row
}: DraftRow): StoredDraft => ({
  ...row,
  ...{ baseVersion, updatedAt },
  history: JSON.parse(history) as DraftHistory,
});

/** A draft of a token; null where there is none. */
export async function findDashboardDraft(
  connection: Connection,
  key: string,
  tokenId: number,
): Promise<StoredDraft | null> {
  const [row] = await rows<DraftRow>(
    connection,
    `SELECT key, base_version, content, history, updated_at FROM dashboard_draft WHERE key = ? AND token_id = ?`,
    [key, tokenId],
  );
  return row ? draftOfRow(row) : null;
}

/** Those of a token, the newest first; what was done to them is not read. */
export async function dashboardDrafts(connection: Connection, tokenId: number): Promise<ListedDraft[]> {
  const found = await rows<Omit<DraftRow, 'history'> & { is_new: number }>(
    connection,
    `SELECT key, base_version, content, updated_at, CASE WHEN history = ? THEN 1 ELSE 0 END AS is_new
     FROM dashboard_draft WHERE token_id = ? ORDER BY updated_at DESC`,
    [JSON.stringify(NO_HISTORY), tokenId],
  );
  return found.map(({ base_version: baseVersion, updated_at: updatedAt, is_new: isNew, ...row }) => ({
    ...row,
    ...{ baseVersion, updatedAt, isChanged: isNew === 0 },
  }));
}
