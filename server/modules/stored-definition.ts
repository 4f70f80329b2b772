/** A stored version of a dashboard as it is written: what files hold, and what is saved. */
import type { Dashboard, DashboardHead, DashboardVersion, Module } from '../entities/index.js';
import type { Text } from '../metrics/definitions.js';
import type { SluggedType, SubjectType } from '../metrics/subject-kinds.js';
import { STORED_WORDS, writtenName } from './request-words.js';
import { readStoredOptions, type StoredSubject } from './stored-options.js';

/** A value that is written nowhere is undefined. */
export type Written = Record<string, unknown>;

/** In the language that a text is written in where it has one only. */
export const textOf = (text: Text | undefined): Text | string | undefined =>
  text && text.cy === undefined ? text.en : text;

interface SlugRow {
  id: number;
  slug: string;
}

interface SlugTables {
  organisations: readonly SlugRow[];
  services: readonly SlugRow[];
  groups: readonly SlugRow[];
  /** Slugs that things had before. */
  aliases: readonly { kind: string; slug: string; targetId: number }[];
}

/** Slugs of today, whatever they were when a dashboard was written. */
export class Slugs {
  readonly #byId: Record<SluggedType, ReadonlyMap<number, string>>;
  readonly #old: ReadonlyMap<string, number>;

  constructor({ organisations, services, groups, aliases }: SlugTables) {
    const of = (list: readonly SlugRow[]): Map<number, string> =>
      new Map(list.map(({ id, slug }) => [id, slug]));
    this.#byId = { organisation: of(organisations), service: of(services), group: of(groups) };
    this.#old = new Map(aliases.map(({ kind, slug, targetId }) => [`${kind}/${slug}`, targetId]));
  }

  of(type: SluggedType, id: number): string {
    return this.#byId[type].get(id)!;
  }

  subject(type: SubjectType, id: number | null): string {
    return type === 'portfolio' ? type : `${type}/${this.of(type, id!)}`;
  }

  ofStored({ type, slug = '' }: StoredSubject): string {
    if (type === 'portfolio') return type;
    const isToday = [...this.#byId[type].values()].includes(slug);
    const id = isToday ? undefined : this.#old.get(`${type}/${slug}`);
    return id === undefined ? `${type}/${slug}` : this.subject(type, id);
  }
}

/** A module as it is stored, or as it would be. */
type HeldModule = Pick<Module, 'slug' | 'metricKey' | 'options'> & {
  texts: { title?: Text; description?: Text; text?: Text };
};

function moduleOf({ slug, metricKey, texts, options }: HeldModule, slugs: Slugs): Written {
  const { subject, words } = readStoredOptions(options);
  const values = words as Readonly<Record<string, unknown>>;
  const written = STORED_WORDS.flatMap((word) =>
    options[word] === undefined || values[word] === undefined ? [] : [[writtenName(word), options[word]]],
  );
  return {
    slug,
    title: textOf(texts.title),
    description: textOf(texts.description),
    text: textOf(texts.text),
    metric: metricKey ?? undefined,
    subject: subject ? slugs.ofStored(subject) : undefined,
    ...Object.fromEntries(written),
  };
}

/** A version with its modules in order, of a dashboard that it may say another subject or owner of. */
export interface StoredVersion {
  dashboard: Pick<Dashboard, 'slug' | 'publishedVersion'> & DashboardHead;
  version: Pick<DashboardVersion, 'number' | 'texts' | 'sections' | 'head'>;
  modules: readonly Module[];
}

/** What a version is about, and whose it is: of the one that is published the dashboard itself says it. */
export const headOf = ({ dashboard, version }: Pick<StoredVersion, 'dashboard' | 'version'>): DashboardHead =>
  (version.number === dashboard.publishedVersion ? null : version.head) ?? dashboard;

/** A dashboard, with what it is about and whose it is by the slugs of today. */
export interface HeldDashboard {
  slug: string;
  /** As files write it. */
  subject: string;
  owner: string | null;
  isOwnPage: boolean;
  texts: { title: Text; description?: Text };
  sections: DashboardVersion['sections'];
  modules: readonly HeldModule[];
}

/** As it is written. */
export function writtenDashboard(
  { slug, subject, owner, isOwnPage, texts, sections, modules }: HeldDashboard,
  slugs: Slugs,
): Written {
  const bySlug = new Map(modules.map((module) => [module.slug, module]));
  return {
    slug,
    title: textOf(texts.title),
    description: textOf(texts.description),
    subject,
    owner: owner ?? undefined,
    'is-own-page': isOwnPage ? true : undefined,
    sections: sections.map(({ title, modules: names }) => ({
      title: textOf(title),
      modules: names.map((name) => moduleOf(bySlug.get(name)!, slugs)),
    })),
  };
}

/** What was written to make the version, with the slugs of today. */
export function definitionOf({ dashboard, version, modules }: StoredVersion, slugs: Slugs): Written {
  const { subjectType, subjectId, ownerOrganisationId: owner, isOwnPage } = headOf({ dashboard, version });
  const subject = slugs.subject(subjectType, subjectId);
  const { texts, sections } = version;
  return writtenDashboard(
    {
      ...{ slug: dashboard.slug, subject, isOwnPage, texts, sections, modules },
      owner: owner === null ? null : slugs.of('organisation', owner),
    },
    slugs,
  );
}
