/** What the migration of the data rules does to rows that are there. */
import { expect, it } from '@jest/globals';
import { open } from '../../../server/db/data-source.js';
import { databaseOf } from '../../../server/db/database-url.js';
import { dialectOf } from '../../../server/db/dialect.js';
import { migrateUp, openReader, rows } from '../../../server/db/index.js';
import { MIGRATIONS } from '../../../server/db/migrations/index.js';
import { DataRules1762000000000 } from '../../../server/db/migrations/1762000000000-data-rules.js';
import { createPostgresDatabase } from '../../../server/db/postgres.js';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { describeOnEachDatabase, nowhere } from '../../support/databases.js';

/** Three data sets: the newest value of the first was called unfinished, of the second all were, of the third none. */
const BEFORE = [
  "INSERT INTO organisation (id, slug, texts, kind) VALUES (1, 'dwp', '{}', 'department')",
  "INSERT INTO service (id, slug, organisation_id, texts) VALUES (1, 'a', 1, '{}'), (2, 'b', 1, '{}'), (3, 'c', 1, '{}')",
  `INSERT INTO measure (key, texts, unit, aggregation, dimensions) VALUES ('m', '{}', 'count', 'flow', '[]')`,
  `INSERT INTO data_set (id, service_id, measure_key, aggregation, cadence, dimension_values, version)
   VALUES (1, 1, 'm', 'flow', 'month', '{}', 100), (2, 2, 'm', 'flow', 'month', '{}', 100), (3, 3, 'm', 'flow', 'month', '{}', 100)`,
  `INSERT INTO series (id, data_set_id, dimensions)
   VALUES (1, 1, '{}'), (2, 2, '{}'), (3, 3, '{}'), (4, 3, '{"channel":"paper"}')`,
  `INSERT INTO submission (id, received_at, source, received, inserted, updated, unchanged, changes_catalogue)
   VALUES (100, '2014-01-05T00:00:00.000Z', 'test', 9, 9, 0, 0, false)`,
  `INSERT INTO observation VALUES (1, 4, 16041, 1, 0, 0, 100), (1, 4, 16071, 2, 0, 8, 100), (2, 4, 16071, 2, 0, 9, 100),
   (3, 4, 16041, 1, 0, 0, 100), (3, 4, 16071, 2, 0, 8, 100), (4, 4, 16071, 2, 0, 1, 100)`,
  `INSERT INTO data_set_extent
   VALUES (1, 4, 16041, 16071, 16071, 100), (2, 4, 16071, 16071, 16071, 100), (3, 4, 16041, 16071, 16071, 100)`,
];

describeOnEachDatabase('the migration of the data rules', (dialect) => {
  it('counts no value as the newest that its sender called unfinished, and no withdrawals before there were any', async () => {
    const database = nowhere(dialect);
    const place = databaseOf(database.url);
    if (place.dialect === 'postgres') await createPostgresDatabase(place);
    const earlier = MIGRATIONS.slice(0, MIGRATIONS.indexOf(DataRules1762000000000));
    const before = await open(database.url, 'create', { migrations: earlier });
    const queryRunner = before.createQueryRunner();
    await before.runMigrations({ transaction: 'none' });
    for (const sql of BEFORE) await queryRunner.query(sql);
    const { signature } = dialectOf(queryRunner);
    if (signature) await queryRunner.query(signature);
    await queryRunner.release();
    await before.destroy();

    await migrateUp(database.url);
    const reader = await openReader(database.url);
    try {
      const extents = 'SELECT data_set_id, latest_value_start FROM data_set_extent ORDER BY data_set_id';
      expect(await rows(reader, extents)).toEqual([
        { data_set_id: 1, latest_value_start: 16041 },
        { data_set_id: 2, latest_value_start: null },
        { data_set_id: 3, latest_value_start: 16071 },
      ]);
      expect(await rows(reader, 'SELECT withdrawn FROM submission WHERE id = 100')).toEqual([
        { withdrawn: 0 },
      ]);
      expect(await contradictions(reader)).toEqual([]);
    } finally {
      await reader.destroy();
      await database.drop();
    }
  });
});
