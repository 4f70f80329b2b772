/** Marks values that came before their window was over: they are shown, but are not the last word. */
import { DAY_MS } from '../../metrics/calendar.js';
import { isInstant, RECORDED_PERIODS, windowEndsAt } from '../../metrics/periods.js';
import { flagBit, isThere, statusCode } from '../../metrics/status.js';
import { dataSetKey, type Inventory } from '../../submissions/inventory.js';
import type { ObservationColumns } from '../../submissions/observation-columns.js';
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
 * rows only while it can be true. `catalogue` knows the data sets.
 *
 * @returns the positions of the rows that it was taken off.
 */
export function markEarlyValues(columns: ObservationColumns, catalogue: Inventory, now: Date): number[] {
  const ends = new Ends(now.getTime());
  const zones = columns.dataSets.map(
    ({ service, measure }) => catalogue.dataSets.get(dataSetKey(service, measure))!.timeZone,
  );
  const { length, series, seriesList, period, start, status, flags } = columns;
  const taken: number[] = [];
  for (let row = 0; row < length; row++) {
    const zone = zones[seriesList[series[row]].dataSet];
    const isOver = ends.isOver(period[row], start[row], zone);
    if (!isOver && status[row] === PROVIDED) flags[row] |= UNFINISHED;
    if (!isOver || (flags[row] & UNFINISHED) === 0) continue;
    flags[row] &= ~UNFINISHED;
    if (isThere(status[row])) taken.push(row);
  }
  return taken;
}

/** Warns of rows whose sender called them unfinished when their windows were over. */
export function warnOfFinished(
  taken: readonly number[],
  { observations: columns, placeOf }: PlacedRows,
  problems: Problems,
): void {
  if (taken.length === 0) return;
  const [first] = taken;
  const { dataSet } = columns.seriesList[columns.series[first]];
  const more = taken.length === 1 ? '' : ` (and of ${whole(taken.length - 1)} more rows)`;
  problems.warn(
    placeOf(first, 'flags'),
    'NOT_UNFINISHED',
    `flags: UNFINISHED is left out of ${dataSetWords(columns, dataSet)} in ${windowWords(columns, first)}${more}, for the window was over: the value counts as final`,
  );
}
