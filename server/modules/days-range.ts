/** A range given as days, for modules of any period: the windows that lie wholly within them. */
import { ArgumentError } from '../errors.js';
import { addMonths, dayStart } from '../metrics/calendar.js';
import {
  alignStart,
  firstFrom,
  isInstant,
  recordedPeriod,
  type RollingStep,
  type Window,
} from '../metrics/periods.js';
import { dayArgument, type MetricQuestion } from '../engine/questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { dataSetsOf, DEFAULT_ZONE, rollingStep } from '../engine/windows.js';

interface Days {
  since?: string | null;
  until?: string | null;
  from?: string | null;
  to?: string | null;
}

function assertOrder({ since, until }: Days, first: number | null, last: number | null): void {
  if (first !== null && last !== null && last < first)
    throw new ArgumentError('until', `until (${until}) is before since (${since})`, 'BAD_RANGE');
}

/** What can be said of days before any module is asked. @throws ArgumentError that names the argument */
export function assertDays(days: Pick<Days, 'since' | 'until'> & { splitOn?: string | null }): void {
  const first = days.since ? dayArgument('since', days.since) : null;
  const last = days.until ? dayArgument('until', days.until) : null;
  assertOrder(days, first, last);
  if (days.splitOn) dayArgument('splitOn', days.splitOn);
}

/** Rolling years are plotted at their end: those belong to a range whose last step lies in it. */
function rollingFrom(since: number, step: RollingStep): Window {
  const last = firstFrom(step === 'month' ? 'MONTH' : 'QUARTER', since).start;
  return { recorded: 'year', start: addMonths(last, step === 'month' ? -11 : -9) };
}

/**
 * The windows between two days as `from` and `to` of a series (`to` is exclusive).
 *
 * @throws ArgumentError for a text that is no day, for days in the wrong order or beside `from` and `to`, and where no
 * window lies between them.
 */
export function daysRange(
  { since, until, from, to }: Days,
  question: MetricQuestion,
  snapshot: Snapshot,
): { from: Window | null; to: Window | null } {
  if (!since && !until) return { from: null, to: null };
  if (from || to) {
    throw new ArgumentError(
      since ? 'since' : 'until',
      'since and until cannot stand beside from and to: give the range once',
      'BAD_RANGE',
    );
  }
  const { period } = question;
  const first = since ? dayArgument('since', since) : null;
  const last = until ? dayArgument('until', until) : null;
  assertOrder({ since, until }, first, last);
  const isRolling = period === 'ROLLING_YEAR';
  const step = isRolling ? rollingStep(dataSetsOf(question, snapshot), snapshot) : 'quarter';
  const unit = (day: number): number =>
    isInstant(recordedPeriod(period)) ? dayStart(DEFAULT_ZONE, day) : day;
  const range = {
    from: first === null ? null : isRolling ? rollingFrom(first, step) : firstFrom(period, unit(first)),
    // The window that holds the day after the last, or begins on it, is the first that is not whole.
    to:
      last === null
        ? null
        : {
            recorded: recordedPeriod(period),
            start: isRolling
              ? firstFrom('MONTH', addMonths(alignStart('MONTH', last + 1), -12) + 1).start
              : alignStart(period, unit(last + 1)),
          },
  };
  if (range.from && range.to && range.from.start >= range.to.start) {
    const word = period.toLowerCase().replaceAll('_', ' ');
    throw new ArgumentError('since', `no ${word} lies between ${since} and ${until}`, 'EMPTY_RANGE');
  }
  return range;
}
