/** What stands in the way of a SQLite file: found out by looking, for SQLite only says that it cannot be opened. */
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseError, messageOf } from '../../errors.js';
import { errorCode } from '../dialect.js';

interface SqliteFile {
  path: string;
  label: string;
}

const OTHER = 'or name another place in PERF_DATABASE_URL';

/** Who must be given a right. */
const user = (): string => `the user that runs perfplat (number ${process.geteuid?.() ?? '?'})`;

async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

/** Like `mkdir -p`; that of Node never ends where a file system has no place for directories, as /proc has none. */
async function makeAll(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const parent = dirname(directory);
    if (errorCode(error) === 'EEXIST' && (await stat(directory)).isDirectory()) return;
    if (errorCode(error) !== 'ENOENT' || parent === directory) throw error;
    await makeAll(parent);
    await mkdir(directory);
  }
}

/** @throws DatabaseError if the directory of a database is not there and cannot be made. */
export async function makeDirectoryOf({ path, label }: SqliteFile): Promise<void> {
  const directory = dirname(path);
  try {
    await makeAll(directory);
  } catch (error) {
    const isFile = ['EEXIST', 'ENOTDIR'].includes(errorCode(error));
    const why = isFile ? 'a part of it is a file' : messageOf(error);
    throw new DatabaseError(
      `the directory of ${label} cannot be made (${why}): make ${directory} for ${user()}, ${OTHER}`,
      'DATABASE_UNUSABLE',
      { cause: error },
    );
  }
}

/** What keeps a file that is there, or is to be made, from being used; null if nothing is to be seen. */
export async function obstacleOf({ path, label }: SqliteFile, isWriting: boolean): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  const directory = dirname(path);
  if (found?.isDirectory()) return `${label} is a directory: name a file in it, like ${label}/perf.sqlite`;
  if (found && !found.isFile()) return `${label} is no file: name one in PERF_DATABASE_URL`;
  if (found && !(await may(path, constants.R_OK))) {
    return `${label} may not be read: give the right to ${user()}, ${OTHER}`;
  }
  if (found && isWriting && !(await may(path, constants.W_OK))) {
    return `${label} is read-only: give the right to write to ${user()}, ${OTHER}`;
  }
  const isDirectory = await stat(directory).then(
    (entry) => entry.isDirectory(),
    (error) => (errorCode(error) === 'ENOENT' ? null : false),
  );
  if (isDirectory === null) return `the directory of ${label} does not exist: make ${directory}, ${OTHER}`;
  if (!isDirectory) return `a part of the directory ${directory} of ${label} is a file: ${OTHER.slice(3)}`;
  if (!(await may(directory, constants.W_OK | constants.X_OK))) {
    return `the directory of ${label} is read-only, and SQLite keeps its write-ahead log there: give the right to write to ${user()}, ${OTHER}`;
  }
  return null;
}
