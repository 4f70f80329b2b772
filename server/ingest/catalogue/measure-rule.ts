/** Rows of measures. */
import { addMeasure, dataSetKey, type KnownMeasure } from '../../submissions/inventory.js';
import { BUILT_IN_MEASURES } from '../../metrics/builtin/builtin.js';
import type { Aggregation, Unit } from '../../metrics/definitions.js';
import { ColumnProblem } from '../cells/cells.js';
import type { DimensionValues } from '../cells/dimension-cell.js';
import { quoted } from '../message-words.js';
import { storedTexts, valuesProblem } from './declared-values.js';
import type { Rule } from './rule.js';

const FIXED_COLUMNS = ['service', 'measure', 'period', 'start', 'value', 'status', 'flags'];

const nameProblem = ({ name }: DimensionValues): string | undefined =>
  FIXED_COLUMNS.includes(name) || !/^[a-z][a-z0-9-]*$/.test(name)
    ? `${quoted(name)} cannot be a dimension: write lower-case letters, digits and hyphens, and no other column of measurements`
    : undefined;

export const measure: Rule = (cells, row, catalogue) => {
  const key = cells.key as string | undefined;
  if (key === undefined) return [];
  const before = catalogue.measures.get(key);
  const given = cells.dimensions as DimensionValues[] | null | undefined;
  const problems = (given ?? []).flatMap((each) => [nameProblem(each), valuesProblem(each)]);
  const dimensions = given?.map(storedTexts);
  if (dimensions) row.set.dimensions = dimensions;
  const after: KnownMeasure = {
    unit: (cells.unit as Unit | undefined) ?? before?.unit ?? 'count',
    aggregation: (cells.aggregation as Aggregation | undefined) ?? before?.aggregation ?? 'flow',
    dimensions: given === undefined ? (before?.dimensions ?? []) : (dimensions ?? []),
  };
  addMeasure(catalogue, key, after);
  const isBuiltIn = BUILT_IN_MEASURES.some(({ key: builtIn }) => builtIn === key);
  // An export of a database that had a measure of its own under the key goes into an empty one.
  const isUsed =
    isBuiltIn && [...catalogue.dataSets.keys()].some((name) => name.endsWith(dataSetKey('', key)));
  const changed = isUsed
    ? (['unit', 'aggregation', 'dimensions'] as const).filter(
        (column) =>
          before && column in cells && JSON.stringify(after[column]) !== JSON.stringify(before[column]),
      )
    : [];
  return [
    ...problems.map((message) => (message ? new ColumnProblem('dimensions', message) : undefined)),
    ...changed.map(
      (column) =>
        new ColumnProblem(
          column,
          `${key} is a built-in measure: its ${column} cannot be changed once there are data sets of it`,
          'NOT_ALLOWED',
        ),
    ),
  ];
};
