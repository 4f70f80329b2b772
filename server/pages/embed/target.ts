/** What is to be embedded, by the address of its page on the platform. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { DashboardFacts, DashboardModule } from '../../modules/dashboard.js';
import { dashboardOf, moduleOf } from '../../modules/subject-dashboard.js';
import { subjectWords } from '../../modules/module-request.js';
import type { Reading } from '../../loaders/reading.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import type { SubjectKind } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import {
  dashboardPath,
  figurePath,
  FOLDERS,
  modulePath,
  subjectPath,
} from '../../../components/formatting/paths.js';
import { dashboardTitle } from '../frame/crumbs.js';
import type { Site } from '../frame/site.js';

export type Target =
  | { kind: 'figure'; path: string; subject: Subject; metric: MetricDefinition }
  | { kind: 'module'; path: string; dashboard: DashboardFacts; module: DashboardModule }
  /** Of a subject, or one that somebody made. */
  | { kind: 'dashboard'; path: string; dashboard: DashboardFacts };

/** Something that has parts to choose from. */
export type Place =
  | { kind: 'subject'; path: string; subject: Subject }
  | { kind: 'dashboard'; path: string; dashboard: DashboardFacts };

export type Found = { target: Target } | { place: Place } | null;

/**
 * The path of an address of this platform, whole or from its root on; null for any other text.
 *
 * @returns also what the address asks for
 */
export function addressIn(
  text: string,
  { base, path: prefix }: Site,
): { path: string; query: URLSearchParams } | null {
  if (!/^(https?:\/\/|\/)/i.test(text) || !URL.canParse(text, base)) return null;
  const { origin, pathname, searchParams } = new URL(text, base);
  if (origin !== new URL(base).origin) return null;
  const within = prefix && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  const path = within.replace(/\.(html|svg|png|csv|json)$/, '').replace(/(.)\/$/, '$1');
  return { path, query: searchParams };
}

const KINDS = Object.keys(FOLDERS) as SubjectKind[];

function partsOf(path: string): string[] | null {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** @param isWhole a subject or a dashboard is meant as it is, not as a place to choose from */
export function findTarget(path: string, isWhole: boolean, { catalogue, snapshot }: Reading): Found {
  const parts = partsOf(path);
  if (!parts) return null;
  const [folder, ...names] = parts;
  if (folder === 'dashboards') return dashboardPart(names, isWhole, storedDashboards(snapshot));
  const kind = KINDS.find((each) => FOLDERS[each].split('/')[1] === folder);
  if (!kind) return null;
  const [slug, key, ...more] = kind === 'PORTFOLIO' ? ['', ...names] : names;
  const subject =
    kind === 'PORTFOLIO' ? catalogue.portfolio() : catalogue.subject(kind, (slug ?? '').toLowerCase());
  if (!subject || more.length > 0) return null;
  if (key === undefined) {
    const own = subjectPath(subject);
    return isWhole
      ? { target: { kind: 'dashboard', path: own, dashboard: dashboardOf(subject, snapshot) } }
      : { place: { kind: 'subject', path: own, subject } };
  }
  const metric = catalogue.metric(key);
  return metric
    ? { target: { kind: 'figure', path: figurePath(subject, metric.key), subject, metric } }
    : null;
}

function dashboardPart(
  [slug = '', name, ...more]: string[],
  isWhole: boolean,
  stored: ReturnType<typeof storedDashboards>,
): Found {
  const dashboard = stored.find(slug.toLowerCase());
  if (!dashboard || more.length > 0) return null;
  if (name === undefined) {
    const whole = { kind: 'dashboard', path: dashboardPath(dashboard.slug!), dashboard } as const;
    return isWhole ? { target: whole } : { place: whole };
  }
  const module = moduleOf(dashboard, name.toLowerCase());
  if (!module) return null;
  const path = modulePath({ dashboard: dashboard.slug!, module: module.slug });
  return { target: { kind: 'module', path, dashboard, module } };
}

/** What it is called, in English. */
export const titleOfPlace = (place: Place): string =>
  place.kind === 'subject' ? nameOf(place.subject, 'en') : dashboardTitle(place.dashboard);

/** The attributes of `<perf-dashboard>`. */
export const dashboardAttributes = ({ slug, subject }: DashboardFacts): [string, string | null][] =>
  slug === null
    ? Object.entries(subjectWords(subject)).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : null,
      ])
    : [['dashboard', slug]];

/** Where a page of others may frame it; null for the dashboard of a subject that nobody has made one for. */
export function framePath(target: Target): string | null {
  switch (target.kind) {
    case 'figure':
      return `/embed/frame${target.path}`;
    case 'module':
      return `/embed/frame/${encodeURIComponent(target.dashboard.slug!)}/${encodeURIComponent(target.module.slug)}`;
    case 'dashboard':
      return target.dashboard.slug === null
        ? null
        : `/embed/frame/${encodeURIComponent(target.dashboard.slug)}`;
  }
}
