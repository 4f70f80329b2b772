/** What is kept of earlier reads makes the figures that reading anew makes, in whatever order they are asked for. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine } from '../../../server/engine/engine.js';
import type { Question } from '../../../server/engine/questions.js';
import { MOST_WORK, ReadStore } from '../../../server/loaders/reading.js';
import { parseDate } from '../../../server/metrics/calendar.js';
import { Clock } from '../../../server/metrics/clock.js';
import { parseWindow } from '../../../server/metrics/periods.js';
import { KeptColumns, mergedStretches } from '../../../server/store/kept/kept-columns.js';
import { serviceSubject } from '../../../server/store/subject.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing } from '../ingest/importing.js';

const NOW = new Date('2014-06-15T12:00:00Z');
const YEARS = [2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013];

const startsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-01`);

/** Eight years of months by channel, and a year of days. */
async function filled(dialect: Parameters<typeof importing>[0]): Promise<Importing> {
  const database = await importing(dialect);
  await database.accept(BASE);
  const months = YEARS.flatMap(startsOf).flatMap((start, index) =>
    ['lpa', 'tax-disc'].flatMap((service) => [
      `${service},transactions,month,${start},digital,${index * 3 + 1}`,
      `${service},transactions,month,${start},phone,${index + 7}`,
    ]),
  );
  const first = parseDate('2013-01-01')!;
  const days = Array.from({ length: 365 }, (_, day) => {
    const date = new Date((first + day) * 86_400_000).toISOString().slice(0, 10);
    return `lpa,visits,day,${date},,${day + 1}`;
  });
  await database.accept({
    measurements: ['service,measure,period,start,channel,value', ...months, ...days, ''].join('\n'),
  });
  return database;
}

const question = fc.record({
  metric: fc.constantFrom('transactions', 'digital-take-up', 'visits'),
  ofAll: fc.boolean(),
  period: fc.constantFrom('DAY' as const, 'MONTH' as const, 'QUARTER' as const, 'YEAR' as const),
  year: fc.constantFrom(...YEARS),
  last: fc.integer({ min: 1, max: 40 }),
  isFigure: fc.boolean(),
});

describeOnEachDatabase('kept columns', (dialect) => {
  test('are taken as they were found, whatever another question keeps of them meanwhile', async () => {
    const database = await filled(dialect);
    try {
      const store = new ReadStore(database.dataSource, MOST_WORK);
      const { snapshot, catalogue } = await store.begin({ viewer: ANONYMOUS, now: NOW });
      const measured = (slug: string): number =>
        catalogue.dataSet(catalogue.service(slug)!.id, 'transactions')!.facts.id;
      const [lpa, disc] = [measured('lpa'), measured('tax-disc')];
      const year = (of: number): { from: number; to: number }[] => [
        { from: parseDate(`${of}-01-01`)!, to: parseDate(`${of + 1}-01-01`)! },
      ];
      const kept = new KeptColumns(database.dataSource);
      await kept.rows([{ id: lpa, stretches: year(2013) }], snapshot);
      const { changedBy } = snapshot;
      const version = { ...changedBy.get(lpa)! };
      const changed = {
        ...snapshot,
        changedBy: { get: (id: number) => (id === lpa ? version : changedBy.get(id)) },
      };
      const other = kept.rows([{ id: lpa, stretches: year(2006) }], changed as typeof snapshot);
      // Of these the first is here when it is asked for, and is replaced while the second is read.
      const both = kept.rows(
        [lpa, disc].map((id) => ({ id, stretches: year(2013) })),
        snapshot,
      );
      await other;
      const starts = [...(await both)].map(([id, rows]) => [
        id,
        [...rows.values()].some((bySeries) =>
          [...bySeries.values()].some((columns) => [...columns.starts].includes(parseDate('2013-06-01')!)),
        ),
      ]);
      expect(starts).toEqual([
        [lpa, true],
        [disc, true],
      ]);
    } finally {
      await database.close();
    }
  });

  test('answer 200 random questions as reading anew does', async () => {
    const database = await filled(dialect);
    try {
      const store = new ReadStore(database.dataSource, MOST_WORK);
      const { snapshot, catalogue } = await store.begin({ viewer: ANONYMOUS, now: NOW });
      const service = serviceSubject(catalogue.service('lpa')!);
      const engineWith = (kept: KeptColumns): Engine =>
        new Engine(database.dataSource, snapshot, {
          limit: MOST_WORK,
          clock: new Clock(NOW.getTime()),
          usesRollups: true,
          kept,
        });
      const anew = engineWith(new KeptColumns(database.dataSource, false));
      await fc.assert(
        fc.asyncProperty(fc.array(question, { minLength: 10, maxLength: 10 }), async (asked) => {
          const keeping = engineWith(new KeptColumns(database.dataSource));
          let values = 0;
          for (const { metric: key, ofAll, period, year, last, isFigure } of asked) {
            const base = {
              subject: ofAll ? catalogue.portfolio() : service,
              metric: catalogue.metric(key)!,
              period,
            };
            const window = parseWindow(period, `${year}-01-01`)!;
            const one: Question = isFigure
              ? { ...base, kind: 'figure', window, compareTo: 'PREVIOUS_PERIOD' }
              : { ...base, kind: 'series', from: window, last };
            const [[own], [other]] = [await keeping.answer([one]), await anew.answer([one])];
            expect(own).toEqual(other);
            values += JSON.stringify(own).match(/"value":\d/g)?.length ?? 0;
          }
          expect(values).toBeGreaterThan(0);
        }),
        { numRuns: 10, endOnFailure: true },
      );
    } finally {
      await database.close();
    }
  });

  test('are as few as what is wanted, until much of a data set is wanted', async () => {
    const database = await filled(dialect);
    try {
      const { snapshot, catalogue } = await new ReadStore(database.dataSource, MOST_WORK).begin({
        viewer: ANONYMOUS,
        now: NOW,
      });
      const { id } = catalogue.dataSet(catalogue.service('lpa')!.id, 'transactions')!.facts;
      const kept = new KeptColumns(database.dataSource);
      const stretch = (from: string, to: string) => ({ from: parseDate(from)!, to: parseDate(to)! });
      const [march, june] = [stretch('2013-03-01', '2013-03-02'), stretch('2012-06-01', '2012-06-02')];
      const wanted = (...stretches: { from: number; to: number }[]) => ({ id, stretches });
      const starts = async (...stretches: { from: number; to: number }[]): Promise<number> => {
        const rows = await kept.rows([wanted(...stretches)], snapshot);
        return Math.max(
          ...[...rows.get(id)!.values()].flatMap((some) =>
            [...some.values()].map(({ starts: all }) => all.length),
          ),
        );
      };
      expect(await starts(march)).toBe(1);
      expect(kept.has(wanted(march), snapshot)).toBe(true);
      expect(kept.has(wanted(june), snapshot)).toBe(false);
      expect(await starts(june)).toBe(2);
      expect(kept.has(wanted(march, june), snapshot)).toBe(true);
      // Three years before that in which the data ends are here once two are wanted: nothing of them is read again.
      expect(await starts(stretch('2012-01-01', '2014-01-01'))).toBe(48);
      expect(kept.has(wanted(stretch('2010-01-01', '2010-02-01')), snapshot)).toBe(true);
      expect(kept.has(wanted(stretch('2009-12-01', '2009-12-02')), snapshot)).toBe(false);
      expect(await starts(stretch('2007-02-01', '2007-02-02'))).toBe(84);
    } finally {
      await database.close();
    }
  });
});

test('stretches that are near each other are one', () => {
  const months = ['2013-01-01', '2013-02-01', '2013-05-01', '2014-05-01'].map((day) => {
    const from = parseDate(day)!;
    return { from, to: from + 1 };
  });
  expect(mergedStretches(months.toReversed())).toEqual([
    { from: months[0]!.from, to: months[2]!.to },
    months[3],
  ]);
});
