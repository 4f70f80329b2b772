/**
 * The lock by which other programs see that a SQLite file is in use. Without it the next one that closes the file takes itself
 * for the last, and removes the log that the server goes on writing to.
 */
import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openReader, openWriter } from '../../../server/db/index.js';
import { assertWritable } from '../../../server/db/writable.js';
import { freshDatabase, type TestDatabase } from '../../support/databases.js';

/** The bytes that SQLite locks for as long as a connection is open (https://sqlite.org/lockingv3.html). */
const SHARED_FIRST = 1073741826;

/** Whether this process has that lock on a file, as the kernel knows it. */
function isLocked(path: string): boolean {
  const inode = String(statSync(path).ino);
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .some((line) => {
      const [, , , , pid, file = '', first] = line.trim().split(/\s+/);
      return pid === String(process.pid) && file.split(':')[2] === inode && first === String(SHARED_FIRST);
    });
}

describe('the lock on a file that is open here', () => {
  let database: TestDatabase;
  let reader: DataSource;
  let path: string;
  beforeEach(async () => {
    database = await freshDatabase('sqlite');
    path = database.url.replace('sqlite:', '');
    reader = await openReader(database.url);
    await reader.query('SELECT count(*) FROM service');
    expect(isLocked(path)).toBe(true);
  });
  afterEach(async () => {
    await reader.destroy();
    await database.drop();
  });

  test('stays when the writer looks whether it can write, and when it opens the file', async () => {
    await assertWritable(database.url, { isOpenHere: true });
    expect(isLocked(path)).toBe(true);
    const writer = await openWriter(database.url, { isOpenHere: true });
    expect(isLocked(path)).toBe(true);
    await writer.destroy();
    expect(isLocked(path)).toBe(true);
  });

  test('would be given up by whoever reads the bytes of the file and closes it', () => {
    readFileSync(path);
    expect(isLocked(path)).toBe(false);
  });
});
