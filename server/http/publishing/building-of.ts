/** What the builder can do for whoever has signed in, put together of reader and writer. */
import { placesOf } from '../../access/rights.js';
import type { SignedIn } from '../../access/sessions.js';
import { dashboardDrafts, findDashboardDraft } from '../../authoring/dashboard-drafts.js';
import type { Author } from '../../authoring/reach.js';
import { lookAtDefinition } from '../../authoring/shown-draft.js';
import { lookAtMetric } from '../../authoring/shown-metric.js';
import {
  editableDashboards,
  editableDefinition,
  editableVersion,
  publishedDefinition,
  readReach,
} from '../../authoring/stored.js';
import { keptInventory } from '../../ingest/import.js';
import type { ReadStore } from '../../loaders/reading.js';
import type { Building } from '../../pages/build/answers.js';
import type { KeptWriter } from '../../writer/kept-writer.js';

/** What is saved here came from. */
const SOURCE = 'the builder';

export type BuildingFor = (session: SignedIn, now: Date) => Building;

export function buildingOf(
  { dataSource }: Pick<ReadStore, 'dataSource'>,
  writer: Pick<KeptWriter, 'run'>,
): BuildingFor {
  const { manager } = dataSource;
  return ({ bearer: { tokenId, label, scopes } }, now) => {
    const places = placesOf(scopes, 'edit-dashboards');
    const publishes = placesOf(scopes, 'publish');
    const author: Author = { tokenId, name: label, places, publishes, now };
    return {
      reach: async () => readReach(manager, await keptInventory(dataSource), places),
      dashboards: () => editableDashboards(manager, [...places, ...publishes]),
      definition: (dashboard, version) => editableDefinition(manager, dashboard, version),
      publishedDefinition: (slug) => publishedDefinition(manager, slug),
      version: (dashboard, number) => editableVersion(manager, dashboard, number),
      drafts: () => dashboardDrafts(manager, tokenId),
      findDraft: (key) => findDashboardDraft(manager, key, tokenId),
      keepDraft: (open, draft) => writer.run('keepDashboardDraft', { tokenId, open, draft, now }),
      deleteDraft: (key) => writer.run('deleteDashboardDraft', { key, tokenId }),
      look: (slug, definition) => lookAtDefinition(manager, slug, definition, now),
      save: (slug, baseVersion, definition) =>
        writer.run('saveDashboard', { author, slug, baseVersion, definition }),
      change: (action, asked) => writer.run('changeDashboard', { author, action, ...asked }),
      lookAtMetric: (definition) => lookAtMetric(manager, definition),
      saveMetric: (metric) => writer.run('saveRow', { ...metric, kind: 'metrics', author, source: SOURCE }),
      removeMetric: (key) => writer.run('removeRow', { kind: 'metrics', author, source: SOURCE, key }),
      saveRow: (row) => writer.run('saveRow', { ...row, author, source: SOURCE }),
      removeRow: (row) => writer.run('removeRow', { ...row, author, source: SOURCE }),
      preview: (slug, version, days) => writer.run('previewDashboard', { author, slug, version, days }),
    };
  };
}
