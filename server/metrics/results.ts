/** The last step of every formula, the same for one service and for several together. */
import { countWithin, isDropped, quantileOf, type Histogram } from './histogram.js';
import type { Outcome, FormulaPlan } from './outcome.js';
import { flagBit } from './status.js';

const INCONSISTENT = flagBit('INCONSISTENT');

type Numbers = Pick<Outcome, 'value' | 'status' | 'numerator' | 'denominator' | 'squares' | 'isLowerBound'>;

/** NaN and Infinity never leave the engine: numbers too large or too small to be divided or added are no value. */
export function dropInfinite(result: Numbers): void {
  const { value, numerator, denominator, squares } = result;
  // A sum of numbers of which one is NaN or infinite is no finite number, and this runs for every outcome.
  if (Number.isFinite((value ?? 0) * 0 + (numerator ?? 0) * 0 + (denominator ?? 0) * 0 + squares * 0)) return;
  const nothing = { value: null, numerator: null, denominator: null, squares: 0, isLowerBound: false };
  Object.assign(result, nothing, { status: 'NOT_APPLICABLE' });
}

/** Σ numerator ÷ Σ denominator × scale; nothing over nothing is no value. Shares above 100 % are flagged. */
export function setRatioValue(
  result: Pick<Outcome, 'value' | 'status' | 'flags' | 'numerator' | 'denominator'>,
  scale: number,
): void {
  const { numerator, denominator } = result;
  if (numerator === null || denominator === null) return;
  if (denominator === 0) {
    result.status = 'NOT_APPLICABLE';
    return;
  }
  result.status = 'PROVIDED';
  result.value = (numerator / denominator) * scale;
  if (scale === 100 && numerator > denominator) result.flags |= INCONSISTENT;
}

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);

type HistogramResult = Pick<
  Outcome,
  'value' | 'status' | 'numerator' | 'denominator' | 'isLowerBound' | 'missing' | 'obstacle'
>;

/**
 * The value of a histogram: a quantile, the share within the target, or how many lie in some of its ranges. Also used
 * for several services at once; `among` says what was merged.
 */
export function setHistogramValue(
  result: HistogramResult,
  plan: Extract<FormulaPlan, { kind: 'quantile' | 'share-within' | 'range' }>,
  histogram: Histogram,
  { target, among }: { target: number | null; among: 'services' | 'parts' },
): void {
  const isDifferent = (): void => {
    result.status = 'NOT_PROVIDED';
    result.obstacle = { code: 'DIFFERENT_RANGES', among };
  };
  if (plan.kind === 'range') {
    const counts = plan.bounds.flatMap((bound) => histogram.counts.get(bound) ?? []);
    if (counts.length) {
      result.value = sumOf(counts);
      result.status = 'PROVIDED';
    } else if (plan.bounds.some((bound) => histogram.dropped.has(bound))) isDifferent();
    return;
  }
  const total = sumOf(histogram.counts.values());
  result.denominator = total;
  if (total === 0) {
    result.status = 'NOT_APPLICABLE';
    return;
  }
  if (plan.kind === 'quantile') {
    const quantile = quantileOf(histogram, plan.quantile);
    result.value = quantile?.value ?? null;
    result.isLowerBound = quantile?.isLowerBound ?? false;
    result.status = quantile ? 'PROVIDED' : 'NOT_APPLICABLE';
    if (quantile?.value === null) isDifferent();
    return;
  }
  const within = target === null ? null : countWithin(histogram, target);
  if (within === null) {
    if (target !== null && isDropped(histogram, target)) return isDifferent();
    result.missing = ['target'];
    return;
  }
  result.numerator = within;
  result.value = (within / total) * 100;
  result.status = 'PROVIDED';
}
