/** What somebody edits of a dashboard is kept before it is a version. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { integer, tableOf, text, textKey } from './columns.js';

export class DashboardDrafts1766000000000 implements MigrationInterface {
  name = 'DashboardDrafts1766000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'dashboard_draft',
        columns: [
          textKey('key'),
          integer('token_id'),
          integer('base_version'),
          text('content'),
          text('history'),
          text('updated_at'),
        ],
        indices: [['token_id']],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('dashboard_draft');
  }
}
