/** A series over the services that have a value in all of its windows: what changes is then not who is counted. */
import { shareCarried, usable } from '../metrics/figure.js';
import type { Window } from '../metrics/periods.js';
import { mapWithPauses } from '../store/pauses.js';
import type { Evaluation } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';

/** How much the services that every window is of stand for. */
export interface SameServices {
  /** Services with a value in all windows, and in at least one. */
  provided: number;
  expected: number;
  /** Which part (0–100) of the newest window's volume they carry; null if that window has none. */
  share: number | null;
}

/** The question over just those services, and what they stand for. */
export interface Restricted {
  question: SeriesQuestion;
  sameServices: SameServices;
}

export async function overSameServices(
  question: SeriesQuestion,
  windows: readonly Window[],
  evaluation: Evaluation,
): Promise<Restricted> {
  const counts = new Map<number, number>();
  const outcomes = await mapWithPauses(windows, (window) =>
    usable(evaluation.figure(question, window).outcomes),
  );
  for (const { serviceId } of outcomes.flat()) counts.set(serviceId, (counts.get(serviceId) ?? 0) + 1);
  const isThroughout = (id: number): boolean => counts.get(id) === windows.length;
  const { subject } = question;
  const services = subject.services.filter(({ id }) => isThroughout(id));
  const newest = outcomes.at(-1) ?? [];
  const matched = newest.filter(({ serviceId }) => isThroughout(serviceId));
  return {
    question: { ...question, subject: { ...subject, services } },
    sameServices: {
      provided: services.length,
      expected: counts.size,
      share: newest.length ? shareCarried(matched, newest) : null,
    },
  };
}
