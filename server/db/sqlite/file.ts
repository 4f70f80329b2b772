/** What is asked of a SQLite file before and while it is opened. */
import { open as openFile, stat } from 'node:fs/promises';
import BetterSqlite3 from 'better-sqlite3';
import type { DataSourceOptions } from 'typeorm';
import { DATABASE_DAMAGED, DatabaseError, messageOf } from '../../errors.js';
import { type Access, isReading } from '../access.js';
import type { Database } from '../database-url.js';
import { APPLICATION_ID, DIALECTS, errorCode } from '../dialect.js';
import { assertNotKnownDamaged, restoring } from './damage-mark.js';
import { makeDirectoryOf, obstacleOf } from './obstacles.js';

type SqliteDatabase = Extract<Database, { dialect: 'sqlite' }>;

/** Offsets in the first page (https://sqlite.org/fileformat.html: database header, then the schema's b-tree page). */
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;
const CELL_COUNT_AT = 103;
const HEAD_BYTES = 108;

export function sqliteOptions(path: string, access: Access): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: path,
    readonly: isReading(access),
    fileMustExist: access !== 'create',
    // A wait in the driver would block the event loop; see whileBusy.
    timeout: 0,
    prepareDatabase: (connection: BetterSqlite3.Database) => prepare(connection, access),
  };
}

function prepare(connection: BetterSqlite3.Database, access: Access): void {
  try {
    setUp(connection, access);
  } catch (error) {
    // TypeORM does not know of it yet and would leave it open.
    connection.close();
    throw error;
  }
}

function setUp(connection: BetterSqlite3.Database, access: Access): void {
  connection.pragma('cache_size = -16000');
  if (isReading(access)) {
    connection.pragma('query_only = ON');
    return;
  }
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') {
    throw new DatabaseError(
      `the file system of the database cannot do write-ahead logging (it says "${mode}")`,
    );
  }
  // SQLite builds differ in what a connection to a WAL database starts with: a commit must be on disk.
  connection.pragma('synchronous = FULL');
}

/** Whose a file is, and whether anything is in it. */
interface Identity {
  applicationId: number;
  isEmpty: boolean;
}

/**
 * From the file's bytes: a file that is not ours is not even opened by SQLite, which would put files beside it.
 *
 * Not where this process has the database open: to close any descriptor of a file gives up all locks that the process has on
 * it (POSIX), whereupon the next program that closes the database takes itself for the last one and removes its log.
 */
async function identityOf({ path, label }: SqliteDatabase): Promise<Identity> {
  const file = await openFile(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    if (bytesRead === 0) return { applicationId: 0, isEmpty: true };
    if (bytesRead < HEAD_BYTES || head.toString('latin1', 0, MAGIC.length) !== MAGIC) {
      throw new DatabaseError(
        `${label} is not a SQLite database and was left as it is: put a backup in its place, or name another file in PERF_DATABASE_URL`,
        'DATABASE_FOREIGN',
      );
    }
    return {
      applicationId: head.readUInt32BE(APPLICATION_ID_AT),
      isEmpty: head.readUInt16BE(CELL_COUNT_AT) === 0,
    };
  } finally {
    await file.close();
  }
}

/** What SQLite says, with the commits that are still in the write-ahead log. Locks of other connections stay. */
function identityWithLog(path: string): Identity {
  const connection = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    return {
      applicationId: connection.pragma('application_id', { simple: true }) as number,
      isEmpty: connection.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined,
    };
  } finally {
    connection.close();
  }
}

/** Of a file; null if there is none. Anything else of that name is refused: to open a pipe would wait for a writer. */
const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  throw Object.assign(new Error('it is no file'), { code: 'EISDIR' });
};

/**
 * Refuses a file that is missing, foreign or empty, without creating or changing anything. `isOpenHere`: another connection of
 * this process, in whatever thread, has it open.
 */
export async function assertUsableFile(
  database: SqliteDatabase,
  access: Access,
  isOpenHere = false,
): Promise<void> {
  const { path, label } = database;
  const size = await sizeOf(path);
  if (size === null) {
    if (access === 'create') {
      await makeDirectoryOf(database);
      return assertNoObstacle(database);
    }
    throw new DatabaseError(
      `there is no database at ${label}: run \`perfplat migrate up\` to create it, or name another in PERF_DATABASE_URL`,
      'DATABASE_MISSING',
    );
  }
  if (!isReading(access)) await assertNoObstacle(database);
  if (access !== 'check' && access !== 'inspect') await assertNotKnownDamaged(database);
  // The log first: if it is empty now, all that was in it is in the file that is read next.
  const logSize = await sizeOf(`${path}-wal`);
  let identity = isOpenHere ? identityWithLog(path) : await identityOf(database);
  if (identity.applicationId !== APPLICATION_ID && logSize) identity = identityWithLog(path);
  if (identity.applicationId === APPLICATION_ID) return;
  if (!identity.isEmpty) {
    throw new DatabaseError(
      `${label} is the SQLite database of another program and was left as it is: name another file in PERF_DATABASE_URL and run \`perfplat migrate up\` to create it`,
      'DATABASE_FOREIGN',
    );
  }
  if (access !== 'create') {
    throw new DatabaseError(
      `${label} is an empty file: run \`perfplat migrate up\` to make its tables`,
      'DATABASE_EMPTY',
    );
  }
}

/** SQLite opens what it may not write as well, and says so only when something is written. */
async function assertNoObstacle(database: SqliteDatabase): Promise<void> {
  const obstacle = await obstacleOf(database, true);
  if (obstacle !== null) throw new DatabaseError(obstacle);
}

/** @throws DatabaseError unless a write could begin, now or when somebody else's ends. */
export async function assertWritableFile(database: SqliteDatabase, isOpenHere: boolean): Promise<void> {
  try {
    await assertUsableFile(database, 'write', isOpenHere);
    const connection = new BetterSqlite3(database.path, { fileMustExist: true, timeout: 0 });
    try {
      connection.exec('BEGIN IMMEDIATE; ROLLBACK');
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!DIALECTS.sqlite.isBusy(error)) throw await explainSqliteFailure(database, 'write', error);
  }
}

/** An error of opening, in words that say what to do; a lock held by somebody else stays as it is. */
export async function explainSqliteFailure(
  database: SqliteDatabase,
  access: Access,
  error: unknown,
): Promise<unknown> {
  if (error instanceof DatabaseError) return error;
  const { label } = database;
  const code = errorCode(error);
  const because = (message: string, kind?: string): DatabaseError =>
    new DatabaseError(message, kind, { cause: error });
  if (DIALECTS.sqlite.isDamaged(error)) {
    return because(`${label} is damaged (${messageOf(error)}): ${restoring(label)}`, DATABASE_DAMAGED);
  }
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM|IOERR)|E[A-Z]+$)/.test(code)) {
    const obstacle = await obstacleOf(database, !isReading(access));
    return because(
      obstacle ??
        `${label} cannot be opened (${messageOf(error)}): check that it and its directory can be read and written`,
    );
  }
  return error;
}
