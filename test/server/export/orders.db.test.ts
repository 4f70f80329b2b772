/** Submissions that are accepted end in the same export in any order, however often each is sent, on either database. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TestDialect } from '../../support/databases.js';
import { randomCases } from '../../support/random-cases.js';
import { undo } from '../../../server/submissions/undo/undo.js';
import { BASE, importing, type Importing, NOW } from '../ingest/importing.js';
import { exported, type Texts } from './exporting.js';

const DIALECTS: readonly TestDialect[] = process.env.TEST_POSTGRES_URL ? ['sqlite', 'postgres'] : ['sqlite'];

const COLUMNS = 'service,measure,period,start,channel,device,browser,reason,value,flags';
/** What divides each measure, as it stands in the columns: the total, and splits by one dimension and by two. */
const SPLITS: Readonly<Record<string, readonly string[]>> = {
  transactions: [',,,', 'digital,,,', 'phone,,,', 'unspecified,,,'],
  visits: [',,,', ',mobile,,', ',desktop,,', ',mobile,Firefox,', ',desktop,a “b” c,', ',,Firefox,'],
  calls: [',,,', ',,,late', ',,,"no, ""form"""'],
};
const WINDOWS = [
  ...['month,2014-01-01', 'month,2014-02-01', 'month,2014-06-01', 'quarter,2014-01-01', 'year,2013-04-01'],
  ...['week,2014-01-06', 'day,2014-03-30', 'day,2014-06-15', 'hour,2014-03-30T00:00:00Z'],
];
const keys = Object.entries(SPLITS).flatMap(([measure, splits]) =>
  ['lpa', 'tax-disc'].flatMap((service) =>
    WINDOWS.flatMap((window) => splits.map((split) => `${service},${measure},${window},${split}`)),
  ),
);
const cell = fc.oneof(
  fc.integer({ min: 0, max: 1e6 }).map(String),
  fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => String(Number(value.toPrecision(15)))),
  fc.constantFrom('[x]', '[z]', '[c]'),
);
const flags = fc.constantFrom('', '', 'PROVISIONAL', 'ESTIMATED LOW_RELIABILITY', 'BREAK');

/** Submissions that have no key in common, and an order in which each of them is sent once or more. */
const plan = fc.record({
  rows: fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), cell, flags, of: fc.nat({ max: 3 }) }), {
    minLength: 4,
    maxLength: 40,
    selector: ({ key }) => key,
  }),
  again: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
  shuffle: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
});

const file = (rows: readonly { key: string; cell: string; flags: string }[]): string =>
  [
    COLUMNS,
    ...rows.map(
      ({ key, cell: value, flags: words }) => `${key},${value},${value.startsWith('[') ? '' : words}`,
    ),
    '',
  ].join('\n');

/** How often a data set that nobody declares is delivered is guessed from the first rows of it: here it is declared. */
const DECLARED = [
  'service,measure,cadence',
  ...Object.keys(SPLITS).flatMap((measure) => [`lpa,${measure},month`, `tax-disc,${measure},day`]),
  '',
].join('\n');

async function textsAfter(
  dialect: TestDialect,
  deliver: (store: Importing) => Promise<void>,
): Promise<Texts> {
  const store = await importing(dialect);
  try {
    await store.accept({ ...BASE, 'data-sets': DECLARED });
    await deliver(store);
    return (await exported(store.url)).texts;
  } finally {
    await store.close();
  }
}

test('in any order and repetition, on both databases', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ rows, again, shuffle }) => {
      const submissions = [0, 1, 2, 3].map((of) => file(rows.filter((row) => row.of === of)));
      const sent = [0, 1, 2, 3, ...again]
        .map((of, i) => ({ of, at: shuffle[i]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ of }) => submissions[of]!);
      const inOrder = await textsAfter('sqlite', async (store) => {
        for (const measurements of submissions) await store.accept({ measurements });
      });
      for (const dialect of DIALECTS) {
        const texts = await textsAfter(dialect, async (store) => {
          for (const measurements of sent) await store.accept({ measurements });
        });
        expect(texts).toEqual(inOrder);
      }
      expect(inOrder['measurements.csv']!.trimEnd().split('\n')).toHaveLength(rows.length + 1);
    }),
    { numRuns: randomCases(6), endOnFailure: true },
  );
});

/** Several values, of which later ones take the place of earlier ones. */
const history = fc.array(
  fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys.slice(0, 12)), cell, flags }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ key }) => key,
  }),
  { minLength: 2, maxLength: 4 },
);

/** The lines of measurements by their keys. The columns of dimensions are those that any row has. */
function linesOf(texts: Texts): Map<string, string> {
  const [header = '', ...lines] = texts['measurements.csv']!.trimEnd().split('\n');
  const value = header.split(',').indexOf('value');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      return [cells.slice(0, value).filter(Boolean).join(), cells.slice(value).join()];
    }),
  );
}

test('an older submission that is taken back leaves what later ones touched, and nothing else of its own', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), async (deliveries, which) => {
      const undone = which % deliveries.length;
      const store = await importing('sqlite');
      try {
        await store.accept(BASE);
        const versions = [linesOf((await exported(store.url)).texts)];
        const submissions: number[] = [];
        for (const rows of deliveries) {
          const files = { measurements: file(rows) };
          const { submission } = await store.accept(files, { alwaysRecord: true });
          submissions.push(submission!);
          versions.push(linesOf((await exported(store.url)).texts));
        }
        const [before, after, newest] = [versions[undone]!, versions[undone + 1]!, versions.at(-1)!];
        const own = [...new Set([...before.keys(), ...after.keys()])].filter(
          (key) => before.get(key) !== after.get(key),
        );
        // Touched again: a later version has another line than the one that was undone made.
        const kept = own.filter((key) =>
          versions.slice(undone + 2).some((version) => version.get(key) !== after.get(key)),
        );
        if (kept.length === own.length) return;
        await undo(store.dataSource, { id: submissions[undone]!, now: NOW, mayUndoAll: true });
        const now = linesOf((await exported(store.url)).texts);
        const expected = new Map(newest);
        for (const key of own) {
          if (kept.includes(key)) continue;
          const line = before.get(key);
          if (line === undefined) expected.delete(key);
          else expected.set(key, line);
        }
        expect(Object.fromEntries(now)).toEqual(Object.fromEntries(expected));
      } finally {
        await store.close();
      }
    }),
    { numRuns: randomCases(8), endOnFailure: true },
  );
});
