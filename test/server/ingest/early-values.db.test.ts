/** Values that come before their window is over. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { undo } from '../../../server/submissions/undo/undo.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { extentsOf, historyOf, rowsOf, saidOf } from '../submissions/stored.js';
import { BASE, importing, type Importing, rows } from './importing.js';

const HEADER = 'service,measure,period,start,value,status,flags';

describeOnEachDatabase('early values', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await store.close();
  });

  const sendAt = (now: string, ...lines: string[]) =>
    store.accept({ measurements: rows(...lines) }, { now: new Date(now) });
  const flagged = (now: string, ...lines: string[]) =>
    store.accept({ measurements: [HEADER, ...lines, ''].join('\n') }, { now: new Date(now) });
  const stored = () => rowsOf(store, 'lpa', 'transactions');
  const extents = () => extentsOf(store, 'lpa', 'transactions');

  test('a month that goes on is flagged, and is not the newest with a value', async () => {
    await sendAt(
      '2014-06-15T12:00:00Z',
      'lpa,transactions,month,2014-04-01,,3000',
      'lpa,transactions,month,2014-05-01,,3000',
      'lpa,transactions,month,2014-06-01,,1200',
    );
    expect(await stored()).toEqual([
      'month 2014-04-01 total: 3000',
      'month 2014-05-01 total: 3000',
      'month 2014-06-01 total: 1200 UNFINISHED',
    ]);
    expect(await extents()).toEqual(['month 2014-04-01 to 2014-06-01, latest 2014-05-01']);
    const again = await sendAt('2014-06-16T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    expect(again).toMatchObject({ submission: null, total: { unchanged: 1 } });
  });

  test('the same value after the end clears the flag: updated, and no revision of a final figure', async () => {
    await sendAt('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    const final = await sendAt('2014-07-02T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    expect(final.total).toEqual({ received: 1, inserted: 0, updated: 1, withdrawn: 0, unchanged: 0 });
    expect(await stored()).toEqual(['month 2014-06-01 total: 1200']);
    expect(await extents()).toEqual(['month 2014-06-01 to 2014-06-01, latest 2014-06-01']);
    expect(await historyOf(store)).toEqual([`1200 UNFINISHED until ${final.submission}`]);
    const again = await sendAt('2014-07-03T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    expect(again).toMatchObject({ submission: null, total: { unchanged: 1 } });
  });

  test('another value is a revision only where it takes the place of a final one', async () => {
    await sendAt('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    await sendAt('2014-06-20T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1900');
    expect(await stored()).toEqual(['month 2014-06-01 total: 1900 UNFINISHED']);
    await sendAt('2014-07-02T12:00:00Z', 'lpa,transactions,month,2014-06-01,,3100');
    expect(await stored()).toEqual(['month 2014-06-01 total: 3100']);
    await sendAt('2014-07-03T12:00:00Z', 'lpa,transactions,month,2014-06-01,,3090');
    expect(await stored()).toEqual(['month 2014-06-01 total: 3090 REVISED']);
  });

  test('taken back and sent again before the end, it is early again; after the end it is not', async () => {
    await sendAt('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1200');
    await sendAt('2014-06-16T12:00:00Z', 'lpa,transactions,month,2014-06-01,,[-]');
    expect(await extents()).toEqual(['month nothing']);
    await sendAt('2014-06-17T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1300');
    expect(await extents()).toEqual(['month 2014-06-01 to 2014-06-01, latest none']);
    await sendAt('2014-07-17T12:00:00Z', 'lpa,transactions,month,2014-06-01,,[-]');
    await sendAt('2014-07-18T12:00:00Z', 'lpa,transactions,month,2014-06-01,,1300');
    expect(await stored()).toEqual(['month 2014-06-01 total: 1300']);
  });

  test('a replacement that came early', async () => {
    await sendAt('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,phone,12');
    const measurements = rows('lpa,transactions,month,2014-06-01,digital,80');
    await store.accept({ measurements }, { mode: 'replace', now: new Date('2014-06-16T12:00:00Z') });
    expect(await stored()).toEqual([
      'month 2014-06-01 digital: 80 UNFINISHED',
      'month 2014-06-01 phone: WITHDRAWN',
    ]);
  });

  // What follows is about windows and words, which is no different on another database.
  if (dialect === 'postgres') return;

  describe('the end of a window', () => {
    test.each([
      ['day,2014-06-15', '2014-06-15T22:59:59Z', '2014-06-15T23:00:00Z'],
      ['day,2014-01-15', '2014-01-15T23:59:59Z', '2014-01-16T00:00:00Z'],
      ['week,2014-06-09', '2014-06-15T22:59:59Z', '2014-06-15T23:00:00Z'],
      ['quarter,2014-04-01', '2014-06-30T22:59:59Z', '2014-06-30T23:00:00Z'],
      ['year,2013-07-01', '2014-06-30T22:59:59Z', '2014-06-30T23:00:00Z'],
      ['year,2012-03-01', '2013-02-28T23:59:59Z', '2013-03-01T00:00:00Z'],
      // Instants, whatever the zone.
      ['hour,2014-06-15T11:00:00Z', '2014-06-15T11:59:59Z', '2014-06-15T12:00:00Z'],
      ['minute,2014-06-15T11:59:00Z', '2014-06-15T11:59:59Z', '2014-06-15T12:00:00Z'],
    ])('%s, in London', async (window, before, after) => {
      await sendAt(before, `lpa,transactions,${window},,1`);
      expect(await stored()).toEqual([expect.stringMatching(/: 1 UNFINISHED$/)]);
      const final = await sendAt(after, `lpa,transactions,${window},,1`);
      expect(final.total.updated).toBe(1);
      expect(await stored()).toEqual([expect.stringMatching(/: 1$/)]);
    });

    test.each([
      ['Pacific/Auckland', '2014-06-15T11:59:59Z', '2014-06-15T12:00:00Z'],
      ['America/Los_Angeles', '2014-06-16T06:59:59Z', '2014-06-16T07:00:00Z'],
    ])('a day in %s, also where the delivery says the zone', async (zone, before, after) => {
      const dataSets = `service,measure,cadence,time_zone\nlpa,transactions,day,${zone}\n`;
      const measurements = rows(
        'lpa,transactions,day,2014-06-15,,1',
        'lpa,transactions,hour,2014-06-15T00:00:00Z,,1',
      );
      await store.accept({ 'data-sets': dataSets, measurements }, { now: new Date(before) });
      expect(await stored()).toEqual([
        'hour 2014-06-15T00:00:00Z total: 1',
        'day 2014-06-15 total: 1 UNFINISHED',
      ]);
      expect((await store.accept({ measurements }, { now: new Date(after) })).total).toMatchObject({
        updated: 1,
      });
    });
  });

  describe('what the sender says', () => {
    test('stays as long as it can be true', async () => {
      await flagged('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,1200,,UNFINISHED PROVISIONAL');
      expect(await stored()).toEqual(['month 2014-06-01 total: 1200 PROVISIONAL UNFINISHED']);
      await flagged('2014-07-15T12:00:00Z', 'lpa,transactions,month,2014-06-01,1200,,UNFINISHED PROVISIONAL');
      expect(await stored()).toEqual(['month 2014-06-01 total: 1200 PROVISIONAL']);
    });

    test('of a row without a value it says, and we do not', async () => {
      await flagged(
        '2014-06-15T12:00:00Z',
        'lpa,transactions,month,2014-06-01,[c],,',
        'lpa,transactions,day,2014-06-15,[x],,UNFINISHED',
      );
      expect(await stored()).toEqual([
        'day 2014-06-15 total: NOT_PROVIDED UNFINISHED',
        'month 2014-06-01 total: SUPPRESSED',
      ]);
    });

    test('of windows that were over is not stored, which is told once', async () => {
      const receipt = await flagged(
        '2014-06-15T12:00:00Z',
        'lpa,transactions,month,2014-06-01,9,,UNFINISHED',
        'lpa,transactions,month,2014-05-01,1200,,UNFINISHED',
        'lpa,transactions,month,2014-04-01,1100,,UNFINISHED PROVISIONAL',
        'lpa,transactions,month,2014-03-01,[-],,UNFINISHED',
      );
      expect(saidOf(receipt).slice(0, 1)).toEqual([
        'measurements.csv:3: warning: flags: UNFINISHED is left out of lpa transactions in month 2014-05-01 (and of 1 more rows), for the window was over: the value counts as final',
      ]);
      expect(await stored()).toEqual([
        'month 2014-04-01 total: 1100 PROVISIONAL',
        'month 2014-05-01 total: 1200',
        'month 2014-06-01 total: 9 UNFINISHED',
      ]);
    });

    test('of a window that was over leaves the newest value the newest', async () => {
      await flagged('2014-06-15T12:00:00Z', 'lpa,transactions,month,2014-05-01,1200,,UNFINISHED');
      expect(await stored()).toEqual(['month 2014-05-01 total: 1200']);
      expect(await extents()).toEqual(['month 2014-05-01 to 2014-05-01, latest 2014-05-01']);
    });
  });

  test('a window that has not begun is refused, also to take it back', async () => {
    const refuse = (value: string) =>
      store.refuse({ measurements: rows(`lpa,transactions,month,2014-07-01,,${value}`) });
    expect(await refuse('1')).toEqual([expect.stringContaining('2014-07-01 is in the future')]);
    expect(await refuse('[-]')).toEqual([expect.stringContaining('2014-07-01 is in the future')]);
  });

  test('an early value that an undo brings back stays early', async () => {
    const takeBack = (id: number | null, now: string) =>
      undo(store.dataSource, { id: id!, now: new Date(now), mayUndoAll: true });
    const key = 'lpa,transactions,month,2014-06-01,';
    await sendAt('2014-06-15T12:00:00Z', `${key},1200`);
    const final = await sendAt('2014-07-02T12:00:00Z', `${key},3100`);
    await takeBack(final.submission, '2014-07-05T12:00:00Z');
    expect(await stored()).toEqual(['month 2014-06-01 total: 1200 UNFINISHED']);
    expect(await contradictions(store.dataSource)).toEqual([]);
    const withdrawn = await sendAt('2014-07-06T12:00:00Z', `${key},[-]`);
    await takeBack(withdrawn.submission, '2014-07-09T12:00:00Z');
    expect(await stored()).toEqual(['month 2014-06-01 total: 1200 UNFINISHED']);
  });
});
