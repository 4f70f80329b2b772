/** The only place that asks "SQLite or PostgreSQL?". */
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { messageOf } from '../errors.js';

export type DialectName = 'sqlite' | 'postgres';
export type ListType = 'integer' | 'text' | 'double precision';

export interface Dialect {
  readonly name: DialectName;
  /** Begins a transaction that writes, alone among all writers; SQLite fails at once, PostgreSQL after `waitMs`. */
  begin(waitMs: number): readonly string[];
  /** Begins a transaction that only reads and sees one version. */
  readonly beginSnapshot: string;
  /** The most parameters one statement may have. */
  readonly maxParameters: number;
  /** The collation that compares texts byte by byte; undefined where that is the default. */
  readonly byteCollation: string | undefined;
  /** Rewrites `?` placeholders (outside quotes) as this database wants them. */
  placeholders(sql: string): string;
  /** A set for `IN` from **one** parameter, so that the statement's text does not depend on the number of values. */
  list(type: ListType): string;
  /** The value of that parameter. */
  listParameter(values: readonly (number | string)[]): unknown;
  /** An aggregate: the values of a group as the text of a JSON array, in the same order as any other of the statement. */
  jsonList(expression: string): string;
  /**
   * SQL after a `FROM`: its rows, each joined with those of a table that it finds by key. The rows are looked up one after
   * another whatever the planner believes: of a table that has just been filled it believes that it is almost empty, and
   * reads all of it for each thousand rows.
   *
   * @param table with its alias, like `observation o`
   * @param where what joins them, with whatever else is asked of the rows of the table
   */
  lookUp(table: string, where: string): string;
  /** The literal of a boolean. */
  booleanLiteral(value: boolean): string;
  /** Marks the database as ours, inside a transaction. */
  readonly signature: string | undefined;
  /** A row for each fault of the stored bytes, or one row `ok`. */
  readonly integrityCheck: string | undefined;
  /** A row (table, parent, …) for each row that refers to one that is not there. PostgreSQL cannot have any. */
  readonly foreignKeyCheck: string | undefined;
  /** True if another connection holds the lock that a write needs: it is right to wait and try again. */
  isBusy(error: unknown): boolean;
  /** True if the stored bytes are damaged. */
  isDamaged(error: unknown): boolean;
  /** True if the database takes no writes, as a standby or one that is set so. */
  isReadOnly(error: unknown): boolean;
  /** True if the disk of the database is full. */
  isDiskFull(error: unknown): boolean;
  /** True if something could not be written to the disk, or forced onto it, by this process. */
  isDiskFailing(error: unknown): boolean;
  /** True if a statement was cut off because it took too long. */
  isTimedOut(error: unknown): boolean;
  /** True if the database could not be reached, or went away before it answered. */
  isLost(error: unknown): boolean;
  /** What makes the planner see what a large write brought, where it would not notice by itself for long. */
  readonly refreshStatistics: string | undefined;
}

/** "Perf", in the header of every SQLite file that is ours (`PRAGMA application_id`). */
export const APPLICATION_ID = 0x50657266;

/** Serialises all writers of a PostgreSQL database; any number will do, it must only stay the same. */
const WRITER_LOCK = 7_370_417;

/** The driver's or system's code of an error (`SQLITE_BUSY`, `55P03`, `ENOENT`), '' if it has none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? errorCode(error.driverError) : '';
}

const sqlite: Dialect = {
  name: 'sqlite',
  begin: () => ['BEGIN IMMEDIATE'],
  beginSnapshot: 'BEGIN',
  maxParameters: 32_766,
  byteCollation: undefined,
  placeholders: (sql) => sql,
  list: () => '(SELECT value FROM json_each(?))',
  listParameter: (values) => JSON.stringify(values),
  jsonList: (expression) => `json_group_array(${expression})`,
  // CROSS JOIN keeps the order of the tables.
  lookUp: (table, where) => `CROSS JOIN ${table} ON ${where}`,
  booleanLiteral: (value) => (value ? '1' : '0'),
  signature: `PRAGMA application_id = ${APPLICATION_ID}`,
  integrityCheck: 'PRAGMA integrity_check(20)',
  foreignKeyCheck: 'PRAGMA foreign_key_check',
  isBusy: (error) => /^SQLITE_(BUSY|LOCKED)/.test(errorCode(error)),
  isDamaged: (error) => /^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error)),
  // It has no such state of its own: there are the rights of the file, found out before it is written.
  isReadOnly: () => false,
  // The index of the log grows, too: where there is no room for it SQLite has a word of its own.
  isDiskFull: (error) => ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'].includes(errorCode(error)),
  isDiskFailing: (error) => /^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE)$/.test(errorCode(error)),
  isTimedOut: () => false,
  isLost: (error) => /^SQLITE_(IOERR|CANTOPEN)/.test(errorCode(error)),
  refreshStatistics: undefined,
};

const NUMBERED = new Map<string, string>();

function numbered(sql: string): string {
  let text = NUMBERED.get(sql);
  if (text === undefined) {
    let count = 0;
    text = sql.replace(/'(?:[^']|'')*'|"[^"]*"|\?/g, (token) => (token === '?' ? `$${++count}` : token));
    if (NUMBERED.size > 500) NUMBERED.clear();
    NUMBERED.set(sql, text);
  }
  return text;
}

/** Broken connections, and what a server says that starts, stops or has no connection left. */
const LOST_CODE = /^(E[A-Z]+|ERR_STREAM_[A-Z_]+|08...|57P0[1-3]|53300)$/;
/** What the driver and TypeORM say of a connection that never came about, has gone or does not answer: it has no code. */
const LOST_WORDS =
  /connection terminated|timeout expired|timeout exceeded when trying to connect|query read timeout|not queryable|already released/i;

const postgres: Dialect = {
  name: 'postgres',
  // A write waits in the database, not in the process, and no longer than a write may take. Whatever the database is set
  // to, what follows sees what was committed during the wait.
  begin: (waitMs) => [
    'BEGIN ISOLATION LEVEL READ COMMITTED',
    `SET LOCAL lock_timeout = ${Math.max(1, Math.ceil(waitMs))}`,
    `SELECT pg_advisory_xact_lock(${WRITER_LOCK})`,
  ],
  beginSnapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  maxParameters: 65_535,
  byteCollation: 'C',
  placeholders: numbered,
  list: (type) => `(SELECT unnest(?::${type}[]))`,
  listParameter: (values) => values,
  jsonList: (expression) => `json_agg(${expression})::text`,
  // OFFSET 0 keeps the subquery, which can only be asked once for each row.
  lookUp: (table, where) =>
    `CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE ${where} OFFSET 0) ${table.split(' ').at(-1)!}`,
  booleanLiteral: (value) => String(value),
  signature: undefined,
  integrityCheck: undefined,
  foreignKeyCheck: undefined,
  isBusy: (error) => ['55P03', '40001', '40P01'].includes(errorCode(error)),
  isDamaged: (error) => ['XX001', 'XX002'].includes(errorCode(error)),
  isReadOnly: (error) => errorCode(error) === '25006',
  isDiskFull: (error) => errorCode(error) === '53100',
  // Its server ends by itself then.
  isDiskFailing: () => false,
  isTimedOut: (error) => errorCode(error) === '57014',
  isLost: (error) => {
    const code = errorCode(error);
    return code === '' ? LOST_WORDS.test(messageOf(error)) : LOST_CODE.test(code);
  },
  refreshStatistics: 'ANALYZE',
};

/** What can run SQL. */
export type Connection = DataSource | EntityManager | QueryRunner;

const dialectNamed = (type: string): Dialect => (type === 'postgres' ? postgres : sqlite);

export function dialectOf(connection: Connection): Dialect {
  const dataSource = 'dataSource' in connection ? connection.dataSource : connection;
  return dialectNamed(dataSource.options.type);
}

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { sqlite, postgres };

/** Rows of a statement with `?` placeholders, the same text for both databases. Columns are named as in the SQL. */
export async function rows<Row>(
  connection: Connection,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  return (await connection.query(dialectOf(connection).placeholders(sql), parameters)) as Row[];
}

/** Runs a statement with `?` placeholders whose answer does not matter. */
export async function run(connection: Connection, sql: string, parameters: unknown[] = []): Promise<void> {
  await connection.query(dialectOf(connection).placeholders(sql), parameters);
}
