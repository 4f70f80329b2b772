/** What is recorded, and the formulas over it. */

/**
 * How values of a measure add up. Over time: a flow and the counts of a histogram are summed, a stock is the mean of
 * its parts, an exact value is that of its own window only. Over services all are summed but exact ones, which never are.
 */
export const AGGREGATIONS = ['flow', 'stock', 'histogram', 'exact'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** What a part of a split means that was not sent: none of it, or not known. */
export const ABSENT_PARTS = ['zero', 'missing'] as const;
export type AbsentParts = (typeof ABSENT_PARTS)[number];

/** `count`, `£`, `%` (0–100), `per 1,000`, `s`, `ms`, `days`, `working days`. */
export const UNITS = ['count', '£', '%', 'per 1,000', 's', 'ms', 'days', 'working days'] as const;
export type Unit = (typeof UNITS)[number];

/** Units of shares: they are divided already, and their sums and means say nothing. */
export const isShare = (unit: Unit): boolean => unit === '%' || unit === 'per 1,000';

/** Whether there can be less than none of a unit: shares and rates may be differences. */
export const mayBeNegative = (unit: Unit): boolean => isShare(unit);

export const DIRECTIONS = ['HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEUTRAL'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A text by language: English always, Welsh where there is one. */
export interface Text {
  en: string;
  cy?: string;
}

export type Language = keyof Text;

/** A text in a language; English where there is none. Empty if there is no text at all. */
export const textIn = (text: Text | undefined, lang: Language): string => text?.[lang] ?? text?.en ?? '';

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
  /**
   * The value that stands for "all others". The split is known only where it is there, or every value that the
   * data set declares is: otherwise what is missing would silently count as nothing.
   */
  remainder?: string;
}

/** Rules that a ratio or score may add. */
export interface RatioRules {
  /** The denominator counts answers of a sample: below this many there is no change and no verdict. */
  sampleMinimum?: number;
  /** Services differ too much for a verdict over several of them: compared with the own past only. */
  isOwnPastOnly?: boolean;
}

export type Formula =
  /** Σ of a measure, or of some values of one of its dimensions. */
  | ({ kind: 'total' } & Pick<Term, 'measure' | 'dimension' | 'only' | 'except'>)
  | ({ kind: 'ratio'; numerator: Term; denominator: Term; scale: number } & RatioRules)
  /** Σ weight · count ÷ Σ count over the values of `dimension`. */
  | ({ kind: 'score'; measure: string; dimension: string; weights: Record<string, number> } & RatioRules)
  /** Σ of one measure ÷ Σ of another, in the unit of the first: a sum and its count. */
  | { kind: 'mean'; sum: string; count: string }
  /** Interpolated in the bucket of `le` in which the quantile (0–1) lies. */
  | { kind: 'quantile'; measure: string; quantile: number }
  /** Share (0–100) of the histogram up to the subject's target, which must be one of its bounds. */
  | { kind: 'share-within'; measure: string }
  /** The newest value of an `exact` measure. */
  | { kind: 'newest'; measure: string };

const INPUTS = new WeakMap<Formula, readonly string[]>();

/** The measures a formula needs, the denominator's last, each once. The list is shared: do not change it. */
export function inputsOf(formula: Formula): readonly string[] {
  let inputs = INPUTS.get(formula);
  if (!inputs) INPUTS.set(formula, (inputs = measuresOf(formula)));
  return inputs;
}

function measuresOf(formula: Formula): string[] {
  switch (formula.kind) {
    case 'ratio':
      return [...new Set([formula.numerator.measure, formula.denominator.measure])];
    case 'mean':
      return [...new Set([formula.sum, formula.count])];
    default:
      return [formula.measure];
  }
}

function termText({ measure, dimension, only, except, position }: Term): string {
  if (!dimension) return measure;
  if (position) return `${measure} at the ${position} ${dimension}`;
  if (only) return `${measure} with ${dimension} ${only.join(' or ')}`;
  if (except) return `${measure} of every ${dimension} but ${except.join(' and ')}`;
  return `${measure} by ${dimension}`;
}

/** The formula in words and signs: `cost ÷ transactions`. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'total':
      return `sum of ${termText(formula)}`;
    case 'newest':
      return `newest value of ${formula.measure}`;
    case 'ratio': {
      const quotient = [formula.numerator, formula.denominator].map(termText).join(' ÷ ');
      return formula.scale === 1 ? quotient : `${quotient} × ${formula.scale.toLocaleString('en-GB')}`;
    }
    case 'mean':
      return `${formula.sum} ÷ ${formula.count}`;
    case 'score': {
      const weights = Object.entries(formula.weights).map(([value, weight]) => `${weight} × ${value}`);
      return `(${weights.join(' + ')}) ÷ all ${formula.measure}, where ${formula.dimension} 1 counts how often 1 was given`;
    }
    case 'quantile':
      return `value below which ${formula.quantile * 100} % of ${formula.measure} lie, interpolated in its range`;
    case 'share-within':
      return `${formula.measure} up to the target ÷ all ${formula.measure} × 100`;
  }
}
