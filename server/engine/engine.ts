/**
 * The engine's front door: answers any number of questions about one snapshot together, with a number of SQL
 * statements that does not grow with them.
 */
import type { DataSource } from 'typeorm';
import type { DataSetExtent } from '../entities/index.js';
import { InputError } from '../errors.js';
import type { Clock } from '../metrics/clock.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import type { Freshness } from '../metrics/freshness.js';
import type { Window } from '../metrics/periods.js';
import type { KeptColumns } from '../store/kept/kept-columns.js';
import { windowValues, type WindowRead } from '../store/observations.js';
import type { BeforeLook } from '../store/row-pieces.js';
import type { Snapshot } from '../store/snapshot.js';
import { pause } from '../store/pauses.js';
import { snapshotAsOf, versionsAt, withDeliveriesAsOf } from './as-of.js';
import { firstAttempt, planQuestion, progressOf, type AnswerContext, type Attempt } from './attempts.js';
import { beforeAndAfter, type BeforeAndAfterAnswer } from './before-and-after.js';
import { columnAnswer, type ColumnAnswer } from './column.js';
import { Evaluation, type FigureAnswer } from './evaluation.js';
import { metricFreshness } from './freshness.js';
import { mostServices } from './latest-window.js';
import { neededReads } from './needed-reads.js';
import { overSameServices } from './same-services.js';
import type { FreshnessQuestion, MetricQuestion, Question, SeriesQuestion } from './questions.js';
import { seriesAnswer, type SeriesAnswer } from './series.js';
import { withStory } from './story.js';
import { dataSetsOf } from './windows.js';
import { lookingUpTo, pointsAhead, tooMuchWork, workOf } from './work.js';

/**
 * A figure, the latest figure or those of a column (null: there is none), a series, two sides of a day; or what is wrong
 * with the question.
 */
export type EngineAnswer = FigureAnswer | ColumnAnswer | SeriesAnswer | BeforeAndAfterAnswer | null | Error;

export interface EngineOptions {
  /** The most work that one read may be: stored values to read and results to work out. */
  limit: number;
  clock: Clock;
  /** False: every stored value behind an answer is read itself, for its working. */
  usesRollups: boolean;
  kept: KeptColumns;
  /** Told of how many points a series will be, before anything of it is read. @throws if it may not be answered */
  takePoints?(points: number): void;
  /** Told of how much work the next read is, which waits for it. @throws if it is not wanted any more */
  beforeRead?(work: number): Promise<void>;
}

/** Where nobody asked for certain windows, a series begins with the first that has a value. */
function withoutLeadingGaps(
  question: SeriesQuestion,
  windows: readonly Window[],
  { evaluation, snapshot }: { evaluation: Evaluation; snapshot: Snapshot },
): readonly Window[] {
  const isAsked = !question.isNamedRange && Boolean(question.from || question.to || question.last);
  if (isAsked) return windows;
  const most = mostServices(question, windows, snapshot);
  const first = windows.findIndex(
    (window, index) => most[index] > 0 && evaluation.figure(question, window).value !== null,
  );
  return first > 0 ? windows.slice(first) : windows;
}

/** A read that several questions share is a part of the most that one question may be: what it was made of is let go sooner. */
const READS_A_LIMIT = 4;

/** Attempts by the index of their question. */
type Attempts = Map<number, Attempt>;

/** Whether the windows of a question follow from what data sets hold. */
const isSearching = ({ kind }: Question): boolean => kind !== 'figure';

/** One data set may be behind many questions. */
const dataSetsOfAll = (
  questions: readonly Pick<MetricQuestion, 'subject' | 'metric'>[],
  snapshot: Snapshot,
): Set<DataSetFacts> => new Set(questions.flatMap((question) => dataSetsOf(question, snapshot)));

export class Engine {
  /** All that is looked for at earlier versions together is one read. */
  readonly #beforeLook: BeforeLook;
  /** What was looked up of the past: the versions of instants, and what data sets held at a version. */
  readonly #versionOf = new Map<string, number>();
  readonly #extentsAt = new Map<number, Map<number, DataSetExtent[]>>();

  constructor(
    private readonly dataSource: DataSource,
    readonly snapshot: Snapshot,
    private readonly options: EngineOptions,
  ) {
    this.#beforeLook = lookingUpTo(options.limit, options.beforeRead);
  }

  /** Answers in the order of the questions. A question that cannot be answered is answered with its error. */
  async answer(questions: readonly Question[]): Promise<EngineAnswer[]> {
    const answers = new Array<EngineAnswer>(questions.length).fill(null);
    for (const [version, indexes] of await this.#versions(questions)) {
      const asked = indexes.map((index) => questions[index]);
      const known = await this.#known(version, dataSetsOfAll(asked.filter(isSearching), this.snapshot));
      const context = {
        ...this.options,
        snapshot: this.snapshot,
        known: known instanceof InputError ? this.snapshot : known,
      };
      const attempts: Attempts = new Map();
      for (const index of indexes) {
        await pause();
        try {
          if (known instanceof InputError && isSearching(questions[index])) throw known;
          const attempt = firstAttempt(planQuestion(questions[index], context), context);
          this.options.takePoints?.(pointsAhead(attempt));
          attempts.set(index, attempt);
        } catch (error) {
          answers[index] = error as Error;
        }
      }
      await this.#answerAsOf(version, attempts, context, answers);
    }
    return answers;
  }

  /** How up to date metrics were at the instants of the questions, as it was known then. */
  async freshness(questions: readonly FreshnessQuestion[]): Promise<(Freshness | Error)[]> {
    const answers = new Array<Freshness | Error>(questions.length);
    const { dataSource, snapshot, options } = this;
    const beforeLook = lookingUpTo(options.limit, options.beforeRead);
    for (const [version, indexes] of await this.#versions(questions)) {
      const dataSets = dataSetsOfAll(
        indexes.map((index) => questions[index]),
        snapshot,
      );
      const known = await this.#known(version, dataSets);
      const then =
        known instanceof InputError || version >= snapshot.version
          ? known
          : await withDeliveriesAsOf(dataSource, known, { dataSets, asOf: version }, beforeLook);
      for (const index of indexes) {
        const clock = options.clock.atMost(Date.parse(questions[index].asOf));
        answers[index] = then instanceof InputError ? then : metricFreshness(questions[index], then, clock);
      }
    }
    return answers;
  }

  /** The questions by the submission that they are asked as of. */
  async #versions(questions: readonly { asOf?: string | null }[]): Promise<Map<number, number[]>> {
    const instants = new Set(questions.flatMap(({ asOf }) => asOf ?? []));
    const unknown = [...instants].filter((instant) => !this.#versionOf.has(instant));
    for (const [instant, version] of await versionsAt(this.dataSource, unknown, this.snapshot)) {
      this.#versionOf.set(instant, version);
    }
    const versions = new Map<number, number[]>();
    questions.forEach(({ asOf }, index) => {
      const version = asOf ? this.#versionOf.get(asOf)! : this.snapshot.version;
      const indexes = versions.get(version);
      if (indexes) indexes.push(index);
      else versions.set(version, [index]);
    });
    return versions;
  }

  /** What data sets held at a version, from which windows follow; an error if that is too much to look for. */
  async #known(version: number, dataSets: Iterable<DataSetFacts>): Promise<Snapshot | InputError> {
    if (version >= this.snapshot.version) return this.snapshot;
    let extents = this.#extentsAt.get(version);
    if (!extents) this.#extentsAt.set(version, (extents = new Map()));
    const then = { dataSets, asOf: version, extents };
    try {
      return await snapshotAsOf(this.dataSource, this.snapshot, then, this.#beforeLook);
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  }

  /**
   * Reads and answers until every question has its answer: each in four reads at most (see attempts.ts). Questions share
   * their reads, but no read is more work than one can be: what is left comes after it.
   */
  async #answerAsOf(
    version: number,
    attempts: Attempts,
    context: AnswerContext,
    answers: EngineAnswer[],
  ): Promise<void> {
    for (let pending = attempts; pending.size > 0;) {
      const { now, later, work } = this.#sharing(version, pending, answers);
      if (!now.size) return;
      await this.options.beforeRead?.(work);
      await pause();
      const evaluation = await this.#read(version, neededReads([...now.values()]));
      pending = later;
      for (const [index, attempt] of now) {
        const progress = await progressOf(attempt, evaluation, context);
        if (progress.isRead) answers[index] = await this.#evaluate(progress.attempt, evaluation, context);
        else pending.set(index, progress.attempt);
        await pause();
      }
    }
  }

  async #evaluate(
    attempt: Attempt,
    evaluation: Evaluation,
    { known, clock }: AnswerContext,
  ): Promise<EngineAnswer> {
    const { windows, latest, plan } = attempt;
    const { question, lines, story, step, days } = plan;
    switch (question.kind) {
      case 'figure':
        await evaluation.prepare(question, question.window);
        return evaluation.answer(question, question.window);
      case 'latest':
        return latest && evaluation.answer(question, latest);
      case 'column':
        return latest && columnAnswer(question, latest, evaluation, { snapshot: this.snapshot, clock });
      case 'before-and-after':
        return beforeAndAfter(question, days, evaluation, this.snapshot);
      default: {
        const shown = withoutLeadingGaps(question, windows, { evaluation, snapshot: known });
        const same =
          question.sameServices && question.subject.kind !== 'SERVICE'
            ? await overSameServices(question, shown, evaluation)
            : null;
        const asked = same?.question ?? question;
        const series = { question: asked, step, lines, windows: shown, latest };
        const answer = await seriesAnswer(series, evaluation);
        const parts = story.map((part) => ({
          ...part,
          question: { ...part.question, subject: asked.subject },
        }));
        return withStory(
          { ...answer, question, sameServices: same?.sameServices ?? null },
          parts,
          evaluation,
        );
      }
    }
  }

  /** Which attempts the next read serves, and which come after it. One that is too much work by itself is answered so. */
  #sharing(
    version: number,
    attempts: Attempts,
    answers: EngineAnswer[],
  ): { now: Attempts; later: Attempts; work: number } {
    const { limit } = this.options;
    const most = limit / READS_A_LIMIT;
    const all = this.#workOf(version, [...attempts.values()]);
    if (all <= most) return { now: attempts, later: new Map(), work: all };
    const now: Attempts = new Map();
    const later: Attempts = new Map();
    let size = 0;
    for (const [index, attempt] of attempts) {
      const own = this.#workOf(version, [attempt]);
      if (own > limit) answers[index] = tooMuchWork(own, limit);
      else if (now.size && size + own > most) later.set(index, attempt);
      else {
        now.set(index, attempt);
        size += own;
      }
    }
    return { now, later, work: this.#workOf(version, [...now.values()]) };
  }

  #workOf(asOf: number, attempts: readonly Attempt[]): number {
    return workOf(attempts, { snapshot: this.snapshot, asOf, usesRollups: this.options.usesRollups });
  }

  async #read(version: number, reads: readonly WindowRead[]): Promise<Evaluation> {
    const { clock, usesRollups, kept } = this.options;
    const values = await windowValues(this.dataSource, reads, {
      snapshot: this.snapshot,
      asOf: version,
      usesRollups,
      kept,
    });
    return new Evaluation(this.snapshot, values, clock);
  }
}
