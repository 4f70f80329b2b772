/** Which data sets a delivery may write, where it may not write all. */
import { InputError } from '../../errors.js';
import { isWithin, resolveSlug, type Inventory } from '../../submissions/inventory.js';
import { didYouMean, quoted } from '../message-words.js';

/** An organisation with all below it, a service, or one measure of a service; neither: everything. */
export interface WritablePlace {
  organisationId?: number;
  serviceId?: number;
  measure?: string;
}

export class Writable {
  readonly #isAll: boolean;
  /** By the slug of a service its measures; null = all of them. */
  readonly #services = new Map<string, Set<string> | null>();

  constructor(
    private readonly catalogue: Inventory,
    private readonly places: readonly WritablePlace[],
  ) {
    this.#isAll = places.some(
      ({ organisationId, serviceId }) => organisationId === undefined && serviceId === undefined,
    );
    for (const [slug, { id, organisation }] of catalogue.service) {
      for (const place of places) {
        if (
          place.serviceId !== undefined
            ? place.serviceId === id
            : place.organisationId !== undefined && isWithin(catalogue, organisation, place.organisationId)
        )
          this.#add(slug, place.measure);
      }
    }
  }

  #add(slug: string, measure: string | undefined): void {
    const known = this.#services.get(slug);
    if (known === null) return;
    if (measure === undefined) this.#services.set(slug, null);
    else this.#services.set(slug, (known ?? new Set()).add(measure));
  }

  /** Whether a service is reached, one measure of it or all. */
  has(service: string, measure?: string): boolean {
    if (this.#isAll) return true;
    const slug = resolveSlug(this.catalogue, 'service', service);
    const measures = slug === undefined ? undefined : this.#services.get(slug);
    return measures === null || (measure !== undefined && measures?.has(measure) === true);
  }

  /** Whether an organisation is reached, by itself or with one above it. */
  hasOrganisation(organisation: string): boolean {
    if (this.#isAll) return true;
    const slug = resolveSlug(this.catalogue, 'organisation', organisation);
    return this.places.some(
      ({ organisationId }) => organisationId !== undefined && isWithin(this.catalogue, slug, organisationId),
    );
  }

  get isAll(): boolean {
    return this.#isAll;
  }

  /** The slugs of the services of which anything is reached. */
  get services(): Iterable<string> {
    return this.#services.keys();
  }

  /**
   * Refuses what may not be written in the same words whether it exists or not: what lies outside is nobody's business, and
   * a slip of the pen inside is helped with.
   *
   * @throws InputError (403)
   */
  assert(service: string, measure: string): void {
    if (this.has(service, measure)) return;
    const slug = resolveSlug(this.catalogue, 'service', service);
    const measures = slug === undefined ? undefined : this.#services.get(slug);
    const [given, known] = measures ? [measure, measures.values()] : [service, this.#services.keys()];
    throw new InputError(
      `this token may not write ${quoted(measure)} of ${quoted(service)}: nothing was stored${didYouMean(given, known)}`,
      403,
      'FORBIDDEN',
    );
  }
}
