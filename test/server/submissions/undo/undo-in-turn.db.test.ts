/** Deliveries that are taken back one after the other. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { undo, type UndoReceipt } from '../../../../server/submissions/undo/undo.js';
import { Chance } from '../../../bench/random.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { exported, type Texts } from '../../export/exporting.js';
import { BASE, importing, type Importing, NOW, rows } from '../../ingest/importing.js';
import { rowsOf } from '../stored.js';

const KEY = 'lpa,transactions,month,2014-03-01,,';

describeOnEachDatabase('undo of one after the other', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await store.close();
  });

  const takeBack = (id: number | null): Promise<UndoReceipt> =>
    undo(store.dataSource, { id: id!, now: NOW, mayUndoAll: true });
  const send = async (...lines: string[]): Promise<number> =>
    (await store.accept({ measurements: rows(...lines) })).submission!;
  const march = async (): Promise<string> => (await rowsOf(store, 'lpa', 'transactions'))[0]!;
  const texts = async (): Promise<Texts> => (await exported(store.url)).texts;

  test('the newest first, each brings back what was before it', async () => {
    await send(`${KEY}5`);
    const first = await send(`${KEY}10`);
    const second = await send(`${KEY}20`);
    await takeBack(second);
    expect(await march()).toContain(': 10 ');
    expect(await takeBack(first)).toMatchObject({ updated: 1, left: [], leftRows: [] });
    expect(await march()).toBe('month 2014-03-01 total: 5');
  });

  test('what came after an undo, and an undo that was taken back, are in the way and are named', async () => {
    await send(`${KEY}5`);
    const first = await send(`${KEY}10`);
    const second = await send(`${KEY}20`);
    const { submission: undone } = await takeBack(second);
    const third = await send(`${KEY}30`);
    await expect(takeBack(first)).rejects.toThrow(`submission ${third} has changed what it brought`);
    await takeBack(third);
    const { submission: again } = await takeBack(undone);
    expect(await march()).toContain(': 20 ');
    await expect(takeBack(first)).rejects.toThrow(`submission ${again} has changed what it brought`);
    await takeBack(second);
    await takeBack(first);
    expect(await march()).toBe('month 2014-03-01 total: 5');
    await expect(takeBack(first)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  test('of rows of the catalogue, too', async () => {
    const name = async (words: string): Promise<number> =>
      (await store.accept({ services: `slug,name,organisation\nlpa,${words},dwp\n` })).submission!;
    const before = await texts();
    const first = await name('First');
    const second = await name('Second');
    const { submission: undone } = await takeBack(second);
    const third = await name('Third');
    await expect(takeBack(first)).rejects.toThrow(`submission ${third} has changed it`);
    await takeBack(third);
    await takeBack(undone);
    expect((await texts())['services.csv']).toContain('Second');
    await takeBack(second);
    await takeBack(first);
    expect(await texts()).toEqual(before);
  });

  test('any deliveries, with others in between', async () => {
    const chance = new Chance(dialect === 'sqlite' ? 5 : 6);
    const from = <Item>(items: readonly Item[]): Item => items[chance.whole(0, items.length - 1)];
    const delivery = (): string => {
      const lines = new Map<string, string>();
      for (let left = chance.whole(1, 8); left > 0; left--) {
        const key = `${from(['lpa', 'tax-disc'])},transactions,month,2014-0${chance.whole(1, 3)}-01,${from(['', 'digital'])}`;
        lines.set(key, `${key},${from([String(chance.whole(0, 3)), '[-]', '[x]'])}`);
      }
      return rows(...lines.values());
    };
    /** Deliveries that are there, and what was there before each. */
    const there: { id: number; before: Texts }[] = [];
    let before = await texts();
    let undone = 0;
    for (let step = 0; step < 50; step++) {
      if (there.length > 0 && chance.whole(0, 9) < 5) {
        const last = there.pop()!;
        expect(await takeBack(last.id)).toMatchObject({ left: [], leftRows: [] });
        before = await texts();
        expect(before).toEqual(last.before);
        undone++;
        continue;
      }
      const mode = from(['upsert', 'upsert', 'replace'] as const);
      const { submission } = await store.accept({ measurements: delivery() }, { mode });
      if (submission === null) continue;
      there.push({ id: submission, before });
      before = await texts();
    }
    expect(undone).toBeGreaterThan(12);
  });
});
