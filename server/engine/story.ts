/** What stands beside a series: its companions and the breakdown that explains it, over the same windows. */
import type { Line } from '../metrics/outcome.js';
import type { Evaluation } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';
import { hasValue, linesOf, seriesLines } from './series-lines.js';
import type { SeriesAnswer } from './series.js';
import type { Snapshot } from '../store/snapshot.js';

/** One series of a story. */
export interface StoryPart {
  question: SeriesQuestion;
  /** The lines of its split; null = the metric itself. */
  lines: readonly Line[] | null;
}

/** The question of a metric that stands beside another. */
const besideOf = (
  question: SeriesQuestion,
  { metric, by, top = null }: Pick<SeriesQuestion, 'metric' | 'by' | 'top'>,
): SeriesQuestion => ({
  ...question,
  metric,
  by,
  top,
  // A breakdown explains the figure of one window.
  isOneWindow: Boolean(by),
  compareTo: null,
  splitOn: null,
  story: undefined,
});

/** The questions of a story that have data, each with its lines. */
export function storyOf(question: SeriesQuestion, snapshot: Snapshot): StoryPart[] {
  const { story } = question;
  if (!story) return [];
  const companions = story.companions.map((metric) => besideOf(question, { metric }));
  const breakdown = story.breakdown ? [besideOf(question, story.breakdown)] : [];
  return [...companions, ...breakdown]
    .filter(({ metric, subject }) => snapshot.catalogue.hasData(subject, metric))
    .map((part) => ({ question: part, lines: linesOf(part, snapshot) }))
    .filter(({ lines }) => lines === null || lines.length > 1);
}

/** Evaluates a story's parts over the windows of its series; one without any value is left out. */
export async function withStory(
  answer: SeriesAnswer,
  parts: readonly StoryPart[],
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { windows, step, shownAt } = answer;
  const bare = {
    step,
    windows,
    shownAt,
    changes: null,
    latest: null,
    sameServices: null,
    splitOn: null,
    companions: [],
    breakdown: null,
  };
  const beside: SeriesAnswer[] = [];
  for (const { question, lines } of parts) {
    const made = await seriesLines(question, { windows, compared: null, lines, shownAt }, evaluation);
    if (made.some(hasValue)) beside.push({ ...bare, question, lines: made });
  }
  return {
    ...answer,
    companions: beside.filter(({ question }) => !question.by),
    breakdown: beside.find(({ question }) => question.by) ?? null,
  };
}
