/** What a formula's terms amount to in one data set and window. */
import type { Aggregation, Term } from './definitions.js';
import { absentValues, isRestUnknown, isSelected, isUntold, unknownRemainder } from './categories.js';
import { mergeHistograms, NONE_DROPPED, type Histogram } from './histogram.js';
import { flagBit, type ValueStatus } from './status.js';
import {
  exceedsTotal,
  isApplicable,
  splitBy,
  sumOfRows,
  totalSplit,
  type Observation,
  type Split,
  type Splits,
} from './rows/splits.js';
import type { DataSetFacts } from './data-set.js';
import type { Content } from './rows/values.js';

/** A number, or the reason why there is none. */
export interface Amount {
  value: number | null;
  status: ValueStatus;
  /** A bit set (status.ts). */
  flags: number;
  /** The window is valued, but not by this dimension. */
  isSplitUnknown?: boolean;
  /** The split is known and does not have the values asked for: 0 in a sum, but nothing to show by itself. */
  isAbsent?: boolean;
  /** All rows asked for (of a pair that is there: its numerator's) say that there is no such part, others do not. */
  isNoPart?: boolean;
  /** A measure that is not added, sent by this split only: it has no total. */
  onlyBy?: string;
  /** The dimension values that are not there, by name. */
  missing?: readonly string[];
}

const INCONSISTENT = flagBit('INCONSISTENT');
const NOTHING: Amount = { value: null, status: 'NOT_PROVIDED', flags: 0 };

const lacking = (status: ValueStatus, flags = 0, missing?: readonly string[]): Amount => ({
  value: null,
  status,
  flags,
  missing,
});

/** Why a whole is missing when some of its necessary parts are. */
function statusOfParts(statuses: readonly ValueStatus[]): ValueStatus {
  if (statuses.includes('SUPPRESSED')) return 'SUPPRESSED';
  const [first] = statuses;
  return statuses.every((status) => status === first) ? first : 'INCOMPLETE';
}

/** Adds up over time: a flow is summed, a stock is averaged over the parts that count. */
function overTime(sum: number, parts: number, aggregation: Aggregation): number {
  return aggregation === 'stock' ? sum / parts : sum;
}

/** The names of dimension values as a reason gives them: "phone", "rating 1". */
const namesOf = (dimension: string, values: readonly string[]): string[] =>
  values.map((value) => (/^[+\d]/.test(value) ? `${dimension} ${value}` : value));

/** A split of more than the total makes every figure that uses it doubtful. */
const flagged = (amount: Amount, splits: Splits, name?: string): Amount =>
  amount.value !== null && exceedsTotal(splits, name)
    ? { ...amount, flags: amount.flags | INCONSISTENT }
    : amount;

function observedTotal(splits: Splits, { aggregation }: DataSetFacts): Amount {
  const rows = totalSplit(splits);
  if (aggregation !== 'exact') return flagged(sumOfRows(rows), splits);
  // The same people are counted at each stage: their sum is no number of people, and may be above it.
  const [{ series }] = rows;
  return series.split === '' ? sumOfRows(rows) : { ...NOTHING, onlyBy: series.split };
}

function observedTerm(splits: Splits, term: Term, dataSet: DataSetFacts): Amount {
  if (!term.dimension) return observedTotal(splits, dataSet);
  const split = splitBy(splits, term.dimension);
  return split ? amountBy(split, term, splits, dataSet) : { ...NOTHING, isSplitUnknown: true };
}

/** A term's part of the split by its dimension, one of those of the window. */
function amountBy({ name, rows }: Split, term: Term, splits: Splits, dataSet: DataSetFacts): Amount {
  const isExact = dataSet.aggregation === 'exact';
  if (isExact && name !== term.dimension) return { ...NOTHING, onlyBy: name };
  const amount = amountOfRows(rows, term, dataSet);
  if (amount.status === 'NOT_APPLICABLE') return { ...amount, isNoPart: isApplicable(splits) };
  return isExact ? amount : flagged(amount, splits, name);
}

/** A term's part of the rows by its dimension. */
function amountOfRows(rows: readonly Observation[], term: Term, dataSet: DataSetFacts): Amount {
  const dimension = term.dimension!;
  if (term.position && !dataSet.declared[dimension]?.length) {
    return lacking('NOT_PROVIDED', 0, [`the declared order of its ${dimension}s (dimension_values)`]);
  }
  const selected: Observation[] = [];
  for (const row of rows) if (isSelected(term, row.series.dimensions[dimension], dataSet)) selected.push(row);
  if (!selected.length && term.except && isRestUnknown(term, rows, dataSet)) {
    return { ...NOTHING, isSplitUnknown: true };
  }
  const absent = absentValues(term, rows, dataSet);
  if (absent.length) return lacking('NOT_PROVIDED', 0, namesOf(dimension, absent));
  if (!selected.length) {
    return { value: 0, status: 'PROVIDED', flags: 0, isAbsent: isUntold(term, dataSet) };
  }
  const { value, status, flags, without } = sumOfRows(selected);
  if (!without.length) return { value, status, flags };
  const missing = without.map(({ series }) => series.dimensions[dimension]);
  return { value, status, flags, missing: namesOf(dimension, missing) };
}

const TERM_KEYS = new WeakMap<Term, string>();

/** Plans live long and are asked of thousands of windows: the key of a term is made once. */
function termKey(term: Term): string {
  let key = TERM_KEYS.get(term);
  if (key === undefined) {
    key = JSON.stringify([term.dimension, term.only, term.except, term.position]);
    TERM_KEYS.set(term, key);
  }
  return key;
}

function memoised<T>(content: Content, key: string, work: () => T): T {
  let result = content.memo?.get(key) as T | undefined;
  if (result === undefined) {
    result = work();
    (content.memo ??= new Map()).set(key, result);
  }
  return result;
}

/** Whether a part of a window is no gap in a sum: it has a value, or there is nothing that could have one. */
const isThere = ({ status, isNoPart }: Amount): boolean => status === 'PROVIDED' || isNoPart === true;

/** One term in one window: all its parts are needed. */
export function amountOf(content: Content, term: Term): Amount {
  const { dataSet, splits, parts } = content;
  // The few rows of one window are added again sooner than their sum is remembered.
  if (splits) return observedTerm(splits, term, dataSet);
  if (!parts) return NOTHING;
  return memoised(content, termKey(term), () => {
    const amounts = parts.map((part) => amountOf(part, term));
    const flags = amounts.reduce((bits, amount) => bits | amount.flags, 0);
    if (amounts.every(isThere) && amounts.some(({ value }) => value !== null)) {
      const sum = amounts.reduce((all, { value }) => all + (value ?? 0), 0);
      const value = overTime(sum, amounts.length, dataSet.aggregation);
      const isAbsent = amounts.every((amount) => amount.isAbsent || amount.isNoPart);
      return { value, status: 'PROVIDED', flags, isAbsent };
    }
    return {
      ...lacking(statusOfParts(amounts.map(({ status }) => status)), flags, missingOf(amounts)),
      isSplitUnknown: amounts.every(({ isSplitUnknown }) => isSplitUnknown),
      isNoPart: amounts.every(({ isNoPart }) => isNoPart),
    };
  });
}

/** What all of several parts together lack, by name. */
function missingOf(amounts: readonly Amount[]): readonly string[] | undefined {
  const missing = [...new Set(amounts.flatMap((amount) => amount.missing ?? []))];
  return missing.length ? missing : undefined;
}

/** Numerator and denominator from the same rows of one data set. */
export interface Pair extends Amount {
  numerator: number | null;
  denominator: number | null;
  /** Σ weight² · count, for the variance of weighted ratings. */
  squares: number;
  /** Parts of the window whose split is unknown were left out. */
  hasUnknownParts?: boolean;
}

/** How the rows of one measure make both sides of a ratio. */
export interface PairRule {
  key: string;
  numerator: Term;
  denominator: Term;
  /** The weight of a dimension value in the numerator (scores); absent = 1. */
  weights?: Readonly<Record<string, number>>;
}

const NO_PAIR: Pair = { ...NOTHING, numerator: null, denominator: null, squares: 0 };

function observedPair(splits: Splits, rule: PairRule, dataSet: DataSetFacts): Pair {
  const split = splitBy(splits, rule.denominator.dimension!);
  if (!split) return { ...NO_PAIR, isSplitUnknown: true };
  const { rows } = split;
  const denominator = amountBy(split, rule.denominator, splits, dataSet);
  const remainder = denominator.isSplitUnknown ? null : unknownRemainder(rule, rows, dataSet);
  if (remainder !== null) return { ...NO_PAIR, isSplitUnknown: true, missing: [remainder] };
  const numerator: Amount & { squares?: number } = rule.weights
    ? weighted(rows, rule.denominator, rule.weights)
    : amountBy(split, rule.numerator, splits, dataSet);
  const isMissing = numerator.value === null && !numerator.isNoPart;
  const failed = denominator.value === null ? denominator : isMissing ? numerator : null;
  if (failed) return { ...failed, numerator: null, denominator: null, squares: 0 };
  return {
    value: null,
    status: 'PROVIDED',
    flags: denominator.flags | numerator.flags,
    isAbsent: numerator.isAbsent,
    isNoPart: numerator.isNoPart,
    // There is no such part of what is counted: none of it is in the numerator.
    numerator: numerator.value ?? 0,
    denominator: denominator.value,
    squares: numerator.squares ?? 0,
  };
}

function weighted(
  rows: readonly Observation[],
  term: Term,
  weights: Readonly<Record<string, number>>,
): Amount & { squares: number } {
  let sum = 0;
  let squares = 0;
  for (const { series, value } of rows) {
    const weight = weights[series.dimensions[term.dimension!]] ?? 0;
    sum += weight * (value ?? 0);
    squares += weight * weight * (value ?? 0);
  }
  return { value: sum, status: 'PROVIDED', flags: 0, squares };
}

/**
 * Both sides of a ratio of filters of one measure. A part whose split is unknown is left out of both sides; the
 * pair stands if one part counts. Every other kind of missing part makes it missing.
 */
export function pairOf(content: Content, rule: PairRule): Pair {
  const { dataSet, splits, parts } = content;
  if (splits) return observedPair(splits, rule, dataSet);
  if (!parts) return NO_PAIR;
  return memoised(content, rule.key, () => {
    const pairs = parts.map((part) => pairOf(part, rule));
    const flags = pairs.reduce((bits, pair) => bits | pair.flags, 0);
    const needed = pairs.filter(({ isSplitUnknown }) => !isSplitUnknown);
    if (!needed.length) {
      return { ...NO_PAIR, flags, isSplitUnknown: true, missing: missingOf(pairs) };
    }
    if (!needed.every(isThere) || needed.every(({ status }) => status !== 'PROVIDED')) {
      const status = statusOfParts(pairs.map((pair) => pair.status));
      const isNoPart = pairs.every((pair) => pair.isNoPart);
      return { ...NO_PAIR, status, flags, missing: missingOf(pairs), isNoPart };
    }
    const sum = (of: (pair: Pair) => number | null): number =>
      needed.reduce((all, pair) => all + (of(pair) ?? 0), 0);
    const over = (total: number): number => overTime(total, needed.length, dataSet.aggregation);
    return {
      value: null,
      status: 'PROVIDED',
      flags,
      hasUnknownParts: pairs.some(({ isSplitUnknown, hasUnknownParts }) => isSplitUnknown || hasUnknownParts),
      isAbsent: needed.every(({ isAbsent }) => isAbsent),
      isNoPart: needed.every(({ isNoPart }) => isNoPart),
      numerator: over(sum(({ numerator }) => numerator)),
      denominator: over(sum(({ denominator }) => denominator)),
      squares: sum(({ squares }) => squares),
    };
  });
}

/** A histogram, or the reason why there is none. */
export interface Buckets extends Amount {
  histogram: Histogram | null;
}

/** The histogram of a window: all its parts are needed, and only the bounds that all of them have are kept. */
export function bucketsOf(content: Content): Buckets {
  return memoised(content, 'buckets', (): Buckets => {
    if (content.splits) return observedBuckets(content.splits);
    if (!content.parts) return { ...NOTHING, histogram: null };
    const parts = content.parts.map(bucketsOf);
    const flags = parts.reduce((bits, part) => bits | part.flags, 0);
    if (parts.some(({ histogram }) => !histogram)) {
      const status = statusOfParts(parts.map((part) => part.status));
      return { ...lacking(status, flags, missingOf(parts)), histogram: null };
    }
    const value = parts.reduce((all, part) => all + part.value!, 0);
    const histogram = mergeHistograms(parts.map((part) => part.histogram!));
    return { value, status: 'PROVIDED', flags, histogram };
  });
}

function observedBuckets(splits: Splits): Buckets {
  const split = splitBy(splits, 'le');
  if (!split) return { ...NOTHING, isSplitUnknown: true, histogram: null };
  const { without, ...total } = sumOfRows(split.rows);
  if (total.value === null) {
    const missing = without.map(({ series }) => series.dimensions.le);
    return { ...total, missing: namesOf('le', missing), histogram: null };
  }
  const counted = split.rows.filter(({ value }) => value !== null);
  const counts = new Map(counted.map(({ series, value }) => [series.dimensions.le, value!]));
  return { ...flagged(total, splits, split.name), histogram: { counts, dropped: NONE_DROPPED } };
}
