/** Rows of the catalogue that are given back, beside what has come since. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { roundTrips } from '../../export/exporting.js';
import { BASE, everything, type Files, importing, type Importing } from '../../ingest/importing.js';
import { takeBack } from '../../ingest/saving/saving.js';

describeOnEachDatabase('undo of the catalogue', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await roundTrips(store);
    await store.close();
  });

  const send = async (files: Files): Promise<number> => (await store.accept(files)).submission!;

  test('no organisation comes to be inside itself', async () => {
    const parent = (slug: string, above: string): Files => ({
      organisations: `slug,parent\n${slug},${above}\n`,
    });
    const first = await send(parent('dwp-agency', ''));
    const second = await send(parent('dwp', 'dwp-agency'));
    const before = await everything(store.dataSource);
    await expect(takeBack(store, first)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'CYCLE' },
      message: expect.stringMatching(/dwp-agency → dwp → dwp-agency|dwp → dwp-agency → dwp/),
    });
    expect(await everything(store.dataSource)).toEqual(before);
    await takeBack(store, second);
    await takeBack(store, first);
  });

  test('the check finds organisations that are inside themselves', async () => {
    const { dataSource } = store;
    const set = (parent: string): Promise<unknown> =>
      dataSource.query(`UPDATE organisation SET parent_id = ${parent} WHERE slug = 'dwp'`);
    await set(`(SELECT id FROM organisation WHERE slug = 'dwp-agency')`);
    expect(await contradictions(dataSource)).toMatchObject([
      { what: 'organisations that are inside themselves', count: 2 },
    ]);
    await set('NULL');
  });
});
