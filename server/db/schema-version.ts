import type { DataSource, QueryRunner } from 'typeorm';
import { DatabaseError, MigratedError } from '../errors.js';
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

/** The newest migration of each database that was asserted to be of this version, as it was then. */
const NEWEST_AT_START = new WeakMap<DataSource, string>();

const NEWEST = `SELECT name FROM ${MIGRATION_TABLE} ORDER BY id DESC LIMIT 1`;

/** True while the newest migration is another than `assertSchemaIsCurrent` found. Never, where that was not asked. */
export async function isMigrated(connection: DataSource | QueryRunner): Promise<boolean> {
  const before = NEWEST_AT_START.get('dataSource' in connection ? connection.dataSource : connection);
  if (before === undefined) return false;
  const newest = await rows<{ name: string }>(connection, NEWEST);
  return newest.at(0)?.name !== before;
}

/** @throws MigratedError where it is. */
export async function assertNotMigrated(connection: DataSource | QueryRunner): Promise<void> {
  if (await isMigrated(connection)) throw new MigratedError();
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
  NEWEST_AT_START.set(dataSource, state.applied.at(-1)!);
}
