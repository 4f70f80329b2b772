/**
 * Which starts a data set holds in one recorded period: the first, the last, and the newest with a final value. What a
 * delivery changes tells what they are afterwards, but where the row at one of the ends may be gone.
 */

/** Starts of windows (days, or minutes for hours and minutes); null = none. */
export interface HeldStarts {
  first: number | null;
  last: number | null;
  latestValue: number | null;
}

/** What a row is, before a delivery or after it. */
interface RowState {
  isThere: boolean;
  hasFinalValue: boolean;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** Whether the row at an end is gone, with nothing new at its place or beyond it. */
const isLost = (end: number | null, gone: number | null, came: number | null, sign: 1 | -1): boolean =>
  end !== null && gone !== null && gone * sign >= end * sign && !(came !== null && came * sign >= end * sign);

/** The changes of the rows of one data set and recorded period. */
export class HeldChange {
  readonly #came: HeldStarts = { first: null, last: null, latestValue: null };
  readonly #gone: HeldStarts = { first: null, last: null, latestValue: null };

  add(start: number, before: RowState, after: RowState): void {
    const rows = after.isThere ? this.#came : this.#gone;
    if (after.isThere || before.isThere) {
      rows.first = earlier(rows.first, start);
      rows.last = later(rows.last, start);
    }
    const values = after.hasFinalValue ? this.#came : this.#gone;
    if (after.hasFinalValue || before.hasFinalValue) values.latestValue = later(values.latestValue, start);
  }

  /** What is held afterwards; null where only a look at the rows tells. */
  applied({ first, last, latestValue }: HeldStarts): HeldStarts | null {
    const came = this.#came;
    const gone = this.#gone;
    const mustLook =
      isLost(first, gone.first, came.first, -1) ||
      isLost(last, gone.last, came.last, 1) ||
      isLost(latestValue, gone.latestValue, came.latestValue, 1);
    if (mustLook) return null;
    return {
      first: earlier(first, came.first),
      last: later(last, came.last),
      latestValue: later(latestValue, came.latestValue),
    };
  }
}
