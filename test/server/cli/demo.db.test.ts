import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Io } from '../../../server/cli/command.js';
import { run as check } from '../../../server/cli/check.js';
import { main } from '../../../server/cli/main.js';
import { readConfig } from '../../../server/config.js';
import { migrateUp, openWriter, rows } from '../../../server/db/index.js';
import { type DemoOptions, extendDemo } from '../../../server/demo/extend.js';
import { published } from '../../../server/demo/publishing.js';
import { dayOf } from '../../../server/demo/rhythm.js';
import { type Definitions, DEFINITIONS } from '../../../server/demo/services/index.js';
import type { Counts } from '../../../server/submissions/counts.js';
import { importSources } from '../../../server/ingest/import.js';
import { bytesSource } from '../../../server/ingest/source.js';
import {
  describeOnEachDatabase,
  freshDatabase,
  nowhere,
  type TestDatabase,
} from '../../support/databases.js';

interface Said {
  code: number;
  out: string[];
  err: string[];
}

async function perfplat(url: string, ...args: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    print: (line) => out.push(line),
    report: (line) => err.push(line),
    progress: () => undefined,
    config: () => readConfig({ PERF_DATABASE_URL: url }).config,
  };
  return { code: await main(['demo', ...args], io), out, err };
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  // A reader gives up after seconds, which is too short for every row on a slow machine.
  const writer = await openWriter(url);
  return rows<Row>(writer, sql).finally(() => writer.destroy());
}

const observations = (url: string): Promise<unknown[]> =>
  ask(
    url,
    `SELECT s.slug, d.measure_key, r.dimensions, o.period, o.start, o.value, o.status, o.flags
     FROM observation o JOIN series r ON r.id = o.series_id JOIN data_set d ON d.id = r.data_set_id
     JOIN service s ON s.id = d.service_id ORDER BY s.slug, d.measure_key, r.dimensions, o.period, o.start`,
  );

const COUNTS = /: (\d+) received, (\d+) inserted, (\d+) updated, (\d+) unchanged$/;
const countsOf = ({ out }: Said): number[] =>
  COUNTS.exec(out.at(-1) ?? '')!
    .slice(1)
    .map(Number);

/** Made again and again: the services of one group, one of them told in full. */
const CARING = DEFINITIONS.groups.filter(({ slug }) => slug === 'caring-for-someone');
const FEW: Definitions = {
  ...DEFINITIONS,
  services: DEFINITIONS.services.filter(({ slug }) => CARING[0]!.services.includes(slug)),
  groups: CARING,
  dashboards: DEFINITIONS.dashboards.filter(({ slug }) => CARING[0]!.services.includes(slug)),
};

/** Rows of the few that come out on the days from `from` to `to`. */
const outFrom = (from: string, to: string): number =>
  [
    ...published(FEW.services, { from: dayOf('2022-01-01'), since: dayOf(from) - 1, until: dayOf(to) }),
  ].filter(({ flags }) => flags !== 'REVISED').length;

async function extend(url: string, until: string, more: Partial<DemoOptions> = {}): Promise<Counts> {
  await migrateUp(url, { now: new Date() });
  const dataSource = await openWriter(url);
  const options = { until: dayOf(until), now: new Date(), definitions: FEW, ...more };
  return (await extendDemo(dataSource, options).finally(() => dataSource.destroy())).counts;
}

async function saysThatItIsGenerated(url: string): Promise<void> {
  for (const table of ['organisation', 'service', 'service_group'])
    for (const { texts } of await ask<{ texts: string }>(url, `SELECT texts FROM ${table}`))
      expect(texts).toContain('all figures are generated and none of them is real');
  const dataSets = await ask<{ source: string; method: string }>(url, 'SELECT source, method FROM data_set');
  expect(dataSets).toHaveLength(
    DEFINITIONS.services.reduce((sum, spec) => sum + Object.keys(spec.dataSets).length, 0),
  );
  for (const { source, method } of dataSets) {
    expect(source).toBe('Generated demonstration data');
    expect(method).toContain('Not real figures');
  }
  const submissions = await ask<{ source: string }>(url, 'SELECT source FROM submission WHERE received > 0');
  for (const { source } of submissions)
    expect(source).toMatch(
      /^perfplat demo: generated figures up to \d{4}-\d\d-\d\d \(edition [0-9a-f]{8}\)$/,
    );
}

describeOnEachDatabase('perfplat demo', (dialect) => {
  let database: TestDatabase;
  beforeEach(() => {
    database = nowhere(dialect);
  });
  afterEach(() => database.drop());

  // All of it once: what follows is made of a few services.
  if (dialect === 'sqlite')
    it('makes the database, says what its figures are, and adds nothing when run again', async () => {
      const { url } = database;
      const first = await perfplat(url, '--until', '2025-06-05');
      expect(first).toMatchObject({ code: 0, err: [] });
      expect(first.out).toEqual([expect.stringMatching(/^demonstration data up to 2025-06-05: /)]);
      const [received, inserted, updated, unchanged] = countsOf(first);
      // The month of the year before is corrected.
      expect([received, updated, unchanged]).toEqual([inserted + 1, 1, 0]);
      expect(inserted).toBeGreaterThan(300_000);
      const [{ count }] = await ask<{ count: number }>(
        url,
        'SELECT COUNT(*) AS count FROM dashboard_version',
      );
      expect(Number(count)).toBe(DEFINITIONS.dashboards.length);

      const again = await perfplat(url, '--until', '2025-06-05');
      expect(countsOf(again).slice(1, 3)).toEqual([0, 0]);
      const earlier = await perfplat(url, '--until', '2024-01-01');
      expect(countsOf(earlier).slice(1, 3)).toEqual([0, 0]);
      expect(earlier.out[0]).toContain('up to 2025-06-05');
      await saysThatItIsGenerated(url);
    });

  it('adds what is new when run later, and makes all of it alike anew', async () => {
    const { url } = database;
    await extend(url, '2025-06-05');
    // What came out in seven days, and the correction of March.
    const added = outFrom('2025-06-06', '2025-06-12');
    expect(added).toBeGreaterThan(7 * 300);
    expect(await extend(url, '2025-06-12')).toMatchObject({ inserted: added, updated: 1 });

    const all = await observations(url);
    const remade = await extend(url, '2025-06-12', { isRemade: true });
    expect(remade).toMatchObject({ inserted: 0, updated: 0 });
    expect(remade.unchanged).toBeGreaterThan(15_000);
    // The matcher takes ten times as long for so many rows.
    expect(isDeepStrictEqual(await observations(url), all)).toBe(true);

    const revisions = await ask<{ slug: string; start: number }>(
      url,
      `SELECT s.slug, v.start FROM observation_revision v JOIN series r ON r.id = v.series_id
       JOIN data_set d ON d.id = r.data_set_id JOIN service s ON s.id = d.service_id ORDER BY v.start`,
    );
    expect(revisions).toEqual(
      ['2024-03-01', '2025-03-01'].map((start) => ({ slug: 'carers-allowance', start: dayOf(start) })),
    );
    const checked: string[] = [];
    const io = {
      print: (line: string) => checked.push(line),
      report: () => undefined,
      progress: () => undefined,
    };
    expect(await check([], { ...io, config: () => readConfig({ PERF_DATABASE_URL: url }).config })).toBe(0);
  });

  if (dialect === 'sqlite')
    it('makes all figures anew when their definitions have changed, and corrects what differs', async () => {
      const { url } = database;
      await extend(url, '2025-06-05');
      const [first, ...others] = FEW.services;
      const definitions = { ...FEW, services: [{ ...first!, responseRate: 10 }, ...others] };
      const counts = await extend(url, '2025-06-06', { definitions });
      expect(counts.inserted).toBe(outFrom('2025-06-06', '2025-06-06'));
      expect(counts.updated).toBeGreaterThan(1_000);
      expect(await extend(url, '2025-06-06', { definitions })).toMatchObject({ inserted: 0, updated: 0 });
    });

  it.each(['somebody-elses', 'carers-allowance'])('refuses a database that holds %s', async (slug) => {
    await database.drop();
    database = await freshDatabase(dialect);
    const dataSource = await openWriter(database.url);
    const csv = (kind: 'organisations' | 'services', text: string) =>
      bytesSource(kind, `${kind}.csv`, Buffer.from(text));
    await importSources(
      dataSource,
      [
        csv('organisations', 'slug,name,kind\nreal,Real,department\n'),
        csv('services', `slug,name,organisation\n${slug},Real,real\n`),
      ],
      { now: new Date(), source: 'services.csv' },
    );
    await dataSource.destroy();
    const { code, out, err } = await perfplat(database.url);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err.join('\n')).toMatch(
      new RegExp(`holds a service \\(${slug}\\) that the demo did not make.*Name another database`),
    );
    expect(await observations(database.url)).toEqual([]);
  });
});

describe('perfplat demo --until', () => {
  it.each([
    ['2026-02-30', /--until: "2026-02-30" is no date, written like 2014-03-31/],
    ['yesterday', /is no date/],
    ['', /is no date/],
    ['2999-01-01', /--until: 2999-01-01 is in the future; today is \d{4}-\d\d-\d\d/],
  ])('refuses %j, and makes no database', async (until, message) => {
    const { url } = nowhere('sqlite');
    const { code, out, err } = await perfplat(url, '--until', until);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err.join('\n')).toMatch(message);
    expect(existsSync(url.slice('sqlite:'.length))).toBe(false);
  });

  it('takes no other argument', async () => {
    const said = await perfplat(nowhere('sqlite').url, 'now');
    expect(said.code).toBe(2);
  });
});
