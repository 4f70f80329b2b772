/** The rows of published dashboards. Drafts and older versions are not read: they are not part of any public version. */
import type { EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import type { Dashboard, DashboardVersion, Module } from '../entities/index.js';
import type { SubjectType } from '../metrics/subject-kinds.js';

/** A published dashboard with the version that readers see. */
export interface PublishedDashboard {
  dashboard: Dashboard;
  version: DashboardVersion;
  /** In the order of their positions. */
  modules: readonly Module[];
}

/** Dashboards that an answer looks for: all, the one with a slug, those of a subject (the portfolio has no id). */
export type DashboardPart =
  'dashboards' | 'gone dashboards' | `dashboard ${string}` | `dashboards of ${SubjectType} ${number | null}`;

/** Kept as long as the rows. */
const VERSIONS = new WeakMap<readonly PublishedDashboard[], ReadonlyMap<DashboardPart, string>>();

/** What there is of each part, in short: the same text for the same published versions. */
export function versionsOfDashboards(
  published: readonly PublishedDashboard[],
): ReadonlyMap<DashboardPart, string> {
  const known = VERSIONS.get(published);
  if (known) return known;
  const versions = new Map<DashboardPart, string>();
  const add = (part: DashboardPart, text: string): void =>
    void versions.set(part, (versions.get(part) ?? '') + text);
  for (const { dashboard, version } of [...published].sort((a, b) => a.dashboard.id - b.dashboard.id)) {
    const text = JSON.stringify([dashboard, version.at]);
    add('dashboards', text);
    add(`dashboard ${dashboard.slug}`, text);
    add(`dashboards of ${dashboard.subjectType} ${dashboard.subjectId}`, text);
  }
  VERSIONS.set(published, versions);
  return versions;
}

/** All published dashboards, with a number of statements that does not depend on how many there are. */
export async function readPublishedDashboards(manager: EntityManager): Promise<PublishedDashboard[]> {
  const dashboards = await manager
    .getRepository<Dashboard>('Dashboard')
    .find({ where: { state: 'published' } });
  if (!dashboards.length) return [];
  const versions = await manager
    .getRepository<DashboardVersion>('DashboardVersion')
    .createQueryBuilder('version')
    .innerJoin('Dashboard', 'dashboard', 'dashboard.id = version.dashboardId')
    .where("dashboard.state = 'published' AND dashboard.publishedVersion = version.number")
    .getMany();
  const modules = await manager
    .getRepository<Module>('Module')
    .createQueryBuilder('module')
    .innerJoin('DashboardVersion', 'version', 'version.id = module.versionId')
    .innerJoin('Dashboard', 'dashboard', 'dashboard.id = version.dashboardId')
    .where("dashboard.state = 'published' AND dashboard.publishedVersion = version.number")
    .orderBy('module.position', 'ASC')
    .getMany();
  return dashboards.flatMap((dashboard): PublishedDashboard[] => {
    const version = versions.find(({ dashboardId }) => dashboardId === dashboard.id);
    if (!version) return [];
    return [{ dashboard, version, modules: modules.filter(({ versionId }) => versionId === version.id) }];
  });
}

/** A dashboard that readers have seen and that was deleted. */
export interface GoneDashboard {
  slug: string;
  /** The slug of the one that is to be read in its place. */
  replacedBy: string | null;
}

/** By slug. Those that were never published are nobody's business. */
export async function readGoneDashboards(manager: EntityManager): Promise<GoneDashboard[]> {
  const gone = await rows<{ slug: string; replaced_by: string | null }>(
    manager,
    `SELECT d.slug, d.replaced_by FROM dashboard d WHERE d.state = 'deleted' AND (
       EXISTS (SELECT 1 FROM dashboard_event e WHERE e.dashboard_id = d.id AND e.action = 'publish')
       OR EXISTS (SELECT 1 FROM dashboard_version v WHERE v.dashboard_id = d.id AND v.head IS NULL))
     ORDER BY d.slug`,
  );
  return gone.map(({ slug, replaced_by: replacedBy }) => ({ slug, replacedBy }));
}
