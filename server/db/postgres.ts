/** What is particular to opening PostgreSQL. */
import type { Client } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { DatabaseError, messageOf } from '../errors.js';
import { log } from '../log.js';
import { type Access, isReading } from './access.js';
import type { Database } from './database-url.js';
import { DIALECTS, errorCode } from './dialect.js';

type PostgresDatabase = Extract<Database, { dialect: 'postgres' }>;

const POOL = { read: 8, write: 2, check: 1, repair: 1, inspect: 1, migrate: 3, create: 3 } as const;
const INT8 = 20;

/** How long a connection may take to come about, or to become free. */
const CONNECT_MS = 4_000;
/** How long the answer to a single question may take; to make a database takes seconds on a slow disk. */
const ASK_MS = 30_000;

/**
 * How long a statement may take, and how long its answer is waited for. A read is bounded before it starts: the server
 * stops what got past the bounds, and the driver's limit comes after it, for a server that says nothing any more.
 * With CONNECT_MS a request fails within 5 s of whatever goes wrong. A write may wait 10 s for its lock; what looks at
 * everything or changes tables takes as long as it needs.
 */
const LIMITS: Partial<Record<Access, { statement_timeout?: number; query_timeout: number }>> = {
  read: { statement_timeout: 4_000, query_timeout: 4_500 },
  write: { query_timeout: 60_000 },
};

export async function postgresOptions(url: string, access: Access): Promise<DataSourceOptions> {
  const [{ default: pg }, { BoundedClient }] = await Promise.all([
    import('pg'),
    import('./bounded-client.js'),
  ]);
  return {
    type: 'postgres',
    url,
    applicationName: `perfplat ${access}`,
    installExtensions: false,
    poolSize: POOL[access],
    connectTimeoutMS: CONNECT_MS,
    poolErrorHandler: (error: Error) =>
      log.warn({ err: error.message }, 'a connection to PostgreSQL was lost'),
    extra: {
      ...LIMITS[access],
      ...(isReading(access) ? { options: '-c default_transaction_read_only=on' } : {}),
      Client: BoundedClient,
      // COUNT and SUM of integers are int8, which the driver would give as text; ours stay far below 2^53.
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
      },
    },
  };
}

/** An error of connecting, in words that say what to do. */
export function explainPostgresFailure({ label, name }: PostgresDatabase, error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  const code = errorCode(error);
  const because = (message: string, kind?: string): DatabaseError =>
    new DatabaseError(message, kind, { cause: error });
  if (code === '3D000') {
    return because(
      `there is no database "${name}" at ${label}: run \`perfplat migrate up\` to create it, or name another in PERF_DATABASE_URL`,
      'DATABASE_MISSING',
    );
  }
  if (code.startsWith('28')) {
    return because(
      `PostgreSQL at ${label} refuses the log-in (${messageOf(error)}): check user and password in PERF_DATABASE_URL`,
    );
  }
  if (DIALECTS.postgres.isLost(error)) {
    return because(
      `cannot connect to PostgreSQL at ${label} (${messageOf(error) || code}): check that it runs and that PERF_DATABASE_URL is right`,
      'DATABASE_UNREACHABLE',
    );
  }
  return error;
}

/** Asks something on a connection of its own. */
async function ask<T>(url: string, question: (client: Client) => Promise<T>): Promise<T> {
  const { BoundedClient } = await import('./bounded-client.js');
  const client = new BoundedClient({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ASK_MS,
    application_name: 'perfplat',
  });
  // What fails says so itself; without a listener the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    await client.end();
  }
}

/** @throws DatabaseError unless the server can be reached and takes writes: a standby does not. */
export async function assertWritablePostgres(database: PostgresDatabase): Promise<void> {
  try {
    const { rows } = await ask(database.url, (client) =>
      client.query<{ transaction_read_only: string }>('SHOW transaction_read_only'),
    );
    if (rows[0].transaction_read_only !== 'on') return;
    throw new DatabaseError(
      `PostgreSQL at ${database.label} takes no writes (transaction_read_only is on): name the primary in PERF_DATABASE_URL`,
    );
  } catch (error) {
    throw explainPostgresFailure(database, error);
  }
}

/** Creates the database itself, from the maintenance database of the same server. */
export async function createPostgresDatabase(database: PostgresDatabase): Promise<void> {
  const address = new URL(database.url);
  address.pathname = '/postgres';
  try {
    await ask(address.href, (client) =>
      client.query(`CREATE DATABASE ${client.escapeIdentifier(database.name)}`),
    );
  } catch (error) {
    // Another process has just created it.
    if (['42P04', '23505'].includes(errorCode(error))) return;
    throw new DatabaseError(
      `the database "${database.name}" does not exist and could not be created (${messageOf(error)}): create it, for example with createdb, and run \`perfplat migrate up\` again`,
      'DATABASE_MISSING',
      { cause: error },
    );
  }
}
