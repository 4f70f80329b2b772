/** Which window is the latest one of a question: the newest with a value that speaks for its subject. */
import { finished, usable } from '../metrics/figure.js';
import { stepWindow, type RollingStep, type Window } from '../metrics/periods.js';
import type { Evaluation } from './evaluation.js';
import type { MetricQuestion } from './questions.js';
import { stepsInAYear } from './windows.js';

/** How far back of the newest candidate a first read reaches, and the second where that found nothing. */
const FIRST_STEPS = 4;
const MOST_STEPS = 400;

/** A portfolio's 12 months are looked at in at most this many windows. */
const MOST_WINDOWS = 60;

/** The windows among which the latest is chosen, oldest first; `most` for the second try. */
export function candidates(
  { subject, period }: MetricQuestion,
  newest: Window,
  step: RollingStep,
  most?: number,
): Window[] {
  const year = subject.kind === 'SERVICE' ? 0 : stepsInAYear(period, step);
  const steps = most === undefined ? Math.min(year + FIRST_STEPS, MOST_WINDOWS) : Math.min(most, MOST_STEPS);
  return Array.from({ length: steps }, (_, index) => stepWindow(period, newest, index - steps + 1, step));
}

/**
 * Of one service the newest candidate with a value. Of several, the newest with values from at least half as many
 * services as the best window of the 12 months before it: a first early deliverer does not stand for all.
 */
export async function latestOf(
  question: MetricQuestion,
  windows: readonly Window[],
  step: RollingStep,
  evaluation: Evaluation,
): Promise<Window | null> {
  const isService = question.subject.kind === 'SERVICE';
  // What was received before its window ended does not make that window the latest.
  const provided = (window: Window): number => {
    const { value, outcomes } = evaluation.figure(question, window);
    if (value === null) return 0;
    return finished(isService ? outcomes : usable(outcomes)).length;
  };
  if (isService) {
    for (let index = windows.length - 1; index >= 0; index--) {
      if (provided(windows[index]) > 0) return windows[index];
    }
    return null;
  }
  const counts: number[] = [];
  // Each figure is of many services: others may come between any two.
  for (const window of windows) {
    counts.push(provided(window));
    await evaluation.slices.pause();
  }
  const year = stepsInAYear(question.period, step);
  for (let index = windows.length - 1; index >= 0; index--) {
    const best = Math.max(...counts.slice(Math.max(0, index - year), index + 1));
    if (counts[index] > 0 && counts[index] * 2 >= best) return windows[index];
  }
  return null;
}
