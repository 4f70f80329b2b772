/**
 * How a question is answered whose latest window is not known before its values are read. In at most three reads:
 *
 * 1. **guess**: the windows of the answer as if the newest possible window were the latest, and the candidates next to
 *    it among which the latest is looked for. Most questions are answered with that.
 * 2. **search**: candidates further back, where none of the first had a value.
 * 3. **settle**: the windows that follow from the latest one, where it is not the guessed one.
 */
import type { Clock } from '../metrics/clock.js';
import { windowKey, type RollingStep, type Window } from '../metrics/periods.js';
import type { Line } from '../metrics/outcome.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { Snapshot } from '../store/snapshot.js';
import { assertSides, sidesOf, type Sides } from './before-and-after.js';
import type { Evaluation } from './evaluation.js';
import { candidates, latestOf } from './latest-window.js';
import { assertLast, assertRange, type Question, type SeriesQuestion } from './questions.js';
import { linesOf } from './series-lines.js';
import { storyOf, type StoryPart } from './story.js';
import { dataSetsOf, newestWindow, rollingStep, seriesWindows } from './windows.js';

/** What a question is answered from. */
export interface AnswerContext {
  /** What the answer sees. */
  snapshot: Snapshot;
  /** What was known at the version that the question is asked as of: its windows follow from that. */
  known: Snapshot;
  /** Data sets × windows that one read may touch. */
  limit: number;
  clock: Clock;
}

/** What follows from a question before anything is read, and stays the same in all attempts. */
export interface QuestionPlan {
  question: Question;
  dataSets: readonly DataSetFacts[];
  step: RollingStep;
  /** The lines of a split; null = the metric itself. */
  lines: readonly Line[] | null;
  story: readonly StoryPart[];
  /** The newest window that can have a value; null if there is none, or the question names its window. */
  newest: Window | null;
}

/** A plan with what the next read must bring. */
export interface Attempt {
  phase: 'guess' | 'search' | 'settle';
  plan: QuestionPlan;
  /** Where the latest window is looked for, oldest first. */
  candidates: readonly Window[];
  /** Null until a read shows it, and where there is none. */
  latest: Window | null;
  /** The windows of the answer. */
  windows: readonly Window[];
  /** Where the question is split on a day. */
  sides: Sides | null;
}

export const isSplitOnDay = ({ splitOn }: SeriesQuestion): boolean =>
  splitOn !== null && splitOn !== undefined;

/** @throws ArgumentError that names the argument which is wrong. */
export function planQuestion(question: Question, { snapshot, known, clock }: AnswerContext): QuestionPlan {
  const own = dataSetsOf(question, snapshot);
  if (question.kind === 'figure') {
    return { question, dataSets: own, step: 'quarter', lines: null, story: [], newest: null };
  }
  const step = question.period === 'ROLLING_YEAR' ? rollingStep(own, snapshot) : 'quarter';
  const isSeries = question.kind === 'series';
  const story = isSeries ? storyOf(question, snapshot) : [];
  const beside = story.flatMap((part) => dataSetsOf(part.question, snapshot));
  if (isSeries) {
    assertLast(question.last);
    assertRange(question.from, question.to);
  }
  return {
    question,
    dataSets: beside.length ? [...new Set([...own, ...beside])] : own,
    step,
    lines: isSeries ? linesOf(question, snapshot) : null,
    story,
    newest: newestWindow(question, known, step, clock),
  };
}

/** The windows of a series that ends with a window, or those on both sides of a day. */
function windowsUntil(
  { question, step }: QuestionPlan,
  end: Window | null,
  { snapshot, clock }: AnswerContext,
): Pick<Attempt, 'windows' | 'sides'> {
  if (question.kind !== 'series') return { windows: [], sides: null };
  const sides = sidesOf(question, { newest: end, step, clock }, snapshot);
  const windows = isSplitOnDay(question) ? (sides?.windows ?? []) : seriesWindows(question, end, step, clock);
  return { windows, sides };
}

/** @throws ArgumentError if the question is split on a day that has no window on one of its sides. */
export function firstAttempt(plan: QuestionPlan, context: AnswerContext): Attempt {
  const { question, newest, step } = plan;
  const phase = 'guess';
  if (question.kind === 'figure') {
    return { phase, plan, candidates: [], latest: null, windows: [question.window], sides: null };
  }
  const guessed = windowsUntil(plan, newest, context);
  if (question.kind === 'series' && isSplitOnDay(question) && newest) assertSides(question, guessed.sides);
  return {
    phase,
    plan,
    candidates: newest ? candidates(question, newest, step) : [],
    latest: null,
    ...guessed,
  };
}

/** What an attempt has come to: the answer can be made of what was read, or another read is needed. */
export interface Progress {
  attempt: Attempt;
  isRead: boolean;
}

/** Chooses the latest window among what was read, and the windows that follow from it. */
export async function progressOf(
  attempt: Attempt,
  evaluation: Evaluation,
  context: AnswerContext,
): Promise<Progress> {
  const { phase, plan } = attempt;
  const { question, newest, step } = plan;
  if (!newest || phase === 'settle') return { attempt, isRead: true };
  const latest = await latestOf(question, attempt.candidates, step, evaluation);
  if (!latest && phase === 'guess') {
    const most = Math.floor(context.limit / (2 * Math.max(1, plan.dataSets.length)));
    const further = candidates(question, newest, step, most);
    return { attempt: { ...attempt, phase: 'search', candidates: further }, isRead: false };
  }
  const found: Attempt = { ...attempt, phase: 'settle', latest };
  if (question.kind !== 'series' || !latest || latest.start === newest.start) {
    return { attempt: found, isRead: true };
  }
  const read = new Set(attempt.windows.map(windowKey));
  const settled = { ...found, ...windowsUntil(plan, latest, context) };
  return { attempt: settled, isRead: settled.windows.every((window) => read.has(windowKey(window))) };
}
