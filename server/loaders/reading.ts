/** Everything one request reads: one version of the data, one "now", and all its questions answered together. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { DataSetEntry } from '../store/catalogue.js';
import type { MetricDefinition, Service, Subject } from '../store/subject.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import { Engine, type EngineAnswer } from '../engine/engine.js';
import { publicWindows, type PublicWindow } from '../store/observations.js';
import { correctionsOf, type Correction } from '../engine/corrections.js';
import {
  dataSetStates,
  metricFreshness,
  submissionsBehind,
  type DataSetFreshness,
} from '../engine/freshness.js';
import type { FigureQuestion, LatestQuestion, Question, SeriesQuestion } from '../engine/questions.js';
import type { SeriesAnswer } from '../engine/series.js';
import { Snapshots, type Snapshot } from '../store/snapshot.js';
import { SubmissionLog, type SubmissionFacts } from '../store/submission-log.js';

/** What lives as long as the process: the database and what is kept of it. */
export class ReadStore {
  readonly snapshots: Snapshots;
  readonly submissions: SubmissionLog;

  constructor(
    readonly dataSource: DataSource,
    /** Values (data sets × windows) that one read may touch. */
    readonly limit: number,
  ) {
    this.snapshots = new Snapshots(dataSource);
    this.submissions = new SubmissionLog(dataSource);
  }

  async begin(now: Date): Promise<Reading> {
    return new Reading(this, await this.snapshots.newest(), now);
  }
}

/** The default of the limit: RELIABILITY's "one read". */
export const MOST_VALUES = 200_000;

/**
 * The same figure of one service is asked for more than once: to sort a list by it, and to show it. Other questions are
 * each their own.
 */
function keyOf(question: Question): unknown {
  const { kind, subject, metric, period, compareTo, asOf } = question;
  if (kind === 'series' || subject.kind !== 'SERVICE') return question;
  const start = kind === 'figure' ? question.window.start : '';
  return [kind, subject.service.id, metric.key, period, start, compareTo ?? '', asOf ?? ''].join(' ');
}

export class Reading {
  readonly #dataSource: DataSource;
  readonly #engine: Engine;
  readonly #questions: DataLoader<Question, EngineAnswer>;
  readonly #submissions: DataLoader<number, SubmissionFacts>;

  constructor(
    store: ReadStore,
    readonly snapshot: Snapshot,
    readonly now: Date,
  ) {
    this.#dataSource = store.dataSource;
    this.#engine = new Engine(store.dataSource, snapshot, { limit: store.limit, now: now.getTime() });
    this.#questions = new DataLoader((questions) => this.#engine.answer(questions), {
      cacheKeyFn: (question) => keyOf(question) as Question,
    });
    this.#submissions = new DataLoader(async (ids) => {
      const facts = await store.submissions.facts(ids);
      return ids.map((id) => facts.get(id) ?? new Error(`submission ${id} is not in the database`));
    });
  }

  get catalogue(): Snapshot['catalogue'] {
    return this.snapshot.catalogue;
  }

  async figure(question: Omit<FigureQuestion, 'kind'>): Promise<FigureAnswer> {
    return (await this.#questions.load({ ...question, kind: 'figure' })) as FigureAnswer;
  }

  async latest(question: Omit<LatestQuestion, 'kind'>): Promise<FigureAnswer | null> {
    return (await this.#questions.load({ ...question, kind: 'latest' })) as FigureAnswer | null;
  }

  async series(question: Omit<SeriesQuestion, 'kind'>): Promise<SeriesAnswer> {
    return (await this.#questions.load({ ...question, kind: 'series' })) as SeriesAnswer;
  }

  async freshness(subject: Subject, metric: MetricDefinition): Promise<ReturnType<typeof metricFreshness>> {
    const ids = submissionsBehind(subject, metric, this.snapshot);
    const facts = await this.submissions(ids);
    return metricFreshness({ subject, metric }, this.snapshot, facts, this.now.getTime());
  }

  /** What was corrected behind a metric of a subject, newest first. */
  corrections(subject: Subject, metric: MetricDefinition, most: number): Promise<Correction[]> {
    return correctionsOf(this.#dataSource, { subject, metric }, this.snapshot, most);
  }

  /** How up to date each published data set of some services is. */
  async dataSetStates(services: readonly Service[]): Promise<DataSetFreshness[]> {
    const { catalogue, changedBy } = this.snapshot;
    const ids = services.flatMap(({ id }) =>
      catalogue.dataSetsOf(id).flatMap(({ facts }) => changedBy.get(facts.id) ?? []),
    );
    const facts = await this.submissions(ids.filter((id) => id > 0));
    return dataSetStates(services, this.snapshot, facts, this.now.getTime());
  }

  /** Everything that a data set holds, as the public may have it. */
  publicWindows(dataSet: DataSetEntry['facts']): Promise<PublicWindow[]> {
    return publicWindows(this.#dataSource, dataSet, this.snapshot);
  }

  async submissions(ids: readonly number[]): Promise<ReadonlyMap<number, SubmissionFacts>> {
    const unique = [...new Set(ids)];
    const facts = await Promise.all(unique.map((id) => this.#submissions.load(id)));
    return new Map(facts.map((fact) => [fact.id, fact]));
  }
}
