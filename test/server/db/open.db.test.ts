import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import { postgresOptions } from '../../../server/db/postgres.js';
import { openInspector, openReader, openRepairer, openWriter, rows } from '../../../server/db/index.js';
import {
  describeOnEachDatabase,
  freshDatabase,
  nowhere,
  type TestDatabase,
} from '../../support/databases.js';

const OPENERS = { openReader, openWriter, openRepairer, openInspector };
const cases = Object.entries(OPENERS);

describe('a SQLite file that is not a database of ours', () => {
  let directory: string;
  let path: string;
  // The index of a write-ahead log is no data: any reader makes it anew.
  const contents = (): unknown =>
    readdirSync(directory)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex'),
      ]);

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
    path = join(directory, 'x.sqlite');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const makers: [string, (file: string) => void, RegExp][] = [
    ['missing', () => undefined, /there is no database at .*perfplat migrate up/],
    ['empty', (file) => writeFileSync(file, ''), /is an empty file: run `perfplat migrate up`/],
    ['a text', (file) => writeFileSync(file, 'slug,name\n'.repeat(100)), /is not a SQLite database/],
    ['of another program', makeForeign, /is the SQLite database of another program.*PERF_DATABASE_URL/],
    ['of another program that crashed', makeForeignWithLog, /of another program/],
  ];

  it.each(
    makers.flatMap(([what, make, message]) =>
      cases.map(([name, open]) => ({ what, make, message, name, open })),
    ),
  )('is refused and left as it is by $name when $what', async ({ make, message, open }) => {
    make(path);
    const before = contents();
    await expect(open(`sqlite:${path}`)).rejects.toThrow(message);
    await expect(open(`sqlite:${path}`)).rejects.toMatchObject({ exitCode: 3, httpStatus: 503 });
    expect(contents()).toEqual(before);
  });

  it('is not created in a directory that is not there either', async () => {
    await expect(openWriter(`sqlite:${directory}/a/b/x.sqlite`)).rejects.toThrow(/there is no database/);
    expect(existsSync(join(directory, 'a'))).toBe(false);
  });

  it('is refused when it is a directory', async () => {
    await expect(openReader(`sqlite:${directory}`)).rejects.toThrow(/is a directory: name a file in it/);
  });
});

function makeForeign(path: string): void {
  const other = new BetterSqlite3(path);
  other.exec('CREATE TABLE cats (name TEXT)');
  other.close();
}

/** All its tables are still in the write-ahead log: the file itself looks empty. */
function makeForeignWithLog(path: string): void {
  const source = `${path}-source`;
  const other = new BetterSqlite3(source);
  other.pragma('journal_mode = WAL');
  other.exec('CREATE TABLE cats (name TEXT)');
  for (const suffix of ['', '-wal']) writeFileSync(path + suffix, readFileSync(source + suffix));
  other.close();
  rmSync(source);
}

describe('a SQLite database of ours', () => {
  let database: TestDatabase;
  const path = (): string => database.url.slice('sqlite:'.length);
  beforeEach(async () => {
    database = await freshDatabase('sqlite');
  });
  afterEach(() => database.drop());

  it('is synchronised to the disk at each commit by every writer that opens it', async () => {
    for (let opening = 0; opening < 2; opening++) {
      const writer = await openWriter(database.url);
      expect(await writer.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
      expect(await writer.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
      expect(await writer.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
      await writer.destroy();
    }
  });

  it('is refused with advice when it is damaged', async () => {
    truncateSync(path(), 4096 * 3);
    await expect(openReader(database.url)).rejects.toThrow(/is damaged .*put a backup in its place/);
  });
});

describeOnEachDatabase('a database of another version', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase(dialect);
  });
  afterEach(() => database.drop());

  const change = async (sql: string): Promise<void> => {
    const writer = await openWriter(database.url);
    await writer.query(sql);
    await writer.destroy();
  };

  it.each(cases)('is refused by %s when it is newer', async (_name, open) => {
    await change("INSERT INTO schema_migration (timestamp, name) VALUES (9, 'Later1999999999999')");
    await expect(open(database.url)).rejects.toThrow(
      /newer version of perfplat \(it has Later1999999999999\)/,
    );
  });

  it.each(cases)('is refused by %s when it has no tables', async (_name, open) => {
    await change('DELETE FROM schema_migration');
    await expect(open(database.url)).rejects.toThrow(/no tables of perfplat: run `perfplat migrate up`/);
  });
});

describeOnEachDatabase('an address without a database', (dialect) => {
  it.each(cases)('is refused by %s, which names the command that makes one', async (_name, open) => {
    const database = nowhere(dialect);
    await expect(open(database.url)).rejects.toThrow(/there is no database .*`perfplat migrate up`/);
    await database.drop();
  });

  it('gives counts and sums as numbers on both', async () => {
    const database = await freshDatabase(dialect);
    const reader = await openReader(database.url);
    const [row] = await rows<{ n: number; s: number }>(
      reader,
      "SELECT count(*) AS n, sum(position) AS s FROM metric_definition WHERE key <> '?' AND position < ?",
      [3],
    );
    expect(row).toEqual({ n: 3, s: 3 });
    await reader.destroy();
    await database.drop();
  });
});

test.each([
  ['read', { statement_timeout: expect.any(Number), query_timeout: expect.any(Number) }],
  ['write', { query_timeout: expect.any(Number) }],
  ['repair', {}],
  ['check', {}],
  ['migrate', {}],
] as const)('how long a statement of PostgreSQL may take: %s', async (access, expected) => {
  const { extra } = (await postgresOptions('postgres://me@127.0.0.1:1/perf', access)) as {
    extra: Record<string, unknown>;
  };
  const limits = Object.entries(extra).filter(([name]) => name.endsWith('_timeout'));
  expect(Object.fromEntries(limits)).toEqual(expected);
});

describe('a PostgreSQL server that is not there', () => {
  it('is refused without its password', async () => {
    const opening = openReader('postgres://me:secret@127.0.0.1:1/perf');
    await expect(opening).rejects.toThrow(/cannot connect to PostgreSQL at 127\.0\.0\.1:1\/perf/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });
});
