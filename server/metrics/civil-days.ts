/** Civil days held against windows: the hours and minutes of a day are those between its midnights in a zone. */
import { dayStart } from './calendar.js';
import { isInstant, windowEnd, type RecordedPeriod, type Window } from './periods.js';

/** Where a day begins, counted as the starts of such windows are; ±Infinity stays what it is. */
const startOfDay = (day: number, recorded: RecordedPeriod, zone: string): number =>
  isInstant(recorded) && Number.isFinite(day) ? dayStart(zone, day) : day;

/** Whether any of the days from `first` to `last`, both included, lies in a window, or a part of one does. */
export function touchesDays(
  window: Window,
  { first, last }: { first: number; last: number },
  zone: string,
): boolean {
  const { recorded, start } = window;
  return (
    startOfDay(first, recorded, zone) < windowEnd(window) && startOfDay(last + 1, recorded, zone) > start
  );
}

/** A break that lies between the start of the earlier window and the end of the later one. */
export function breakBetween(
  [earlier, later]: readonly [Window, Window],
  breaks: readonly number[],
  zone: string,
): number | undefined {
  const end = windowEnd(later);
  return breaks.find((day) => {
    const begin = startOfDay(day, later.recorded, zone);
    return begin > earlier.start && begin < end;
  });
}
