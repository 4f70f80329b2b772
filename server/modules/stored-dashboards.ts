/** The published dashboards of a catalogue. */
import type { Dashboard, DashboardVersion, Module } from '../entities/index.js';
import { log } from '../log.js';
import type { Text } from '../metrics/definitions.js';
import { kindOf } from '../metrics/subject-kinds.js';
import type { Catalogue } from '../store/catalogue.js';
import type { DashboardFacts, DashboardModule } from './dashboard.js';
import { readOptions, type StoredSubject } from './stored-options.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Snapshot } from '../store/snapshot.js';
import { subjectId, type Subject } from '../store/subject.js';

const textOf = (texts: { [key: string]: Text | undefined }, name: string): Text | null => {
  const text = texts[name];
  return text?.en ? text : null;
};

/**
 * The published dashboards of a catalogue. A module whose metric or subject is gone is left out. One with options that
 * this version does not understand is shown without those, and the log names it.
 */
export class StoredDashboards {
  readonly all: readonly DashboardFacts[];
  readonly #bySlug: ReadonlyMap<string, DashboardFacts>;

  constructor(published: readonly PublishedDashboard[], catalogue: Catalogue) {
    this.all = published
      .flatMap(({ dashboard, version, modules }): DashboardFacts[] => {
        const subject = subjectFor(dashboard, catalogue);
        return subject ? [factsOf(dashboard, version, modules, subject, catalogue)] : [];
      })
      .sort((a, b) => (a.slug! < b.slug! ? -1 : 1));
    const old = catalogue.tables.aliases.flatMap(({ kind, slug, targetId }): [string, DashboardFacts][] => {
      const target = kind === 'dashboard' && this.all.find(({ id }) => id === targetId);
      return target ? [[slug, target]] : [];
    });
    this.#bySlug = new Map([...old, ...this.all.map((one): [string, DashboardFacts] => [one.slug!, one])]);
  }

  /** By its slug, or by one that it had before. */
  find(slug: string): DashboardFacts | undefined {
    return this.#bySlug.get(slug);
  }

  /** The first published dashboard of a subject, by slug. */
  of(subject: Subject): DashboardFacts | undefined {
    const id = subjectId(subject);
    return this.all.find((one) => one.subject.kind === subject.kind && subjectId(one.subject) === id);
  }
}

/** Kept as long as the rows that they are made of. */
const KNOWN = new WeakMap<readonly PublishedDashboard[], StoredDashboards>();

/** The stored dashboards that readers of a snapshot see. */
export function storedDashboards({ dashboards, catalogue }: Snapshot): StoredDashboards {
  let known = KNOWN.get(dashboards);
  if (!known) KNOWN.set(dashboards, (known = new StoredDashboards(dashboards, catalogue)));
  return known;
}

function subjectFor({ subjectType, subjectId: id }: Dashboard, catalogue: Catalogue): Subject | undefined {
  if (subjectType === 'portfolio') return catalogue.portfolio();
  return id === null ? undefined : catalogue.subjectById(kindOf(subjectType), id);
}

const subjectOf = ({ type, slug = '' }: StoredSubject, catalogue: Catalogue): Subject | undefined =>
  catalogue.subject(kindOf(type), slug);

const MISREAD = 'stored options are not understood: the module is shown without them';

function factsOf(
  dashboard: Dashboard,
  version: DashboardVersion,
  modules: readonly Module[],
  subject: Subject,
  catalogue: Catalogue,
): DashboardFacts {
  const known = new Map(
    modules.flatMap((module): [string, DashboardModule][] => {
      const { subject: other, words, faults } = readOptions(module.options);
      if (faults.length) log.warn({ dashboard: dashboard.slug, module: module.slug, faults }, MISREAD);
      const metric = catalogue.metric(module.metricKey);
      const whose = other === null ? subject : other && subjectOf(other, catalogue);
      if (!metric || !whose) return [];
      const { chart = null, view = null, ...range } = words;
      const facts: DashboardModule = {
        slug: module.slug,
        title: textOf(module.texts, 'title'),
        description: textOf(module.texts, 'description'),
        subject: whose,
        metric,
        range,
        chart,
        view,
      };
      return [[module.slug, facts]];
    }),
  );
  return {
    kind: 'DASHBOARD',
    id: dashboard.id,
    slug: dashboard.slug,
    subject,
    owner: catalogue.organisations.find(({ id }) => id === dashboard.ownerOrganisationId) ?? null,
    title: textOf(version.texts, 'title'),
    description: textOf(version.texts, 'description'),
    version: version.number,
    publishedAt: version.at,
    sections: version.sections.map(({ title, modules: slugs }) => ({
      title,
      modules: slugs.flatMap((slug) => known.get(slug) ?? []),
    })),
  };
}
