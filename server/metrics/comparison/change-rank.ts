/** The order of changes of one metric. */
import type { Change } from './change.js';
import type { MetricDefinition } from '../metric-definition.js';

/**
 * The place of a change among others of its metric, as a number that rises from the worst to the best; where neither is
 * better, from the largest fall to the largest rise. Percentages are told apart by points, all else by percent: any
 * change from 0 is beyond every other. Null where there is no change.
 */
export function changeRank(
  change: Pick<Change, 'absolute' | 'relative'> | null,
  { unit, direction }: Pick<MetricDefinition, 'unit' | 'direction'>,
): number | null {
  if (!change || change.absolute === null) return null;
  const { absolute, relative } = change;
  const fromNothing = absolute === 0 ? 0 : absolute * Infinity;
  const size = unit === '%' ? absolute : (relative ?? fromNothing);
  return direction === 'LOWER_IS_BETTER' ? -size : size;
}
