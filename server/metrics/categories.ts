/**
 * What it means that a value of a dimension was not sent, once a split by it was. In a closed dimension it is missing;
 * in an open one it is 0, because senders name what occurred. A data set may say otherwise (`absent_parts`).
 */
import type { Term } from './definitions.js';
import { seriesFacts, type Observation, type SeriesFacts } from './rows/splits.js';
import type { DataSetFacts } from './data-set.js';

/** Each of their values is expected: the measure's own, or those that the data set declares. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  rating: ['1', '2', '3', '4', '5'],
  state: ['up', 'down'],
  stage: [],
};

/** Closed only where a data set declares its values; else what was delivered counts. */
const CLOSED_IF_DECLARED = 'channel';

/** In place of every other channel. */
const PAIR: readonly string[] = ['digital', 'non-digital'];
const [DIGITAL, REST] = PAIR;
/** In `digital` where only the pair is told. */
const ASSISTED = 'assisted-digital';
const UNKNOWN = 'unspecified';

const valueOf = ({ series }: Observation, dimension: string): string => series.dimensions[dimension];

/** Whether a term counts a value of its dimension. Of a term by position only the first or last value counts. */
export function isSelected(term: Term, value: string, { declared }: DataSetFacts): boolean {
  if (term.only) return term.only.includes(value);
  if (term.except) return !term.except.includes(value);
  if (!term.position) return true;
  const order = declared[term.dimension!] ?? [];
  return value === (term.position === 'first' ? order[0] : order.at(-1));
}

/** The values of a term's dimension that a data set is expected to send, where it is closed. */
function expectedValues(term: Term, { declared, absentParts }: DataSetFacts): readonly string[] {
  const dimension = term.dimension!;
  if (absentParts === 'zero') return [];
  if (dimension in CLOSED) return term.only ?? declared[dimension] ?? CLOSED[dimension];
  if (dimension === CLOSED_IF_DECLARED) return declared[dimension] ?? [];
  return absentParts === 'missing' ? (term.only ?? declared[dimension] ?? []) : [];
}

/** The values that a term needs and that are not there, given the rows by its dimension. */
export function absentValues(
  term: Term,
  rows: readonly Observation[],
  dataSet: DataSetFacts,
): readonly string[] {
  const expected = expectedValues(term, dataSet);
  if (!expected.length) return expected;
  const has = (value: string): boolean => rows.some((row) => valueOf(row, term.dimension!) === value);
  const isChannel = term.dimension === CLOSED_IF_DECLARED;
  // Where the pair is there it holds the others, and where those are declared they stand for the pair's rest.
  const isInOthers = has(REST)
    ? (value: string): boolean => !PAIR.includes(value)
    : (value: string): boolean => value === REST && expected.some(isPartOfRest);
  return expected.filter((value) => {
    if (value === UNKNOWN || !isSelected(term, value, dataSet) || has(value)) return false;
    if (!isChannel || !isInOthers(value)) return true;
    // Asked for by name it is not known by itself, but for what is in `digital`.
    return term.only !== undefined && value !== ASSISTED;
  });
}

const isPartOfRest = (channel: string): boolean => ![...PAIR, ASSISTED, UNKNOWN].includes(channel);

/**
 * Whether an absent value has no number of its own: channels that are not declared may be part of another one. All
 * other absent values of an open dimension are 0.
 */
export const isUntold = ({ dimension }: Term, { absentParts }: DataSetFacts): boolean =>
  dimension === CLOSED_IF_DECLARED && absentParts !== 'zero';

/**
 * Whether nothing is known of all values but some, where none of them was delivered: the split is unknown, or channels
 * that are not declared may be part of those that were.
 */
export const isRestUnknown = (term: Term, rows: readonly Observation[], dataSet: DataSetFacts): boolean =>
  rows.every((row) => valueOf(row, term.dimension!) === UNKNOWN) ||
  (isUntold(term, dataSet) && !dataSet.declared[term.dimension!]?.length);

/**
 * The remainder of a term whose split is not known: nothing was delivered besides the values of the numerator. Null
 * where it is known, or the term has no remainder.
 */
export function unknownRemainder(
  { numerator, denominator }: { numerator: Term; denominator: Term },
  rows: readonly Observation[],
  { declared, absentParts }: DataSetFacts,
): string | null {
  const { dimension, only, except = [] } = denominator;
  const isChannel = dimension === CLOSED_IF_DECLARED && !only;
  const remainder = denominator.remainder ?? (isChannel ? REST : undefined);
  if (!remainder || absentParts === 'zero' || declared[dimension!]?.length) return null;
  const known = isChannel ? [DIGITAL, ASSISTED] : (numerator.only ?? []);
  const isOther = (row: Observation): boolean => {
    const value = valueOf(row, dimension!);
    return !except.includes(value) && !known.includes(value);
  };
  return rows.some(isOther) ? null : remainder;
}

/** A series as its values are read: of a scale on which 1 is the best rating, 1 is read as 5, 2 as 4 and so on. */
export function asRead(series: SeriesFacts, { isScaleReversed }: DataSetFacts): SeriesFacts {
  const { rating, ...others } = series.dimensions;
  if (!isScaleReversed || rating === undefined) return series;
  const dimensions = { ...others, rating: String(6 - Number(rating)) };
  return { ...seriesFacts(series.id, series.dataSetId, JSON.stringify(dimensions)), key: series.key };
}
