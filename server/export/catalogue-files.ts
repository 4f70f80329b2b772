/** The catalogue in the import format, in an order that does not depend on when it came. */
import type { Tables } from '../store/tables.js';
import { COLUMNS, type ImportColumn } from '../ingest/catalogue/columns.js';
import {
  type DimensionLabels,
  formatDimensionCell,
  formatLabelsCell,
} from '../ingest/cells/dimension-cell.js';
import { record, type Cell } from './records.js';

/** Old slugs have a file of their own: see aliases.ts. */
export type CatalogueFile = Exclude<keyof typeof COLUMNS, 'aliases'>;

/** A row of any table, by the names of its properties. */
type Row = Readonly<Record<string, unknown>>;

/** What rows refer to, by id. */
interface Names {
  tables: Tables;
  slugs: Record<'organisation' | 'service' | 'group', ReadonlyMap<number, string>>;
  measures: ReadonlyMap<number, string>;
}

const slugsById = (list: readonly { id: number; slug: string }[]): Map<number, string> =>
  new Map(list.map(({ id, slug }) => [id, slug]));

const namesOf = (tables: Tables): Names => ({
  tables,
  slugs: {
    organisation: slugsById(tables.organisations),
    service: slugsById(tables.services),
    group: slugsById(tables.groups),
  },
  measures: new Map(tables.dataSets.map(({ id, measureKey }) => [id, measureKey])),
});

const ROWS: Readonly<Record<CatalogueFile, keyof Tables>> = {
  organisations: 'organisations',
  services: 'services',
  groups: 'groups',
  measures: 'measures',
  'data-sets': 'dataSets',
  targets: 'targets',
  annotations: 'annotations',
};

type Labels = Tables['dataSets'][number]['dimensionLabels'];

/** The labels in one language; without dimensions that have none. */
const labelsIn = (labels: Labels, language: 'en' | 'cy'): DimensionLabels =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([name, own]) => {
      const list = Object.entries(own).flatMap(([value, text]) =>
        text[language] === undefined ? [] : [[value, text[language]]],
      );
      return list.length > 0 ? [[name, Object.fromEntries(list) as Record<string, string>]] : [];
    }),
  );

/** Columns that are not simply a property, a text or a reference. */
function special(kind: CatalogueFile, column: string, row: Row, { tables, slugs, measures }: Names): Cell {
  switch (`${kind}.${column}`) {
    case 'measures.dimensions':
      return formatDimensionCell(row.dimensions as { name: string; values?: string[] }[]);
    case 'data-sets.dimension_values':
      return formatDimensionCell(
        Object.entries(row.dimensionValues as Record<string, string[]>).map(([name, values]) => ({
          name,
          values,
        })),
      );
    case 'data-sets.dimension_labels':
      return formatLabelsCell(labelsIn(row.dimensionLabels as Labels, 'en'));
    case 'data-sets.dimension_labels_cy':
      return formatLabelsCell(labelsIn(row.dimensionLabels as Labels, 'cy'));
    case 'groups.services':
      return tables.members
        .flatMap(({ groupId, serviceId }) => (groupId === row.id ? (slugs.service.get(serviceId) ?? []) : []))
        .sort()
        .join(' ');
    case 'annotations.measure':
      return measures.get(row.dataSetId as number);
    case 'targets.subject':
    case 'annotations.subject': {
      const type = row.subjectType as keyof Names['slugs'] | 'portfolio';
      return type === 'portfolio' ? '' : slugs[type].get(row.subjectId as number);
    }
    default:
      return undefined;
  }
}

function cellOf(kind: CatalogueFile, spec: ImportColumn, row: Row, names: Names): Cell {
  const { name, text, property, refersTo } = spec;
  if (text) {
    const texts = row.texts as Record<string, Partial<Record<string, string>> | undefined>;
    return texts[text.name]?.[text.language];
  }
  if (refersTo) return names.slugs[refersTo.kind].get(row[refersTo.property] as number);
  const isSpecial = !property || (kind === 'measures' && name === 'dimensions');
  return isSpecial ? special(kind, name, row, names) : (row[property] as Cell);
}

/** One file of the catalogue, with all that the tables have; the same rows make the same bytes. */
export function catalogueCsv(kind: CatalogueFile, tables: Tables): string {
  const columns = COLUMNS[kind];
  const names = namesOf(tables);
  const rows: readonly object[] = tables[ROWS[kind]];
  const lines = rows.map((row) => record(columns.map((spec) => cellOf(kind, spec, row as Row, names))));
  return record(columns.map(({ name }) => name)) + lines.sort().join('');
}
