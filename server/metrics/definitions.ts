/** What metrics and measures are. The built-in ones are data of this shape (builtin.ts) and seeded as rows. */
import type { Period } from './periods.js';

/** How values of a measure add up: over time, and over services (METRICS: "Measures"). */
export const AGGREGATIONS = ['flow', 'stock', 'histogram', 'exact'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** `£`, `count`, `%` (0–100), `per 1,000`, `s`, `ms`, `days`. */
export const UNITS = ['count', '£', '%', 'per 1,000', 's', 'ms', 'days'] as const;
export type Unit = (typeof UNITS)[number];

export const DIRECTIONS = ['HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEUTRAL'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A text by language: English always, Welsh where there is one. */
export interface Text {
  en: string;
  cy?: string;
}

export interface MeasureDimension {
  name: string;
  /** The values that may be used, in display order; absent = any, up to 1,000. */
  values?: string[];
}

export interface MeasureDefinition {
  key: string;
  label: Text;
  unit: Unit;
  aggregation: Aggregation;
  dimensions: MeasureDimension[];
}

/** Part of a measure: all of it, or only some values of one of its dimensions. */
export interface Term {
  measure: string;
  dimension?: string;
  /** The values that count. */
  only?: string[];
  /** The values that do not count. */
  except?: string[];
  /** The first or last value in the data set's declared order (journeys). */
  position?: 'first' | 'last';
}

export type Formula =
  | { kind: 'total'; measure: string }
  | { kind: 'ratio'; numerator: Term; denominator: Term; scale: number }
  /** Σ weight · count ÷ Σ count over the values of `dimension`. */
  | { kind: 'score'; measure: string; dimension: string; weights: Record<string, number> }
  /** Interpolated in the bucket of `le` in which the quantile (0–1) lies. */
  | { kind: 'quantile'; measure: string; quantile: number }
  /** Share (0–100) of the histogram up to the subject's target, which must be one of its bounds. */
  | { kind: 'share-within'; measure: string }
  /** The newest value of an `exact` measure. */
  | { kind: 'newest'; measure: string };

export interface MetricDefinition {
  key: string;
  label: Text;
  description: Text;
  unit: Unit;
  direction: Direction;
  formula: Formula;
  caveats: Text[];
  /** The periods that make sense, shortest first. */
  periods: Period[];
  defaultPeriod: Period;
}
