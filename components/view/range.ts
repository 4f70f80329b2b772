/** Whether a module's figure is of its whole range. Pure. */
import type { ModuleData } from '../formatting/types.js';
import { indexOfSpan } from '../formatting/spans.js';

/** Whether the figure is of several windows of the series in one. */
export const isOfRange = ({ figure, series }: Pick<ModuleData, 'figure' | 'series'>): boolean =>
  Boolean(figure && series?.starts.length) && indexOfSpan(series!, figure!.period) < 0;
