/** What all words about the figures of one metric of one subject depend on, in one language. */
import type { MetricQuestion } from '../engine/questions.js';
import { inputsOf, textIn, type Language, type Unit } from '../metrics/definitions.js';
import type { DataSetEntry } from '../store/catalogue.js';
import type { SubjectKind } from '../store/subject.js';
import { nameOf } from './names.js';
import type { WordingContext } from './wording-context.js';

/** The value that all items share, or null. */
export const sharedValue = <T>(items: readonly T[]): T | null =>
  items.length && items.every((item) => item === items[0]) ? items[0] : null;

/** Made for every figure of a list: each part is found when it is asked for. */
export class FigureContext {
  #subject?: { kind: SubjectKind; name: string };
  #dataSets?: readonly DataSetEntry[];

  constructor(
    readonly question: Pick<MetricQuestion, 'subject' | 'metric'>,
    readonly request: Pick<WordingContext, 'catalogue' | 'columns'>,
    readonly lang: Language,
  ) {}

  in(lang: Language): FigureContext {
    return lang === this.lang ? this : new FigureContext(this.question, this.request, lang);
  }

  get metric(): MetricQuestion['metric'] {
    return this.question.metric;
  }

  get label(): string {
    return textIn(this.metric.texts.label, this.lang);
  }

  get subject(): { kind: SubjectKind; name: string } {
    const { subject } = this.question;
    return (this.#subject ??= { kind: subject.kind, name: nameOf(subject, this.lang) });
  }

  /** The data sets behind the metric. */
  get dataSets(): readonly DataSetEntry[] {
    const { question, request } = this;
    return (this.#dataSets ??= question.subject.services.flatMap(({ id }) =>
      inputsOf(question.metric.formula).flatMap((measure) => request.catalogue.dataSet(id, measure) ?? []),
    ));
  }

  /** Days are working days where all the data sets count those. */
  get unit(): Unit {
    const { unit } = this.metric;
    if (unit !== 'days') return unit;
    return sharedValue(this.dataSets.map(({ entity }) => entity.workingDays)) ? 'working days' : unit;
  }

  /** Counts below it are suppressed, where that is the same for all data sets; else null. */
  get suppressBelow(): number | null {
    return sharedValue(this.dataSets.map(({ facts }) => facts.suppressBelow)) || null;
  }
}
