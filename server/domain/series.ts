/** A series: one or more lines of figures over the same windows. */
import { ArgumentError } from '../errors.js';
import { inputsOf } from '../metrics/definitions.js';
import type { Change } from '../metrics/change.js';
import { splitsOf } from '../metrics/evaluate.js';
import type { Line } from '../metrics/outcome.js';
import type { Figure } from '../metrics/figure.js';
import { comparedWindow, type RollingStep, type Window } from '../metrics/periods.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';
import type { Snapshot } from './snapshot.js';

export type LineRole = 'PRIMARY' | 'COMPARISON' | 'TARGET';

export interface SeriesLine {
  /** The dimension value, `value` for the metric itself, `comparison`, `target`. */
  key: string;
  role: LineRole;
  figures: readonly Pick<
    Figure,
    'value' | 'numerator' | 'denominator' | 'coverage' | 'status' | 'flags' | 'isLowerBound'
  >[];
}

export interface SeriesAnswer {
  question: SeriesQuestion;
  step: RollingStep;
  windows: readonly Window[];
  lines: readonly SeriesLine[];
  /** The change of each point of the metric itself; null if no comparison was asked for, or the series is split. */
  changes: readonly Change[] | null;
  /** The newest figure with a value, else the newest; null if there is no window. */
  latest: FigureAnswer | null;
}

/** The most values of a dimension that make lines. */
const MOST_LINES = 1000;

/** The lines of a split: declared values first, in their order, then the measure's, then what else was delivered. */
export function linesOf(
  { subject, metric, by }: SeriesQuestion,
  { catalogue, series }: Snapshot,
): Line[] | null {
  if (!by) return null;
  const measures = inputsOf(metric.formula);
  const dimensionsOf = (measure: string): string[] =>
    (catalogue.measure(measure)?.dimensions ?? []).map(({ name }) => name);
  const splits = splitsOf(metric.formula, dimensionsOf);
  if (!splits.includes(by)) {
    const can = splits.length ? `it can be split by ${splits.join(', ')}` : 'it cannot be split';
    throw new ArgumentError('by', `"${metric.key}" has no dimension "${by}": ${can}`, 'BAD_DIMENSION');
  }
  const order: string[] = [];
  const delivered = new Set<string>();
  for (const { id } of subject.services) {
    for (const measure of measures) {
      const entry = catalogue.dataSet(id, measure);
      if (!entry) continue;
      order.push(...(entry.facts.declared[by] ?? []));
      for (const { split, dimensions } of series.get(entry.facts.id) ?? []) {
        if (split === by) delivered.add(dimensions[by]);
      }
    }
  }
  const known = measures.flatMap(
    (measure) => catalogue.measure(measure)?.dimensions.find(({ name }) => name === by)?.values ?? [],
  );
  const rest = [...delivered].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const values = [...new Set([...order, ...known, ...rest])].filter((value) => delivered.has(value));
  return values.slice(0, MOST_LINES).map((value) => ({ dimension: by, value }));
}

/** Evaluates a series over windows whose values have been read. */
export function seriesAnswer(
  question: SeriesQuestion,
  windows: readonly Window[],
  lines: readonly Line[] | null,
  step: RollingStep,
  latest: Window | null,
  evaluation: Evaluation,
): SeriesAnswer {
  const { compareTo, period } = question;
  const line = (key: string, role: LineRole, of: Line | null, at: readonly Window[]): SeriesLine => ({
    key,
    role,
    figures: at.map((window) => evaluation.figure(question, window, of)),
  });
  const primary = lines
    ? lines.map((one) => line(one.value, 'PRIMARY', one, windows))
    : [line('value', 'PRIMARY', null, windows)];
  const comparison =
    compareTo && !lines
      ? [
          line(
            'comparison',
            'COMPARISON',
            null,
            windows.map((window) => comparedWindow(period, window, compareTo)),
          ),
        ]
      : [];
  const answer = latestAnswer(question, windows, latest, evaluation);
  return {
    question,
    step,
    windows,
    lines: [...primary, ...comparison, ...targetLine(question, windows, answer, evaluation)],
    changes:
      compareTo && !lines ? windows.map((window) => evaluation.change(question, window, compareTo)) : null,
    latest: answer,
  };
}

/** The subject's latest window if it is in the range, else the newest in the range with a value, else the newest. */
function latestAnswer(
  question: SeriesQuestion,
  windows: readonly Window[],
  latest: Window | null,
  evaluation: Evaluation,
): FigureAnswer | null {
  if (!windows.length) return null;
  if (latest && windows.some(({ start }) => start === latest.start))
    return evaluation.answer(question, latest);
  const valued = windows.findLast((window) => evaluation.figure(question, window).value !== null);
  return evaluation.answer(question, valued ?? windows.at(-1)!);
}

/** A line where a target holds. It has values only: nothing was delivered for it. */
function targetLine(
  question: SeriesQuestion,
  windows: readonly Window[],
  latest: FigureAnswer | null,
  evaluation: Evaluation,
): SeriesLine[] {
  if (question.by || !latest) return [];
  const targets = windows.map((window) => evaluation.targetOf(question, window));
  if (targets.every((value) => value === null)) return [];
  const figures = targets.map((value) => ({
    value,
    numerator: null,
    denominator: null,
    coverage: { provided: 0, expected: 0, share: null },
    status: value === null ? ('NOT_APPLICABLE' as const) : ('PROVIDED' as const),
    flags: [],
    isLowerBound: false,
  }));
  return [{ key: 'target', role: 'TARGET', figures }];
}
