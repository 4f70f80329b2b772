/** Data sets say what an absent part means, what their values are called and which rating is the best; a dashboard may be its subject's page. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { boolean, integer, tableColumn, text } from './columns.js';

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
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('dashboard', 'is_own_page');
    await queryRunner.dropColumns('data_set', ['absent_parts', 'best_rating', 'dimension_labels']);
  }
}
