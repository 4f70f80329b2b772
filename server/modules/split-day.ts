/** A module that is split on a day: which day, and what of its data stands around it. */
import { ArgumentError } from '../errors.js';
import { dayAt } from '../metrics/calendar.js';
import { formatStart } from '../metrics/periods.js';
import { dayArgument, type MetricQuestion } from '../engine/questions.js';
import { firstStart } from '../engine/fitting-periods.js';
import { newestEnd } from '../engine/windows.js';
import type { Snapshot } from '../store/snapshot.js';
import { daysRange } from './days-range.js';
import type { ModuleRequest } from './module-request.js';

/** The day on which a request is split (since 1970), or null. @throws ArgumentError */
export function splitDay({ splitOn, compareTo }: ModuleRequest): number | null {
  if (!splitOn) return null;
  const day = dayArgument('splitOn', splitOn, 'BAD_SPLIT');
  if (!compareTo) return day;
  const message = 'splitOn compares what came after the day with what came before it: leave compareTo out';
  throw new ArgumentError('splitOn', message, 'BAD_SPLIT');
}

/** As long before a day as after it, as far as there is data on both sides; nothing where a side has none. */
function aroundDay(
  day: number,
  question: MetricQuestion,
  snapshot: Snapshot,
): Pick<ModuleRequest, 'since' | 'until'> {
  const first = firstStart({ ...question, period: 'DAY' }, snapshot);
  const newest = newestEnd(question, snapshot);
  if (first === null || !newest) return {};
  const [before, after] = [day - first, dayAt(newest.zone, newest.end) - day];
  if (before <= 0 || after <= 0) return {};
  const date = (at: number): string => formatStart('day', at);
  return {
    since: date(day - Math.min(before, after)),
    ...(before < after && { until: date(day + before) }),
  };
}

/** What a series shows that nobody gave a range: the time around the day; what is usual where no window fits into it. */
export function rangeAround(
  day: number,
  question: MetricQuestion,
  snapshot: Snapshot,
): ReturnType<typeof daysRange> {
  try {
    return daysRange(aroundDay(day, question, snapshot), question, snapshot);
  } catch (error) {
    if (error instanceof ArgumentError && error.code === 'EMPTY_RANGE') return { from: null, to: null };
    throw error;
  }
}
