/** Inputs of mutations → rows of the import's files, and the other way round what is wrong with these. */
import type { InputProblem } from '../../graphql/mutations/problems.js';
import { formatDimensionCell, formatLabelsCell } from '../../ingest/cells/dimension-cell.js';
import { columnOf, fieldOf } from '../../ingest/column-names.js';
import type { RowProblem } from '../../ingest/requests/row-numbers.js';
import type { SavedRow } from '../../ingest/saving/save-rights.js';

interface Label {
  name: string;
  value: string;
  label: string;
  labelCy?: string | null;
}

interface Dimension {
  name: string;
  values?: string[] | null;
}

function labelsCell(labels: readonly Label[], textOf: (label: Label) => string | null | undefined): string {
  const byName: Record<string, Record<string, string>> = {};
  for (const label of labels) {
    const text = textOf(label);
    if (text) (byName[label.name] ??= {})[label.value] = text;
  }
  return formatLabelsCell(byName);
}

function cellsOf(field: string, value: unknown): [column: string, cell: string | null][] {
  if (value === null) {
    const columns =
      field === 'dimensionLabels' ? ['dimension_labels', 'dimension_labels_cy'] : [columnOf(field)];
    return columns.map((column) => [column, null]);
  }
  if (field === 'dimensionLabels') {
    const labels = value as Label[];
    return [
      ['dimension_labels', labelsCell(labels, ({ label }) => label)],
      ['dimension_labels_cy', labelsCell(labels, ({ labelCy }) => labelCy)],
    ];
  }
  if (Array.isArray(value)) {
    const dimensions = (value as Dimension[]).map(({ name, values }) =>
      values ? { name, values } : { name },
    );
    return [[columnOf(field), formatDimensionCell(dimensions)]];
  }
  return [[columnOf(field), String(value)]];
}

/** The row that an input says; a text in another language stands beside the English one, whether it is given or not. */
export function rowOf(input: object): SavedRow {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.flatMap(([field, value]) => cellsOf(field, value)));
}

export const inputProblems = (problems: readonly RowProblem[]): InputProblem[] =>
  problems.map(({ column, code, message }) => ({
    path: column === null ? '' : fieldOf(column),
    code,
    message,
  }));
