/** Saves a dashboard: each time a new version, which readers do not see before it is published. */
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../db/index.js';
import { Dashboard, type DashboardHead } from '../entities/index.js';
import { DashboardValidator } from '../ingest/dashboards/validate.js';
import { valueOfJson } from '../ingest/dashboards/yaml-text.js';
import { Problems } from '../ingest/problems.js';
import { type DefinitionChange, differenceOf } from '../modules/definition-difference.js';
import type { Written } from '../modules/stored-definition.js';
import { addVersion, type DeliveredDashboard } from '../submissions/dashboards.js';
import { type Inventory, loadInventory } from '../submissions/inventory.js';
import { noteEvent, noteSubmission } from './notes.js';
import { problemsOf, type Refused, refused } from './problems.js';
import type { Author } from './reach.js';
import {
  findDashboard,
  namesOf,
  newestHead,
  newestOf,
  readDefinition,
  readReach,
  readSlugs,
  type StoredDashboard,
} from './stored.js';

export interface SaveDashboard {
  author: Author;
  slug: string;
  /** The number of the version that was changed; 0 = it is new. */
  baseVersion: number;
  /** As files have it. */
  definition: unknown;
}

/** The version that somebody else has saved in the meantime. */
export interface NewerVersion {
  version: number;
  author: string;
  /** An instant (ISO, UTC). */
  at: string;
  definition: Written;
  /** What is different from it in what was to be saved. */
  difference: DefinitionChange[];
}

export interface SavedDashboard {
  slug: string;
  version: number;
}

const NAME = 'definition';

/** @throws InputError (403) */
export const saveDashboard = (
  dataSource: DataSource,
  asked: SaveDashboard,
): Promise<SavedDashboard | (Refused & { newer?: NewerVersion })> =>
  inTransaction(dataSource, async (manager) => {
    const { author, slug, baseVersion } = asked;
    const catalogue = await loadInventory(manager);
    const reach = await readReach(manager, catalogue, author.places);
    const slugs = await readSlugs(manager);
    const found = await findDashboard(manager, catalogue, slug);
    if (found) {
      reach.assertDashboard(slug, namesOf(newestHead(found), slugs));
      if (newestOf(found).number !== baseVersion) return stale(manager, found, asked);
    } else if (baseVersion !== 0) {
      return refused(
        'baseVersion',
        'NOT_FOUND',
        `there is no dashboard "${slug}": save it with baseVersion 0`,
      );
    }
    const today = found?.dashboard.slug ?? slug;
    const checked = checkedDefinition(catalogue, today, asked.definition);
    if ('problems' in checked) return checked;
    const { dashboard } = checked;
    reach.assertDashboard(slug, dashboard);
    const head = headOf(dashboard, catalogue);
    const number = baseVersion + 1;
    const id = await storeHead(manager, found, { slug: today, head });
    const at = author.now.toISOString();
    await addVersion(manager, { dashboardId: id, number, author: author.name, at, head }, dashboard);
    await noteEvent(manager, { dashboardId: id, action: 'save', version: number }, author);
    // Its address says no longer that it has gone.
    if (found?.dashboard.state === 'deleted') await noteSubmission(manager, `save ${today}`, author);
    return { slug: today, version: number };
  });

/** A dashboard as it is to be stored, or what is wrong with its definition. */
export function checkedDefinition(
  catalogue: Inventory,
  slug: string,
  definition: unknown,
): { dashboard: DeliveredDashboard } | Refused {
  const isObject = typeof definition === 'object' && definition !== null && !Array.isArray(definition);
  if (!isObject)
    return refused(NAME, 'INVALID', 'must be an object, with the keys that files of dashboards have');
  const given = (definition as Written).slug;
  if (given !== undefined && given !== slug) {
    const message = `slug: this saves ${slug}: leave slug out, or write the same`;
    return refused(`${NAME}.slug`, 'BAD_VALUE', message, { allowed: [slug] });
  }
  const problems = new Problems();
  const validator = new DashboardValidator(catalogue, problems);
  validator.add(NAME, valueOfJson({ ...definition, slug }));
  validator.finish();
  if (problems.count > 0) return { problems: problemsOf(problems.sorted(), NAME) };
  return { dashboard: validator.delivered[0] };
}

export const headOf = (
  { subject: { type, slug = '' }, owner, isOwnPage }: DeliveredDashboard,
  catalogue: Inventory,
): DashboardHead => ({
  subjectType: type,
  subjectId: type === 'portfolio' ? null : catalogue[type].get(slug)!.id!,
  ownerOrganisationId: owner === null ? null : catalogue.organisation.get(owner)!.id!,
  isOwnPage,
});

/** What readers see stays as it is; a dashboard that nobody sees is what its newest version says. */
async function storeHead(
  manager: EntityManager,
  found: StoredDashboard | undefined,
  { slug, head }: { slug: string; head: DashboardHead },
): Promise<number> {
  const was = found?.dashboard.state;
  // What readers have seen once has an address that they know.
  const state = was === 'unpublished' || was === 'deleted' ? 'unpublished' : 'draft';
  // It becomes the page of its subject when it is published.
  const unseen = { ...head, isOwnPage: false, state, reviewVersion: null, replacedBy: null } as const;
  if (!found) {
    const { identifiers } = await manager.insert(Dashboard, { slug, ...unseen, publishedVersion: null });
    return (identifiers[0] as { id: number }).id;
  }
  const { id, publishedVersion } = found.dashboard;
  await manager.update(Dashboard, { id }, publishedVersion === null ? unseen : { reviewVersion: null });
  return id;
}

async function stale(
  manager: EntityManager,
  found: StoredDashboard,
  { baseVersion, definition }: SaveDashboard,
): Promise<Refused & { newer: NewerVersion }> {
  const { number: version, author, at } = newestOf(found);
  const stored = await readDefinition(manager, found.dashboard, newestOf(found), await readSlugs(manager));
  const given = typeof definition === 'object' && definition !== null ? (definition as Written) : {};
  const difference = differenceOf(stored, { ...given, slug: found.dashboard.slug });
  const message =
    baseVersion === 0
      ? `there is a dashboard "${found.dashboard.slug}" already, in version ${version}: take another slug, or change that version`
      : `${author} has saved version ${version} since version ${baseVersion}: look at what is different, and save with baseVersion ${version}`;
  return {
    ...refused('baseVersion', 'STALE', message),
    newer: { version, author, at, definition: stored, difference },
  };
}
