/** Sessions of the publishing pages: a token, or an address that is good once, is exchanged for a cookie. */
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type Connection, inTransaction, rows, run } from '../db/index.js';
import { Session } from '../entities/index.js';
import { InputError } from '../errors.js';
import { type Bearer, bearerOf, findBearer, IS_VALID, noteUse, type TokenRow } from './token-table.js';
import { sha256 } from './tokens.js';

const SESSION_MS = 8 * 60 * 60 * 1000;

/** Who has signed in, and what their forms carry. Plain data. */
export interface SignedIn {
  bearer: Bearer;
  csrf: string;
  /** An instant (ISO, UTC). */
  expiresAt: string;
}

/** A session that has begun: `cookie` is told once. */
export interface NewSession {
  cookie: string;
  expiresAt: string;
}

const secret = (): string => randomBytes(32).toString('base64url');

const refused = (message: string): InputError => new InputError(message, 403, 'UNAUTHENTICATED');

/** Begins a session with a token. @throws InputError (403) where it is not valid */
export const signInWithToken = (dataSource: DataSource, token: string, now: Date): Promise<NewSession> =>
  inTransaction(dataSource, async (manager) => {
    const bearer = await findBearer(manager, token, now);
    if (!bearer)
      throw refused('this token is not valid: it may have been mistyped, have expired or been ended');
    return begin(manager, bearer.tokenId, now);
  });

/** Begins a session with a link, which is good for nothing afterwards. @throws InputError (403) */
export const signInWithLink = (dataSource: DataSource, link: string, now: Date): Promise<NewSession> =>
  inTransaction(dataSource, async (manager) => {
    const hash = sha256(link);
    const [known] = await rows<{ token_id: number }>(
      manager,
      `SELECT l.token_id FROM sign_in_link l JOIN api_token t ON t.id = l.token_id
       WHERE l.hash = ? AND l.used_at IS NULL AND l.expires_at > ? AND ${IS_VALID}`,
      [hash, now.toISOString(), now.toISOString()],
    );
    if (!known) throw refused('this link was used before, has expired or is not complete: ask for a new one');
    await run(manager, 'UPDATE sign_in_link SET used_at = ? WHERE hash = ?', [now.toISOString(), hash]);
    return begin(manager, known.token_id, now);
  });

async function begin(manager: EntityManager, tokenId: number, now: Date): Promise<NewSession> {
  await noteUse(manager, tokenId, now);
  const createdAt = now.toISOString();
  await run(manager, 'DELETE FROM session WHERE expires_at <= ?', [createdAt]);
  const cookie = secret();
  const expiresAt = new Date(now.getTime() + SESSION_MS).toISOString();
  await manager.insert(Session, { hash: sha256(cookie), tokenId, csrf: secret(), createdAt, expiresAt });
  return { cookie, expiresAt };
}

/** Who has signed in with a cookie; null where the session, or its token, is over. */
export async function findSession(
  connection: Connection,
  cookie: string,
  now: Date,
): Promise<SignedIn | null> {
  const at = now.toISOString();
  const [row] = await rows<TokenRow & { csrf: string; expires_at: string }>(
    connection,
    `SELECT t.id, t.label, t.scopes, s.csrf, s.expires_at FROM session s JOIN api_token t ON t.id = s.token_id
     WHERE s.hash = ? AND s.expires_at > ? AND ${IS_VALID}`,
    [sha256(cookie), at, at],
  );
  return row ? { bearer: bearerOf(row), csrf: row.csrf, expiresAt: row.expires_at } : null;
}

export const signOut = (dataSource: DataSource, cookie: string): Promise<void> =>
  inTransaction(dataSource, (manager) =>
    run(manager, 'DELETE FROM session WHERE hash = ?', [sha256(cookie)]),
  );
