/**
 * Opening the database. SQLite has one connection a DataSource: one process has one writer (in the server: in its
 * own worker thread) and any number of readers, which cannot write.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';
import { ENTITIES } from '../entities/index.js';
import { BusyError } from '../errors.js';
import type { Access } from './access.js';
import { type Database, databaseOf } from './database-url.js';
import { DIALECTS } from './dialect.js';
import { DatabaseLogger } from './logger.js';
import { MIGRATIONS } from './migrations/index.js';
import { NamingStrategy } from './naming.js';
import { explainPostgresFailure, postgresOptions } from './postgres.js';
import { assertSchemaIsCurrent, MIGRATION_TABLE } from './schema-version.js';
import { assertUsableFile, explainSqliteFailure, sqliteOptions } from './sqlite/file.js';
import { driverError, WatchedDataSource } from './watched-data-source.js';

/** These meet only a database of this version. */
const needsCurrentSchema = (access: Access): boolean => ['read', 'check', 'write', 'repair'].includes(access);

const SHARED: Pick<
  DataSourceOptions,
  'entities' | 'migrationsTableName' | 'namingStrategy' | 'logging' | 'logger'
> = {
  entities: ENTITIES,
  migrationsTableName: MIGRATION_TABLE,
  namingStrategy: new NamingStrategy(),
  logging: false,
  logger: new DatabaseLogger(),
};

/** How long to wait, outside the driver, for another process's lock, in ms. */
export const LOCK_WAIT_MS = 10_000;

/**
 * Does `attempt` again while another connection holds the lock it needs. The wait is here and not in the driver
 * (`timeout: 0`), because a SQLite call that waits blocks the event loop.
 *
 * @throws BusyError after `waitMs`.
 */
export async function whileBusy<T>(
  isBusy: (error: unknown) => boolean,
  attempt: () => Promise<T>,
  waitMs = LOCK_WAIT_MS,
): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() + pause > deadline) throw new BusyError(undefined, error);
    }
    await delay(pause);
  }
}

async function optionsOf(database: Database, access: Access): Promise<DataSourceOptions> {
  return database.dialect === 'sqlite'
    ? { ...SHARED, ...sqliteOptions(database.path, access) }
    : { ...SHARED, ...(await postgresOptions(database.url, access)) };
}

export type MigrationClass = new () => MigrationInterface;

/** Whether another connection of this process has the database open. */
export interface OpenHere {
  isOpenHere?: boolean;
}

/** Opens a database. Only `create` makes one that is not there; nothing else creates or changes a file. */
export async function open(
  url: string,
  access: Access,
  { migrations = MIGRATIONS, isOpenHere = false }: { migrations?: MigrationClass[] } & OpenHere = {},
): Promise<WatchedDataSource> {
  const database = databaseOf(url);
  const options = { ...(await optionsOf(database, access)), migrations };
  // Every step may meet a lock: of who creates the file, of who recovers it after a crash.
  return whileBusy(DIALECTS[database.dialect].isBusy, () =>
    openOnce(database, { access, isOpenHere }, options),
  );
}

async function openOnce(
  database: Database,
  { access, isOpenHere }: { access: Access; isOpenHere: boolean },
  options: DataSourceOptions,
): Promise<WatchedDataSource> {
  const dataSource = new WatchedDataSource(options);
  try {
    if (database.dialect === 'sqlite') await assertUsableFile(database, access, isOpenHere);
    await dataSource.initialize();
    if (needsCurrentSchema(access)) await assertSchemaIsCurrent(dataSource, database.label);
    return dataSource;
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw database.dialect === 'sqlite'
      ? await explainSqliteFailure(database, access, driverError(error))
      : explainPostgresFailure(database, driverError(error));
  }
}

/**
 * The one connection that writes. Close it with `destroy()`.
 *
 * @throws DatabaseError if the database is not there, not ours or of another version: the message says what to do.
 */
export const openWriter = (url: string, here: OpenHere = {}): Promise<WatchedDataSource> =>
  open(url, 'write', here);

/** A writer whose statements may take as long as they need: those that look at everything. */
export const openRepairer = (url: string): Promise<WatchedDataSource> => open(url, 'repair');

/** A connection (PostgreSQL: a pool) that can only read. Close it with `destroy()`. */
export const openReader = (url: string): Promise<WatchedDataSource> => open(url, 'read');
