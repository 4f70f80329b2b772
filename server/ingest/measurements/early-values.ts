/** Marks values that came before their window was over: they are shown, but are not the last word. */
import { DAY_MS } from '../../metrics/calendar.js';
import { isInstant, RECORDED_PERIODS, windowEndsAt } from '../../metrics/periods.js';
import { flagBit, statusCode } from '../../metrics/status.js';
import { dataSetKey, type Inventory } from '../../submissions/inventory.js';
import type { ObservationColumns } from '../../submissions/observation-columns.js';

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
 * rows only while it is true. `catalogue` knows the data sets.
 */
export function markEarlyValues(columns: ObservationColumns, catalogue: Inventory, now: Date): void {
  const ends = new Ends(now.getTime());
  const zones = columns.dataSets.map(
    ({ service, measure }) => catalogue.dataSets.get(dataSetKey(service, measure))!.timeZone,
  );
  const { length, series, seriesList, period, start, status, flags } = columns;
  for (let row = 0; row < length; row++) {
    const zone = zones[seriesList[series[row]].dataSet];
    if (ends.isOver(period[row], start[row], zone)) flags[row] &= ~UNFINISHED;
    else if (status[row] === PROVIDED) flags[row] |= UNFINISHED;
  }
}
