/**
 * How a question is answered whose latest window is not known before its values are read. In at most four reads:
 *
 * 1. **guess**: the windows of the answer as if the latest window were the one that the extents of its data sets point
 *    to. Most questions are answered with that.
 * 2. **search**: the windows near it among which the latest is looked for, where that one has too few values.
 * 3. **search further**: those further back, where none of them had a value.
 * 4. **settle**: the windows that follow from the latest one, where they are not read yet.
 */
import type { Clock } from '../metrics/clock.js';
import { windowKey, windowsOfSpan, type RollingStep, type Window } from '../metrics/periods.js';
import type { Line } from '../metrics/outcome.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { Snapshot } from '../store/snapshot.js';
import { dayPlans, type DayPlan } from './day-plans.js';
import type { Evaluation } from './evaluation.js';
import { candidates, guessLatest, latestOf, servicesWithValue, type Guess } from './latest-window.js';
import { assertLast, assertRange, type Question } from './questions.js';
import { linesOf } from './lines/series-lines.js';
import { storyOf, type StoryPart } from './story.js';
import { dataSetsOf, newestWindow, rollingStep, seriesWindows } from './windows.js';

/** What a question is answered from. */
export interface AnswerContext {
  /** What the answer sees. */
  snapshot: Snapshot;
  /** What was known at the version that the question is asked as of: its windows follow from that. */
  known: Snapshot;
  /** The most work that one read may be: stored values to read and results to work out. */
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
  /** The newest window that can have a value; null if there is none, or the question names its windows. */
  newest: Window | null;
  /** Null where `newest` is. */
  guess: Guess | null;
  /** Of what lies before and after a day: the windows of each period, the finest first. */
  days: readonly DayPlan[];
}

/** A plan with what the next read must bring. */
export interface Attempt {
  phase: 'guess' | 'search' | 'search further' | 'settle';
  plan: QuestionPlan;
  /** Where the latest window is looked for, oldest first. */
  candidates: readonly Window[];
  /** Null until a read shows it, and where there is none. */
  latest: Window | null;
  /** The windows of the answer. */
  windows: readonly Window[];
}

/** @throws ArgumentError that names the argument which is wrong. */
export function planQuestion(question: Question, context: AnswerContext): QuestionPlan {
  const { snapshot, known, clock } = context;
  const own = dataSetsOf(question, snapshot);
  const base = {
    question,
    dataSets: own,
    step: 'quarter' as const,
    lines: null,
    story: [],
    newest: null,
    guess: null,
  };
  if (question.kind === 'figure') return { ...base, days: [] };
  if (question.kind === 'before-and-after') return { ...base, days: dayPlans(question, context) };
  const step = question.period === 'ROLLING_YEAR' ? rollingStep(own, snapshot) : 'quarter';
  const isSeries = question.kind === 'series';
  const story = isSeries ? storyOf(question, snapshot) : [];
  const beside = story.flatMap((part) => dataSetsOf(part.question, snapshot));
  if (isSeries) {
    assertLast(question.last);
    assertRange(question.from, question.to);
  }
  const newest = newestWindow(question, known, step, clock);
  return {
    question,
    dataSets: beside.length ? [...new Set([...own, ...beside])] : own,
    step,
    lines: isSeries ? linesOf(question, snapshot) : null,
    story,
    newest,
    guess: newest && guessLatest(question, newest, step, known),
    days: [],
  };
}

/** The windows of a series that ends with a window. */
const windowsUntil = (
  { question, step }: QuestionPlan,
  end: Window | null,
  { clock }: AnswerContext,
): Window[] => (question.kind === 'series' ? seriesWindows(question, end, step, clock) : []);

export function firstAttempt(plan: QuestionPlan, context: AnswerContext): Attempt {
  const { question, guess, days } = plan;
  const base = { phase: 'guess' as const, plan, candidates: [], latest: null };
  if (question.kind === 'figure') return { ...base, windows: windowsOfSpan(question.window) };
  if (question.kind === 'before-and-after') {
    return { ...base, windows: days.flatMap(({ before, after }) => [...before, ...after]) };
  }
  return {
    ...base,
    windows: windowsUntil(plan, guess?.window ?? null, context),
    candidates: guess ? [guess.window] : [],
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
  const { question, newest, guess, step } = plan;
  // Those that name their windows have no newest one.
  if (!newest || !guess || phase === 'settle') return { attempt, isRead: true };
  let latest: Window | null;
  if (phase === 'guess') {
    if ((await servicesWithValue(question, guess.window, evaluation)) < guess.needed) {
      const near = candidates(question, newest, step);
      return { attempt: { ...attempt, phase: 'search', candidates: near }, isRead: false };
    }
    latest = guess.window;
  } else {
    latest = await latestOf(question, attempt.candidates, step, evaluation);
    if (!latest && phase === 'search') {
      const most = Math.floor(context.limit / (2 * Math.max(1, plan.dataSets.length)));
      const further = candidates(question, newest, step, most);
      return { attempt: { ...attempt, phase: 'search further', candidates: further }, isRead: false };
    }
  }
  const found: Attempt = { ...attempt, phase: 'settle', latest };
  // Where no window has a value, the series ends with the newest that could have one.
  const end = latest ?? newest;
  if (question.kind !== 'series' || end.start === guess.window.start) {
    return { attempt: found, isRead: true };
  }
  const read = new Set(attempt.windows.map(windowKey));
  const settled = { ...found, windows: windowsUntil(plan, end, context) };
  return { attempt: settled, isRead: settled.windows.every((window) => read.has(windowKey(window))) };
}
