/** Which windows around a day can be compared, of each period that there is data of. */
import { dayAt, dayStart } from '../metrics/calendar.js';
import type { Clock } from '../metrics/clock.js';
import {
  alignStart,
  firstFrom,
  isInstant,
  PERIODS,
  recordedPeriod,
  spanWindow,
  stepWindow,
  windowEnd,
  windowEndsAt,
  type Period,
  type Window,
} from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import { commonPeriods, firstStart } from './fitting-periods.js';
import type { BeforeAndAfterQuestion, MetricQuestion, TimeRange } from './questions.js';
import { dataSetsOf, DEFAULT_ZONE, newestWindow, zoneOf } from './windows.js';

/** The windows of one period around a day. */
export interface DayPlan {
  question: MetricQuestion;
  /** As many before the day as after it, those nearest the day first. */
  before: readonly Window[];
  after: readonly Window[];
  /** What holds the day, as one span: hours are 24, 23 or 25. */
  held: Window;
}

/** A question may read this part of what one read may touch: a dashboard asks a dozen. */
const PART_OF_LIMIT = 10;

/** Rolling years overlap: they are no sample. */
const isApart = (period: Period): boolean => period !== 'ROLLING_YEAR';

/** From the first window to the last; of no windows a stretch that nothing lies in. */
export const rangeOf = (windows: readonly Window[]): TimeRange => {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return { start: 0, end: 0 };
  const start = isInstant(first.recorded) ? first.start : dayStart(DEFAULT_ZONE, first.start);
  return { start, end: windowEndsAt(last, DEFAULT_ZONE) / 60_000 };
};

/** Where the windows of a period must lie: `[first, end)`, in days or minutes as their starts are. */
function boundsIn(period: Period, { start, end }: TimeRange): { first: number; end: number } {
  if (isInstant(recordedPeriod(period))) return { first: start, end };
  const day = dayAt(DEFAULT_ZONE, start);
  return { first: dayStart(DEFAULT_ZONE, day) < start ? day + 1 : day, end: dayAt(DEFAULT_ZONE, end) };
}

function planOf(
  { day, range, ...question }: BeforeAndAfterQuestion,
  period: Period,
  { known, clock, most }: { known: Snapshot; clock: Clock; most: number },
): DayPlan | null {
  const asked: MetricQuestion = { ...question, period };
  const newest = newestWindow(asked, known, 'quarter', clock);
  const first = firstStart(asked, known);
  const zone = zoneOf(asked, known);
  if (!newest || first === null) return null;
  const within = range && boundsIn(period, range);
  const low = Math.max(first, within?.first ?? -Infinity);
  const high = Math.min(windowEnd(newest), within?.end ?? Infinity);
  const [begin, end] = [day, day + 1].map((each) =>
    isInstant(recordedPeriod(period)) ? dayStart(zone, each) : each,
  );
  const holding: Window = { recorded: recordedPeriod(period), start: alignStart(period, begin) };
  const next = firstFrom(period, end);
  const [before, after]: [Window[], Window[]] = [[], []];
  const isIn = (window: Window): boolean => window.start >= low && windowEnd(window) <= high;
  let [earlier, later] = [stepWindow(period, holding, -1, 'quarter'), next];
  while (isIn(earlier) && isIn(later)) {
    if (before.length >= most) return null;
    before.push(earlier);
    after.push(later);
    [earlier, later] = [stepWindow(period, earlier, -1, 'quarter'), stepWindow(period, later, 1, 'quarter')];
  }
  if (!before.length) return null;
  let count = 1;
  while (windowEnd(spanWindow(holding, count)) < next.start) count++;
  return { question: asked, before, after, held: spanWindow(holding, count) };
}

/**
 * The plans of a question, the finest period first. One of which too many windows would be read is passed over. Of
 * several services only the periods that at least half of those with data have: no other speaks for them.
 */
export function dayPlans(
  question: BeforeAndAfterQuestion,
  { snapshot, known, clock, limit }: { snapshot: Snapshot; known: Snapshot; clock: Clock; limit: number },
): DayPlan[] {
  const { subject, metric } = question;
  const dataSets = Math.max(1, dataSetsOf(question, snapshot).length);
  const periods = commonPeriods(subject, metric, known);
  let left = limit / PART_OF_LIMIT / dataSets;
  return PERIODS.filter((period) => isApart(period) && periods.includes(period)).flatMap((period) => {
    const plan = planOf(question, period, { known, clock, most: left / 2 });
    if (plan) left -= 2 * plan.before.length;
    return plan ?? [];
  });
}
