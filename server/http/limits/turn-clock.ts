/**
 * How long each request has had the thread. All answers are made on one thread, so what an answer costs others is the time
 * in which none of them could be made: the time of its own turns of the event loop, whatever it waited for in between.
 * Node has no such clock (`process.cpuUsage` is of all threads, event-loop utilisation of all requests), so this one is
 * told where a turn begins and ends, and asks AsyncLocalStorage whose it is. A read of SQLite is a part of the turn; what
 * other threads do (compression, PostgreSQL) is not.
 */
import { AsyncLocalStorage, createHook } from 'node:async_hooks';

export class Meter {
  #ms = 0;

  add(ms: number): void {
    this.#ms += ms;
  }

  /** The milliseconds since it was last taken from. */
  take(): number {
    const ms = this.#ms;
    this.#ms = 0;
    return ms;
  }
}

/** What turns of the event loop belong to. */
interface Metered {
  readonly meter: Meter;
}

export class TurnClock<Owner extends Metered> {
  readonly #whose = new AsyncLocalStorage<Owner>();
  /** Turns within turns: whose they are, the outermost first. */
  readonly #outer: (Meter | undefined)[] = [];
  #running: Meter | undefined;
  #since = 0;
  readonly #hook = createHook({
    before: () => this.#begin(this.whose()?.meter),
    after: () => this.#end(),
  });

  constructor(private readonly now: () => number = () => performance.now()) {}

  start(): void {
    this.#hook.enable();
  }

  stop(): void {
    this.#hook.disable();
    this.#whose.disable();
  }

  /** Whose turn it is. */
  whose(): Owner | undefined {
    return this.#whose.getStore();
  }

  /** Runs `work`: its turn, and all turns that follow from it, are this owner's. */
  run(owner: Owner, work: () => void): void {
    this.#begin(owner.meter);
    try {
      this.#whose.run(owner, work);
    } finally {
      this.#end();
    }
  }

  /** Notes what the turn that is under way has taken so far. */
  settle(): void {
    this.#turnTo(this.#running);
  }

  #begin(meter: Meter | undefined): void {
    this.#outer.push(this.#running);
    if (meter !== this.#running) this.#turnTo(meter);
  }

  #end(): void {
    const outer = this.#outer.pop();
    if (outer !== this.#running) this.#turnTo(outer);
  }

  #turnTo(meter: Meter | undefined): void {
    const now = this.now();
    this.#running?.add(now - this.#since);
    this.#running = meter;
    this.#since = now;
  }
}
