import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run } from '../../../server/cli/check.js';
import type { Io } from '../../../server/cli/command.js';
import { readConfig } from '../../../server/config.js';
import { inTransaction, openWriter } from '../../../server/db/index.js';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';

const SOUND = [
  "INSERT INTO organisation (id, slug, texts, kind) VALUES (1, 'dwp', '{}', 'department')",
  "INSERT INTO service (id, slug, organisation_id, texts) VALUES (1, 'ca', 1, '{}')",
  `INSERT INTO data_set (id, service_id, measure_key, aggregation, cadence, dimension_values, version)
   VALUES (1, 1, 'transactions', 'flow', 'quarter', '{}', 2)`,
  'INSERT INTO series (id, data_set_id, dimensions) VALUES (1, 1, \'{}\'), (2, 1, \'{"channel":"paper"}\')',
  `INSERT INTO submission (id, received_at, source, received, inserted, updated, unchanged, changes_catalogue)
   VALUES (2, '2026-01-01T00:00:00.000Z', 'test', 3, 2, 1, 0, false)`,
  'INSERT INTO observation VALUES (1, 5, 15887, 1, 0, 0, 1), (1, 5, 15979, 2, 0, 2, 2), (2, 5, 16071, NULL, 1, 0, 2)',
  'INSERT INTO observation_revision VALUES (1, 5, 15979, 2, 3, 0, 0, 1)',
  'INSERT INTO data_set_extent VALUES (1, 5, 15887, 16071, 15979, 2)',
  "INSERT INTO slug_alias VALUES ('service', 'old', 1)",
  `INSERT INTO dashboard (id, slug, subject_type, subject_id, owner_organisation_id, state, published_version)
   VALUES (1, 'd', 'service', 1, 1, 'published', 1)`,
  `INSERT INTO dashboard_version (id, dashboard_id, number, author, at, texts, sections)
   VALUES (1, 1, 1, 'test', '2026-01-01T00:00:00.000Z', '{}', '[]')`,
  `INSERT INTO annotation (subject_type, subject_id, kind, from_on, texts) VALUES ('portfolio', NULL, 'NOTE', '2013-01-01', '{}')`,
];

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const writer = await openWriter(url);
  await inTransaction(writer, async (manager) => {
    for (const statement of statements) await manager.query(statement);
  });
  await writer.destroy();
}

async function check(url: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io: Io = {
    print: (line) => out.push(line),
    report: () => undefined,
    progress: () => undefined,
    config: () => readConfig({ PERF_DATABASE_URL: url }).config,
  };
  return { code: await run(args, io), out: out.join('\n') };
}

describeOnEachDatabase('perfplat check', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase(dialect);
    await execute(database.url, SOUND);
  });
  afterEach(() => database.drop());

  it('finds nothing in a sound database', async () => {
    expect(await check(database.url)).toEqual({ code: 0, out: expect.stringMatching(/: nothing wrong/) });
  });

  it('finds nothing where rows were taken back, came early or do not apply', async () => {
    await execute(database.url, [
      'UPDATE observation SET status = 5, value = NULL, flags = 0 WHERE start = 15887',
      `INSERT INTO submission (id, received_at, source, received, inserted, updated, unchanged, withdrawn, changes_catalogue)
       VALUES (3, '2014-01-15T00:00:00.000Z', 'test', 5, 5, 0, 0, 3, false)`,
      `INSERT INTO series (id, data_set_id, dimensions)
       VALUES (3, 1, '{"channel":"non-digital"}'), (4, 1, '{"channel":"phone"}'), (5, 1, '{"channel":"other"}')`,
      // Taken back, not applicable, and of another period: none of them stands beside the sum.
      `INSERT INTO observation VALUES (1, 5, 16071, 3, 0, 8, 3), (1, 4, 16071, NULL, 5, 0, 3), (3, 5, 15979, 7, 0, 0, 3),
       (4, 5, 15979, NULL, 2, 0, 3), (5, 5, 15979, NULL, 5, 0, 3)`,
      'UPDATE data_set_extent SET first_start = 15979, version = 3',
      'INSERT INTO data_set_extent VALUES (1, 4, 0, -1, NULL, 3)',
      'UPDATE data_set SET version = 3',
    ]);
    expect(await check(database.url)).toEqual({ code: 0, out: expect.stringMatching(/: nothing wrong/) });
  });

  const faults = [
    ['DELETE FROM submission WHERE id = 2', /rows of observation whose submission_id is no submission: 2/],
    [
      'UPDATE observation_revision SET submission_id = 99',
      /rows of observation_revision whose submission_id/,
    ],
    ['UPDATE observation SET status = 9 WHERE start = 15887', /a period or status that does not exist/],
    ['UPDATE observation SET value = NULL WHERE start = 15887', /PROVIDED without a value: 1/],
    ['DELETE FROM observation WHERE start = 15979', /revisions without a later current value: 1/],
    ['UPDATE data_set_extent SET first_start = 15900', /extents that differ .*: 1 \(.*first_start 15887/],
    ['UPDATE data_set_extent SET last_start = 15979', /extents that differ .*last_start 16071/],
    [
      'UPDATE data_set_extent SET latest_value_start = NULL',
      /extents that differ .*latest_value_start 15979/,
    ],
    ['UPDATE data_set_extent SET version = 1', /extents that differ .*version 2/],
    ['DELETE FROM data_set_extent', /extents that differ from their observations .*--repair.*: 1/],
    [
      'INSERT INTO data_set_extent VALUES (1, 4, 0, 0, NULL, 2)',
      /extents without any observation .*--repair.*: 1/,
    ],
    [
      'UPDATE data_set SET version = 1',
      /data sets whose version is not that of their newest extent .*--repair.*: 1/,
    ],
    ['UPDATE submission SET unchanged = 9 WHERE id = 2', /submissions whose counts do not add up: 1/],
    ['UPDATE submission SET received = 4 WHERE id = 2', /submissions whose counts do not add up: 1/],
    [
      'UPDATE observation SET status = 5, value = NULL, flags = 0 WHERE start = 15979',
      /extents that differ .*latest_value_start 15887/,
    ],
    [
      'UPDATE observation SET status = 5 WHERE start = 16071',
      /extents that differ .*: 1 \(.*last_start 15979/,
    ],
    [
      'UPDATE observation SET flags = 8 WHERE start = 15979',
      /extents that differ .*latest_value_start 15887/,
    ],
    [
      'UPDATE observation SET status = 5 WHERE start = 15979',
      /rows of observation that are WITHDRAWN and have a value or flags: 1/,
    ],
    [
      'UPDATE observation_revision SET status = 5',
      /rows of observation_revision that are WITHDRAWN and have a value or flags: 1/,
    ],
    [
      'UPDATE observation SET flags = 8 WHERE start = 15887',
      /flagged UNFINISHED and came long after the end of their window: 1 \(.*start 15887/,
    ],
    [
      `INSERT INTO series (id, data_set_id, dimensions) VALUES (3, 1, '{"channel":"non-digital"}')`,
      `INSERT INTO observation VALUES (3, 5, 16071, 7, 0, 0, 2)`,
      /windows in which non-digital stands beside a channel that it is the sum of: 1 \(.*start 16071/,
    ],
    [
      "UPDATE annotation SET subject_type = 'group', subject_id = 7",
      /rows of annotation about a group .*: 1/,
    ],
    ['UPDATE slug_alias SET target_id = 9', /old slugs of a service that is not there: 1 .*slug old/],
    ['UPDATE dashboard SET published_version = NULL', /published without a version: 1 .*slug d/],
    ['UPDATE dashboard SET published_version = 2', /published version is not there: 1/],
    [
      "INSERT INTO dashboard (id, slug, subject_type, is_own_page, state) VALUES (8, 'a', 'portfolio', true, 'draft'), (9, 'b', 'portfolio', true, 'draft')",
      /subjects with more than one page of their own: 1 .*portfolio/,
    ],
    ['UPDATE dashboard SET subject_id = 9', /rows of dashboard about a service that is not there: 1/],
    ['ALTER TABLE service DROP COLUMN business_model', /the tables differ .*business_model/],
    [
      'DROP INDEX ix_service_organisation_id',
      /the tables differ .*CREATE INDEX "ix_service_organisation_id"/,
    ],
  ] as (string | RegExp)[][];
  // The rules are the same on both: of PostgreSQL every third is tried.
  const tried = faults.filter((_, index) => dialect === 'sqlite' || index % 3 === 0);
  it.each(tried)('finds %s', async (...given) => {
    const message = given.pop()!;
    await execute(database.url, given as string[]);
    const { code, out } = await check(database.url);
    expect(code).toBe(1);
    expect(out).toMatch(message);
    expect(out).toMatch(/(thing is|things are) wrong: stop what writes to it/);
  });
});

describeOnEachDatabase('perfplat check --repair', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase(dialect);
    await execute(database.url, [
      ...SOUND,
      'INSERT INTO observation VALUES (1, 2, 15887, 5, 0, 0, 2), (1, 2, 15888, 6, 0, 0, 2)',
      'INSERT INTO rollup (series_id, start, days, sum, flags, submission_id) VALUES (1, 15887, 2, 11, 0, 2)',
      'INSERT INTO data_set_extent VALUES (1, 2, 15887, 15888, 15888, 2)',
    ]);
    expect(await check(database.url)).toMatchObject({ code: 0 });
  });
  afterEach(() => database.drop());

  it.each([
    ['2 days were noted, 2 are there\nroll-ups: 1 were wrong', 'UPDATE rollup SET sum = 12'],
    ['roll-ups: 1 were wrong', 'DELETE FROM rollup'],
    [
      'roll-ups: 1 were wrong',
      'INSERT INTO rollup (series_id, start, days, sum, flags, submission_id) VALUES (2, 15887, 1, 1, 0, 2)',
    ],
    ['extents: 3 were wrong', 'DELETE FROM data_set_extent'],
    ['extents: 1 were wrong', 'UPDATE data_set_extent SET last_start = 0 WHERE period = 2'],
    ['extents: 1 were wrong', 'INSERT INTO data_set_extent VALUES (1, 4, 0, 0, NULL, 2)'],
    ['extents: 1 were wrong', 'UPDATE data_set SET version = 1'],
  ])('%s after %s, and then nothing is', async (said, damage) => {
    await execute(database.url, [damage]);
    expect(await check(database.url)).toMatchObject({ code: 1, out: expect.stringContaining('--repair') });
    const repaired = await check(database.url, '--repair');
    expect(repaired.out).toContain(said);
    expect(repaired).toMatchObject({ code: 0, out: expect.stringMatching(/nothing wrong/) });
    expect(await check(database.url)).toMatchObject({ code: 0 });
  });

  it('changes nothing where nothing is wrong', async () => {
    const { code, out } = await check(database.url, '--repair');
    expect(code).toBe(0);
    expect(out).toMatch(/roll-ups: nothing to repair\nextents: nothing to repair/);
  });
});

describe('perfplat check of a SQLite file', () => {
  it('finds rows that refer to nothing', async () => {
    const database = await freshDatabase('sqlite');
    const writer = await openWriter(database.url);
    await writer.query('PRAGMA foreign_keys = OFF');
    await writer.query("INSERT INTO series (data_set_id, dimensions) VALUES (9, '{}'), (9, 'x')");
    await writer.destroy();
    expect(await check(database.url)).toEqual({
      code: 1,
      out: expect.stringMatching(/2 rows of series that refer to a missing data_set/),
    });
    expect(await check(database.url, '--repair')).toEqual({
      code: 1,
      out: expect.stringMatching(/^nothing was repaired.*\n2 rows of series/),
    });
    await database.drop();
  });

  it('finds bytes that are damaged', async () => {
    const database = await freshDatabase('sqlite');
    await execute(database.url, SOUND);
    const path = database.url.slice('sqlite:'.length);
    const file = openSync(path, 'r+');
    // The last page of the file belongs to some table or index.
    writeSync(file, Buffer.alloc(2000, 0xaa), 0, 2000, statSync(path).size - 4096);
    closeSync(file);
    const { code, out } = await check(database.url);
    expect(code).toBe(1);
    expect(out).toMatch(/damaged/);
    await database.drop();
  });
});
