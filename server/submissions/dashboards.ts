/**
 * Compares and writes dashboards. A version never changes: other content becomes the next version, the same content
 * none.
 */
import type { EntityManager } from 'typeorm';
import {
  canonicalJson,
  type CheckedOptions,
  Dashboard,
  type DashboardSection,
  DashboardVersion,
  Module,
  type Texts,
} from '../entities/index.js';
import type { SubjectType } from '../metrics/subject-kinds.js';
import { type Counts, noCounts } from './counts.js';
import type { Identities, RealIds } from './identities.js';

export interface DeliveredModule {
  slug: string;
  texts: Partial<Texts<'title' | 'description' | 'text'>>;
  /** null = it is a text. */
  metricKey: string | null;
  options: CheckedOptions;
}

/** A dashboard as it is to be read from now on, its references by the slugs of today. */
export interface DeliveredDashboard {
  slug: string;
  subject: { type: SubjectType; slug?: string };
  /** The slug of an organisation. */
  owner: string | null;
  texts: Texts<'title', 'description'>;
  /** Whether it is the page of its subject. */
  isOwnPage: boolean;
  sections: DashboardSection[];
  /** In the order in which they stand. */
  modules: DeliveredModule[];
}

type VersionContent = Pick<DeliveredDashboard, 'texts' | 'sections' | 'modules'>;
type StoredContent = Pick<VersionContent, 'texts' | 'sections'> & {
  modules: readonly (Omit<DeliveredModule, 'options'> & Pick<Module, 'options'>)[];
};

/** Equal texts, equal dashboards: a section that only moved has its modules elsewhere in the list. */
const fingerprint = ({ texts, sections, modules }: StoredContent): string =>
  canonicalJson({
    texts,
    sections,
    modules: modules.map(({ slug, texts: own, metricKey, options }) => [slug, own, metricKey, options]),
  });

const INSERT_ROWS = 200;

/** A dashboard that would be inserted or updated. */
interface DashboardChange {
  /** null = it is not stored yet. */
  before: Dashboard | null;
  /** Ids of what is not stored yet are provisional, its own too. */
  after: Dashboard;
  /** What the version to be published holds, if that is a new one. */
  newVersion?: VersionContent;
}

export interface DashboardChanges {
  counts: Counts;
  rows: DashboardChange[];
}

/** Compares dashboards with those that are published. Nothing is written. */
export async function compareDashboards(
  manager: EntityManager,
  delivered: readonly DeliveredDashboard[],
  identities: Identities,
): Promise<DashboardChanges> {
  const counts: Counts = { ...noCounts(), received: delivered.length };
  const rows: DashboardChange[] = [];
  for (const dashboard of delivered) {
    const change = await compareOne(manager, dashboard, identities);
    counts[!change ? 'unchanged' : change.before ? 'updated' : 'inserted']++;
    if (change) rows.push(change);
  }
  return { counts, rows };
}

/** Undefined if the dashboard is published as it is delivered. */
async function compareOne(
  manager: EntityManager,
  delivered: DeliveredDashboard,
  identities: Identities,
): Promise<DashboardChange | undefined> {
  const { slug, owner, subject, isOwnPage } = delivered;
  const head = {
    slug,
    subjectType: subject.type,
    subjectId:
      subject.type === 'portfolio' ? null : await identities.of({ kind: subject.type, slug: subject.slug! }),
    ownerOrganisationId: owner === null ? null : await identities.of({ kind: 'organisation', slug: owner }),
    isOwnPage,
    state: 'published' as const,
    reviewVersion: null,
    replacedBy: null,
  };
  const before = await manager.findOneBy(Dashboard, { slug });
  if (!before) {
    const id = await identities.declare('dashboard', { slug });
    return { before, after: { id, ...head, publishedVersion: 1 }, newVersion: delivered };
  }
  const versions = await manager.find(DashboardVersion, {
    where: { dashboardId: before.id },
    order: { number: 'ASC' },
  });
  if (!(await hasContent(manager, versions, before.publishedVersion, delivered))) {
    const publishedVersion = (versions.at(-1)?.number ?? 0) + 1;
    return { before, after: { id: before.id, ...head, publishedVersion }, newVersion: delivered };
  }
  const after = { id: before.id, ...head, publishedVersion: before.publishedVersion };
  return canonicalJson({ ...before, ...after }) === canonicalJson(before) ? undefined : { before, after };
}

/** Publishes what `compareDashboards` found. `author` and `at` (an instant) are written on new versions. */
export async function applyDashboards(
  manager: EntityManager,
  { rows }: DashboardChanges,
  ids: RealIds,
  by: { author: string; at: string },
): Promise<void> {
  for (const { before, after, newVersion } of rows) {
    const { id, ...values } = after;
    const head = {
      ...values,
      subjectId: ids.of(after.subjectId),
      ownerOrganisationId: ids.of(after.ownerOrganisationId),
    };
    if (before) await manager.update(Dashboard, { id: before.id }, head);
    const dashboardId = before?.id ?? ((await manager.insert(Dashboard, head)).identifiers[0].id as number);
    if (!before) await ids.learn(manager, 'dashboard', [{ id, slug: head.slug }]);
    if (newVersion) {
      const version = { dashboardId, number: after.publishedVersion!, head: null, ...by };
      await addVersion(manager, version, newVersion);
    }
  }
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

/** Stores a version with its modules. */
export async function addVersion(
  manager: EntityManager,
  version: Pick<DashboardVersion, 'dashboardId' | 'number' | 'author' | 'at' | 'head'>,
  { texts, sections, modules }: VersionContent,
): Promise<void> {
  const { identifiers } = await manager.insert(DashboardVersion, { ...version, texts, sections });
  const versionId = (identifiers[0] as { id: number }).id;
  const rows = modules.map((module, position) => ({
    ...module,
    texts: module.texts as Module['texts'],
    options: module.options as object,
    versionId,
    position,
  }));
  for (let from = 0; from < rows.length; from += INSERT_ROWS) {
    await manager.insert(Module, rows.slice(from, from + INSERT_ROWS));
  }
}
