/** Rows that an undo would bring back, held against what their measure allows by now. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { roundTrips } from '../../export/exporting.js';
import { BASE, everything, importing, type Importing, rows } from '../../ingest/importing.js';
import { takeBack } from '../../ingest/saving/saving.js';

describeOnEachDatabase('undo beside a measure that was declared anew', (dialect) => {
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

  const declare = (unit: string, dimensions: string): Promise<unknown> =>
    store.accept({
      measures: `key,label,unit,aggregation,dimensions\nletters,Letters,${unit},exact,"${dimensions}"\n`,
    });
  const send = async (...lines: string[]): Promise<number> =>
    (await store.accept({ measurements: rows(...lines) })).submission!;

  test.each(['channel=digital phone', ''])('no row comes back by a dimension of less: "%s"', async (less) => {
    const total = 'lpa,letters,month,2014-03-01,';
    await declare('count', 'channel');
    await send(`${total}fax,3`, `${total},4`);
    const withdrawal = await send(`${total}fax,[-]`);
    const correction = await send(`${total},5`);
    await declare('count', less);
    const before = await everything(store.dataSource);
    await expect(takeBack(store, withdrawal)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'NOT_DECLARED' },
      message:
        'it would bring back rows of letters with the channel fax, which the measure does not declare any more: declare it first',
    });
    expect(await everything(store.dataSource)).toEqual(before);
    expect(await takeBack(store, correction)).toMatchObject({ updated: 1 });
    await declare('count', 'channel');
    expect(await takeBack(store, withdrawal)).toMatchObject({ inserted: 1 });
  });

  test('no value below zero comes back where the unit does not allow it any more', async () => {
    await declare('%', '');
    await send('lpa,letters,month,2014-03-01,,-3');
    const correction = await send('lpa,letters,month,2014-03-01,,3');
    await declare('count', '');
    await expect(takeBack(store, correction)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'NOT_DECLARED' },
      message:
        'it would bring back values of letters below zero, which its unit, count, does not allow any more',
    });
    await declare('%', '');
    expect(await takeBack(store, correction)).toMatchObject({ updated: 1 });
  });
});
