/** What the words of one request depend on besides its answers. */
import type { Language, SeriesData } from '../../components/formatting/types.js';
import type { SeriesAnswer } from '../engine/series.js';
import type { PeriodSpan } from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';

export interface WordingContext {
  readonly catalogue: Snapshot['catalogue'];
  /** The platform's address without a slash at its end; empty for addresses relative to its root. */
  readonly base: string;
  /** The licence of data sets that name none. */
  readonly licence: string;
  /** The columns that were made, by answer and language: equal questions of a request have one answer. */
  readonly columns: WeakMap<SeriesAnswer, Map<Language, AnswerColumns>>;
}

/** A list a column, aligned with the windows. */
export interface AnswerColumns extends Pick<SeriesData, 'starts' | 'ends' | 'lines' | 'changes'> {
  readonly spans: readonly PeriodSpan[];
}
