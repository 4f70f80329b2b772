/** What stands beside a series: its companions and the breakdown that explains it, over the same windows. */
import type { Line } from '../metrics/outcome.js';
import type { Evaluation } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';
import { wholeRange } from './range-figure.js';
import { linesOf, seriesLines } from './lines/series-lines.js';
import type { SeriesAnswer } from './series.js';
import type { Snapshot } from '../store/snapshot.js';
import { canBeAdded } from './windows.js';

/** One series of a story. */
export interface StoryPart {
  question: SeriesQuestion;
  /** The lines of its split; null = the metric itself. */
  lines: readonly Line[] | null;
  /** Its values can be added up over windows. */
  isAdded: boolean;
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
    .map((part) => ({
      question: part,
      lines: linesOf(part, snapshot),
      isAdded: canBeAdded(part, snapshot),
    }))
    .filter(({ lines }) => lines === null || lines.length > 1);
}

/** The windows of a story: those of its series and, where that speaks of its whole range, the range as the last of them. */
function spanOf(
  { windows, shownAt, question }: SeriesAnswer,
  isAdded: boolean,
): Pick<SeriesAnswer, 'windows' | 'shownAt'> {
  const range = isAdded ? wholeRange(question, windows) : null;
  return range ? { windows: [...windows, range], shownAt: windows.length } : { windows, shownAt };
}

/** Evaluates a story's parts over the windows of its series; one without any value is left out. */
export async function withStory(
  answer: SeriesAnswer,
  parts: readonly StoryPart[],
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { step } = answer;
  const bare = {
    step,
    changes: null,
    latest: null,
    ofRange: null,
    sameServices: null,
    companions: [],
    breakdown: null,
  };
  const beside: SeriesAnswer[] = [];
  for (const { question, lines, isAdded } of parts) {
    const { windows, shownAt } = spanOf(answer, isAdded);
    const made = await seriesLines(question, { windows, compared: null, lines, shownAt }, evaluation);
    if (made.some(({ columns }) => columns.hasValue))
      beside.push({ ...bare, windows, shownAt, question, lines: made });
  }
  return {
    ...answer,
    companions: beside.filter(({ question }) => !question.by),
    breakdown: beside.find(({ question }) => question.by) ?? null,
  };
}
