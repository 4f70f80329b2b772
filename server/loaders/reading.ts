/** Everything one request reads: one version of the data, one viewer, one "now", and all its questions answered together. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { DataSetEntry } from '../store/catalogue.js';
import type { MetricDefinition, Service, Subject } from '../store/subject.js';
import type { ColumnAnswer } from '../engine/column.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import { Engine, type EngineAnswer } from '../engine/engine.js';
import { lookingUpTo, pointsOf } from '../engine/work.js';
import { publicWindows, type PublicWindow, seriesThere } from '../store/public-windows.js';
import { correctionsOf, type Correction } from '../engine/corrections.js';
import { dataSetStates, metricFreshness, type DataSetFreshness } from '../engine/freshness.js';
import type { BeforeAndAfterAnswer } from '../engine/before-and-after.js';
import type {
  BeforeAndAfterQuestion,
  ColumnQuestion,
  FigureQuestion,
  FreshnessQuestion,
  LatestQuestion,
  Question,
  SeriesQuestion,
} from '../engine/questions.js';
import type { SeriesAnswer } from '../engine/series.js';
import { dataSetsOf } from '../engine/windows.js';
import { workingOf, type WorkingRow } from '../engine/working.js';
import { Clock } from '../metrics/clock.js';
import type { SeriesFacts } from '../metrics/rows/splits.js';
import type { Freshness } from '../metrics/freshness.js';
import { KeptColumns } from '../store/kept/kept-columns.js';
import { Snapshots, type SharedSnapshot } from '../store/shared-snapshots.js';
import {
  areVersionsOf,
  dataVersion,
  snapshotFor,
  type Basis,
  type Part,
  type Snapshot,
  type Version,
} from '../store/snapshot.js';
import type { Shortcut } from '../config.js';
import { ANONYMOUS, type Viewer } from '../store/viewer.js';
import { columnCache, isKeptSubject } from './column-cache.js';
import { isKeptFigure, keptFigures, withoutInputs } from './kept-figures.js';
import { type Overlay, withOverlay } from '../store/overlay.js';
import { SubmissionLog, type SubmissionFacts } from '../store/submission-log.js';
import { PointBudget } from './point-budget.js';
import { questionKey } from './question-key.js';

/** What lives as long as the process: the database and what is kept of it. */
export class ReadStore {
  readonly snapshots: Snapshots;
  readonly submissions: SubmissionLog;
  readonly kept: KeptColumns;
  readonly columns = columnCache();
  readonly figures = keptFigures();

  constructor(
    readonly dataSource: DataSource,
    /** The most work that one read may be: stored values to read and results to work out. */
    readonly limit: number,
    /** What it does without. */
    readonly without: ReadonlySet<Shortcut> = new Set(),
  ) {
    this.snapshots = new Snapshots(dataSource);
    this.submissions = new SubmissionLog(dataSource);
    this.kept = new KeptColumns(dataSource, !without.has('columns'));
  }

  /** What a delivery would make of the data, read as if it were stored. */
  async beginWith(overlay: Overlay, asking: Asking): Promise<Reading> {
    return new Reading(
      this,
      await withOverlay(this.dataSource, await this.snapshots.newest(), overlay),
      asking,
    );
  }

  async begin(asking: Asking): Promise<Reading> {
    return new Reading(this, await this.snapshots.newest(), asking);
  }
}

/** Who asks, and when. */
export interface Asking {
  viewer: Viewer;
  now: Date;
  /** Told of how much work the next read is, which waits for it. @throws if the answer is not wanted any more */
  beforeRead?: (work: number) => Promise<void>;
}

/** The default of the limit: SQLite cannot be interrupted, so the work of one read is bounded before it starts. */
export const MOST_WORK = 2_000_000;

export class Reading {
  /** The shared one, as the viewer sees it: it notes what the answer rests on. */
  readonly snapshot: Snapshot;
  readonly clock: Clock;
  readonly #versions = new Map<Part, Version>();
  readonly #engine: Engine;
  /** Reads every value by itself. */
  readonly #detailed: Engine;
  readonly #questions: DataLoader<Question, EngineAnswer, string>;
  readonly #freshness: DataLoader<FreshnessQuestion, Freshness>;
  readonly #points = new PointBudget();
  /** The series that were asked for, by their keys. */
  readonly #series = new Set<string>();
  readonly #submissions: DataLoader<number, SubmissionFacts>;

  constructor(
    private readonly store: ReadStore,
    private readonly shared: SharedSnapshot,
    private readonly asking: Asking,
  ) {
    const { viewer, now } = asking;
    this.snapshot = snapshotFor(viewer, shared, this.#versions);
    this.clock = new Clock(now.getTime());
    this.#engine = this.#newEngine(!store.without.has('roll-ups'));
    this.#detailed = this.#newEngine(false);
    this.#questions = new DataLoader((questions) => this.#engine.answer(questions), {
      cacheKeyFn: questionKey,
    });
    this.#freshness = new DataLoader((questions) => this.#engine.freshness(questions), { cache: false });
    this.#submissions = new DataLoader(async (ids) => {
      const facts = await store.submissions.facts(ids);
      const unstored = shared.overlay?.submission;
      return ids.map(
        (id) =>
          (id === unstored?.id ? unstored : facts.get(id)) ??
          new Error(`submission ${id} is not in the database`),
      );
    });
  }

  #newEngine(usesRollups: boolean): Engine {
    const { clock, snapshot, asking } = this;
    const { dataSource, limit, kept } = this.store;
    const takePoints = (points: number): void => this.#points.take(points);
    const { beforeRead } = asking;
    return new Engine(dataSource, snapshot, { limit, clock, usesRollups, kept, takePoints, beforeRead });
  }

  get catalogue(): Snapshot['catalogue'] {
    return this.snapshot.catalogue;
  }

  /** The newest submission that changed anything which everybody may know of; 0 if there is none. */
  get dataVersion(): number {
    this.snapshot.uses('data');
    return dataVersion(this.shared);
  }

  /** What the answer rests on, once it is made. */
  get basis(): Basis {
    return { versions: this.#versions, until: this.clock.changesAt };
  }

  /** Whether an answer on this basis is what this reading would come to. */
  holds({ versions, until }: Basis): boolean {
    return this.clock.now < until && areVersionsOf(versions, this.shared);
  }

  /** Whether what is asked is the same for everybody, and rests on what is stored. */
  get #isForAll(): boolean {
    return this.asking.viewer === ANONYMOUS && !this.shared.overlay;
  }

  /** At once where it is kept. */
  figure(asked: Omit<FigureQuestion, 'kind'>): FigureAnswer | Promise<FigureAnswer> {
    const question = { ...asked, kind: 'figure' as const };
    if (!this.#isForAll || !isKeptFigure(question, this.catalogue)) return this.#figure(question);
    const { figures } = this.store;
    const key = questionKey(question);
    const kept = figures.get(key);
    if (!kept || !this.holds(kept.basis)) return this.#figureToKeep(question, key);
    this.#restOn(kept.basis);
    return kept.answer;
  }

  async #figureToKeep(question: FigureQuestion, key: string): Promise<FigureAnswer> {
    const figure = await this.#figure(question);
    const answer = withoutInputs(figure);
    if (answer && !this.store.without.has('columns')) {
      const parts: Part[] = ['catalogue', ...dataSetsOf(question, this.snapshot).map(({ id }) => id)];
      for (const part of parts) this.snapshot.uses(part);
      const versions = new Map(parts.map((part) => [part, this.#versions.get(part)!]));
      this.store.figures.set(key, { answer, basis: { versions, until: Infinity } });
    }
    return figure;
  }

  async #figure(question: FigureQuestion): Promise<FigureAnswer> {
    return (await this.#questions.load(question)) as FigureAnswer;
  }

  async latest(question: Omit<LatestQuestion, 'kind'>): Promise<FigureAnswer | null> {
    return (await this.#questions.load({ ...question, kind: 'latest' })) as FigureAnswer | null;
  }

  /** A metric of many services side by side. */
  async column(question: Omit<ColumnQuestion, 'kind'>): Promise<ColumnAnswer | null> {
    if (!this.#isForAll || !isKeptSubject(question.subject, this.catalogue)) return this.#column(question);
    const { columns } = this.store;
    const key = questionKey({ ...question, kind: 'column' });
    let kept = columns.get(key);
    if (!kept || !this.holds(kept.basis)) {
      // A reading of its own notes what the column alone rests on.
      const own = new Reading(this.store, this.shared, this.asking);
      kept = { answer: await own.#column(question), basis: own.basis };
      if (!this.store.without.has('columns')) columns.set(key, kept);
    }
    this.#restOn(kept.basis);
    return kept.answer;
  }

  async #column(question: Omit<ColumnQuestion, 'kind'>): Promise<ColumnAnswer | null> {
    return (await this.#questions.load({ ...question, kind: 'column' })) as ColumnAnswer | null;
  }

  #restOn({ versions, until }: Basis): void {
    for (const part of versions.keys()) this.snapshot.uses(part);
    this.clock.hasCome(until);
  }

  /** @throws InputError if its points are too many beside those of all series before it. */
  async series(asked: Omit<SeriesQuestion, 'kind'>): Promise<SeriesAnswer> {
    const question = { ...asked, kind: 'series' as const };
    const key = questionKey(question);
    const isAgain = this.#series.has(key);
    this.#series.add(key);
    const answer = (await this.#questions.load(question)) as SeriesAnswer;
    // Evaluated once, it is in the answer as often as it is asked for; the engine counted it the first time.
    if (isAgain) this.#points.take(pointsOf(answer));
    return answer;
  }

  /** What came before a day, and what after it. */
  async beforeAndAfter(question: Omit<BeforeAndAfterQuestion, 'kind'>): Promise<BeforeAndAfterAnswer> {
    return (await this.#questions.load({ ...question, kind: 'before-and-after' })) as BeforeAndAfterAnswer;
  }

  /** How a figure was made. @throws InputError if that is more than one read may be. */
  async working({ question, window }: FigureAnswer): Promise<WorkingRow[]> {
    const [answer] = await this.#detailed.answer([{ ...question, kind: 'figure', window, compareTo: null }]);
    if (answer instanceof Error) throw answer;
    return workingOf(answer as FigureAnswer, this.snapshot);
  }

  /** How up to date a metric of a subject is. */
  freshness(subject: Subject, metric: MetricDefinition): Freshness {
    return metricFreshness({ subject, metric }, this.snapshot, this.clock);
  }

  /** The same as it was known at an instant; null = now. */
  freshnessAsOf(
    subject: Subject,
    metric: MetricDefinition,
    asOf: string | null | undefined,
  ): Freshness | Promise<Freshness> {
    return asOf ? this.#freshness.load({ subject, metric, asOf }) : this.freshness(subject, metric);
  }

  /** What was corrected behind a metric of a subject, newest first. @throws InputError if that is more than one read may be */
  corrections(subject: Subject, metric: MetricDefinition, most: number): Promise<Correction[]> {
    const { dataSource, limit } = this.store;
    const beforeLook = lookingUpTo(limit, this.asking.beforeRead);
    return correctionsOf(dataSource, { subject, metric }, { snapshot: this.snapshot, most }, beforeLook);
  }

  /** How up to date each data set of some services is. */
  dataSetStates(services: readonly Service[]): Promise<DataSetFreshness[]> {
    return dataSetStates(services, this.snapshot, this.clock);
  }

  /** Everything that a data set holds, as the public may have it. */
  publicWindows(dataSet: DataSetEntry['facts']): Promise<PublicWindow[]> {
    return publicWindows(this.store.dataSource, dataSet, this.snapshot);
  }

  /** Which series have a row: not those of which all was taken back. */
  seriesThere(series: readonly SeriesFacts[]): Promise<SeriesFacts[]> {
    return seriesThere(this.store.dataSource, series, this.snapshot);
  }

  async submissions(ids: readonly number[]): Promise<ReadonlyMap<number, SubmissionFacts>> {
    const unique = [...new Set(ids)];
    const facts = await Promise.all(unique.map((id) => this.#submissions.load(id)));
    return new Map(facts.map((fact) => [fact.id, fact]));
  }
}
