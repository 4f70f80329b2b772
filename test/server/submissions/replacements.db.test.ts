/** Deliveries that replace their windows: what they do not send of them is taken back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../server/store/checks/consistency.js';
import type { ImportReceipt } from '../../../server/ingest/import.js';
import { record } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, rows } from '../ingest/importing.js';
import { extentsOf, historyOf, rowsOf, saidOf } from './stored.js';

describeOnEachDatabase('replacements', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await store.close();
  });

  const send = (...lines: string[]) => store.accept({ measurements: rows(...lines) });
  const replace = (...lines: string[]): Promise<ImportReceipt> =>
    store.accept({ measurements: rows(...lines) }, { mode: 'replace' });
  const stored = () => rowsOf(store, 'lpa', 'transactions');

  test('a corrected file takes the place of its month; the month before stays', async () => {
    await send(
      'lpa,transactions,month,2014-03-01,digital,85',
      'lpa,transactions,month,2014-03-01,phone,20',
      'lpa,transactions,month,2014-02-01,digital,70',
      'lpa,transactions,month,2014-02-01,phone,30',
    );
    const corrected = [
      'lpa,transactions,month,2014-03-01,digital,85',
      'lpa,transactions,month,2014-03-01,paper,15',
    ];
    const receipt = await replace(...corrected);
    expect(receipt.total).toEqual({ received: 2, inserted: 1, updated: 0, withdrawn: 1, unchanged: 1 });
    expect(saidOf(receipt)).toEqual([]);
    expect(await stored()).toEqual([
      'month 2014-02-01 digital: 70',
      'month 2014-02-01 phone: 30',
      'month 2014-03-01 digital: 85',
      'month 2014-03-01 paper: 15',
      'month 2014-03-01 phone: WITHDRAWN',
    ]);
    expect(await historyOf(store)).toEqual([`20 until ${receipt.submission}`]);

    const before = await everything(store.dataSource);
    const again = await replace(...corrected);
    expect(again).toMatchObject({ submission: null, total: { received: 2, withdrawn: 0, unchanged: 2 } });
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('the total and rows of every other split go too', async () => {
    await store.accept({
      measurements: [
        'service,measure,period,start,device,browser,value',
        'lpa,visits,day,2014-03-01,,,10',
        'lpa,visits,day,2014-03-01,mobile,,6',
        'lpa,visits,day,2014-03-01,desktop,,4',
        'lpa,visits,day,2014-03-01,mobile,chrome,6',
        'lpa,visits,day,2014-03-01,,chrome,9',
        '',
      ].join('\n'),
    });
    const receipt = await store.accept(
      { measurements: 'service,measure,period,start,device,value\nlpa,visits,day,2014-03-01,mobile,7\n' },
      { mode: 'replace' },
    );
    expect(receipt.total).toEqual({ received: 1, inserted: 0, updated: 1, withdrawn: 4, unchanged: 0 });
    expect(await rowsOf(store, 'lpa', 'visits')).toEqual([
      'day 2014-03-01 chrome+mobile: WITHDRAWN',
      'day 2014-03-01 chrome: WITHDRAWN',
      'day 2014-03-01 desktop: WITHDRAWN',
      'day 2014-03-01 mobile: 7 REVISED',
      'day 2014-03-01 total: WITHDRAWN',
    ]);
  });

  test('a total in the place of a split', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,85', 'lpa,transactions,month,2014-03-01,phone,20');
    await replace('lpa,transactions,month,2014-03-01,,100');
    expect(await stored()).toEqual([
      'month 2014-03-01 digital: WITHDRAWN',
      'month 2014-03-01 phone: WITHDRAWN',
      'month 2014-03-01 total: 100',
    ]);
  });

  test('only exactly the recorded windows of its own data sets', async () => {
    const others = [
      'lpa,transactions,month,2014-02-01,phone,1',
      'lpa,transactions,quarter,2014-01-01,phone,2',
      'lpa,transactions,day,2014-03-01,phone,3',
      'lpa,transactions,year,2014-03-01,phone,4',
      'lpa,starts,month,2014-03-01,,5',
      'tax-disc,transactions,month,2014-03-01,phone,6',
    ];
    await send(...others, 'lpa,transactions,month,2014-03-01,phone,7');
    const receipt = await replace('lpa,transactions,month,2014-03-01,digital,8');
    expect(receipt.total).toMatchObject({ inserted: 1, withdrawn: 1, updated: 0 });
    expect((await send(...others)).total).toMatchObject({ unchanged: others.length });
  });

  test('a withdrawal touches its window, too: the window is empty then', async () => {
    await send(
      'lpa,transactions,month,2014-03-01,digital,85',
      'lpa,transactions,month,2014-03-01,phone,20',
      'lpa,transactions,month,2014-02-01,phone,20',
    );
    const receipt = await replace('lpa,transactions,month,2014-03-01,digital,[-]');
    expect(receipt.total).toEqual({ received: 1, inserted: 0, updated: 0, withdrawn: 2, unchanged: 0 });
    expect(await extentsOf(store, 'lpa', 'transactions')).toEqual([
      'month 2014-02-01 to 2014-02-01, latest 2014-02-01',
    ]);
  });

  test('a measure that was never there, and files of other kinds, are as without it', async () => {
    const receipt = await store.accept(
      {
        services: 'slug,name,organisation\nnew,New,dwp\n',
        measurements: rows('new,transactions,month,2014-03-01,digital,1'),
      },
      { mode: 'replace' },
    );
    expect(receipt.total).toEqual({ received: 2, inserted: 2, updated: 0, withdrawn: 0, unchanged: 0 });
  });

  test('what it withdraws is new when it comes again', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,85', 'lpa,transactions,month,2014-03-01,phone,20');
    await replace('lpa,transactions,month,2014-03-01,digital,85');
    const back = await replace(
      'lpa,transactions,month,2014-03-01,digital,85',
      'lpa,transactions,month,2014-03-01,phone,21',
    );
    expect(back.total).toMatchObject({ inserted: 1, unchanged: 1, withdrawn: 0 });
    expect(await stored()).toEqual(['month 2014-03-01 digital: 85', 'month 2014-03-01 phone: 21']);
  });

  test('nothing of it is stored where a row is wrong', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,85', 'lpa,transactions,month,2014-03-01,phone,20');
    const before = await everything(store.dataSource);
    const measurements = rows(
      'lpa,transactions,month,2014-03-01,digital,86',
      'lpa,transactions,month,2014-03-01,post,1',
    );
    expect(await store.refuse({ measurements }, { mode: 'replace' })).toHaveLength(1);
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('a comparison lists what would be taken back', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,85', 'lpa,transactions,month,2014-03-01,phone,20');
    const measurements = rows('lpa,transactions,month,2014-03-01,digital,86');
    const { changes, receipt } = await store.compare({ measurements }, { mode: 'replace' });
    const at = { service: 'lpa', measure: 'transactions', period: 'month', start: '2014-03-01' };
    expect(changes).toEqual([
      { ...at, dimensions: { channel: 'digital' }, before: 85, after: 86 },
      { ...at, dimensions: { channel: 'phone' }, before: 20, after: null },
    ]);
    expect(receipt).toMatchObject({ submission: null, total: { received: 1, updated: 1, withdrawn: 1 } });
    expect(await stored()).toEqual(['month 2014-03-01 digital: 85', 'month 2014-03-01 phone: 20']);
  });

  test('thousands of windows of many data sets are read by ranges', async () => {
    const days = Array.from({ length: 1_200 }, (_, i) =>
      new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10),
    );
    const services = ['lpa', 'tax-disc', 'carers-allowance'];
    const linesOf = (channels: string[]): string[] =>
      services.flatMap((service) =>
        days.flatMap((day) => channels.map((channel) => `${service},transactions,day,${day},${channel},1`)),
      );
    await send(...linesOf(['digital', 'phone', 'paper']));
    const statements = record(store.dataSource);
    const receipt = await replace(...linesOf(['digital']));
    expect(receipt.total).toEqual({
      received: 3_600,
      inserted: 0,
      updated: 0,
      withdrawn: 7_200,
      unchanged: 3_600,
    });
    expect(statements.filter((sql) => sql.includes('FROM observation')).length).toBeLessThan(30);
  });
});
