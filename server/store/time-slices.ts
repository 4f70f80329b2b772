/** Long work lets others have their turn: a question about tens of thousands of points must not hold up everyone else. */
import { setImmediate } from 'node:timers/promises';

/** So long work goes on before others come first, in milliseconds. */
const MOST_MS = 20;

let waitForTurn: () => Promise<void> = setImmediate;

/** What long work waits for at its pauses; it throws where the work is not wanted any more. */
export function waitAtPauses(wait: () => Promise<void>): void {
  waitForTurn = wait;
}

export class TimeSlices {
  #since = performance.now();

  /** What `work` makes of each item, in order. */
  async map<Item, Made>(items: readonly Item[], work: (item: Item) => Made): Promise<Made[]> {
    const made: Made[] = [];
    for (const item of items) {
      if (this.#isOver) await this.pause();
      made.push(work(item));
    }
    return made;
  }

  get #isOver(): boolean {
    return performance.now() - this.#since >= MOST_MS;
  }

  /** Lets others go first if this work has gone on long enough. */
  async pause(): Promise<void> {
    if (!this.#isOver) return;
    await waitForTurn();
    this.#since = performance.now();
  }
}
