import { open, rm } from 'node:fs/promises';
import BetterSqlite3 from 'better-sqlite3';
import { SystemError, messageOf } from '../../errors.js';

/**
 * Copies a SQLite database, with its write-ahead log, to a new file beside it, and waits until it is on disk. Call it
 * while holding the writer's lock: then the copy is exactly what the writer is about to change.
 *
 * @returns the path of the copy.
 */
export async function backUpFile(path: string, now: Date): Promise<string> {
  const target = `${path}.${now.toISOString().replaceAll(':', '')}.backup`;
  const source = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    await source.backup(target);
    const copy = await open(target, 'r+');
    await copy.sync().finally(() => copy.close());
    return target;
  } catch (error) {
    await rm(target, { force: true });
    throw new SystemError(
      `could not back up ${path} to ${target}: ${messageOf(error)}; nothing was changed`,
      'BACKUP_FAILED',
      500,
      { cause: error },
    );
  } finally {
    source.close();
  }
}
