/** Writes dashboards. A version never changes: other content becomes the next version, the same content none. */
import type { EntityManager } from 'typeorm';
import {
  canonicalJson,
  Dashboard,
  type DashboardSection,
  DashboardVersion,
  Module,
  type Texts,
} from '../entities/index.js';
import type { SubjectType } from '../metrics/subject-kinds.js';
import { assertOptions, type ModuleOptions } from '../modules/stored-options.js';
import { type Counts, type Identities, noCounts } from './catalogue-rows.js';

export interface DeliveredModule {
  slug: string;
  texts: Partial<Texts<'title' | 'description'>>;
  metricKey: string;
  options: ModuleOptions;
}

/** A dashboard as it is to be read from now on, its references by the slugs of today. */
export interface DeliveredDashboard {
  slug: string;
  subject: { type: SubjectType; slug?: string };
  /** The slug of an organisation. */
  owner: string | null;
  texts: Texts<'title', 'description'>;
  sections: DashboardSection[];
  /** In the order in which they stand. */
  modules: DeliveredModule[];
}

type VersionContent = Pick<DeliveredDashboard, 'texts' | 'sections' | 'modules'>;

/** Equal texts, equal dashboards: a section that only moved has its modules elsewhere in the list. */
const fingerprint = ({ texts, sections, modules }: VersionContent): string =>
  canonicalJson({
    texts,
    sections,
    modules: modules.map(({ slug, texts: own, metricKey, options }) => [slug, own, metricKey, options]),
  });

const INSERT_ROWS = 200;

/**
 * Publishes each dashboard as it is delivered. `author` and `at` (an instant) are written on new versions.
 *
 * @throws InputError for a module with an option that there is not, or that cannot have its value.
 */
export async function storeDashboards(
  manager: EntityManager,
  delivered: readonly DeliveredDashboard[],
  identities: Identities,
  by: { author: string; at: string },
): Promise<Counts> {
  const counts: Counts = { ...noCounts(), received: delivered.length };
  for (const dashboard of delivered) counts[await storeOne(manager, dashboard, identities, by)]++;
  return counts;
}

async function storeOne(
  manager: EntityManager,
  delivered: DeliveredDashboard,
  identities: Identities,
  by: { author: string; at: string },
): Promise<'inserted' | 'updated' | 'unchanged'> {
  for (const { slug, options } of delivered.modules) assertOptions(`${delivered.slug}/${slug}`, options);
  const { type, slug: subject } = delivered.subject;
  const head = {
    slug: delivered.slug,
    subjectType: type,
    subjectId: type === 'portfolio' ? null : await identities.of({ kind: type, slug: subject! }),
    ownerOrganisationId:
      delivered.owner === null ? null : await identities.of({ kind: 'organisation', slug: delivered.owner }),
    state: 'published' as const,
  };
  const before = await manager.findOneBy(Dashboard, { slug: delivered.slug });
  if (!before) {
    const { identifiers } = await manager.insert(Dashboard, { ...head, publishedVersion: 1 });
    await addVersion(manager, (identifiers[0] as { id: number }).id, 1, delivered, by);
    return 'inserted';
  }
  const versions = await manager.find(DashboardVersion, {
    where: { dashboardId: before.id },
    order: { number: 'ASC' },
  });
  const isSame = await hasContent(manager, versions, before.publishedVersion, delivered);
  const publishedVersion = isSame ? before.publishedVersion : (versions.at(-1)?.number ?? 0) + 1;
  if (!isSame) await addVersion(manager, before.id, publishedVersion!, delivered, by);
  const after: Dashboard = { ...before, ...head, publishedVersion };
  if (canonicalJson(after) === canonicalJson(before)) return 'unchanged';
  await manager.update(Dashboard, { id: before.id }, { ...head, publishedVersion });
  return 'updated';
}

async function hasContent(
  manager: EntityManager,
  versions: readonly DashboardVersion[],
  published: number | null,
  delivered: VersionContent,
): Promise<boolean> {
  const version = versions.find(({ number }) => number === published);
  if (!version) return false;
  const modules = await manager.find(Module, {
    where: { versionId: version.id },
    order: { position: 'ASC' },
  });
  return fingerprint({ ...version, modules }) === fingerprint(delivered);
}

async function addVersion(
  manager: EntityManager,
  dashboardId: number,
  number: number,
  { texts, sections, modules }: VersionContent,
  { author, at }: { author: string; at: string },
): Promise<void> {
  const { identifiers } = await manager.insert(DashboardVersion, {
    dashboardId,
    number,
    author,
    at,
    texts,
    sections,
  });
  const versionId = (identifiers[0] as { id: number }).id;
  const rows = modules.map((module, position) => ({
    ...module,
    texts: module.texts as Module['texts'],
    versionId,
    position,
  }));
  for (let from = 0; from < rows.length; from += INSERT_ROWS) {
    await manager.insert(Module, rows.slice(from, from + INSERT_ROWS));
  }
}
