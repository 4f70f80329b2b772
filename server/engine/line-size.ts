/** How large a line of a split is, where the largest are kept or come first: by what is shown of it. */
import type { MetricDefinition } from '../entities/index.js';
import type { Figure } from '../metrics/figure.js';

type Point = Pick<Figure, 'value' | 'numerator' | 'denominator'>;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/**
 * The size of a line; −Infinity where nothing of it is shown.
 *
 * @param at the one window that is shown; null = all of them: of a total the sum, of a ratio that of the sums, of
 * everything else the mean of its values
 */
export function lineSize(
  points: readonly Point[],
  { formula }: Pick<MetricDefinition, 'formula'>,
  at: number | null,
): number {
  if (at !== null) return points[at]?.value ?? -Infinity;
  const valued = points.filter(({ value }) => value !== null);
  if (!valued.length) return -Infinity;
  const all = sum(valued.map(({ value }) => value!));
  if (formula.kind === 'total') return all;
  const denominator = sum(valued.map((point) => point.denominator ?? 0));
  const hasQuotients = valued.every(({ numerator }) => numerator !== null);
  if (hasQuotients && denominator > 0) {
    return sum(valued.map(({ numerator }) => numerator!)) / denominator;
  }
  return all / valued.length;
}
