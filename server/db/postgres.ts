/** What is particular to opening PostgreSQL. */
import type { DataSourceOptions } from 'typeorm';
import { DatabaseError, messageOf } from '../errors.js';
import { log } from '../log.js';
import { type Access, isReading } from './access.js';
import type { Database } from './database-url.js';
import { errorCode } from './dialect.js';

type PostgresDatabase = Extract<Database, { dialect: 'postgres' }>;

const POOL = { read: 8, write: 2, check: 1, inspect: 1, migrate: 3, create: 3 } as const;
/** A read is bounded before it starts; this stops what got past the bounds. */
const READ_TIMEOUT_MS = 5_000;
const INT8 = 20;
const CONNECT_TIMEOUT_MS = 10_000;

export async function postgresOptions(url: string, access: Access): Promise<DataSourceOptions> {
  const { default: pg } = await import('pg');
  return {
    type: 'postgres',
    url,
    applicationName: `perfplat ${access}`,
    installExtensions: false,
    poolSize: POOL[access],
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    poolErrorHandler: (error: Error) =>
      log.warn({ err: error.message }, 'a connection to PostgreSQL was lost'),
    extra: {
      ...(access === 'read' ? { statement_timeout: READ_TIMEOUT_MS } : {}),
      ...(isReading(access) ? { options: '-c default_transaction_read_only=on' } : {}),
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
      `PostgreSQL at ${label} refuses the log-in (${messageOf(error)}): check PERF_DATABASE_URL`,
    );
  }
  if (
    /^(E[A-Z]+|08...|57P..|53300)$/.test(code) ||
    /connection timeout|timeout expired|terminated/i.test(messageOf(error))
  ) {
    return because(
      `cannot connect to PostgreSQL at ${label} (${messageOf(error) || code}): check that it runs and that PERF_DATABASE_URL is right`,
      'DATABASE_UNREACHABLE',
    );
  }
  return error;
}

/** @throws DatabaseError unless the server can be reached and takes writes: a standby does not. */
export async function assertWritablePostgres(database: PostgresDatabase): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: database.url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'perfplat write',
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    if (rows[0].transaction_read_only !== 'on') return;
    throw new DatabaseError(
      `PostgreSQL at ${database.label} takes no writes (transaction_read_only is on): name the primary in PERF_DATABASE_URL`,
    );
  } catch (error) {
    throw explainPostgresFailure(database, error);
  } finally {
    await client.end();
  }
}

/** Creates the database itself, from the maintenance database of the same server. */
export async function createPostgresDatabase(database: PostgresDatabase): Promise<void> {
  const { default: pg } = await import('pg');
  const address = new URL(database.url);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href });
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database.name)}`);
  } catch (error) {
    // Another process has just created it.
    if (['42P04', '23505'].includes(errorCode(error))) return;
    throw new DatabaseError(
      `the database "${database.name}" does not exist and could not be created (${messageOf(error)}): create it, for example with createdb, and run \`perfplat migrate up\` again`,
      'DATABASE_MISSING',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}
