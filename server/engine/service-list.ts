/** The list of services: which ones, and in which order. */
import type { Service } from '../entities/index.js';
import { ArgumentError } from '../errors.js';
import { inputsOf, textIn, type Language } from '../metrics/definitions.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Subject } from '../store/subject.js';

export interface ServiceFilter {
  text?: string | null;
  organisation?: string | null;
  group?: string | null;
  publishes?: string | null;
}

/** Lower case, without accents, every kind of blank and quote made plain: what people type finds what others typed. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘‛`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** All words of the search, anywhere in the text. */
export function hasWords(text: string, search: string): boolean {
  const within = plain(text);
  return plain(search)
    .split(' ')
    .every((word) => within.includes(word));
}

/** The services that match, in the order of their slugs. @throws ArgumentError that names the condition. */
export function filterServices(
  catalogue: Catalogue,
  filter: ServiceFilter | null | undefined,
  lang: Language = 'en',
): readonly Service[] {
  const { text, organisation, group, publishes } = filter ?? {};
  const within = (kind: 'ORGANISATION' | 'GROUP', slug: string): Set<number> => {
    const subject = catalogue.subject(kind, slug);
    if (subject) return new Set(subject.services.map(({ id }) => id));
    const word = kind.toLowerCase();
    throw new ArgumentError(`filter.${word}`, `there is no ${word} "${slug}"`, 'NOT_FOUND');
  };
  const metric = publishes ? catalogue.metric(publishes) : undefined;
  if (publishes && !metric) {
    throw new ArgumentError('filter.publishes', `there is no metric "${publishes}"`, 'NOT_FOUND');
  }
  const conditions: ((service: Service) => boolean)[] = [];
  if (text?.trim()) {
    conditions.push(({ texts, slug }) =>
      hasWords(`${textIn(texts.name, lang)} ${textIn(texts.description, lang)} ${slug}`, text),
    );
  }
  if (organisation) {
    const ids = within('ORGANISATION', organisation);
    conditions.push(({ id }) => ids.has(id));
  }
  if (group) {
    const ids = within('GROUP', group);
    conditions.push(({ id }) => ids.has(id));
  }
  if (metric) {
    const inputs = inputsOf(metric.formula);
    conditions.push(({ id }) => inputs.every((measure) => catalogue.dataSet(id, measure)));
  }
  return conditions.length
    ? catalogue.services.filter((service) => conditions.every((holds) => holds(service)))
    : catalogue.services;
}

/** Whose windows the columns of a list have: of one organisation or group its own, as on its page; else those of all. */
export function wholeOf({ organisation, group }: ServiceFilter, catalogue: Catalogue): Subject {
  const subject =
    organisation && !group
      ? catalogue.subject('ORGANISATION', organisation)
      : group && !organisation && catalogue.subject('GROUP', group);
  return subject || catalogue.portfolio();
}

const COLLATORS = new Map<Language, Intl.Collator>();

function collator(lang: Language): Intl.Collator {
  let known = COLLATORS.get(lang);
  if (!known) COLLATORS.set(lang, (known = new Intl.Collator(lang, { numeric: true, sensitivity: 'base' })));
  return known;
}

/** By name, as people sort: upper and lower case together, numbers by size. Equal names by slug. */
export function sortByName(services: readonly Service[], lang: Language): Service[] {
  const { compare } = collator(lang);
  return [...services].sort(
    (a, b) => compare(textIn(a.texts.name, lang), textIn(b.texts.name, lang)) || (a.slug < b.slug ? -1 : 1),
  );
}

/** By the name of the organisation, then by their own. */
export function sortByOrganisation(
  services: readonly Service[],
  catalogue: Catalogue,
  lang: Language,
): Service[] {
  const { compare } = collator(lang);
  const name = ({ organisationId }: Service): string =>
    textIn(catalogue.organisation(organisationId).texts.name, lang);
  return sortByName(services, lang).sort((a, b) => compare(name(a), name(b)));
}

/** By a value each; those without one last, whatever the direction; equal values by slug. */
export function sortByValue(
  services: readonly Service[],
  values: ReadonlyMap<number, number | null>,
  isDescending: boolean,
): Service[] {
  const sign = isDescending ? -1 : 1;
  return [...services].sort((a, b) => {
    const [one, other] = [values.get(a.id) ?? null, values.get(b.id) ?? null];
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || (a.slug < b.slug ? -1 : 1);
    }
    return sign * (one - other) || (a.slug < b.slug ? -1 : 1);
  });
}
