/** Puts a copy of a SQLite database in the place of the one that is used, and keeps what was there. */
import { chmod, constants, copyFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BusyError, InputError } from '../../errors.js';
import { APPLICATION_ID, DIALECTS, errorCode } from '../dialect.js';
import { MIGRATIONS } from '../migrations/index.js';
import { assertNotNewer, MIGRATION_TABLE, stateOf, type SchemaState } from '../schema-version.js';
import { integrityFaults, isThere, stamp, syncFile } from './backup.js';
import { makeDirectoryOf } from './obstacles.js';

const OWNER_WRITES = 0o600;

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
    await chmod(incoming, await modeFor(path, backup));
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

/** What was allowed with the file that is replaced; else what is with the backup, which may be kept where nobody writes. */
async function modeFor(path: string, backup: string): Promise<number> {
  const replaced = await stat(path).catch(() => undefined);
  return replaced?.mode ?? (await stat(backup)).mode | OWNER_WRITES;
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

/**
 * Gives the database in use another name, with what is beside it. A log whose file is gone is set aside as well: SQLite
 * would write what is in it over the copy. The file goes last, so that whoever begins again finds the rest to do.
 *
 * @returns the name of the file; null if there was none
 */
async function setAside({ path, label }: SqliteFile, now: Date): Promise<string | null> {
  const isHere = await isThere(path);
  if (isHere) assertUnused(path, label);
  const kept = `${path}.${stamp(now)}.replaced`;
  for (const end of ['-wal', '-journal', '.damaged', '']) {
    if (await isThere(`${path}${end}`)) await rename(`${path}${end}`, `${kept}${end}`);
  }
  await rm(`${path}-shm`, { force: true });
  return isHere ? kept : null;
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
