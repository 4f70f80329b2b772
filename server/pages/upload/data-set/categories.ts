/**
 * The categories of a data set as fields of its form: for each dimension the values that it declares, in order, and for each
 * value what readers see in its place. A field changes the cells of the import's file: `dimension_values`, `dimension_labels`.
 */
import { placesOf } from '../../../access/rights.js';
import type { DataSet } from '../../../entities/index.js';
import { formatDimensionCell, formatLabelsCell } from '../../../ingest/cells/dimension-cell.js';
import type { Text } from '../../../metrics/definitions.js';
import { reachedServices } from '../../../store/reach.js';
import type { SignedInQuestion } from '../answers.js';
import type { ReachedDataSet } from './reached.js';
import type { Settings } from './settings.js';

/** Of a longer list the rest is labelled with a file. */
const MOST_LABELLED = 100;

const LANGUAGES = ['en', 'cy'] as const;
type Language = (typeof LANGUAGES)[number];

/** The column of the import's file that holds the labels in a language. */
const LABELS_COLUMN: Record<Language, string> = { en: 'dimension_labels', cy: 'dimension_labels_cy' };

/** A value of a dimension, and the names of the fields that say what readers see. */
export interface LabelledValue {
  value: string;
  fields: Record<Language, string>;
}

export interface Dimension {
  name: string;
  /** The name of the field of its values; null for who may not change them. */
  valuesField: string | null;
  /** The values that hold now: of the data set, else of its measure; empty = any. */
  values: readonly string[];
  /** Of which the values must be; empty = any. */
  choice: readonly string[];
  labelled: readonly LabelledValue[];
  /** How many more values there are than are shown. */
  more: number;
}

const valuesField = (dimension: string): string => `values ${dimension}`;
const labelField = (language: Language, dimension: string, value: string): string =>
  `label ${language} ${dimension} ${value}`;

/** Whether somebody may say which values there can be: not every team that fills a data set may. */
function mayDeclare({ service, entity }: ReachedDataSet, { reading, session }: SignedInQuestion): boolean {
  return (['create', 'administer'] as const).some((right) =>
    reachedServices(reading.catalogue, placesOf(session.bearer.scopes, right)).some(
      (reached) => reached.service.id === service.id && (reached.measures?.has(entity.measureKey) ?? true),
    ),
  );
}

/** The dimensions of a data set with their values: declared, delivered, or labelled. */
export async function dimensionsOf(
  reached: ReachedDataSet,
  question: SignedInQuestion,
): Promise<Dimension[]> {
  const { reading } = question;
  const { entity } = reached;
  const delivered = await reading.seriesThere(reading.snapshot.series.get(entity.id) ?? []);
  const isMaker = mayDeclare(reached, question);
  return (reading.catalogue.measure(entity.measureKey)?.dimensions ?? []).map(
    ({ name, values: choice = [] }) => {
      const values = entity.dimensionValues[name] ?? choice;
      const all = new Set([
        ...values,
        ...delivered.flatMap(({ dimensions: { [name]: value } }) => (value === undefined ? [] : [value])),
        ...Object.keys(entity.dimensionLabels[name] ?? {}),
      ]);
      // What a range is called follows from its bounds.
      const labelled = name === 'le' ? [] : [...all];
      return {
        ...{ name, values, choice, valuesField: isMaker ? valuesField(name) : null },
        labelled: labelled.slice(0, MOST_LABELLED).map((value) => ({
          value,
          fields: { en: labelField('en', name, value), cy: labelField('cy', name, value) },
        })),
        more: Math.max(0, labelled.length - MOST_LABELLED),
      };
    },
  );
}

/** What stands in the fields of the categories, by their names. */
export const categoriesOf = (
  { dimensionValues, dimensionLabels }: DataSet,
  dimensions: readonly Dimension[],
): Settings =>
  Object.fromEntries(
    dimensions.flatMap(({ name, valuesField: field, labelled }) => [
      ...(field === null ? [] : [[field, (dimensionValues[name] ?? []).join('\n')]]),
      ...labelled.flatMap(({ value, fields }) =>
        LANGUAGES.map((language) => [fields[language], dimensionLabels[name]?.[value]?.[language] ?? '']),
      ),
    ]),
  );

/** The text in a language by dimension and value: what is stored, and over it what was changed. */
function labelsCell(
  stored: Record<string, Record<string, Text>>,
  dimensions: readonly Dimension[],
  { changed, language }: { changed: Settings; language: Language },
): string {
  const labels: Record<string, Record<string, string>> = {};
  const put = (name: string, value: string, text: string | undefined): void => {
    if (text) (labels[name] ??= {})[value] = text;
    else delete labels[name]?.[value];
  };
  for (const [name, own] of Object.entries(stored)) {
    for (const [value, text] of Object.entries(own)) put(name, value, text[language]);
  }
  for (const { name, labelled } of dimensions) {
    for (const { value, fields } of labelled) {
      const text = changed[fields[language]];
      if (text !== undefined) put(name, value, text);
    }
  }
  return formatLabelsCell(
    Object.fromEntries(Object.entries(labels).filter(([, own]) => Object.keys(own).length)),
  );
}

/** The fields that were changed, by the column of the import's file in which they stand. */
export function changedColumns(dimensions: readonly Dimension[], changed: Settings): Map<string, string[]> {
  const columns = new Map<string, string[]>();
  const note = (column: string, field: string | null): void => {
    if (field !== null && field in changed) columns.set(column, [...(columns.get(column) ?? []), field]);
  };
  for (const { valuesField: field, labelled } of dimensions) {
    note('dimension_values', field);
    for (const { fields } of labelled)
      for (const language of LANGUAGES) note(LABELS_COLUMN[language], fields[language]);
  }
  return columns;
}

/** The cells of the import's file that say what was changed of the categories. */
export function categoryCells(
  { dimensionValues, dimensionLabels }: DataSet,
  dimensions: readonly Dimension[],
  changed: Settings,
): Settings {
  const columns = changedColumns(dimensions, changed);
  const cells: Record<string, string> = {};
  if (columns.has('dimension_values')) {
    const declared = new Map(Object.entries(dimensionValues));
    for (const { name, valuesField: field } of dimensions) {
      const text = field === null ? undefined : changed[field];
      if (text === undefined) continue;
      const values = text.split('\n').flatMap((line) => line.trim() || []);
      if (values.length > 0) declared.set(name, values);
      else declared.delete(name);
    }
    cells.dimension_values = formatDimensionCell([...declared].map(([name, values]) => ({ name, values })));
  }
  for (const language of LANGUAGES) {
    const column = LABELS_COLUMN[language];
    if (columns.has(column)) cells[column] = labelsCell(dimensionLabels, dimensions, { changed, language });
  }
  return cells;
}
