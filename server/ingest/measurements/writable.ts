/** Which data sets a delivery may write, where it may not write all. */
import { InputError } from '../../errors.js';
import { resolveSlug, type Inventory } from '../../submissions/inventory.js';
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
    places: readonly WritablePlace[],
  ) {
    this.#isAll = places.some(
      ({ organisationId, serviceId }) => organisationId === undefined && serviceId === undefined,
    );
    for (const [slug, { id, organisation }] of catalogue.service) {
      for (const place of places) {
        if (
          place.serviceId !== undefined
            ? place.serviceId === id
            : this.#isBelow(organisation, place.organisationId)
        )
          this.#add(slug, place.measure);
      }
    }
  }

  #isBelow(organisation: string | undefined, id: number | undefined): boolean {
    if (id === undefined) return false;
    let slug = organisation;
    while (slug !== undefined) {
      const known = this.catalogue.organisation.get(slug);
      if (known?.id === id) return true;
      slug = known?.parent ?? undefined;
    }
    return false;
  }

  #add(slug: string, measure: string | undefined): void {
    const known = this.#services.get(slug);
    if (known === null) return;
    if (measure === undefined) this.#services.set(slug, null);
    else this.#services.set(slug, (known ?? new Set()).add(measure));
  }

  /**
   * Refuses what may not be written in the same words whether it exists or not: what lies outside is nobody's business, and
   * a slip of the pen inside is helped with.
   *
   * @throws InputError (403)
   */
  assert(service: string, measure: string): void {
    if (this.#isAll) return;
    const slug = resolveSlug(this.catalogue, 'service', service);
    const measures = slug === undefined ? undefined : this.#services.get(slug);
    if (measures === null || measures?.has(measure)) return;
    const [given, known] =
      measures === undefined ? [service, this.#services.keys()] : [measure, measures.values()];
    throw new InputError(
      `this token may not write ${quoted(measure)} of ${quoted(service)}: nothing was stored${didYouMean(given, known)}`,
      403,
      'FORBIDDEN',
    );
  }
}
