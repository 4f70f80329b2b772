/** Rows that are taken back: as if they had never been sent, with history. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, rows } from '../ingest/importing.js';
import { extentsOf, historyOf, rowsOf, saidOf } from './stored.js';

describeOnEachDatabase('withdrawals', (dialect) => {
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
  const stored = () => rowsOf(store, 'lpa', 'transactions');
  const extents = () => extentsOf(store, 'lpa', 'transactions');

  test('a split that became known takes the place of the row without one, in three deliveries', async () => {
    const first = await send('lpa,transactions,month,2014-03-01,unspecified,100');
    const second = await send(
      'lpa,transactions,month,2014-03-01,digital,80',
      'lpa,transactions,month,2014-03-01,non-digital,20',
    );
    expect(saidOf(second)).toEqual([
      expect.stringMatching(
        /^measurements\.csv:2: warning: lpa transactions: in month 2014-03-01 unspecified stays/,
      ),
    ]);
    const third = await send('lpa,transactions,month,2014-03-01,unspecified,[-]');
    expect(third.total).toEqual({ received: 1, inserted: 0, updated: 0, withdrawn: 1, unchanged: 0 });
    expect(saidOf(third)).toEqual([]);
    expect(await stored()).toEqual([
      'month 2014-03-01 digital: 80',
      'month 2014-03-01 non-digital: 20',
      'month 2014-03-01 unspecified: WITHDRAWN',
    ]);
    expect(await historyOf(store)).toEqual([`100 until ${third.submission}`]);
    expect(first.submission! < third.submission!).toBe(true);
    const [counts] = await store.dataSource.query(
      `SELECT received, inserted, updated, unchanged, withdrawn FROM submission WHERE id = ${third.submission}`,
    );
    expect(counts).toEqual({ received: 1, inserted: 0, updated: 0, unchanged: 0, withdrawn: 1 });
  });

  test('the total of a window, and its status in the column of statuses, whatever flags stand beside it', async () => {
    await send('lpa,transactions,month,2014-03-01,,100', 'lpa,transactions,month,2014-03-01,digital,80');
    const taken = await store.accept({
      measurements:
        'service,measure,period,start,value,status,flags\nlpa,transactions,month,2014-03-01,,withdrawn,PROVISIONAL\n',
    });
    expect(taken.total).toMatchObject({ withdrawn: 1, updated: 0 });
    expect(await stored()).toEqual(['month 2014-03-01 digital: 80', 'month 2014-03-01 total: WITHDRAWN']);
  });

  test('taking back again what was taken back changes nothing and needs no warning', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,80');
    await send('lpa,transactions,month,2014-03-01,digital,[-]');
    const again = await send('lpa,transactions,month,2014-03-01,digital,[-]');
    expect(again).toMatchObject({ submission: null, total: { withdrawn: 0, unchanged: 1 }, warnings: [] });
  });

  test('what is sent after that is new, and revises nothing', async () => {
    const [a, b, c, d] = [
      await send('lpa,transactions,month,2014-03-01,digital,80'),
      await send('lpa,transactions,month,2014-03-01,digital,[-]'),
      await send('lpa,transactions,month,2014-03-01,digital,80'),
      await send('lpa,transactions,month,2014-03-01,digital,81'),
    ];
    expect([a, b, c, d].map(({ total }) => [total.inserted, total.updated, total.withdrawn])).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(await stored()).toEqual(['month 2014-03-01 digital: 81 REVISED']);
    expect(await historyOf(store)).toEqual([
      `80 until ${b.submission}`,
      `WITHDRAWN until ${c.submission}`,
      `80 until ${d.submission}`,
    ]);
  });

  test('another value after a withdrawal revises nothing either, and a revision that was taken back is none', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,80', 'lpa,transactions,month,2014-04-01,digital,1');
    await send(
      'lpa,transactions,month,2014-03-01,digital,82',
      'lpa,transactions,month,2014-04-01,digital,[-]',
    );
    expect(await stored()).toEqual([
      'month 2014-03-01 digital: 82 REVISED',
      'month 2014-04-01 digital: WITHDRAWN',
    ]);
    await send(
      'lpa,transactions,month,2014-03-01,digital,[-]',
      'lpa,transactions,month,2014-04-01,digital,2',
    );
    await send('lpa,transactions,month,2014-03-01,digital,82');
    expect(await stored()).toEqual(['month 2014-03-01 digital: 82', 'month 2014-04-01 digital: 2']);
  });

  test('not available is another thing: the row is there and has no value', async () => {
    await send(
      'lpa,transactions,month,2014-03-01,digital,80',
      'lpa,transactions,month,2014-02-01,digital,70',
    );
    await send('lpa,transactions,month,2014-03-01,digital,[x]');
    expect(await extents()).toEqual(['month 2014-02-01 to 2014-03-01, latest 2014-02-01']);
    const taken = await send('lpa,transactions,month,2014-03-01,digital,[-]');
    expect(taken.total).toMatchObject({ withdrawn: 1 });
    expect(await extents()).toEqual(['month 2014-02-01 to 2014-02-01, latest 2014-02-01']);
  });

  test('what a data set holds shrinks at both ends, to nothing, and grows again', async () => {
    await send(
      ...['01', '02', '03', '04'].map((month) => `lpa,transactions,month,2014-${month}-01,digital,1`),
      'lpa,transactions,month,2014-04-01,paper,1',
      'lpa,transactions,quarter,2014-01-01,,3',
    );
    const take = (month: string, channel: string) =>
      send(`lpa,transactions,month,2014-${month}-01,${channel},[-]`);
    await take('04', 'digital');
    expect(await extents()).toEqual([
      'month 2014-01-01 to 2014-04-01, latest 2014-04-01',
      'quarter 2014-01-01 to 2014-01-01, latest 2014-01-01',
    ]);
    await take('04', 'paper');
    await take('01', 'digital');
    expect((await extents())[0]).toBe('month 2014-02-01 to 2014-03-01, latest 2014-03-01');
    await take('02', 'digital');
    const last = await take('03', 'digital');
    expect(await extents()).toEqual(['month nothing', 'quarter 2014-01-01 to 2014-01-01, latest 2014-01-01']);
    const [{ version }] = await store.dataSource.query('SELECT version FROM data_set');
    expect(version).toBe(last.submission);
    await send('lpa,transactions,month,2013-12-01,digital,1');
    expect((await extents())[0]).toBe('month 2013-12-01 to 2013-12-01, latest 2013-12-01');
  });

  test('what was never sent cannot be taken back: a warning a data set, and nothing is made', async () => {
    const before = await everything(store.dataSource);
    const nothing = await send(
      'lpa,transactions,month,2014-03-01,digital,[-]',
      'lpa,transactions,month,2014-02-01,digital,[-]',
      'lpa,transactions,month,2014-02-01,,[-]',
      'tax-disc,starts,day,2014-02-01,,[-]',
    );
    expect(nothing).toMatchObject({
      submission: null,
      dataSetsMade: 0,
      total: { received: 4, inserted: 0, updated: 0, withdrawn: 0, unchanged: 4 },
    });
    expect(saidOf(nothing)).toEqual([
      'measurements.csv:2: warning: lpa transactions: digital in month 2014-03-01 (and 2 more) cannot be taken back, for it was never sent: nothing changes',
      'measurements.csv:5: warning: tax-disc starts: total in day 2014-02-01 cannot be taken back, for it was never sent: nothing changes',
    ]);
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('beside rows that are stored, it makes no series, and the rows are stored', async () => {
    await send('lpa,transactions,month,2014-03-01,digital,80');
    const mixed = await send(
      'lpa,transactions,month,2014-03-01,phone,[-]',
      'lpa,transactions,month,2014-04-01,digital,[-]',
      'lpa,transactions,month,2014-04-01,paper,5',
    );
    expect(mixed.total).toEqual({ received: 3, inserted: 1, updated: 0, withdrawn: 0, unchanged: 2 });
    expect(saidOf(mixed)).toEqual([expect.stringMatching(/:2: warning: .* phone in .*\(and 1 more\)/)]);
    const series = await store.dataSource.query('SELECT dimensions FROM series ORDER BY id');
    expect(series).toEqual([{ dimensions: '{"channel":"digital"}' }, { dimensions: '{"channel":"paper"}' }]);
    expect(await stored()).toHaveLength(2);
  });

  test('a data set of which nothing is known but a remark can have one', async () => {
    const { submission, dataSetsMade } = await store.accept({
      measurements: rows('lpa,transactions,month,2014-03-01,digital,[-]'),
      annotations:
        'subject_type,subject,measure,kind,from,text\nservice,lpa,transactions,NOTE,2014-03-01,Not counted yet\n',
    });
    expect(submission).not.toBeNull();
    expect(dataSetsMade).toBe(1);
  });
});
