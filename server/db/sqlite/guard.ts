/**
 * Looks after the file of a SQLite database that a server has open. SQLite itself notices neither that another file has
 * taken its place, and goes on with one that is in no directory any more, nor damage to what nobody reads.
 */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { DATABASE_DAMAGED, messageOf, SystemError } from '../../errors.js';
import { markDamaged, restoring } from './damage-mark.js';
import { type Database, databaseOf } from '../database-url.js';
import { errorCode, rows } from '../dialect.js';
import type { KnownSubmission, QuickCheck, TimedCheck } from './quick-check.js';
import type { WatchedDataSource } from '../watched-data-source.js';

export interface DatabaseGuard {
  /** @throws SystemError if the database is no longer what was opened: nothing may be stored in it. */
  assertSound(): Promise<void>;
  /** Takes note of damage that a statement met, here or in another thread. */
  report(cause: unknown): void;
  close(): void;
}

/** How often the file is looked at, which takes less than a millisecond. */
const LOOK_MS = 5_000;
/** How often all of it is read, changed or not. */
const CHECK_MS = 3_600_000;
/** Where the file has changed it is read sooner, but no more than a twentieth of the time is spent on it. */
const PAUSE_PER_CHECK = 20;

/** What a check is taken to last before one has come to its end. */
const UNKNOWN_MS = 3_000;

const CHECK = fileURLToPath(new URL('./quick-check-process.js', import.meta.url));

/** PostgreSQL looks after its own files. */
const NO_GUARD: DatabaseGuard = {
  assertSound: () => Promise.resolve(),
  report: () => undefined,
  close: () => undefined,
};

/** Guards what `reader` has open, and what it reads. Close it before the reader. */
export async function guardDatabase(
  reader: WatchedDataSource,
  url: string,
  log: Logger,
): Promise<DatabaseGuard> {
  const database = databaseOf(url);
  if (database.dialect !== 'sqlite') return NO_GUARD;
  const guard = new FileGuard(database, log);
  reader.onDamage = (cause) => guard.report(cause);
  await guard.start(reader);
  return guard;
}

async function newestSubmission(reader: WatchedDataSource): Promise<KnownSubmission | null> {
  const newest = 'SELECT id, received_at AS "receivedAt" FROM submission ORDER BY id DESC LIMIT 1';
  const [submission] = await rows<KnownSubmission>(reader, newest);
  return submission ?? null;
}

type SqliteDatabase = Extract<Database, { dialect: 'sqlite' }>;

/** Which file on which disk it is; null if there is none. Asked at once: the pool of threads takes thirty times as long. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}:${ino}`;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw error;
  }
}

class FileGuard implements DatabaseGuard {
  readonly #closing = new AbortController();
  /** Which file on which disk is in use, by path. */
  readonly #inUse = new Map<string, string>();
  #fault: SystemError | null = null;
  #looking: NodeJS.Timeout | undefined;
  #isChecking = false;
  /** The newest submission that was seen: the file has it as long as it holds the same data. */
  #known: KnownSubmission | null = null;
  /** When the file had last changed as the last check began, when that ended, and how long it took. */
  #checked = { change: 0, end: -Infinity, ms: UNKNOWN_MS };

  constructor(
    private readonly database: SqliteDatabase,
    private readonly log: Logger,
  ) {}

  async start(reader: WatchedDataSource): Promise<void> {
    await this.assertSound();
    this.#known = await newestSubmission(reader);
    void this.#check();
    this.#looking = setInterval(() => void this.#look(), LOOK_MS).unref();
  }

  close(): void {
    clearInterval(this.#looking);
    this.#closing.abort();
  }

  async assertSound(): Promise<void> {
    const { path } = this.database;
    this.#compare(path, true);
    this.#compare(`${path}-wal`, this.#inUse.has(`${path}-wal`));
    if (this.#fault) throw this.#fault;
  }

  report(cause: unknown): void {
    const found = messageOf(cause);
    const { label } = this.database;
    const isNew = this.#fail(
      'the database is damaged: it must be restored from a backup',
      DATABASE_DAMAGED,
      `${label} is damaged (${found}): ${restoring(label)}`,
    );
    if (!isNew) return;
    markDamaged(this.database, found).catch((error: unknown) => {
      this.log.error({ err: error }, 'other processes could not be told of the damage');
    });
  }

  /** @returns whether this is the first fault. */
  #fail(message: string, code: string, whatToDo: string): boolean {
    if (this.#fault) return false;
    this.#fault = new SystemError(message, code, 503, { retryAfter: 60 });
    this.log.fatal(`nothing is stored any more, and /readyz says so: ${whatToDo}`);
    return true;
  }

  #compare(path: string, isNeeded: boolean): void {
    const now = identityOf(path);
    const before = this.#inUse.get(path);
    if (now !== null && before === undefined) this.#inUse.set(path, now);
    else if (now !== before && isNeeded)
      this.#failMoved(`${path} was ${now === null ? 'removed' : 'replaced'}`);
  }

  #failMoved(what: string): void {
    this.#fail(
      'the file of the database was removed or replaced: the server must be started again',
      'DATABASE_MOVED',
      `${what} while it was in use: stop this server, see that the right file is there, without the -wal and -shm of another one, and start it again`,
    );
  }

  async #look(): Promise<void> {
    try {
      await this.assertSound();
      const { mtimeMs } = await stat(this.database.path);
      const { change, end, ms } = this.#checked;
      const pause = mtimeMs === change ? CHECK_MS : ms * PAUSE_PER_CHECK;
      if (performance.now() - end >= pause) await this.#check();
    } catch (error) {
      // The fault stands in the log already.
      if (!this.#fault) this.log.error({ err: error }, 'the file of the database could not be looked at');
    }
  }

  async #check(): Promise<void> {
    if (this.#isChecking || this.#fault) return;
    this.#isChecking = true;
    try {
      const { path } = this.database;
      const { mtimeMs: change } = await stat(path);
      const asked = [CHECK, path, JSON.stringify(this.#known)];
      const { stdout } = await promisify(execFile)(process.execPath, asked, { signal: this.#closing.signal });
      const found = JSON.parse(stdout) as TimedCheck;
      this.#judge(found);
      this.#checked = { change, end: performance.now(), ms: found.ms };
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.log.error({ err: error }, 'the file of the database could not be checked: it is tried again');
      this.#checked.end = performance.now();
    } finally {
      this.#isChecking = false;
    }
  }

  #judge({ faults, newest, isKnown }: QuickCheck): void {
    if (faults.length > 0) this.report(new Error(faults.join('; ')));
    else if (!isKnown) this.#failMoved(`what is in ${this.database.path} was replaced`);
    else this.#known = newest;
  }
}
