/** Figures that are not final: their window is not over, or they are provisional. */
import type { SeriesLineData, ValueFlag } from '../../formatting/types.js';
import { lowerFirst } from '../axes/bands.js';
import type { ChartTexts } from './texts.js';

/** Whether the figure of a window may still change. */
export const isNotFinal = (flags: readonly ValueFlag[] = []): boolean =>
  flags.includes('UNFINISHED') || flags.includes('PROVISIONAL');

/** "period not over or provisional": what figures of some lines are, of one window if it is given; '' if all are final. */
export function notFinalWords(lines: readonly SeriesLineData[], texts: ChartTexts, index?: number): string {
  const has = (flag: ValueFlag): boolean =>
    lines.some(({ flags, values }) =>
      flags.some((own, at) => (index ?? at) === at && own.includes(flag) && values[at] != null),
    );
  const words = [has('UNFINISHED') ? texts.unfinished : '', has('PROVISIONAL') ? texts.provisional : ''];
  return words.filter(Boolean).map(lowerFirst).join(` ${texts.or} `);
}
