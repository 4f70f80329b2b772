/** How many points a series has: its lines × its windows, with what stands beside it. */
import { BY_SERVICE } from '../metrics/presentation.js';
import type { Attempt } from './attempts.js';
import type { SeriesQuestion } from './questions.js';
import type { SeriesAnswer } from './series.js';

function linesAhead(question: SeriesQuestion, lines: readonly unknown[] | null): number {
  const { by, top, subject, compareTo } = question;
  const all = by === BY_SERVICE ? subject.services.length : (lines?.length ?? 1);
  // What is not among the largest is one line more.
  const shown = top ? Math.min(all, top + 1) : all;
  return compareTo ? 2 * shown : shown;
}

/** As many as the answer can have, as far as that is known before anything is read. */
export function pointsAhead({ plan, windows }: Attempt): number {
  const { question, lines, story } = plan;
  if (question.kind !== 'series') return 0;
  const beside = story.reduce((sum, part) => sum + linesAhead(part.question, part.lines), 0);
  return windows.length * (linesAhead(question, lines) + beside);
}

/** As many as an answer has. */
export function pointsOf({ lines, companions, breakdown }: SeriesAnswer): number {
  const beside = breakdown ? [...companions, breakdown] : companions;
  const own = lines.reduce((sum, { figures }) => sum + figures.length, 0);
  return beside.reduce((sum, series) => sum + pointsOf(series), own);
}
