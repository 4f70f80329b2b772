/** What an undo has left, as the history tells it afterwards. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stayingAfter, type Staying } from '../../../../server/submissions/undo/staying.js';
import { undo, type UndoReceipt } from '../../../../server/submissions/undo/undo.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { BASE, importing, type Importing, NOW, rows } from '../../ingest/importing.js';

describeOnEachDatabase('what an undo has left', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(() => store.close());

  const send = async (...lines: string[]): Promise<number> =>
    (await store.accept({ measurements: rows(...lines) })).submission!;
  const takeBack = (id: number): Promise<UndoReceipt> =>
    undo(store.dataSource, { id, now: NOW, mayUndoAll: true });
  const staying = (id: number, { submission }: UndoReceipt): Promise<Staying> =>
    stayingAfter(store.dataSource, { id, undoneBy: submission });

  test('is what the undo has answered, also after more was sent', async () => {
    const id = await send(
      'lpa,transactions,month,2014-01-01,digital,80',
      'lpa,transactions,month,2014-02-01,digital,81',
      'lpa,transactions,month,2014-03-01,digital,82',
    );
    await send('lpa,transactions,month,2014-02-01,digital,91', 'lpa,transactions,month,2014-04-01,digital,9');
    const receipt = await takeBack(id);
    const { left, moreLeft, leftRows } = receipt;
    expect(left).toHaveLength(1);
    expect(leftRows).toHaveLength(1);
    await send('lpa,transactions,month,2014-01-01,digital,1', 'lpa,transactions,month,2014-02-01,digital,2');
    expect(await staying(id, receipt)).toEqual({
      left,
      moreLeft,
      rows: leftRows.map(({ kind, reason }) => ({ kind, reason, name: 'lpa transactions' })),
    });
  });

  test('is counted past the first hundred', async () => {
    const days = Array.from({ length: 120 }, (_, i) => new Date(Date.UTC(2014, 0, 1 + i)).toISOString());
    const lines = (value: number): string[] =>
      days.map((day) => `lpa,transactions,day,${day.slice(0, 10)},digital,${value}`);
    const id = await send(...lines(5), 'lpa,transactions,day,2013-12-31,digital,5');
    await send(...lines(6));
    const receipt = await takeBack(id);
    const found = await staying(id, receipt);
    expect([found.left.length, found.moreLeft]).toEqual([100, 20]);
    expect(found.left).toEqual(receipt.left);
  });

  test('names what others have changed or may refer to; nothing where all of it was taken back', async () => {
    const made = (
      await store.accept({
        services: 'slug,organisation,name\nnew-one,dwp,New one\n',
        measurements: rows('lpa,transactions,month,2014-01-01,digital,80'),
      })
    ).submission!;
    const service = await takeBack(made);
    expect(await staying(made, service)).toEqual({
      left: [],
      moreLeft: 0,
      rows: [{ kind: 'services', name: 'new-one', reason: 'others may refer to it' }],
    });
    const id = await send('lpa,transactions,month,2014-03-01,digital,80');
    expect(await staying(id, await takeBack(id))).toEqual({ left: [], moreLeft: 0, rows: [] });
  });
});
