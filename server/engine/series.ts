/** A series: one or more lines of figures over the same windows. */
import type { Change } from '../metrics/comparison/change.js';
import type { Line } from '../metrics/outcome.js';
import { comparedWindow, type RollingStep, type Window } from '../metrics/periods.js';
import { mapWithPauses, pause } from '../store/pauses.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import { LineColumns } from './lines/line-columns.js';
import type { SeriesQuestion } from './questions.js';
import { rangeFigure } from './range-figure.js';
import { seriesLines, type SeriesLine } from './lines/series-lines.js';
import type { SameServices } from './same-services.js';

export interface SeriesAnswer {
  question: SeriesQuestion;
  step: RollingStep;
  windows: readonly Window[];
  /** Which of the windows it speaks of (`latest`); -1 where there is none. */
  shownAt: number;
  lines: readonly SeriesLine[];
  /** The change of each point of the metric itself; null if no comparison was asked for, or the series is split. */
  changes: readonly Change[] | null;
  /** The newest figure with a value, else the newest; null if there is no window. */
  latest: FigureAnswer | null;
  /** The figure of all windows together, where that is asked for and there are several. */
  ofRange: FigureAnswer | null;
  /** The services that every window is of; null unless the question asks for the same services throughout. */
  sameServices: SameServices | null;
  /** The series of the question's story, over the same windows. */
  companions: readonly SeriesAnswer[];
  breakdown: SeriesAnswer | null;
}

/** A series whose windows have been decided and read. */
export interface EvaluatedSeries {
  question: SeriesQuestion;
  step: RollingStep;
  /** The lines of its split; null = the metric itself. */
  lines: readonly Line[] | null;
  windows: readonly Window[];
  /** The subject's latest window; null if there is none. */
  latest: Window | null;
}

/** Evaluates a series over windows whose values have been read. */
export async function seriesAnswer(
  { question, step, lines, windows, latest }: EvaluatedSeries,
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { compareTo } = question;
  const compared = compareTo && windows.map((window) => comparedWindow(question.period, window, compareTo));
  const shownAt = await shownWindow(question, windows, latest, evaluation);
  const asked = { windows, compared: compared || null, lines, shownAt };
  const shown = await seriesLines(question, asked, evaluation);
  const answer = shownAt < 0 ? null : evaluation.answer(question, windows[shownAt]);
  return {
    question,
    step,
    windows,
    shownAt,
    lines: [...shown, ...targetLine(question, windows, answer, evaluation)],
    changes:
      compareTo && !question.by
        ? await mapWithPauses(windows, (window) => evaluation.change(question, window, compareTo))
        : null,
    latest: answer,
    ofRange: rangeFigure(question, windows, evaluation),
    sameServices: null,
    companions: [],
    breakdown: null,
  };
}

/**
 * Which window a series speaks of: the subject's latest if it is in the range, else the newest in the range with a
 * value, else the newest; -1 where there is no window.
 */
async function shownWindow(
  question: SeriesQuestion,
  windows: readonly Window[],
  latest: Window | null,
  evaluation: Evaluation,
): Promise<number> {
  const at = latest ? windows.findIndex(({ start }) => start === latest.start) : -1;
  if (at >= 0) return at;
  for (let index = windows.length - 1; index >= 0; index--) {
    await pause();
    if (evaluation.figure(question, windows[index]).value !== null) return index;
  }
  return windows.length - 1;
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
  const columns = new LineColumns();
  for (const value of targets) {
    columns.add({
      value,
      numerator: null,
      denominator: null,
      coverage: { provided: 0, expected: 0, share: null },
      status: value === null ? 'NOT_APPLICABLE' : 'PROVIDED',
      flags: [],
      isLowerBound: false,
    });
  }
  return [
    { key: 'target', role: 'TARGET', place: null, columns, joined: targets.map((_, index) => index > 0) },
  ];
}
