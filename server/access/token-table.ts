/** The tokens that there are. What changes them runs in a writer's transaction. */
import type { DataSource, EntityManager } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { ApiToken, Audit, type TokenPlace, type TokenScope } from '../entities/index.js';
import { InputError } from '../errors.js';
import { areWithin, readScope, scopeWords } from './scopes.js';
import { createLink } from './sign-in-links.js';
import { newToken, sha256, unauthenticated } from './tokens.js';

/** Who asks with a token. Plain data. */
export interface Bearer {
  tokenId: number;
  /** Whose the token is or what for, in words. */
  label: string;
  scopes: TokenScope[];
}

/** SQL: a token `t` is valid at an instant, the parameter. */
export const IS_VALID = 't.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)';

export interface TokenRow {
  id: number;
  label: string;
  scopes: string;
}

export const bearerOf = ({ id, label, scopes }: TokenRow): Bearer => ({
  tokenId: id,
  label,
  scopes: JSON.parse(scopes) as TokenScope[],
});

/** Who has a token that is valid at an instant; null for one that is unknown, has expired or was revoked. */
export async function findBearer(connection: Connection, token: string, now: Date): Promise<Bearer | null> {
  const [row] = await rows<TokenRow>(
    connection,
    // Found by its hash, a token is compared with none letter by letter.
    `SELECT t.id, t.label, t.scopes FROM api_token t WHERE t.hash = ? AND ${IS_VALID}`,
    [sha256(token), now.toISOString()],
  );
  return row ? bearerOf(row) : null;
}

export interface NewToken {
  /** Whose it is or what for, in words. */
  label: string;
  /** In words: see `readScope`. */
  scopes: readonly string[];
  /** An instant (ISO, UTC); null = never. */
  expiresAt: string | null;
  /** Its owner gets an address to sign in with once, and nobody the token itself. */
  isByLink?: boolean;
}

/** Who does something to tokens, and when. */
export interface Doing {
  actor: string;
  now: Date;
  /** Where tokens may be made and ended; absent = everywhere. */
  places?: readonly TokenPlace[];
}

/**
 * Makes a token. @returns what to hand over: the token, or what stands in the address to sign in with.
 *
 * @throws InputError where a scope names nothing that there is
 */
export const createToken = (
  dataSource: DataSource,
  token: NewToken,
  doing: Doing,
): Promise<{ id: number; token: string }> =>
  inTransaction(dataSource, (manager) => createTokenIn(manager, token, doing));

/** The same within a transaction that is under way. */
export async function createTokenIn(
  manager: EntityManager,
  { label, scopes, expiresAt, isByLink = false }: NewToken,
  { actor, now, places }: Doing,
): Promise<{ id: number; token: string }> {
  const read: TokenScope[] = [];
  for (const word of scopes) read.push(await readScope(manager, word));
  await assertWithin(manager, read, places);
  const token = newToken();
  const createdAt = now.toISOString();
  const { identifiers } = await manager.insert(ApiToken, {
    ...{ label, scopes: read, createdAt, expiresAt, hash: sha256(token) },
    lastUsedAt: null,
    revokedAt: null,
  });
  const { id } = identifiers[0] as { id: number };
  await note(manager, 'create-token', id, { actor, now });
  return { id, token: isByLink ? await createLink(manager, id, now) : token };
}

/** @throws InputError (403) where scopes reach beyond some places */
async function assertWithin(
  manager: EntityManager,
  scopes: readonly TokenScope[] | undefined,
  places: Doing['places'],
): Promise<void> {
  if (!places || (scopes && (await areWithin(manager, scopes, places)))) return;
  throw new InputError('this token may not make or end such tokens', 403, 'FORBIDDEN');
}

/** Revokes a token for good. @throws InputError where there is no such token */
export const revokeToken = (
  dataSource: DataSource,
  id: number,
  { actor, now, places }: Doing,
): Promise<void> =>
  inTransaction(dataSource, async (manager) => {
    const [known] = await rows<{ revoked_at: string | null; scopes: string }>(
      manager,
      'SELECT revoked_at, scopes FROM api_token WHERE id = ?',
      [id],
    );
    await assertWithin(manager, known && (JSON.parse(known.scopes) as TokenScope[]), places);
    if (!known) throw new InputError(`there is no token ${id}`, 404, 'NOT_FOUND');
    if (known.revoked_at !== null) return;
    await run(manager, 'UPDATE api_token SET revoked_at = ? WHERE id = ?', [now.toISOString(), id]);
    await note(manager, 'revoke-token', id, { actor, now });
  });

/**
 * Notes that a token was used, in the transaction of what it was used for.
 *
 * @throws InputError (401) where it has been revoked since it was looked at: a body takes its time to come, and waits its turn
 */
export async function noteUse(manager: EntityManager, id: number, now: Date): Promise<void> {
  const [token] = await rows<{ revoked_at: string | null }>(
    manager,
    'SELECT revoked_at FROM api_token WHERE id = ?',
    [id],
  );
  if (token?.revoked_at) throw unauthenticated();
  await run(manager, 'UPDATE api_token SET last_used_at = ? WHERE id = ?', [now.toISOString(), id]);
}

async function note(
  manager: EntityManager,
  action: Audit['action'],
  tokenId: number,
  { actor, now }: Doing,
): Promise<void> {
  await manager.insert(Audit, { at: now.toISOString(), tokenId, action, actor });
}

export interface ListedToken {
  id: number;
  label: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** All tokens, oldest first, with those that were revoked. */
export async function listTokens(dataSource: DataSource): Promise<ListedToken[]> {
  const tokens = await dataSource.getRepository(ApiToken).find({ order: { id: 'ASC' } });
  return Promise.all(
    tokens.map(async ({ id, label, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
      ...{ id, label, createdAt, expiresAt, lastUsedAt, revokedAt },
      scopes: await scopeWords(dataSource, scopes),
    })),
  );
}
