/** People sign in to the publishing pages with a token, or with an address that is good once; what they enter, and ask for, is kept. */
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { id, integer, tableOf, text, textKey } from './columns.js';

export class Publishing1764200000000 implements MigrationInterface {
  name = 'Publishing1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'session',
        columns: [textKey('hash'), integer('token_id'), text('csrf'), text('created_at'), text('expires_at')],
        indices: [['expires_at']],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'sign_in_link',
        columns: [
          textKey('hash'),
          integer('token_id'),
          text('expires_at'),
          text('used_at', { nullable: true }),
        ],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'upload_draft',
        columns: [
          textKey('key'),
          integer('token_id'),
          text('service'),
          text('content'),
          text('sheet', { nullable: true }),
          text('source'),
          text('notes'),
          text('updated_at'),
          integer('submission_id', { nullable: true }),
        ],
        indices: [['updated_at']],
        foreignKeys: { token_id: 'api_token', submission_id: 'submission' },
      }),
    );
    await queryRunner.createTable(
      tableOf(queryRunner, {
        name: 'dashboard_request',
        columns: [
          id(),
          text('at'),
          text('service'),
          text('organisation'),
          text('email'),
          text('purpose'),
          text('answered_at', { nullable: true }),
          integer('token_id', { nullable: true }),
        ],
        foreignKeys: { token_id: 'api_token' },
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('dashboard_request');
    await queryRunner.dropTable('upload_draft');
    await queryRunner.dropTable('sign_in_link');
    await queryRunner.dropTable('session');
  }
}
