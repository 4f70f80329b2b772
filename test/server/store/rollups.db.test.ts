/** Months that are read as the sums of their days make the figures that the days make, whatever was delivered. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine, type EngineAnswer } from '../../../server/engine/engine.js';
import type { Question } from '../../../server/engine/questions.js';
import { MOST_WORK, type Reading, ReadStore } from '../../../server/loaders/reading.js';
import { Clock } from '../../../server/metrics/clock.js';
import type { Outcome } from '../../../server/metrics/outcome.js';
import type { Period, Window } from '../../../server/metrics/periods.js';
import { parseWindow } from '../../../server/metrics/periods.js';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { KeptColumns } from '../../../server/store/kept/kept-columns.js';
import { repairRollups, rollupFaults } from '../../../server/store/checks/rollup-check.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { serviceSubject } from '../../../server/store/subject.js';
import { inTransaction, run } from '../../../server/db/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Files, type Importing } from '../ingest/importing.js';

const NOW = new Date('2014-06-15T12:00:00Z');
const MONTHS = ['2014-01', '2014-02', '2014-03', '2014-04'];
const daysOf = (month: string): string[] => {
  const [year, number] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return Array.from({ length: count }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`);
};

/** Splits of a measure as columns of a row: channel, rating, device, le. */
const SPLITS: Record<string, string[][]> = {
  transactions: [
    [',,,'],
    ['digital,,,', 'phone,,,'],
    ['digital,,,', 'phone,,,', 'unspecified,,,'],
    [',,,', 'digital,,,', 'phone,,,'],
  ],
  ratings: [
    ['1', '2', '3', '4', '5'].map((rating) => `,${rating},,`),
    ['3', '4', '5'].map((rating) => `,${rating},,`),
  ],
  visits: [[',,mobile,', ',,desktop,'], [',,mobile,']],
  'page-load': [['500', '1000', '+Inf'].map((le) => `,,,${le}`), ['1000', '+Inf'].map((le) => `,,,${le}`)],
};

const delivery = fc.record({
  service: fc.constantFrom('lpa', 'tax-disc'),
  measure: fc.constantFrom(...Object.keys(SPLITS)),
  split: fc.nat(3),
  months: fc.subarray(MONTHS, { minLength: 1 }),
  /** What is odd about one day of each month; whole months are what roll-ups are for. */
  oddity: fc.constantFrom('', '', '', 'gap', '[x]', '[z]', '[c]', '[-]', '0.5', 'flag', 'part'),
  day: fc.nat(27),
  value: fc.integer({ min: 0, max: 40 }),
  mode: fc.constantFrom('upsert' as const, 'upsert' as const, 'replace' as const),
  settings: fc.constantFrom('', '', '', 'suppress', 'zone'),
});
type Delivered = typeof delivery extends fc.Arbitrary<infer T> ? T : never;

/** Whole months without anything odd. */
const PLAIN = Object.keys(SPLITS).map((measure): Delivered => ({
  ...{ service: 'lpa', measure, split: 1, months: MONTHS, oddity: '', day: 0, value: 5 },
  ...{ mode: 'upsert', settings: '' },
}));

function filesOf({ service, measure, split, months, oddity, day, value, settings }: Delivered): Files {
  const splits = SPLITS[measure]!;
  const parts = splits[split % splits.length]!;
  const lines = months.flatMap((month) =>
    daysOf(month).flatMap((date, index) =>
      parts.flatMap((part, at) => {
        const isOdd = index === day && (oddity !== 'part' || at === 0);
        const base = `${service},${measure},day,${date},${part}`;
        const number = String(value + ((index * 7 + at * 3) % 11));
        if (!isOdd) return `${base},${number},`;
        if (oddity === 'gap' || oddity === 'part') return [];
        return oddity === 'flag' ? `${base},${number},PROVISIONAL` : `${base},${oddity || number},`;
      }),
    ),
  );
  const row = { '': '', suppress: '5,Europe/London', zone: '0,America/New_York' }[settings];
  return {
    ...(row && {
      'data-sets': `service,measure,cadence,suppress_below,time_zone\n${service},${measure},day,${row}\n`,
    }),
    measurements: ['service,measure,period,start,channel,rating,device,le,value,flags', ...lines, ''].join(
      '\n',
    ),
  };
}

const METRICS: [key: string, by: string | null][] = [
  ['transactions', 'channel'],
  ['digital-take-up', null],
  ['user-satisfaction', null],
  ['ratings', 'rating'],
  ['visits', 'device'],
  ['page-load-time', null],
  ['page-load', 'le'],
];
const WINDOWS: [Period, string][] = [
  ['MONTH', '2014-01-01'],
  ['MONTH', '2014-02-01'],
  ['QUARTER', '2014-01-01'],
  ['YEAR', '2014-01-01'],
  ['WEEK', '2014-01-20'],
  ['WEEK', '2014-02-24'],
];

function questionsOf({ catalogue }: Reading, asOf: string | null): Question[] {
  const subjects = [
    ...['lpa', 'tax-disc'].map((slug) => serviceSubject(catalogue.service(slug)!)),
    catalogue.portfolio(),
  ];
  return subjects.flatMap((subject) =>
    METRICS.flatMap(([key, by]) => {
      const metric = catalogue.metric(key)!;
      const figures = WINDOWS.map(([period, start]): Question => {
        const window: Window = parseWindow(period, start)!;
        return { kind: 'figure', subject, metric, period, window, compareTo: 'PREVIOUS_PERIOD', asOf };
      });
      const from = parseWindow('MONTH', '2014-01-01')!;
      const series = { kind: 'series', subject, metric, period: 'MONTH', from, last: 4, asOf } as const;
      return [...figures, series, ...(by ? [{ ...series, by }] : [])];
    }),
  );
}

/** How many months came as sums, and the answers as texts without what they were made of. */
function told(answers: readonly EngineAnswer[]): { rolled: number; answers: string[] } {
  let rolled = 0;
  const textOf = (answer: EngineAnswer): string =>
    JSON.stringify(answer, (key, value: unknown) => {
      if (key === 'question') return undefined;
      if (value instanceof Error) return value.message;
      // Ranges of a histogram are told apart by their bounds, in whatever order.
      if (value instanceof Map) return [...value].sort();
      if (value instanceof Set) return [...value];
      if (key !== 'inputs') return value;
      rolled += (value as Outcome['inputs']).filter(
        ({ partsInSplits, parts }) => partsInSplits > 0 || parts?.some((part) => part.partsInSplits > 0),
      ).length;
      return undefined;
    });
  const texts = answers.map(textOf);
  return { rolled, answers: texts };
}

async function begin(database: Importing): Promise<Reading> {
  return new ReadStore(database.dataSource, MOST_WORK).begin({ viewer: ANONYMOUS, now: NOW });
}

/** Asks with roll-ups and without; answers how many months came as sums. */
async function asked(database: Importing, asOf: string | null): Promise<number> {
  const reading = await begin(database);
  const questions = questionsOf(reading, asOf);
  const answer = (usesRollups: boolean): Promise<EngineAnswer[]> => {
    const options = {
      limit: MOST_WORK,
      clock: new Clock(NOW.getTime()),
      usesRollups,
      kept: new KeptColumns(database.dataSource),
    };
    return new Engine(database.dataSource, reading.snapshot, options).answer(questions);
  };
  const quick = told(await answer(true));
  const slow = told(await answer(false));
  // One by one: all of them together are too long to be shown.
  quick.answers.forEach((text, index) => expect(text).toBe(slow.answers[index]));
  expect(slow.rolled).toBe(0);
  return quick.rolled;
}

describeOnEachDatabase('roll-ups', (dialect) => {
  test('make the figures of the days they are made of', async () => {
    let rolled = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 4, maxLength: 7 }), async (deliveries) => {
        const database = await importing(dialect);
        try {
          await database.accept(BASE);
          for (const [i, delivered] of deliveries.entries()) {
            const now = new Date(Date.UTC(2014, 5, 1 + i));
            await database.send(filesOf(delivered), { now, mode: delivered.mode });
            expect(await contradictions(database.dataSource)).toEqual([]);
          }
          rolled += await asked(database, null);
          rolled += await asked(database, '2014-06-03T12:00:00Z');
        } finally {
          await database.close();
        }
      }),
      // Two random ones may have few months that can be added up: one that has many is always tried.
      { numRuns: dialect === 'sqlite' ? 5 : 2, examples: [[PLAIN]], endOnFailure: true },
    );
    expect(rolled).toBeGreaterThan(20);
  });

  test('of a month that was taken back as a whole say that there is nothing', async () => {
    const database = await importing(dialect);
    try {
      await database.accept(BASE);
      const sent = (value: string, months: readonly string[]) => ({
        measurements: [
          'service,measure,period,start,value',
          ...months.flatMap((month) => daysOf(month).map((day) => `lpa,visits,day,${day},${value}`)),
          '',
        ].join('\n'),
      });
      await database.accept(sent('3', ['2014-01', '2014-02', '2014-03']));
      await database.accept(sent('[-]', ['2014-02']));
      expect(await asked(database, null)).toBeGreaterThan(0);
      const reading = await begin(database);
      const subject = serviceSubject(reading.catalogue.service('lpa')!);
      const metric = reading.catalogue.metric('visits')!;
      const { lines } = await reading.series({ subject, metric, period: 'MONTH', last: 3 });
      expect(lines[0]!.columns.values).toEqual([93, null, 93]);
    } finally {
      await database.close();
    }
  });

  test('leave each day once where its week is read as well as its month', async () => {
    const database = await importing(dialect);
    try {
      await database.accept(BASE);
      // Of March all but the second day is there: the month is read by days, and its first day is in a week, too.
      const days = [...daysOf('2014-02'), ...daysOf('2014-03')].filter((day) => day !== '2014-03-02');
      const lines = days.map((day) => `lpa,visits,day,${day},3`);
      await database.accept({
        measurements: ['service,measure,period,start,value', ...lines, ''].join('\n'),
      });
      const reading = await begin(database);
      const subject = serviceSubject(reading.catalogue.service('lpa')!);
      const metric = reading.catalogue.metric('visits')!;
      const asked = { subject, metric } as const;
      const [month] = await Promise.all([
        reading.figure({ ...asked, period: 'MONTH', window: parseWindow('MONTH', '2014-03-01')! }),
        reading.figure({ ...asked, period: 'WEEK', window: parseWindow('WEEK', '2014-02-24')! }),
      ]);
      expect(month).toMatchObject({
        value: null,
        status: 'INCOMPLETE',
        coverage: { provided: 30, expected: 31 },
      });
    } finally {
      await database.close();
    }
  });

  test('are found wrong by perfplat check, and made again', async () => {
    const database = await importing(dialect);
    try {
      await database.accept(BASE);
      const days = daysOf('2014-01').map((date) => `lpa,starts,day,${date},3`);
      await database.accept({
        measurements: ['service,measure,period,start,value', ...days, ''].join('\n'),
      });
      const { dataSource } = database;
      const [stored] = (await dataSource.query('SELECT days, sum, flags FROM rollup')) as unknown[];
      expect(stored).toEqual({ days: 31, sum: 93, flags: 0 });
      await run(dataSource, 'UPDATE rollup SET sum = 94');
      expect(await rollupFaults(dataSource)).toHaveLength(1);
      const found = await contradictions(dataSource);
      expect(found.map(({ what }) => what)).toEqual([expect.stringContaining('roll-ups that differ')]);
      await run(dataSource, 'DELETE FROM rollup');
      expect(await rollupFaults(dataSource)).toHaveLength(1);
      await inTransaction(dataSource, repairRollups);
      expect(await contradictions(dataSource)).toEqual([]);
      expect(await dataSource.query('SELECT days, sum, flags FROM rollup')).toEqual([stored]);
    } finally {
      await database.close();
    }
  });
});
