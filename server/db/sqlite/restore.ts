/** Puts a copy of a SQLite database in the place of the one that is used, and keeps what was there. */
import { constants, copyFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BusyError, InputError } from '../../errors.js';
import { APPLICATION_ID, DIALECTS, errorCode } from '../dialect.js';
import { MIGRATIONS } from '../migrations/index.js';
import { assertNotNewer, MIGRATION_TABLE, stateOf, type SchemaState } from '../schema-version.js';
import { integrityFaults, isThere, stamp, syncFile } from './backup.js';
import { makeDirectoryOf } from './obstacles.js';

interface SqliteFile {
  path: string;
  label: string;
}

export interface Restored {
  /** Where what was there is now; null if there was nothing. */
  kept: string | null;
  /** The newest submission of the copy, and when it came; null if it has none. */
  newest: { id: number; receivedAt: string } | null;
  /** How many migrations it lacks. */
  pending: number;
}

/**
 * @throws InputError if the copy is none of ours or damaged, DatabaseError if it is of a newer version, BusyError if the
 *   database is in use. Nothing has changed then.
 */
export async function restoreFile(backup: string, database: SqliteFile, now: Date): Promise<Restored> {
  await assertWholeFile(backup);
  await makeDirectoryOf(database);
  const { path } = database;
  const incoming = `${path}.restoring`;
  try {
    await rm(incoming, { force: true });
    await copyFile(backup, incoming, constants.COPYFILE_FICLONE);
    const { state, newest } = contentOf(incoming, backup);
    assertNotNewer(state, backup);
    await syncFile(incoming);
    const kept = await setAside(database, now);
    await rename(incoming, path);
    await syncFile(dirname(path));
    return { kept, newest, pending: state.pending.length };
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${incoming}${end}`, { force: true });
  }
}

async function assertWholeFile(backup: string): Promise<void> {
  const found = await stat(backup).catch(() => undefined);
  if (!found?.isFile()) throw new InputError(`there is no file ${backup}`, 422, 'FILE_UNREADABLE');
  const log = await stat(`${backup}-wal`).catch(() => undefined);
  if (log && log.size > 0) {
    throw new InputError(
      `${backup} has a log beside it (${backup}-wal), so it is a database in use and no backup: make one with \`perfplat backup\``,
    );
  }
}

/** @throws InputError that names the backup unless all of it is sound and ours. */
function contentOf(incoming: string, backup: string): { state: SchemaState; newest: Restored['newest'] } {
  if (applicationIdOf(incoming) !== APPLICATION_ID)
    throw new InputError(`${backup} is no backup of perfplat`);
  const [fault] = integrityFaults(incoming);
  if (fault !== undefined) throw new InputError(`${backup} is damaged (${fault}): take an older backup`);
  const connection = new BetterSqlite3(incoming, { fileMustExist: true });
  try {
    const applied = connection
      .prepare<[], { name: string }>(`SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`)
      .all()
      .map(({ name }) => name);
    const known = MIGRATIONS.map((migration) => new migration().name);
    const newest = connection
      .prepare<[], { id: number; receivedAt: string }>(
        'SELECT id, received_at AS receivedAt FROM submission ORDER BY id DESC LIMIT 1',
      )
      .get();
    return { state: stateOf(applied, known), newest: newest ?? null };
  } finally {
    connection.close();
  }
}

/** Null of what is no SQLite database. */
function applicationIdOf(path: string): unknown {
  const connection = new BetterSqlite3(path, { fileMustExist: true });
  try {
    return connection.pragma('application_id', { simple: true });
  } catch (error) {
    if (errorCode(error) === 'SQLITE_NOTADB') return null;
    // Of whom it is cannot be read: that it is damaged is found next.
    if (DIALECTS.sqlite.isDamaged(error)) return APPLICATION_ID;
    throw error;
  } finally {
    connection.close();
  }
}

/** Gives the database in use another name, with its log, if it has one. @returns the name. */
async function setAside({ path, label }: SqliteFile, now: Date): Promise<string | null> {
  if (!(await isThere(path))) return null;
  assertUnused(path, label);
  const kept = `${path}.${stamp(now)}.replaced`;
  for (const end of ['', '-wal', '.damaged']) {
    if (await isThere(`${path}${end}`)) await rename(`${path}${end}`, `${kept}${end}`);
  }
  await rm(`${path}-shm`, { force: true });
  return kept;
}

/**
 * Every connection to a database with a write-ahead log holds a lock on its file: to do without the log needs the file alone.
 * Where that works, what is in the log is in the file afterwards.
 */
function assertUnused(path: string, label: string): void {
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(path, { fileMustExist: true, timeout: 0 });
    connection.pragma('journal_mode = DELETE');
  } catch (error) {
    if (DIALECTS.sqlite.isBusy(error)) {
      throw new BusyError(`${label} is in use: stop the server, and everything else that has it open`, error);
    }
    // Whatever else is wrong with it is why it is replaced.
  } finally {
    connection?.close();
  }
}
