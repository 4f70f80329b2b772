/** What a figure is made of, for the sentence that names its largest part or drop. */
import { inputsOf, textIn, type Language, type Unit } from '../metrics/definitions.js';
import { spanOf } from '../metrics/periods.js';
import { isStages } from '../metrics/presentation-rules.js';
import { BY_SERVICE } from '../metrics/presentation.js';
import type { MetricDefinition } from '../entities/index.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { Snapshot } from '../store/snapshot.js';

type Catalogue = Snapshot['catalogue'];

/** The unit in which a histogram's bounds are given: that of the metrics that read times off it. */
export function boundUnitOf(metric: MetricDefinition, catalogue: Catalogue): Unit | null {
  const measure = inputsOf(metric.formula)[0];
  const quantile = catalogue.metrics.find(
    ({ formula }) => formula.kind === 'quantile' && formula.measure === measure,
  );
  return quantile?.unit ?? null;
}

/** What a figure is made of, at the latest one. */
export interface PartsDescription {
  by: string;
  isSum: boolean;
  /** Of stages: what is counted at each, in the plural. */
  stagesOf: string | null;
  boundUnit: Unit | null;
  items: { key: string; label?: string; value: number | null; count: number | null }[];
}

/** Whether the lines of a split add up to the metric itself. */
const isSumOfLines = ({ formula }: MetricDefinition, by: string): boolean =>
  formula.kind === 'total' || (formula.kind === 'ratio' && by !== BY_SERVICE && !formula.numerator.dimension);

/** What is counted at stages is called as its measure's key is: "users". */
const stagesOf = ({ metric: { formula }, by }: SeriesAnswer['question']): string | null =>
  isStages(formula, by) ? inputsOf(formula)[0].replaceAll('-', ' ') : null;

/** The lines of a split, or the stages that explain the figure. Of a span before or after a day there are none. */
export function describeParts(
  answer: SeriesAnswer,
  catalogue: Catalogue,
  lang: Language,
): PartsDescription | null {
  const { breakdown, latest, splitOn, windows } = answer;
  const explained = breakdown && stagesOf(breakdown.question) !== null ? breakdown : null;
  const split = answer.question.by ? answer : explained;
  const at = windows.findIndex(
    (window) => spanOf(answer.question.period, window).start === latest?.period.start,
  );
  if (!split || splitOn || at < 0) return null;
  const { metric } = split.question;
  const by = split.question.by!;
  return {
    by,
    isSum: isSumOfLines(metric, by),
    stagesOf: stagesOf(split.question),
    boundUnit: by === 'le' ? boundUnitOf(metric, catalogue) : null,
    items: split.lines
      .filter(({ role }) => role === 'PRIMARY')
      .map(({ key, label, figures }) => ({
        key,
        label: label && textIn(label, lang),
        value: figures[at].value,
        count: figures[at].numerator,
      })),
  };
}
