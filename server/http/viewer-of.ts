/** Through whose eyes an answer sees what is stored. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { placesOf } from '../access/rights.js';
import type { Bearer } from '../access/token-table.js';
import { bearerToken, unauthenticated } from '../access/tokens.js';
import { ANONYMOUS, draftReader, type Viewer } from '../store/viewer.js';

export const viewerOf = (bearer: Bearer | null): Viewer =>
  bearer ? draftReader(placesOf(bearer.scopes, 'read-drafts')) : ANONYMOUS;

export type FindBearer = (token: string, now: Date) => Promise<Bearer | null>;

/** Who asks for a page or a file of one; null for nobody. @throws InputError (401) for a token that is not valid */
export async function readerOf(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { findBearer, now }: { findBearer?: FindBearer; now: Date },
): Promise<Viewer | null> {
  const token = bearerToken(headers.authorization);
  // What proxies in front of us ask for is none of ours.
  if (token === null || !findBearer) return null;
  const bearer = await findBearer(token, now);
  if (!bearer) {
    reply.header('www-authenticate', 'Bearer');
    throw unauthenticated();
  }
  return viewerOf(bearer);
}
