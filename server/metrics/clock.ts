/**
 * The instant that an answer is given at, and how long the answer stays the same. Whatever depends on time asks the
 * clock whether an instant has come: the first that has not is where the answer may change. Milliseconds since 1970.
 */
import { DAY_MS, dayAt, dayEndsAt } from './calendar.js';
import { isInstant, windowEnd, windowEndsAt, type Window } from './periods.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export class Clock {
  #changesAt = Infinity;

  constructor(readonly now: number) {}

  /** The first instant that was asked for and has not come; Infinity if there is none. */
  get changesAt(): number {
    return this.#changesAt;
  }

  /** Whether an instant is now or over. */
  hasCome(instant: number): boolean {
    if (instant <= this.now) return true;
    this.#changesAt = Math.min(this.#changesAt, instant);
    return false;
  }

  /** For words about today: they change at midnight. */
  tellDay(zone: string): void {
    this.hasCome(dayEndsAt(zone, dayAt(zone, Math.floor(this.now / MINUTE_MS))));
  }

  /** For words about an age: they count minutes, from an hour on hours, from a day on days. */
  tellAge(since: number): void {
    const age = Math.max(0, this.now - since);
    const unit = age < HOUR_MS ? MINUTE_MS : age < DAY_MS ? HOUR_MS : DAY_MS;
    this.hasCome(since + (Math.floor(age / unit) + 1) * unit);
  }
}

/** No zone is further from UTC. */
const MOST_OFFSET_MS = DAY_MS;

/** Whether a window has ended. The zone is looked at only where the end is near. */
export function isOver(window: Window, zone: string, clock: Clock): boolean {
  const end = windowEnd(window) * (isInstant(window.recorded) ? MINUTE_MS : DAY_MS);
  if (!clock.hasCome(end - MOST_OFFSET_MS)) return false;
  return end + MOST_OFFSET_MS <= clock.now || clock.hasCome(windowEndsAt(window, zone));
}
