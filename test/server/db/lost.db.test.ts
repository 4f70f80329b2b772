/** A PostgreSQL that goes away, behind a proxy of ours: what a statement, a pool and a transaction say and do. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { inTransaction, openReader, openWriter, rows } from '../../../server/db/index.js';
import { ServiceGroup } from '../../../server/entities/index.js';
import { DATABASE_LOST, DatabaseError, SystemError } from '../../../server/errors.js';
import { until } from '../../faults/fault.js';
import { Proxy } from '../../faults/proxy.js';
import { freshDatabase, type TestDatabase } from '../../support/databases.js';

const LOST = {
  code: DATABASE_LOST,
  httpStatus: 503,
  retryAfter: 5,
  message: expect.not.stringMatching(/127/),
};
const postgres = process.env.TEST_POSTGRES_URL;

(postgres ? describe : describe.skip)('a database that goes away (PostgreSQL)', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let url: string;

  beforeEach(async () => {
    database = await freshDatabase('postgres');
    proxy = await Proxy.before(database.url);
    url = proxy.url(database.url);
  });
  afterEach(async () => {
    await proxy.close();
    await database.drop();
  });

  test('statements fail for the moment, and go on by themselves when it is back', async () => {
    const reader = await openReader(url);
    const ask = (): Promise<unknown> => rows(reader, 'SELECT 1 AS one');
    const many = (): Promise<unknown[]> => Promise.all(Array.from({ length: 20 }, ask));
    await many();
    for (const take of [() => proxy.refuse(), async () => proxy.swallow()]) {
      await take();
      const answers = await Promise.allSettled(Array.from({ length: 20 }, ask));
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 'rejected', reason: LOST });
        expect(answer).toHaveProperty('reason', expect.any(SystemError));
      }
      // Those of query builders and repositories, too.
      await expect(reader.manager.find(ServiceGroup)).rejects.toMatchObject(LOST);
      await proxy.restore();
      expect(await many()).toHaveLength(20);
    }
    await reader.destroy();
  });

  test('a connection is closed in time though its server says nothing', async () => {
    const reader = await openReader(url);
    await rows(reader, 'SELECT 1');
    proxy.swallow();
    await expect(reader.destroy()).resolves.toBeUndefined();
  });

  test('a transaction that is cut off stores nothing; one that is cut off as it ends says that it may have', async () => {
    const writer = await openWriter(url);
    const add = (slug: string, then: (manager: EntityManager) => unknown): Promise<unknown> =>
      inTransaction(writer, async (manager) => {
        await manager.insert(ServiceGroup, { slug, texts: { name: { en: slug } } });
        await then(manager);
      });
    const cutWithin = async (manager: EntityManager): Promise<void> => {
      proxy.cut();
      await rows(manager, 'SELECT 1');
    };
    await expect(add('before', cutWithin)).rejects.toMatchObject(LOST);
    const cutBetween = async (manager: EntityManager): Promise<void> => {
      proxy.cut();
      await until(() => manager.queryRunner!.isReleased, 5_000, 'nobody noticed that the connection is gone');
      await rows(manager, 'SELECT 1');
    };
    await expect(add('between', cutBetween)).rejects.toMatchObject(LOST);
    const ending = add('ending', () => {
      proxy.swallow();
      setImmediate(() => proxy.cut());
    });
    await expect(ending).rejects.toMatchObject({
      ...LOST,
      message: expect.stringMatching(/may or may not have stored it: send it again/),
    });
    await proxy.restore();
    await add('after', () => undefined);
    const slugs = await rows<{ slug: string }>(writer, 'SELECT slug FROM service_group ORDER BY slug');
    expect(slugs.map(({ slug }) => slug)).toEqual(['after']);
    await writer.destroy();
  });

  test('one that cannot be reached is named without the password', async () => {
    const at = new URL(url);
    await proxy.refuse();
    for (const password of ['se/cr@et#%', encodeURIComponent('se/cr@et#%')]) {
      const opening = openReader(`postgres://root:${password}@${at.host}/perf`);
      await expect(opening).rejects.toThrow(DatabaseError);
      await expect(opening).rejects.toThrow(
        new RegExp(`^cannot connect to PostgreSQL at ${at.host}/perf \\(.*ECONNREFUSED`),
      );
      await expect(opening).rejects.not.toThrow(/cr@?et/);
    }
  });
});
