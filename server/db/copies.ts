/** Backups of a database, and putting one back: `perfplat backup` and `perfplat restore`. */
import { resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { databaseOf } from './database-url.js';
import { assertUsableFile } from './sqlite/file.js';
import { backUpTo } from './sqlite/backup.js';
import { restoreFile, type Restored } from './sqlite/restore.js';

const ofPostgres = (command: string): UsageError =>
  new UsageError(`PostgreSQL has tools of its own for this: ${command}`);

/**
 * Copies the database, while others may write to it, to a file that is not there yet.
 *
 * @returns the size in bytes.
 * @throws UsageError for PostgreSQL, and if there is such a file; DatabaseError if there is no database.
 */
export async function backUpDatabase(url: string, target: string): Promise<number> {
  const database = databaseOf(url);
  if (database.dialect === 'postgres') {
    throw ofPostgres(`pg_dump --format=custom --file=${target} "$PERF_DATABASE_URL"`);
  }
  await assertUsableFile(database, 'inspect');
  return backUpTo(database.path, resolve(target));
}

/**
 * Puts a copy in the place of the database, which is kept under another name.
 *
 * @throws UsageError for PostgreSQL, and what `restoreFile` throws: nothing has changed then.
 */
export async function restoreDatabase(url: string, backup: string, now: Date): Promise<Restored> {
  const database = databaseOf(url);
  if (database.dialect === 'postgres') {
    throw ofPostgres(
      `pg_restore --clean --if-exists --no-owner --single-transaction --dbname="$PERF_DATABASE_URL" ${backup}`,
    );
  }
  return restoreFile(backup, database, now);
}
