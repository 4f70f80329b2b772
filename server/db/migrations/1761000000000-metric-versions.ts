/** Metrics say how they are shown, are owned like dashboards, and keep what they were. */
import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { rows, run } from '../dialect.js';
import { integer, integerKey, tableColumn, tableOf, text, textKey } from './columns.js';

const TABLE = 'metric_definition';
const VERSIONS = 'metric_definition_version';

/** A row as it is before this migration; its JSON is text. */
interface StoredMetric {
  key: string;
  organisation_id: number | null;
  texts: string;
  caveats: string;
  unit: string;
  direction: string;
  formula: string;
  periods: string;
  default_period: string;
  position: number;
}

/** With its keys in order, as everything that is kept as JSON. */
const definitionOf = (metric: StoredMetric): string =>
  JSON.stringify({
    caveats: JSON.parse(metric.caveats) as unknown,
    defaultPeriod: metric.default_period,
    direction: metric.direction,
    formula: JSON.parse(metric.formula) as unknown,
    ownerOrganisationId: metric.organisation_id,
    periods: JSON.parse(metric.periods) as unknown,
    position: metric.position,
    presentation: {},
    texts: JSON.parse(metric.texts) as unknown,
    unit: metric.unit,
  });

export class MetricVersions1761000000000 implements MigrationInterface {
  name = 'MetricVersions1761000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const metrics = await rows<StoredMetric>(queryRunner, `SELECT * FROM ${TABLE}`);
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: VERSIONS,
        columns: [textKey('key'), integerKey('version'), text('at'), text('definition')],
      }),
    );
    const at = new Date().toISOString();
    for (const metric of metrics) {
      const values = [metric.key, 1, at, definitionOf(metric)];
      await run(
        queryRunner,
        `INSERT INTO ${VERSIONS} (key, version, at, definition) VALUES (?, ?, ?, ?)`,
        values,
      );
    }
    await queryRunner.renameColumn(TABLE, 'organisation_id', 'owner_organisation_id');
    await queryRunner.addColumns(TABLE, [
      tableColumn(queryRunner, integer('version', { default: 1 })),
      tableColumn(queryRunner, text('presentation', { default: '{}' })),
    ]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumns(TABLE, ['version', 'presentation']);
    await queryRunner.renameColumn(TABLE, 'owner_organisation_id', 'organisation_id');
    await queryRunner.dropTable(new Table({ name: VERSIONS }));
  }
}
