/** What metrics were defined as: kept by the migration for those that are there, and by whoever defines one anew. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { open } from '../../../server/db/data-source.js';
import { databaseOf } from '../../../server/db/database-url.js';
import { dialectOf } from '../../../server/db/dialect.js';
import { migrateDown, migrateUp, openWriter, rows } from '../../../server/db/index.js';
import { Initial1760000000000 } from '../../../server/db/migrations/1760000000000-initial.js';
import { createPostgresDatabase } from '../../../server/db/postgres.js';
import { MetricDefinition, MetricDefinitionVersion, Submission } from '../../../server/entities/index.js';
import { describeOnEachDatabase, nowhere, type TestDatabase } from '../../support/databases.js';

/** A department's metric, a target for it and a module that shows it, as they stood before metrics had versions. */
const BEFORE = [
  'INSERT INTO organisation (id, slug, texts, kind) VALUES (1, \'dwp\', \'{"name":{"en":"DWP"}}\', \'department\')',
  `INSERT INTO metric_definition
     (key, organisation_id, texts, caveats, unit, direction, formula, periods, default_period, position)
   VALUES ('phone-calls', 1, '{"description":{"en":"d"},"label":{"en":"l"}}', '[]', 'count', 'NEUTRAL',
     '{"kind":"total","measure":"calls"}', '["MONTH"]', 'MONTH', 99),
     ('visits', NULL, '{"description":{"en":"d"},"label":{"en":"Old"}}', '[]', 'count', 'NEUTRAL',
     '{"kind":"total","measure":"visits"}', '["MONTH"]', 'MONTH', 5)`,
  "INSERT INTO target (id, subject_type, metric_key, value) VALUES (1, 'portfolio', 'phone-calls', 5)",
  "INSERT INTO dashboard (id, slug, subject_type, state) VALUES (1, 'd', 'portfolio', 'draft')",
  "INSERT INTO dashboard_version (id, dashboard_id, number, author, at, texts, sections) VALUES (1, 1, 1, 'a', 't', '{}', '[]')",
  "INSERT INTO module (id, version_id, slug, position, texts, metric_key, options) VALUES (1, 1, 'm', 0, '{}', 'visits', '{}')",
];

const PHONE_CALLS = {
  ownerOrganisationId: 1,
  texts: { label: { en: 'l' }, description: { en: 'd' } },
  caveats: [],
  unit: 'count',
  direction: 'NEUTRAL',
  formula: { kind: 'total', measure: 'calls' },
  periods: ['MONTH'],
  defaultPeriod: 'MONTH',
  position: 99,
  presentation: {},
};

describeOnEachDatabase('the versions of metrics', (dialect) => {
  let database: TestDatabase;
  let writer: DataSource;

  /** A database as it was before this migration, with rows in it. */
  async function filledBefore(): Promise<void> {
    const place = databaseOf(database.url);
    if (place.dialect === 'postgres') await createPostgresDatabase(place);
    const dataSource = await open(database.url, 'create', { migrations: [Initial1760000000000] });
    const queryRunner = dataSource.createQueryRunner();
    await dataSource.runMigrations({ transaction: 'none' });
    for (const sql of BEFORE) await queryRunner.query(sql);
    const { signature } = dialectOf(queryRunner);
    if (signature) await queryRunner.query(signature);
    await queryRunner.release();
    await dataSource.destroy();
  }

  const versionsOf = (key: string): Promise<MetricDefinitionVersion[]> =>
    writer.manager.find(MetricDefinitionVersion, { where: { key }, order: { version: 'ASC' } });

  beforeEach(() => {
    database = nowhere(dialect);
  });
  afterEach(async () => {
    await writer.destroy();
    await database.drop();
  });

  it('are made of the rows that are there, which stay as they are but for what is built in', async () => {
    await filledBefore();
    const now = new Date('2026-01-02T03:04:05.006Z');
    const { changed, seeded } = await migrateUp(database.url, { now });
    expect(changed).toEqual([
      'MetricVersions1761000000000',
      'DataRules1762000000000',
      'Rollups1763000000000',
      'Access1764000000000',
      'CatalogueRevisions1764100000000',
      'Publishing1764200000000',
      'SheetAnswers1764350000000',
      'DashboardWorkflow1765000000000',
      'DashboardDrafts1766000000000',
      'DashboardTexts1767000000000',
    ]);
    expect(seeded).toContain('visits');
    expect(seeded).not.toContain('phone-calls');
    writer = await openWriter(database.url);

    expect(await writer.manager.findOneBy(MetricDefinition, { key: 'phone-calls' })).toEqual({
      key: 'phone-calls',
      version: 1,
      ...PHONE_CALLS,
    });
    expect(await versionsOf('phone-calls')).toMatchObject([{ version: 1, definition: PHONE_CALLS }]);

    const visits = await versionsOf('visits');
    expect(visits).toMatchObject([
      { version: 1, definition: { texts: { label: { en: 'Old' } }, presentation: {} } },
      { version: 2, at: now.toISOString(), definition: { texts: { label: { en: 'Visits' } } } },
    ]);
    const {
      key: _,
      version,
      ...current
    } = (await writer.manager.findOneBy(MetricDefinition, { key: 'visits' }))!;
    expect(version).toBe(2);
    expect(visits[1].definition).toEqual(current);
    expect(current.presentation.charts).toEqual({ device: 'STACKED', browser: 'STACKED' });
  });

  it('go and come back with the columns, and nothing that refers to a metric is lost', async () => {
    await filledBefore();
    await migrateUp(database.url);
    // Back to before the versions: what came later goes first.
    await migrateDown(database.url);
    await migrateDown(database.url);
    await migrateUp(database.url);
    writer = await openWriter(database.url);
    expect(await writer.manager.countBy(MetricDefinition, { ownerOrganisationId: 1 })).toBe(1);
    expect(await rows(writer, 'SELECT metric_key FROM target')).toEqual([{ metric_key: 'phone-calls' }]);
    expect(await rows(writer, 'SELECT metric_key FROM module')).toEqual([{ metric_key: 'visits' }]);
    const { upQueries } = await writer.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    // Its presentation went with its column: the second version of what is built in says it again.
    expect((await versionsOf('visits')).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('count from 1, and only what has changed has another', async () => {
    await migrateUp(database.url);
    writer = await openWriter(database.url);
    const all = await writer.manager.find(MetricDefinitionVersion);
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set([1]));
    expect(all).toHaveLength(await writer.manager.count(MetricDefinition));

    await writer.manager.update(MetricDefinition, { key: 'calls' }, { direction: 'LOWER_IS_BETTER' });
    expect((await migrateUp(database.url)).seeded).toEqual(['calls']);
    expect((await migrateUp(database.url)).seeded).toEqual([]);
    expect((await versionsOf('calls')).map(({ version }) => version)).toEqual([1, 2]);
    expect(await versionsOf('visits')).toHaveLength(1);
    expect(await writer.manager.count(Submission)).toBe(2);
    expect(await writer.manager.findOneBy(MetricDefinition, { key: 'calls' })).toMatchObject({
      version: 2,
      direction: 'NEUTRAL',
    });
  });

  it('of how a metric is shown are no news of the data', async () => {
    await migrateUp(database.url);
    writer = await openWriter(database.url);
    await writer.manager.update(MetricDefinition, { key: 'visits' }, { presentation: {} });
    expect((await migrateUp(database.url)).seeded).toEqual(['visits']);
    expect((await versionsOf('visits')).map(({ version }) => version)).toEqual([1, 2]);
    expect(await writer.manager.count(Submission)).toBe(1);
  });
});
