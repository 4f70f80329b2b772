/** A series: one or more lines of figures over the same windows. */
import { ArgumentError } from '../errors.js';
import { inputsOf, type Text } from '../metrics/definitions.js';
import type { Change } from '../metrics/change.js';
import { splitsOf } from '../metrics/evaluate.js';
import type { Line } from '../metrics/outcome.js';
import type { Figure } from '../metrics/figure.js';
import { boundOf } from '../metrics/histogram.js';
import { comparedWindow, type Comparison, type RollingStep, type Window } from '../metrics/periods.js';
import { BY_SERVICE } from '../metrics/presentation.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { SeriesQuestion } from './questions.js';
import type { Snapshot } from './snapshot.js';
import type { Sides } from './split-on.js';
import { serviceSubject } from './subject.js';

export type LineRole = 'PRIMARY' | 'COMPARISON' | 'TARGET';

export interface SeriesLine {
  /** The dimension value or the service's slug, `value` for the metric itself, `comparison`, `target`, `all-others`. */
  key: string;
  /** What the line is called where its key does not say. */
  label?: Text;
  role: LineRole;
  figures: readonly Pick<
    Figure,
    'value' | 'numerator' | 'denominator' | 'coverage' | 'status' | 'flags' | 'isLowerBound'
  >[];
}

export interface SeriesAnswer {
  question: SeriesQuestion;
  step: RollingStep;
  windows: readonly Window[];
  lines: readonly SeriesLine[];
  /** The change of each point of the metric itself; null if no comparison was asked for, or the series is split. */
  changes: readonly Change[] | null;
  /** The newest figure with a value, else the newest; null if there is no window. */
  latest: FigureAnswer | null;
  /** The first day of the later side, where the series is split on a day. */
  splitOn: string | null;
  /** The series of the question's story, over the same windows. */
  companions: readonly SeriesAnswer[];
  breakdown: SeriesAnswer | null;
}

/** The most values of a dimension that make lines. */
const MOST_LINES = 1000;

/** The lines of a split: declared values first, in their order, then the measure's, then what else was delivered. */
export function linesOf(
  { subject, metric, by }: SeriesQuestion,
  { catalogue, series }: Snapshot,
): Line[] | null {
  if (!by) return null;
  if (by === BY_SERVICE) {
    if (subject.kind !== 'SERVICE') return null;
    throw new ArgumentError('by', 'one service cannot be split by service', 'BAD_DIMENSION');
  }
  const measures = inputsOf(metric.formula);
  const dimensionsOf = (measure: string): string[] =>
    (catalogue.measure(measure)?.dimensions ?? []).map(({ name }) => name);
  const splits = splitsOf(metric.formula, dimensionsOf);
  if (!splits.includes(by)) {
    const can = splits.length ? `it can be split by ${splits.join(', ')}` : 'it cannot be split';
    throw new ArgumentError('by', `"${metric.key}" has no dimension "${by}": ${can}`, 'BAD_DIMENSION');
  }
  const order: string[] = [];
  const delivered = new Set<string>();
  for (const { id } of subject.services) {
    for (const measure of measures) {
      const entry = catalogue.dataSet(id, measure);
      if (!entry) continue;
      order.push(...(entry.facts.declared[by] ?? []));
      for (const { split, dimensions } of series.get(entry.facts.id) ?? []) {
        if (split === by) delivered.add(dimensions[by]);
      }
    }
  }
  const known = measures.flatMap(
    (measure) => catalogue.measure(measure)?.dimensions.find(({ name }) => name === by)?.values ?? [],
  );
  const rest = [...delivered].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const values = [...new Set([...order, ...known, ...rest])].filter((value) => delivered.has(value));
  if (by === 'le') values.sort((a, b) => boundOf(a) - boundOf(b));
  return values.slice(0, MOST_LINES).map((value) => ({ dimension: by, key: value, values: [value] }));
}

/** The question of a metric that stands beside another. */
const besideOf = (
  question: SeriesQuestion,
  metric: SeriesQuestion['metric'],
  by?: string,
): SeriesQuestion => ({
  ...question,
  metric,
  by,
  compareTo: null,
  splitOn: null,
  story: undefined,
});

/** The questions of a story that have data, each with its lines. */
export function storyOf(question: SeriesQuestion, snapshot: Snapshot): StoryPart[] {
  const { story } = question;
  if (!story) return [];
  const companions = story.companions.map((metric) => besideOf(question, metric));
  const breakdown = story.breakdown ? [besideOf(question, story.breakdown.metric, story.breakdown.by)] : [];
  return [...companions, ...breakdown]
    .filter(({ metric, subject }) => snapshot.catalogue.hasData(subject, metric))
    .map((part) => ({ question: part, lines: linesOf(part, snapshot) }))
    .filter(({ lines }) => lines === null || lines.length > 1);
}

export interface StoryPart {
  question: SeriesQuestion;
  lines: Line[] | null;
}

/** Evaluates a story's parts over the windows of its series; one without any value is left out. */
export async function withStory(
  answer: SeriesAnswer,
  parts: readonly StoryPart[],
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { windows, step } = answer;
  const bare = { step, windows, changes: null, latest: null, splitOn: null, companions: [], breakdown: null };
  const beside: SeriesAnswer[] = [];
  for (const { question, lines: split } of parts) {
    const made = await linesAt(question, 'PRIMARY', windows, split, evaluation);
    if (made.some(hasValue)) beside.push({ ...bare, question, lines: made });
  }
  return {
    ...answer,
    companions: beside.filter(({ question }) => !question.by),
    breakdown: beside.find(({ question }) => question.by) ?? null,
  };
}

/** The lines of a role over their windows: of the metric itself, of each part of a split, or of each service. */
async function linesAt(
  question: SeriesQuestion,
  role: 'PRIMARY' | 'COMPARISON',
  windows: readonly Window[],
  lines: readonly Line[] | null,
  evaluation: Evaluation,
): Promise<SeriesLine[]> {
  const at = (of: Line | null, whose: SeriesQuestion = question): Promise<SeriesLine['figures']> =>
    evaluation.turns.map(windows, (window) => evaluation.figure(whose, window, of));
  const made: SeriesLine[] = [];
  if (question.by === BY_SERVICE) {
    for (const service of question.subject.services) {
      const figures = await at(null, { ...question, subject: serviceSubject(service) });
      made.push({ key: service.slug, label: service.texts.name, role, figures });
    }
    return made;
  }
  for (const line of lines ?? [null]) {
    const key = line?.key ?? (role === 'PRIMARY' ? 'value' : 'comparison');
    made.push({ key, role, figures: await at(line) });
  }
  return made;
}

const lastValue = ({ figures }: SeriesLine): number =>
  figures.findLast(({ value }) => value !== null)?.value ?? -Infinity;

const hasValue = ({ figures }: SeriesLine): boolean => figures.some(({ value }) => value !== null);

/** Services by their newest value, those without any left out; of everything else the order of the split. */
const inOrder = (question: SeriesQuestion, lines: SeriesLine[]): SeriesLine[] =>
  question.by === BY_SERVICE
    ? lines.filter(hasValue).sort((a, b) => lastValue(b) - lastValue(a) || (a.key < b.key ? -1 : 1))
    : lines;

/** The lines with the largest newest values; the others are one more line, evaluated together and not added up here. */
async function topLines(
  question: SeriesQuestion,
  windows: readonly Window[],
  lines: readonly Line[] | null,
  made: SeriesLine[],
  evaluation: Evaluation,
): Promise<{ lines: SeriesLine[]; others: Line | null }> {
  const { top } = question;
  if (!top || made.length <= top + 1) return { lines: made, others: null };
  const kept = new Set([...made].sort((a, b) => lastValue(b) - lastValue(a)).slice(0, top));
  const shown = made.filter((line) => kept.has(line));
  if (!lines) return { lines: shown, others: null };
  const keys = new Set(shown.map(({ key }) => key));
  const rest = lines.filter(({ key }) => !keys.has(key));
  const others: Line = {
    dimension: rest[0].dimension,
    key: ALL_OTHERS,
    values: rest.flatMap(({ values }) => values),
  };
  const [line] = await linesAt(question, 'PRIMARY', windows, [others], evaluation);
  return { lines: [...shown, { ...line, label: othersLabel(rest.length) }], others };
}

export const ALL_OTHERS = 'all-others';

const othersLabel = (count: number): Text => ({ en: `All others (${count})`, cy: `Pob un arall (${count})` });

/** Evaluates a series over windows whose values have been read. */
export async function seriesAnswer(
  question: SeriesQuestion,
  windows: readonly Window[],
  lines: readonly Line[] | null,
  step: RollingStep,
  latest: Window | null,
  sides: Sides | null,
  evaluation: Evaluation,
): Promise<SeriesAnswer> {
  const { compareTo } = question;
  const made = inOrder(question, await linesAt(question, 'PRIMARY', windows, lines, evaluation));
  const { lines: primary, others } = await topLines(question, windows, lines, made, evaluation);
  const isSplit = question.by !== null && question.by !== undefined;
  const comparison = compareTo
    ? await comparisonLines(question, compareTo, windows, primary, lines, others, evaluation)
    : [];
  const answer = sides
    ? evaluation.answer(question, sides.after, sides.before)
    : latestAnswer(question, windows, latest, evaluation);
  return {
    question,
    step,
    windows,
    lines: [...primary, ...comparison, ...targetLine(question, windows, answer, evaluation)],
    changes:
      compareTo && !isSplit
        ? await evaluation.turns.map(windows, (window) => evaluation.change(question, window, compareTo))
        : null,
    latest: answer,
    splitOn: sides?.on ?? null,
    companions: [],
    breakdown: null,
  };
}

/** The windows that each is compared with, for the lines that are shown. */
async function comparisonLines(
  question: SeriesQuestion,
  compareTo: Comparison,
  windows: readonly Window[],
  shown: readonly SeriesLine[],
  lines: readonly Line[] | null,
  others: Line | null,
  evaluation: Evaluation,
): Promise<SeriesLine[]> {
  const compared = windows.map((window) => comparedWindow(question.period, window, compareTo));
  const all = lines && others ? [...lines, others] : lines;
  const labels = new Map(shown.map(({ key, label }) => [key, label]));
  const made = await linesAt(question, 'COMPARISON', compared, all, evaluation);
  if (!question.by) return made;
  return made.filter(({ key }) => labels.has(key)).map((line) => ({ ...line, label: labels.get(line.key) }));
}

/** The subject's latest window if it is in the range, else the newest in the range with a value, else the newest. */
function latestAnswer(
  question: SeriesQuestion,
  windows: readonly Window[],
  latest: Window | null,
  evaluation: Evaluation,
): FigureAnswer | null {
  if (!windows.length) return null;
  if (latest && windows.some(({ start }) => start === latest.start))
    return evaluation.answer(question, latest);
  const valued = windows.findLast((window) => evaluation.figure(question, window).value !== null);
  return evaluation.answer(question, valued ?? windows.at(-1)!);
}

/** A line where a target holds. It has values only: nothing was delivered for it. */
function targetLine(
  question: SeriesQuestion,
  windows: readonly Window[],
  latest: FigureAnswer | null,
  evaluation: Evaluation,
): SeriesLine[] {
  if (question.by || !latest) return [];
  const targets = windows.map((window) => evaluation.targetOf(question, window));
  if (targets.every((value) => value === null)) return [];
  const figures = targets.map((value) => ({
    value,
    numerator: null,
    denominator: null,
    coverage: { provided: 0, expected: 0, share: null },
    status: value === null ? ('NOT_APPLICABLE' as const) : ('PROVIDED' as const),
    flags: [],
    isLowerBound: false,
  }));
  return [{ key: 'target', role: 'TARGET', figures }];
}
