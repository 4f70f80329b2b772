/** Where a series has a window. The first chunk of the elements needs it alone, without the rest of formatting. */
import type { ColumnsData, SpanData } from './types.js';

/** -1 where a series has no such window: both ends count, for a range begins with its first window. */
export const indexOfSpan = (
  { starts, ends }: Pick<ColumnsData, 'starts' | 'ends'>,
  span: Pick<SpanData, 'start' | 'end'>,
): number => starts.findIndex((start, index) => start === span.start && ends[index] === span.end);
