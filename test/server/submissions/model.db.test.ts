/** Any submissions in any order end in the rows, revisions, extents and counts that a plain model in memory says. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { randomCases } from '../../support/random-cases.js';
import { BASE, importing, type Importing, rows, type StoredRow } from '../ingest/importing.js';
import { extentsOf, rowWords } from './stored.js';

/** Windows with the instant at which they end in London. */
const WINDOWS = {
  'day 2014-05-31': '2014-05-31T23:00:00Z',
  'day 2014-06-03': '2014-06-03T23:00:00Z',
  'day 2014-06-04': '2014-06-04T23:00:00Z',
  'month 2014-05-01': '2014-05-31T23:00:00Z',
  'month 2014-06-01': '2014-06-30T23:00:00Z',
};
type WindowName = keyof typeof WINDOWS;
const PARTS = ['phone', 'paper'];

interface Row {
  measure: 'transactions' | 'starts';
  window: WindowName;
  channel: string;
  value: string;
}
interface Submission {
  rows: Row[];
  isReplacement: boolean;
  /** Hours after the submission before it. */
  pause: number;
}

const submission: fc.Arbitrary<Submission> = fc.record({
  rows: fc
    .uniqueArray(
      fc.record({
        measure: fc.constantFrom('transactions', 'transactions', 'starts'),
        window: fc.constantFrom(...(Object.keys(WINDOWS) as WindowName[])),
        channel: fc.constantFrom('', 'digital', 'phone', 'paper', 'non-digital', 'unspecified'),
        value: fc.constantFrom('1', '2', '3', '[-]', '[-]', '[x]', '[z]'),
      }) as fc.Arbitrary<Row>,
      { maxLength: 7, selector: ({ measure, window, channel }) => `${measure} ${window} ${channel}` },
    )
    // What contradicts itself is no delivery, and starts have no channels.
    .map((list) =>
      list.filter(
        ({ measure, window, channel }) =>
          (measure === 'transactions' || channel === '') &&
          (!PARTS.includes(channel) ||
            !list.some((other) => other.window === window && other.channel === 'non-digital')),
      ),
    ),
  isReplacement: fc.boolean(),
  pause: fc.integer({ min: 1, max: 60 }),
});

interface Content {
  value: string;
  isEarly: boolean;
  isRevised: boolean;
}

/** What is there, by measure, window and channel; null = taken back. */
type Model = Map<string, Content | null>;

const keyOf = ({ measure, window, channel }: Omit<Row, 'value'>): string =>
  `${measure} ${window} ${channel || 'total'}`;
const isNumber = (value: string): boolean => !value.startsWith('[');
const words = (content: Content | null): string => {
  if (!content) return 'WITHDRAWN';
  const value = { '[x]': 'NOT_PROVIDED', '[z]': 'NOT_APPLICABLE' }[content.value] ?? content.value;
  // In the order of flags.
  return [value, ...(content.isRevised ? ['REVISED'] : []), ...(content.isEarly ? ['UNFINISHED'] : [])].join(
    ' ',
  );
};

interface Predicted {
  model: Model;
  counts: { received: number; inserted: number; updated: number; withdrawn: number; unchanged: number };
  /** How many rows were there before with other content, taken back or not. */
  replaced: number;
}

/** What a submission at an instant makes of a model; null where it is refused. */
function predicted(before: Model, { rows: sent, isReplacement }: Submission, now: Date): Predicted | null {
  const counts = { received: sent.length, inserted: 0, updated: 0, withdrawn: 0, unchanged: 0 };
  const model = new Map(before);
  let replaced = 0;
  const put = (key: string, content: Content | null): void => {
    if (before.has(key)) replaced++;
    model.set(key, content);
  };
  if (isReplacement) {
    const windows = new Set(sent.map(({ measure, window }) => `${measure} ${window} `));
    const keys = new Set(sent.map(keyOf));
    for (const [key, content] of before) {
      const window = key.slice(0, key.lastIndexOf(' ') + 1);
      if (!content || keys.has(key) || !windows.has(window)) continue;
      put(key, null);
      counts.withdrawn++;
    }
  }
  for (const row of sent) {
    const key = keyOf(row);
    const old = before.get(key) ?? null;
    if (row.value === '[-]') {
      if (old) put(key, null);
      counts[old ? 'withdrawn' : 'unchanged']++;
      continue;
    }
    const isEarly = isNumber(row.value) && Date.parse(WINDOWS[row.window]) > now.getTime();
    const isRevision = old !== null && isNumber(old.value) && !old.isEarly && isNumber(row.value);
    const isSame = old !== null && old.value === row.value && old.isEarly === isEarly;
    if (!isSame) put(key, { value: row.value, isEarly, isRevised: isRevision });
    counts[isSame ? 'unchanged' : old ? 'updated' : 'inserted']++;
  }
  return clashes(before, model) ? null : { model, counts, replaced };
}

/** Whether a sum of channels has come to stand beside its parts. */
const clashes = (before: Model, after: Model): boolean =>
  Object.keys(WINDOWS).some((window) => {
    const isPart = (model: Model, channel: string): boolean => {
      const content = model.get(`transactions ${window} ${channel}`);
      return content !== null && content !== undefined && content.value !== '[z]';
    };
    const clash = (model: Model): boolean =>
      isPart(model, 'non-digital') && PARTS.some((part) => isPart(model, part));
    return clash(after) && !clash(before);
  });

/** `month 2014-05-01 to 2014-06-01, latest 2014-05-01`, as `extentsOf` says it. */
function extents(model: Model, measure: string): string[] {
  return ['day', 'month'].flatMap((period) => {
    const own = [...model].filter(([key]) => key.startsWith(`${measure} ${period} `));
    if (own.length === 0) return [];
    const starts = (is: (content: Content) => boolean): string[] =>
      own.flatMap(([key, content]) => (content && is(content) ? key.split(' ')[2]! : [])).sort();
    const there = starts(() => true);
    if (there.length === 0) return `${period} nothing`;
    const latest = starts(({ value, isEarly }) => isNumber(value) && !isEarly).at(-1) ?? 'none';
    return `${period} ${there[0]} to ${there.at(-1)}, latest ${latest}`;
  });
}

const linesOf = (model: Model): string[] =>
  [...model].map(([key, content]) => `${key}: ${words(content)}`).sort();

/** The rows as they stood after a submission: the current one if it is not later, else the newest that is not. */
async function asOf(store: Importing, submission: number): Promise<string[]> {
  const columns = 'd.measure_key AS measure, x.dimensions, o.period, o.start, o.value, o.status, o.flags';
  const joined = 'o JOIN series x ON x.id = o.series_id JOIN data_set d ON d.id = x.data_set_id';
  const found: StoredRow[] = await store.dataSource.query(
    `SELECT ${columns} FROM observation ${joined} WHERE o.submission_id <= ${submission} UNION ALL
     SELECT ${columns} FROM observation_revision ${joined}
     WHERE o.submission_id <= ${submission} AND o.replaced_by > ${submission}`,
  );
  return found.map((row) => `${row.measure} ${rowWords(row)}`).sort();
}

describeOnEachDatabase('submissions', (dialect) => {
  test('end as a model in memory says, each of them, and as of each of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(submission, { minLength: 3, maxLength: 9 }), async (submissions) => {
        const store = await importing(dialect);
        try {
          await store.accept(BASE);
          let model: Model = new Map();
          let now = Date.parse('2014-06-04T00:00:00Z');
          const versions: { submission: number; rows: string[] }[] = [];
          for (const one of submissions) {
            now += one.pause * 3_600_000;
            const lines = one.rows.map(
              ({ measure, window, channel, value }) =>
                `lpa,${measure},${window.replace(' ', ',')},${channel},${value}`,
            );
            const options = {
              now: new Date(now),
              mode: one.isReplacement ? ('replace' as const) : ('upsert' as const),
            };
            const files = { measurements: rows(...lines) };
            const expected = predicted(model, one, options.now);
            if (!expected) {
              await store.refuse(files, options);
              continue;
            }
            const { submission, total } = await store.accept(files, options);
            expect(total).toEqual(expected.counts);
            const isChanged = total.inserted + total.updated + total.withdrawn > 0;
            expect(submission !== null).toBe(isChanged);
            model = expected.model;
            for (const measure of ['transactions', 'starts']) {
              expect(await extentsOf(store, 'lpa', measure)).toEqual(extents(model, measure));
            }
            if (submission === null) continue;
            const [{ n }] = await store.dataSource.query(
              `SELECT count(*) AS n FROM observation_revision WHERE replaced_by = ${submission}`,
            );
            expect(Number(n)).toBe(expected.replaced);
            versions.push({ submission, rows: linesOf(model) });
            expect(await store.accept(files, options)).toMatchObject({ submission: null });
          }
          for (const { submission, rows: there } of versions) {
            expect(await asOf(store, submission)).toEqual(there);
          }
          expect(await contradictions(store.dataSource)).toEqual([]);
        } finally {
          await store.close();
        }
      }),
      { numRuns: randomCases(dialect === 'sqlite' ? 15 : 3), endOnFailure: true },
    );
  });
});
