/** Rows of the catalogue keep what they were, so that undoing a submission reaches them. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { id, integer, tableOf, text } from './columns.js';

export class CatalogueRevisions1764100000000 implements MigrationInterface {
  name = 'CatalogueRevisions1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'catalogue_revision',
        columns: [
          id(),
          integer('submission_id'),
          text('kind'),
          text('row_key'),
          text('before', { nullable: true }),
        ],
        indices: [['submission_id'], ['kind', 'row_key']],
        foreignKeys: { submission_id: 'submission' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('catalogue_revision');
  }
}
