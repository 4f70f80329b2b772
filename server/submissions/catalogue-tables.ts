/**
 * How the rows of the catalogue are found again and what new ones start with. One description a table; comparing and
 * writing are the same for all.
 */
import {
  Annotation,
  DataSet,
  Measure,
  MetricDefinition,
  Organisation,
  Service,
  ServiceGroup,
  SlugAlias,
  type SlugKind,
  Target,
} from '../entities/index.js';
import type { Aggregation } from '../metrics/definitions.js';

export const CATALOGUE_KINDS = [
  'organisations',
  'services',
  'groups',
  'measures',
  'data-sets',
  'metrics',
  'targets',
  'annotations',
  'aliases',
] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];
/** Metrics come as documents. */
export type RowCatalogueKind = Exclude<CatalogueKind, 'metrics'>;

/** What a row refers to, by the slugs of today. */
export type Reference =
  { kind: SlugKind; slug: string } | { kind: 'data-set'; service: string; measure: string };

/** One row of the catalogue as it is delivered: what is not in it stays as it is stored. */
export interface CatalogueRow {
  /** By the entity's property names; null = empty, or the usual value where it cannot be empty. */
  set: Record<string, unknown>;
  /** Texts by name and language; null takes a text away. */
  texts?: Record<string, { en?: string | null; cy?: string | null }>;
  /** Properties that hold the id of something else. */
  references?: Record<string, Reference | null>;
  /** Of a group: the slugs of all its services. */
  members?: string[];
  /** The slug that it is to have from now on; the one by which it is found becomes an old one. */
  newSlug?: string;
  /** It is taken away. Only what nothing refers to can be. */
  isRemoved?: boolean;
}

export type Properties = Record<string, unknown>;

interface CatalogueTable {
  entity: new () => object;
  /** What its rows are to others that refer to them. */
  referredToAs?: Reference['kind'];
  /** The properties that hold ids of other rows. */
  references: readonly string[];
  /** The properties by which a stored row is found again where it has no id. */
  key?: readonly string[];
  /** The key by which a delivered row, its references resolved, finds its stored one. */
  identity(row: Properties): string;
  /** What a new row has where nothing is delivered; also takes the place of null where that cannot be stored. */
  initial(row: Properties, measures: ReadonlyMap<string, { aggregation: Aggregation }>): Properties;
}

const slug = (row: Properties): string => String(row.slug);
const joined = (...parts: unknown[]): string => JSON.stringify(parts);

export const CATALOGUE_TABLES: Record<CatalogueKind, CatalogueTable> = {
  organisations: {
    entity: Organisation,
    referredToAs: 'organisation',
    references: ['parentId'],
    identity: slug,
    initial: () => ({ texts: {}, abbreviation: null, parentId: null, contact: null, closedOn: null }),
  },
  services: {
    entity: Service,
    referredToAs: 'service',
    references: ['organisationId'],
    identity: slug,
    initial: () => ({
      texts: {},
      url: null,
      contact: null,
      openedOn: null,
      closedOn: null,
      category: null,
      customerType: null,
      businessModel: null,
    }),
  },
  groups: {
    entity: ServiceGroup,
    referredToAs: 'group',
    references: [],
    identity: slug,
    initial: () => ({ texts: {} }),
  },
  measures: {
    entity: Measure,
    references: [],
    key: ['key'],
    identity: (row) => String(row.key),
    initial: () => ({ texts: {}, dimensions: [] }),
  },
  'data-sets': {
    entity: DataSet,
    referredToAs: 'data-set',
    references: ['serviceId'],
    identity: (row) => joined(row.serviceId, row.measureKey),
    initial: (row, measures) => ({
      aggregation: measures.get(String(row.measureKey))?.aggregation,
      timeZone: 'Europe/London',
      graceDays: null,
      workingDays: false,
      suppressBelow: 0,
      dimensionValues: {},
      dimensionLabels: {},
      absentParts: null,
      bestRating: null,
      basis: null,
      method: null,
      source: null,
      contact: null,
      licence: null,
      state: 'published',
      endsOn: null,
      version: 0,
    }),
  },
  metrics: {
    entity: MetricDefinition,
    references: ['ownerOrganisationId'],
    key: ['key'],
    identity: (row) => String(row.key),
    // Which version it is, is counted where it is stored.
    initial: () => ({ version: 1 }),
  },
  targets: {
    entity: Target,
    references: ['subjectId'],
    identity: (row) => joined(row.subjectType, row.subjectId, row.metricKey, row.fromOn),
    initial: () => ({ subjectId: null, tolerance: null, fromOn: null, toOn: null }),
  },
  annotations: {
    entity: Annotation,
    references: ['subjectId', 'dataSetId'],
    identity: (row) => joined(row.subjectType, row.subjectId, row.dataSetId, row.kind, row.fromOn),
    initial: () => ({ subjectId: null, dataSetId: null, texts: {}, toOn: null, link: null }),
  },
  aliases: {
    entity: SlugAlias,
    references: ['targetId'],
    key: ['kind', 'slug'],
    identity: (row) => joined(row.kind, row.slug),
    initial: () => ({}),
  },
};

/** By what a row is known in its revisions: its id or, where it has none, what it is found by. */
export function rowKeyOf(kind: CatalogueKind, row: Properties): string {
  const { key } = CATALOGUE_TABLES[kind];
  return key ? key.map((property) => row[property]).join('/') : String(row.id);
}

/** The row with such a key. */
export function whereOf(kind: CatalogueKind, rowKey: string): Properties {
  const { key } = CATALOGUE_TABLES[kind];
  // Nothing that rows are found by has a slash in it.
  const parts = rowKey.split('/');
  return key
    ? Object.fromEntries(key.map((property, index) => [property, parts[index]]))
    : { id: Number(rowKey) };
}
