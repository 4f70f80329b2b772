/**
 * Which of several services stand out: the order by a figure, and the largest changes. Only services whose figure
 * rests on enough cases take part: small ones lead every list, at both ends, by chance.
 */
import type { MetricDefinition } from '../entities/index.js';
import { rulesOf } from '../metrics/figure.js';
import { isRanked } from '../metrics/presentation-rules.js';
import type { FigureAnswer } from './evaluation.js';

/** Transactions, starts or whatever the denominator counts. */
const LEAST_CASES = 1000;

/** How many cases a figure must rest on: answers to a survey are fewer than transactions. */
export const leastCases = ({ formula }: Pick<MetricDefinition, 'formula'>): number =>
  rulesOf(formula).sampleMinimum ?? LEAST_CASES;

/** The figures that may be compared with each other: of one metric and window, a service each. */
const comparable = (figures: readonly FigureAnswer[], metric: MetricDefinition): FigureAnswer[] =>
  figures.filter(({ value, denominator }) => value !== null && (denominator ?? value) >= leastCases(metric));

const slugOf = ({ question: { subject } }: FigureAnswer): string => subject.slug;

/** The best first; equal ones by slug. Empty for a metric that is not ranked. */
export function ranking(figures: readonly FigureAnswer[], metric: MetricDefinition): FigureAnswer[] {
  if (!isRanked(metric)) return [];
  const sign = metric.direction === 'LOWER_IS_BETTER' ? 1 : -1;
  return comparable(figures, metric).sort(
    (a, b) => sign * (a.value! - b.value!) || (slugOf(a) < slugOf(b) ? -1 : 1),
  );
}

/** Those that changed most, either way, the largest first; only changes that are clear (better or worse). */
export function largestChanges(
  figures: readonly FigureAnswer[],
  metric: MetricDefinition,
  most: number,
): FigureAnswer[] {
  const sizeOf = ({ change }: FigureAnswer): number =>
    Math.abs((metric.unit === '%' ? change?.absolute : change?.relative) ?? 0);
  return comparable(figures, metric)
    .filter(({ change }) => change?.verdict === 'BETTER' || change?.verdict === 'WORSE')
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (slugOf(a) < slugOf(b) ? -1 : 1))
    .slice(0, most);
}
