/** Published dashboards as the import reads them. */
import { stringify } from 'yaml';
import { definitionOf, Slugs } from '../modules/stored-definition.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Tables } from '../store/tables.js';
import { yamlFiles } from './yaml-files.js';

/** One text or, where they are too long for one file, several. */
export function dashboardsYaml(published: readonly PublishedDashboard[], tables: Tables): string[] {
  const slugs = new Slugs(tables);
  const texts = published
    .toSorted((a, b) => (a.dashboard.slug < b.dashboard.slug ? -1 : 1))
    .map((one) => stringify([definitionOf(one, slugs)], { lineWidth: 0, aliasDuplicateObjects: false }));
  return yamlFiles(texts);
}
