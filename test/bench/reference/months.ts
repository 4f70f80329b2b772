/** Twelve times three years of one metric, computed by hand, in columns: the numbers behind a module. */
import type { ValueStatus } from '../../../components/formatting/types.js';
import { LOW_RELIABILITY } from './words.js';

/** One observation of a month, of a data set. */
export interface Observed {
  dimensions: Readonly<Record<string, string>>;
  value: number;
  flags: number;
}

/** The observations of one measure by month (its first day). */
export type Months = ReadonlyMap<number, readonly Observed[]>;

export interface Columns {
  values: (number | null)[];
  numerators: (number | null)[];
  denominators: (number | null)[];
  squares: number[];
  shares: (number | null)[];
  statuses: ValueStatus[];
  bits: number[];
  provided: number[];
  expected: number[];
}

interface Point {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  squares: number;
  share: number | null;
  bits: number;
  provided: number;
}

const WEIGHTS: Readonly<Record<string, number>> = { 1: 0, 2: 25, 3: 50, 4: 75, 5: 100 };
const DIGITAL = ['digital', 'assisted-digital'];
export const SAMPLE_MINIMUM = 30;

const missing = (provided = 0, bits = 0): Point => ({
  value: null,
  numerator: null,
  denominator: null,
  squares: 0,
  share: null,
  bits,
  provided,
});

const flagsOf = (rows: readonly Observed[]): number => rows.reduce((bits, { flags }) => bits | flags, 0);
const sumOf = (rows: readonly Observed[], weight: (row: Observed) => number = () => 1): number =>
  rows.reduce((sum, row) => sum + weight(row) * row.value, 0);

function total(rows: readonly Observed[] | undefined): Point {
  if (!rows) return missing();
  return { ...missing(1, flagsOf(rows)), value: sumOf(rows) };
}

function takeUp(rows: readonly Observed[] | undefined): Point {
  if (!rows) return missing();
  const known = rows.filter(({ dimensions }) => dimensions.channel !== 'unspecified');
  const [numerator, denominator] = [
    sumOf(known.filter(({ dimensions }) => DIGITAL.includes(dimensions.channel))),
    sumOf(known),
  ];
  const value = (numerator / denominator) * 100;
  const share = (denominator / sumOf(rows)) * 100;
  return { ...missing(1, flagsOf(known)), value, numerator, denominator, share };
}

function completion(
  completions: readonly Observed[] | undefined,
  starts: readonly Observed[] | undefined,
): Point {
  const provided = starts ? 1 : 0;
  const bits = flagsOf(starts ?? []) | flagsOf(completions ?? []);
  if (!starts || !completions) return missing(provided, bits);
  const [numerator, denominator] = [sumOf(completions), sumOf(starts)];
  return {
    ...missing(provided, bits),
    value: (numerator / denominator) * 100,
    numerator,
    denominator,
    share: 100,
  };
}

function score(rows: readonly Observed[] | undefined): Point {
  if (!rows) return missing();
  const weight = ({ dimensions }: Observed): number => WEIGHTS[dimensions.rating];
  const [numerator, denominator] = [sumOf(rows, weight), sumOf(rows)];
  return {
    ...missing(1, flagsOf(rows) | (denominator < SAMPLE_MINIMUM ? LOW_RELIABILITY : 0)),
    value: numerator / denominator,
    numerator,
    denominator,
    squares: sumOf(rows, (row) => weight(row) ** 2),
  };
}

const SATISFIED = ['4', '5'];

function satisfied(rows: readonly Observed[] | undefined): Point {
  if (!rows) return missing();
  const [numerator, denominator] = [
    sumOf(rows.filter(({ dimensions }) => SATISFIED.includes(dimensions.rating))),
    sumOf(rows),
  ];
  return {
    ...missing(1, flagsOf(rows) | (denominator < SAMPLE_MINIMUM ? LOW_RELIABILITY : 0)),
    value: (numerator / denominator) * 100,
    numerator,
    denominator,
    share: 100,
  };
}

/** Which measures a metric needs, and what they come to in one month. */
export interface Rule {
  inputs: readonly string[];
  point(...rows: (readonly Observed[] | undefined)[]): Point;
  isSample: boolean;
}

/** By the key of the metric. */
export const METRICS: Readonly<Record<string, Rule>> = {
  transactions: { inputs: ['transactions'], point: total, isSample: false },
  'digital-take-up': { inputs: ['transactions'], point: takeUp, isSample: false },
  'completion-rate': { inputs: ['completions', 'starts'], point: completion, isSample: false },
  'user-satisfaction': { inputs: ['ratings'], point: score, isSample: true },
  'satisfied-share': { inputs: ['ratings'], point: satisfied, isSample: true },
  ratings: { inputs: ['ratings'], point: total, isSample: false },
};

/** One value of a split by itself. */
export const splitColumnsOf = (
  dimension: string,
  value: string,
  months: Months,
  starts: readonly number[],
): Columns =>
  columnsOf(
    { point: (rows) => total(rows?.filter(({ dimensions }) => dimensions[dimension] === value)) },
    [months],
    starts,
  );

export function columnsOf(
  { point }: Pick<Rule, 'point'>,
  inputs: readonly Months[],
  starts: readonly number[],
): Columns {
  const points = starts.map((start) => point(...inputs.map((months) => months.get(start))));
  return {
    values: points.map(({ value }) => value),
    numerators: points.map(({ numerator }) => numerator),
    denominators: points.map(({ denominator }) => denominator),
    squares: points.map(({ squares }) => squares),
    shares: points.map(({ share }) => share),
    statuses: points.map(({ value }) => (value === null ? 'NOT_PROVIDED' : 'PROVIDED')),
    bits: points.map(({ bits }) => bits),
    provided: points.map(({ provided }) => provided),
    expected: points.map(() => 1),
  };
}
