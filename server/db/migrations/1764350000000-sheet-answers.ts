/** What was said of a spreadsheet is kept for the next one of its kind. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { integerKey, tableOf, text, textKey } from './columns.js';

export class SheetAnswers1764350000000 implements MigrationInterface {
  name = 'SheetAnswers1764350000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'sheet_answer',
        columns: [integerKey('service_id'), textKey('fingerprint'), text('said'), text('at')],
        foreignKeys: { service_id: 'service' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('sheet_answer');
  }
}
