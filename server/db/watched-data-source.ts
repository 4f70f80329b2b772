/** A DataSource whose statements fail in words for whoever asked. */
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { DATABASE_DAMAGED, DATABASE_LOST, DatabaseError, SystemError } from '../errors.js';
import { type Dialect, DIALECTS } from './dialect.js';

/** What an error means for readers and callers; what only we can understand stays as it is. */
function explained(dialect: Dialect, error: unknown): unknown {
  const because = (message: string, code: string, retryAfter: number): SystemError =>
    new SystemError(message, code, 503, { retryAfter, cause: error });
  if (dialect.isTimedOut(error)) {
    const message = 'the database took too long: ask for fewer services, metrics or periods, or try again';
    return because(message, 'TIMED_OUT', 5);
  }
  if (dialect.isLost(error)) {
    return because('the database cannot be reached at the moment: try again shortly', DATABASE_LOST, 5);
  }
  if (dialect.isDamaged(error)) {
    return because('the database is damaged: it must be restored from a backup', DATABASE_DAMAGED, 60);
  }
  return error;
}

/** The driver's error behind one of these, or the error itself. */
export const driverError = (error: unknown): unknown =>
  error instanceof SystemError && !(error instanceof DatabaseError) ? (error.cause ?? error) : error;

/**
 * All statements, those of entity managers and query builders too, go through a query runner, and TypeORM makes all of
 * them here.
 */
export class WatchedDataSource extends DataSource {
  /** Called with what the database said when a statement met damage. */
  onDamage: (cause: unknown) => void = () => undefined;
  readonly #watched = new WeakSet<QueryRunner>();
  readonly #dialect: Dialect;

  constructor(options: DataSourceOptions) {
    super(options);
    this.#dialect = DIALECTS[options.type === 'postgres' ? 'postgres' : 'sqlite'];
  }

  override createQueryRunner(...args: Parameters<DataSource['createQueryRunner']>): QueryRunner {
    const runner = super.createQueryRunner(...args);
    // On SQLite it is always the same one.
    if (this.#watched.has(runner)) return runner;
    this.#watched.add(runner);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    runner.query = ((...given: unknown[]) => this.#explain(() => query(...given))) as QueryRunner['query'];
    return runner;
  }

  /** TypeORM refuses here, before it asks the query runner, if the connection was lost between two statements. */
  override async query<T>(...args: Parameters<DataSource['query']>): Promise<T> {
    return this.#explain(() => super.query<T>(...args));
  }

  async #explain<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (this.#dialect.isDamaged(error)) this.onDamage(error);
      throw explained(this.#dialect, error);
    }
  }
}
