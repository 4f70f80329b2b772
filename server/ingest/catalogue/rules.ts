/** What the rows of one kind must keep to beyond their cells, and what they put where cells alone do not say. */
import type { CatalogueKind, CatalogueRow } from '../../submissions/catalogue-tables.js';
import { addMeasure, dataSetKey, type Inventory, resolveSlug } from '../../submissions/inventory.js';
import { BUILT_IN_MEASURES } from '../../metrics/builtin.js';
import type { Aggregation, Unit } from '../../metrics/definitions.js';
import type { SluggedType } from '../../metrics/subject-kinds.js';
import { boundProblem, ColumnProblem, dimensionWordProblem } from '../cells/cells.js';
import type { DimensionValues } from '../cells/dimension-cell.js';
import { MAX_VALUES_A_DIMENSION } from '../measurements/series-finder.js';
import { didYouMean, listed, quoted } from '../message-words.js';

/** The cells of a row that were read: null = empty, absent = no such column or not readable. */
export type Cells = Record<string, unknown>;

export type Rule = (cells: Cells, row: CatalogueRow, catalogue: Inventory) => (ColumnProblem | undefined)[];

export const unknownReference = (column: string, given: string, known: Iterable<string>): ColumnProblem =>
  new ColumnProblem(column, `${quoted(given)} is not known${didYouMean(given, known)}`, 'UNKNOWN_REFERENCE');

function inOrder(cells: Cells, first: string, last: string): ColumnProblem | undefined {
  const [from, to] = [cells[first], cells[last]];
  return typeof from === 'string' && typeof to === 'string' && to < from
    ? new ColumnProblem(last, `${to} is before ${first}, ${from}`)
    : undefined;
}

const known = (
  cells: Cells,
  column: string,
  names: { has(name: string): boolean; keys(): Iterable<string> },
) =>
  typeof cells[column] === 'string' && !names.has(cells[column])
    ? unknownReference(column, cells[column], names.keys())
    : undefined;

/** The subject of a target or annotation. */
const subject: Rule = (cells, row, catalogue) => {
  const { subject_type: type, subject: slug } = cells;
  if (typeof type !== 'string' || slug === undefined) return [];
  if (type === 'portfolio') {
    return [
      slug === null
        ? undefined
        : new ColumnProblem('subject', 'must be empty where subject_type is portfolio'),
    ];
  }
  const kind = type as SluggedType;
  if (typeof slug !== 'string') {
    return [new ColumnProblem('subject', `is empty: write the slug of the ${kind}`, 'MISSING_VALUE')];
  }
  const today = resolveSlug(catalogue, kind, slug);
  if (today === undefined) return [unknownReference('subject', slug, catalogue[kind].keys())];
  row.references = { ...row.references, subjectId: { kind, slug: today } };
  return [];
};

const annotation: Rule = (cells, row, catalogue) => {
  const problems = [...subject(cells, row, catalogue), inOrder(cells, 'from', 'to')];
  const { measure, subject_type: type } = cells;
  if (typeof measure !== 'string') return problems;
  if (type !== 'service') {
    return [...problems, new ColumnProblem('measure', 'only a service has data sets: leave it empty here')];
  }
  const about = row.references?.subjectId;
  if (!about || about.kind !== 'service') return problems;
  if (!catalogue.dataSets.has(dataSetKey(about.slug, measure))) {
    const problem = known(cells, 'measure', catalogue.measures);
    const message = `${about.slug} has no data set of ${measure}`;
    return [...problems, problem ?? new ColumnProblem('measure', message, 'UNKNOWN_REFERENCE')];
  }
  row.references = { ...row.references, dataSetId: { kind: 'data-set', service: about.slug, measure } };
  return problems;
};

const FIXED_COLUMNS = ['service', 'measure', 'period', 'start', 'value', 'status', 'flags'];

const measure: Rule = (cells, _row, catalogue) => {
  const key = cells.key as string | undefined;
  if (key === undefined) return [];
  const before = catalogue.measures.get(key);
  const dimensions = cells.dimensions as DimensionValues[] | null | undefined;
  const problems = (dimensions ?? []).flatMap(({ name, values = [] }) => [
    FIXED_COLUMNS.includes(name) || !/^[a-z][a-z0-9-]*$/.test(name)
      ? `${quoted(name)} cannot be a dimension: write lower-case letters, digits and hyphens, and no other column of measurements`
      : undefined,
    values.length > MAX_VALUES_A_DIMENSION
      ? `${name} has more than ${MAX_VALUES_A_DIMENSION} values`
      : undefined,
    ...values.map(dimensionWordProblem),
  ]);
  const after = {
    unit: (cells.unit as Unit | undefined) ?? before?.unit ?? 'count',
    aggregation: (cells.aggregation as Aggregation | undefined) ?? before?.aggregation ?? 'flow',
    dimensions: dimensions === undefined ? (before?.dimensions ?? []) : (dimensions ?? []),
  };
  addMeasure(catalogue, key, after);
  const changed = BUILT_IN_MEASURES.some(({ key: builtIn }) => builtIn === key)
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
          `${key} is a built-in measure: its ${column} cannot be changed`,
          'NOT_ALLOWED',
        ),
    ),
  ];
};

/** The declared values of one dimension of a data set. */
function declaredProblem(
  measureKey: string,
  known: readonly { name: string; values?: string[] }[],
  { name, values }: DimensionValues,
): string | undefined {
  const dimension = known.find((candidate) => candidate.name === name);
  if (!dimension) {
    const names = known.map((candidate) => candidate.name);
    return `${measureKey} is not divided by ${quoted(name)}${didYouMean(name, names) || (names.length ? `: it has ${listed(names, 'and')}` : '')}`;
  }
  if (!values) return `${name} has no values: write ${name}= and the values, or leave it out`;
  if (values.length > MAX_VALUES_A_DIMENSION) return `${name} has more than ${MAX_VALUES_A_DIMENSION} values`;
  const wrong = dimension.values && values.find((value) => !dimension.values!.includes(value));
  if (wrong !== undefined) {
    return `${quoted(wrong)} is no ${name} of ${measureKey}${didYouMean(wrong, dimension.values!)}`;
  }
  const problem = values.map(dimensionWordProblem).find(Boolean);
  if (problem || name !== 'le') return problem;
  const bounds = values.map((bound) => (bound === '+Inf' ? Infinity : Number(bound)));
  return (
    values.map(boundProblem).find(Boolean) ??
    (bounds[bounds.length - 1] !== Infinity || bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1])
      ? 'upper bounds must rise, and the last must be +Inf'
      : undefined)
  );
}

const dataSet: Rule = (cells, row, catalogue) => {
  const key = cells.measure;
  const problems = [known(cells, 'measure', catalogue.measures)];
  const definition = typeof key === 'string' ? catalogue.measures.get(key) : undefined;
  const service = row.references?.serviceId;
  if (!definition || service?.kind !== 'service') return problems;
  const declared = cells.dimension_values as DimensionValues[] | null | undefined;
  const messages = (declared ?? []).map((each) => declaredProblem(String(key), definition.dimensions, each));
  const values = Object.fromEntries((declared ?? []).map((each) => [each.name, each.values ?? []]));
  if (declared !== undefined) row.set.dimensionValues = values;
  const at = dataSetKey(service.slug, String(key));
  const before = catalogue.dataSets.get(at);
  catalogue.dataSets.set(at, {
    id: before?.id,
    aggregation:
      (cells.aggregation as Aggregation | undefined) ?? before?.aggregation ?? definition.aggregation,
    timeZone: (cells.time_zone as string | undefined) ?? before?.timeZone ?? 'Europe/London',
    dimensionValues: declared === undefined ? (before?.dimensionValues ?? {}) : values,
  });
  return [
    ...problems,
    ...messages.map((message) => (message ? new ColumnProblem('dimension_values', message) : undefined)),
  ];
};

const group: Rule = (cells, row, catalogue) => {
  const slugs = cells.services as string[] | null | undefined;
  if (slugs === undefined) return [];
  row.members = [];
  return (slugs ?? []).map((slug) => {
    const today = resolveSlug(catalogue, 'service', slug);
    if (today === undefined) return unknownReference('services', slug, catalogue.service.keys());
    row.members!.push(today);
    return undefined;
  });
};

const none: Rule = () => [];

export const RULES: Record<CatalogueKind, Rule> = {
  organisations: none,
  services: (cells) => [inOrder(cells, 'opened_on', 'closed_on')],
  groups: group,
  measures: measure,
  'data-sets': dataSet,
  targets: (cells, row, catalogue) => [
    ...subject(cells, row, catalogue),
    known(cells, 'metric', catalogue.metrics),
    inOrder(cells, 'from', 'to'),
  ],
  annotations: annotation,
};
