/** Old slugs in the import format. */
import { COLUMNS } from '../ingest/catalogue/columns.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Tables } from '../store/tables.js';
import { record } from './records.js';

/** Those that lead somewhere: not where something has the slug today, nor to a dashboard that is not published. */
export function aliasesCsv(tables: Tables, published: readonly PublishedDashboard[]): string {
  const { organisations, services, groups, aliases } = tables;
  const bySlug = (list: readonly { id: number; slug: string }[]): Map<number, string> =>
    new Map(list.map(({ id, slug }) => [id, slug]));
  const today = {
    organisation: bySlug(organisations),
    service: bySlug(services),
    group: bySlug(groups),
    dashboard: bySlug(published.map(({ dashboard }) => dashboard)),
  };
  const lines = aliases.flatMap(({ kind, slug, targetId }) => {
    const of = today[kind].get(targetId);
    const isTaken = [...today[kind].values()].includes(slug);
    return of === undefined || isTaken ? [] : [record([kind, slug, of])];
  });
  return record(COLUMNS.aliases.map(({ name }) => name)) + lines.sort().join('');
}
