/** Addresses with which the owner of a token signs in once. */
import type { EntityManager } from 'typeorm';
import { SignInLink } from '../entities/index.js';
import { newToken, sha256 } from './tokens.js';

const GOOD_MS = 7 * 24 * 60 * 60 * 1000;

/** Makes what stands in the address with which a token's owner signs in once, within a week. */
export async function createLink(manager: EntityManager, tokenId: number, now: Date): Promise<string> {
  // Of the form of a token, so that logs mask it like one.
  const link = newToken();
  const expiresAt = new Date(now.getTime() + GOOD_MS).toISOString();
  await manager.insert(SignInLink, { hash: sha256(link), tokenId, expiresAt, usedAt: null });
  return link;
}
