/** What is asked of one service, and what came of it. */
import type { PairRule } from './amounts.js';
import type { Aggregation, Formula, Term } from './definitions.js';
import type { Histogram } from './histogram.js';
import type { Window } from './periods.js';
import type { ValueStatus } from './status.js';
import type { Content, DataSetValues } from './rows/values.js';

/** Values of a dimension, for a line of a series that is asked for `by` it: one, or all that have no line of their own. */
export interface Line {
  dimension: string;
  key: string;
  values: readonly string[];
}

/** A formula made ready for one line: which terms it needs, from the same rows or each from its own. */
export type FormulaPlan =
  | { kind: 'total'; term: Term; isLine: boolean }
  | { kind: 'pair'; measure: string; rule: PairRule; scale: number; isLine: boolean }
  | { kind: 'ratio'; numerator: Term; denominator: Term; scale: number; isLine: boolean }
  | { kind: 'quantile'; measure: string; quantile: number }
  | { kind: 'share-within'; measure: string }
  /** How many lie in ranges with these upper bounds. */
  | { kind: 'range'; measure: string; bounds: readonly string[] };

/** Whether a plan is of one line of a split. */
export const isLine = (plan: FormulaPlan): boolean =>
  plan.kind === 'range' || ('isLine' in plan && plan.isLine);

/** What is evaluated of each service. */
export interface Asked {
  formula: Formula;
  plan: FormulaPlan;
  window: Window;
  /** The target that `share-within` holds against; it must be one of the bounds. */
  target: number | null;
}

/** The measures' data sets of one service. */
export type ServiceValues = ReadonlyMap<string, DataSetValues>;

/**
 * What stands in the way of a value that data is there for: counts in ranges that differ between services or between
 * the parts of the window; durations of which some services count working days and others all days; a measure that is
 * sent by a split only and not added.
 */
export type Obstacle =
  | { code: 'DIFFERENT_RANGES'; among: 'services' | 'parts' }
  | { code: 'DIFFERENT_DAYS' }
  | { code: 'ONLY_BY'; split: string };

/** What came of one service: a value with what made it, or the reason why there is none. */
export interface Outcome {
  serviceId: number;
  value: number | null;
  status: ValueStatus;
  /** A bit set (status.ts). */
  flags: number;
  /** Null for totals and quantiles. */
  numerator: number | null;
  denominator: number | null;
  /** Σ weight² · count (scores), for the variance. */
  squares: number;
  /** The merged counts by range, for what is read off them. */
  histogram: Histogram | null;
  /** The value is the highest finite bound of a histogram: the true one is above it. */
  isLowerBound: boolean;
  /** The total of the denominator's measure, whether or not all of it could be used. */
  denominatorTotal: number | null;
  /** The parts of the window that counted, and how many it has. */
  parts: { provided: number; expected: number };
  /** Measures or dimension values that are not there. */
  missing: readonly string[];
  /** Why there is no value, where that is neither its status nor what is missing. */
  obstacle: Obstacle | null;
  /** Whether the measure of its denominator (of a total: the measure) was delivered for the window. */
  isDelivered: boolean;
  /** False if the service did not exist then, or said that the value does not apply. */
  isExpected: boolean;
  /** The denominator's; `exact` if any input is, for then nothing of it may be added. */
  aggregation: Aggregation | null;
  /** What was looked at, for the working. */
  inputs: readonly Content[];
}
