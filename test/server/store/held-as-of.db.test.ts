/** What data sets held at earlier versions, what had changed them last, and the values of then: found piece by piece, the same as from all rows. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rows } from '../../../server/db/index.js';
import { HAS_FINAL_VALUE, IS_EARLY, IS_THERE } from '../../../server/entities/index.js';
import { ReadStore, MOST_WORK, type Reading } from '../../../server/loaders/reading.js';
import { changedAsOf, heldAsOf, type HeldEnds, type HeldPlace } from '../../../server/store/held-as-of.js';
import { formatStart, parseWindow, RECORDED_PERIODS } from '../../../server/metrics/periods.js';
import type { ObservationRow } from '../../../server/store/observation-row.js';
import { rowsToRead } from '../../../server/store/observations.js';
import { readRows } from '../../../server/store/read-rows.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { openApi, record, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, NOW, type Files, type Importing } from '../ingest/importing.js';

const row = fc.record({
  service: fc.constantFrom('lpa', 'tax-disc'),
  // That of June is not over yet when it comes.
  window: fc.constantFrom('month,2014-01-01', 'month,2014-03-01', 'month,2014-06-01', 'day,2014-05-01'),
  channel: fc.constantFrom('digital', 'paper'),
  value: fc.constantFrom('1', '12', '[x]', '[-]', '[-]'),
});
const delivery = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 8,
  selector: ({ service, window, channel }) => `${service} ${window} ${channel}`,
});

const filesOf = (lines: readonly string[]): Files => ({
  measurements: ['service,measure,period,start,channel,value', ...lines, ''].join('\n'),
});
const lineOf = ({ service, window, channel, value }: typeof row extends fc.Arbitrary<infer T> ? T : never) =>
  `${service},transactions,${window},${channel},${value}`;

const begin = ({ dataSource }: Pick<Importing, 'dataSource'>): Promise<Reading> =>
  new ReadStore(dataSource, MOST_WORK).begin({ viewer: ANONYMOUS, now: NOW });

/** All series in all periods that there are rows of, and the same from all rows of both tables. */
async function placesOf({ dataSource }: Pick<Importing, 'dataSource'>): Promise<HeldPlace[]> {
  const sql = `SELECT DISTINCT s.data_set_id AS "dataSet", o.series_id AS series, o.period
    FROM observation o JOIN series s ON s.id = o.series_id`;
  return rows<HeldPlace>(dataSource, sql);
}

const STOOD = (asOf: number): string =>
  `(SELECT series_id, period, start, value, status, flags, submission_id FROM observation WHERE submission_id <= ${asOf}
    UNION ALL SELECT series_id, period, start, value, status, flags, submission_id FROM observation_revision
    WHERE submission_id <= ${asOf} AND replaced_by > ${asOf})`;

const heldByAll = ({ dataSource }: Importing, asOf: number): Promise<HeldEnds[]> =>
  rows<HeldEnds>(
    dataSource,
    `SELECT s.data_set_id AS "dataSet", o.period, MIN(o.start) AS first, MAX(o.start) AS last,
       MAX(CASE WHEN ${HAS_FINAL_VALUE} THEN o.start END) AS "latestValue"
     FROM ${STOOD(asOf)} o JOIN series s ON s.id = o.series_id WHERE ${IS_THERE} GROUP BY s.data_set_id, o.period`,
  );

const changedByAll = async ({ dataSource }: Importing, asOf: number): Promise<Map<number, number>> => {
  const found = await rows<{ id: number; newest: number }>(
    dataSource,
    `SELECT s.data_set_id AS id, MAX(o.submission_id) AS newest
     FROM ${STOOD(asOf)} o JOIN series s ON s.id = o.series_id GROUP BY s.data_set_id`,
  );
  return new Map(found.map(({ id, newest }) => [id, newest]));
};

/** The newest corrections, from all rows that were replaced. */
async function correctedByAll({ dataSource }: Importing, most: number): Promise<object[]> {
  const found = await rows<{ submission: number; period: number; n: number; first: number }>(
    dataSource,
    `SELECT o.replaced_by AS submission, o.period, COUNT(*) AS n, MIN(o.start) AS first
     FROM observation_revision o JOIN series s ON s.id = o.series_id WHERE ${IS_THERE} AND NOT ${IS_EARLY}
     GROUP BY o.replaced_by, s.data_set_id, o.period
     ORDER BY o.replaced_by DESC, s.data_set_id, o.period LIMIT ${most}`,
  );
  return found.map(({ submission, period, n, first }) => {
    const recorded = RECORDED_PERIODS[period]!;
    return { submission, recorded, values: Number(n), start: formatStart(recorded, first) };
  });
}

const inOrder = (ends: readonly HeldEnds[]): HeldEnds[] =>
  [...ends].sort((a, b) => a.dataSet - b.dataSet || a.period - b.period);
const keyOf = ({ series_id, period, start }: ObservationRow): string => `${series_id} ${period} ${start}`;
const byKey = (some: readonly ObservationRow[]): ObservationRow[] =>
  [...some].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

describeOnEachDatabase('what was held', (dialect) => {
  test('at any version is that of all rows that stood then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 2, maxLength: 6 }), async (deliveries) => {
        const database = await importing(dialect);
        try {
          await database.accept(BASE);
          for (const delivered of deliveries) await database.send(filesOf(delivered.map(lineOf)));
          const reading = await begin(database);
          const { snapshot, catalogue } = reading;
          const metric = catalogue.metric('transactions')!;
          const corrections = await reading.corrections(catalogue.portfolio(), metric, 3);
          expect(corrections).toMatchObject(await correctedByAll(database, 3));
          const places = await placesOf(database);
          const dataSets = [...new Set(places.map(({ dataSet }) => dataSet))].map((id) => ({ id }));
          const periods = [...new Set(places.map(({ period }) => period))];
          const ranges = periods.map((period) => ({ period, from: 0, to: 50_000 }));
          for (let asOf = 0; asOf <= snapshot.version; asOf++) {
            const held = await heldAsOf(database.dataSource, places, asOf, async () => undefined);
            expect(inOrder(held)).toEqual(inOrder(await heldByAll(database, asOf)));
            const changed = await changedAsOf(database.dataSource, places, asOf, async () => undefined);
            expect(changed).toEqual(await changedByAll(database, asOf));
            const read = await readRows(database.dataSource, [{ dataSets, ranges }], snapshot, asOf);
            const all = await rows<ObservationRow>(database.dataSource, `SELECT * FROM ${STOOD(asOf)} o`);
            expect(byKey(read)).toEqual(byKey(all));
          }
        } finally {
          await database.close();
        }
      }),
      { numRuns: dialect === 'sqlite' ? 10 : 3, endOnFailure: true },
    );
  });
});

/** Days from the first of 1990. */
const days = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(1990, 0, 1 + index)).toISOString().slice(0, 10),
  );
const daily = (channels: readonly string[], count: number, value: number): Files =>
  filesOf(
    channels.flatMap((channel) =>
      days(count).map((day) => `lpa,transactions,day,${day},${channel},${value}`),
    ),
  );

describeOnEachDatabase('a data set of 24,000 days that were all sent twice', (dialect) => {
  const CHANNELS = ['digital', 'paper', 'phone'];
  let database: Importing;
  let first: number;
  let second: number;
  const looks: number[] = [];
  const statements: string[] = [];

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(BASE);
    first = (await begin(database)).snapshot.version;
    await database.accept(daily(CHANNELS, 8_000, 1));
    await database.accept(daily(CHANNELS, 8_000, 2));
    second = (await begin(database)).snapshot.version - 1;
  }, 60_000);
  afterAll(() => database.close());

  async function look(asOf: number): Promise<HeldEnds[]> {
    looks.length = 0;
    const places = await placesOf(database);
    const sent = record(database.dataSource);
    const held = await heldAsOf(database.dataSource, places, asOf, async (rowsNext) => {
      looks.push(rowsNext);
    });
    statements.splice(0, statements.length, ...sent);
    return held;
  }
  const sum = (): number => looks.reduce((all, one) => all + one, 0);

  test('is looked at from its ends only, where the rows there tell', async () => {
    expect(await look(second)).toMatchObject([{ first: 7305, last: 15_304, latestValue: 15_304 }]);
    expect(looks).toEqual([3, 3]);
  });

  test('is looked at in pieces where none does: none of more than 5,000 rows, all of them once', async () => {
    expect(await look(first)).toEqual([]);
    expect(Math.max(...looks)).toBeLessThanOrEqual(5_000);
    expect(looks.length).toBeGreaterThanOrEqual(5);
    expect(sum()).toBeGreaterThanOrEqual(24_000);
    expect(sum()).toBeLessThan(40_000);
    expect(statements.length).toBeGreaterThanOrEqual(looks.length);
  });

  test('is looked at no further than it may be', async () => {
    const places = await placesOf(database);
    const sent = record(database.dataSource);
    let left = 100;
    const refused = heldAsOf(database.dataSource, places, first, async (rowsNext) => {
      if ((left -= rowsNext) < 0) throw new Error('too much');
    });
    await expect(refused).rejects.toThrow('too much');
    // Pieces of 1, 4 and 16 rows, of three series.
    expect(sent.length).toBeLessThanOrEqual(9);
  });

  test('is read in pieces, too: by keys what stood in the place of later rows', async () => {
    const { snapshot } = await begin(database);
    const [{ dataSet, period }] = await placesOf(database);
    const sent = record(database.dataSource);
    const plan = {
      dataSets: [{ id: dataSet }],
      ranges: [{ period, from: 7305, to: 7305 + 4_000 }],
    };
    const read = await readRows(database.dataSource, [plan], snapshot, second);
    expect(read).toHaveLength(12_000);
    expect(new Set(read.map(({ value }) => value))).toEqual(new Set([1]));
    const ofRevisions = sent.filter((sql) => sql.includes('observation_revision'));
    expect(ofRevisions.length).toBeGreaterThanOrEqual(3);
  });

  test('tells its corrections piece by piece, and none where they are more than one read may be', async () => {
    const sent = record(database.dataSource);
    const correctionsUpTo = async (limit: number) => {
      const reading = await new ReadStore(database.dataSource, limit).begin({ viewer: ANONYMOUS, now: NOW });
      const metric = reading.catalogue.metric('transactions')!;
      sent.length = 0;
      return reading.corrections(reading.catalogue.portfolio(), metric, 10);
    };
    expect(await correctionsUpTo(MOST_WORK)).toMatchObject([{ recorded: 'day', values: 24_000 }]);
    expect(sent.length).toBeGreaterThanOrEqual(5);
    await expect(correctionsUpTo(100)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(sent.length).toBeLessThanOrEqual(10);
  });
});

interface ModuleResults {
  modules: { figure: { value: number } | null; error: { code: string; message: string } | null }[];
}

describeOnEachDatabase('a read of at most 2,000 values, as of earlier versions', (dialect) => {
  const QUERY = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
    figure { value } error { code message } } }`;
  let api: Api;

  beforeAll(async () => {
    api = await openApi(dialect, '2014-07-10T12:00:00Z', 2000);
    await api.accept(
      {
        organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
        services: 'slug,name,organisation\nlpa,Power of attorney,dwp\nclaims,Claims,dwp\n',
      },
      '2014-01-01T10:00:00Z',
    );
    // Five versions before anything of `lpa`, and three of it.
    for (let day = 1; day <= 5; day++) {
      const claims = filesOf([`claims,transactions,month,2013-01-01,digital,${day}`]);
      await api.accept(claims, `2014-01-1${day}T10:00:00Z`);
    }
    for (let day = 1; day <= 3; day++) {
      await api.accept(daily(['digital', 'paper'], 300, day), `2014-02-0${day}T10:00:00Z`);
    }
  }, 60_000);
  afterAll(() => api.close());

  const ask = async (requests: object[]): Promise<ModuleResults['modules']> => {
    api.statements.length = 0;
    return (await api.data<ModuleResults>(QUERY, { requests })).modules;
  };
  const outcomes = (modules: ModuleResults['modules']) =>
    modules.map(({ figure, error }) => error?.code ?? figure?.value ?? null);
  const lpa = { service: 'lpa', metric: 'transactions', period: 'MONTH' };
  const latest = (asOf: string) => ({ ...lpa, last: 1, asOf });

  test('instants between the same two submissions are one version, which is looked for once', async () => {
    // The first reads the catalogue, too.
    await ask([latest('2014-01-15')]);
    expect(outcomes(await ask([latest('2014-01-15')]))).toEqual([null]);
    const statements = api.statements.length;
    const instants = ['2014-01-15', '2014-01-16', '2014-01-17', '2014-01-28'];
    expect(outcomes(await ask(instants.map(latest)))).toEqual([null, null, null, null]);
    // Which submission each of them is of.
    expect(api.statements.length).toBe(statements + 3);
  });

  test('versions past what one read may be are refused before they are looked for, and take nobody else’s answer', async () => {
    const figure = { ...lpa, from: '1990-03-01', to: '1990-04-01' };
    const days = ['2014-01-11', '2014-01-12', '2014-01-13', '2014-01-14', '2014-01-15'];
    const modules = await ask([...days.map(latest), figure, latest('2014-02-02')]);
    const [, , ...others] = outcomes(modules);
    expect(outcomes(modules.slice(0, 2))).toEqual([null, null]);
    expect(others).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 31 * 2 * 3, 30 * 2 * 2]);
    expect(modules[2]!.error!.message).toMatch(/at most 2,000/);
    const looks = api.statements.filter((sql) => sql.includes('observation_revision'));
    const pieces = looks.map((sql) => Number(/OFFSET (\d+)/.exec(sql)?.[1] ?? 0) + 1);
    expect(pieces.filter((rowsOfPiece) => rowsOfPiece > 200)).toHaveLength(
      2 * (dialect === 'sqlite' ? 2 : 1),
    );
  });

  test('days count by themselves, with what stood before each, where they were sent again since', async () => {
    const { snapshot, catalogue } = await api.store.begin({ viewer: ANONYMOUS, now: api.now });
    const { facts } = catalogue.dataSet(catalogue.service('lpa')!.id, 'transactions')!;
    const wanted = [{ dataSets: [facts], windows: [parseWindow('YEAR', '1990-01-01')!] }];
    const count = (asOf: number): number => rowsToRead(wanted, { snapshot, asOf, usesRollups: true });
    expect(count(snapshot.version)).toBe((300 * 2) / 30);
    expect(count(snapshot.version - 1)).toBe(300 * 2 * 2);
  });
});
