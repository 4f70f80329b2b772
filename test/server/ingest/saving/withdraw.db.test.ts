/** What a data set holds is taken back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { rollupFaults } from '../../../../server/store/checks/rollup-check.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { rowsOf } from '../../submissions/stored.js';
import { BASE, importing, type Importing, rows } from '../importing.js';
import { saveWith, takeBack, textsOf, withdrawWith } from './saving.js';

describeOnEachDatabase('withdrawals', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
    await store.accept({
      measurements: rows(
        ...['02', '03', '04'].flatMap((month) => [
          `lpa,transactions,month,2014-${month}-01,digital,80`,
          `lpa,transactions,month,2014-${month}-01,phone,20`,
        ]),
        'lpa,transactions,quarter,2013-01-01,,500',
        'lpa,cost,month,2014-03-01,,70',
      ),
    });
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    expect(await rollupFaults(store.dataSource)).toEqual([]);
    await store.close();
  });
  const there = async (): Promise<string[]> =>
    (await rowsOf(store, 'lpa', 'transactions')).filter((row) => !row.endsWith('WITHDRAWN'));

  test('of some windows, as a submission that is undone like one', async () => {
    const before = await textsOf(store);
    const choice = { period: 'month', from: '2014-03-01', to: '2014-04-01' } as const;
    expect(await withdrawWith(store, 'write:service/lpa', choice, { isDryRun: true })).toEqual({
      ...{ submission: null, withdrawn: 2 },
    });
    expect(await textsOf(store)).toEqual(before);
    const { submission, withdrawn } = await withdrawWith(store, 'write:service/lpa', choice);
    expect(withdrawn).toBe(2);
    expect(await there()).toEqual([
      ...['month 2014-02-01 digital: 80', 'month 2014-02-01 phone: 20'],
      ...['month 2014-04-01 digital: 80', 'month 2014-04-01 phone: 20'],
      'quarter 2013-01-01 total: 500',
    ]);
    expect(await withdrawWith(store, 'write:service/lpa', choice)).toEqual({
      submission: null,
      withdrawn: 0,
    });
    await takeBack(store, submission);
    expect(await textsOf(store)).toEqual(before);
  });

  test('of a category', async () => {
    const category = { dimension: 'channel', value: 'phone' };
    await withdrawWith(store, 'write:data-set/lpa/transactions', { category });
    expect((await there()).filter((row) => row.includes('phone'))).toEqual([]);
    expect(await there()).toHaveLength(4);
  });

  test('of a data set: nothing of it is left, it starts anew when it is sent again, and undoing brings all back', async () => {
    await saveWith(store, 'write:all', 'data-sets', {
      service: 'lpa',
      measure: 'transactions',
      method: 'Counted',
    });
    const before = await textsOf(store);
    const { submission, withdrawn } = await withdrawWith(store, 'write:service/lpa', 'data set');
    expect(withdrawn).toBe(7);
    const without = await textsOf(store);
    expect(without['data-sets.csv']).not.toContain('transactions');
    expect(without['measurements.csv']).not.toContain('transactions');
    await expect(withdrawWith(store, 'write:all', 'data set')).rejects.toMatchObject({ httpStatus: 404 });
    await takeBack(store, submission);
    expect(await textsOf(store)).toEqual(before);

    await withdrawWith(store, 'write:service/lpa', 'data set');
    await store.accept({ measurements: rows('lpa,transactions,month,2014-05-01,,7') });
    expect(await there()).toEqual(['month 2014-05-01 total: 7']);
    expect((await textsOf(store))['data-sets.csv']).not.toContain('Counted');
  });

  test('what an old slug names, and what its values are called no more, is taken back', async () => {
    await saveWith(store, 'administer:all', 'services', { slug: 'lpa', new_slug: 'power' });
    await saveWith(store, 'create:all', 'data-sets', {
      ...{ service: 'power', measure: 'transactions', dimension_values: 'channel=digital' },
    });
    expect(await withdrawWith(store, 'write:service/power', 'data set')).toMatchObject({ withdrawn: 7 });
  });

  test('nothing is taken back outside of the scopes, nor by a choice that cannot be', async () => {
    const before = await textsOf(store);
    for (const scope of [
      'write:service/tax-disc',
      'write:data-set/lpa/cost',
      'create:all',
      'administer:all',
    ]) {
      await expect(withdrawWith(store, scope, 'data set')).rejects.toMatchObject({ httpStatus: 403 });
    }
    for (const choice of [
      { from: '2014-03-01' },
      { period: 'month', from: '2014-03-02' },
      { period: 'fortnight' },
    ]) {
      await expect(withdrawWith(store, 'write:all', choice as never)).rejects.toMatchObject({
        httpStatus: 422,
      });
    }
    expect(await textsOf(store)).toEqual(before);
  });
});
