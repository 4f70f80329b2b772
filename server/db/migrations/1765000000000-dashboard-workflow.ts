/** Dashboards are drafted, reviewed, taken back and deleted; who did that is kept, and drafts can be shown for a while. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { id, integer, tableColumn, tableOf, text, textKey } from './columns.js';

export class DashboardWorkflow1765000000000 implements MigrationInterface {
  name = 'DashboardWorkflow1765000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumns('dashboard', [
      tableColumn(queryRunner, integer('review_version', { nullable: true })),
      tableColumn(queryRunner, text('replaced_by', { nullable: true })),
    ]);
    await queryRunner.addColumn(
      'dashboard_version',
      tableColumn(queryRunner, text('head', { nullable: true })),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'dashboard_event',
        columns: [
          id(),
          integer('dashboard_id'),
          text('at'),
          text('action'),
          integer('version'),
          text('actor'),
          integer('token_id'),
        ],
        indices: [['dashboard_id']],
        foreignKeys: { dashboard_id: 'dashboard', token_id: 'api_token' },
      }),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'dashboard_preview',
        columns: [textKey('hash'), integer('dashboard_id'), integer('version'), text('expires_at')],
        foreignKeys: { dashboard_id: 'dashboard' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('dashboard_preview');
    await queryRunner.dropTable('dashboard_event');
    await queryRunner.dropColumn('dashboard_version', 'head');
    await queryRunner.dropColumns('dashboard', ['review_version', 'replaced_by']);
  }
}
