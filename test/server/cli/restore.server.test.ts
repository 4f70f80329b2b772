/** `perfplat backup` and `perfplat restore` as they are installed. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import { migrateDown, openReader, openWriter } from '../../../server/db/index.js';
import { freshDatabase, nowhere, type TestDatabase } from '../../support/databases.js';

const MAIN = 'dist/server/cli/main.js';

interface Ended {
  code: number;
  out: string;
  err: string;
}

const perfplat = (url: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, PERF_DATABASE_URL: url };
    execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
    });
  });

let directory: string;
let database: TestDatabase;
let file: string;
let copy: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  database = await freshDatabase('sqlite');
  file = database.url.slice('sqlite:'.length);
  copy = join(directory, 'copy.sqlite');
});
afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

const addOrganisation = (slug: string): void => {
  const connection = new BetterSqlite3(file);
  connection.prepare("INSERT INTO organisation (slug, texts, kind) VALUES (?, '{}', 'department')").run(slug);
  connection.close();
};
const organisationsIn = (path: string): unknown[] => {
  const connection = new BetterSqlite3(path, { readonly: true });
  const slugs = connection.prepare('SELECT slug FROM organisation ORDER BY slug').pluck().all();
  connection.close();
  return slugs;
};

describe('perfplat backup', () => {
  test('copies what is committed, while it is open, into one file', async () => {
    const writer = await openWriter(database.url);
    await writer.query("INSERT INTO organisation (slug, texts, kind) VALUES ('dwp', '{}', 'department')");
    const { code, out } = await perfplat(database.url, 'backup', copy);
    await writer.destroy();
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^backed up to .*copy\.sqlite \([\d,]+ bytes, checked\)\n$/),
    });
    expect(readdirSync(directory)).toEqual(['copy.sqlite']);
    expect(organisationsIn(copy)).toEqual(['dwp']);
    expect(statSync(copy).mode).toBe(statSync(file).mode);
  });

  test('leaves a file alone that is there', async () => {
    writeFileSync(copy, 'something');
    const { code, err } = await perfplat(database.url, 'backup', copy);
    expect(code).toBe(2);
    expect(err).toContain(`there is a file ${copy} already`);
    expect(readFileSync(copy, 'utf8')).toBe('something');
  });

  test('has nothing to show where it cannot be made', async () => {
    const nowhereTo = await perfplat(database.url, 'backup', join(directory, 'missing', 'copy.sqlite'));
    expect(nowhereTo).toMatchObject({
      code: 3,
      err: expect.stringMatching(/could not back up .* directory does not exist/),
    });
    const nothing = nowhere('sqlite');
    expect(await perfplat(nothing.url, 'backup', copy)).toMatchObject({
      code: 3,
      err: expect.stringMatching(/there is no database/),
    });
    expect(readdirSync(directory)).toEqual([]);
    await nothing.drop();
  });

  test('is refused for a damaged database', async () => {
    const bytes = readFileSync(file);
    bytes.fill(0xaa, bytes.length - 4096, bytes.length - 2048);
    writeFileSync(file, bytes);
    const { code, err } = await perfplat(database.url, 'backup', copy);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/the copy is damaged .*perfplat check/),
    });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('perfplat restore', () => {
  beforeEach(async () => {
    addOrganisation('dwp');
    expect(await perfplat(database.url, 'backup', copy)).toMatchObject({ code: 0 });
    addOrganisation('later');
  });

  const besides = (): string[] => readdirSync(join(file, '..')).sort();

  test('puts the copy in place and keeps what was there', async () => {
    writeFileSync(`${file}.damaged`, 'something\n');
    const { code, out } = await perfplat(database.url, 'restore', copy);
    expect(code).toBe(0);
    expect(out).toMatch(/perf\.sqlite is what .*copy\.sqlite holds, up to submission 1, received 2/);
    const kept = /^what was there is kept as (.*)$/m.exec(out)![1]!;
    expect(organisationsIn(file)).toEqual(['dwp']);
    expect(organisationsIn(kept)).toEqual(['dwp', 'later']);
    expect(existsSync(`${file}.damaged`)).toBe(false);
    expect(existsSync(copy)).toBe(true);
    expect(out).not.toContain('migrate up');
    expect(await perfplat(database.url, 'check')).toMatchObject({ code: 0 });
  });

  test('makes a database where there was none', async () => {
    rmSync(file);
    const { code, out } = await perfplat(database.url, 'restore', copy);
    expect(code).toBe(0);
    expect(out).not.toContain('kept');
    expect(organisationsIn(file)).toEqual(['dwp']);
  });

  test('does not let the log of a file that was lost write over the copy', async () => {
    // As a server leaves it whose file was removed: SQLite does not take away the log of a file that is not its own any more.
    const writer = new BetterSqlite3(file);
    writer.pragma('journal_mode = WAL');
    writer.prepare("INSERT INTO organisation (slug, texts, kind) VALUES ('lost', '{}', 'department')").run();
    const log = readFileSync(`${file}-wal`);
    writer.close();
    rmSync(file);
    writeFileSync(`${file}-wal`, log);
    expect(await perfplat(database.url, 'restore', copy)).toMatchObject({ code: 0 });
    expect(organisationsIn(file)).toEqual(['dwp']);
    expect(besides().filter((name) => name.endsWith('.replaced-wal'))).toHaveLength(1);
    expect(await perfplat(database.url, 'check')).toMatchObject({ code: 0 });
  });

  test('makes a file that can be written of a backup that cannot', async () => {
    chmodSync(copy, 0o440);
    expect(await perfplat(database.url, 'restore', copy)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o600).toBe(0o600);
    rmSync(file);
    expect(await perfplat(database.url, 'restore', copy)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test('does nothing while the database is open', async () => {
    const reader = await openReader(database.url);
    await reader.query('SELECT 1 FROM organisation');
    const before = besides();
    const { code, err } = await perfplat(database.url, 'restore', copy);
    await reader.destroy();
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(/is in use: stop the server/) });
    expect(organisationsIn(file)).toEqual(['dwp', 'later']);
    expect(before.filter((name) => name.includes('restor') || name.includes('replaced'))).toEqual([]);
  });

  test('replaces what is no database at all', async () => {
    writeFileSync(file, 'no database at all');
    const { code, out } = await perfplat(database.url, 'restore', copy);
    expect(code).toBe(0);
    expect(organisationsIn(file)).toEqual(['dwp']);
    expect(readFileSync(/kept as (.*)$/m.exec(out)![1]!, 'utf8')).toBe('no database at all');
  });

  test.each([
    [
      'is no backup of perfplat',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('SQLite', 'SQLoth'), 'latin1'),
    ],
    ['is no backup of perfplat', () => Buffer.from('a text\n'.repeat(1000))],
    ['is damaged', (bytes: Buffer) => bytes.fill(0xaa, bytes.length - 4096, bytes.length - 2048)],
    ['is damaged', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8192)],
  ])('refuses a file that %s', async (message, change) => {
    writeFileSync(copy, change(readFileSync(copy)));
    const { code, err } = await perfplat(database.url, 'restore', copy);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`copy.sqlite ${message}`) });
    expect(organisationsIn(file)).toEqual(['dwp', 'later']);
    expect(besides().filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('refuses the database of another program, one of a newer version, and one in use', async () => {
    const other = new BetterSqlite3(join(directory, 'other.sqlite'));
    other.exec('CREATE TABLE something (id INTEGER)');
    other.close();
    expect(await perfplat(database.url, 'restore', join(directory, 'other.sqlite'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is no backup of perfplat/),
    });
    const newer = new BetterSqlite3(copy);
    newer.exec("INSERT INTO schema_migration (timestamp, name) VALUES (9, 'FromTheFuture')");
    newer.close();
    expect(await perfplat(database.url, 'restore', copy)).toMatchObject({
      code: 3,
      err: expect.stringMatching(/made by a newer version .*FromTheFuture/),
    });
    writeFileSync(`${copy}-wal`, 'something');
    expect(await perfplat(database.url, 'restore', copy)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has a log beside it/),
    });
    expect(await perfplat(database.url, 'restore', join(directory, 'missing'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/there is no file/),
    });
    expect(organisationsIn(file)).toEqual(['dwp', 'later']);
  });

  test('of an older version says that it must be migrated', async () => {
    copyFileSync(copy, join(directory, 'older.sqlite'));
    const older = `sqlite:${join(directory, 'older.sqlite')}`;
    await migrateDown(older);
    const { code, out } = await perfplat(database.url, 'restore', join(directory, 'older.sqlite'));
    expect(code).toBe(0);
    expect(out).toContain('run `perfplat migrate up` before you start the server');
    expect(await perfplat(database.url, 'migrate', 'up')).toMatchObject({ code: 0 });
    expect(await perfplat(database.url, 'check')).toMatchObject({ code: 0 });
  });
});

test.each([
  ['backup', /pg_dump --format=custom --file=copy "\$PERF_DATABASE_URL"/],
  ['restore', /pg_restore .*--dbname="\$PERF_DATABASE_URL" copy/],
])('perfplat %s names the tools of PostgreSQL', async (command, message) => {
  const { code, err } = await perfplat('postgres://nobody:secret@127.0.0.1:1/none', command, 'copy');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
  expect(err).not.toContain('secret');
});
