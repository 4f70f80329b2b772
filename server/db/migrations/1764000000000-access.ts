/** Tokens are made and used: what was done to them, and what a delivery with an idempotency key was answered. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { id, integer, integerKey, tableOf, text, textKey } from './columns.js';

export class Access1764000000000 implements MigrationInterface {
  name = 'Access1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'audit',
        columns: [id(), text('at'), integer('token_id'), text('action'), text('actor')],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'stored_answer',
        columns: [
          integerKey('token_id'),
          textKey('idempotency_key'),
          text('request_hash'),
          text('answer'),
          text('answered_at'),
        ],
        indices: [['answered_at']],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('stored_answer');
    await queryRunner.dropTable('audit');
  }
}
