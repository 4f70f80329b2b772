/** Gives rows of the catalogue back what they were before a submission. */
import type { EntityManager } from 'typeorm';
import { storeMetrics } from '../../db/metric-versions.js';
import { CatalogueRevision, type MetricDefinition, ServiceGroupMember } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { membersOf, whole } from '../catalogue-revisions.js';
import { CATALOGUE_TABLES, type CatalogueKind, type Properties, whereOf } from '../catalogue-tables.js';
import { loadInventory, loopFrom } from '../inventory.js';
import { Reasons } from './reason-to-leave.js';

/** A row of the catalogue that was left as it is. */
export interface LeftRow {
  kind: CatalogueKind;
  /** `services renew-a-permit`. */
  name: string;
  reason: string;
}

/**
 * Takes back what `undone` changed in the catalogue. A data set that it made is withdrawn. Other things that it made stay,
 * for others may refer to them; so does what was changed again since, and what cannot come back beside what there is today.
 *
 * @throws InputError 409 where an organisation would be inside itself
 */
export async function undoCatalogue(
  manager: EntityManager,
  undone: number,
  submission: number,
  now: Date,
): Promise<{ changed: number; left: LeftRow[] }> {
  const left: LeftRow[] = [];
  let changed = 0;
  const revisions = await manager.find(CatalogueRevision, {
    where: { submissionId: undone },
    order: { id: 'DESC' },
  });
  const leftThings = new Set<string>();
  const reasons = new Reasons(manager);
  let hasOrganisation = false;
  // Whether an old slug goes depends on what becomes of the thing that had it.
  const isAlias = ({ kind }: CatalogueRevision): number => (kind === 'aliases' ? 1 : 0);
  for (const revision of revisions.sort((a, b) => isAlias(a) - isAlias(b))) {
    const kind = revision.kind as CatalogueKind;
    const current = await currentRow(manager, kind, revision.rowKey);
    const isNeeded =
      kind === 'aliases' && leftThings.has(`${String(current?.kind)}s ${String(current?.targetId)}`);
    const reason = isNeeded ? 'it leads to what has another slug today' : await reasons.of(revision, current);
    if (reason !== null) {
      leftThings.add(`${kind} ${revision.rowKey}`);
      left.push({ kind, name: nameOf(kind, { ...(current ?? revision.before) }, revision), reason });
      continue;
    }
    await manager.insert(CatalogueRevision, {
      ...{ submissionId: submission, kind, rowKey: revision.rowKey },
      before: current && (await whole(manager, kind, current)),
    });
    await giveBack(manager, kind, revision, { current, now });
    changed++;
    hasOrganisation ||= kind === 'organisations';
  }
  if (hasOrganisation) await assertTree(manager);
  return { changed, left };
}

async function assertTree(manager: EntityManager): Promise<void> {
  const inventory = await loadInventory(manager);
  for (const slug of inventory.organisation.keys()) {
    const loop = loopFrom(inventory, slug);
    if (loop === undefined) continue;
    throw new InputError(
      `the organisation ${slug} would be inside itself: ${loop}. Take back what was sent later first, or give one of them another parent`,
      409,
      'CYCLE',
    );
  }
}

const currentRow = async (
  manager: EntityManager,
  kind: CatalogueKind,
  rowKey: string,
): Promise<Properties | null> => {
  const row = await manager.findOneBy(CATALOGUE_TABLES[kind].entity, whereOf(kind, rowKey));
  return row && { ...row };
};

const nameOf = (kind: CatalogueKind, row: Properties, { rowKey }: CatalogueRevision): string =>
  `${kind} ${String(row.slug ?? row.key ?? row.measureKey ?? row.metricKey ?? rowKey)}`;

async function giveBack(
  manager: EntityManager,
  kind: CatalogueKind,
  { rowKey, before }: CatalogueRevision,
  { current, now }: { current: Properties | null; now: Date },
): Promise<void> {
  const { entity } = CATALOGUE_TABLES[kind];
  const where = whereOf(kind, rowKey);
  if (before === null) {
    if (kind === 'data-sets') await manager.update(entity, where, { state: 'withdrawn' });
    else await manager.delete(entity, where);
    return;
  }
  // The version of a data set is that of its values.
  const { id, members, version: _version, ...values } = before as Properties;
  if (kind === 'metrics') return storeMetrics(manager, [values as unknown as MetricDefinition], now);
  if (current === null) {
    // Unless the columns are named, PostgreSQL gives another id.
    const row = { ...(id !== undefined && { id }), ...values };
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity, Object.keys(row))
      .values(row)
      .updateEntity(false)
      .execute();
  } else await manager.update(entity, where, values);
  if (members) await giveBackMembers(manager, Number(rowKey), members as number[]);
}

async function giveBackMembers(manager: EntityManager, groupId: number, wanted: number[]): Promise<void> {
  const stored = await membersOf(manager, groupId);
  for (const serviceId of wanted) {
    if (!stored.includes(serviceId)) await manager.insert(ServiceGroupMember, { groupId, serviceId });
  }
  for (const serviceId of stored) {
    if (!wanted.includes(serviceId)) await manager.delete(ServiceGroupMember, { groupId, serviceId });
  }
}
