/** How often what has ended unasked is started again: the writer's thread, and the processes that serve. */

/** The pauses before it is replaced. One more end within a minute is one too many. */
const PAUSES_MS = [100, 1_000, 5_000];
const WITHIN_MS = 60_000;

/** How often it is tried again where it is the database that refuses. */
export const REFUSED_PAUSE_MS = 5_000;

export class Replacements {
  /** The ends within the last minute, as times. */
  #ends: number[] = [];

  /**
   * Takes note of an end.
   *
   * @returns the pause before the next start, or undefined if there is to be none; how often it ended within a minute;
   *   and what comes next, in words for the log.
   */
  afterEnd(): { pauseMs: number | undefined; times: number; next: string } {
    const now = performance.now();
    this.#ends = [...this.#ends.filter((at) => at > now - WITHIN_MS), now];
    const times = this.#ends.length;
    const pauseMs = PAUSES_MS[times - 1];
    const next =
      pauseMs === undefined ? 'it is not started any more' : `it is started again in ${pauseMs} ms`;
    return { pauseMs, times, next };
  }
}
