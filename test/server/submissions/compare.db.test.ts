/** Comparing says what applying does, and does nothing itself. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatStart, RECORDED_PERIODS } from '../../../server/metrics/periods.js';
import type { DeliveryMode } from '../../../server/submissions/delivery.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { randomCases } from '../../support/random-cases.js';
import {
  BASE,
  everything,
  type Files,
  FULL,
  importing,
  type Importing,
  observations,
  type StoredRow,
} from '../ingest/importing.js';

/** Deliveries of few keys, so that later ones meet what earlier ones brought. */
const row = fc.record({
  service: fc.constantFrom('lpa', 'tax-disc', 'new'),
  measure: fc.constantFrom('transactions', 'starts'),
  day: fc.integer({ min: 1, max: 6 }),
  channel: fc.constantFrom('', 'digital', 'paper'),
  value: fc.constantFrom('0', '1', '2.5', '[x]', '[-]'),
  flags: fc.constantFrom('', 'PROVISIONAL'),
});
const delivery = fc.record({
  rows: fc.uniqueArray(row, {
    maxLength: 25,
    selector: ({ service, measure, day, channel }) =>
      [service, measure, day, measure === 'starts' ? '' : channel].join(' '),
  }),
  services: fc.boolean(),
  organisations: fc.subarray(['below', 'above']),
  dataSets: fc.constantFrom('', 'lpa,starts,day,0', 'lpa,starts,day,5', 'tax-disc,transactions,week,0'),
  groups: fc.constantFrom('', 'all,All,lpa tax-disc new', 'all,All,lpa', 'all,Everything,lpa'),
  annotation: fc.constantFrom('', 'One text', 'Another text'),
  dashboard: fc.constantFrom('', 'First', 'Second'),
  mode: fc.constantFrom('upsert' as const, 'replace' as const),
});
type Delivered = typeof delivery extends fc.Arbitrary<infer T> ? T : never;

function filesOf(delivered: Delivered): Files {
  const { rows, organisations, dataSets, groups, annotation, dashboard } = delivered;
  // What is refused is no delivery: a service must be there before anything is said of it.
  const hasNew =
    delivered.services || groups.includes('new') || rows.some(({ service }) => service === 'new');
  const lines = rows.map(({ service, measure, day, channel, value, flags }) =>
    [service, measure, 'day', `2014-03-0${day}`, measure === 'starts' ? '' : channel, value, flags].join(),
  );
  const files: Files = {
    organisations: organisations.length
      ? `slug,name,kind,parent\nlow,Low,agency,${organisations.includes('below') ? 'high' : ''}\nhigh,High,department,${organisations.includes('above') ? 'dwp' : ''}\n`
      : undefined,
    services: hasNew ? 'slug,name,organisation\nnew,New,dwp\n' : undefined,
    'data-sets': dataSets && `service,measure,cadence,suppress_below\n${dataSets}\n`,
    groups: groups && `slug,name,services\n${groups}\n${groups.includes('new') ? '' : 'none,None,\n'}`,
    measurements: lines.length
      ? ['service,measure,period,start,channel,value,flags', ...lines, ''].join('\n')
      : undefined,
    annotations:
      annotation && `subject_type,subject,kind,from,text\nservice,lpa,NOTE,2014-01-01,${annotation}\n`,
    dashboards:
      dashboard &&
      `- { slug: lpa, title: ${dashboard}, subject: service/lpa, owner: dwp, sections: [{ title: Use, modules: [{ slug: visits, metric: visits }] }] }\n`,
  };
  return Object.fromEntries(Object.entries(files).filter(([, text]) => text)) as Files;
}

const keyOf = ({ service, measure, dimensions, period, start }: StoredRow): string =>
  JSON.stringify([
    service,
    measure,
    dimensions,
    RECORDED_PERIODS[period],
    formatStart(RECORDED_PERIODS[period], start),
  ]);

/** The observations that are other than they were, as a comparison names them. */
function difference(before: readonly StoredRow[], after: readonly StoredRow[]): unknown[][] {
  const old = new Map(before.map((stored) => [keyOf(stored), stored]));
  return after.flatMap((stored) => {
    const was = old.get(keyOf(stored));
    if (was && JSON.stringify(was) === JSON.stringify(stored)) return [];
    return [[keyOf(stored), was?.value ?? null, stored.value, stored.flags]];
  });
}

/** What a file and its write-ahead log hold. */
function bytesOf({ url }: Importing): string {
  const path = url.replace('sqlite:', '');
  const hash = createHash('sha256');
  for (const end of ['', '-wal']) if (existsSync(path + end)) hash.update(readFileSync(path + end));
  return hash.digest('hex');
}

/** Compares and then imports; both must tell the same, and only the second may write. */
async function bothWays(store: Importing, files: Files, mode?: DeliveryMode): Promise<void> {
  const before = { all: await everything(store.dataSource), rows: await observations(store.dataSource) };
  const bytes = store.dialect === 'sqlite' ? bytesOf(store) : '';
  const { receipt, changes, data } = await store.compare(files, { mode });
  if (store.dialect === 'sqlite') expect(bytesOf(store)).toBe(bytes);
  expect(await everything(store.dataSource)).toEqual(before.all);

  const accepted = await store.accept(files, { mode });
  expect({ ...accepted, submission: null }).toEqual(receipt);
  const after = await observations(store.dataSource);
  const told: unknown[][] = changes.map(({ service, measure, dimensions, period, start, ...values }, i) => [
    JSON.stringify([service, measure, JSON.stringify(dimensions), period, start]),
    values.before,
    values.after,
    data.rows.flags[i],
  ]);
  const byKey = (a: unknown[], b: unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
  expect(told.toSorted(byKey)).toEqual(difference(before.rows, after).toSorted(byKey));
  expect(receipt.submission).toBeNull();
  const again = await store.compare(files, { mode });
  expect(again.receipt.total).toMatchObject({
    ...{ inserted: 0, updated: 0, withdrawn: 0 },
    unchanged: receipt.total.received,
  });
  expect(again.changes).toEqual([]);
}

describeOnEachDatabase('comparing', (dialect) => {
  test('writes nothing, and says exactly what the import then does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 4 }), async (deliveries) => {
        const store = await importing(dialect);
        try {
          await store.accept(BASE);
          for (const delivered of deliveries) await bothWays(store, filesOf(delivered), delivered.mode);
        } finally {
          await store.close();
        }
      }),
      { numRuns: randomCases(dialect === 'sqlite' ? 12 : 3) },
    );
  });

  test('sees what the delivery itself declares', async () => {
    const store = await importing(dialect);
    try {
      await bothWays(store, FULL);
    } finally {
      await store.close();
    }
  });

  test('lists the first 1,000 changes', async () => {
    const store = await importing(dialect);
    try {
      await store.accept(BASE);
      const lines = Array.from(
        { length: 1_200 },
        (_, i) => `lpa,visits,day,${new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10)},,${i}`,
      );
      const measurements = ['service,measure,period,start,channel,value', ...lines, ''].join('\n');
      const { changes, data, receipt } = await store.compare({ measurements });
      expect([changes.length, data.rows.length, receipt.total.inserted]).toEqual([1_000, 1_200, 1_200]);
    } finally {
      await store.close();
    }
  });
});
