/** Dashboards as they are stored, with all their versions, for those who edit them. */
import { type EntityManager, In } from 'typeorm';
import { groupBy } from '../db/group-by.js';
import { type Connection, rows } from '../db/index.js';
import {
  Dashboard,
  DashboardEvent,
  type DashboardHead,
  DashboardVersion,
  Module,
  type TokenPlace,
} from '../entities/index.js';
import { InputError } from '../errors.js';
import { quoted } from '../ingest/message-words.js';
import {
  definitionOf,
  headOf,
  Slugs,
  type StoredVersion,
  type Written,
} from '../modules/stored-definition.js';
import { type Inventory, loadInventory } from '../submissions/inventory.js';
import { type Owned, Reach } from './reach.js';

interface SlugRow {
  id: number;
  slug: string;
}

export async function readSlugs(connection: Connection): Promise<Slugs> {
  const of = (table: string): Promise<SlugRow[]> => rows(connection, `SELECT id, slug FROM ${table}`);
  const aliases = await rows<{ kind: string; slug: string; target_id: number }>(
    connection,
    'SELECT kind, slug, target_id FROM slug_alias',
  );
  return new Slugs({
    organisations: await of('organisation'),
    services: await of('service'),
    groups: await of('service_group'),
    aliases: aliases.map(({ target_id: targetId, ...alias }) => ({ ...alias, targetId })),
  });
}

/** The services of groups, by the slugs of the groups. */
export async function readMembers(connection: Connection): Promise<Map<string, string[]>> {
  const list = await rows<{ group: string; service: string }>(
    connection,
    `SELECT g.slug AS "group", s.slug AS service FROM service_group_member m
     JOIN service_group g ON g.id = m.group_id JOIN service s ON s.id = m.service_id`,
  );
  const members = new Map<string, string[]>();
  for (const { group, service } of list) members.set(group, [...(members.get(group) ?? []), service]);
  return members;
}

export const readReach = async (
  connection: Connection,
  catalogue: Inventory,
  places: readonly TokenPlace[],
): Promise<Reach> => new Reach(catalogue, places, await readMembers(connection));

/** A dashboard with its versions, oldest first. */
export interface StoredDashboard {
  dashboard: Dashboard;
  versions: DashboardVersion[];
}

export async function findDashboard(
  manager: EntityManager,
  catalogue: Pick<Inventory, 'dashboard' | 'aliases'>,
  slug: string,
): Promise<StoredDashboard | undefined> {
  const today = catalogue.dashboard.has(slug) ? slug : catalogue.aliases.dashboard.get(slug);
  const dashboard = today === undefined ? null : await manager.findOneBy(Dashboard, { slug: today });
  if (!dashboard) return undefined;
  const where = { dashboardId: dashboard.id };
  return { dashboard, versions: await manager.find(DashboardVersion, { where, order: { number: 'ASC' } }) };
}

export const newestOf = ({ versions }: StoredDashboard): DashboardVersion => versions[versions.length - 1];

/** What the newest version is about, and whose it is. */
export const newestHead = (found: StoredDashboard): DashboardHead =>
  headOf({ ...found, version: newestOf(found) });

/** A version with its modules. */
export async function readVersion(
  manager: EntityManager,
  dashboard: Dashboard,
  version: DashboardVersion,
): Promise<StoredVersion & { dashboard: Dashboard; version: DashboardVersion }> {
  const where = { versionId: version.id };
  return { dashboard, version, modules: await manager.find(Module, { where, order: { position: 'ASC' } }) };
}

export const readDefinition = async (
  manager: EntityManager,
  dashboard: Dashboard,
  version: DashboardVersion,
  slugs: Slugs,
): Promise<Written> => definitionOf(await readVersion(manager, dashboard, version), slugs);

/** What a head is about, and whose it is, by slugs. */
export function namesOf(head: DashboardHead, slugs: Slugs): Owned {
  const { subjectType: type, subjectId, ownerOrganisationId } = head;
  return {
    subject: type === 'portfolio' ? { type } : { type, slug: slugs.of(type, subjectId!) },
    owner: ownerOrganisationId === null ? null : slugs.of('organisation', ownerOrganisationId),
  };
}

/** A dashboard as those see it who may edit it. */
export interface EditableDashboard extends StoredDashboard {
  head: DashboardHead;
  events: DashboardEvent[];
}

/** Those that somebody may edit, by slug. */
export async function editableDashboards(
  manager: EntityManager,
  places: readonly TokenPlace[],
): Promise<EditableDashboard[]> {
  if (places.length === 0) return [];
  const catalogue = await loadInventory(manager);
  const reach = await readReach(manager, catalogue, places);
  const slugs = await readSlugs(manager);
  const versionsOf = groupBy(
    await manager.find(DashboardVersion, { order: { number: 'ASC' } }),
    ({ dashboardId }) => dashboardId,
  );
  const all = await manager.find(Dashboard, { order: { slug: 'ASC' } });
  const found = all.flatMap((dashboard) => {
    const versions = versionsOf.get(dashboard.id)!;
    const head = newestHead({ dashboard, versions });
    return reach.hasDashboard(namesOf(head, slugs)) ? [{ dashboard, versions, head }] : [];
  });
  const dashboardId = In(found.map(({ dashboard }) => dashboard.id));
  const events = await manager.find(DashboardEvent, { where: { dashboardId }, order: { id: 'ASC' } });
  const eventsOf = groupBy(events, (event) => event.dashboardId);
  return found.map((each) => ({ ...each, events: eventsOf.get(each.dashboard.id) ?? [] }));
}

/** @throws InputError (404) */
function versionOf({ dashboard, versions }: EditableDashboard, number: number): DashboardVersion {
  const version = versions.find((each) => each.number === number);
  if (version) return version;
  const message = `${dashboard.slug} has no version ${number}: it has 1 to ${versions.length}`;
  throw new InputError(message, 404, 'NOT_FOUND');
}

/** What a version says. @throws InputError (404) */
export const editableDefinition = async (
  manager: EntityManager,
  found: EditableDashboard,
  number: number,
): Promise<Written> =>
  readDefinition(manager, found.dashboard, versionOf(found, number), await readSlugs(manager));

/** A version with its modules, and the dashboard as it says. @throws InputError (404) */
export async function editableVersion(
  manager: EntityManager,
  found: EditableDashboard,
  number: number,
): Promise<Awaited<ReturnType<typeof readVersion>>> {
  const stored = await readVersion(manager, found.dashboard, versionOf(found, number));
  return { ...stored, dashboard: { ...found.dashboard, ...headOf(stored) } };
}

/** What readers see of a dashboard, as it is written. @throws InputError (404) */
export async function publishedDefinition(manager: EntityManager, slug: string): Promise<Written> {
  const found = await findDashboard(manager, await loadInventory(manager), slug);
  const version = found?.versions.find(({ number }) => number === found.dashboard.publishedVersion);
  if (found && version) return readDefinition(manager, found.dashboard, version, await readSlugs(manager));
  throw new InputError(`there is no published dashboard ${quoted(slug)}`, 404, 'NOT_FOUND');
}
