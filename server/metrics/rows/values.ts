/**
 * What one data set holds for a window: its own observations, else its standard parts (a year is 4 quarters, a
 * quarter 3 months, a month or a week its days, a day its hours; nothing consists of weeks). Decided once per data set and window, before any filter: an observation is never added to its own parts.
 */
import { observationAt, sumsIn, type SeriesColumns } from './columns.js';
import type { DataSetFacts } from '../data-set.js';
import {
  partsOf,
  recordedCode,
  windowEnd,
  windowKey,
  type RecordedPeriod,
  type Window,
  isInstant,
} from '../periods.js';
import type { ValueStatus } from '../status.js';
import { splitBy, type Observation, type Splits } from './splits.js';
import { publicSplits } from './suppression.js';

/** What a data set holds for a window: its own observations by split, or the content of its parts, or nothing. */
export interface Content {
  dataSet: DataSetFacts;
  window: Window;
  splits: Splits | null;
  parts: readonly Content[] | null;
  /** How many parts, all alike, were added up in `splits` beforehand; 0 = `splits` are of the window itself. */
  partsInSplits: number;
  /** What all of it amounts to; made when first needed. */
  total: { value: number | null; status: ValueStatus } | null;
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

const bySeriesKey = (a: SeriesColumns, b: SeriesColumns): number => (a.series.key < b.series.key ? -1 : 1);

/** The rows at a start, in the order of their series. */
function rowsAt(columns: readonly SeriesColumns[] = [], start: number): Observation[] {
  const rows: Observation[] = [];
  for (const column of columns) {
    const row = observationAt(column, start);
    if (row) rows.push(row);
  }
  return rows;
}

/** The observations of one data set, and what they make of any window. */
export class DataSetValues {
  readonly #columns = new Map<RecordedPeriod, SeriesColumns[]>();
  /** Sums of days by series, for months of which every day has a value of the same series. */
  #months: { columns: readonly SeriesColumns[]; starts: ReadonlySet<number> } | null = null;
  readonly #contents = new Map<number, Content>();
  /** The recorded periods that have parts somewhere in this data set. */
  readonly #composed = new Set<RecordedPeriod>();
  #firstDay = Infinity;
  #lastDay = -Infinity;

  /** @param addsParts whether parts that are alike may be added up by series, before any rule looks at one of them */
  constructor(
    readonly dataSet: DataSetFacts,
    private readonly addsParts = false,
  ) {}

  /** Adds rows of series in one recorded period, one entry a series. */
  add(recorded: RecordedPeriod, columns: readonly SeriesColumns[]): void {
    const all = [...(this.#columns.get(recorded) ?? []), ...columns];
    this.#columns.set(recorded, all.sort(bySeriesKey));
    for (const { rows } of columns) {
      if (!rows.starts.length) continue;
      for (const coarser of COARSER[recorded]) this.#composed.add(coarser);
      this.#extend({ recorded, start: rows.starts[0] });
      this.#extend({ recorded, start: rows.starts[rows.starts.length - 1] });
    }
  }

  /**
   * Adds what the days of months come to by series. `starts` are the months that they can be used for: every day has a
   * value of each of the series that have a row there, and of no other.
   */
  addMonths(columns: readonly SeriesColumns[], starts: ReadonlySet<number>): void {
    this.#months = { columns: [...columns].sort(bySeriesKey), starts };
    if (starts.size) for (const coarser of COARSER.day) this.#composed.add(coarser);
    for (const start of starts) this.#extend({ recorded: 'month', start });
  }

  #extend(window: Window): void {
    const scale = isInstant(window.recorded) ? 1440 : 1;
    this.#firstDay = Math.min(this.#firstDay, window.start / scale - 1);
    this.#lastDay = Math.max(this.#lastDay, windowEnd(window) / scale + 1);
  }

  /** All rows of one recorded period, in the order of their series. */
  columns(recorded: RecordedPeriod): readonly SeriesColumns[] {
    return this.#columns.get(recorded) ?? [];
  }

  content(window: Window): Content {
    const key = windowKey(window);
    let content = this.#contents.get(key);
    if (!content) {
      content = this.#decide(window);
      this.#contents.set(key, content);
    }
    return content;
  }

  #decide(window: Window): Content {
    const { dataSet } = this;
    const { recorded, start, count } = window;
    const made = { dataSet, window, splits: null, parts: null, partsInSplits: 0, total: null, memo: null };
    if (count !== undefined) return { ...made, parts: this.#contentsOf(this.#partsOf(window)) };
    const rows = rowsAt(this.#columns.get(recorded), start);
    if (rows.length) return { ...made, splits: publicSplits(rows, dataSet) };
    if (recorded === 'month' && this.#months?.starts.has(start)) {
      const splits = publicSplits(rowsAt(this.#months.columns, start), dataSet);
      return { ...made, splits, partsInSplits: windowEnd(window) - start };
    }
    const parts = this.#partsOf(window);
    const sums = this.#sumsOf(parts);
    if (sums) return { ...made, splits: publicSplits(sums, dataSet), partsInSplits: parts.length };
    return { ...made, parts: this.#contentsOf(parts) };
  }

  /** The parts of which a window may be valued; none where it has none, or nothing is held anywhere near it. */
  #partsOf(window: Window): readonly Window[] {
    const { aggregation, timeZone } = this.dataSet;
    const { recorded, start, count } = window;
    if (aggregation === 'exact' || (count === undefined && !this.#composed.has(recorded))) return [];
    const scale = isInstant(recorded) ? 1440 : 1;
    const isHeld = windowEnd(window) / scale >= this.#firstDay && start / scale <= this.#lastDay;
    return isHeld ? partsOf(window, timeZone) : [];
  }

  /** The rows of parts added up by series, where they are alike. */
  #sumsOf(parts: readonly Window[]): Observation[] | null {
    if (!this.addsParts || !parts.length) return null;
    const [{ recorded, start: first }] = parts;
    const columns = this.#columns.get(recorded);
    if (!columns || isInstant(recorded)) return null;
    return sumsIn(columns, { first, last: parts[parts.length - 1].start, count: parts.length });
  }

  #contentsOf(parts: readonly Window[]): Content[] | null {
    const contents = parts.map((part) => this.content(part));
    return contents.some(({ splits, parts: own }) => splits || own) ? contents : null;
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
