/** What a delivery is checked against: which slugs, measures, metrics and data sets there are. */
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import type { Aggregation, Formula, MeasureDimension, Text, Unit } from '../metrics/definitions.js';
import { measureMetrics } from '../metrics/measure-metrics.js';
import type { SlugKind } from '../entities/index.js';
import type { Period, RecordedPeriod } from '../metrics/periods.js';
import type { SubjectType } from '../metrics/subject-kinds.js';

/** Something with a slug; without an id it is part of the delivery and not stored yet. */
interface Known {
  id?: number;
}

interface KnownOrganisation extends Known {
  /** `department`, `agency`, …; of one that is not stored yet, what the delivery says. */
  kind?: string;
  /** The slug of the parent. */
  parent: string | null;
}

interface KnownService extends Known {
  /** The slug of its organisation; of one that is not stored yet, absent. */
  organisation?: string;
}

export interface KnownMeasure {
  unit: Unit;
  aggregation: Aggregation;
  dimensions: MeasureDimension[];
}

interface KnownMetric {
  formula: Formula;
  /** The periods that make sense, shortest first. */
  periods: Period[];
}

export interface KnownDataSet extends Known {
  aggregation: Aggregation;
  /** Absent of one that is made from its rows: these say it. */
  cadence?: RecordedPeriod;
  timeZone: string;
  /** Declared values by dimension, in order. */
  dimensionValues: Record<string, string[]>;
  /** What they are called, by dimension and value. */
  dimensionLabels: Record<string, Record<string, Text>>;
  /** null = not declared. */
  bestRating: 1 | 5 | null;
}

export interface Inventory {
  /** The newest submission that changed the catalogue; 0 = none. */
  version: number;
  organisation: Map<string, KnownOrganisation>;
  service: Map<string, KnownService>;
  group: Map<string, Known>;
  dashboard: Map<string, Known>;
  /** By `subjectKey`, the slug of the stored dashboard that is its page. */
  ownPages: Map<string, string>;
  /** Old slug → slug of today. */
  aliases: Record<SlugKind, Map<string, string>>;
  measures: Map<string, KnownMeasure>;
  /** Those that are defined, and those that measures are. */
  metrics: Map<string, KnownMetric>;
  /** The slug of the organisation that has defined a metric, by its key. */
  ownMetrics: Map<string, string>;
  /** By `dataSetKey`. */
  dataSets: Map<string, KnownDataSet>;
}

/** A service's slug has no space: this is unique. */
export const dataSetKey = (service: string, measure: string): string => `${service} ${measure}`;

/** `service/carers-allowance`, `portfolio`: how files write a subject. */
export const subjectKey = (type: SubjectType, slug: string | undefined): string =>
  slug === undefined ? type : `${type}/${slug}`;

/** The newest submission that changed the catalogue; 0 = none. */
export async function inventoryVersion(connection: DataSource | EntityManager): Promise<number> {
  const [row] = await rows<{ version: number | null }>(
    connection,
    'SELECT max(id) AS version FROM submission WHERE changes_catalogue = true',
  );
  return row.version ?? 0;
}

/** Whether an organisation is another one, by its id, or below it. */
export function isWithin(
  { organisation }: Pick<Inventory, 'organisation'>,
  slug: string | undefined,
  id: number,
): boolean {
  let own = slug;
  while (own !== undefined) {
    const known = organisation.get(own);
    if (known?.id === id) return true;
    own = known?.parent ?? undefined;
  }
  return false;
}

/** `a → b → a` if going up from an organisation comes back to it. */
export function loopFrom(
  { organisation }: Pick<Inventory, 'organisation'>,
  slug: string,
): string | undefined {
  const path = [slug];
  for (let at = organisation.get(slug)?.parent; at; at = organisation.get(at)?.parent) {
    path.push(at);
    if (at === slug) return path.join(' → ');
    if (path.length > organisation.size + 1) return undefined;
  }
  return undefined;
}

interface SlugRow {
  id: number;
  slug: string;
}

const bySlug = <Row extends SlugRow, K extends Known>(list: Row[], known: (row: Row) => K): Map<string, K> =>
  new Map(list.map((row) => [row.slug, known(row)]));

/** Reads the catalogue. The version is read first: what changes in between makes it look older, never newer. */
export async function loadInventory(connection: DataSource | EntityManager): Promise<Inventory> {
  const version = await inventoryVersion(connection);
  const organisations = await rows<SlugRow & { kind: string; parent: string | null }>(
    connection,
    'SELECT o.id, o.slug, o.kind, p.slug AS parent FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id ORDER BY o.slug',
  );
  const services = await rows<SlugRow & { organisation: string }>(
    connection,
    'SELECT s.id, s.slug, o.slug AS organisation FROM service s JOIN organisation o ON o.id = s.organisation_id ORDER BY s.slug',
  );
  const groups = await rows<SlugRow>(connection, 'SELECT id, slug FROM service_group ORDER BY slug');
  const dashboards = await rows<SlugRow>(connection, 'SELECT id, slug FROM dashboard ORDER BY slug');
  const things = { organisation: organisations, service: services, group: groups, dashboard: dashboards };
  return {
    version,
    organisation: bySlug(organisations, ({ id, kind, parent }) => ({ id, kind, parent })),
    service: bySlug(services, ({ id, organisation }) => ({ id, organisation })),
    group: bySlug(groups, ({ id }) => ({ id })),
    dashboard: bySlug(dashboards, ({ id }) => ({ id })),
    ownPages: await loadOwnPages(connection, things),
    aliases: await loadAliases(connection, things),
    ...(await loadMeasuresAndMetrics(connection)),
    dataSets: await loadDataSets(connection),
  };
}

async function loadAliases(
  connection: DataSource | EntityManager,
  things: Record<SlugKind, SlugRow[]>,
): Promise<Inventory['aliases']> {
  const aliases = await rows<{ kind: string; slug: string; target_id: number }>(
    connection,
    'SELECT kind, slug, target_id FROM slug_alias',
  );
  const ofKind = (kind: SlugKind): Map<string, string> => {
    const slugs = new Map(things[kind].map(({ id, slug }) => [id, slug]));
    const list = aliases.filter((alias) => alias.kind === kind && slugs.has(alias.target_id));
    return new Map(list.map((alias) => [alias.slug, slugs.get(alias.target_id)!]));
  };
  return {
    organisation: ofKind('organisation'),
    service: ofKind('service'),
    group: ofKind('group'),
    dashboard: ofKind('dashboard'),
  };
}

async function loadOwnPages(
  connection: DataSource | EntityManager,
  things: Record<SlugKind, SlugRow[]>,
): Promise<Inventory['ownPages']> {
  const marked = await rows<{ slug: string; subject_type: SubjectType; subject_id: number | null }>(
    connection,
    'SELECT slug, subject_type, subject_id FROM dashboard WHERE is_own_page = true',
  );
  return new Map(
    marked.map(({ slug, subject_type: type, subject_id: id }) => {
      const subject = type === 'portfolio' ? undefined : things[type].find((row) => row.id === id)?.slug;
      return [subjectKey(type, subject), slug];
    }),
  );
}

async function loadMeasuresAndMetrics(
  connection: DataSource | EntityManager,
): Promise<Pick<Inventory, 'measures' | 'metrics' | 'ownMetrics'>> {
  const inventory = { measures: new Map<string, KnownMeasure>(), ...(await loadMetrics(connection)) };
  for (const [key, measure] of await loadMeasures(connection)) addMeasure(inventory, key, measure);
  return inventory;
}

/** Adds a measure, or what it has become, and the metric that it is. */
export function addMeasure(
  { measures, metrics }: Pick<Inventory, 'measures' | 'metrics'>,
  key: string,
  measure: KnownMeasure,
): void {
  measures.set(key, measure);
  const [metric] = measureMetrics([{ key, label: { en: key }, ...measure }], []);
  if (!metrics.has(key)) metrics.set(key, metric);
}

async function loadMetrics(
  connection: DataSource | EntityManager,
): Promise<Pick<Inventory, 'metrics' | 'ownMetrics'>> {
  const list = await rows<{ key: string; formula: string; periods: string; owner: string | null }>(
    connection,
    `SELECT m.key, m.formula, m.periods, o.slug AS owner FROM metric_definition m
     LEFT JOIN organisation o ON o.id = m.owner_organisation_id ORDER BY m.position, m.key`,
  );
  return {
    metrics: new Map(
      list.map(({ key, formula, periods }): [string, KnownMetric] => [
        key,
        { formula: JSON.parse(formula) as Formula, periods: JSON.parse(periods) as Period[] },
      ]),
    ),
    ownMetrics: new Map(
      list.flatMap(({ key, owner }): [string, string][] => (owner === null ? [] : [[key, owner]])),
    ),
  };
}

async function loadMeasures(connection: DataSource | EntityManager): Promise<Map<string, KnownMeasure>> {
  const list = await rows<{ key: string; unit: Unit; aggregation: Aggregation; dimensions: string }>(
    connection,
    'SELECT key, unit, aggregation, dimensions FROM measure ORDER BY key',
  );
  return new Map(
    list.map(({ key, unit, aggregation, dimensions }) => [
      key,
      { unit, aggregation, dimensions: JSON.parse(dimensions) as MeasureDimension[] },
    ]),
  );
}

async function loadDataSets(connection: DataSource | EntityManager): Promise<Map<string, KnownDataSet>> {
  const list = await rows<{
    id: number;
    service: string;
    measure_key: string;
    aggregation: Aggregation;
    cadence: RecordedPeriod;
    time_zone: string;
    dimension_values: string;
    dimension_labels: string;
    best_rating: 1 | 5 | null;
  }>(
    connection,
    `SELECT d.id, s.slug AS service, d.measure_key, d.aggregation, d.cadence, d.time_zone, d.dimension_values,
       d.dimension_labels, d.best_rating
     FROM data_set d JOIN service s ON s.id = d.service_id
     WHERE d.state <> 'withdrawn'`,
  );
  return new Map(
    list.map((row) => [
      dataSetKey(row.service, row.measure_key),
      {
        id: row.id,
        aggregation: row.aggregation,
        cadence: row.cadence,
        timeZone: row.time_zone,
        dimensionValues: JSON.parse(row.dimension_values) as Record<string, string[]>,
        dimensionLabels: JSON.parse(row.dimension_labels) as Record<string, Record<string, Text>>,
        bestRating: row.best_rating,
      },
    ]),
  );
}

/** The slug of today that `slug` names, an old one or its own; undefined if there is no such thing. */
export function resolveSlug(catalogue: Inventory, kind: SlugKind, slug: string): string | undefined {
  return catalogue[kind].has(slug) ? slug : catalogue.aliases[kind].get(slug);
}

interface SeriesRow {
  id: number;
  data_set_id: number;
  dimensions: string;
}

export function storedSeries(
  connection: DataSource | EntityManager,
  dataSetIds: readonly number[],
): Promise<SeriesRow[]> {
  const { list, listParameter } = dialectOf(connection);
  return rows<SeriesRow>(
    connection,
    `SELECT id, data_set_id, dimensions FROM series WHERE data_set_id IN ${list('integer')}`,
    [listParameter(dataSetIds)],
  );
}
