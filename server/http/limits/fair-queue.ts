/**
 * A few places for work that holds others up, and a queue before them in which no address can keep others out: who has
 * caused least work comes first, and where that is the same, every address has its turn.
 */
import { AppError, EXIT, SystemError } from '../../errors.js';

export interface QueueLimits {
  /** Under way at the same time. */
  atOnce: number;
  /** Waiting, of all addresses together. */
  waiting: number;
  waitMs: number;
}

/** Seconds. */
const RETRY_AFTER = 5;

/** Why an answer is not made whose reader has gone: nobody is told. */
export class ReaderGone extends AppError {
  readonly httpStatus = 503;
  readonly exitCode = EXIT.systemFailed;

  constructor() {
    super('READER_GONE', 'the connection was closed before the answer was made');
  }
}

/** Why an answer is not made whose turn did not come. */
export class TurnRefused extends SystemError {
  constructor() {
    const message = 'too many large questions are being answered: try again shortly';
    super(message, 'OVERLOADED', 503, { retryAfter: RETRY_AFTER });
  }
}

interface Waiting {
  begin(): void;
  refuse(error: Error): void;
}

export class FairQueue {
  #underWay = 0;
  /** Those that wait, by address: the address that had its turn longest ago comes first. */
  readonly #queues = new Map<string, Waiting[]>();

  /** @param usedBy how much work an address has caused lately */
  constructor(
    private readonly limits: QueueLimits,
    private readonly usedBy: (address: string) => number = () => 0,
  ) {}

  get waiting(): number {
    return [...this.#queues.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * Waits for a place, and gives what gives it back.
   *
   * @throws TurnRefused (503) if the queue is full or moves too slowly, ReaderGone where nobody waits any more.
   */
  async enter(address: string, gone: AbortSignal): Promise<() => void> {
    if (gone.aborted) throw new ReaderGone();
    if (this.#underWay < this.limits.atOnce) this.#underWay += 1;
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
    if (this.waiting >= this.limits.waiting) this.#makeRoomFor(address);
    return new Promise((resolve, reject) => {
      const end = (ending: () => void): void => {
        clearTimeout(late);
        gone.removeEventListener('abort', leave);
        ending();
      };
      const waiting: Waiting = {
        begin: () => end(resolve),
        refuse: (error) => {
          this.#remove(address, waiting);
          end(() => reject(error));
        },
      };
      const leave = (): void => waiting.refuse(new ReaderGone());
      const late = setTimeout(() => waiting.refuse(new TurnRefused()), this.limits.waitMs);
      gone.addEventListener('abort', leave);
      const queue = this.#queues.get(address);
      if (queue) queue.push(waiting);
      else this.#queues.set(address, [waiting]);
    });
  }

  /** Refuses the last that waits of the address that caused most work. @throws if that is the one that wants to come in */
  #makeRoomFor(newcomer: string): void {
    const most = this.#byUse().at(-1)!;
    if (this.usedBy(most) <= this.usedBy(newcomer)) throw new TurnRefused();
    this.#queues.get(most)!.at(-1)!.refuse(new TurnRefused());
  }

  /** Gives a place to the address whose turn it is, which then comes last. */
  #next(): void {
    const [address] = this.#byUse();
    if (address === undefined) {
      this.#underWay -= 1;
      return;
    }
    const [first, ...rest] = this.#queues.get(address)!;
    this.#queues.delete(address);
    if (rest.length > 0) this.#queues.set(address, rest);
    first.begin();
  }

  /** The addresses that wait, those that caused least work first. */
  #byUse(): string[] {
    const used = new Map([...this.#queues.keys()].map((address) => [address, this.usedBy(address)]));
    return [...used.keys()].sort((a, b) => used.get(a)! - used.get(b)!);
  }

  #remove(address: string, waiting: Waiting): void {
    const rest = (this.#queues.get(address) ?? []).filter((each) => each !== waiting);
    if (rest.length > 0) this.#queues.set(address, rest);
    else this.#queues.delete(address);
  }
}
