/** Whether a module's figure is of its whole range. Pure. */
import type { ModuleData } from '../formatting/types.js';

/**
 * Whether the figure is of several windows of the series in one: then none of them has both its ends. Not by
 * `indexOfSpan`: what it shares a chunk with would come along with the elements' first one.
 */
export const isOfRange = ({ figure, series }: Pick<ModuleData, 'figure' | 'series'>): boolean =>
  Boolean(figure && series?.starts.length) &&
  !series!.starts.some(
    (start, i) => start === figure!.period.start && series!.ends[i] === figure!.period.end,
  );
