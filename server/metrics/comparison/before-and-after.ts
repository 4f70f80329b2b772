/** What parts the windows before a day and those after it, and how sure that is. */
import { clearVerdict, differenceBetween, sampleMargin, type ChangeContext, type Verdict } from './change.js';
import { hasVerdict, rulesOf, type CombineContext, type Figure } from '../figure.js';
import { welchMargin } from './welch.js';

/** Why two sides of a day are not compared, or not judged. */
export type DayReason =
  /** The measures are of their own windows only. */
  | { code: 'NOT_ADDED'; measures: readonly string[] }
  /** The day lies outside the range. */
  | { code: 'OUT_OF_RANGE' }
  /** No window has a value on both sides. */
  | { code: 'NO_WINDOWS' }
  /** No service has a value in all windows. */
  | { code: 'NO_MATCH' }
  /** Those with a value in all windows carry too little (0–100) of one side. */
  | { code: 'FEW_MATCHED'; share: number; side: 'before' | 'after' }
  | { code: 'BREAK'; on: string }
  | { code: 'LOW_RELIABILITY'; responses: number; minimum: number }
  /** One of the values is only known to be above a bound. */
  | { code: 'NOT_COMPARABLE' }
  /** A side has one window: nothing is known of how far its values spread. */
  | { code: 'ONE_WINDOW' };

/** One side of a day. */
export interface ComparedSide {
  /** Its windows together. */
  figure: Figure;
  /** The value of each of them. */
  values: readonly number[];
}

export interface DayDifference {
  absolute: number | null;
  relative: number | null;
  /** Holds the true difference 95 times in 100; null where nothing is known of the spread. */
  interval: { low: number; high: number } | null;
  verdict: Verdict;
  reason: DayReason | null;
}

export interface DayContext
  extends Pick<CombineContext, 'formula' | 'scope'>, Pick<ChangeContext, 'unit' | 'direction'> {
  /** Less than half of the services, or of their volume, is in the values. */
  isPartial: boolean;
}

export const NOT_COMPARED: Omit<DayDifference, 'reason'> = {
  absolute: null,
  relative: null,
  interval: null,
  verdict: 'UNCLEAR',
};

/** The difference of two sides with its interval: of ratings by the variance of the answers, else over the windows. */
export function compareSides(before: ComparedSide, after: ComparedSide, context: DayContext): DayDifference {
  const { formula, scope, unit, direction, isPartial } = context;
  const figures = [before.figure, after.figure];
  const [previous, current] = figures.map(({ value }) => value);
  const difference =
    previous === null || current === null || figures.some(({ isLowerBound }) => isLowerBound)
      ? null
      : differenceBetween(current, previous, unit);
  if (!difference) return { ...NOT_COMPARED, reason: { code: 'NOT_COMPARABLE' } };
  const minimum = rulesOf(formula).sampleMinimum;
  const responses = Math.min(...figures.map(({ denominator }) => denominator ?? 0));
  if (minimum && responses < minimum) {
    return { ...NOT_COMPARED, reason: { code: 'LOW_RELIABILITY', responses, minimum } };
  }
  const margin =
    sampleMargin(after.figure, before.figure, formula) ?? welchMargin(before.values, after.values);
  if (margin === null) {
    return { ...NOT_COMPARED, ...difference, reason: { code: 'ONE_WINDOW' } };
  }
  const { absolute } = difference;
  const interval = { low: absolute - margin, high: absolute + margin };
  const isJudged = hasVerdict({ direction, formula }, scope) && !isPartial;
  const isClear = interval.low > 0 || interval.high < 0;
  const judged = isClear ? clearVerdict(difference, { unit, direction }) : 'UNCLEAR';
  return { ...difference, interval, verdict: isJudged ? judged : 'NEUTRAL', reason: null };
}
