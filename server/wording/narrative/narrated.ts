/** What a narrative tells of: parts of a series in one language, of its latest figure and of its values. */
import type { BeforeAndAfterData } from '../../../components/formatting/day-types.js';
import type {
  AnnotationData,
  CoverageData,
  SeriesLineData,
  SpanData,
} from '../../../components/formatting/types.js';
import type { FigureAnswer } from '../../engine/evaluation.js';
import type { Freshness } from '../../metrics/freshness.js';
import type { AssembledFigure } from '../figure.js';
import type { FigureContext } from '../figure-context.js';
import type { FigureParts } from '../parts.js';

/** A series (series.ts) is one. */
export interface Narrated {
  readonly context: NarratedContext;
  /** Null where there is no window to speak of. */
  readonly latest: NarratedFigure | null;
  readonly spans: readonly SpanData[];
  /** The values of the metric itself in each span; null where the series is split. */
  readonly points: NarratedPoints | null;
  readonly annotations: readonly AnnotationData[];
  readonly parts: FigureParts | null;
  /** The service that makes up more than half of the latest figure; `share` is 0–100. */
  readonly dominating: { name: string; share: number } | null;
  readonly freshness: Freshness | null;
  /** Of the same services throughout: how many they are. Null where all with a value are counted. */
  readonly sameServices: CoverageData | null;
  /** What came before and after a day; null where no day was asked for. */
  readonly beforeAndAfter?: BeforeAndAfterData | null;
}

export type NarratedContext = Pick<FigureContext, 'label' | 'unit' | 'subject' | 'lang'> & {
  readonly metric: Pick<FigureContext['metric'], 'key' | 'direction' | 'formula' | 'presentation'>;
};

/** `answer.change.reason` is a code: the narrative words it. */
export type NarratedFigure = Pick<AssembledFigure, 'formatted' | 'target' | 'reason'> & {
  readonly answer: Pick<
    FigureAnswer,
    'period' | 'value' | 'status' | 'flags' | 'numerator' | 'denominator' | 'coverage' | 'change' | 'mixed'
  >;
};

/** In columns, aligned with the spans. */
export type NarratedPoints = Pick<SeriesLineData, 'values' | 'flags' | 'provided' | 'lowerBounds'>;
