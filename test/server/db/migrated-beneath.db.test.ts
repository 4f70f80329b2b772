/** A database that is migrated while a writer and a reader have it open. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  assertNotMigrated,
  inSnapshot,
  inTransaction,
  migrateDown,
  migrateUp,
  openReader,
  openWriter,
  rows,
  run,
} from '../../../server/db/index.js';
import { MIGRATIONS } from '../../../server/db/migrations/index.js';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';

class Later1999999999999 {
  name = 'Later1999999999999';
  up = async (): Promise<void> => undefined;
  down = async (): Promise<void> => undefined;
}
const migrations = [...MIGRATIONS, Later1999999999999];

const MIGRATED = { code: 'DATABASE_MIGRATED', httpStatus: 503, retryAfter: 60 };

describeOnEachDatabase('a database that is migrated while it is open', (dialect) => {
  let database: TestDatabase;
  let writer: DataSource;
  let reader: DataSource;

  beforeEach(async () => {
    database = await freshDatabase(dialect);
    writer = await openWriter(database.url);
    reader = await openReader(database.url);
  });
  afterEach(async () => {
    await writer.destroy();
    await reader.destroy();
    await database.drop();
  });

  const add = (slug: string): Promise<void> =>
    inTransaction(writer, (manager) =>
      run(manager, `INSERT INTO service_group (slug, texts) VALUES (?, '{}')`, [slug]),
    );
  const slugs = async (): Promise<string[]> => {
    const list = await rows<{ slug: string }>(reader, 'SELECT slug FROM service_group ORDER BY slug');
    return list.map(({ slug }) => slug);
  };

  it.each([
    ['down', () => migrateDown(database.url), () => migrateUp(database.url)],
    [
      'up by a newer version',
      () => migrateUp(database.url, { migrations }),
      () => migrateDown(database.url, { migrations }),
    ],
  ])('stores nothing once it is migrated %s, until that is undone', async (_way, migrate, undo) => {
    await add('before');
    await assertNotMigrated(reader);
    await migrate();
    await expect(add('between')).rejects.toMatchObject(MIGRATED);
    await expect(inSnapshot(writer, async () => 1)).rejects.toMatchObject(MIGRATED);
    await expect(assertNotMigrated(reader)).rejects.toMatchObject(MIGRATED);
    await undo();
    await add('later');
    await assertNotMigrated(reader);
    expect(await slugs()).toEqual(['before', 'later']);
  });

  it('stores nothing of what waited for the migration', async () => {
    if (dialect === 'postgres') {
      // A snapshot that was taken before the wait would not have the migration.
      await writer.destroy();
      await onPostgres(database, "SET default_transaction_isolation = 'repeatable read'");
      writer = await openWriter(database.url);
    }
    let waiting: Promise<void> | undefined;
    class Meanwhile2000000000000 extends Later1999999999999 {
      override name = 'Meanwhile2000000000000';
      override up = async (): Promise<void> => {
        waiting = add('waited');
        waiting.catch(() => undefined);
        if (dialect === 'postgres') await isLockAwaited(reader);
      };
    }
    await migrateUp(database.url, { migrations: [...MIGRATIONS, Meanwhile2000000000000] });
    await expect(waiting).rejects.toMatchObject(MIGRATED);
    expect(await slugs()).toEqual([]);
  });
});

async function onPostgres({ url }: TestDatabase, setting: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} ${setting}`);
  await client.end();
}

async function isLockAwaited(reader: DataSource): Promise<void> {
  for (;;) {
    const waits = await rows(
      reader,
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    if (waits.length > 0) return;
  }
}
