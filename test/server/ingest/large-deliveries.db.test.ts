/** A delivery of many pieces: all is as if it were in memory at once. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ImportOptions } from '../../../server/ingest/options.js';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, observations, rows } from './importing.js';

const SERVICES = ['lpa', 'tax-disc', 'carers-allowance'];
const CHANNELS = ['', 'digital', 'phone', 'paper', 'other', 'non-digital'];

/** The key of a line: service, measure, period, start and channel. */
const key = fc.tuple(
  fc.constantFrom(...SERVICES),
  fc.constantFrom('transactions', 'cost'),
  fc.integer({ min: 0, max: 25 }),
  fc.constantFrom(...CHANNELS),
);
const value = fc.constantFrom('1', '2', '3.5', '[x]', '[z]', '[-]');

const line = fc.tuple(key, value).map(([[service, measure, day, channel], number]) => {
  const start = new Date(Date.UTC(2014, 0, 20 + day)).toISOString().slice(0, 10);
  return {
    id: `${service},${measure},day,${start},${measure === 'cost' ? '' : channel}`,
    number,
  };
});

const file = (lines: readonly { id: string; number: string }[]): string =>
  rows(...lines.map(({ id, number }) => `${id},${number}`));

const distinct = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 80 });

/** What a delivery leads to: what is said of it, and all that is stored afterwards. */
async function result(store: Importing, measurements: string, options: Partial<ImportOptions>) {
  const outcome = await store.send({ measurements }, options);
  const rollups = await store.dataSource.query('SELECT * FROM rollup ORDER BY series_id, start');
  expect(await contradictions(store.dataSource)).toEqual([]);
  return { outcome, rollups, stored: await everything(store.dataSource) };
}

async function withStores(dialect: Importing['dialect'], use: (...stores: Importing[]) => Promise<void>) {
  const stores = [await importing(dialect), await importing(dialect)];
  try {
    for (const store of stores) await store.accept(BASE);
    await use(...stores);
  } finally {
    for (const store of stores) await store.close();
  }
}

describeOnEachDatabase('deliveries of many pieces', (dialect) => {
  test('say and store what the same delivery in one piece does, whatever is stored', async () => {
    const mode = fc.constantFrom('upsert' as const, 'replace' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(line, { maxLength: 80 }), mode), { minLength: 2, maxLength: 3 }),
        fc.array(distinct, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 25 }),
        (deliveries, accepted, pieceRows) =>
          withStores(dialect, async (one, other) => {
            const all = [...accepted.map((lines) => [lines, 'upsert'] as const), ...deliveries];
            for (const [lines, mode] of all) {
              const whole = await result(one, file(lines), { mode });
              expect(await result(other, file(lines), { mode, pieceRows })).toEqual(whole);
            }
          }),
      ),
      { numRuns: dialect === 'sqlite' ? 10 : 3 },
    );
  }, 120_000);

  test('store and count what the same rows do in small deliveries, sorted or not', async () => {
    const sent = fc.uniqueArray(
      line.filter(({ id, number }) => !id.endsWith('non-digital') && number !== '[-]'),
      { selector: ({ id }) => id, minLength: 30, maxLength: 120 },
    );
    await fc.assert(
      fc.asyncProperty(sent, fc.boolean(), (lines, isSorted) =>
        withStores(dialect, async (one, other) => {
          const inOrder = isSorted ? lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : lines;
          const { total } = await one.accept({ measurements: file(inOrder) }, { pieceRows: 7 });
          expect(total).toEqual({
            received: lines.length,
            inserted: lines.length,
            ...{ updated: 0, withdrawn: 0, unchanged: 0 },
          });
          for (let from = 0; from < lines.length; from += 10) {
            await other.accept({ measurements: file(lines.slice(from, from + 10)) });
          }
          expect(await observations(one.dataSource)).toEqual(await observations(other.dataSource));
        }),
      ),
      { numRuns: dialect === 'sqlite' ? 6 : 3 },
    );
  }, 120_000);

  test('are refused with the lines on which keys stand twice, however far apart', async () => {
    const store = await importing(dialect);
    await store.accept(BASE);
    const lines = Array.from({ length: 450 }, (_, i) => {
      const start = new Date(Date.UTC(2012, 0, 1 + (i % 300))).toISOString().slice(0, 10);
      return `lpa,transactions,day,${start},digital,${i}`;
    });
    const refused = await store.refuse({ measurements: rows(...lines) }, { pieceRows: 16 });
    expect(refused).toHaveLength(101);
    expect(refused[0]).toBe(
      'measurements.csv:302:4: start: this series and window is already in line 2: send each only once',
    );
    expect(refused[99]).toMatch(/^measurements\.csv:401:4: start: .* already in line 101: /);
    expect(await store.refuse({ measurements: rows(...lines, ...lines) }, { pieceRows: 16 })).toEqual(
      await store.refuse({ measurements: rows(...lines, ...lines) }),
    );
    expect(await observations(store.dataSource)).toEqual([]);
    await store.close();
  });

  test('show what they would change as if they were in one piece', async () => {
    const store = await importing(dialect);
    await store.accept(BASE);
    const lines = SERVICES.flatMap((service) =>
      ['01', '02', '03', '04'].map((day) => `${service},transactions,day,2014-01-${day},digital,${day}`),
    );
    const { receipt, changes, data } = await store.compare({ measurements: rows(...lines) });
    const pieces = await store.compare({ measurements: rows(...lines) }, { pieceRows: 5 });
    expect(pieces.receipt).toEqual(receipt);
    expect(pieces.changes).toEqual(changes);
    expect(pieces.data.rows.length).toBe(12);
    expect([...pieces.data.rows.value.subarray(0, 12)]).toEqual([...data.rows.value.subarray(0, 12)]);
    expect(await observations(store.dataSource)).toEqual([]);
    await store.close();
  });
});
