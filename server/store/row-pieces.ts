/** Reads that go along the rows of many series, and do not know how many these have: piece by piece. */
import { pause } from './pauses.js';

/** A statement looks at no more rows than this: while it runs, nobody else is answered. */
const MOST_ROWS = 5_000;
const MOST_SERIES = 500;
/** How much longer the pieces of a series become each time. */
const GROWTH = 4;

/** Before the first start that there may be, and behind the last. */
export const [LEAST_START, GREATEST_START] = [-(2 ** 31), 2 ** 31 - 1];

/** Told how many rows are looked at next, which waits for it. @throws if that is too much */
export type BeforeLook = (rows: number) => Promise<void>;

/**
 * Goes on as long as there are series that have more rows; others come first in between.
 *
 * @param look looks at the next `rows` rows of each of some series; answers those that have more, with the place reached
 */
export async function goAlong<Walk>(
  all: readonly Walk[],
  look: (some: readonly Walk[], rows: number) => Promise<readonly Walk[]>,
): Promise<void> {
  let walks = all;
  for (let rows = 1; walks.length > 0; rows = Math.min(rows * GROWTH, MOST_ROWS)) {
    const further: Walk[] = [];
    const most = Math.min(MOST_SERIES, Math.floor(MOST_ROWS / rows));
    for (let from = 0; from < walks.length; from += most) {
      for (const walk of await look(walks.slice(from, from + most), rows)) further.push(walk);
      await pause();
    }
    walks = further;
  }
}
