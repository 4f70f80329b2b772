/**
 * Which window is the latest one of a question: the newest with a value that speaks for its subject. What data sets hold
 * says which it can be, so that mostly the values of that window alone are read.
 */
import { inputsOf } from '../metrics/definitions.js';
import { MINUTES_A_DAY } from '../metrics/calendar.js';
import { finished, usable } from '../metrics/figure.js';
import {
  isInstant,
  RECORDED_PERIODS,
  stepWindow,
  windowEnd,
  type RollingStep,
  type Window,
} from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import type { Evaluation } from './evaluation.js';
import type { MetricQuestion } from './questions.js';
import { stepsInAYear } from './windows.js';

/** How far back of the newest window a first search reaches, and the second where that found nothing. */
const FIRST_STEPS = 4;
const MOST_STEPS = 400;

/** A portfolio's 12 months are looked at in at most this many windows. */
const MOST_WINDOWS = 60;

/** The windows among which the latest is searched, oldest first; `most` for the second search. */
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

/** In minutes since 1970. */
interface Stretch {
  first: number;
  end: number;
}

/** The stretch in which a data set has values, in UTC and a day wider at both ends: days begin by the clock of a place. */
function stretchOf(dataSet: number, { extents }: Snapshot): Stretch {
  const stretch: Stretch = { first: Infinity, end: -Infinity };
  for (const { period, firstStart, latestValueStart } of extents.get(dataSet) ?? []) {
    if (latestValueStart === null) continue;
    const recorded = RECORDED_PERIODS[period];
    const scale = isInstant(recorded) ? 1 : MINUTES_A_DAY;
    stretch.first = Math.min(stretch.first, firstStart * scale - MINUTES_A_DAY);
    stretch.end = Math.max(
      stretch.end,
      windowEnd({ recorded, start: latestValueStart }) * scale + MINUTES_A_DAY,
    );
  }
  return stretch;
}

/** In which stretch each service with all inputs of a metric can have a value. */
function stretchesOf({ subject, metric }: MetricQuestion, snapshot: Snapshot): Stretch[] {
  const inputs = inputsOf(metric.formula);
  return subject.services.flatMap(({ id }) => {
    const stretches = inputs.map((measure) => {
      const entry = snapshot.catalogue.dataSet(id, measure);
      return entry ? stretchOf(entry.facts.id, snapshot) : { first: Infinity, end: -Infinity };
    });
    const first = Math.max(...stretches.map((stretch) => stretch.first));
    const end = Math.min(...stretches.map((stretch) => stretch.end));
    return first < end ? [{ first, end }] : [];
  });
}

/** At most so many services can have a value in each of some windows. */
export function mostServices(
  question: MetricQuestion,
  windows: readonly Window[],
  snapshot: Snapshot,
): number[] {
  const stretches = stretchesOf(question, snapshot);
  return windows.map((window) => {
    const scale = isInstant(window.recorded) ? 1 : MINUTES_A_DAY;
    const [from, to] = [window.start * scale, windowEnd(window) * scale];
    return stretches.filter(({ first, end }) => first < to && end > from).length;
  });
}

/** The window that is most likely the latest, and what must be found in it for that to be certain. */
export interface Guess {
  window: Window;
  /** With values of so many services no other window can be the latest. */
  needed: number;
}

export function guessLatest(
  question: MetricQuestion,
  newest: Window,
  step: RollingStep,
  snapshot: Snapshot,
): Guess {
  if (question.subject.kind === 'SERVICE') return { window: newest, needed: 1 };
  const windows = candidates(question, newest, step);
  const most = mostServices(question, windows, snapshot);
  const index = newestThatSpeaks(most, stepsInAYear(question.period, step));
  if (index === null) return { window: newest, needed: 1 };
  const later = most.slice(index + 1);
  const before = most.slice(Math.max(0, index - stepsInAYear(question.period, step)), index + 1);
  // Half of the best window before it, and so many that none after it has half of them.
  const needed = Math.max(1, Math.ceil(Math.max(...before) / 2), ...later.map((count) => count * 2 + 1));
  return { window: windows[index], needed };
}

/** Of windows with so many services each the newest that has at least half as many as the best in the year before it. */
function newestThatSpeaks(counts: readonly number[], year: number): number | null {
  for (let index = counts.length - 1; index >= 0; index--) {
    const best = Math.max(...counts.slice(Math.max(0, index - year), index + 1));
    if (counts[index] > 0 && counts[index] * 2 >= best) return index;
  }
  return null;
}

/** How many services have a value in a window; one that was received before its end does not make it the latest. */
export async function servicesWithValue(
  question: MetricQuestion,
  window: Window,
  evaluation: Evaluation,
): Promise<number> {
  await evaluation.prepare(question, window);
  const { value, outcomes } = evaluation.figure(question, window);
  if (value === null) return 0;
  return finished(question.subject.kind === 'SERVICE' ? outcomes : usable(outcomes)).length;
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
  if (question.subject.kind === 'SERVICE') {
    for (const window of windows.toReversed())
      if ((await servicesWithValue(question, window, evaluation)) > 0) return window;
    return null;
  }
  const counts: number[] = [];
  for (const window of windows) counts.push(await servicesWithValue(question, window, evaluation));
  const index = newestThatSpeaks(counts, stepsInAYear(question.period, step));
  return index === null ? null : windows[index];
}
