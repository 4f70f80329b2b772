/** The cells `period` and `start`. They repeat from series to series: each pair is read once. */
import { dayStart } from '../../metrics/calendar.js';
import {
  isInstant,
  parseRecordedWindow,
  type Period,
  RECORDED_PERIODS,
  recordedCode,
  startRule,
} from '../../metrics/periods.js';
import { ColumnProblem } from './cells.js';
import { didYouMean, listed, quoted } from '../message-words.js';

const DAY_MS = 86_400_000;
/** Older values of services are not there: a year before it is a slip of the pen. */
const FIRST_YEAR = 1990;
const FIRST_START = Date.UTC(FIRST_YEAR, 0, 1);
const MOST_REMEMBERED = 100_000;
/** Words in the column, wrong ones too. */
const MOST_PERIODS = 100;

interface KnownWindow {
  /** Position in RECORDED_PERIODS. */
  code: number;
  start: number;
  isInstant: boolean;
  /** In some time zone it may not have begun yet. */
  isNearNow: boolean;
}

export class WindowReader {
  readonly #now: number;
  /** By period, then by start. */
  readonly #known = new Map<string, Map<string, KnownWindow | ColumnProblem>>();
  #ofPeriod = new Map<string, KnownWindow | ColumnProblem>();

  #lastPeriod: string | undefined;
  #lastStart = '';
  #last: KnownWindow | ColumnProblem | undefined;

  constructor(now: Date) {
    this.#now = now.getTime();
  }

  read(period: string, start: string): KnownWindow | ColumnProblem {
    // The rows of a split stand side by side, all of one window.
    if (this.#last && start === this.#lastStart && period === this.#lastPeriod) return this.#last;
    if (period !== this.#lastPeriod) this.#ofPeriod = this.#startsOf(period);
    this.#lastPeriod = period;
    this.#lastStart = start;
    return (this.#last = this.#find(period, start));
  }

  #startsOf(period: string): Map<string, KnownWindow | ColumnProblem> {
    let starts = this.#known.get(period);
    if (!starts) {
      if (this.#known.size > MOST_PERIODS) this.#known.clear();
      this.#known.set(period, (starts = new Map()));
    }
    return starts;
  }

  #find(period: string, start: string): KnownWindow | ColumnProblem {
    const starts = this.#ofPeriod;
    let window = starts.get(start);
    if (!window) {
      if (starts.size > MOST_REMEMBERED) starts.clear();
      starts.set(start, (window = this.#parse(period, start)));
    }
    return window;
  }

  #parse(period: string, start: string): KnownWindow | ColumnProblem {
    const recorded = RECORDED_PERIODS.find((word) => word === period);
    if (!recorded) return new ColumnProblem('period', unknownPeriod(period), 'BAD_PERIOD');
    const window = parseRecordedWindow(recorded, start);
    if (!window) {
      const rule = startRule(recorded === 'year' ? 'ROLLING_YEAR' : (recorded.toUpperCase() as Period));
      const message =
        start === ''
          ? `is empty: it must be ${rule}`
          : `${quoted(start)} is no start of ${recorded === 'hour' ? 'an' : 'a'} ${recorded}: it must be ${rule}`;
      return new ColumnProblem('start', message, 'BAD_START');
    }
    const startsAt = window.start * (isInstant(recorded) ? 60_000 : DAY_MS);
    if (startsAt < FIRST_START) {
      const message = `${start} is before ${FIRST_YEAR}, and no values are taken from then: is the year right?`;
      return new ColumnProblem('start', message, 'BAD_START');
    }
    return {
      code: recordedCode(recorded),
      start: window.start,
      isInstant: isInstant(recorded),
      // No zone is more than 14 hours from UTC.
      isNearNow: startsAt > this.#now - DAY_MS,
    };
  }

  /** Whether the window has not begun yet, by the clocks of `zone`. */
  isInFuture({ isInstant: isMinutes, start }: KnownWindow, zone: string): boolean {
    return (isMinutes ? start : dayStart(zone, start)) * 60_000 > this.#now;
  }
}

function unknownPeriod(period: string): string {
  if (period === '') return `is empty: write one of ${listed(RECORDED_PERIODS)}`;
  if (/^(rolling|financial)[-_ ]?year$/i.test(period)) {
    return `${quoted(period)} is asked for, not recorded: write year, with the first day of its first month`;
  }
  return `${quoted(period)} is not one of ${listed(RECORDED_PERIODS)}${didYouMean(period, RECORDED_PERIODS)}`;
}
