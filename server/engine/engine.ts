/**
 * The engine's front door: answers any number of questions about one snapshot together, with a number of SQL
 * statements that does not grow with them.
 */
import type { DataSource } from 'typeorm';
import { rows } from '../db/index.js';
import { windowKey, type RollingStep, type Window } from '../metrics/periods.js';
import type { Line } from '../metrics/outcome.js';
import type { DataSetFacts } from '../metrics/values.js';
import { snapshotAsOf } from './as-of.js';
import { Evaluation, type FigureAnswer } from './evaluation.js';
import { candidates, latestOf } from './latest-window.js';
import {
  assertReadable,
  readSize,
  unreadable,
  windowValues,
  type WindowRead,
} from '../store/observations.js';
import { assertLast, assertRange, type Question, type SeriesQuestion } from './questions.js';
import { linesOf } from './series-lines.js';
import { seriesAnswer, storyOf, withStory, type SeriesAnswer, type StoryPart } from './series.js';
import { assertSides, sidesOf, type Sides } from './before-and-after.js';
import type { Snapshot } from '../store/snapshot.js';
import { neededReads, withCompared } from './needed-reads.js';
import { dataSetsOf, newestWindow, rollingStep, seriesWindows } from './windows.js';

/** A figure, the latest figure (null: there is none), a series; or what is wrong with the question. */
export type EngineAnswer = FigureAnswer | SeriesAnswer | null | Error;

export interface EngineOptions {
  /** Services × metrics × windows that one read may touch. */
  limit: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** A question with the windows it is about. */
interface Prepared {
  question: Question;
  dataSets: readonly DataSetFacts[];
  step: RollingStep;
  lines: Line[] | null;
  story: StoryPart[];
  /** Where the latest window is looked for; empty if nobody asked or there is no value at all. */
  candidates: Window[];
  newest: Window | null;
  /** Decided by the first read, or by the question. */
  latest: Window | null;
  isDecided: boolean;
  /** The windows of the answer. */
  windows: Window[];
  /** Where the question is split on a day. */
  sides: Sides | null;
}

const hasSplit = ({ splitOn }: SeriesQuestion): boolean => splitOn !== null && splitOn !== undefined;

/** Where nobody asked for certain windows, a series begins with the first that has a value. */
function withoutLeadingGaps(
  question: SeriesQuestion,
  windows: readonly Window[],
  evaluation: Evaluation,
): readonly Window[] {
  const isAsked = !question.isNamedRange && Boolean(question.from || question.to || question.last);
  if (isAsked || hasSplit(question)) return windows;
  const first = windows.findIndex((window) => evaluation.figure(question, window).value !== null);
  return first > 0 ? windows.slice(first) : windows;
}

/** Questions that one read can answer, and what it must read for them. */
interface Readable {
  prepared: Map<number, Prepared>;
  wanted: WindowRead[];
}

export class Engine {
  constructor(
    private readonly dataSource: DataSource,
    readonly snapshot: Snapshot,
    private readonly options: EngineOptions,
  ) {}

  /** Answers in the order of the questions. A question that cannot be answered is answered with its error. */
  async answer(questions: readonly Question[]): Promise<EngineAnswer[]> {
    const answers = new Array<EngineAnswer>(questions.length).fill(null);
    const versions = await this.#versions(questions);
    for (const [version, indexes] of versions) {
      const prepared = new Map<number, Prepared>();
      const known = await this.#known(
        version,
        indexes.map((index) => questions[index]),
      );
      for (const index of indexes) {
        try {
          prepared.set(index, this.#prepare(questions[index], known));
        } catch (error) {
          answers[index] = error as Error;
        }
      }
      for (const [index, answer] of await this.#answerAsOf(version, prepared)) answers[index] = answer;
    }
    return answers;
  }

  /** The questions by the submission that they are asked as of. */
  async #versions(questions: readonly Question[]): Promise<Map<number, number[]>> {
    const instants = [...new Set(questions.map(({ asOf }) => asOf ?? null))];
    const versionOf = new Map<string | null, number>();
    for (const instant of instants) {
      versionOf.set(instant, instant === null ? this.snapshot.version : await this.#versionAt(instant));
    }
    const versions = new Map<number, number[]>();
    questions.forEach(({ asOf }, index) => {
      const version = versionOf.get(asOf ?? null)!;
      const indexes = versions.get(version);
      if (indexes) indexes.push(index);
      else versions.set(version, [index]);
    });
    return versions;
  }

  async #versionAt(instant: string): Promise<number> {
    const [row] = await rows<{ id: number | null }>(
      this.dataSource,
      'SELECT MAX(id) AS id FROM submission WHERE received_at <= ? AND id <= ?',
      [instant, this.snapshot.version],
    );
    return row.id ?? 0;
  }

  /** What was known at a version, for the questions whose windows follow from it. */
  async #known(version: number, questions: readonly Question[]): Promise<Snapshot> {
    if (version >= this.snapshot.version) return this.snapshot;
    const searching = questions.filter(({ kind }) => kind !== 'figure');
    const dataSets = new Set(searching.flatMap((question) => dataSetsOf(question, this.snapshot)));
    return snapshotAsOf(this.dataSource, this.snapshot, dataSets, version);
  }

  #prepare(question: Question, known: Snapshot): Prepared {
    const own = dataSetsOf(question, this.snapshot);
    const step =
      question.period === 'ROLLING_YEAR' && question.kind !== 'figure'
        ? rollingStep(own, this.snapshot)
        : 'quarter';
    const story = question.kind === 'series' ? storyOf(question, this.snapshot) : [];
    const beside = story.flatMap((part) => dataSetsOf(part.question, this.snapshot));
    const dataSets = beside.length ? [...new Set([...own, ...beside])] : own;
    const prepared: Prepared = {
      question,
      dataSets,
      step,
      lines: null,
      story,
      candidates: [],
      newest: null,
      latest: null,
      isDecided: true,
      windows: [],
      sides: null,
    };
    if (question.kind === 'figure') return { ...prepared, windows: [question.window] };
    if (question.kind === 'series') {
      assertLast(question.last);
      assertRange(question.from, question.to);
      prepared.lines = linesOf(question, this.snapshot);
    }
    const newest = newestWindow(question, known, step, this.options.now);
    prepared.newest = newest;
    if (newest) {
      prepared.candidates = candidates(question, newest, step);
      prepared.isDecided = false;
    }
    // Read with the candidates: with luck the latest window is the newest, and one read was enough.
    if (question.kind === 'series') {
      this.#setWindows(prepared, newest);
      if (hasSplit(question) && newest) assertSides(question, prepared.sides);
    }
    const windows = withCompared(question, [...prepared.windows, ...prepared.candidates]).length;
    assertReadable(dataSets.length * windows * (prepared.lines?.length ?? 1), this.options.limit);
    return prepared;
  }

  #setWindows(prepared: Prepared, latest: Window | null): void {
    const { question, step } = prepared;
    const { now } = this.options;
    if (question.kind !== 'series') return;
    prepared.sides = sidesOf(question, latest, step, this.snapshot, now);
    prepared.windows = hasSplit(question)
      ? (prepared.sides?.windows ?? [])
      : seriesWindows(question, latest, step, now);
  }

  async #answerAsOf(version: number, prepared: Map<number, Prepared>): Promise<Map<number, EngineAnswer>> {
    const answers = new Map<number, EngineAnswer>();
    let pending = prepared;
    // The first read may miss the latest window, the second the windows that follow from it.
    for (const attempt of [1, 2, 3]) {
      const readable = this.#readable(pending, answers);
      if (!readable.prepared.size) break;
      pending = readable.prepared;
      const evaluation = await this.#read(version, readable.wanted);
      const again = new Map<number, Prepared>();
      for (const [index, one] of pending) {
        const needsMore = await this.#decide(one, evaluation, attempt > 1);
        if (needsMore && attempt < 3) again.set(index, one);
        else answers.set(index, await this.#evaluate(one, evaluation));
        await evaluation.slices.pause();
      }
      pending = again;
    }
    return answers;
  }

  /** Chooses the latest window. True if that, or the windows that follow from it, need another read. */
  async #decide(one: Prepared, evaluation: Evaluation, isSecondTry: boolean): Promise<boolean> {
    const { question, step, newest } = one;
    if (!one.isDecided) {
      one.latest = await latestOf(question, one.candidates, step, evaluation);
      one.isDecided = one.latest !== null || isSecondTry;
      if (!one.isDecided) {
        const most = Math.floor(this.options.limit / (2 * Math.max(1, one.dataSets.length)));
        one.candidates = candidates(question, newest!, step, most);
        return true;
      }
    }
    if (question.kind !== 'series') return false;
    const end = one.latest ?? newest;
    if (end === newest || (end && newest && end.start === newest.start)) return false;
    const read = new Set(one.windows.map(windowKey));
    this.#setWindows(one, end);
    return one.windows.some((window) => !read.has(windowKey(window)));
  }

  async #evaluate(one: Prepared, evaluation: Evaluation): Promise<EngineAnswer> {
    const { question, windows, lines, story, step, latest, sides } = one;
    switch (question.kind) {
      case 'figure':
        return evaluation.answer(question, question.window);
      case 'latest':
        return latest && evaluation.answer(question, latest);
      default: {
        const shown = withoutLeadingGaps(question, windows, evaluation);
        const answer = await seriesAnswer(question, shown, lines, step, latest, sides, evaluation);
        return withStory(answer, story, evaluation);
      }
    }
  }

  /** The questions that one read can answer: one too many must not take the answers of the others. */
  #readable(prepared: Map<number, Prepared>, answers: Map<number, EngineAnswer>): Readable {
    const { limit } = this.options;
    const wanted = neededReads([...prepared.values()]);
    if (readSize(wanted) <= limit) return { prepared, wanted };
    const readable = new Map<number, Prepared>();
    let size = 0;
    for (const [index, one] of prepared) {
      const own = readSize(neededReads([one]));
      if (size + own > limit) {
        answers.set(index, unreadable(size + own, limit));
        continue;
      }
      readable.set(index, one);
      size += own;
    }
    return { prepared: readable, wanted: neededReads([...readable.values()]) };
  }

  async #read(version: number, wanted: readonly WindowRead[]): Promise<Evaluation> {
    const { limit, now } = this.options;
    const values = await windowValues(this.dataSource, wanted, {
      snapshot: this.snapshot,
      asOf: version,
      limit,
    });
    return new Evaluation(this.snapshot, values, now);
  }
}
