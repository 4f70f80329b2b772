/** Takes a row out of the catalogue. What it was is kept, so that the removal can be taken back. */
import type { EntityManager } from 'typeorm';
import { ServiceGroupMember } from '../entities/index.js';
import {
  CATALOGUE_TABLES,
  type CatalogueKind,
  type Properties,
  rowKeyOf,
  whereOf,
} from './catalogue-tables.js';
import { keepRevisions } from './catalogue-revisions.js';
import { RealIds } from './identities.js';

/** The stored rows of a kind with such properties. */
export const findRows = async (
  manager: EntityManager,
  kind: CatalogueKind,
  where: Properties,
): Promise<Properties[]> =>
  ((await manager.find(CATALOGUE_TABLES[kind].entity)) as Properties[]).filter((row) =>
    Object.entries(where).every(([property, value]) => row[property] === value),
  );

export async function removeRow(
  manager: EntityManager,
  kind: CatalogueKind,
  row: Properties,
  submission: number,
): Promise<void> {
  await keepRevisions(manager, kind, [{ before: row, after: row }], { ids: new RealIds(), submission });
  if (kind === 'groups') await manager.delete(ServiceGroupMember, { groupId: Number(row.id) });
  await manager.delete(CATALOGUE_TABLES[kind].entity, whereOf(kind, rowKeyOf(kind, row)));
}
