/** Published dashboards as the import reads them. */
import { stringify } from 'yaml';
import type { Text } from '../metrics/definitions.js';
import type { SluggedType, SubjectType } from '../metrics/subject-kinds.js';
import { STORED_WORDS, writtenName } from '../modules/request-words.js';
import { readStoredOptions, type StoredSubject } from '../modules/stored-options.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Tables } from '../store/tables.js';

/** The import takes a file of 1 MB. */
const MOST_BYTES = 900_000;

/** A value that is written nowhere is undefined. */
type Written = Record<string, unknown>;

/** In the language that a text is written in where it has one only. */
const textOf = (text: Text | undefined): Text | string | undefined =>
  text && text.cy === undefined ? text.en : text;

/** Slugs of today, whatever they were when a dashboard was written. */
class Slugs {
  readonly #byId: Record<SluggedType, ReadonlyMap<number, string>>;
  readonly #old: ReadonlyMap<string, number>;

  constructor({ organisations, services, groups, aliases }: Tables) {
    const of = (list: readonly { id: number; slug: string }[]): Map<number, string> =>
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

function moduleOf(module: PublishedDashboard['modules'][number], slugs: Slugs): Written {
  const { slug, metricKey, texts, options } = module;
  const { subject, words } = readStoredOptions(options);
  const values = words as Readonly<Record<string, unknown>>;
  const written = STORED_WORDS.flatMap((word) =>
    options[word] === undefined || values[word] === undefined ? [] : [[writtenName(word), options[word]]],
  );
  return {
    slug,
    title: textOf(texts.title),
    description: textOf(texts.description),
    metric: metricKey,
    subject: subject ? slugs.ofStored(subject) : undefined,
    ...Object.fromEntries(written),
  };
}

function dashboardOf({ dashboard, version, modules }: PublishedDashboard, slugs: Slugs): Written {
  const { slug, subjectType, subjectId, ownerOrganisationId: owner, isOwnPage } = dashboard;
  const bySlug = new Map(modules.map((module) => [module.slug, module]));
  return {
    slug,
    title: textOf(version.texts.title),
    description: textOf(version.texts.description),
    subject: slugs.subject(subjectType, subjectId),
    owner: owner === null ? undefined : slugs.of('organisation', owner),
    'is-own-page': isOwnPage ? true : undefined,
    sections: version.sections.map(({ title, modules: names }) => ({
      title: textOf(title),
      modules: names.map((name) => moduleOf(bySlug.get(name)!, slugs)),
    })),
  };
}

/** One text or, where they are too long for one file, several. */
export function dashboardsYaml(published: readonly PublishedDashboard[], tables: Tables): string[] {
  const slugs = new Slugs(tables);
  const texts = published
    .toSorted((a, b) => (a.dashboard.slug < b.dashboard.slug ? -1 : 1))
    .map((one) => stringify([dashboardOf(one, slugs)], { lineWidth: 0, aliasDuplicateObjects: false }));
  const files: string[] = [];
  let bytes = Infinity;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    if (bytes + size > MOST_BYTES) {
      files.push('');
      bytes = 0;
    }
    files[files.length - 1] += text;
    bytes += size;
  }
  return files.length === 0 ? ['[]\n'] : files;
}
