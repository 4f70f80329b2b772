/** The published dashboards of a catalogue. */
import type { Dashboard } from '../entities/index.js';
import { log } from '../log.js';
import type { Text } from '../metrics/definitions.js';
import { kindOf, typeOf } from '../metrics/subject-kinds.js';
import type { Catalogue } from '../store/catalogue.js';
import { type DashboardFacts, type DashboardPart, sectionOf } from './dashboard.js';
import { readStoredOptions, type StoredSubject } from './stored-options.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Snapshot } from '../store/snapshot.js';
import { subjectId, type Subject } from '../store/subject.js';

const textOf = (texts: { [key: string]: Text | undefined }, name: string): Text | null => {
  const text = texts[name];
  return text?.en ? text : null;
};

interface Facts {
  /** By slug. */
  all: readonly DashboardFacts[];
  /** Also by slugs that they had before. */
  bySlug: ReadonlyMap<string, DashboardFacts>;
}

/**
 * The published dashboards of a catalogue. A module whose metric or subject is gone is left out. One with options that
 * this version does not understand is shown without those, and the log names it.
 */
function factsOfAll(published: readonly PublishedDashboard[], catalogue: Catalogue): Facts {
  const all = published
    .flatMap(({ dashboard, version, modules }): DashboardFacts[] => {
      const subject = subjectFor(dashboard, catalogue);
      return subject ? [factsOf({ dashboard, version, modules }, subject, catalogue)] : [];
    })
    .sort((a, b) => (a.slug! < b.slug! ? -1 : 1));
  const old = catalogue.tables.aliases.flatMap(({ kind, slug, targetId }): [string, DashboardFacts][] => {
    const target = kind === 'dashboard' && all.find(({ id }) => id === targetId);
    return target ? [[slug, target]] : [];
  });
  const bySlug = new Map([...old, ...all.map((one): [string, DashboardFacts] => [one.slug!, one])]);
  return { all, bySlug };
}

/** Kept as long as the rows that they are made of. */
const KNOWN = new WeakMap<readonly PublishedDashboard[], Facts>();

/** The stored dashboards that readers of a snapshot see. What an answer looks for is noted in its snapshot. */
class StoredDashboards {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly facts: Facts,
  ) {}

  get all(): readonly DashboardFacts[] {
    this.snapshot.uses('dashboards');
    return this.facts.all;
  }

  /** By its slug, or by one that it had before. */
  find(slug: string): DashboardFacts | undefined {
    const found = this.facts.bySlug.get(slug);
    this.snapshot.uses(`dashboard ${slug}`);
    // Any dashboard may come to have an old slug, or one that is not there.
    if (found?.slug !== slug) this.snapshot.uses('dashboards');
    return found;
  }

  /** One that was deleted, and the one that is there in its place. */
  gone(slug: string): { slug: string; replacement: DashboardFacts | null } | undefined {
    this.snapshot.uses('gone dashboards');
    const found = this.snapshot.gone.find((each) => each.slug === slug);
    if (!found) return undefined;
    return { slug, replacement: (found.replacedBy !== null && this.find(found.replacedBy)) || null };
  }

  /** The published dashboards of a subject, by slug. */
  of(subject: Subject): DashboardFacts[] {
    const id = subjectId(subject);
    this.snapshot.uses(`dashboards of ${typeOf(subject.kind)} ${id}`);
    return this.facts.all.filter((one) => one.subject.kind === subject.kind && subjectId(one.subject) === id);
  }
}

/**
 * A version that readers do not see, as they would see it; undefined where its subject has gone. It has no slug: what is
 * found by that is another version, or nothing.
 */
export function draftDashboard(draft: PublishedDashboard, catalogue: Catalogue): DashboardFacts | undefined {
  const subject = subjectFor(draft.dashboard, catalogue);
  return subject && { ...factsOf(draft, subject, catalogue), slug: null };
}

export function storedDashboards(snapshot: Snapshot): StoredDashboards {
  const { dashboards, catalogue } = snapshot;
  let known = KNOWN.get(dashboards);
  if (!known) KNOWN.set(dashboards, (known = factsOfAll(dashboards, catalogue)));
  return new StoredDashboards(snapshot, known);
}

function subjectFor({ subjectType, subjectId: id }: Dashboard, catalogue: Catalogue): Subject | undefined {
  if (subjectType === 'portfolio') return catalogue.portfolio();
  return id === null ? undefined : catalogue.subjectById(kindOf(subjectType), id);
}

const subjectOf = ({ type, slug = '' }: StoredSubject, catalogue: Catalogue): Subject | undefined =>
  catalogue.subject(kindOf(type), slug);

const MISREAD = 'stored options are not understood: the module is shown without them';

function factsOf(
  { dashboard, version, modules }: PublishedDashboard,
  subject: Subject,
  catalogue: Catalogue,
): DashboardFacts {
  const known = new Map(
    modules.flatMap((module): [string, DashboardPart][] => {
      const { subject: other, words, faults } = readStoredOptions(module.options);
      if (faults.length) log.warn({ dashboard: dashboard.slug, module: module.slug, faults }, MISREAD);
      const { chart = null, view = null, size = null, ...range } = words;
      if (module.metricKey === null) {
        const text = textOf(module.texts, 'text');
        return text ? [[module.slug, { slug: module.slug, text, size }]] : [];
      }
      const metric = catalogue.metric(module.metricKey);
      const whose = other === null ? subject : other && subjectOf(other, catalogue);
      if (!metric || !whose) return [];
      const facts = {
        slug: module.slug,
        title: textOf(module.texts, 'title'),
        description: textOf(module.texts, 'description'),
        subject: whose,
        metric,
        range,
        chart,
        view,
        size,
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
    isOwnPage: dashboard.isOwnPage,
    title: textOf(version.texts, 'title'),
    description: textOf(version.texts, 'description'),
    version: version.number,
    publishedAt: version.at,
    sections: version.sections.map(({ title, modules: slugs }) =>
      sectionOf(
        title,
        slugs.flatMap((slug) => known.get(slug) ?? []),
      ),
    ),
  };
}
