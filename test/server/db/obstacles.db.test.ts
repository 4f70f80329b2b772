/** What is said where a SQLite file cannot be used: what is in the way, and what to do. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrateUp, openReader } from '../../../server/db/index.js';
import { DatabaseError, EXIT } from '../../../server/errors.js';

let directory: string;
let path: string;
const url = (file = path): string => `sqlite:${file}`;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  path = join(directory, 'perf.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function refusal(opening: () => Promise<unknown>): Promise<string> {
  const error = await opening().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  expect((error as DatabaseError).exitCode).toBe(EXIT.systemFailed);
  return (error as DatabaseError).message;
}

describe('migrate up', () => {
  test('makes the directories that are missing', async () => {
    const file = join(directory, 'a/b/c/perf.sqlite');
    await migrateUp(url(file));
    expect(existsSync(file)).toBe(true);
  });

  test.each([
    [
      'below a file',
      () => join(path, 'x/perf.sqlite'),
      /a part of the directory .* is a file: name another place in PERF_DATABASE_URL/,
    ],
    ['below a device', () => '/dev/null/perf.sqlite', /a part of the directory .* is a file/],
    ['where no directory can be', () => '/proc/nothing/here/perf.sqlite', /cannot be made \(ENOENT/],
    ['a directory', () => directory, /is a directory: name a file in it, like .*\/perf\.sqlite/],
    ['a device', () => '/dev/null', /is no file: name one in PERF_DATABASE_URL/],
  ])('%s ends with what is in the way', async (_what, file, said) => {
    writeFileSync(path, '');
    expect(await refusal(() => migrateUp(url(file())))).toMatch(said);
    expect(readdirSync(directory)).toEqual(['perf.sqlite']);
  });

  test('a pipe is refused, for whoever opened it would wait', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
    const said = /is no file: name one in PERF_DATABASE_URL/;
    expect(await refusal(() => migrateUp(url()))).toMatch(said);
    expect(await refusal(() => openReader(url()))).toMatch(said);
  });
});

test('a file below a file, or nowhere, is not there', async () => {
  writeFileSync(path, '');
  expect(await refusal(() => openReader(url(join(path, 'x.sqlite'))))).toMatch(
    /a part of the directory .*perf\.sqlite of .* is a file: name another place in PERF_DATABASE_URL/,
  );
  expect(await refusal(() => openReader(url(join(directory, 'no/x.sqlite'))))).toMatch(
    /there is no database at .*: run `perfplat migrate up` to create it/,
  );
});
