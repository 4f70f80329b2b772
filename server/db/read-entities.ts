/** Entities read as rows: a fraction of the work of a repository's `find`, for tables that are read whole. */
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { rows } from './dialect.js';

/** SQL with `?` placeholders. */
export interface Condition {
  sql: string;
  parameters: readonly unknown[];
}

/** The entities that meet a condition, else all of a table, as a repository would give those without relations. */
export async function readEntities<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  where: Condition = { sql: 'true', parameters: [] },
): Promise<Entity[]> {
  const { metadata } = manager.getRepository(target);
  const { driver } = manager.connection;
  const { columns } = metadata;
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const stored = await rows<ObjectLiteral>(
    manager,
    `SELECT ${names} FROM ${driver.escape(metadata.tableName)} WHERE ${where.sql}`,
    [...where.parameters],
  );
  return stored.map((row) => {
    const entity = metadata.create() as ObjectLiteral;
    for (const column of columns) {
      entity[column.propertyName] = driver.prepareHydratedValue(row[column.databaseName], column) as unknown;
    }
    return entity as Entity;
  });
}
