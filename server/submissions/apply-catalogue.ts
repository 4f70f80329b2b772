/** Writes what `compareCatalogue` found. */
import type { EntityManager } from 'typeorm';
import { storeMetrics } from '../db/metric-versions.js';
import { type MetricDefinition, ServiceGroupMember } from '../entities/index.js';
import {
  CATALOGUE_TABLES,
  type CatalogueKind,
  type Properties,
  rowKeyOf,
  whereOf,
} from './catalogue-tables.js';
import { keepRevisions } from './catalogue-revisions.js';
import type { CatalogueChange, CatalogueChanges } from './compare-catalogue.js';
import type { RealIds } from './identities.js';

const INSERT_ROWS = 200;

export async function applyCatalogue(
  manager: EntityManager,
  kind: CatalogueKind,
  { rows }: CatalogueChanges,
  { ids, submission, now }: { ids: RealIds; submission: number; now: Date },
): Promise<void> {
  const { entity, referredToAs, references } = CATALOGUE_TABLES[kind];
  /** A parent that is not stored yet may come after its organisation: it is set when all are there. */
  const isWithoutParent = ({ before, after }: CatalogueChange): boolean =>
    kind === 'organisations' && before === null && Number(after.parentId) < 0;
  const stored = (after: Properties): Properties => {
    const row = { ...after };
    for (const property of references) row[property] = ids.of(row[property] as number | null);
    return row;
  };

  if (kind === 'metrics') {
    await keepRevisions(manager, kind, rows, { ids, submission });
    await storeMetrics(
      manager,
      rows.map(({ after }) => stored(after) as unknown as MetricDefinition),
      now,
    );
    return;
  }
  const fresh = rows
    .filter(({ before }) => before === null)
    .map((change) => stored(isWithoutParent(change) ? { ...change.after, parentId: null } : change.after));
  for (let from = 0; from < fresh.length; from += INSERT_ROWS) {
    const values = fresh.slice(from, from + INSERT_ROWS).map(({ id: _provisional, ...row }) => row);
    await manager.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
  }
  if (referredToAs) await ids.learn(manager, referredToAs, fresh);
  await keepRevisions(manager, kind, rows, { ids, submission });

  for (const change of rows) {
    const { before, after } = change;
    if (before === null && !isWithoutParent(change)) continue;
    const { id, ...values } = stored(after);
    const where = id === undefined ? whereOf(kind, rowKeyOf(kind, after)) : { id: ids.of(id as number) };
    if (change.isRemoved) await manager.delete(entity, where);
    else await manager.createQueryBuilder().update(entity).set(values).where(where).execute();
  }
  for (const { after, members } of rows) {
    if (!members) continue;
    const groupId = ids.of(after.id as number);
    for (const id of members.added)
      await manager.insert(ServiceGroupMember, { groupId, serviceId: ids.of(id) });
    for (const serviceId of members.removed) await manager.delete(ServiceGroupMember, { groupId, serviceId });
  }
}
