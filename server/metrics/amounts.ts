/** What a formula's terms amount to in one data set and window. */
import type { Aggregation, Term } from './definitions.js';
import { flagBit, type ValueStatus } from './status.js';
import { rowsOf, type Content, type DataSetFacts, type Observation, type Splits } from './values.js';

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

/** Several delivered rows added up; the names of those without a value are kept as the reason. */
function sumOfRows(rows: readonly Observation[], dimension?: string): Amount {
  let sum = 0;
  let flags = 0;
  let hasGap = false;
  for (const row of rows) {
    flags |= row.flags;
    if (row.value === null) hasGap = true;
    else sum += row.value;
  }
  if (!hasGap) return { value: sum, status: 'PROVIDED', flags };
  const without = rows.filter(({ value }) => value === null);
  const statuses = without.map(({ status }) => status);
  // Some rows of a split are there and some are not: its sum would be too small, so it is not provided.
  const status = statuses.includes('SUPPRESSED') ? 'SUPPRESSED' : statuses[0];
  const missing = dimension ? without.map(({ series }) => series.dimensions[dimension]) : undefined;
  return lacking(status, flags, missing);
}

/** The split that stands for the total where no total was delivered: the fewest, then first, dimension names. */
export function totalSplit(splits: Splits): readonly Observation[] {
  if (splits.length === 1) return splits[0].rows;
  const delivered = rowsOf(splits, '');
  if (delivered) return delivered;
  const inOrder = [...splits].sort(
    (a, b) => a.name.split(',').length - b.name.split(',').length || (a.name < b.name ? -1 : 1),
  );
  return inOrder[0].rows;
}

/** A split of more than the total is a contradiction that readers must see. */
function isInconsistent(splits: Splits, total: number): boolean {
  for (const { name, rows } of splits) {
    if (name === '') continue;
    const sum = rows.reduce((all, { value }) => all + (value ?? 0), 0);
    if (sum > total + Math.abs(total) * 1e-9) return true;
  }
  return false;
}

function observedTotal(splits: Splits): Amount {
  const amount = sumOfRows(totalSplit(splits));
  if (amount.value === null || splits.length === 1 || !isInconsistent(splits, amount.value)) return amount;
  return { ...amount, flags: amount.flags | INCONSISTENT };
}

/**
 * What a split lacks before it may count as complete: every declared value, where the value that stands for "all
 * others" is not there. Without a declaration, something besides the numerator's own values must be there.
 */
function undelivered(
  { numerator, denominator }: PairRule,
  splits: Splits,
  dataSet: DataSetFacts,
): readonly string[] {
  const { dimension, remainder, except = [] } = denominator;
  if (!remainder) return [];
  const rows = rowsOf(splits, dimension!)!.filter(({ status }) => status !== 'NOT_PROVIDED');
  const has = new Set(rows.map(({ series }) => series.dimensions[dimension!]));
  if (has.has(remainder)) return [];
  const declared = dataSet.declared[dimension!]?.filter(
    (value) => value !== remainder && !except.includes(value),
  );
  if (declared?.length) return declared.filter((value) => !has.has(value));
  const others = [...has].filter((value) => !except.includes(value) && !numerator.only?.includes(value));
  return others.length ? [] : [remainder];
}

function isSelected(term: Term, value: string, dataSet: DataSetFacts): boolean {
  if (term.only) return term.only.includes(value);
  if (term.except) return !term.except.includes(value);
  if (term.position) {
    const declared = dataSet.declared[term.dimension!] ?? [];
    return value === (term.position === 'first' ? declared[0] : declared.at(-1));
  }
  return true;
}

function observedTerm(splits: Splits, term: Term, dataSet: DataSetFacts): Amount {
  if (!term.dimension) return observedTotal(splits);
  const rows = rowsOf(splits, term.dimension);
  if (!rows) return { ...NOTHING, isSplitUnknown: true };
  const selected = rows.filter(({ series }) => isSelected(term, series.dimensions[term.dimension!], dataSet));
  if (!selected.length) {
    if (term.except) return { ...NOTHING, isSplitUnknown: true };
    return term.position ? NOTHING : { value: 0, status: 'PROVIDED', flags: 0, isAbsent: true };
  }
  return sumOfRows(selected, term.dimension);
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

/** One term in one window: all its parts are needed. */
export function amountOf(content: Content, term: Term): Amount {
  const { dataSet, splits, parts } = content;
  // The few rows of one window are added again sooner than their sum is remembered.
  if (splits) return observedTerm(splits, term, dataSet);
  if (!parts) return NOTHING;
  return memoised(content, termKey(term), () => {
    const amounts = parts.map((part) => amountOf(part, term));
    const flags = amounts.reduce((bits, amount) => bits | amount.flags, 0);
    if (amounts.every(({ status }) => status === 'PROVIDED')) {
      const sum = amounts.reduce((all, { value }) => all + value!, 0);
      const value = overTime(sum, amounts.length, dataSet.aggregation);
      return { value, status: 'PROVIDED', flags, isAbsent: amounts.every(({ isAbsent }) => isAbsent) };
    }
    return lacking(statusOfParts(amounts.map(({ status }) => status)), flags);
  });
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
  const denominator = observedTerm(splits, rule.denominator, dataSet);
  const missing = denominator.isSplitUnknown ? [] : undelivered(rule, splits, dataSet);
  if (missing.length) {
    return { ...NO_PAIR, isSplitUnknown: true, missing };
  }
  const numerator: Amount & { squares?: number } = rule.weights
    ? weighted(splits, rule.denominator, rule.weights)
    : observedTerm(splits, rule.numerator, dataSet);
  const failed = denominator.value === null ? denominator : numerator.value === null ? numerator : null;
  if (failed) return { ...failed, numerator: null, denominator: null, squares: 0 };
  return {
    value: null,
    status: 'PROVIDED',
    flags: denominator.flags | numerator.flags,
    isAbsent: numerator.isAbsent,
    numerator: numerator.value,
    denominator: denominator.value,
    squares: numerator.squares ?? 0,
  };
}

function weighted(
  splits: Splits,
  term: Term,
  weights: Readonly<Record<string, number>>,
): Amount & { squares: number } {
  const rows = rowsOf(splits, term.dimension!) ?? [];
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
      const missing = [...new Set(pairs.flatMap((pair) => pair.missing ?? []))];
      return { ...NO_PAIR, flags, isSplitUnknown: true, missing: missing.length ? missing : undefined };
    }
    if (needed.some(({ status }) => status !== 'PROVIDED')) {
      return { ...NO_PAIR, status: statusOfParts(pairs.map(({ status }) => status)), flags };
    }
    const sum = (of: (pair: Pair) => number): number => needed.reduce((all, pair) => all + of(pair), 0);
    const over = (total: number): number => overTime(total, needed.length, dataSet.aggregation);
    return {
      value: null,
      status: 'PROVIDED',
      flags,
      hasUnknownParts: pairs.some(({ isSplitUnknown, hasUnknownParts }) => isSplitUnknown || hasUnknownParts),
      isAbsent: needed.every(({ isAbsent }) => isAbsent),
      numerator: over(sum(({ numerator }) => numerator!)),
      denominator: over(sum(({ denominator }) => denominator!)),
      squares: sum(({ squares }) => squares),
    };
  });
}

/** Counts by upper bound, not cumulative. */
export interface Buckets extends Amount {
  counts: ReadonlyMap<string, number> | null;
}

/** The histogram of a window: all its parts are needed, each bucket is summed. */
export function bucketsOf(content: Content): Buckets {
  return memoised(content, 'buckets', (): Buckets => {
    if (content.splits) {
      const rows = rowsOf(content.splits, 'le') ?? [];
      if (!rows.length) return { ...NOTHING, isSplitUnknown: true, counts: null };
      const total = sumOfRows(rows, 'le');
      if (total.value === null) return { ...total, counts: null };
      return { ...total, counts: new Map(rows.map(({ series, value }) => [series.dimensions.le, value!])) };
    }
    if (!content.parts) return { ...NOTHING, counts: null };
    const parts = content.parts.map(bucketsOf);
    const flags = parts.reduce((bits, part) => bits | part.flags, 0);
    if (parts.some(({ counts }) => !counts)) {
      return { ...lacking(statusOfParts(parts.map(({ status }) => status)), flags), counts: null };
    }
    const counts = new Map<string, number>();
    for (const part of parts) {
      for (const [bound, count] of part.counts!) counts.set(bound, (counts.get(bound) ?? 0) + count);
    }
    return { value: parts.reduce((all, { value }) => all + value!, 0), status: 'PROVIDED', flags, counts };
  });
}
