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
import type { Period, PeriodSpan } from '../metrics/periods.js';
import { annotationsData } from './annotations.js';
import { AssembledBeforeAndAfter } from './before-and-after.js';
import { AssembledFigure } from './figure.js';
import type { FigureContext } from './figure-context.js';
import { formatNarrative, formatSummary } from './narrative/narrative.js';
import type { Narrated } from './narrative/narrated.js';
import { figureParts, isSumOfLines, type FigureParts } from './parts.js';
import { columnsOf } from './series-columns.js';
import type { AnswerColumns } from './wording-context.js';

export class AssembledSeries implements SeriesData, Narrated {
  #columns?: AnswerColumns;
  #annotations?: SeriesData['annotations'];
  #latest?: AssembledFigure | null;
  #headline?: AssembledFigure | null;
  #parts?: FigureParts | null;
  #narrative?: string;

  constructor(
    readonly answer: SeriesAnswer,
    readonly context: FigureContext,
    /** What the narrative says of late data; null = nothing. */
    readonly freshness: Freshness | null,
    /** What came before and after a day; null where no day was asked for. */
    readonly beforeAndAfter: AssembledBeforeAndAfter | null = null,
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

  get addsUp(): boolean {
    const { by } = this;
    return !by || isSumOfLines(this.context, by);
  }

  get sameServices(): CoverageData | null {
    return this.answer.sameServices;
  }

  get suppressBelow(): number | null {
    return this.context.suppressBelow;
  }

  get columns(): AnswerColumns {
    return (this.#columns ??= columnsOf(this.answer, this.context));
  }

  get spans(): readonly PeriodSpan[] {
    return this.columns.spans;
  }

  get starts(): readonly string[] {
    return this.columns.starts;
  }

  get ends(): readonly string[] {
    return this.columns.ends;
  }

  get lines(): SeriesData['lines'] {
    return this.columns.lines;
  }

  get changes(): SeriesData['changes'] {
    return this.columns.changes;
  }

  get annotations(): readonly AnnotationData[] {
    return (this.#annotations ??= annotationsData(
      this.answer,
      this.context,
      this.beforeAndAfter && this.beforeAndAfter.day,
    ));
  }

  get latest(): AssembledFigure | null {
    const { latest } = this.answer;
    return (this.#latest ??= latest && new AssembledFigure(latest, this.context));
  }

  /** What is told of the series: its range where that is asked for, else its latest window. */
  get headline(): AssembledFigure | null {
    const { ofRange } = this.answer;
    return (this.#headline ??= ofRange ? new AssembledFigure(ofRange, this.context) : this.latest);
  }

  /** The values of the metric itself; null where the series is split. */
  get points(): Narrated['points'] {
    return this.by ? null : (this.answer.lines.find(({ role }) => role === 'PRIMARY')?.columns ?? null);
  }

  /** What the latest figure is made of; null where the headline is of a range. */
  get parts(): FigureParts | null {
    return this.answer.ofRange ? null : (this.#parts ??= figureParts(this.answer, this.context));
  }

  /** The service that makes up more than half of the headline. */
  get dominating(): Narrated['dominating'] {
    const { latest, ofRange } = this.answer;
    const largest = (ofRange ?? latest)?.dominating;
    if (!largest) return null;
    const { request, lang } = this.context;
    const { texts } = request.catalogue.serviceById(largest.serviceId)!;
    return { name: textIn(texts.name, lang), share: largest.share };
  }

  get narrative(): string {
    return (this.#narrative ??= formatNarrative(this.#narrated));
  }

  get summary(): string {
    return formatSummary(this.#narrated);
  }

  /** The same with the headline in the place of the latest figure. */
  get #narrated(): Narrated {
    if (!this.answer.ofRange) return this;
    const { context, headline, spans, points, annotations, parts, dominating, freshness } = this;
    const { beforeAndAfter, sameServices } = this;
    return {
      ...{ context, latest: headline, spans, points, annotations, parts, dominating, freshness },
      ...{ beforeAndAfter, sameServices },
    };
  }

  /** The narrative in any language, with what it says of late data. */
  narrativeIn(lang: Language, freshness: Freshness): string {
    if (lang === this.context.lang && freshness === this.freshness) return this.narrative;
    return this.in(lang, freshness).narrative;
  }

  /** The series in another language. */
  in(lang: Language, freshness = this.freshness): AssembledSeries {
    const context = this.context.in(lang);
    const split = this.beforeAndAfter && new AssembledBeforeAndAfter(this.beforeAndAfter.answer, context);
    return new AssembledSeries(this.answer, context, freshness, split);
  }
}
