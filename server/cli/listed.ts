/** What `perfplat list` prints of each kind. */
import type { DataSource } from 'typeorm';
import { Dashboard, type DashboardVersion } from '../entities/index.js';
import { splitsOf } from '../metrics/evaluate.js';
import { measureMetrics } from '../metrics/measure-metrics.js';
import { inputsOf, textIn } from '../metrics/definitions.js';
import { headOf, Slugs } from '../modules/stored-definition.js';
import { readTables, type Tables } from '../store/tables.js';

interface Listed {
  tables: Tables;
  dashboards: readonly { dashboard: Dashboard; version: DashboardVersion }[];
  slugs: Slugs;
  /** The ids of an organisation and of all below it; null = all there are; undefined = there is no such organisation. */
  organisationIds(slug: string | undefined): ReadonlySet<number> | null | undefined;
  /** The id of a service; null and undefined likewise. */
  serviceId(slug: string | undefined): number | null | undefined;
}

export async function readListed({ manager }: DataSource): Promise<Listed> {
  const tables = await readTables(manager);
  const versions = await manager.getRepository<DashboardVersion>('DashboardVersion').find();
  const dashboards = (await manager.find(Dashboard)).flatMap((dashboard) => {
    const own = versions.filter(({ dashboardId }) => dashboardId === dashboard.id);
    const shown =
      own.find(({ number }) => number === dashboard.publishedVersion) ??
      own.toSorted((a, b) => a.number - b.number).at(-1);
    return shown && dashboard.state !== 'deleted' ? [{ dashboard, version: shown }] : [];
  });
  return {
    tables,
    dashboards,
    slugs: new Slugs(tables),
    organisationIds: (slug) => (slug === undefined ? null : idsBelow(slug, tables)),
    serviceId: (slug) =>
      slug === undefined ? null : tables.services.find((service) => service.slug === slug)?.id,
  };
}

function idsBelow(slug: string, { organisations }: Tables): Set<number> | undefined {
  const top = organisations.find((one) => one.slug === slug);
  if (!top) return undefined;
  const ids = new Set([top.id]);
  for (let size = 0; size < ids.size;) {
    size = ids.size;
    for (const { id, parentId } of organisations) if (parentId !== null && ids.has(parentId)) ids.add(id);
  }
  return ids;
}

interface ListRow {
  cells: string[];
  /** What it is found by besides. */
  about?: string;
}

/** What is to be listed. */
interface Within {
  /** What belongs to these organisations; null = everything. */
  organisations: ReadonlySet<number> | null;
  /** What this service has data for; null = everything. */
  service: number | null;
}

type List = (listed: Listed, within: Within) => ListRow[];

const row = (...cells: string[]): ListRow => ({ cells });

const sorted = (rows: readonly ListRow[]): ListRow[] =>
  rows.toSorted((a, b) => (a.cells.join(' ') < b.cells.join(' ') ? -1 : 1));

const isIn = ({ organisations }: Within, organisationId: number | null): boolean =>
  organisations === null || (organisationId !== null && organisations.has(organisationId));

const dimensionsText = (names: readonly string[]): string =>
  names.length > 0 ? `by ${names.join(', ')}` : '';

const services: List = ({ tables, slugs }, within) =>
  tables.services
    .filter(({ organisationId }) => isIn(within, organisationId))
    .map(({ slug, texts, organisationId }) =>
      row(slug, texts.name.en, slugs.of('organisation', organisationId)),
    );

const organisations: List = ({ tables, slugs }, within) =>
  tables.organisations
    .filter(({ id }) => isIn(within, id))
    .map(({ slug, texts, parentId }) =>
      row(slug, texts.name.en, parentId === null ? '' : slugs.of('organisation', parentId)),
    );

const groups: List = ({ tables }) =>
  tables.groups.map(({ id, slug, texts }) => {
    const count = tables.members.filter(({ groupId }) => groupId === id).length;
    return row(slug, texts.name.en, `${count} ${count === 1 ? 'service' : 'services'}`);
  });

const dashboards: List = ({ dashboards: all, slugs, tables }, within) =>
  all.flatMap(({ dashboard, version }) => {
    const { subjectType, subjectId, ownerOrganisationId: owner } = headOf({ dashboard, version });
    const service = tables.services.find(({ id }) => subjectType === 'service' && id === subjectId);
    if (!isIn(within, owner) && !isIn(within, service?.organisationId ?? null)) return [];
    return row(
      dashboard.slug,
      version.texts.title.en,
      dashboard.state,
      slugs.subject(subjectType, subjectId),
      owner === null ? '' : slugs.of('organisation', owner),
    );
  });

/** Data sets that were not taken back. */
const ownDataSets = ({ dataSets }: Tables, service: number | null): Tables['dataSets'] =>
  dataSets.filter(({ serviceId, state }) => state !== 'withdrawn' && (service ?? serviceId) === serviceId);

const metrics: List = ({ tables, slugs }, within) => {
  const dimensions = new Map(
    tables.measures.map((measure) => [measure.key, measure.dimensions.map(({ name }) => name)]),
  );
  const sent = new Set(ownDataSets(tables, within.service).map(({ measureKey }) => measureKey));
  const own = tables.metrics.map(({ texts, ...metric }) => ({ ...metric, ...texts }));
  const measures = tables.measures.map(({ texts, ...measure }) => ({ ...measure, label: texts.label }));
  const ofMeasures = measureMetrics(measures, own).map((metric) => ({
    ...metric,
    ownerOrganisationId: null,
  }));
  return [...own, ...ofMeasures]
    .filter(({ ownerOrganisationId }) => isIn(within, ownerOrganisationId))
    .filter(({ formula }) => within.service === null || inputsOf(formula).every((key) => sent.has(key)))
    .map(({ key, label, description, unit, formula, ownerOrganisationId }) => ({
      cells: [
        key,
        textIn(label, 'en'),
        unit,
        dimensionsText(splitsOf(formula, (measure) => dimensions.get(measure) ?? [])),
        ownerOrganisationId === null ? '' : slugs.of('organisation', ownerOrganisationId),
      ],
      about: textIn(description, 'en'),
    }));
};

const measures: List = ({ tables }, within) => {
  const sent = new Set(ownDataSets(tables, within.service).map(({ measureKey }) => measureKey));
  return tables.measures
    .filter(({ key }) => within.service === null || sent.has(key))
    .map(({ key, texts, unit, aggregation, dimensions }) =>
      row(key, texts.label.en, unit, aggregation, dimensionsText(dimensions.map(({ name }) => name))),
    );
};

const dataSets: List = ({ tables, slugs }, within) =>
  ownDataSets(tables, within.service).flatMap(({ serviceId, measureKey, cadence, state }) => {
    const service = tables.services.find(({ id }) => id === serviceId);
    return isIn(within, service?.organisationId ?? null)
      ? row(slugs.of('service', serviceId), measureKey, cadence, state)
      : [];
  });

/** By the word that is asked for; the rows of each in order. */
export const LISTS: Readonly<Record<string, List>> = Object.fromEntries(
  Object.entries({
    services,
    organisations,
    groups,
    dashboards,
    metrics,
    measures,
    'data-sets': dataSets,
  }).map(([kind, list]) => [kind, (listed: Listed, within: Within) => sorted(list(listed, within))]),
);
