/** Writes the rows of the catalogue that are new or different, and nothing else. */
import type { EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import { canonicalJson } from '../entities/index.js';
import { ServiceGroupMember } from '../entities/index.js';
import type { Aggregation, Text } from '../metrics/definitions.js';
import type { SluggedType } from '../metrics/subject-kinds.js';
import {
  CATALOGUE_TABLES,
  type CatalogueKind,
  type CatalogueRow,
  type Properties,
  type Reference,
} from './catalogue-tables.js';

export interface Counts {
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
}

export const noCounts = (): Counts => ({ received: 0, inserted: 0, updated: 0, unchanged: 0 });

const SLUG_TABLES: Record<SluggedType, string> = {
  organisation: 'organisation',
  service: 'service',
  group: 'service_group',
};

/** Ids of what rows refer to, read when first asked for and again after rows were added. */
export class Identities {
  readonly #manager: EntityManager;
  readonly #slugs = new Map<SluggedType, Map<string, number>>();
  #dataSets: Map<string, number> | undefined;
  #measures: Map<string, { aggregation: Aggregation }> | undefined;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Forgets what was read: rows were added. */
  forget(): void {
    this.#slugs.clear();
    this.#dataSets = undefined;
    this.#measures = undefined;
  }

  async slugs(kind: SluggedType): Promise<Map<string, number>> {
    let slugs = this.#slugs.get(kind);
    if (!slugs) {
      const list = await rows<{ id: number; slug: string }>(
        this.#manager,
        `SELECT id, slug FROM ${SLUG_TABLES[kind]}`,
      );
      this.#slugs.set(kind, (slugs = new Map(list.map(({ id, slug }) => [slug, id]))));
    }
    return slugs;
  }

  async dataSets(): Promise<Map<string, number>> {
    if (!this.#dataSets) {
      const list = await rows<{ id: number; service_id: number; measure_key: string }>(
        this.#manager,
        'SELECT id, service_id, measure_key FROM data_set',
      );
      this.#dataSets = new Map(list.map((row) => [`${row.service_id} ${row.measure_key}`, row.id]));
    }
    return this.#dataSets;
  }

  async measures(): Promise<Map<string, { aggregation: Aggregation }>> {
    if (!this.#measures) {
      const list = await rows<{ key: string; aggregation: Aggregation }>(
        this.#manager,
        'SELECT key, aggregation FROM measure',
      );
      this.#measures = new Map(list.map((row) => [row.key, row]));
    }
    return this.#measures;
  }

  /** The id of what is referred to. Validation has made sure that it is there. */
  async of(reference: Reference): Promise<number> {
    const kind = reference.kind === 'data-set' ? 'service' : reference.kind;
    const slug = reference.kind === 'data-set' ? reference.service : reference.slug;
    const id = (await this.slugs(kind)).get(slug);
    if (id === undefined) throw new Error(`${kind} ${slug} was not validated`);
    if (reference.kind !== 'data-set') return id;
    const dataSet = (await this.dataSets()).get(`${id} ${reference.measure}`);
    if (dataSet === undefined) throw new Error(`data set ${slug} ${reference.measure} was not validated`);
    return dataSet;
  }
}

type Texts = Record<string, Text>;

/** The stored texts with the delivered ones in them. English is what a text is; without it there is no Welsh. */
function mergedTexts(stored: Texts, delivered: NonNullable<CatalogueRow['texts']>): Texts {
  const texts: Texts = { ...stored };
  for (const [name, languages] of Object.entries(delivered)) {
    const { en, cy } = { ...texts[name], ...languages };
    if (en) texts[name] = cy ? { en, cy } : { en };
    else delete texts[name];
  }
  return texts;
}

const INSERT_ROWS = 200;

/**
 * Inserts and updates rows of one table. An organisation's parent may come after it: parents are set when all are
 * there.
 */
export async function upsert(
  manager: EntityManager,
  kind: CatalogueKind,
  delivered: readonly CatalogueRow[],
  identities: Identities,
): Promise<Counts> {
  const { entity, identity, initial } = CATALOGUE_TABLES[kind];
  const counts: Counts = { ...noCounts(), received: delivered.length };
  if (delivered.length === 0) return counts;
  const stored = new Map(
    (await manager.find(entity)).map((row) => [identity(row as Properties), row as Properties]),
  );
  const measures = await identities.measures();
  const fresh: Properties[] = [];
  const changed: { row: Properties; key: Properties }[] = [];
  const unchanged: CatalogueRow[] = [];
  const parents: CatalogueRow[] = [];
  const regrouped: CatalogueRow[] = [];

  for (const row of delivered) {
    const set: Properties = { ...row.set };
    for (const [property, reference] of Object.entries(row.references ?? {})) {
      if (property === 'parentId') continue;
      set[property] = reference && (await identities.of(reference));
    }
    const start = initial(set, measures);
    const before = stored.get(identity({ ...start, ...set }));
    const after: Properties = { ...start, ...before, ...set };
    for (const [property, value] of Object.entries(start)) after[property] ??= value;
    if (row.texts) after.texts = mergedTexts(after.texts as Texts, row.texts);
    if (!before) fresh.push(after);
    else if (canonicalJson(after) !== canonicalJson(before)) changed.push({ row: after, key: before });
    else unchanged.push(row);
    if (row.references && 'parentId' in row.references) parents.push(row);
    if (row.members) regrouped.push(row);
  }

  for (let from = 0; from < fresh.length; from += INSERT_ROWS) {
    const values = fresh.slice(from, from + INSERT_ROWS);
    await manager.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
  }
  for (const { row, key } of changed) {
    const where = 'id' in key ? { id: key.id } : { key: key.key };
    await manager.createQueryBuilder().update(entity).set(row).where(where).execute();
  }
  if (fresh.length > 0 || kind === 'measures') identities.forget();

  const moved = new Set([
    ...(await setParents(manager, parents, identities)),
    ...(await setMembers(manager, regrouped, identities)),
  ]);
  counts.inserted = fresh.length;
  counts.updated = changed.length + unchanged.filter(({ set }) => moved.has(String(set.slug))).length;
  counts.unchanged = counts.received - counts.inserted - counts.updated;
  return counts;
}

/** The slugs of the organisations that got another parent. */
async function setParents(
  manager: EntityManager,
  delivered: readonly CatalogueRow[],
  identities: Identities,
): Promise<string[]> {
  if (delivered.length === 0) return [];
  const stored = await rows<{ slug: string; parent_id: number | null }>(
    manager,
    'SELECT slug, parent_id FROM organisation',
  );
  const parents = new Map(stored.map((row) => [row.slug, row.parent_id]));
  const moved: string[] = [];
  for (const { set, references } of delivered) {
    const slug = String(set.slug);
    const parent = references?.parentId ? await identities.of(references.parentId) : null;
    if (parents.get(slug) === parent) continue;
    const { entity } = CATALOGUE_TABLES.organisations;
    await manager.createQueryBuilder().update(entity).set({ parentId: parent }).where({ slug }).execute();
    moved.push(slug);
  }
  return moved;
}

/** The slugs of the groups whose services changed. */
async function setMembers(
  manager: EntityManager,
  delivered: readonly CatalogueRow[],
  identities: Identities,
): Promise<string[]> {
  const moved: string[] = [];
  for (const { set, members = [] } of delivered) {
    const slug = String(set.slug);
    const groupId = await identities.of({ kind: 'group', slug });
    const services = await identities.slugs('service');
    const wanted = new Set(members.map((member) => services.get(member)!));
    const stored = await manager.findBy(ServiceGroupMember, { groupId });
    const kept = new Set(stored.map(({ serviceId }) => serviceId));
    const added = [...wanted].filter((serviceId) => !kept.has(serviceId));
    const removed = [...kept].filter((serviceId) => !wanted.has(serviceId));
    for (const serviceId of added) await manager.insert(ServiceGroupMember, { groupId, serviceId });
    for (const serviceId of removed) await manager.delete(ServiceGroupMember, { groupId, serviceId });
    if (added.length + removed.length > 0) moved.push(slug);
  }
  return moved;
}
