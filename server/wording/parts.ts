/** What a figure is made of, for the sentence that names its largest part or drop. */
import { inputsOf, type Language, textIn, type Unit } from '../metrics/definitions.js';
import { addsUp, isStages } from '../metrics/presentation-rules.js';
import type { MetricDefinition } from '../entities/index.js';
import { ALL_OTHERS } from '../engine/lines/series-lines.js';
import type { SeriesAnswer } from '../engine/series.js';
import { spanOf } from '../metrics/periods.js';
import type { FigureContext } from './figure-context.js';
import { declaredLabels, valueLabels } from './value-labels.js';
import type { WordingContext } from './wording-context.js';

/** The parts of a figure in its window, in the order of their split. */
export interface FigureParts {
  /** Whether they add up to the figure. */
  isSum: boolean;
  /** Of stages: what is counted at each, in the plural. */
  stagesOf: string | null;
  items: readonly FigurePart[];
}

interface FigurePart {
  label: string;
  value: number | null;
  /** The true value is above the value. */
  isLowerBound: boolean;
  /** Of stages: the users who reached it. */
  count: number | null;
  isOthers: boolean;
}

/** The unit in which a histogram's bounds are given: that of the metrics that read times off it. */
function boundUnitOf(metric: MetricDefinition, catalogue: WordingContext['catalogue']): Unit | null {
  const measure = inputsOf(metric.formula)[0];
  const quantile = catalogue.metrics.find(
    ({ formula }) => formula.kind === 'quantile' && formula.measure === measure,
  );
  return quantile?.unit ?? null;
}

/** What the values of a question's split are called, by value: by its data sets, else as everywhere. */
export function splitLabels(
  { metric, subject, by }: Pick<SeriesAnswer['question'], 'metric' | 'subject' | 'by'>,
  values: readonly string[],
  { catalogue }: Pick<WordingContext, 'catalogue'>,
  lang: Language,
): ReadonlyMap<string, string> {
  const measures = inputsOf(metric.formula);
  const dataSets = subject.services.flatMap(({ id }) =>
    measures.flatMap((measure) => catalogue.dataSet(id, measure)?.entity ?? []),
  );
  const unit = by === 'le' ? boundUnitOf(metric, catalogue) : null;
  return valueLabels(by!, values, { unit, declared: declaredLabels(dataSets, by!, lang), lang });
}

/** Whether the lines of a split add up to the metric itself, as it is defined and as its data sets are. */
export const isSumOfLines = ({ metric, dataSets, request }: FigureContext, by: string): boolean =>
  addsUp(metric.formula, by, request.catalogue) &&
  dataSets.every(({ facts }) => facts.aggregation !== 'exact');

/** What is counted at stages is called as its measure's key is: "users". */
const stagesOf = ({ metric: { formula }, by }: SeriesAnswer['question']): string | null =>
  isStages(formula, by) ? inputsOf(formula)[0].replaceAll('-', ' ') : null;

/** The lines of a series' split at its latest figure, or the stages that explain it. */
export function figureParts(answer: SeriesAnswer, context: FigureContext): FigureParts | null {
  const { request, lang } = context;
  const { breakdown, latest, windows } = answer;
  const explained = breakdown && stagesOf(breakdown.question) !== null ? breakdown : null;
  const split = answer.question.by ? answer : explained;
  const { period } = answer.question;
  const at = windows.findIndex((window) => spanOf(period, window).start === latest?.period.start);
  if (!split || at < 0) return null;
  const by = split.question.by!;
  const lines = split.lines.filter(({ role }) => role === 'PRIMARY');
  const keys = lines.map(({ key }) => key);
  const names = splitLabels(split.question, keys, request, lang);
  return {
    isSum: split === answer && isSumOfLines(context, by),
    stagesOf: stagesOf(split.question),
    items: lines.map(({ key, label, columns }) => ({
      label: label ? textIn(label, lang) : names.get(key)!,
      value: columns.values[at],
      isLowerBound: columns.lowerBounds?.[at] ?? false,
      count: columns.numerators[at],
      isOthers: key === ALL_OTHERS,
    })),
  };
}
