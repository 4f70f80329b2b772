import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import { In, type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import {
  inTransaction,
  migrateDown,
  migrateUp,
  migrationStatus,
  openReader,
  openWriter,
  rows,
} from '../../../server/db/index.js';
import { MIGRATIONS } from '../../../server/db/migrations/index.js';
import { Measure, Submission } from '../../../server/entities/index.js';
import { importSources } from '../../../server/ingest/import.js';
import { bytesSource } from '../../../server/ingest/source.js';
import {
  describeOnEachDatabase,
  freshDatabase,
  nowhere,
  type TestDatabase,
} from '../../support/databases.js';

/** Copies and drops `service` on SQLite, which services' data sets, series and observations hang on. */
class Widen1999999999997 implements MigrationInterface {
  name = 'Widen1999999999997';
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn(
      'service',
      new TableColumn({ name: 'nickname', type: 'text', isNullable: true }),
    );
  }
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('service', 'nickname');
  }
}

class Failing1999999999998 implements MigrationInterface {
  name = 'Failing1999999999998';
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM submission');
    await queryRunner.query('CREATE TABLE half (id integer)');
    await queryRunner.query('SELECT * FROM no_such_table');
  }
  async down(): Promise<void> {}
}

class Orphaning1999999999999 implements MigrationInterface {
  name = 'Orphaning1999999999999';
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM organisation');
  }
  async down(): Promise<void> {}
}

const NAMES = MIGRATIONS.map(({ name }) => name);
const [FIRST] = NAMES;

async function fill(url: string): Promise<void> {
  const writer = await openWriter(url);
  await inTransaction(writer, async (manager) => {
    for (const sql of [
      'INSERT INTO organisation (id, slug, texts, kind) VALUES (1, \'dwp\', \'{"name":{"en":"DWP"}}\', \'department\')',
      'INSERT INTO service (id, slug, organisation_id, texts) VALUES (1, \'ca\', 1, \'{"name":{"en":"CA"}}\')',
      "INSERT INTO data_set (id, service_id, measure_key, aggregation, cadence, dimension_values) VALUES (1, 1, 'transactions', 'flow', 'quarter', '{}')",
      "INSERT INTO series (id, data_set_id, dimensions) VALUES (1, 1, '{}')",
      'INSERT INTO observation VALUES (1, 5, 16000, 0.1, 0, 0, 1), (1, 5, 16092, NULL, 1, 0, 1)',
    ]) {
      await manager.query(sql);
    }
  });
  await writer.destroy();
}

/** The copies that migrations have made of a SQLite file. */
async function copiesBeside(url: string): Promise<string[]> {
  if (!url.startsWith('sqlite:')) return [];
  return (await readdir(dirname(url.slice('sqlite:'.length)))).filter((name) => name.endsWith('.backup'));
}

/** Every row of every table that the test fills. */
async function everything(url: string): Promise<unknown> {
  const reader = await openReader(url);
  const tables = ['organisation', 'service', 'data_set', 'series', 'observation', 'submission', 'measure'];
  const all = await Promise.all(
    tables.map((table) => rows(reader, `SELECT * FROM ${table} ORDER BY 1, 2, 3`)),
  );
  await reader.destroy();
  return all;
}

describeOnEachDatabase('migrating', (dialect) => {
  let database: TestDatabase;
  beforeEach(() => {
    database = nowhere(dialect);
  });
  afterEach(() => database.drop());

  it('makes a database that is not there, once', async () => {
    const first = await migrateUp(database.url);
    expect(first).toMatchObject({ changed: NAMES, backup: null });
    expect(first.seeded.length).toBeGreaterThan(0);
    expect(await migrateUp(database.url)).toEqual({ changed: [], backup: null, seeded: [], kept: [] });
    expect(await migrationStatus(database.url)).toEqual({ applied: NAMES, pending: [], unknown: [] });
  });

  it('is done by one of several that start together, and the others wait', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrateUp(database.url)));
    expect(results.map(({ changed }) => changed.length).sort()).toEqual([0, 0, NAMES.length]);
  });

  it('writes a built-in measure again that has changed, as a submission', async () => {
    await migrateUp(database.url);
    const writer = await openWriter(database.url);
    const { texts } = (await writer.manager.findOneBy(Measure, { key: 'cost' }))!;
    await writer.manager.update(Measure, { key: 'cost' }, { texts: { label: { en: 'Money' } } });
    expect((await migrateUp(database.url)).seeded).toEqual(['cost']);
    expect(await writer.manager.findOneBy(Measure, { key: 'cost' })).toMatchObject({ texts });
    expect(await writer.manager.countBy(Submission, { changesCatalogue: true })).toBe(2);
    await writer.destroy();
  });

  it('leaves a measure alone that was made here before there was a built-in one of that name', async () => {
    await migrateUp(database.url);
    const writer = await openWriter(database.url);
    // As it was before `visitors` and `feedback` were built in: one was imported, one is older than what is kept of imports.
    await writer.manager.delete(Measure, { key: In(['visitors', 'feedback']) });
    const measures = 'key,label,unit,aggregation,dimensions\nvisitors,Callers at the desk,count,flow,desk\n';
    await importSources(writer, [bytesSource('measures', 'measures.csv', Buffer.from(measures))], {
      now: new Date(),
      source: 'measures.csv',
    });
    const own = { key: 'feedback', texts: { label: { en: 'Points' } }, unit: '%' as const };
    await writer.manager.insert(Measure, { ...own, aggregation: 'stock' as const, dimensions: [] });
    const before = await writer.manager.find(Measure, { order: { key: 'ASC' } });
    const { seeded, kept } = await migrateUp(database.url);
    expect(seeded).toEqual([]);
    expect(kept).toEqual(['visitors', 'feedback'].map((key) => ({ kind: 'measure', key })));
    expect(await writer.manager.find(Measure, { order: { key: 'ASC' } })).toEqual(before);
    await writer.destroy();
  });

  it('keeps every row of a filled database, up, down and up', async () => {
    const migrations = [...MIGRATIONS, Widen1999999999997];
    await migrateUp(database.url);
    await fill(database.url);
    const before = await everything(database.url);
    expect((await migrateUp(database.url, { migrations })).changed).toEqual([Widen1999999999997.name]);
    await expect(everything(database.url)).rejects.toThrow(/newer version/);
    expect((await migrateDown(database.url, { migrations })).changed).toEqual([Widen1999999999997.name]);
    expect(await everything(database.url)).toEqual(before);
    await migrateUp(database.url, { migrations });
    await migrateDown(database.url, { migrations });
    expect(await everything(database.url)).toEqual(before);
  });

  it('takes texts from dashboards, out of their sections too, where there is no place for them', async () => {
    await migrateUp(database.url);
    const writer = await openWriter(database.url);
    for (const sql of [
      "INSERT INTO dashboard (id, slug, subject_type, state) VALUES (1, 'd', 'portfolio', 'draft')",
      `INSERT INTO dashboard_version (id, dashboard_id, number, author, at, texts, sections) VALUES
        (1, 1, 1, 'x', 'x', '{}', '[{"modules":["text"],"title":{}},{"modules":["all","text-2"],"title":{}}]')`,
      `INSERT INTO module (version_id, slug, position, texts, metric_key, options) VALUES
        (1, 'text', 0, '{}', NULL, '{}'), (1, 'all', 1, '{}', 'cost', '{}'), (1, 'text-2', 2, '{}', NULL, '{}')`,
    ])
      await writer.query(sql);
    await writer.destroy();
    expect((await migrateDown(database.url)).changed).toEqual([NAMES.at(-1)]);
    await migrateUp(database.url);
    const reader = await openReader(database.url);
    expect(await rows(reader, 'SELECT slug, metric_key FROM module')).toEqual([
      { slug: 'all', metric_key: 'cost' },
    ]);
    expect(await rows(reader, 'SELECT sections FROM dashboard_version')).toEqual([
      { sections: '[{"modules":["all"],"title":{}}]' },
    ]);
    await reader.destroy();
  });

  it('changes nothing if a migration fails', async () => {
    await migrateUp(database.url);
    await fill(database.url);
    const before = await everything(database.url);
    const failing = migrateUp(database.url, { migrations: [...MIGRATIONS, Failing1999999999998] });
    await expect(failing).rejects.toThrow(/no_such_table/);
    expect(await everything(database.url)).toEqual(before);
    expect(await copiesBeside(database.url)).toEqual([]);
    expect((await migrationStatus(database.url)).applied).toEqual(NAMES);
  });

  it('changes nothing if rows would be left that refer to nothing', async () => {
    await migrateUp(database.url);
    await fill(database.url);
    const before = await everything(database.url);
    const orphaning = migrateUp(database.url, { migrations: [...MIGRATIONS, Orphaning1999999999999] });
    await expect(orphaning).rejects.toThrow(/refer to rows that are not there|foreign key/);
    expect(await everything(database.url)).toEqual(before);
  });

  it('undoes the first migration of a filled database only if asked to', async () => {
    await migrateUp(database.url);
    await fill(database.url);
    for (const name of NAMES.slice(1).reverse()) {
      expect((await migrateDown(database.url)).changed).toEqual([name]);
    }
    await expect(migrateDown(database.url)).rejects.toThrow(/1 services .*--delete-everything/);
    expect((await migrateDown(database.url, { deleteEverything: true })).changed).toEqual([FIRST]);
    await expect(openWriter(database.url)).rejects.toThrow(
      /no tables of perfplat: run `perfplat migrate up`/,
    );
    await expect(migrateDown(database.url)).rejects.toThrow(/no migration to undo/);
    expect((await migrateUp(database.url)).changed).toEqual(NAMES);
    await (await openWriter(database.url)).destroy();
  });

  it('touches neither a newer database nor one with tables of somebody else', async () => {
    await migrateUp(database.url, { migrations: [...MIGRATIONS, Widen1999999999997] });
    await expect(migrateUp(database.url)).rejects.toThrow(/newer version/);
    await expect(migrateDown(database.url)).rejects.toThrow(/newer version/);
  });

  it('is not done where there is no database, except by up', async () => {
    await expect(migrationStatus(database.url)).rejects.toThrow(/there is no database/);
    await expect(migrateDown(database.url)).rejects.toThrow(/there is no database/);
  });
});

describe('migrating a SQLite file', () => {
  it('copies it first if there is anything in it', async () => {
    const database = await freshDatabase('sqlite');
    await fill(database.url);
    const now = new Date('2026-01-02T03:04:05.006Z');
    const { backup } = await migrateUp(database.url, {
      migrations: [...MIGRATIONS, Widen1999999999997],
      now,
    });
    expect(backup).toMatch(/perf\.sqlite\.2026-01-02T030405\.006Z\.backup$/);
    expect(existsSync(backup!)).toBe(true);
    const before = await everything(`sqlite:${backup}`);
    expect(before).toMatchObject([
      [{ slug: 'dwp' }],
      [{ slug: 'ca' }],
      [{ id: 1 }],
      [{ id: 1 }],
      { length: 2 },
      {},
      {},
    ]);
    await database.drop();
  });

  it('leaves the database of another program as it is', async () => {
    const database = nowhere('sqlite');
    const path = database.url.slice('sqlite:'.length);
    const other = new BetterSqlite3(path);
    other.exec('CREATE TABLE cats (name TEXT)');
    other.close();
    await expect(migrateUp(database.url)).rejects.toThrow(/another program/);
    expect(await readdir(dirname(path))).toEqual(['perf.sqlite']);
    await database.drop();
  });
});
