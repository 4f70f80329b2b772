import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction, openReader, openWriter, rows } from '../../../server/db/index.js';
import { ServiceGroup } from '../../../server/entities/index.js';
import { BusyError } from '../../../server/errors.js';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';

const add = (manager: EntityManager, slug: string): Promise<unknown> =>
  manager.insert(ServiceGroup, { slug, texts: { name: { en: slug } } });

const slugs = async (dataSource: DataSource): Promise<string[]> => {
  const list = await rows<{ slug: string }>(dataSource, 'SELECT slug FROM service_group ORDER BY slug');
  return list.map(({ slug }) => slug);
};

/** A promise and the function that fulfils it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describeOnEachDatabase('a transaction', (dialect) => {
  let database: TestDatabase;
  let writer: DataSource;
  let other: DataSource;

  beforeEach(async () => {
    database = await freshDatabase(dialect);
    writer = await openWriter(database.url);
    other = await openWriter(database.url);
  });
  afterEach(async () => {
    await writer.destroy();
    await other.destroy();
    await database.drop();
  });

  it('is there as a whole when it is done, and gives what its work gave', async () => {
    expect(await inTransaction(writer, (manager) => add(manager, 'a').then(() => 7))).toBe(7);
    expect(await slugs(other)).toEqual(['a']);
  });

  it('leaves nothing when its work fails', async () => {
    const failing = inTransaction(writer, async (manager) => {
      await add(manager, 'a');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await slugs(writer)).toEqual([]);
    await inTransaction(writer, (manager) => add(manager, 'b'));
    expect(await slugs(other)).toEqual(['b']);
  });

  it('never runs together with another one of the same DataSource', async () => {
    const order: string[] = [];
    const step = (name: string, fails: boolean) => async (manager: EntityManager) => {
      order.push(`${name} begins`);
      await add(manager, name);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
    const results = await Promise.allSettled([
      inTransaction(writer, step('a', false)),
      inTransaction(writer, step('b', true)),
      inTransaction(writer, step('c', false)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(await slugs(other)).toEqual(['a', 'c']);
  });

  it('refuses everything within it that begins its own', async () => {
    const nested = inTransaction(writer, () => inTransaction(writer, async () => 1));
    await expect(nested).rejects.toThrow('a transaction within a transaction');
    const saving = inTransaction(writer, (manager) =>
      manager.save(ServiceGroup, { slug: 'a', texts: { name: { en: 'A' } } }),
    );
    await expect(saving).rejects.toThrow(/already a transaction/);
    const beginning = inTransaction(writer, (manager) => manager.transaction((inner) => add(inner, 'a')));
    await expect(beginning).rejects.toThrow(/already a transaction/);
    expect(await slugs(other)).toEqual([]);
    // The DataSource is as it was: outside, TypeORM's own transactions work.
    await writer.manager.save(ServiceGroup, { slug: 'b', texts: { name: { en: 'B' } } });
    expect(await slugs(other)).toEqual(['b']);
  });

  it("waits for another connection's, without blocking the process", async () => {
    const [begun, finish] = [gate(), gate()];
    const first = inTransaction(other, async (manager) => {
      await add(manager, 'first');
      begun.open();
      await finish.opened;
    });
    await begun.opened;
    let isDone = false;
    const second = inTransaction(writer, async (manager) => {
      expect(await slugs(writer)).toEqual(['first']);
      await add(manager, 'second');
      isDone = true;
    });
    let ticks = 0;
    await new Promise<void>((resolve) => {
      const ticking = setInterval(() => {
        if (++ticks < 10) return;
        clearInterval(ticking);
        resolve();
      }, 5);
    });
    expect(isDone).toBe(false);
    finish.open();
    await Promise.all([first, second]);
    expect(await slugs(writer)).toEqual(['first', 'second']);
  });

  it('gives up when the lock is not free in time, and works again later', async () => {
    const [begun, finish] = [gate(), gate()];
    const first = inTransaction(other, async () => {
      begun.open();
      await finish.opened;
    });
    await begun.opened;
    const second = inTransaction(writer, (manager) => add(manager, 'a'), { waitMs: 60 });
    await expect(second).rejects.toBeInstanceOf(BusyError);
    await expect(second).rejects.toMatchObject({ httpStatus: 503, retryAfter: 5 });
    finish.open();
    await first;
    await inTransaction(writer, (manager) => add(manager, 'b'));
    expect(await slugs(other)).toEqual(['b']);
  });

  it('is not seen by a reader before it is done', async () => {
    const reader = await openReader(database.url);
    try {
      await inTransaction(writer, async (manager) => {
        await add(manager, 'a');
        expect(await slugs(reader)).toEqual([]);
      });
      expect(await slugs(reader)).toEqual(['a']);
    } finally {
      await reader.destroy();
    }
  });

  it('checks keys between tables', async () => {
    const orphan = inTransaction(writer, (manager) =>
      manager.query("INSERT INTO series (data_set_id, dimensions) VALUES (99, '{}')"),
    );
    await expect(orphan).rejects.toThrow(/foreign key/i);
  });

  it('orders texts byte by byte', async () => {
    for (const slug of ['é', 'a-b', 'Z', 'ab', 'a b'])
      await inTransaction(writer, (manager) => add(manager, slug));
    expect(await slugs(writer)).toEqual(['Z', 'a b', 'a-b', 'ab', 'é']);
  });
});
