/**
 * Ids of what rows refer to. Comparing writes nothing, so what is delivered and not stored yet has a **provisional**
 * id, below zero; applying replaces it by the real one.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import { type SlugKind, SUBJECT_TABLES } from '../entities/index.js';
import type { Aggregation } from '../metrics/definitions.js';
import type { Reference } from './catalogue-tables.js';

/** The tables of what has a slug. */
export const SLUG_TABLES: Readonly<Record<SlugKind, string>> = { ...SUBJECT_TABLES, dashboard: 'dashboard' };

async function storedSlugs(manager: EntityManager, kind: SlugKind): Promise<Map<string, number>> {
  const sql = `SELECT id, slug FROM ${SLUG_TABLES[kind]}`;
  const list = await rows<{ id: number; slug: string }>(manager, sql);
  return new Map(list.map(({ id, slug }) => [slug, id]));
}

const dataSetKeyOf = (serviceId: unknown, measureKey: unknown): string =>
  `${String(serviceId)} ${String(measureKey)}`;

async function storedDataSets(manager: EntityManager): Promise<Map<string, number>> {
  const list = await rows<{ id: number; service_id: number; measure_key: string }>(
    manager,
    "SELECT id, service_id, measure_key FROM data_set WHERE state <> 'withdrawn'",
  );
  return new Map(list.map((row) => [dataSetKeyOf(row.service_id, row.measure_key), row.id]));
}

/** What was read of a version of the catalogue. */
interface KeptIds {
  version: number;
  ids: Map<Reference['kind'], ReadonlyMap<string, number>>;
}

/** Of the newest version that was asked for. */
const KEPT = new WeakMap<DataSource, KeptIds>();

function keptIds({ connection }: EntityManager, version: number): KeptIds['ids'] {
  let kept = KEPT.get(connection);
  if (kept?.version !== version) KEPT.set(connection, (kept = { version, ids: new Map() }));
  return kept.ids;
}

/** What is stored and what was declared since, read when first asked for. */
export class Identities {
  readonly #manager: EntityManager;
  readonly #kept: KeptIds['ids'];
  readonly #ids = new Map<Reference['kind'], ReadonlyMap<string, number>>();
  readonly #own = new Map<Reference['kind'], Map<string, number>>();
  #measures: Map<string, { aggregation: Aggregation }> | undefined;
  #lastProvisional = 0;

  /** @param version of the catalogue as the manager's connection sees it, before anything is written */
  constructor(manager: EntityManager, version: number) {
    this.#manager = manager;
    this.#kept = keptIds(manager, version);
  }

  #read(kind: Reference['kind']): Promise<Map<string, number>> {
    return kind === 'data-set' ? storedDataSets(this.#manager) : storedSlugs(this.#manager, kind);
  }

  async #idsOf(kind: Reference['kind']): Promise<ReadonlyMap<string, number>> {
    let ids = this.#ids.get(kind);
    if (!ids) {
      ids = this.#kept.get(kind) ?? (await this.#read(kind));
      // Others, like groups, are saved without a new version.
      if (kind === 'service' || kind === 'data-set') this.#kept.set(kind, ids);
      this.#ids.set(kind, ids);
    }
    return ids;
  }

  /** The same, to put what is not stored yet into: few deliveries have any. */
  async #ownIdsOf(kind: Reference['kind']): Promise<Map<string, number>> {
    const ids = await this.#idsOf(kind);
    let own = this.#own.get(kind);
    if (!own) {
      this.#own.set(kind, (own = new Map(ids)));
      this.#ids.set(kind, own);
    }
    return own;
  }

  /** The measures by key; what a delivery says of them is put in here. */
  async measures(): Promise<Map<string, { aggregation: Aggregation }>> {
    if (!this.#measures) {
      const sql = 'SELECT key, aggregation FROM measure';
      const list = await rows<{ key: string; aggregation: Aggregation }>(this.#manager, sql);
      this.#measures = new Map(list.map((row) => [row.key, row]));
    }
    return this.#measures;
  }

  /** The id of what is referred to; undefined if it is neither stored nor declared. */
  async find(reference: Reference): Promise<number | undefined> {
    if (reference.kind !== 'data-set') return (await this.#idsOf(reference.kind)).get(reference.slug);
    const service = await this.of({ kind: 'service', slug: reference.service });
    return (await this.#idsOf('data-set')).get(dataSetKeyOf(service, reference.measure));
  }

  /** The id of what is referred to. Validation has made sure that it is there. */
  async of(reference: Reference): Promise<number> {
    const id = await this.find(reference);
    if (id === undefined) throw new Error(`${Object.values(reference).join(' ')} was not validated`);
    return id;
  }

  /** Makes a stored row known that was withdrawn. */
  async takeBack(kind: Reference['kind'], row: Readonly<Record<string, unknown>>): Promise<void> {
    (await this.#ownIdsOf(kind)).set(identifier(kind, row), row.id as number);
  }

  /** The id of a row; a new provisional one if it is not stored. */
  async declare(kind: Reference['kind'], row: Readonly<Record<string, unknown>>): Promise<number> {
    const key = identifier(kind, row);
    let id = (await this.#idsOf(kind)).get(key);
    if (id === undefined) (await this.#ownIdsOf(kind)).set(key, (id = --this.#lastProvisional));
    return id;
  }
}

const identifier = (kind: Reference['kind'], row: Readonly<Record<string, unknown>>): string =>
  kind === 'data-set' ? dataSetKeyOf(row.serviceId, row.measureKey) : String(row.slug);

/** What provisional ids have become. */
export class RealIds {
  readonly #real = new Map<number, number>();

  /** Stored ids, and none, are themselves. */
  of<Id extends number | null>(id: Id): Id {
    if (id === null || id >= 0) return id;
    const real = this.#real.get(id);
    if (real === undefined) throw new Error(`nothing was stored under the provisional id ${id}`);
    return real as Id;
  }

  /** Looks up the ids of rows that have just been stored: `id` is the provisional one, other ids are real. */
  async learn(
    manager: EntityManager,
    kind: Reference['kind'],
    stored: readonly Readonly<Record<string, unknown>>[],
  ): Promise<void> {
    if (stored.length === 0) return;
    const ids = await (kind === 'data-set' ? storedDataSets(manager) : storedSlugs(manager, kind));
    for (const row of stored) this.#real.set(row.id as number, ids.get(identifier(kind, row))!);
  }
}
