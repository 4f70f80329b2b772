/** What rows of the catalogue were before a submission changed them. */
import type { EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import { CatalogueRevision, ServiceGroupMember } from '../entities/index.js';
import { CATALOGUE_TABLES, type CatalogueKind, type Properties, rowKeyOf } from './catalogue-tables.js';
import type { CatalogueChange } from './compare-catalogue.js';
import type { RealIds } from './identities.js';

const INSERT_ROWS = 200;

/** The services of a group, by id. */
export async function membersOf(manager: EntityManager, groupId: number): Promise<number[]> {
  const members = await manager.findBy(ServiceGroupMember, { groupId });
  return members.map(({ serviceId }) => serviceId).sort((a, b) => a - b);
}

/** Ids of the newest rows of a table, the oldest of them first. */
async function newestIds(manager: EntityManager, kind: CatalogueKind, count: number): Promise<number[]> {
  const { tableName } = manager.connection.getMetadata(CATALOGUE_TABLES[kind].entity);
  const list = await rows<{ id: number }>(manager, `SELECT id FROM ${tableName} ORDER BY id DESC LIMIT ?`, [
    count,
  ]);
  return list.map(({ id }) => id).reverse();
}

/** The keys of new rows that have just been inserted, in their order. */
async function keysOfNew(
  manager: EntityManager,
  kind: CatalogueKind,
  fresh: readonly CatalogueChange[],
  ids: RealIds,
): Promise<string[]> {
  if (fresh.length === 0) return [];
  if (CATALOGUE_TABLES[kind].key) return fresh.map(({ after }) => rowKeyOf(kind, after));
  if (CATALOGUE_TABLES[kind].referredToAs) return fresh.map(({ after }) => String(ids.of(Number(after.id))));
  return (await newestIds(manager, kind, fresh.length)).map(String);
}

/**
 * Keeps what rows are that a submission changes: called when new ones are inserted, and before others are updated or
 * groups get other members.
 */
export async function keepRevisions(
  manager: EntityManager,
  kind: CatalogueKind,
  changes: readonly CatalogueChange[],
  { ids, submission }: { ids: RealIds; submission: number },
): Promise<void> {
  const fresh = changes.filter(({ before }) => before === null);
  const kept: Omit<CatalogueRevision, 'id'>[] = [];
  for (const rowKey of await keysOfNew(manager, kind, fresh, ids)) {
    kept.push({ submissionId: submission, kind, rowKey, before: null });
  }
  for (const { before } of changes) {
    if (before === null) continue;
    const rowKey = rowKeyOf(kind, before);
    kept.push({ submissionId: submission, kind, rowKey, before: await whole(manager, kind, before) });
  }
  for (let from = 0; from < kept.length; from += INSERT_ROWS) {
    const values = kept.slice(from, from + INSERT_ROWS);
    await manager
      .createQueryBuilder()
      .insert()
      .into(CatalogueRevision)
      .values(values)
      .updateEntity(false)
      .execute();
  }
}

/** A stored row as it is kept: of a group with its members. */
export async function whole(
  manager: EntityManager,
  kind: CatalogueKind,
  row: Properties,
): Promise<Record<string, unknown>> {
  const plain = { ...row };
  return kind === 'groups' ? { ...plain, members: await membersOf(manager, Number(row.id)) } : plain;
}
