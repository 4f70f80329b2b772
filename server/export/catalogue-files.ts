/** The catalogue in the import format: what the public may see of it, in an order that does not depend on when it came. */
import type { Catalogue } from '../store/catalogue.js';
import { COLUMNS, type ImportColumn } from '../ingest/catalogue/columns.js';
import {
  type DimensionLabels,
  formatDimensionCell,
  formatLabelsCell,
} from '../ingest/cells/dimension-cell.js';
import { record, type Cell } from './records.js';

export type CatalogueFile = keyof typeof COLUMNS;

/** A row of any table, by the names of its properties. */
type Row = Readonly<Record<string, unknown>>;

type Tables = Catalogue['tables'];

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

/** Everything that the reader may see; of measures those that at least one data set is of. */
function rowsOf(kind: CatalogueFile, tables: Tables): readonly object[] {
  switch (kind) {
    case 'organisations':
      return tables.organisations;
    case 'services':
      return tables.services;
    case 'groups':
      return tables.groups;
    case 'measures': {
      const used = new Set(tables.dataSets.map(({ measureKey }) => measureKey));
      return tables.measures.filter(({ key }) => used.has(key));
    }
    case 'data-sets':
      return tables.dataSets;
    case 'targets':
      return tables.targets;
    default:
      return tables.annotations;
  }
}

type Labels = Catalogue['tables']['dataSets'][number]['dimensionLabels'];

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

/** One file of the catalogue; the same rows make the same bytes. */
export function catalogueCsv(kind: CatalogueFile, { tables }: Pick<Catalogue, 'tables'>): string {
  const columns = COLUMNS[kind];
  const names = namesOf(tables);
  const lines = rowsOf(kind, tables).map((row) =>
    record(columns.map((spec) => cellOf(kind, spec, row as Row, names))),
  );
  return record(columns.map(({ name }) => name)) + lines.sort().join('');
}
