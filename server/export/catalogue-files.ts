/** The catalogue in the import format, in an order that does not depend on when it came. */
import { type COLUMNS, heldColumns } from '../ingest/catalogue/columns.js';
import { type RowNames, type StoredRow, writtenRow } from '../ingest/catalogue/written.js';
import type { Tables } from '../store/tables.js';
import { record } from './records.js';

/** Old slugs have a file of their own: see aliases.ts. */
export type CatalogueFile = Exclude<keyof typeof COLUMNS, 'aliases'>;

const slugsById = (list: readonly { id: number; slug: string }[]): Map<number, string> =>
  new Map(list.map(({ id, slug }) => [id, slug]));

function namesOf(tables: Tables): RowNames {
  const slugs = {
    organisation: slugsById(tables.organisations),
    service: slugsById(tables.services),
    group: slugsById(tables.groups),
    dashboard: new Map<number, string>(),
  };
  const measures = new Map(tables.dataSets.map(({ id, measureKey }) => [id, measureKey]));
  return {
    slug: (kind, id) => slugs[kind].get(id),
    measure: (dataSetId) => measures.get(dataSetId),
    members: (group) =>
      tables.members.flatMap(({ groupId, serviceId }) =>
        groupId === group ? (slugs.service.get(serviceId) ?? []) : [],
      ),
  };
}

const ROWS: Readonly<Record<CatalogueFile, keyof Tables>> = {
  organisations: 'organisations',
  services: 'services',
  groups: 'groups',
  measures: 'measures',
  'data-sets': 'dataSets',
  targets: 'targets',
  annotations: 'annotations',
};

/** One file of the catalogue, with all that the tables have; the same rows make the same bytes. */
export function catalogueCsv(kind: CatalogueFile, tables: Tables): string {
  const names = namesOf(tables);
  const rows: readonly object[] = tables[ROWS[kind]];
  const lines = rows.map((row) => record(Object.values(writtenRow(kind, row as StoredRow, names))));
  return record(heldColumns(kind).map(({ name }) => name)) + lines.sort().join('');
}
