/** A series as readers get it, in the API's names: each part is made when it is read, and once. */
import type {
  AnnotationData,
  CoverageData,
  Language,
  SeriesData,
} from '../../components/formatting/types.js';
import type { SeriesAnswer } from '../engine/series.js';
import { textIn } from '../metrics/definitions.js';
import type { Freshness } from '../metrics/freshness.js';
import { spanOf, type Period, type PeriodSpan } from '../metrics/periods.js';
import { annotationsData } from './annotations.js';
import { AssembledFigure } from './figure.js';
import type { FigureContext } from './figure-context.js';
import { formatNarrative } from './narrative/narrative.js';
import type { Narrated } from './narrative/narrated.js';
import { figureParts, type FigureParts } from './parts.js';
import { changesData, linesData } from './series-columns.js';

export class AssembledSeries implements SeriesData, Narrated {
  #spans?: readonly PeriodSpan[];
  #starts?: readonly string[];
  #ends?: readonly string[];
  #lines?: SeriesData['lines'];
  #changes?: SeriesData['changes'];
  #annotations?: SeriesData['annotations'];
  #latest?: AssembledFigure | null;
  #parts?: FigureParts | null;
  #narrative?: string;

  constructor(
    readonly answer: SeriesAnswer,
    readonly context: FigureContext,
    /** What the narrative says of late data; null = nothing. */
    readonly freshness: Freshness | null,
  ) {}

  get period(): Period {
    return this.answer.question.period;
  }

  get unit(): SeriesData['unit'] {
    return this.context.unit;
  }

  get by(): string | null {
    return this.answer.question.by ?? null;
  }

  get sameServices(): CoverageData | null {
    return this.answer.sameServices;
  }

  get suppressBelow(): number | null {
    return this.context.suppressBelow;
  }

  get spans(): readonly PeriodSpan[] {
    const { period } = this;
    return (this.#spans ??= this.answer.windows.map((window) => spanOf(period, window)));
  }

  get starts(): readonly string[] {
    return (this.#starts ??= this.spans.map(({ start }) => start));
  }

  get ends(): readonly string[] {
    return (this.#ends ??= this.spans.map(({ end }) => end));
  }

  get lines(): SeriesData['lines'] {
    return (this.#lines ??= linesData(this.answer, this.context));
  }

  get changes(): SeriesData['changes'] {
    return (this.#changes ??= changesData(this.answer, this.context));
  }

  get annotations(): readonly AnnotationData[] {
    return (this.#annotations ??= annotationsData(this.answer, this.context));
  }

  get latest(): AssembledFigure | null {
    const { latest } = this.answer;
    return (this.#latest ??= latest && new AssembledFigure(latest, this.context));
  }

  /** The values of the metric itself; null where the series is split. */
  get points(): Narrated['points'] {
    return (!this.by && this.answer.lines.find(({ role }) => role === 'PRIMARY')?.figures) || null;
  }

  /** What the latest figure is made of. */
  get parts(): FigureParts | null {
    return (this.#parts ??= figureParts(this.answer, this.context));
  }

  /** The service that makes up more than half of the latest figure. */
  get dominating(): Narrated['dominating'] {
    const largest = this.answer.latest?.dominating;
    if (!largest) return null;
    const { request, lang } = this.context;
    const { texts } = request.catalogue.serviceById(largest.serviceId)!;
    return { name: textIn(texts.name, lang), share: largest.share };
  }

  get narrative(): string {
    return (this.#narrative ??= formatNarrative(this));
  }

  /** The narrative in any language, with what it says of late data. */
  narrativeIn(lang: Language, freshness: Freshness): string {
    if (lang === this.context.lang && freshness === this.freshness) return this.narrative;
    return new AssembledSeries(this.answer, this.context.in(lang), freshness).narrative;
  }
}
