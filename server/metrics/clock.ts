/**
 * The instant that an answer is given at, and how long the answer stays the same. Whatever depends on time asks the
 * clock whether an instant has come: the first that has not is where the answer may change. Words do not ask: what they
 * say stays true in print and in caches. Milliseconds since 1970.
 */
import { DAY_MS } from './calendar.js';
import { isInstant, windowEnd, windowEndsAt, type Window } from './periods.js';

const MINUTE_MS = 60_000;

export class Clock {
  #changesAt = Infinity;

  constructor(readonly now: number) {}

  /** The first instant that was asked for and has not come; Infinity if there is none. */
  get changesAt(): number {
    return this.#changesAt;
  }

  /** The clock as it stood at an instant: what that tells never changes. This one until the instant has come. */
  atMost(instant: number): Clock {
    return this.hasCome(instant) ? new Clock(instant) : this;
  }

  /** Whether an instant is now or over. */
  hasCome(instant: number): boolean {
    if (instant <= this.now) return true;
    this.#changesAt = Math.min(this.#changesAt, instant);
    return false;
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
