/** How large a line of a split is, where the largest are kept or come first: by what is shown of it. */
import type { MetricDefinition } from '../../entities/index.js';
import type { LineColumns } from './line-columns.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/**
 * The size of a line; −Infinity where nothing of it is shown.
 *
 * @param at the one window that is shown; null = all of them: of a total the sum, of a ratio that of the sums, of
 * everything else the mean of its values
 */
export function lineSize(
  { values, numerators, denominators }: Pick<LineColumns, 'values' | 'numerators' | 'denominators'>,
  { formula }: Pick<MetricDefinition, 'formula'>,
  at: number | null,
): number {
  if (at !== null) return values[at] ?? -Infinity;
  const valued = [...values.keys()].filter((index) => values[index] !== null);
  if (!valued.length) return -Infinity;
  const all = sum(valued.map((index) => values[index]!));
  if (formula.kind === 'total') return all;
  const denominator = sum(valued.map((index) => denominators[index] ?? 0));
  const hasQuotients = valued.every((index) => numerators[index] !== null);
  if (hasQuotients && denominator > 0) {
    return sum(valued.map((index) => numerators[index]!)) / denominator;
  }
  return all / valued.length;
}
