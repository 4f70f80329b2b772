/**
 * What one data set holds for a window: its own observations, else its standard parts (a year is 4 quarters, a
 * quarter 3 months, a month or a week its days, a day its hours; nothing consists of weeks). Decided once per data set and window, before any filter: an observation is never added to its own parts.
 */
import type { AbsentParts, Aggregation, Unit } from './definitions.js';
import {
  partsOf,
  recordedCode,
  windowEnd,
  windowKey,
  type RecordedPeriod,
  type Window,
  isInstant,
} from './periods.js';
import type { ValueStatus } from './status.js';

/** What the engine needs to know of a data set. */
export interface DataSetFacts {
  id: number;
  serviceId: number;
  measure: string;
  unit: Unit;
  aggregation: Aggregation;
  cadence: RecordedPeriod;
  timeZone: string;
  graceDays: number;
  /** Counts above 0 and below this are suppressed; 0 = off. */
  suppressBelow: number;
  /** The values (or bounds) that the data set declares, in order, by dimension. */
  declared: Readonly<Record<string, readonly string[]>>;
  /** What a part means that was not sent; null = as usual for its dimension. */
  absentParts: AbsentParts | null;
  /** The rating 1 of this data set is the best one: it is read as 5, and so on. */
  isScaleReversed: boolean;
  /** The last civil day (`2014-03-31`) that is expected, or null. */
  endsOn: string | null;
  /** Days (since 1970) from which values cannot be compared with earlier ones, ascending. */
  breaks: readonly number[];
}

/** A series: one data set at one combination of dimension values. */
export interface SeriesFacts {
  id: number;
  dataSetId: number;
  /** Canonical JSON of the dimensions: their identity and order. */
  key: string;
  dimensions: Readonly<Record<string, string>>;
  /** The names of the dimensions, sorted; none for the total. */
  names: readonly string[];
  /** The names in one text: rows of the same text belong to the same split. */
  split: string;
}

/** Reads a series' facts from its canonical JSON. */
export function seriesFacts(id: number, dataSetId: number, key: string): SeriesFacts {
  const dimensions = JSON.parse(key) as Record<string, string>;
  const names = Object.keys(dimensions).sort();
  return { id, dataSetId, key, dimensions, names, split: names.join(',') };
}

/** One observation: the value of a series for a window, or the reason why there is none. */
export interface Observation {
  series: SeriesFacts;
  value: number | null;
  status: ValueStatus;
  /** A bit set (status.ts). */
  flags: number;
  /** The submission that brought it. */
  submission: number;
}

/** The rows of one split within a window, in the order of their keys. */
interface Split {
  /** The names of its dimensions in one text; empty for the total. */
  name: string;
  rows: readonly Observation[];
}

/** Few: a list of them takes a fraction of what a map would. */
export type Splits = readonly Split[];

/** The rows that are split by these names, if any were delivered so. */
export function rowsOf(splits: Splits, name: string): readonly Observation[] | undefined {
  for (const split of splits) if (split.name === name) return split.rows;
  return undefined;
}

/** What a data set holds for a window: its own observations by split, or the content of its parts, or nothing. */
export interface Content {
  dataSet: DataSetFacts;
  window: Window;
  splits: Splits | null;
  parts: readonly Content[] | null;
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

/** The observations of one data set, and what they make of any window. */
export class DataSetValues {
  readonly #observed = new Map<number, Observation[]>();
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
    const splits = rows ? splitsOf(rows, dataSet) : null;
    if (splits?.length) return { dataSet, window, splits, parts: null, memo: null };
    return { dataSet, window, splits: null, parts: this.#parts(window), memo: null };
  }

  #parts(window: Window): Content[] | null {
    const { aggregation, timeZone } = this.dataSet;
    const isComposed = window.count !== undefined || this.#composed.has(window.recorded);
    if (aggregation === 'exact' || !isComposed) return null;
    if (windowEnd(window) < this.#firstDay || window.start > this.#lastDay) return null;
    const parts = partsOf(window, timeZone).map((part) => this.content(part));
    return parts.some((part) => part.splits || part.parts) ? parts : null;
  }
}

const bySeries = (a: Observation, b: Observation): number => (a.series.key < b.series.key ? -1 : 1);

/**
 * The splits that hold something. A split of withdrawn rows only (NOT_PROVIDED) is as if it had never been sent,
 * so that the parts of the window count again.
 */
function splitsOf(rows: readonly Observation[], dataSet: DataSetFacts): Splits {
  return delivered(rows, dataSet).splits;
}

/** The rows of one window as the public may have them, withdrawn ones included, in the order of their keys. */
export function publicRows(rows: readonly Observation[], dataSet: DataSetFacts): Observation[] {
  const { splits, withdrawn } = delivered(rows, dataSet);
  return [...splits.flatMap((split) => split.rows), ...withdrawn].sort(bySeries);
}

function delivered(
  rows: readonly Observation[],
  dataSet: DataSetFacts,
): { splits: Splits; withdrawn: readonly Observation[] } {
  const sorted = rows.length > 1 ? [...rows].sort(bySeries) : rows;
  const all: { name: string; rows: Observation[] }[] = [];
  let isWithdrawn = false;
  for (const row of sorted) {
    isWithdrawn ||= row.status === 'NOT_PROVIDED';
    const name = row.series.split;
    const split = all.find((one) => one.name === name);
    if (split) split.rows.push(row);
    else all.push({ name, rows: [row] });
  }
  const isGone = (split: Split): boolean =>
    isWithdrawn && split.rows.every(({ status }) => status === 'NOT_PROVIDED');
  const splits = isWithdrawn ? all.filter((split) => !isGone(split)) : all;
  const withdrawn = isWithdrawn ? all.filter(isGone).flatMap((split) => split.rows) : [];
  const isSuppressed = dataSet.suppressBelow > 0 && dataSet.unit === 'count';
  return { splits: isSuppressed ? suppress(splits, dataSet.suppressBelow) : splits, withdrawn };
}

const hidden = (row: Observation): Observation => ({ ...row, value: null, status: 'SUPPRESSED' });

/**
 * Small counts are suppressed. Where the total was delivered by itself beside a split, one hidden part could be
 * worked out by subtraction, so the smallest other part of that split is hidden too.
 */
function suppress(splits: Splits, below: number): Splits {
  const isSmall = ({ value }: Observation): boolean => value !== null && value > 0 && value < below;
  const hasTotal = rowsOf(splits, '') !== undefined;
  return splits.map(({ name, rows: split }) => {
    const rows = split.map((row) => (isSmall(row) ? hidden(row) : row));
    if (name !== '' && hasTotal && split.some(isSmall)) {
      const others = rows.filter(({ value }) => value !== null);
      const positive = others.filter(({ value }) => value! > 0);
      const smallest = (positive.length ? positive : others).reduce<Observation | null>(
        (least, row) => (least === null || row.value! < least.value! ? row : least),
        null,
      );
      if (smallest) rows[rows.indexOf(smallest)] = hidden(smallest);
    }
    return { name, rows };
  });
}

/** Whether a window, or a part of it, has rows for one of the values of a dimension, with a value or without. */
export const hasRow = ({ splits, parts }: Content, dimension: string, values: readonly string[]): boolean =>
  (splits !== null &&
    rowsOf(splits, dimension)?.some(({ series }) => values.includes(series.dimensions[dimension]))) ||
  (parts?.some((part) => hasRow(part, dimension, values)) ?? false);

/** How many standard parts a window has by its data set's cadence: 1 if the cadence is the window's own or coarser. */
export function expectedParts(window: Window, dataSet: DataSetFacts): number {
  if (window.count) return window.count;
  if (dataSet.cadence === 'week' && window.recorded !== 'week') return 1;
  if (recordedCode(dataSet.cadence) >= recordedCode(window.recorded)) return 1;
  return partsOf(window, dataSet.timeZone).length || 1;
}
