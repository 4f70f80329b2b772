/**
 * What somebody may edit: the dashboards, groups, metrics, targets and annotations of an organisation and all below it, or
 * those about one service.
 */
import type { TokenPlace } from '../entities/index.js';
import { InputError } from '../errors.js';
import type { SubjectType } from '../metrics/subject-kinds.js';
import { didYouMean, quoted } from '../ingest/message-words.js';
import { Writable } from '../ingest/measurements/writable.js';
import { type Inventory, isWithin, resolveSlug } from '../submissions/inventory.js';

export interface AboutSubject {
  type: SubjectType;
  /** None of the portfolio. */
  slug?: string;
}

/** A dashboard by what it is about and the slug of the organisation whose it is; null = nobody's. */
export interface Owned {
  subject: AboutSubject;
  owner: string | null;
}

/** Who saves something, and what it may be. Plain data. */
export interface Author {
  tokenId: number;
  /** The name of the token. */
  name: string;
  /** Where it may edit. */
  places: readonly TokenPlace[];
  /** Where it may publish. */
  publishes: readonly TokenPlace[];
  now: Date;
}

export class Reach {
  readonly #places: Writable;

  /** `members`: the services of groups, by the slugs of the groups. */
  constructor(
    private readonly catalogue: Inventory,
    places: readonly TokenPlace[],
    private readonly members: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#places = new Writable(catalogue, places);
  }

  /** Whether everything is reached. */
  get isAll(): boolean {
    return this.#places.isAll;
  }

  /** `slug` may be an old one; null = no organisation. */
  hasOrganisation(slug: string | null): boolean {
    return this.isAll || (slug !== null && this.#places.hasOrganisation(slug));
  }

  /** All of it: one measure is none. */
  hasService(slug: string): boolean {
    return this.#places.has(slug);
  }

  /** A group is reached if all its services are, and there are some. */
  hasServices(slugs: readonly string[]): boolean {
    return this.isAll || (slugs.length > 0 && slugs.every((slug) => this.hasService(slug)));
  }

  hasSubject({ type, slug = '' }: AboutSubject): boolean {
    switch (type) {
      case 'portfolio':
        return this.isAll;
      case 'organisation':
        return this.hasOrganisation(slug);
      case 'service':
        return this.hasService(slug);
      case 'group': {
        const today = resolveSlug(this.catalogue, 'group', slug);
        return this.hasServices((today !== undefined && this.members.get(today)) || []);
      }
    }
  }

  /** Whose it is counts; where it is nobody's, what it is about. Whoever has a service has its dashboards, too. */
  hasDashboard({ subject, owner }: Owned): boolean {
    if (owner === null) return this.hasSubject(subject);
    return this.hasOrganisation(owner) || this.#hasServiceOf(subject, owner);
  }

  #hasServiceOf({ type, slug = '' }: AboutSubject, owner: string): boolean {
    const known = type === 'service' ? this.catalogue.service.get(slug) : undefined;
    const ownerId = this.catalogue.organisation.get(owner)?.id;
    if (!known || ownerId === undefined) return false;
    return this.hasService(slug) && isWithin(this.catalogue, known.organisation, ownerId);
  }

  /**
   * Refused in the same words whether it exists or not: what lies outside is nobody's business.
   *
   * @throws InputError (403)
   */
  assert(isReached: boolean, what: string, given = '', known: Iterable<string> = []): void {
    if (isReached) return;
    const hint = given === '' ? '' : didYouMean(given, known);
    throw new InputError(`this token may not edit ${what}: nothing was saved${hint}`, 403, 'FORBIDDEN');
  }

  assertSubject(subject: AboutSubject): void {
    const { type, slug = '' } = subject;
    const what =
      type === 'portfolio' ? 'what is about all services' : `what is about ${type} ${quoted(slug)}`;
    this.assert(this.hasSubject(subject), what, slug, this.#reachedSlugs(type));
  }

  assertOrganisation(slug: string | null): void {
    const what = slug === null ? 'what belongs to no organisation' : `what belongs to ${quoted(slug)}`;
    this.assert(this.hasOrganisation(slug), what, slug ?? '', this.#reachedSlugs('organisation'));
  }

  assertDashboard(slug: string, owned: Owned): void {
    this.assert(this.hasDashboard(owned), `the dashboard ${quoted(slug)}`);
  }

  #reachedSlugs(type: SubjectType): string[] {
    if (type === 'portfolio') return [];
    return [...this.catalogue[type].keys()].filter((slug) => this.hasSubject({ type, slug }));
  }
}
