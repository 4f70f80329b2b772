/** What is written down of a change: who made it, and that there is something new to read. */
import type { EntityManager } from 'typeorm';
import { noteUse } from '../access/token-table.js';
import { type DashboardAction, DashboardEvent } from '../entities/index.js';
import { insertSubmission } from '../submissions/apply.js';
import { noCounts } from '../submissions/counts.js';
import type { Author } from './reach.js';

/** Writes down who has done something, and that the token was used. */
export async function noteEvent(
  manager: EntityManager,
  event: { dashboardId: number; action: DashboardAction; version: number },
  { tokenId, name, now }: Author,
): Promise<void> {
  await manager.insert(DashboardEvent, { ...event, at: now.toISOString(), actor: name, tokenId });
  await noteUse(manager, tokenId, now);
}

/** Readers' pages look again after a submission that changes the catalogue. */
export const noteSubmission = (
  manager: EntityManager,
  source: string,
  { tokenId, now }: Pick<Author, 'tokenId' | 'now'>,
): Promise<number> =>
  insertSubmission(manager, { receivedAt: now, source, tokenId, counts: noCounts(), changesCatalogue: true });
