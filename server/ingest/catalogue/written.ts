/** A stored row of the catalogue as it is written: what files hold. */
import type { DataSet } from '../../entities/index.js';
import type { RowCatalogueKind } from '../../submissions/catalogue-tables.js';
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { type DimensionLabels, formatDimensionCell, formatLabelsCell } from '../cells/dimension-cell.js';
import { heldColumns, type ImportColumn } from './columns.js';

/** A row of any table, by the names of its properties. */
export type StoredRow = Readonly<Record<string, unknown>>;

type WrittenCell = string | number | boolean | null | undefined;

/** What rows refer to, by id. */
export interface RowNames {
  slug(kind: SluggedType | 'dashboard', id: number): string | undefined;
  measure(dataSetId: number): string | undefined;
  /** The slugs of the services of a group. */
  members(groupId: number): readonly string[];
}

type Labels = DataSet['dimensionLabels'];

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
function special(kind: RowCatalogueKind, column: string, row: StoredRow, names: RowNames): WrittenCell {
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
      return names
        .members(row.id as number)
        .toSorted()
        .join(' ');
    case 'annotations.measure':
      return names.measure(row.dataSetId as number);
    case 'targets.subject':
    case 'annotations.subject': {
      const type = row.subjectType as SluggedType | 'portfolio';
      return type === 'portfolio' ? '' : names.slug(type, row.subjectId as number);
    }
    case 'aliases.of':
      return names.slug(row.kind as SluggedType | 'dashboard', row.targetId as number);
    default:
      return undefined;
  }
}

function cellOf(kind: RowCatalogueKind, spec: ImportColumn, row: StoredRow, names: RowNames): WrittenCell {
  const { name, text, property, refersTo } = spec;
  if (text) {
    const texts = row.texts as Record<string, Partial<Record<string, string>> | undefined>;
    return texts[text.name]?.[text.language];
  }
  if (refersTo) return names.slug(refersTo.kind, row[refersTo.property] as number);
  const isSpecial = !property || (kind === 'measures' && name === 'dimensions');
  return isSpecial ? special(kind, name, row, names) : (row[property] as WrittenCell);
}

/** By column, in the order of the files that we write. */
export const writtenRow = (
  kind: RowCatalogueKind,
  row: StoredRow,
  names: RowNames,
): Record<string, WrittenCell> =>
  Object.fromEntries(heldColumns(kind).map((spec) => [spec.name, cellOf(kind, spec, row, names)]));
