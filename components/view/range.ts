/** Whether a module's figure is of its whole range, and where a series has the window that is read. Pure. */
import type { ColumnsData, ModuleData, SpanData } from '../formatting/types.js';

type Windows = Pick<ColumnsData, 'starts' | 'ends'>;

/** -1 where a series has no such window: both ends count, for a range begins with its first window. */
export const indexOfSpan = ({ starts, ends }: Windows, span: Pick<SpanData, 'start' | 'end'>): number =>
  starts.findIndex((start, index) => start === span.start && ends[index] === span.end);

/** Whether the figure is of several windows of the series in one. */
export const isOfRange = ({ figure, series }: Pick<ModuleData, 'figure' | 'series'>): boolean =>
  Boolean(figure && series?.starts.length) && indexOfSpan(series!, figure!.period) < 0;
