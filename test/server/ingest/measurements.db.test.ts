import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flagBit, statusCode } from '../../../server/metrics/status.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing, observations, rows } from './importing.js';

const REVISED = flagBit('REVISED');
const PROVISIONAL = flagBit('PROVISIONAL');

describeOnEachDatabase('importing measurements', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterAll(() => store.close());

  const stored = async (service: string, measure: string): Promise<(number | string | null)[][]> =>
    (await observations(store.dataSource))
      .filter((row) => row.service === service && row.measure === measure)
      .map(({ dimensions, start, value, status, flags }) => [dimensions, start, value, status, flags]);

  test('values replace values; what was replaced is a revision with both submissions', async () => {
    const first = await store.accept({
      measurements: rows(
        'tax-disc,transactions,month,2014-01-01,digital,10',
        'tax-disc,transactions,month,2014-02-01,digital,20',
      ),
    });
    expect(first).toMatchObject({
      dataSetsMade: 1,
      total: { received: 2, inserted: 2, updated: 0, unchanged: 0 },
    });
    const second = await store.accept({
      measurements: rows(
        'tax-disc,transactions,month,2014-02-01,digital,25',
        'tax-disc,transactions,month,2014-01-01,digital,10',
      ),
    });
    expect(second.total).toEqual({ received: 2, inserted: 0, updated: 1, withdrawn: 0, unchanged: 1 });
    expect(await stored('tax-disc', 'transactions')).toEqual([
      ['{"channel":"digital"}', 16071, 10, 0, 0],
      ['{"channel":"digital"}', 16102, 25, 0, REVISED],
    ]);
    const revisions = await store.dataSource.query(
      'SELECT value, flags, submission_id, replaced_by FROM observation_revision',
    );
    expect(revisions).toEqual([
      { value: 20, flags: 0, submission_id: first.submission, replaced_by: second.submission },
    ]);
    const again = await store.accept({
      measurements: rows('tax-disc,transactions,month,2014-02-01,digital,25'),
    });
    expect(again).toMatchObject({ submission: null, total: { updated: 0, unchanged: 1 } });
  });

  test('a withdrawn value stays as a row without one; the newest value of the data set goes back', async () => {
    const extent = (): Promise<unknown[]> =>
      store.dataSource.query(
        `SELECT e.first_start, e.last_start, e.latest_value_start, e.version, d.version AS set_version FROM data_set_extent e
         JOIN data_set d ON d.id = e.data_set_id WHERE d.measure_key = 'starts'`,
      );
    const first = await store.accept({
      measurements: rows(
        'lpa,starts,day,2014-01-01,,1',
        'lpa,starts,day,2014-01-03,,3',
        'lpa,starts,day,2014-01-02,,2',
      ),
    });
    expect(await extent()).toEqual([
      {
        first_start: 16071,
        last_start: 16073,
        latest_value_start: 16073,
        version: first.submission,
        set_version: first.submission,
      },
    ]);
    const second = await store.accept({
      measurements:
        'service,measure,period,start,value,status\nlpa,starts,day,2014-01-03,,NOT_PROVIDED\nlpa,starts,day,2013-12-31,[x],\n',
    });
    expect(second.total).toMatchObject({ inserted: 1, updated: 1 });
    expect(await extent()).toEqual([
      {
        first_start: 16070,
        last_start: 16073,
        latest_value_start: 16072,
        version: second.submission,
        set_version: second.submission,
      },
    ]);
    expect((await stored('lpa', 'starts'))[3]).toEqual(['{}', 16073, null, statusCode('NOT_PROVIDED'), 0]);
  });

  test('a flag that is taken away is a change; the REVISED flag that we put there is not', async () => {
    const send = (value: string, flags: string): Promise<{ total: object }> =>
      store.accept({
        measurements: `service,measure,period,start,value,flags\nlpa,completions,day,2014-01-01,${value},${flags}\n`,
      });
    const flagsNow = async (): Promise<unknown> => (await stored('lpa', 'completions'))[0][4];
    await send('1', 'PROVISIONAL');
    expect((await send('1', 'provisional')).total).toMatchObject({ unchanged: 1 });
    expect((await send('2', 'PROVISIONAL')).total).toMatchObject({ updated: 1 });
    expect(await flagsNow()).toBe(PROVISIONAL | REVISED);
    expect((await send('2', 'PROVISIONAL')).total).toMatchObject({ unchanged: 1 });
    expect((await send('2', 'PROVISIONAL REVISED')).total).toMatchObject({ unchanged: 1 });
    expect((await send('2', '')).total).toMatchObject({ updated: 1 });
    expect(await flagsNow()).toBe(REVISED);
  });

  test('an undeclared data set gets its measure’s aggregation and the commonest cadence of its rows', async () => {
    await store.accept({
      measurements: rows(
        'lpa,cost,year,2012-04-01,,5',
        'lpa,cost,quarter,2012-04-01,,1',
        'lpa,cost,quarter,2012-07-01,,1',
      ),
    });
    const [made] = await store.dataSource.query(
      `SELECT aggregation, cadence, grace_days, state FROM data_set WHERE measure_key = 'cost'`,
    );
    expect(made).toEqual({ aggregation: 'flow', cadence: 'quarter', grace_days: null, state: 'published' });
    expect(
      await store.refuse({ measurements: rows('lpa,errors,day,2014-01-01,,5') }, { mayCreate: false }),
    ).toEqual([
      'measurements.csv:2:2: measure: lpa has no data set of errors, and this delivery may not make one',
    ]);
  });

  test('a row that reads far around its neighbours is compared with the right one', async () => {
    const days = Array.from({ length: 400 }, (_, i) =>
      new Date(Date.UTC(2013, 0, 1 + i)).toISOString().slice(0, 10),
    );
    await store.accept({ measurements: rows(...days.map((day, i) => `lpa,visits,day,${day},,${i}`)) });
    const some = days.filter((_, i) => [0, 1, 63, 64, 65, 130, 399].includes(i));
    const values = some.map((day, i) => `lpa,visits,day,${day},,${i === 3 ? -0 : days.indexOf(day)}`);
    expect((await store.accept({ measurements: rows(...values) })).total).toEqual({
      received: 7,
      inserted: 0,
      updated: 1,
      withdrawn: 0,
      unchanged: 6,
    });
  });

  test('an old slug names its service', async () => {
    await store.accept({ aliases: 'kind,slug,of\nservice,old-lpa,lpa\n' });
    await store.accept({ measurements: rows('old-lpa,calls,day,2014-01-01,,7') });
    expect(await stored('lpa', 'calls')).toEqual([['{}', 16071, 7, 0, 0]]);
    expect(
      await store.refuse({
        measurements: rows('old-lpa,calls,day,2014-01-02,,7', 'lpa,calls,day,2014-01-02,,8'),
      }),
    ).toEqual([
      'measurements.csv:3:4: start: this series and window is already in line 2: send each only once',
    ]);
  });
});
