import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ENTITIES, Measure, MetricDefinition, Submission } from '../../../server/entities/index.js';
import { openReader, openWriter } from '../../../server/db/index.js';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';

describeOnEachDatabase('a migrated database', (dialect) => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await freshDatabase(dialect);
    dataSource = await openWriter(database.url);
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('has exactly the tables, columns, keys and indexes that the entities declare', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has a row for each built-in measure and metric, written by one submission', async () => {
    const manager = dataSource.manager;
    expect(await manager.count(Measure)).toBe(BUILT_IN_MEASURES.length);
    const metrics = await manager.find(MetricDefinition, { order: { position: 'ASC' } });
    expect(metrics.map(({ key, formula, caveats }) => ({ key, formula, caveats }))).toEqual(
      BUILT_IN_METRICS.map(({ key, formula, caveats }) => ({ key, formula, caveats })),
    );
    expect(await manager.find(Submission)).toMatchObject([{ changesCatalogue: true, received: 0 }]);
  });

  it('gives no name of a constraint or index that PostgreSQL would cut off', () => {
    const names = dataSource.entityMetadatas.flatMap((table) => [
      ...table.foreignKeys.map(({ name }) => name),
      ...table.uniques.map(({ name }) => name),
      ...table.indices.map(({ name }) => name),
    ]);
    expect(names.filter((name) => name.length > 63)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be read, and not written, by a reader', async () => {
    const reader = await openReader(database.url);
    try {
      expect(await reader.manager.count(Measure)).toBe(BUILT_IN_MEASURES.length);
      await expect(reader.query("UPDATE measure SET unit = 'x'")).rejects.toThrow(/read-?only/);
    } finally {
      await reader.destroy();
    }
  });

  it('stores every table without relations that would load by themselves', () => {
    expect(dataSource.entityMetadatas).toHaveLength(ENTITIES.length);
    expect(dataSource.entityMetadatas.flatMap(({ relations }) => relations)).toEqual([]);
  });
});
