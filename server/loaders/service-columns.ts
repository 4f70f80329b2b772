/** Columns of a list of services: a metric each, all figures of one window, so that rows can be compared. */
import type { FigureAnswer } from '../engine/evaluation.js';
import { fittingPeriods } from '../engine/fitting-periods.js';
import type { FigureQuestion } from '../engine/questions.js';
import { serviceSubject, type MetricDefinition, type Service, type Subject } from '../store/subject.js';
import { defaultWindow, type DefaultWindow } from './default-window.js';
import type { Reading } from './reading.js';

type Period = FigureQuestion['period'];

/** What all figures of a column are of, with the figure of the whole. */
export type ColumnWindow = DefaultWindow;

export interface ListedServices {
  /** In the latest window of this subject. */
  whole: Subject;
  /** Which of its services are listed: the totals are of these. */
  services: readonly Service[];
}

/** What is asked of a column. */
export interface ColumnAsked {
  /** Null = the default one of the whole. */
  period?: Period | null;
  /** Null = with nothing. */
  compareTo?: FigureQuestion['compareTo'];
}

export class ServiceColumns {
  readonly #windows = new Map<string, Promise<ColumnWindow | null>>();
  readonly #listed: Subject;

  constructor(
    readonly reading: Reading,
    private readonly list: ListedServices,
  ) {
    this.#listed = reading.catalogue.portfolio(list.services);
  }

  /**
   * @param asked the metric's own period if null
   * @returns null where none of the services has a figure of this period
   */
  windowOf(metric: MetricDefinition, asked: Period | null): Promise<ColumnWindow | null> {
    const key = `${metric.key} ${asked}`;
    let known = this.#windows.get(key);
    if (!known) this.#windows.set(key, (known = this.#findWindow(metric, asked)));
    return known;
  }

  /** The figure of the listed services together; null where there is none. */
  async total(metric: MetricDefinition, asked: ColumnAsked): Promise<FigureAnswer | null> {
    const found = await this.windowOf(metric, asked.period ?? null);
    const { whole, services } = this.list;
    if (!found || !services.length) return null;
    const { compareTo } = asked;
    if (services.length === whole.services.length && !compareTo) return found.latest;
    const { period, window } = found;
    return this.reading.figure({ subject: this.#listed, metric, period, window, compareTo });
  }

  /** The figure of one of the services; null where the column has none at all. */
  async figure(service: Service, metric: MetricDefinition, asked: ColumnAsked): Promise<FigureAnswer | null> {
    const found = await this.windowOf(metric, asked.period ?? null);
    if (!found) return null;
    const { period, window } = found;
    const { compareTo } = asked;
    return this.reading.figure({ subject: serviceSubject(service), metric, period, window, compareTo });
  }

  async #findWindow(metric: MetricDefinition, asked: Period | null): Promise<ColumnWindow | null> {
    const { whole } = this.list;
    const { snapshot } = this.reading;
    if (asked && !fittingPeriods(whole, metric, snapshot).includes(asked)) return null;
    return defaultWindow({ subject: whole, metric, period: asked }, this.reading);
  }
}
