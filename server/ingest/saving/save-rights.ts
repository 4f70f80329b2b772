/** Who may save which rows of the catalogue. */
import { placesOf, type Right } from '../../access/rights.js';
import type { Bearer } from '../../access/token-table.js';
import { InputError } from '../../errors.js';
import { type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { Writable } from '../measurements/writable.js';
import { didYouMean, quoted } from '../message-words.js';

/** What can be saved by itself. */
export type SavedKind = 'organisations' | 'services' | 'measures' | 'data-sets' | 'annotations';

/** A row by the names of the import's columns; null and an empty cell clear what is stored. */
export type SavedRow = Readonly<Record<string, string | null>>;

/** Where each right reaches. */
class Rights {
  readonly #reached = new Map<Right, Writable>();

  constructor(
    readonly catalogue: Inventory,
    private readonly scopes: Bearer['scopes'],
  ) {}

  #of(right: Right): Writable {
    let reached = this.#reached.get(right);
    if (!reached)
      this.#reached.set(right, (reached = new Writable(this.catalogue, placesOf(this.scopes, right))));
    return reached;
  }

  service(rights: readonly Right[], service: string, measure?: string): boolean {
    return rights.some((right) => this.#of(right).has(service, measure));
  }

  /** None: the top of the tree. */
  organisation(rights: readonly Right[], organisation: string | null): boolean {
    return rights.some((right) =>
      organisation === null ? this.#of(right).isAll : this.#of(right).hasOrganisation(organisation),
    );
  }

  everywhere(rights: readonly Right[]): boolean {
    return rights.some((right) => this.#of(right).isAll);
  }

  /** Whether a right is there on any organisation, or on everything. */
  somewhere(rights: readonly Right[]): boolean {
    return this.scopes.some(({ right, serviceId }) => rights.includes(right) && serviceId === undefined);
  }

  /** In the same words whether the thing exists or not. */
  refusal(what: string, given: string, rights: readonly Right[]): InputError {
    const known = what === 'service' ? rights.flatMap((right) => [...this.#of(right).services]) : [];
    const message = `this token may not save this of the ${what} ${quoted(given)}: nothing was stored`;
    return new InputError(message + didYouMean(given, known), 403, 'FORBIDDEN');
  }
}

type Assertion = (row: SavedRow, rights: Rights) => void;

const MAKE: readonly Right[] = ['create', 'administer'];
const LEAD: readonly Right[] = ['administer'];

/** A team says of its data set what there is to say; which values there can be is declared by who may make them. */
const dataSet: Assertion = (row, rights) => {
  const { service, measure } = row;
  const needed: readonly Right[] = 'dimension_values' in row ? MAKE : ['write', ...MAKE];
  if (rights.service(needed, service ?? '', measure ?? '')) return;
  throw rights.refusal('service', service ?? '', needed);
};

/** Where a service is in the tree, its slug and that it is closed are settled by who leads the organisation. */
const service: Assertion = (row, rights) => {
  const slug = row.slug ?? '';
  const today = resolveSlug(rights.catalogue, 'service', slug);
  const organisation = row.organisation ?? null;
  if (today === undefined) {
    if (organisation !== null && rights.organisation(MAKE, organisation)) return;
    throw rights.refusal('service', slug, MAKE);
  }
  const { organisation: own } = rights.catalogue.service.get(today)!;
  const to = organisation === null ? null : resolveSlug(rights.catalogue, 'organisation', organisation);
  const moves = 'organisation' in row && to !== own;
  const needed = moves || 'new_slug' in row || 'closed_on' in row ? LEAD : MAKE;
  if (!rights.service(needed, slug)) throw rights.refusal('service', slug, needed);
  if (moves && !rights.organisation(LEAD, organisation)) {
    throw rights.refusal('organisation', organisation ?? '', LEAD);
  }
};

const organisation: Assertion = (row, rights) => {
  const slug = row.slug ?? '';
  const isNew = resolveSlug(rights.catalogue, 'organisation', slug) === undefined;
  const parent = row.parent ?? null;
  if (!isNew && !rights.organisation(LEAD, slug)) throw rights.refusal('organisation', slug, LEAD);
  if ((isNew || 'parent' in row) && !rights.organisation(LEAD, parent)) {
    throw rights.refusal('organisation', isNew ? slug : (parent ?? ''), LEAD);
  }
};

/** A measure is everybody's: who may make services makes one, and what it is then is settled by who leads everything. */
const measure: Assertion = (row, rights) => {
  const key = row.key ?? '';
  const isAllowed = rights.catalogue.measures.has(key) ? rights.everywhere(LEAD) : rights.somewhere(MAKE);
  if (!isAllowed) throw rights.refusal('measure', key, MAKE);
};

const annotation: Assertion = (row, rights) => {
  const subject = row.subject ?? '';
  const needed: readonly Right[] = ['edit-dashboards', 'write', ...LEAD];
  const isAllowed =
    row.subject_type === 'service'
      ? rights.service(needed, subject, row.measure ?? undefined)
      : row.subject_type === 'organisation'
        ? rights.organisation(['edit-dashboards', 'administer'], subject)
        : rights.everywhere(['edit-dashboards', 'administer']);
  if (!isAllowed) throw rights.refusal(row.subject_type ?? 'subject', subject, needed);
};

const ASSERTIONS: Readonly<Record<SavedKind, Assertion>> = {
  organisations: organisation,
  services: service,
  measures: measure,
  'data-sets': dataSet,
  annotations: annotation,
};

/**
 * Refuses what scopes do not allow, in the same words whether it exists or not.
 *
 * @throws InputError (403)
 */
export function assertMaySave(
  catalogue: Inventory,
  { kind, rows }: { kind: SavedKind; rows: readonly SavedRow[] },
  scopes: Bearer['scopes'],
): void {
  const rights = new Rights(catalogue, scopes);
  for (const row of rows) ASSERTIONS[kind](row, rights);
}
