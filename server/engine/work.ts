/** How much work an answer is, before any of it is done: SQLite cannot be interrupted. And how many points it has. */
import { InputError } from '../errors.js';
import { BY_SERVICE } from '../metrics/presentation.js';
import { rowsToRead, type ReadOptions } from '../store/observations.js';
import type { BeforeLook } from '../store/row-pieces.js';
import type { Attempt } from './attempts.js';
import { neededReads, withCompared } from './needed-reads.js';
import type { SeriesQuestion } from './questions.js';
import type { SeriesAnswer } from './series.js';

/** Values of one service in one window that are worked out for an attempt. */
function resultsOf({ plan, windows, candidates }: Attempt): number {
  const { question, lines, story } = plan;
  const beside = (lines?.length ?? 0) + story.reduce((sum, part) => sum + (part.lines?.length ?? 1), 0);
  // Only the metric itself is compared, and looked for in candidates.
  const itself = withCompared(question, [...windows, ...candidates]).length;
  return question.subject.services.length * (itself + windows.length * beside);
}

/** Stored values to be read and results to be worked out for attempts that share their reads, at most. */
export function workOf(attempts: readonly Attempt[], context: Omit<ReadOptions, 'kept'>): number {
  const results = attempts.reduce((sum, attempt) => sum + resultsOf(attempt), 0);
  return results + rowsToRead(neededReads(attempts), context);
}

/** What is wrong with a question that is more work than one read may be. */
export const tooMuchWork = (work: number, limit: number): InputError =>
  new InputError(
    `this needs ${work.toLocaleString('en-GB')} values (stored ones to read and results to work out); at most ${limit.toLocaleString('en-GB')} can be had at once: ask for fewer services, metrics, periods or parts`,
    400,
    'LIMIT_EXCEEDED',
  );

/** Counts the rows that are looked at before it is known what to read. @throws InputError past the limit, before they are */
export function lookingUpTo(limit: number, beforeRead?: (work: number) => Promise<void>): BeforeLook {
  let looked = 0;
  return async (rows) => {
    const work = looked + rows;
    if (work > limit) throw tooMuchWork(work, limit);
    looked = work;
    await beforeRead?.(work);
  };
}

function linesAhead(question: SeriesQuestion, lines: readonly unknown[] | null): number {
  const { by, top, subject, compareTo } = question;
  const all = by === BY_SERVICE ? subject.services.length : (lines?.length ?? 1);
  // What is not among the largest is one line more.
  const shown = top ? Math.min(all, top + 1) : all;
  return compareTo ? 2 * shown : shown;
}

/** The points (lines × windows) that an answer can have, as far as they are known before anything is read. */
export function pointsAhead({ plan, windows }: Attempt): number {
  const { question, lines, story } = plan;
  if (question.kind !== 'series') return 0;
  const beside = story.reduce((sum, part) => sum + linesAhead(part.question, part.lines), 0);
  return windows.length * (linesAhead(question, lines) + beside);
}

/** The points that an answer has, with what stands beside it. */
export function pointsOf({ lines, companions, breakdown }: SeriesAnswer): number {
  const beside = breakdown ? [...companions, breakdown] : companions;
  const own = lines.reduce((sum, { columns }) => sum + columns.values.length, 0);
  return beside.reduce((sum, series) => sum + pointsOf(series), own);
}
