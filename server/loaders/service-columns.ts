/** Columns of a list of services: a metric each, all figures of one window, so that rows can be compared. */
import type { ColumnAnswer } from '../engine/column.js';
import { fitsPeriod } from '../engine/fitting-periods.js';
import type { LatestQuestion } from '../engine/questions.js';
import type { MetricDefinition, Subject } from '../store/subject.js';
import { defaultColumn } from './default-figure.js';
import type { Reading } from './reading.js';

/** What is asked of a column. */
export interface ColumnAsked {
  /** Null = the default one of the whole. */
  period?: LatestQuestion['period'] | null;
  /** Null = with nothing. */
  compareTo?: LatestQuestion['compareTo'];
}

export class ServiceColumns {
  readonly #columns = new Map<string, Promise<ColumnAnswer | null>>();

  /** @param whole in whose latest window all figures of a column are */
  constructor(
    private readonly reading: Reading,
    private readonly whole: Subject,
  ) {}

  /** Null where none of the services has a figure of this period. */
  column(
    metric: MetricDefinition,
    { period = null, compareTo = null }: ColumnAsked,
  ): Promise<ColumnAnswer | null> {
    const key = `${metric.key} ${period} ${compareTo}`;
    let known = this.#columns.get(key);
    if (!known) this.#columns.set(key, (known = this.#read(metric, { period, compareTo })));
    return known;
  }

  async #read(metric: MetricDefinition, { period, compareTo }: ColumnAsked): Promise<ColumnAnswer | null> {
    const { whole } = this;
    if (period && !fitsPeriod(whole, metric, period, this.reading.snapshot)) return null;
    return defaultColumn({ subject: whole, metric, period, compareTo }, this.reading);
  }
}
