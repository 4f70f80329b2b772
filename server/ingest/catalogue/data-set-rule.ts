/** Rows of data sets. */
import { dataSetKey, type KnownDataSet } from '../../submissions/inventory.js';
import { categoryText } from '../../metrics/category-texts.js';
import type { Aggregation, MeasureDimension } from '../../metrics/definitions.js';
import { boundOf } from '../../metrics/histogram.js';
import type { RecordedPeriod } from '../../metrics/periods.js';
import { ColumnProblem } from '../cells/cells.js';
import type { DimensionLabels, DimensionValues } from '../cells/dimension-cell.js';
import { boundProblem } from '../cells/numbers.js';
import { choicesOf, quoted } from '../message-words.js';
import { type BestRating, bestByLabels } from '../rating-scale.js';
import { declaredLabels, labelProblems, labelsAfter } from './data-set-labels.js';
import { storedTexts, valuesProblem } from './declared-values.js';
import { type Cells, type Rule, unknownName } from './rule.js';

/** What is wrong with the declared values of one dimension of a data set. */
function declaredProblem(
  measureKey: string,
  known: readonly MeasureDimension[],
  declared: DimensionValues,
): string | undefined {
  const { name, values } = declared;
  const dimension = known.find((candidate) => candidate.name === name);
  if (!dimension) {
    const names = known.map((candidate) => candidate.name);
    return `${measureKey} is not divided by ${quoted(name)}${choicesOf(name, names)}`;
  }
  if (!values) return `${name} has no values: write ${name}= and the values, or leave it out`;
  const problem = valuesProblem(declared);
  if (problem) return problem;
  const wrong = dimension.values && values.find((value) => !dimension.values!.includes(categoryText(value)));
  if (wrong !== undefined) {
    return `${quoted(wrong)} is no ${name} of ${measureKey}${choicesOf(wrong, dimension.values!)}`;
  }
  return name === 'le' ? boundsProblem(values) : undefined;
}

function boundsProblem(values: readonly string[]): string | undefined {
  const bounds = values.map(boundOf);
  const isRising = bounds.every((bound, i) => i === 0 || bound > bounds[i - 1]);
  return (
    values.map(boundProblem).find(Boolean) ??
    (isRising && bounds.at(-1) === Infinity ? undefined : 'upper bounds must rise, and the last must be +Inf')
  );
}

/** What is wrong with the best rating beside what the ratings are called. */
function scaleProblem(
  cells: Cells,
  { bestRating, dimensionLabels }: KnownDataSet,
): ColumnProblem | undefined {
  const labels = dimensionLabels.rating ?? {};
  const best = bestByLabels(labels);
  if (best === undefined || best === (bestRating ?? 5)) return undefined;
  const column = cells.dimension_labels ? 'dimension_labels' : 'best_rating';
  const shown = ['1', '5'].flatMap((rating) =>
    labels[rating] ? [`${rating} is called ${quoted(labels[rating].en)}`] : [],
  );
  const why = shown.length > 0 ? shown.join(' and ') : `the labels have ${best} for the best`;
  return new ColumnProblem(column, `${why}: declare best_rating ${best}, or turn the labels around`);
}

export const dataSet: Rule = (cells, row, catalogue) => {
  const key = cells.measure;
  const problems = [unknownName(cells, 'measure', catalogue.measures)];
  const measure = typeof key === 'string' ? catalogue.measures.get(key) : undefined;
  const service = row.references?.serviceId;
  if (!measure || service?.kind !== 'service') return problems;
  const given = cells.dimension_values as DimensionValues[] | null | undefined;
  const messages = (given ?? []).map((each) => declaredProblem(String(key), measure.dimensions, each));
  const values = Object.fromEntries(
    (given ?? []).map(storedTexts).map((each) => [each.name, each.values ?? []]),
  );
  if (given !== undefined) row.set.dimensionValues = values;
  const at = dataSetKey(service.slug, String(key));
  const before = catalogue.dataSets.get(at);
  const declared = given === undefined ? (before?.dimensionValues ?? {}) : values;

  const en = cells.dimension_labels as DimensionLabels | null | undefined;
  const cy = cells.dimension_labels_cy as DimensionLabels | null | undefined;
  const labels = declaredLabels(labelsAfter(before?.dimensionLabels ?? {}, en, cy), declared);
  if (en !== undefined || cy !== undefined || given !== undefined) row.set.dimensionLabels = labels;
  const best = cells.best_rating as BestRating | null | undefined;
  const after: KnownDataSet = {
    id: before?.id,
    aggregation: (cells.aggregation as Aggregation | undefined) ?? before?.aggregation ?? measure.aggregation,
    cadence: (cells.cadence as RecordedPeriod | undefined) ?? before?.cadence,
    timeZone: (cells.time_zone as string | undefined) ?? before?.timeZone ?? 'Europe/London',
    dimensionValues: declared,
    dimensionLabels: labels,
    bestRating: best === undefined ? (before?.bestRating ?? null) : best,
  };
  catalogue.dataSets.set(at, after);
  const isRated = measure.dimensions.some(({ name }) => name === 'rating');
  return [
    ...problems,
    ...messages.map((message) => (message ? new ColumnProblem('dimension_values', message) : undefined)),
    ...labelProblems({ key: String(key), measure, declared }, en, cy),
    best && !isRated
      ? new ColumnProblem('best_rating', `${String(key)} is not divided by rating: leave it empty`)
      : undefined,
    scaleProblem(cells, after),
  ];
};
