/** The figure of a whole range: all of its windows in one, against as long before it. */
import {
  comparedWindow,
  MOST_WINDOWS_A_SPAN,
  shiftStart,
  spanWindow,
  windowEnd,
  type Window,
} from '../metrics/periods.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { Question, SeriesQuestion } from './questions.js';

/** The windows of a range as one; null where the figure is of one window. */
export function wholeRange({ isOfRange }: SeriesQuestion, windows: readonly Window[]): Window | null {
  if (!isOfRange || windows.length < 2 || windows.length > MOST_WINDOWS_A_SPAN) return null;
  return spanWindow(windows[0], windows.length);
}

/** What a range is compared with: the same a year earlier, or as long before it where it is longer than that. */
function rangeBefore({ period, compareTo }: SeriesQuestion, range: Window): Window | null {
  if (!compareTo) return null;
  const { recorded, start, count = 1 } = range;
  const before: Window = { recorded, start: shiftStart(range, -count), count };
  if (compareTo === 'PREVIOUS_PERIOD') return before;
  const earlier: Window = { ...comparedWindow(period, { recorded, start }, compareTo), count };
  return windowEnd(earlier) <= start ? earlier : before;
}

/** The windows that must be read for that besides those that each window by itself is compared with. */
export function windowsBefore(question: Question, windows: readonly Window[]): Window[] {
  if (question.kind !== 'series') return [];
  const range = wholeRange(question, windows);
  const before = range && rangeBefore(question, range);
  if (!before || windowEnd(before) !== range.start) return [];
  const { recorded, count = 1 } = range;
  return Array.from({ length: count }, (_, index) => ({ recorded, start: shiftStart(range, index - count) }));
}

/** The figure of a range with its change; null where the figure is of one window. */
export function rangeFigure(
  question: SeriesQuestion,
  windows: readonly Window[],
  evaluation: Evaluation,
): FigureAnswer | null {
  const range = wholeRange(question, windows);
  if (!range) return null;
  const answer = evaluation.answer(question, range, rangeBefore(question, range) ?? undefined);
  // A target of a total is one of each window.
  return question.metric.formula.kind === 'total' ? { ...answer, target: null } : answer;
}
