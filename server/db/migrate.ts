/** Making, changing and undoing the tables: `perfplat migrate`. */
import { rm } from 'node:fs/promises';
import { type DataSource, type EntityManager, MigrationExecutor, type QueryRunner } from 'typeorm';
import { DatabaseError, DISK_FAILED, InputError, SystemError } from '../errors.js';
import { backUpFile } from './sqlite/backup.js';
import type { Access } from './access.js';
import { type MigrationClass, open } from './data-source.js';
import { databaseOf } from './database-url.js';
import { dialectOf, rows } from './dialect.js';
import { createPostgresDatabase } from './postgres.js';
import { assertNotNewer, schemaState, type SchemaState } from './schema-version.js';
import { seedBuiltIns, type Seeded } from './seed.js';
import { inTransaction } from './transaction.js';

export interface MigrationResult extends Seeded {
  /** Names of the migrations that were run or undone. */
  changed: string[];
  /** The file that holds the database as it was before, if there was anything in it. */
  backup: string | null;
}

export interface MigrateOptions {
  /** For tests: other migrations than all of ours. */
  migrations?: MigrationClass[];
  now?: Date;
}

export interface MigrateDownOptions extends MigrateOptions {
  /** Undo the first migration too, with all that has been submitted. */
  deleteEverything?: boolean;
}

/** Another process may be migrating a large database: the others wait for it. */
const WAIT_MS = 600_000;

interface Run {
  manager: EntityManager;
  executor: MigrationExecutor;
  state: SchemaState;
  /** To be called before anything is changed. */
  backUp(): Promise<void>;
}

/**
 * Brings the database to this version, creating it if it is not there, in one transaction: all of it or nothing.
 *
 * @throws DatabaseError if the database belongs to something else or to a newer version,
 *   SystemError if rows would refer to rows that are not there.
 */
export function migrateUp(url: string, options: MigrateOptions = {}): Promise<MigrationResult> {
  return migrate(url, 'create', options, async ({ manager, executor, state, backUp }) => {
    if (state.applied.length > 0 && state.pending.length > 0) await backUp();
    const changed = await executor.executePendingMigrations();
    const seeded = await seedBuiltIns(manager, options.now ?? new Date());
    return { changed: changed.map(({ name }) => name), ...seeded };
  });
}

/**
 * Undoes the newest migration.
 *
 * @throws InputError if there is none, or if it is the first one (whose tables hold everything), there are
 *   services and the options do not ask for it.
 */
export function migrateDown(url: string, options: MigrateDownOptions = {}): Promise<MigrationResult> {
  return migrate(url, 'migrate', options, async ({ manager, executor, state, backUp }) => {
    const newest = state.applied.at(-1);
    if (newest === undefined) throw new InputError('there is no migration to undo', 409, 'NOTHING_TO_UNDO');
    if (state.applied.length === 1 && !options.deleteEverything) await assertNothingSubmitted(manager);
    await backUp();
    await executor.undoLastMigration();
    return { changed: [newest], seeded: [], kept: [] };
  });
}

/** Which migrations have run and which are to come. Changes nothing. */
export async function migrationStatus(url: string, options: MigrateOptions = {}): Promise<SchemaState> {
  const dataSource = await open(url, 'inspect', options);
  try {
    const queryRunner = dataSource.createQueryRunner();
    return await schemaState(queryRunner).finally(() => queryRunner.release());
  } finally {
    await dataSource.destroy();
  }
}

async function migrate(
  url: string,
  access: Access,
  options: MigrateOptions,
  work: (run: Run) => Promise<Omit<MigrationResult, 'backup'>>,
): Promise<MigrationResult> {
  const database = databaseOf(url);
  const dataSource = await openOrCreate(url, access, options.migrations);
  const runner = dataSource.createQueryRunner();
  let backup: string | null = null;
  try {
    // Changing a table of SQLite means copying and dropping it, which would delete what refers to it. No
    // transaction can switch the checks off, so it is done around it.
    await runner.beforeMigration();
    return await inTransaction(
      dataSource,
      async (manager) => {
        const queryRunner = runnerOf(manager);
        const state = await schemaState(queryRunner);
        assertNotNewer(state, database.label);
        await assertTablesAreFree(queryRunner, state, database.label);
        const executor = new MigrationExecutor(dataSource, queryRunner);
        executor.transaction = 'none';
        const backUp = async (): Promise<void> => {
          if (database.dialect === 'sqlite')
            backup = await backUpFile(database.path, options.now ?? new Date());
        };
        const result = await work({ manager, executor, state, backUp });
        await assertNoOrphans(queryRunner);
        const { signature } = dialectOf(queryRunner);
        if (signature) await queryRunner.query(signature);
        return { ...result, backup };
      },
      { waitMs: WAIT_MS },
    );
  } catch (error) {
    // Nothing has changed, and a disk that is full has better uses; after one that failed nothing is certain.
    if (backup !== null && (error as { code?: unknown }).code !== DISK_FAILED)
      await rm(backup, { force: true });
    throw error;
  } finally {
    await runner.afterMigration();
    await runner.release();
    await dataSource.destroy();
  }
}

async function openOrCreate(url: string, access: Access, migrations?: MigrationClass[]): Promise<DataSource> {
  const database = databaseOf(url);
  try {
    return await open(url, access, { migrations });
  } catch (error) {
    const isMissing = error instanceof DatabaseError && error.code === 'DATABASE_MISSING';
    if (!isMissing || access !== 'create' || database.dialect !== 'postgres') throw error;
    await createPostgresDatabase(database);
    return open(url, access, { migrations });
  }
}

function runnerOf(manager: EntityManager): QueryRunner {
  if (!manager.queryRunner) throw new Error('the manager of a transaction has a query runner');
  return manager.queryRunner;
}

/** Before our first migration nothing may have the name of one of our tables: it would not be ours. */
async function assertTablesAreFree(
  queryRunner: QueryRunner,
  state: SchemaState,
  label: string,
): Promise<void> {
  if (state.applied.length > 0) return;
  for (const { tableName } of queryRunner.dataSource.entityMetadatas) {
    if (!(await queryRunner.hasTable(tableName))) continue;
    throw new DatabaseError(
      `${label} already has a table "${tableName}" that perfplat did not make: name another database in PERF_DATABASE_URL`,
      'DATABASE_FOREIGN',
    );
  }
}

async function assertNothingSubmitted(manager: EntityManager): Promise<void> {
  const [{ count }] = await rows<{ count: number }>(manager, 'SELECT count(*) AS count FROM service');
  if (count === 0) return;
  throw new InputError(
    `this would delete all tables, with ${count} services and all that is known of them: if you mean it, add --delete-everything`,
    409,
    'WOULD_DELETE_EVERYTHING',
  );
}

async function assertNoOrphans(queryRunner: QueryRunner): Promise<void> {
  const { foreignKeyCheck } = dialectOf(queryRunner);
  if (!foreignKeyCheck) return;
  const orphans = await rows<{ table: string; parent: string }>(queryRunner, foreignKeyCheck);
  if (orphans.length === 0) return;
  const { table, parent } = orphans[0];
  throw new SystemError(
    `${orphans.length} rows would refer to rows that are not there, the first in ${table} to ${parent}: nothing was changed`,
    'FOREIGN_KEYS_BROKEN',
  );
}
