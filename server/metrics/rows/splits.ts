/** The rows of one window by what divides them. Each split is complete by itself: splits are never added to each other. */
import type { ValueStatus } from '../status.js';

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
export interface Split {
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

/** The rows of one window, in the order of their keys, by their splits. */
export function splitsOf(rows: readonly Observation[]): Splits {
  const splits: { name: string; rows: Observation[] }[] = [];
  for (const row of rows) {
    const name = row.series.split;
    const split = splits.find((one) => one.name === name);
    if (split) split.rows.push(row);
    else splits.push({ name, rows: [row] });
  }
  return splits;
}

export const namesIn = ({ rows }: Split): readonly string[] => rows[0].series.names;

/** The smallest split first: that with the fewest, then first, dimension names. */
export const bySize = (a: Split, b: Split): number =>
  namesIn(a).length - namesIn(b).length || (a.name < b.name ? -1 : 1);

const applies = ({ rows }: Split): boolean => rows.some(({ status }) => status !== 'NOT_APPLICABLE');

/** Whether a row of the window says anything but that there is no such part. */
export const isApplicable = (splits: Splits): boolean => splits.some(applies);

/** The total, else the split that stands for it. One that does not apply gives way to one that does. */
export function totalSplit(splits: Splits): readonly Observation[] {
  let [first] = splits;
  for (const split of splits) {
    const isBefore = applies(split) === applies(first) ? bySize(split, first) < 0 : applies(split);
    if (isBefore) first = split;
  }
  return first.rows;
}

/**
 * The rows by one dimension: those of exactly that split, else the sums over the smallest split that contains the
 * dimension (device from device × browser), under the name of that split. Undefined where no split has the dimension.
 */
export function splitBy(splits: Splits, dimension: string): Split | undefined {
  let smallest: Split | undefined;
  for (const split of splits) {
    if (split.name === dimension) return split;
    if (!namesIn(split).includes(dimension)) continue;
    if (!smallest || bySize(split, smallest) < 0) smallest = split;
  }
  return smallest && { name: smallest.name, rows: sumsBy(smallest, dimension) };
}

function sumsBy({ rows }: Split, dimension: string): Observation[] {
  const byValue = new Map<string, Observation[]>();
  for (const row of rows) {
    const value = row.series.dimensions[dimension];
    const some = byValue.get(value);
    if (some) some.push(row);
    else byValue.set(value, [row]);
  }
  return [...byValue].map(([of, some]): Observation => {
    const series = seriesFacts(0, some[0].series.dataSetId, JSON.stringify({ [dimension]: of }));
    const { value, status, flags } = sumOfRows(some);
    return { series, value, status, flags, submission: Math.max(...some.map((row) => row.submission)) };
  });
}

/** Several delivered rows added up, or why they cannot be. */
interface RowSum {
  value: number | null;
  status: ValueStatus;
  /** A bit set (status.ts). */
  flags: number;
  /** The rows that the sum lacks. */
  without: readonly Observation[];
}

const NONE: readonly Observation[] = [];

/**
 * Adds rows. One that is NOT_APPLICABLE says that there is no such part: it is left out, and only where all are, so is
 * the sum. A sum that lacks any other row would be too small, so there is none.
 */
export function sumOfRows(rows: readonly Observation[]): RowSum {
  let sum = 0;
  let flags = 0;
  let counted = 0;
  let isMissing = false;
  for (const { value, status, flags: own } of rows) {
    flags |= own;
    if (value !== null) {
      sum += value;
      counted++;
    } else if (status !== 'NOT_APPLICABLE') isMissing = true;
  }
  if (!isMissing) {
    return counted
      ? { value: sum, status: 'PROVIDED', flags, without: NONE }
      : { value: null, status: 'NOT_APPLICABLE', flags, without: rows };
  }
  const without = rows.filter(({ value, status }) => value === null && status !== 'NOT_APPLICABLE');
  const isSuppressed = without.some(({ status }) => status === 'SUPPRESSED');
  return { value: null, status: isSuppressed ? 'SUPPRESSED' : without[0].status, flags, without };
}

/** Whether a split, or the one named, sums to more than the total: a contradiction that readers must see. */
export function exceedsTotal(splits: Splits, name?: string): boolean {
  if (splits.length < 2) return false;
  const total = sumOfRows(totalSplit(splits)).value;
  if (total === null) return false;
  const most = total + Math.abs(total) * 1e-9;
  return splits.some((split) => {
    if (split.name === '' || (name !== undefined && split.name !== name)) return false;
    return split.rows.reduce((all, { value }) => all + (value ?? 0), 0) > most;
  });
}
