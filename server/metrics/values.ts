/**
 * What one data set holds for a window: its own observations, else its standard parts (a year is 4 quarters, a
 * quarter 3 months, a month or a week its days, a day its hours; nothing consists of weeks). Decided once per data set and window, before any filter: an observation is never added to its own parts.
 */
import type { DataSetFacts } from './data-set.js';
import {
  partsOf,
  recordedCode,
  windowEnd,
  windowKey,
  type RecordedPeriod,
  type Window,
  isInstant,
} from './periods.js';
import { splitBy, splitsOf, type Observation, type Splits } from './splits.js';

/** What a data set holds for a window: its own observations by split, or the content of its parts, or nothing. */
export interface Content {
  dataSet: DataSetFacts;
  window: Window;
  splits: Splits | null;
  parts: readonly Content[] | null;
  /** How many parts, all alike, were added up in `splits` beforehand; 0 = `splits` are of the window itself. */
  partsInSplits: number;
  /** Results already worked out from this content, by what was asked; made when first needed. */
  memo: Map<string, unknown> | null;
}

const COARSER: Record<RecordedPeriod, readonly RecordedPeriod[]> = {
  minute: [],
  hour: ['day', 'week', 'month', 'quarter', 'year'],
  day: ['week', 'month', 'quarter', 'year'],
  week: [],
  month: ['quarter', 'year'],
  quarter: ['year'],
  year: [],
};

/** The daily rows of a month, added up by series: every day has a value of each of these, and of no other. */
interface MonthOfDays {
  days: number;
  sums: Observation[];
}

/** The observations of one data set, and what they make of any window. */
export class DataSetValues {
  readonly #observed = new Map<number, Observation[]>();
  readonly #months = new Map<number, MonthOfDays>();
  readonly #contents = new Map<number, Content>();
  /** The recorded periods that have parts somewhere in this data set. */
  readonly #composed = new Set<RecordedPeriod>();
  #firstDay = Infinity;
  #lastDay = -Infinity;

  constructor(readonly dataSet: DataSetFacts) {}

  add(window: Window, observation: Observation): void {
    const key = windowKey(window);
    const rows = this.#observed.get(key);
    if (rows) {
      rows.push(observation);
      return;
    }
    this.#observed.set(key, [observation]);
    for (const coarser of COARSER[window.recorded]) this.#composed.add(coarser);
    this.#extend(window);
  }

  /** Adds what the days of a month come to for one series. */
  addMonth(window: Window, days: number, sum: Observation): void {
    const key = windowKey(window);
    const known = this.#months.get(key);
    if (known) {
      known.sums.push(sum);
      return;
    }
    this.#months.set(key, { days, sums: [sum] });
    for (const coarser of COARSER.day) this.#composed.add(coarser);
    this.#extend(window);
  }

  #extend(window: Window): void {
    const scale = isInstant(window.recorded) ? 1440 : 1;
    this.#firstDay = Math.min(this.#firstDay, window.start / scale - 1);
    this.#lastDay = Math.max(this.#lastDay, windowEnd(window) / scale + 1);
  }

  content(window: Window): Content {
    const key = windowKey(window);
    let content = this.#contents.get(key);
    if (!content) {
      content = this.#decide(window, this.#observed.get(key));
      this.#contents.set(key, content);
    }
    return content;
  }

  #decide(window: Window, rows: Observation[] | undefined): Content {
    const { dataSet } = this;
    const made = { dataSet, window, splits: null, parts: null, partsInSplits: 0, memo: null };
    if (rows?.length) return { ...made, splits: splitsOf(rows, dataSet) };
    const month = this.#months.get(windowKey(window));
    if (month) return { ...made, splits: splitsOf(month.sums, dataSet), partsInSplits: month.days };
    return { ...made, parts: this.#parts(window) };
  }

  #parts(window: Window): Content[] | null {
    const { aggregation, timeZone } = this.dataSet;
    const isComposed = window.count !== undefined || this.#composed.has(window.recorded);
    if (aggregation === 'exact' || !isComposed) return null;
    const scale = isInstant(window.recorded) ? 1440 : 1;
    if (windowEnd(window) / scale < this.#firstDay || window.start / scale > this.#lastDay) return null;
    const parts = partsOf(window, timeZone).map((part) => this.content(part));
    return parts.some((part) => part.splits || part.parts) ? parts : null;
  }
}

/** Whether a window, or a part of it, has rows for one of the values of a dimension, with a value or without. */
export const hasRow = ({ splits, parts }: Content, dimension: string, values: readonly string[]): boolean =>
  (splits !== null &&
    splitBy(splits, dimension)?.rows.some(({ series }) => values.includes(series.dimensions[dimension]))) ||
  (parts?.some((part) => hasRow(part, dimension, values)) ?? false);

/** How many standard parts a window has by its data set's cadence: 1 if the cadence is the window's own or coarser. */
export function expectedParts(window: Window, dataSet: DataSetFacts): number {
  if (window.count) return window.count;
  if (dataSet.cadence === 'week' && window.recorded !== 'week') return 1;
  if (recordedCode(dataSet.cadence) >= recordedCode(window.recorded)) return 1;
  return partsOf(window, dataSet.timeZone).length || 1;
}
