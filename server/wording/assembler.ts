/** The one way from the engine's answers to what readers get: for the API, pages and files alike, one a request. */
import type { DataSetData, Language } from '../../components/formatting/types.js';
import type { BeforeAndAfterAnswer } from '../engine/before-and-after.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { Freshness } from '../metrics/freshness.js';
import type { ModuleAnswer } from '../modules/module-question.js';
import type { MetricDefinition } from '../store/subject.js';
import { AssembledBeforeAndAfter } from './before-and-after.js';
import { dataSetsData } from './data-sets.js';
import { AssembledFigure } from './figure.js';
import { FigureContext } from './figure-context.js';
import { AssembledFreshness } from './freshness.js';
import { AssembledMetric } from './metric.js';
import { AssembledModule } from './module.js';
import { AssembledSeries } from './series.js';
import type { WordingContext } from './wording-context.js';

/** What it gives makes each of its parts when that is read. Nothing of it outlives the request. */
export class Assembler {
  readonly #request: WordingContext;

  constructor(
    { catalogue }: Pick<WordingContext, 'catalogue'>,
    { base, licence }: Pick<WordingContext, 'base' | 'licence'>,
  ) {
    this.#request = { catalogue, base, licence, columns: new WeakMap() };
  }

  metric(metric: MetricDefinition, lang: Language = 'en'): AssembledMetric {
    return new AssembledMetric(metric, lang);
  }

  figure(answer: FigureAnswer, lang: Language = 'en'): AssembledFigure {
    return new AssembledFigure(answer, new FigureContext(answer.question, this.#request, lang));
  }

  /** Without late data in its narrative. */
  series(answer: SeriesAnswer, lang: Language = 'en'): AssembledSeries {
    return new AssembledSeries(answer, new FigureContext(answer.question, this.#request, lang), null);
  }

  beforeAndAfter(answer: BeforeAndAfterAnswer, lang: Language = 'en'): AssembledBeforeAndAfter {
    return new AssembledBeforeAndAfter(answer, new FigureContext(answer.question, this.#request, lang));
  }

  freshness(freshness: Freshness, lang: Language = 'en'): AssembledFreshness {
    return new AssembledFreshness(freshness, lang);
  }

  /** What the data sets behind a metric of one service say of themselves. */
  dataSets(question: FigureContext['question'], lang: Language = 'en'): DataSetData[] {
    return dataSetsData(new FigureContext(question, this.#request, lang));
  }

  module(answer: ModuleAnswer): AssembledModule {
    return new AssembledModule(answer, this.#request);
  }
}
