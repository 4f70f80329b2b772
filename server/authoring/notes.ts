/** What is written down of a change: who made it, and that there is something new to read. */
import type { EntityManager } from 'typeorm';
import { noteUse } from '../access/token-table.js';
import { type DashboardAction, DashboardEvent, Submission } from '../entities/index.js';
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
export async function noteSubmission(
  manager: EntityManager,
  source: string,
  { tokenId, now }: Pick<Author, 'tokenId' | 'now'>,
): Promise<number> {
  const none = { received: 0, inserted: 0, updated: 0, unchanged: 0, withdrawn: 0 };
  const { identifiers } = await manager.insert(Submission, {
    ...{ receivedAt: now.toISOString(), tokenId, source, ...none },
    ...{ idempotencyKey: null, bodyHash: null, undoes: null, changesCatalogue: true },
  });
  return (identifiers[0] as { id: number }).id;
}
