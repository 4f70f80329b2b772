/** Published dashboards as the import reads them. */
import { stringify } from 'yaml';
import { definitionOf, Slugs } from '../modules/stored-definition.js';
import type { PublishedDashboard } from '../store/published-dashboards.js';
import type { Tables } from '../store/tables.js';

/** The import takes a file of 1 MB. */
const MOST_BYTES = 900_000;

/** One text or, where they are too long for one file, several. */
export function dashboardsYaml(published: readonly PublishedDashboard[], tables: Tables): string[] {
  const slugs = new Slugs(tables);
  const texts = published
    .toSorted((a, b) => (a.dashboard.slug < b.dashboard.slug ? -1 : 1))
    .map((one) => stringify([definitionOf(one, slugs)], { lineWidth: 0, aliasDuplicateObjects: false }));
  const files: string[] = [];
  let bytes = Infinity;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    if (bytes + size > MOST_BYTES) {
      files.push('');
      bytes = 0;
    }
    files[files.length - 1] += text;
    bytes += size;
  }
  return files.length === 0 ? ['[]\n'] : files;
}
