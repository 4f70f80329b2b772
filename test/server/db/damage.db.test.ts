/** Damage that a statement meets, and the mark that keeps others from storing in a damaged file. */
import { closeSync, copyFileSync, existsSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import { openInspector, openReader, openWriter, rows } from '../../../server/db/index.js';
import { assertNotKnownDamaged, markDamaged } from '../../../server/db/sqlite/damage-mark.js';
import { quickCheck } from '../../../server/db/sqlite/quick-check.js';
import { assertWritable } from '../../../server/db/writable.js';
import { DATABASE_DAMAGED } from '../../../server/errors.js';
import { freshDatabase, type TestDatabase } from '../../support/databases.js';

const DAMAGED = { code: DATABASE_DAMAGED, httpStatus: 503 };

let database: TestDatabase;
let path: string;
beforeEach(async () => {
  database = await freshDatabase('sqlite');
  path = database.url.slice('sqlite:'.length);
  copyFileSync(path, `${path}.copy`);
});
afterEach(() => database.drop());

/** Makes the first page of a table one of zeros. */
function damage(table: string): void {
  const connection = new BetterSqlite3(path);
  const page = connection.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table);
  connection.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096), 0, 4096, (Number(page) - 1) * 4096);
  closeSync(file);
}

describe('damage', () => {
  test('that a statement meets is told to readers without a path, and to whoever watches with what was said', async () => {
    damage('metric_definition');
    const reader = await openReader(database.url);
    const told: unknown[] = [];
    reader.onDamage = (cause) => told.push(String(cause));
    await expect(rows(reader, 'SELECT key FROM measure')).resolves.not.toEqual([]);
    expect(told).toEqual([]);
    await expect(rows(reader, 'SELECT unit FROM metric_definition')).rejects.toMatchObject({
      ...DAMAGED,
      retryAfter: 60,
      message: 'the database is damaged: it must be restored from a backup',
    });
    expect(told).toEqual([expect.stringMatching(/malformed/)]);
    await reader.destroy();
  });

  test('that was found keeps everybody from opening the file, but who looks into it, until a backup is in its place', async () => {
    damage('metric_definition');
    await markDamaged({ path, label: path }, 'found by a test');
    for (const open of [openReader, openWriter, assertWritable]) {
      await expect(open(database.url)).rejects.toMatchObject({
        ...DAMAGED,
        message: expect.stringMatching(
          /is damaged \(.*\): stop everything .* put a backup in its place, remove .*-wal/,
        ),
      });
    }
    const inspector = await openInspector(database.url);
    await inspector.destroy();
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    copyFileSync(`${path}.copy`, path);
    await assertNotKnownDamaged({ path, label: path });
    expect(existsSync(`${path}.damaged`)).toBe(false);
    const writer = await openWriter(database.url);
    await writer.destroy();
  });
});

describe('the check of a whole file', () => {
  const known = { id: 1, receivedAt: '2014-01-01T00:00:00.000Z' };

  test('knows the data again by a submission', () => {
    const { faults, newest, isKnown } = quickCheck(path);
    expect({ faults, newest, isKnown }).toEqual({
      faults: [],
      newest: { id: 1, receivedAt: expect.any(String) },
      isKnown: true,
    });
    expect(quickCheck(path, newest)).toEqual({ faults: [], newest, isKnown: true });
    expect(quickCheck(path, known)).toEqual({ faults: [], newest, isKnown: false });
    expect(quickCheck(path, { ...newest!, id: 2 }).isKnown).toBe(false);
  });

  test('finds pages of zeros that nobody asks for, and what is no database', () => {
    damage('ix_observation_revision_submission_id');
    expect(quickCheck(path).faults).not.toEqual([]);
    writeFileSync(path, 'no database at all'.repeat(1000));
    expect(quickCheck(path).faults).toEqual(['file is not a database']);
  });

  test('tells another program’s data from ours', () => {
    rmSync(path);
    new BetterSqlite3(path).exec('CREATE TABLE t (x)').close();
    expect(quickCheck(path, known)).toEqual({ faults: [], newest: null, isKnown: false });
  });
});
