/** The dashboard of a subject, and what its modules ask for. */
import { storedDashboards } from './stored-dashboards.js';
import { ArgumentError } from '../errors.js';
import { textIn, type Language } from '../metrics/definitions.js';
import type { DashboardFacts, DashboardModule } from './dashboard.js';
import { defaultSections } from './default-dashboard.js';
import { moduleRangeOf, subjectWords, type ModuleRange, type ModuleRequest } from './module-request.js';
import { SPAN_WORDS } from './request-words.js';
import type { Snapshot } from '../store/snapshot.js';
import type { Subject } from '../store/subject.js';

/** The dashboard that is marked as the page of a subject, else the one that its data make. */
export function dashboardOf(subject: Subject, snapshot: Snapshot): DashboardFacts {
  return (
    storedDashboards(snapshot)
      .of(subject)
      .find(({ isOwnPage }) => isOwnPage) ?? {
      kind: 'DASHBOARD',
      id: null,
      slug: null,
      subject,
      owner: null,
      isOwnPage: true,
      title: null,
      description: null,
      version: null,
      publishedAt: null,
      sections: defaultSections(subject, snapshot),
    }
  );
}

/** The published dashboards of a subject that are not its page, by slug. */
export const furtherDashboards = (subject: Subject, snapshot: Snapshot): DashboardFacts[] =>
  storedDashboards(snapshot)
    .of(subject)
    .filter(({ isOwnPage }) => !isOwnPage);

/** A module of a dashboard by its slug. */
export const moduleOf = ({ sections }: DashboardFacts, slug: string): DashboardModule | undefined =>
  sections.flatMap(({ modules }) => modules).find((module) => module.slug === slug);

const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/**
 * What a module asks for, with what a reader asks for in its place: a span of time in place of the module's whole span,
 * everything else word by word. `compareTo` null, said outright, is with nothing.
 */
export function moduleRequestOf(
  { slug }: Pick<DashboardFacts, 'slug'>,
  module: DashboardModule,
  asked: ModuleRange = {},
): ModuleRequest {
  const given: ModuleRange = Object.fromEntries(
    Object.entries(moduleRangeOf(asked)).filter(
      ([word, value]) => isGiven(value) || (word === 'compareTo' && value === null),
    ),
  );
  const hasSpan = SPAN_WORDS.some((word) => word in given);
  const own = { ...module.range };
  if (hasSpan) for (const word of SPAN_WORDS) delete own[word];
  if ('splitOn' in given) delete own.compareTo;
  const range = { ...own, ...given };
  if (slug !== null) return { ...range, dashboard: slug, module: module.slug };
  return { ...range, ...subjectWords(module.subject), metric: module.metric.key };
}

/** The title that a module was given, in a language; null where it has its metric's label. */
export const titleIn = (module: DashboardModule | null, lang: Language): string | null =>
  (module?.title && textIn(module.title, lang)) || null;

/** What a module's publisher says about it, in a language. */
export const descriptionIn = (module: DashboardModule | null, lang: Language): string | null =>
  (module?.description && textIn(module.description, lang)) || null;

/** A request for a module: one for a stored module becomes that for its metric, with what the reader asks for. */
export interface ResolvedRequest {
  request: ModuleRequest;
  module: DashboardModule | null;
  stored: { dashboard: string; module: string } | null;
}

/** @throws ArgumentError that names what is not there. */
export function resolveModule(request: ModuleRequest, snapshot: Snapshot): ResolvedRequest {
  const { dashboard: slug, module: name, ...asked } = request;
  if (!slug && !name) return { request, module: null, stored: null };
  const dashboard = storedDashboards(snapshot).find(slug ?? '');
  if (!dashboard) throw new ArgumentError('dashboard', `there is no dashboard "${slug ?? ''}"`, 'NOT_FOUND');
  const module = moduleOf(dashboard, name ?? '');
  if (!module) {
    const message = `the dashboard "${slug}" has no module "${name ?? ''}"`;
    throw new ArgumentError('module', message, 'NOT_FOUND');
  }
  const asMetric = moduleRequestOf({ slug: null }, module, asked);
  return { request: asMetric, module, stored: { dashboard: dashboard.slug!, module: module.slug } };
}
