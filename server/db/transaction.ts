import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { DATABASE_LOST, DiskFailedError, DiskFullError, ReadOnlyError, SystemError } from '../errors.js';
import { LOCK_WAIT_MS, whileBusy } from './data-source.js';
import { type Dialect, dialectOf } from './dialect.js';
import { assertNotMigrated } from './schema-version.js';
import { driverError } from './watched-data-source.js';

const QUEUES = new WeakMap<DataSource, Promise<unknown>>();
const INSIDE = new AsyncLocalStorage<DataSource>();

/**
 * Runs `work` in the one kind of transaction that writes: alone among all writers of the database, all or nothing.
 * It is committed, on disk, when the promise is fulfilled. Calls on one DataSource wait for each other; another
 * process's lock is waited for outside the driver, for up to 10 s.
 *
 * Inside, use only the given manager and nothing that begins a transaction of its own (`save`, `remove`,
 * `transaction`): these fail. On SQLite all statements of a DataSource run inside its open transaction, so a
 * writer's DataSource is used for nothing else at the same time.
 *
 * @throws BusyError if the lock is not free in time, MigratedError if the tables are no longer those that were opened,
 *   ReadOnlyError, DiskFullError, DiskFailedError, and whatever `work` throws, after a rollback.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  { waitMs = LOCK_WAIT_MS }: { waitMs?: number } = {},
): Promise<T> {
  return inTurn(dataSource, work, { begin: dialectOf(dataSource).begin(waitMs), waitMs });
}

/**
 * Runs `work`, which only reads, so that all it reads is of one version; no lock is waited for. On SQLite it takes its
 * turn among the calls of `inTransaction` on the same DataSource, which has one connection.
 *
 * @throws MigratedError, as `inTransaction` does, and whatever `work` throws.
 */
export async function inSnapshot<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return inTurn(dataSource, work, { begin: [dialectOf(dataSource).beginSnapshot], waitMs: LOCK_WAIT_MS });
}

interface Beginning {
  begin: readonly string[];
  /** How long to try while another connection holds the lock that this needs. */
  waitMs: number;
}

async function inTurn<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  beginning: Beginning,
): Promise<T> {
  if (INSIDE.getStore() === dataSource) throw new Error('a transaction within a transaction');
  const turn = (QUEUES.get(dataSource) ?? Promise.resolve()).then(() =>
    INSIDE.run(dataSource, () => transact(dataSource, work, beginning)),
  );
  QUEUES.set(
    dataSource,
    turn.catch(() => undefined),
  );
  return turn;
}

async function transact<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  { begin: statements, waitMs }: Beginning,
): Promise<T> {
  const dialect = dialectOf(dataSource);
  const queryRunner = dataSource.createQueryRunner();
  try {
    await whileBusy(dialect.isBusy, () => begin(queryRunner, statements), waitMs);
    // PostgreSQL only warns of a BEGIN within a transaction, and the COMMIT that follows it would end ours.
    queryRunner.startTransaction = () =>
      Promise.reject(new Error('this is already a transaction: use insert, update or SQL, not save'));
    try {
      await assertNotMigrated(queryRunner);
      const result = await work(queryRunner.manager);
      await commit(queryRunner);
      return result;
    } catch (error) {
      await rollBack(queryRunner);
      throw error;
    }
  } catch (error) {
    throw whatFailed(dialect, error);
  } finally {
    Reflect.deleteProperty(queryRunner, 'startTransaction');
    await queryRunner.release();
  }
}

function whatFailed(dialect: Dialect, error: unknown): unknown {
  const cause = driverError(error);
  if (dialect.isReadOnly(cause)) return new ReadOnlyError(cause);
  if (dialect.isDiskFull(cause)) return new DiskFullError(cause);
  return dialect.isDiskFailing(cause) ? new DiskFailedError(cause) : error;
}

async function begin(queryRunner: QueryRunner, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) await queryRunner.query(statement);
  } catch (error) {
    await rollBack(queryRunner);
    throw error;
  }
}

/** @throws SystemError that says so if it is not known whether it was stored. */
async function commit(queryRunner: QueryRunner): Promise<void> {
  try {
    await queryRunner.query('COMMIT');
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== DATABASE_LOST) throw error;
    const message =
      'the database went away in the middle of storing, and may or may not have stored it: send it again, for what is stored already stays as it is';
    throw new SystemError(message, DATABASE_LOST, 503, { retryAfter: error.retryAfter, cause: error.cause });
  }
}

/** The first error counts: a rollback that fails too has been done by the database, or its connection is gone. */
async function rollBack(queryRunner: QueryRunner): Promise<void> {
  try {
    await queryRunner.query('ROLLBACK');
  } catch {
    // Nothing to undo.
  }
}
