/**
 * Answers that read much, a few at a time: each holds what it read until it is sent, and all are made on one thread.
 * Others wait in a queue in which every address has its turn, however much another one asks.
 */
import { AppError, EXIT, SystemError } from '../../errors.js';

export interface HeavyLimits {
  /** Made at the same time. */
  atOnce: number;
  /** Waiting, of all addresses together. */
  waiting: number;
  waitMs: number;
}

/** Why an answer is not made whose reader has gone: nobody is told. */
export class ReaderGone extends AppError {
  readonly httpStatus = 503;
  readonly exitCode = EXIT.systemFailed;

  constructor() {
    super('READER_GONE', 'the connection was closed before the answer was made');
  }
}

interface Waiting {
  begin(): void;
}

const RETRY_AFTER = 5;

const tooBusy = (): SystemError =>
  new SystemError('too many large questions are being answered: try again shortly', 'OVERLOADED', 503, {
    retryAfter: RETRY_AFTER,
  });

export class HeavyAnswers {
  #made = 0;
  /** Those that wait, by address: the address that had its turn longest ago comes first. */
  readonly #queues = new Map<string, Waiting[]>();

  /** @param usedBy how much work an address has caused lately: who caused least has the next turn */
  constructor(
    private readonly limits: HeavyLimits,
    private readonly usedBy: (address: string) => number = () => 0,
  ) {}

  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * Waits for a place, and gives what gives it back.
   *
   * @throws SystemError (503) if the queue is full or moves too slowly, ReaderGone where nobody waits any more.
   */
  async enter(address: string, gone: AbortSignal): Promise<() => void> {
    if (gone.aborted) throw new ReaderGone();
    const { atOnce, waiting } = this.limits;
    if (this.#made < atOnce) this.#made += 1;
    else if (this.waiting >= waiting) throw tooBusy();
    else await this.#turnOf(address, gone);
    let isGivenBack = false;
    return () => {
      if (isGivenBack) return;
      isGivenBack = true;
      this.#next();
    };
  }

  /** Resolves when a place that another one had is this one's. */
  #turnOf(address: string, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (ending: () => void): void => {
        clearTimeout(late);
        gone.removeEventListener('abort', leave);
        ending();
      };
      const waiting: Waiting = { begin: () => give(resolve) };
      const leaveWith = (error: Error): void => {
        this.#remove(address, waiting);
        give(() => reject(error));
      };
      const leave = (): void => leaveWith(new ReaderGone());
      const late = setTimeout(() => leaveWith(tooBusy()), this.limits.waitMs);
      gone.addEventListener('abort', leave);
      const queue = this.#queues.get(address);
      if (queue) queue.push(waiting);
      else this.#queues.set(address, [waiting]);
    });
  }

  /** Gives a place to the address whose turn it is, which then comes last. */
  #next(): void {
    const addresses = [...this.#queues.keys()];
    if (addresses.length === 0) {
      this.#made -= 1;
      return;
    }
    const used = addresses.map((address) => this.usedBy(address));
    const address = addresses[used.indexOf(Math.min(...used))];
    const [first, ...rest] = this.#queues.get(address)!;
    this.#queues.delete(address);
    if (rest.length > 0) this.#queues.set(address, rest);
    first.begin();
  }

  #remove(address: string, waiting: Waiting): void {
    const rest = (this.#queues.get(address) ?? []).filter((each) => each !== waiting);
    if (rest.length > 0) this.#queues.set(address, rest);
    else this.#queues.delete(address);
  }
}
