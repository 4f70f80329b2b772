/** A version of a dashboard is submitted, published, taken back or deleted, and drafts are shown for a while. */
import type { DataSource, EntityManager } from 'typeorm';
import { newToken, sha256 } from '../access/tokens.js';
import { inTransaction, rows, run } from '../db/index.js';
import {
  Dashboard,
  type DashboardHead,
  DashboardPreview,
  DashboardVersion,
  type Module,
} from '../entities/index.js';
import { quoted } from '../ingest/message-words.js';
import { definitionOf, headOf as storedHead } from '../modules/stored-definition.js';
import { type Inventory, loadInventory } from '../submissions/inventory.js';
import { type Refused, refused } from './problems.js';
import type { Author } from './reach.js';
import { noteEvent, noteSubmission } from './notes.js';
import { checkedDefinition, headOf, type SavedDashboard } from './save-dashboard.js';
import {
  findDashboard,
  namesOf,
  newestHead,
  newestOf,
  readReach,
  readSlugs,
  readVersion,
  type StoredDashboard,
} from './stored.js';

export interface ChangeDashboard {
  author: Author;
  slug: string;
  /** The number of the newest version that whoever asks has seen. */
  version: number;
}

interface Found extends StoredDashboard {
  version: DashboardVersion;
  catalogue: Inventory;
}

type Change = (manager: EntityManager, found: Found) => Promise<Refused | null>;

/** Nobody but its makers has seen one that never was published. */
const wasSeen = ({ dashboard: { state } }: StoredDashboard): boolean =>
  state === 'published' || state === 'unpublished';

/**
 * Whose it is and what it is about, as the newest version says, and as readers see it. A version that nobody has published
 * decides nothing of what readers see.
 */
const newestHeads = (found: StoredDashboard): DashboardHead[] => [newestHead(found)];
const seenHeads = (found: StoredDashboard): DashboardHead[] =>
  wasSeen(found) ? [found.dashboard] : newestHeads(found);
const allHeads = (found: StoredDashboard): DashboardHead[] => [...newestHeads(found), ...seenHeads(found)];

/** Does something to the newest version, where that is the one that was looked at. */
const changeDashboard = (
  dataSource: DataSource,
  { author, slug, version }: ChangeDashboard,
  { action, isPublic }: { action: DashboardChange; isPublic(found: StoredDashboard): boolean },
  change: Change,
): Promise<SavedDashboard | Refused> =>
  inTransaction(dataSource, async (manager) => {
    const catalogue = await loadInventory(manager);
    const found = await findDashboard(manager, catalogue, slug);
    const places = found && isPublic(found) ? author.publishes : author.places;
    const concerned = action === 'submit' ? newestHeads : action === 'publish' ? allHeads : seenHeads;
    const reach = await readReach(manager, catalogue, places);
    if (!found) {
      if (!reach.isAll) reach.assert(false, `the dashboard ${quoted(slug)}`);
      return refused('slug', 'NOT_FOUND', `there is no dashboard ${quoted(slug)}`);
    }
    const newest = newestOf(found);
    const slugs = await readSlugs(manager);
    for (const head of concerned(found)) reach.assertDashboard(slug, namesOf(head, slugs));
    if (newest.number !== version) {
      const message = `version ${newest.number} is the newest, saved by ${newest.author}: look at it first`;
      return refused('version', 'STALE', message);
    }
    const problem = await change(manager, { ...found, version: newest, catalogue });
    if (problem) return problem;
    await noteEvent(manager, { dashboardId: found.dashboard.id, action, version }, author);
    if (isPublic(found)) await noteSubmission(manager, `${action} ${found.dashboard.slug}`, author);
    return { slug: found.dashboard.slug, version };
  });

const wasDeleted = ({ dashboard: { slug } }: StoredDashboard): Refused =>
  refused('slug', 'NOT_FOUND', `${slug} was deleted: save a version of it first`);

/** Asks for a review of the newest version. */
const submitDashboard = (dataSource: DataSource, asked: ChangeDashboard): Promise<SavedDashboard | Refused> =>
  changeDashboard(dataSource, asked, { action: 'submit', isPublic: () => false }, async (manager, found) => {
    const { id, state, publishedVersion } = found.dashboard;
    if (state === 'deleted') return wasDeleted(found);
    if (publishedVersion === found.version.number) {
      return refused('version', 'INVALID', `version ${publishedVersion} is published already`);
    }
    const reviewVersion = found.version.number;
    await manager.update(
      Dashboard,
      { id },
      { reviewVersion, ...(state === 'draft' && { state: 'in-review' as const }) },
    );
    return null;
  });

/** Readers see the newest version from now on. */
const publishDashboard = (
  dataSource: DataSource,
  asked: ChangeDashboard,
): Promise<SavedDashboard | Refused> =>
  changeDashboard(dataSource, asked, { action: 'publish', isPublic: () => true }, async (manager, found) => {
    const { dashboard, version, catalogue } = found;
    if (dashboard.state === 'deleted') return wasDeleted(found);
    const slugs = await readSlugs(manager);
    const stored = await readVersion(manager, dashboard, version);
    // What it names may have gone since it was saved, and another may have become the page of its subject.
    const checked = checkedDefinition(catalogue, dashboard.slug, definitionOf(stored, slugs));
    if ('problems' in checked) return checked;
    await manager.update(
      Dashboard,
      { id: dashboard.id },
      {
        ...headOf(checked.dashboard, catalogue),
        ...{ state: 'published', publishedVersion: version.number, reviewVersion: null, replacedBy: null },
      },
    );
    return null;
  });

/** Readers do not see it any more; its versions stay. */
const unpublishDashboard = (
  dataSource: DataSource,
  asked: ChangeDashboard,
): Promise<SavedDashboard | Refused> =>
  changeDashboard(
    dataSource,
    asked,
    { action: 'unpublish', isPublic: () => true },
    async (manager, { dashboard }) => {
      if (dashboard.publishedVersion === null) {
        return refused('slug', 'INVALID', `${dashboard.slug} is not published`);
      }
      const unseen = {
        state: 'unpublished' as const,
        publishedVersion: null,
        reviewVersion: null,
        isOwnPage: false,
      };
      await manager.update(Dashboard, { id: dashboard.id }, unseen);
      return null;
    },
  );

interface DeleteDashboard extends ChangeDashboard {
  /** The slug of a published dashboard that its readers are sent to. */
  replacedBy: string | null;
}

/** Its address says that it has gone, and what is there in its place; its versions stay. */
const deleteDashboard = (
  dataSource: DataSource,
  { replacedBy, ...asked }: DeleteDashboard,
): Promise<SavedDashboard | Refused> => {
  return changeDashboard(
    dataSource,
    asked,
    { action: 'delete', isPublic: wasSeen },
    async (manager, found) => {
      const { dashboard, catalogue } = found;
      if (dashboard.state === 'deleted') return wasDeleted(found);
      const other = replacedBy === null ? undefined : await findDashboard(manager, catalogue, replacedBy);
      if (
        replacedBy !== null &&
        (!other?.dashboard.publishedVersion || other.dashboard.id === dashboard.id)
      ) {
        const message = `there is no other dashboard ${quoted(replacedBy)} that is published`;
        return refused('replacedBy', 'NOT_FOUND', message);
      }
      const gone = {
        state: 'deleted' as const,
        publishedVersion: null,
        reviewVersion: null,
        isOwnPage: false,
      };
      await manager.update(
        Dashboard,
        { id: dashboard.id },
        { ...gone, replacedBy: other?.dashboard.slug ?? null },
      );
      return null;
    },
  );
};

/** What can be done to the newest version, by the word that is written down of it. */
export const CHANGES = {
  submit: submitDashboard,
  publish: publishDashboard,
  unpublish: unpublishDashboard,
  delete: deleteDashboard,
} as const;
export type DashboardChange = keyof typeof CHANGES;

export interface PreviewDashboard {
  author: Author;
  slug: string;
  version: number;
  /** How long the address is good for. */
  days: number;
}

const DAY_MS = 86_400_000;
const MOST_PREVIEW_DAYS = 30;

/** An address for somebody who has no token. @returns what stands in it, told once. */
export const previewDashboard = (
  dataSource: DataSource,
  { author, slug, version: number, days }: PreviewDashboard,
): Promise<{ key: string; expiresAt: string } | Refused> =>
  inTransaction(dataSource, async (manager) => {
    const catalogue = await loadInventory(manager);
    const reach = await readReach(manager, catalogue, author.places);
    const found = await findDashboard(manager, catalogue, slug);
    if (!found) {
      if (!reach.isAll) reach.assert(false, `the dashboard ${quoted(slug)}`);
      return refused('slug', 'NOT_FOUND', `there is no dashboard ${quoted(slug)}`);
    }
    reach.assertDashboard(slug, namesOf(newestHead(found), await readSlugs(manager)));
    if (found.dashboard.state === 'deleted') return wasDeleted(found);
    if (!(days >= 1 && days <= MOST_PREVIEW_DAYS)) {
      return refused('days', 'INVALID', `must be 1 to ${MOST_PREVIEW_DAYS}`);
    }
    if (!found.versions.some((each) => each.number === number)) {
      const message = `there is no version ${number}: the newest is ${newestOf(found).number}`;
      return refused('version', 'NOT_FOUND', message);
    }
    // Of the form of a token, so that logs mask it like one.
    const key = newToken();
    const expiresAt = new Date(author.now.getTime() + days * DAY_MS).toISOString();
    const dashboardId = found.dashboard.id;
    await run(manager, 'DELETE FROM dashboard_preview WHERE expires_at <= ?', [author.now.toISOString()]);
    await manager.insert(DashboardPreview, { hash: sha256(key), dashboardId, version: number, expiresAt });
    await noteEvent(manager, { dashboardId, action: 'preview', version: number }, author);
    return { key, expiresAt };
  });

/** A version with its modules, as it is to be shown. */
export interface Preview {
  /** As the version says of it. */
  dashboard: Dashboard;
  version: DashboardVersion;
  modules: readonly Module[];
  /** An instant (ISO, UTC). */
  expiresAt: string;
}

/** What an address shows; null where it has ended, where the dashboard was deleted, and where there never was one. */
export async function findPreview(manager: EntityManager, key: string, now: Date): Promise<Preview | null> {
  const [row] = await rows<{ dashboard_id: number; version: number; expires_at: string }>(
    manager,
    `SELECT p.dashboard_id, p.version, p.expires_at FROM dashboard_preview p
     JOIN dashboard d ON d.id = p.dashboard_id WHERE p.hash = ? AND p.expires_at > ? AND d.state <> 'deleted'`,
    [sha256(key), now.toISOString()],
  );
  if (!row) return null;
  const { dashboard_id: dashboardId, version: number, expires_at: expiresAt } = row;
  const dashboard = await manager.findOneByOrFail(Dashboard, { id: dashboardId });
  const version = await manager.findOneByOrFail(DashboardVersion, { dashboardId, number });
  const { modules } = await readVersion(manager, dashboard, version);
  return { dashboard: { ...dashboard, ...storedHead({ dashboard, version }) }, version, modules, expiresAt };
}
