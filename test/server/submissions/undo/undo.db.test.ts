/** Submissions that are taken back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { IS_THERE } from '../../../../server/entities/index.js';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { rollupFaults } from '../../../../server/store/checks/rollup-check.js';
import { undo, type Undoing, type UndoReceipt } from '../../../../server/submissions/undo/undo.js';
import { Chance } from '../../../bench/random.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { BASE, importing, type Importing, NOW, rows } from '../../ingest/importing.js';
import { rowsOf } from '../stored.js';

describeOnEachDatabase('undo', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    expect(await rollupFaults(store.dataSource)).toEqual([]);
    await store.close();
  });

  const takeBack = (id: number | null, options: Partial<Undoing> = {}): Promise<UndoReceipt> =>
    undo(store.dataSource, { id: id!, now: NOW, mayUndoAll: true, ...options });
  const send = async (...lines: string[]): Promise<number> =>
    (await store.accept({ measurements: rows(...lines) })).submission!;

  /** What readers and exports can see: rows that are there, and the catalogue without what is withdrawn. */
  async function visible(): Promise<unknown> {
    const { dataSource } = store;
    const values = await dataSource.query(
      `SELECT s.slug, d.measure_key, x.dimensions, o.period, o.start, o.value, o.status, o.flags
       FROM observation o JOIN series x ON x.id = o.series_id JOIN data_set d ON d.id = x.data_set_id
       JOIN service s ON s.id = d.service_id WHERE ${IS_THERE}
       ORDER BY s.slug, d.measure_key, x.dimensions, o.period, o.start`,
    );
    const tables: Record<string, unknown> = { values };
    for (const table of ['organisation', 'service', 'service_group', 'target', 'annotation', 'measure']) {
      tables[table] = await dataSource.query(`SELECT * FROM ${table} ORDER BY 1`);
    }
    tables.members = await dataSource.query(
      'SELECT * FROM service_group_member ORDER BY group_id, service_id',
    );
    const sets: Record<string, unknown>[] = await dataSource.query(
      `SELECT * FROM data_set WHERE state <> 'withdrawn' ORDER BY service_id, measure_key`,
    );
    tables.sets = sets.map(({ version: _version, ...set }) => set);
    return tables;
  }

  test('of the first delivery: the values are withdrawn, and so is the data set that it made', async () => {
    const before = await visible();
    const id = await send(
      'lpa,transactions,month,2014-03-01,digital,80',
      'lpa,transactions,month,2014-03-01,phone,20',
    );
    const receipt = await takeBack(id);
    expect(receipt).toMatchObject({
      received: 2,
      withdrawn: 2,
      updated: 0,
      inserted: 0,
      left: [],
      leftRows: [],
    });
    expect(await visible()).toEqual(before);
    const [kept] = await store.dataSource.query(
      `SELECT source, undoes, changes_catalogue AS "changed" FROM submission WHERE id = ${receipt.submission}`,
    );
    expect(kept).toMatchObject({ source: `undo of submission ${id}`, undoes: id });
    expect(Boolean(kept.changed)).toBe(true);
  });

  test('no window is left as it could not be sent: a channel beside its sum, ranges without the last', async () => {
    const month = (channel: string, cell: string): string =>
      `lpa,transactions,month,2014-05-01,${channel},${cell}`;
    await send(month('phone', '5'));
    const withdrawal = await send(month('phone', '[-]'));
    const sum = await send(month('non-digital', '9'));
    const range = async (...lines: string[]): Promise<number> =>
      (
        await store.accept({
          measurements: ['service,measure,period,start,le,value', ...lines, ''].join('\n'),
        })
      ).submission!;
    const first = await range('lpa,page-load,day,2014-05-01,60,4', 'lpa,page-load,day,2014-05-01,+Inf,1');
    const more = await range('lpa,page-load,day,2014-05-01,90,2');
    const before = await visible();
    await expect(takeBack(withdrawal)).rejects.toThrow(
      'lpa transactions in month 2014-05-01 would be as it cannot be sent: non-digital is the sum of phone, paper, face-to-face and other, and phone stands beside it',
    );
    await expect(takeBack(first)).rejects.toThrow(
      'lpa page-load in day 2014-05-01 would be as it cannot be sent: there would be ranges without +Inf. Take back what was sent later first',
    );
    expect(await visible()).toEqual(before);
    for (const id of [sum, withdrawal, more, first]) await takeBack(id);
  });

  test('what was withdrawn so is there again when it is sent again, and when the undo is taken back', async () => {
    const id = await send('lpa,transactions,month,2014-03-01,digital,80');
    const filled = await visible();
    const { submission } = await takeBack(id);
    await takeBack(submission);
    expect(await visible()).toEqual(filled);
    await takeBack((await store.dataSource.query('SELECT max(id) AS id FROM submission'))[0].id);
    await send('lpa,transactions,month,2014-03-01,digital,80');
    expect(await visible()).toEqual(filled);
  });

  test('a value that was replaced comes back with its status and flags', async () => {
    await store.accept({
      measurements:
        'service,measure,period,start,value,status,flags\nlpa,transactions,month,2014-03-01,70,,PROVISIONAL\nlpa,transactions,month,2014-02-01,,NOT_PROVIDED,\n',
    });
    const before = await visible();
    const id = await send('lpa,transactions,month,2014-03-01,,80', 'lpa,transactions,month,2014-02-01,,9');
    expect(await rowsOf(store, 'lpa', 'transactions')).toEqual([
      'month 2014-02-01 total: 9',
      'month 2014-03-01 total: 80 REVISED',
    ]);
    expect(await takeBack(id)).toMatchObject({ received: 2, updated: 2, withdrawn: 0 });
    expect(await rowsOf(store, 'lpa', 'transactions')).toEqual([
      'month 2014-02-01 total: NOT_PROVIDED',
      'month 2014-03-01 total: 70 PROVISIONAL',
    ]);
    expect(await visible()).toEqual(before);
  });

  test('of an older one: what later ones have changed stays and is named', async () => {
    const first = await send(
      'lpa,transactions,month,2014-02-01,,60',
      'lpa,transactions,month,2014-03-01,,70',
    );
    const second = await send('lpa,transactions,month,2014-03-01,,80');
    expect(await takeBack(first)).toMatchObject({
      received: 1,
      withdrawn: 1,
      moreLeft: 0,
      left: [
        {
          service: 'lpa',
          measure: 'transactions',
          period: 'month',
          start: '2014-03-01',
          dimensions: {},
          changedBy: second,
        },
      ],
      leftRows: [{ kind: 'data-sets', reason: 'there are values in it' }],
    });
    expect(await rowsOf(store, 'lpa', 'transactions')).toEqual([
      'month 2014-02-01 total: WITHDRAWN',
      'month 2014-03-01 total: 80 REVISED',
    ]);
    await expect(takeBack(first)).rejects.toMatchObject({
      httpStatus: 409,
      code: 'NOTHING_TO_UNDO',
      message: expect.stringMatching(new RegExp(`nothing of submission ${first} is left to take back`)),
    });
  });

  test('rows of the catalogue are what they were; new targets and annotations go, new services stay and are named', async () => {
    await store.accept({
      groups: 'slug,name,services\nwork,Work,lpa tax-disc\n',
      'data-sets': 'service,measure,cadence,suppress_below\nlpa,transactions,month,5\n',
    });
    const before = await visible();
    const { submission } = await store.accept({
      organisations: 'slug,name,kind\ndwp,Department of Work,department\n',
      services: 'slug,name,organisation\nlpa,Powers of attorney,dwp-agency\n',
      groups: 'slug,name,services\nwork,Working,lpa carers-allowance\n',
      'data-sets': 'service,measure,cadence,suppress_below\nlpa,transactions,quarter,10\nlpa,cost,year,0\n',
      targets: 'subject_type,subject,metric,value\nservice,lpa,digital-take-up,80\n',
      annotations:
        'subject_type,subject,measure,kind,from,to,text,link\nservice,lpa,transactions,break,2014-01-01,,New,\n',
    });
    expect(await visible()).not.toEqual(before);
    const receipt = await takeBack(submission);
    expect(receipt).toMatchObject({ received: 0, leftRows: [] });
    expect(await visible()).toEqual(before);
    await takeBack(receipt.submission);
    expect(await visible()).not.toEqual(before);

    const made = await store.accept({ services: 'slug,name,organisation\nnew-one,New,dwp\n' });
    await expect(takeBack(made.submission)).rejects.toThrow(/services new-one stays: others may refer to it/);
  });

  test('a data set does not come to declare less than it holds', async () => {
    const declare = (values: string): Promise<{ submission: number | null }> =>
      store.accept({
        'data-sets': `service,measure,cadence,dimension_values\nlpa,transactions,month,channel=${values}\n`,
      });
    await declare('digital');
    const { submission } = await declare('digital phone');
    const second = await send('lpa,transactions,month,2014-03-01,phone,20');
    await expect(takeBack(submission)).rejects.toThrow(
      /data-sets transactions stays: there are values that it did not allow/,
    );
    await takeBack(second);
    expect(await takeBack(submission)).toMatchObject({ leftRows: [] });
  });

  test('a row does not come back that its data set does not declare any more', async () => {
    await send('lpa,transactions,month,2014-03-01,phone,20', 'lpa,transactions,month,2014-03-01,digital,8');
    const second = await send('lpa,transactions,month,2014-03-01,phone,[-]');
    const before = await visible();
    const { submission } = await store.accept({
      'data-sets': 'service,measure,cadence,dimension_values\nlpa,transactions,month,channel=digital\n',
    });
    await expect(takeBack(second)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'NOT_DECLARED' },
      message: expect.stringContaining('rows of transactions with the channel phone'),
    });
    await takeBack(submission);
    expect(await visible()).toEqual(before);
    expect(await takeBack(second)).toMatchObject({ inserted: 1 });
  });

  test('only its sender and an administrator take a submission back; another learns nothing', async () => {
    await store.dataSource.query(
      `INSERT INTO api_token (id, hash, label, scopes, created_at) VALUES (7, 'x', 'seven', '[]', '2014-01-01'), (8, 'y', 'eight', '[]', '2014-01-01')`,
    );
    const { submission } = await store.accept(
      { measurements: rows('lpa,transactions,month,2014-03-01,,80') },
      { tokenId: 7 },
    );
    const asEight = { tokenId: 8, mayUndoAll: false };
    for (const id of [submission!, 999]) {
      await expect(takeBack(id, asEight)).rejects.toMatchObject({
        httpStatus: 403,
        message: `this token may not take back submission ${id}: it did not send it`,
      });
    }
    await expect(takeBack(999)).rejects.toMatchObject({ httpStatus: 404, code: 'NOT_FOUND' });
    expect(await takeBack(submission, { tokenId: 7, mayUndoAll: false })).toMatchObject({ withdrawn: 1 });
  });

  test('of the newest of any deliveries it restores what was there, and taking that back what came after', async () => {
    const chance = new Chance(dialect === 'sqlite' ? 3 : 4);
    const from = <Item>(items: readonly Item[]): Item => items[chance.whole(0, items.length - 1)];
    const delivery = (): string[] => {
      const lines = new Map<string, string>();
      const count = chance.whole(1, 25);
      for (let i = 0; i < count; i++) {
        const period = from(['month', 'day']);
        const start = `2014-0${chance.whole(1, 4)}-${period === 'day' ? `0${chance.whole(1, 5)}` : '01'}`;
        const key = `${from(['lpa', 'tax-disc'])},${from(['transactions', 'cost'])},${period},${start},`;
        const channel = key.includes('cost') ? '' : from(['', 'digital', 'phone']);
        const value = from([String(chance.whole(0, 50)), String(chance.whole(0, 50)), '[-]', '[x]', '[c]']);
        lines.set(`${key}${channel}`, `${key}${channel},${value}`);
      }
      return [...lines.values()];
    };
    let rounds = 0;
    for (let round = 0; round < 12; round++) {
      const before = await visible();
      const mode = from(['upsert', 'upsert', 'replace'] as const);
      const outcome = await store.accept({ measurements: rows(...delivery()) }, { mode, alwaysRecord: true });
      const isChange = outcome.total.inserted + outcome.total.updated + outcome.total.withdrawn > 0;
      if (!isChange) continue;
      const after = await visible();
      const { submission } = await takeBack(outcome.submission);
      expect(await visible()).toEqual(before);
      await takeBack(submission);
      expect(await visible()).toEqual(after);
      rounds++;
    }
    expect(rounds).toBeGreaterThan(6);
  });
});
