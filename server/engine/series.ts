/** A series: one or more lines of figures over the same windows. */
import type { Change } from '../metrics/change.js';
import type { Line } from '../metrics/outcome.js';
import { comparedWindow, type RollingStep, type Window } from '../metrics/periods.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';
import { hasValue, linesOf, seriesLines, type SeriesLine } from './series-lines.js';
import type { Snapshot } from '../store/snapshot.js';
import type { Sides } from './before-and-after.js';

export interface SeriesAnswer {
  question: SeriesQuestion;
  step: RollingStep;
  windows: readonly Window[];
  lines: readonly SeriesLine[];
  /** The change of each point of the metric itself; null if no comparison was asked for, or the series is split. */
  changes: readonly Change[] | null;
  /** The newest figure with a value, else the newest; null if there is no window. */
  latest: FigureAnswer | null;
  /** The first day of the later side, where the series is split on a day. */
  splitOn: string | null;
  /** The series of the question's story, over the same windows. */
  companions: readonly SeriesAnswer[];
  breakdown: SeriesAnswer | null;
}

/** Dimensions that have any number of values: the largest explain the headline, the rest is one bar. */
const OPEN_DIMENSIONS: readonly string[] = ['error', 'topic', 'reason', 'page', 'browser'];
const MOST_BARS = 10;

/** The question of a metric that stands beside another. */
const besideOf = (
  question: SeriesQuestion,
  metric: SeriesQuestion['metric'],
  by?: string,
): SeriesQuestion => ({
  ...question,
  metric,
  by,
  top: by && OPEN_DIMENSIONS.includes(by) ? MOST_BARS : null,
  compareTo: null,
  splitOn: null,
  story: undefined,
});

/** The questions of a story that have data, each with its lines. */
export function storyOf(question: SeriesQuestion, snapshot: Snapshot): StoryPart[] {
  const { story } = question;
  if (!story) return [];
  const companions = story.companions.map((metric) => besideOf(question, metric));
  const breakdown = story.breakdown ? [besideOf(question, story.breakdown.metric, story.breakdown.by)] : [];
  return [...companions, ...breakdown]
    .filter(({ metric, subject }) => snapshot.catalogue.hasData(subject, metric))
    .map((part) => ({ question: part, lines: linesOf(part, snapshot) }))
    .filter(({ lines }) => lines === null || lines.length > 1);
}

export interface StoryPart {
  question: SeriesQuestion;
  lines: Line[] | null;
}

/** Evaluates a story's parts over the windows of its series; one without any value is left out. */
export async function withStory(
  answer: SeriesAnswer,
  parts: readonly StoryPart[],
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { windows, step } = answer;
  const bare = { step, windows, changes: null, latest: null, splitOn: null, companions: [], breakdown: null };
  const beside: SeriesAnswer[] = [];
  for (const { question, lines: split } of parts) {
    const made = await seriesLines(question, windows, null, split, evaluation);
    if (made.some(hasValue)) beside.push({ ...bare, question, lines: made });
  }
  return {
    ...answer,
    companions: beside.filter(({ question }) => !question.by),
    breakdown: beside.find(({ question }) => question.by) ?? null,
  };
}

/** Evaluates a series over windows whose values have been read. */
export async function seriesAnswer(
  question: SeriesQuestion,
  windows: readonly Window[],
  lines: readonly Line[] | null,
  step: RollingStep,
  latest: Window | null,
  sides: Sides | null,
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { compareTo } = question;
  const compared = compareTo && windows.map((window) => comparedWindow(question.period, window, compareTo));
  const shown = await seriesLines(question, windows, compared || null, lines, evaluation);
  const answer = sides
    ? evaluation.answer(question, sides.after, sides.before)
    : latestAnswer(question, windows, latest, evaluation);
  return {
    question,
    step,
    windows,
    lines: [...shown, ...targetLine(question, windows, answer, evaluation)],
    changes:
      compareTo && !question.by
        ? await evaluation.slices.map(windows, (window) => evaluation.change(question, window, compareTo))
        : null,
    latest: answer,
    splitOn: sides?.on ?? null,
    companions: [],
    breakdown: null,
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
