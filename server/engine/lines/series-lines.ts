/** The lines of a series: of the metric itself, of each part of a split, or of each service. */
import { ArgumentError } from '../../errors.js';
import { asRead } from '../../metrics/categories.js';
import { inputsOf, type Text } from '../../metrics/definitions.js';
import { splitsOf } from '../../metrics/evaluate.js';
import { isContinuous } from '../../metrics/figure.js';
import { boundOf } from '../../metrics/histogram.js';
import type { Line } from '../../metrics/outcome.js';
import type { Window } from '../../metrics/periods.js';
import { BY_SERVICE } from '../../metrics/presentation.js';
import { MOST_LINES } from '../../metrics/ranges.js';
import type { Evaluation } from '../evaluation.js';
import type { LineColumns } from './line-columns.js';
import { lineSize } from './line-size.js';
import type { SeriesQuestion } from '../questions.js';
import type { Snapshot } from '../../store/snapshot.js';
import { PORTFOLIO_SLUG, serviceSubject } from '../../store/subject.js';

type LineRole = 'PRIMARY' | 'COMPARISON' | 'TARGET';

export interface SeriesLine {
  /** The dimension value or the service's slug, `value` for the metric itself, `comparison`, `target`, `all-others`. */
  key: string;
  /** What the line is called where its key does not say. */
  label?: Text;
  role: LineRole;
  /** Its place among all values of the split that are known, whatever windows are shown; null where it is no such value. */
  place: number | null;
  columns: LineColumns;
  /** Whether each point may be joined with the one before it: the services counted are much the same. */
  joined: readonly boolean[];
}

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
      for (const one of series.get(entry.facts.id) ?? []) {
        const value = asRead(one, entry.facts).dimensions[by];
        if (value !== undefined) delivered.add(value);
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

/** What one line shows: a question of its own, or a part of one. */
interface Part {
  key: string;
  label?: Text;
  place?: number;
  of: Line | null;
  whose: SeriesQuestion;
}

function partsOf(question: SeriesQuestion, lines: readonly Line[] | null): Part[] {
  if (question.by === BY_SERVICE) {
    return question.subject.services.map((service) => ({
      key: service.slug,
      label: service.texts.name,
      of: null,
      whose: { ...question, subject: serviceSubject(service) },
    }));
  }
  if (!lines) return [{ key: 'value', of: null, whose: question }];
  return lines.map((line, place) => ({ key: line.key, place, of: line, whose: question }));
}

async function lineAt(
  { key, label, place, of, whose }: Part,
  role: LineRole,
  windows: readonly Window[],
  evaluation: Evaluation,
): Promise<SeriesLine> {
  const { columns, weights } = await evaluation.line(whose, windows, of);
  const { values } = columns;
  const joined = values.map((value, i) => {
    if (i === 0 || value === null || values[i - 1] === null) return false;
    const [before, here] = [weights[i - 1], weights[i]];
    return !before || !here || isContinuous(before, here);
  });
  return { key, label, role, place: place ?? null, columns, joined };
}

/** The key of that line; the browser's own is OTHERS in components/charts, and a test holds them together. */
export const ALL_OTHERS = 'all-others';

/** Several parts as one, evaluated together: a ratio is that of their sums. */
function othersOf(question: SeriesQuestion, parts: readonly Part[]): Part {
  const label = { en: `All others (${parts.length})`, cy: `Pob un arall (${parts.length})` };
  const [{ of }] = parts;
  if (!of) {
    const services = parts.flatMap(({ whose }) => whose.subject.services);
    const subject = { kind: 'PORTFOLIO' as const, slug: PORTFOLIO_SLUG, services };
    return { key: ALL_OTHERS, label, of: null, whose: { ...question, subject } };
  }
  const values = parts.flatMap((part) => part.of!.values);
  return { key: ALL_OTHERS, label, of: { ...of, key: ALL_OTHERS, values }, whose: question };
}

interface Made {
  part: Part;
  line: SeriesLine;
}

/**
 * Services, and the lines of `top`, by what is shown of them, the largest first; all else as it is split. Services
 * without a value are left out, and parts that nothing was delivered for in these windows: they belong to the split of
 * another time.
 */
function inOrder(
  { by, top, metric, isOneWindow }: SeriesQuestion,
  made: Made[],
  { isDelivered, shownAt }: { isDelivered: (line: Line) => boolean; shownAt: number },
): Made[] {
  const held = made.filter(({ part: { of }, line }) =>
    // A category that was not sent is 0: a line of nothing else was sent at another time.
    of === null ? line.columns.hasValue : !line.columns.isZero || isDelivered(of),
  );
  const shown = held.length || by === BY_SERVICE ? held : made;
  if (by !== BY_SERVICE && !top) return shown;
  const at = isOneWindow && shownAt >= 0 ? shownAt : null;
  const sizes = new Map(shown.map((one) => [one, lineSize(one.line.columns, metric, at)]));
  const isFirst = (a: Made, b: Made): number => (a.part.key < b.part.key ? -1 : 1);
  return shown.sort((a, b) => sizes.get(b)! - sizes.get(a)! || isFirst(a, b));
}

/** The windows of a series, and the lines of its split. */
interface LineWindows {
  windows: readonly Window[];
  /** What each window is compared with; null = nothing. */
  compared: readonly Window[] | null;
  /** Null = the metric itself. */
  lines: readonly Line[] | null;
  /** Which of the windows is shown where only one is; -1 if none has a value. */
  shownAt: number;
}

/** The lines of a series, followed by what each of them is compared with. */
export async function seriesLines(
  question: SeriesQuestion,
  { windows, compared, lines: split, shownAt }: LineWindows,
  evaluation: Evaluation,
): Promise<SeriesLine[]> {
  const all: Made[] = [];
  for (const part of partsOf(question, split)) {
    all.push({ part, line: await lineAt(part, 'PRIMARY', windows, evaluation) });
  }
  const isDelivered = (line: Line): boolean => evaluation.isDelivered(question, windows, line);
  let shown = inOrder(question, all, { isDelivered, shownAt });
  const { top } = question;
  if (top && shown.length > top + 1) {
    const others = othersOf(
      question,
      shown.slice(top).map(({ part }) => part),
    );
    const line = await lineAt(others, 'PRIMARY', windows, evaluation);
    shown = [...shown.slice(0, top), { part: others, line }];
  }
  const lines = shown.map(({ line }) => line);
  for (const { part } of compared ? shown : []) {
    const key = question.by ? part.key : 'comparison';
    lines.push(await lineAt({ ...part, key }, 'COMPARISON', compared!, evaluation));
  }
  return lines;
}
