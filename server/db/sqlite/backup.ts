/** Copies of a whole SQLite database, made while others use it. */
import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { SystemError, messageOf, UsageError } from '../../errors.js';
import { errorCode } from '../dialect.js';

/** More pages than any file has: all of them in one step, which sees one version. A copy in steps begins again at every write. */
const ALL_PAGES = 0x7fffffff;
/** How long another connection's lock is waited for: nothing else happens in the process meanwhile. */
const PATIENCE_MS = 10_000;

async function copyTo(path: string, target: string): Promise<void> {
  const source = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: PATIENCE_MS });
  try {
    await source.backup(target, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  await chmod(target, (await stat(path)).mode);
  await syncFile(target);
}

/** Waits until a file, or the names in a directory, are on disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

const failed = (path: string, target: string, error: unknown): SystemError =>
  new SystemError(`could not back up ${path} to ${target}: ${messageOf(error)}`, 'BACKUP_FAILED', 500, {
    cause: error,
  });

/**
 * Copies a database, with its write-ahead log, to a new file beside it, and waits until it is on disk. Call it while
 * holding the writer's lock: then the copy is exactly what the writer is about to change.
 *
 * @returns the path of the copy.
 */
export async function backUpFile(path: string, now: Date): Promise<string> {
  const target = `${path}.${stamp(now)}.backup`;
  try {
    await copyTo(path, target);
    return target;
  } catch (error) {
    await rm(target, { force: true });
    throw new SystemError(
      `${failed(path, target, error).message}; nothing was changed`,
      'BACKUP_FAILED',
      500,
      {
        cause: error,
      },
    );
  }
}

/** An instant as a part of a file's name. */
export const stamp = (now: Date): string => now.toISOString().replaceAll(':', '');

/**
 * Copies a database, with its write-ahead log, to a file that is not there yet: what is in it was committed, and the
 * name is there only when all of it is, checked and on disk.
 *
 * @returns its size in bytes.
 * @throws UsageError if there is such a file.
 */
export async function backUpTo(path: string, target: string): Promise<number> {
  if (await isThere(target)) {
    throw new UsageError(`there is a file ${target} already, and it was left as it is: name another`);
  }
  const part = `${target}.part`;
  try {
    await rm(part, { force: true });
    await copyTo(path, part);
    const [fault] = integrityFaults(part);
    if (fault !== undefined) throw new Error(`the copy is damaged (${fault}): run \`perfplat check\``);
    await rename(part, target);
    await syncFile(dirname(target));
    return (await stat(target)).size;
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${part}${end}`, { force: true });
    throw failed(path, target, error);
  }
}

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );

/** What is wrong with the bytes of a file that nobody else uses, and with what its rows refer to. */
export function integrityFaults(path: string): string[] {
  // One that may write takes its log away when it is closed.
  const connection = new BetterSqlite3(path, { fileMustExist: true });
  try {
    const answers = connection.pragma('integrity_check(20)') as { integrity_check: string }[];
    const orphans = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
    return [
      ...answers.map(({ integrity_check: answer }) => answer).filter((answer) => answer !== 'ok'),
      ...orphans.slice(0, 1).map(({ table, parent }) => `rows of ${table} refer to a missing ${parent}`),
    ];
  } catch (error) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error))) return [messageOf(error)];
    throw error;
  } finally {
    connection.close();
  }
}
