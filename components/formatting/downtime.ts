/** How long a service could not be used: of availability, whose parts are seconds. */
import { formatValue } from './numbers.js';
import type { ColumnsData, Language, MetricData, SeriesLineData, SubjectData } from './types.js';

/** Whether the lines of a series say that: those of one service each. */
export const hasDowntime = (
  metric: Pick<MetricData, 'key'> | null,
  subject: Pick<SubjectData, 'kind'> | null,
  { by }: Pick<ColumnsData, 'by'>,
): boolean => metric?.key === 'availability' && (subject?.kind === 'SERVICE' || by === 'service');

/** Seconds; null where there is no figure. */
export function downtimeAt({ numerators, denominators }: SeriesLineData, index: number): number | null {
  const [up, all] = [numerators[index], denominators[index]];
  return up == null || all == null ? null : Math.max(0, all - up);
}

/** "6h 27m"; empty where there was none, or nothing is known. */
export function formatDowntime(line: SeriesLineData, index: number, lang: Language): string {
  const seconds = downtimeAt(line, index);
  return seconds ? formatValue(seconds, 's', {}, lang) : '';
}
