/** Marks values that came before their window was over: they are shown, but are not the last word. */
import { DAY_MS } from '../../metrics/calendar.js';
import { isInstant, RECORDED_PERIODS, windowEndsAt } from '../../metrics/periods.js';
import { flagBit, isThere, statusCode } from '../../metrics/status.js';
import type { DeliveredObservation, RowName } from '../../submissions/rows/observation-columns.js';
import type { Problems } from '../problems.js';
import { dataSetWords, type PlacedRows, whole, windowWords } from './row-words.js';

const PROVIDED = statusCode('PROVIDED');
const UNFINISHED = flagBit('UNFINISHED');

/** More days than any window has, by position in RECORDED_PERIODS, and one for the zones. */
const MOST_DAYS = [2, 2, 2, 8, 32, 93, 367];

/** Whether windows are over at an instant, in milliseconds since 1970, by the clocks of a zone; each is looked at once. */
class Ends {
  readonly #over = new Map<string, boolean>();

  constructor(readonly now: number) {}

  isOver(period: number, start: number, zone: string): boolean {
    const recorded = RECORDED_PERIODS[period];
    const day = isInstant(recorded) ? start / (24 * 60) : start;
    if ((day + MOST_DAYS[period]) * DAY_MS <= this.now) return true;
    const key = `${period} ${start} ${zone}`;
    let isOver = this.#over.get(key);
    if (isOver === undefined) {
      isOver = windowEndsAt({ recorded, start }, zone) <= this.now;
      this.#over.set(key, isOver);
    }
    return isOver;
  }
}

/**
 * Puts UNFINISHED on values whose window is not over, and takes it off where the window is: a sender may say it of other
 * rows only while it can be true.
 */
export class EarlyValues {
  readonly #ends: Ends;
  #takenOff = 0;
  #first: RowName | undefined;

  constructor(now: Date) {
    this.#ends = new Ends(now.getTime());
  }

  /** A row, by the clocks of its data set's zone: its flags are put right. */
  mark(row: DeliveredObservation, zone: string): void {
    const isOver = this.#ends.isOver(row.period, row.start, zone);
    if (!isOver && row.status === PROVIDED) row.flags |= UNFINISHED;
    if (!isOver || (row.flags & UNFINISHED) === 0) return;
    row.flags &= ~UNFINISHED;
    if (!isThere(row.status)) return;
    this.#takenOff++;
    this.#first ??= row;
  }

  /** Warns of rows whose sender called them unfinished when their windows were over. */
  warn({ observations: names, placeOf }: PlacedRows, problems: Problems): void {
    const first = this.#first;
    if (!first) return;
    const { dataSet } = names.seriesList[first.series];
    const more = this.#takenOff === 1 ? '' : ` (and of ${whole(this.#takenOff - 1)} more rows)`;
    problems.warn(
      placeOf(first, 'flags'),
      'NOT_UNFINISHED',
      `flags: UNFINISHED is left out of ${dataSetWords(names, dataSet)} in ${windowWords(first)}${more}, for the window was over: the value counts as final`,
    );
  }
}
