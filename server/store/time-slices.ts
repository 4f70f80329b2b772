/** Long work lets others have their turn: a question about tens of thousands of points must not hold up everyone else. */
import { setImmediate } from 'node:timers/promises';

/** So long work goes on before others come first, in milliseconds. */
const MOST_MS = 20;

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
    await setImmediate();
    this.#since = performance.now();
  }
}
