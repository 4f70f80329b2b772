/** Where a line is interrupted although both points have values. */
import type { Language, SeriesLineData } from '../../formatting/types.js';
import { chartTexts } from '../spec/texts.js';
import { changedServices, eventsOf, flaggedBreaks, type Event, type EventfulSeries } from './marks.js';

/**
 * Breaks cut the lines of today; a comparison shows earlier windows and is cut only where its own flags say so. Lines of
 * several services are cut where other services are counted.
 */
export function cutsOf(line: SeriesLineData, events: readonly Event[]): number[] {
  const breaks = events.filter(({ kind }) => kind === 'BREAK').map(({ index }) => index);
  return [...(line.role === 'PRIMARY' ? breaks : flaggedBreaks(line)), ...changedServices(line)];
}

/** The same of a line in a picture of its own: what flags of other lines say does not cut it. */
export function ownCuts(
  { period, starts, ends, annotations }: Omit<EventfulSeries, 'lines'>,
  line: SeriesLineData,
  lang: Language,
): number[] {
  return cutsOf(line, eventsOf({ period, starts, ends, annotations, lines: [line] }, chartTexts(lang), lang));
}
