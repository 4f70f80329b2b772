import type { DataSource, QueryRunner } from 'typeorm';
import { DatabaseError } from '../errors.js';
import { rows } from './dialect.js';

/** Where the names of the migrations that have run are kept. */
export const MIGRATION_TABLE = 'schema_migration';

export interface SchemaState {
  /** Names of migrations that have run, oldest first. */
  applied: string[];
  /** Names of ours that have not. */
  pending: string[];
  /** Names that this version does not know: the database is newer. */
  unknown: string[];
}

export async function schemaState(queryRunner: QueryRunner): Promise<SchemaState> {
  let applied: string[] = [];
  if (await queryRunner.hasTable(MIGRATION_TABLE)) {
    const names = await rows<{ name: string }>(
      queryRunner,
      `SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`,
    );
    applied = names.map(({ name }) => name);
  }
  const known = queryRunner.dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  return stateOf(applied, known);
}

/** @param known the names of ours */
export const stateOf = (applied: string[], known: readonly string[]): SchemaState => ({
  applied,
  pending: known.filter((name) => !applied.includes(name)),
  unknown: applied.filter((name) => !known.includes(name)),
});

/** @throws DatabaseError if a newer version of perfplat made the database: nothing may touch it. */
export function assertNotNewer({ unknown }: SchemaState, label: string): void {
  if (unknown.length === 0) return;
  throw new DatabaseError(
    `${label} was made by a newer version of perfplat (it has ${unknown.join(', ')}): use that version, or a backup from before`,
    'DATABASE_NEWER',
  );
}

/** @throws DatabaseError unless the database has exactly the tables that this version expects. */
export async function assertSchemaIsCurrent(dataSource: DataSource, label: string): Promise<void> {
  const queryRunner = dataSource.createQueryRunner();
  const state = await schemaState(queryRunner).finally(() => queryRunner.release());
  assertNotNewer(state, label);
  if (state.applied.length === 0) {
    throw new DatabaseError(
      `${label} has no tables of perfplat: run \`perfplat migrate up\` to make them`,
      'DATABASE_EMPTY',
    );
  }
  if (state.pending.length > 0) {
    throw new DatabaseError(
      `${label} is of an older version (${state.pending.length} to do): run \`perfplat migrate up\``,
      'DATABASE_OLDER',
    );
  }
}
