/**
 * Data sets say what an absent part means, what their values are called and which rating is the best. A dashboard may be
 * its subject's page. Modules and targets may be of any measure, which has no row among the metrics. Submissions count
 * what they took back. A value that its sender called unfinished is no newest value.
 */
import { type MigrationInterface, type QueryRunner, TableForeignKey } from 'typeorm';
import { boolean, integer, tableColumn, text } from './columns.js';

const METRIC = {
  columnNames: ['metric_key'],
  referencedTableName: 'metric_definition',
  referencedColumnNames: ['key'],
};

/** PROVIDED and not UNFINISHED, as codes. */
const FINAL = 'o.status = 0 AND (o.flags & 8) = 0';
const ROWS = `FROM series s JOIN observation o ON o.series_id = s.id
  WHERE s.data_set_id = data_set_extent.data_set_id AND o.period = data_set_extent.period`;

const NEWEST_VALUES = `UPDATE data_set_extent SET latest_value_start = (SELECT max(o.start) ${ROWS} AND ${FINAL})
  WHERE latest_value_start IS NOT NULL AND NOT EXISTS (
    SELECT 1 ${ROWS} AND o.start = data_set_extent.latest_value_start AND ${FINAL})`;

export class DataRules1762000000000 implements MigrationInterface {
  name = 'DataRules1762000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumns('data_set', [
      tableColumn(queryRunner, text('absent_parts', { nullable: true })),
      tableColumn(queryRunner, integer('best_rating', { nullable: true })),
      tableColumn(queryRunner, text('dimension_labels', { default: '{}' })),
    ]);
    await queryRunner.addColumn(
      'dashboard',
      tableColumn(queryRunner, boolean('is_own_page', { default: false })),
    );
    for (const name of ['module', 'target']) {
      const { foreignKeys } = (await queryRunner.getTable(name))!;
      const key = foreignKeys.find(({ columnNames }) => columnNames.join() === METRIC.columnNames.join())!;
      await queryRunner.dropForeignKey(name, key);
    }
    await queryRunner.addColumn('submission', tableColumn(queryRunner, integer('withdrawn', { default: 0 })));
    await queryRunner.query(NEWEST_VALUES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['target', 'module']) {
      await queryRunner.createForeignKey(name, new TableForeignKey(METRIC));
    }
    await queryRunner.dropColumn('submission', 'withdrawn');
    await queryRunner.dropColumn('dashboard', 'is_own_page');
    await queryRunner.dropColumns('data_set', ['absent_parts', 'best_rating', 'dimension_labels']);
  }
}
