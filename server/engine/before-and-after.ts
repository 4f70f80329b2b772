/**
 * Before and after a day: as many windows on each side of it, each side one span with one figure (the ratio of the
 * sums). The later span is the module's figure, the earlier one what it is compared with.
 */
import { ArgumentError } from '../errors.js';
import { parseDate, dayStart } from '../metrics/calendar.js';
import type { Clock } from '../metrics/clock.js';
import { inputsOf } from '../metrics/definitions.js';
import {
  firstFrom,
  formatStart,
  isInstant,
  MOST_WINDOWS_A_SPAN,
  recordedPeriod,
  spanWindow,
  stepWindow,
  type RollingStep,
  type Window,
} from '../metrics/periods.js';
import { firstStart } from './fitting-periods.js';
import type { SeriesQuestion } from './questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { dataSetsOf, DEFAULT_ZONE, seriesWindows, startDay } from './windows.js';

/** The two sides of a day. */
export interface Sides {
  /** Of both sides, oldest first. */
  windows: Window[];
  before: Window;
  after: Window;
  /** The first day of the later side: the day asked for, or the first after it on which a window begins. */
  on: string;
}

const refuse = (message: string): never => {
  throw new ArgumentError('splitOn', message, 'BAD_SPLIT');
};

/** The day on which a series is split. @throws ArgumentError where the windows of the question cannot be added up */
export function splitArgument(
  { metric, period, subject, compareTo }: Omit<SeriesQuestion, 'kind'>,
  text: string,
  snapshot: Snapshot,
): number {
  const day = parseDate(text) ?? refuse(`"${text}" is no day: it must be written like 2014-03-31`);
  if (compareTo) {
    refuse('splitOn compares what came after the day with what came before it: leave compareTo out');
  }
  if (period === 'ROLLING_YEAR') {
    refuse('rolling years overlap, so they cannot be added up on each side of a day: ask for another period');
  }
  const isExact = dataSetsOf({ subject, metric, period }, snapshot).some(
    ({ aggregation }) => aggregation === 'exact',
  );
  if (isExact || metric.formula.kind === 'newest') {
    const measures = inputsOf(metric.formula).join(', ');
    refuse(`${measures} are counted for each window by itself and never added: compare two windows instead`);
  }
  return day;
}

/**
 * The windows around the day: from it to the newest, at most as many as lie before it in the data or after `from`,
 * and at most `last`. Null where there is none on one of the sides.
 */
export function sidesOf(
  question: SeriesQuestion,
  { newest, step, clock }: { newest: Window | null; step: RollingStep; clock: Clock },
  snapshot: Snapshot,
): Sides | null {
  const { period, from, to, last, splitOn } = question;
  const first = from?.start ?? firstStart(question, snapshot);
  if (splitOn === null || splitOn === undefined || first === null || !newest) return null;
  const on = firstFrom(period, isInstant(recordedPeriod(period)) ? dayStart(DEFAULT_ZONE, splitOn) : splitOn);
  if (to ? on.start >= to.start : on.start > newest.start) return null;
  const most = Math.min(last ?? Infinity, MOST_WINDOWS_A_SPAN);
  const later = seriesWindows({ ...question, from: on, last: null }, newest, step, clock).slice(0, most);
  const earlier: Window[] = [];
  for (let window = stepWindow(period, on, -1, step); window.start >= first;) {
    if (earlier.length >= later.length) break;
    earlier.unshift(window);
    window = stepWindow(period, window, -1, step);
  }
  const count = earlier.length;
  if (!count) return null;
  return {
    windows: [...earlier, ...later.slice(0, count)],
    before: spanWindow(earlier[0], count),
    after: spanWindow(later[0], count),
    on: formatStart('day', startDay(on)),
  };
}

/** @throws ArgumentError where one side of the day has no window: that is no comparison. */
export function assertSides(question: SeriesQuestion, sides: Sides | null): void {
  if (sides) return;
  const day = formatStart('day', question.splitOn!);
  const word = question.period.toLowerCase().replaceAll('_', ' ');
  refuse(`${day} has no whole ${word} with data on both of its sides: choose a day inside the data`);
}
