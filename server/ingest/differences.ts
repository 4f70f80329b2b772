/** What a delivery would change of everything but observations, thing by thing, in the words of the files. */
import type { EntityManager } from 'typeorm';
import {
  Dashboard,
  DashboardVersion,
  type MetricDefinition,
  Module,
  ServiceGroupMember,
  type SlugKind,
} from '../entities/index.js';
import { type DefinitionChange, differenceOf } from '../modules/definition-difference.js';
import { definitionOf, Slugs, type Written, writtenDashboard } from '../modules/stored-definition.js';
import type { CatalogueChange } from '../submissions/compare-catalogue.js';
import { type Changes, changesCatalogue } from '../submissions/compare.js';
import type { DeliveredDashboard } from '../submissions/dashboards.js';
import type { Delivery } from '../submissions/delivery.js';
import type { Inventory } from '../submissions/inventory.js';
import { COLUMNS } from './catalogue/columns.js';
import { type RowNames, writtenRow } from './catalogue/written.js';
import { IMPORT_KINDS, type ImportKind, isDocument } from './kinds.js';
import { writtenMetric } from './metrics/written.js';

/** A thing that would be new, different or gone. */
export interface Difference {
  kind: ImportKind;
  /** The slug or key, or what else it is found by. */
  name: string;
  how: 'new' | 'changed' | 'removed';
  /** In the order of the file; of what is new, all that it holds. */
  changes: DefinitionChange[];
  /** A version that somebody has saved and nobody has published; it stays in the history. */
  unpublished?: { version: number; author: string; at: string };
}

/** By kind, in the order of IMPORT_KINDS. */
export async function differencesOf(
  manager: EntityManager,
  { dashboards }: Delivery,
  changes: Changes,
  catalogue: Inventory,
): Promise<Difference[]> {
  if (!changesCatalogue(changes)) return [];
  const names = new Names(catalogue, changes);
  await names.readMembers(manager);
  const found: Difference[] = [];
  for (const kind of IMPORT_KINDS) {
    if (kind === 'measurements') continue;
    if (kind === 'dashboards') {
      const isChanged = new Set(changes.dashboards.rows.map(({ after }) => after.slug));
      for (const dashboard of dashboards.filter(({ slug }) => isChanged.has(slug))) {
        found.push(await differenceOfDashboard(manager, dashboard, names.slugs));
      }
      continue;
    }
    const made = kind === 'data-sets' ? changes.dataSets.dataSetsMade.rows : [];
    for (const row of [...(changes.catalogue[kind]?.rows ?? []), ...made]) {
      found.push(differenceOfRow(kind, row, names));
    }
  }
  return found;
}

/** Names of what is stored, and of what is not yet. */
class Names implements RowNames {
  readonly slugs: Slugs;
  readonly #slugs: Record<SlugKind, Map<number, string>>;
  readonly #measures = new Map<number, string>();
  readonly #members = new Map<number, string[]>();

  constructor(
    catalogue: Inventory,
    private readonly changes: Changes,
  ) {
    const { aliases } = catalogue;
    // What the files bring has no id in the inventory, and a provisional one in what would change.
    const of = (kind: SlugKind, rows: readonly CatalogueChange[] = []): Map<number, string> =>
      new Map([
        ...[...catalogue[kind]].flatMap(([slug, { id }]): [number, string][] =>
          id === undefined ? [] : [[id, slug]],
        ),
        ...rows.map(({ after }): [number, string] => [Number(after.id), String(after.slug)]),
      ]);
    const { organisations, services, groups } = changes.catalogue;
    this.#slugs = {
      organisation: of('organisation', organisations?.rows),
      service: of('service', services?.rows),
      group: of('group', groups?.rows),
      dashboard: of('dashboard'),
    };
    for (const { after } of changes.dashboards.rows) this.#slugs.dashboard.set(after.id, after.slug);
    const list = (kind: SlugKind): { id: number; slug: string }[] =>
      [...this.#slugs[kind]].map(([id, slug]) => ({ id, slug }));
    const kinds = ['organisation', 'service', 'group'] as const;
    this.slugs = new Slugs({
      organisations: list('organisation'),
      services: list('service'),
      groups: list('group'),
      aliases: kinds.flatMap((kind) =>
        [...aliases[kind]].map(([slug, today]) => ({
          kind,
          slug,
          targetId: catalogue[kind].get(today)!.id!,
        })),
      ),
    });
    for (const [key, { id }] of catalogue.dataSets) {
      if (id !== undefined) this.#measures.set(id, key.slice(key.indexOf(' ') + 1));
    }
    const dataSets = [...(changes.catalogue['data-sets']?.rows ?? []), ...changes.dataSets.dataSetsMade.rows];
    for (const { after } of dataSets) this.#measures.set(Number(after.id), String(after.measureKey));
  }

  /** Of the groups that would change, as they are. */
  async readMembers(manager: EntityManager): Promise<void> {
    for (const { before } of this.changes.catalogue.groups?.rows ?? []) {
      if (!before) continue;
      const groupId = Number(before.id);
      const rows = await manager.findBy(ServiceGroupMember, { groupId });
      this.#members.set(groupId, this.#servicesOf(rows.map(({ serviceId }) => serviceId)));
    }
  }

  #servicesOf(ids: readonly number[]): string[] {
    return ids.map((id) => this.#slugs.service.get(id)!);
  }

  slug(kind: SlugKind, id: number): string | undefined {
    return this.#slugs[kind].get(id);
  }

  measure(dataSetId: number): string | undefined {
    return this.#measures.get(dataSetId);
  }

  members(groupId: number): readonly string[] {
    return this.#members.get(groupId) ?? [];
  }

  /** The same with the members that a group would have. */
  after({ after, members }: CatalogueChange): RowNames {
    const removed = new Set(this.#servicesOf(members?.removed ?? []));
    const kept = this.members(Number(after.id)).filter((slug) => !removed.has(slug));
    const all = [...kept, ...this.#servicesOf(members?.added ?? [])];
    return {
      slug: (kind, id) => this.slug(kind, id),
      measure: (id) => this.measure(id),
      members: () => all,
    };
  }
}

function differenceOfRow(kind: RowOrMetricKind, change: CatalogueChange, names: Names): Difference {
  const { before, after, isRemoved } = change;
  const written = (row: CatalogueChange['after'], of: RowNames): Written =>
    isDocument(kind)
      ? writtenMetric(
          row as unknown as MetricDefinition,
          names.slug('organisation', Number(row.ownerOrganisationId)) ?? '',
        )
      : writtenRow(kind, row, of);
  const now = written(after, names.after(change));
  return {
    kind,
    name: nameOf(kind, now),
    how: isRemoved ? 'removed' : before ? 'changed' : 'new',
    changes: isRemoved ? [] : differenceOf(before ? written(before, names) : {}, now),
  };
}

type RowOrMetricKind = Exclude<ImportKind, 'measurements' | 'dashboards'>;

/** What rows are found by, where that is not what their files must have: values and texts are no names. */
const NAMES: Partial<Record<RowOrMetricKind, readonly string[]>> = {
  metrics: ['key'],
  targets: ['subject_type', 'subject', 'metric', 'from'],
  annotations: ['subject_type', 'subject', 'measure', 'kind', 'from'],
  aliases: ['kind', 'slug'],
};

function nameOf(kind: RowOrMetricKind, written: Written): string {
  const columns = isDocument(kind) ? [] : COLUMNS[kind].filter(({ needed }) => needed === 'key');
  const named = NAMES[kind] ?? columns.map(({ name }) => name);
  return named.flatMap((name) => written[name] ?? []).join(' ');
}

async function differenceOfDashboard(
  manager: EntityManager,
  { subject: { type, slug }, ...delivered }: DeliveredDashboard,
  slugs: Slugs,
): Promise<Difference> {
  const subject = type === 'portfolio' ? type : `${type}/${slug}`;
  const now = writtenDashboard({ ...delivered, subject }, slugs);
  const dashboard = await manager.findOneBy(Dashboard, { slug: delivered.slug });
  const versions = dashboard
    ? await manager.find(DashboardVersion, { where: { dashboardId: dashboard.id }, order: { number: 'ASC' } })
    : [];
  const published = versions.find(({ number }) => number === dashboard?.publishedVersion);
  const newest = versions.at(-1);
  const isUnpublished = newest && newest !== published;
  return {
    kind: 'dashboards',
    name: delivered.slug,
    how: published ? 'changed' : 'new',
    changes: differenceOf(
      dashboard && published ? await definitionOfVersion(manager, dashboard, published, slugs) : {},
      now,
    ),
    ...(isUnpublished && {
      unpublished: { version: newest.number, author: newest.author, at: newest.at },
    }),
  };
}

async function definitionOfVersion(
  manager: EntityManager,
  dashboard: Dashboard,
  version: DashboardVersion,
  slugs: Slugs,
): Promise<Written> {
  const where = { versionId: version.id };
  const modules = await manager.find(Module, { where, order: { position: 'ASC' } });
  return definitionOf({ dashboard, version, modules }, slugs);
}
