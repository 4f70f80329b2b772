/** One request that is being answered: what it takes of what all share, from the end of its body until its answer is sent. */
import type { HeavyAnswers } from './heavy-answers.js';
import { ReaderGone } from './heavy-answers.js';
import type { AddressLimits } from './address-limits.js';
import { Meter, type TurnClock } from './turn-clock.js';

/** What requests share. */
export interface Shared {
  heavy: HeavyAnswers;
  /** Null where addresses have no limits. */
  addresses: AddressLimits | null;
  /** Requests that are being answered. */
  inFlight: number;
  clock: TurnClock;
}

/** Stored values to read and results to work out: fewer take some 20 ms. */
const LIGHT_WORK = 2_000;

export class Work {
  readonly meter = new Meter();
  readonly #gone = new AbortController();
  #place: Promise<() => void> | null = null;
  #isSent = false;
  #isOver = false;

  /** @throws where the address may have no more requests at once. */
  constructor(
    private readonly shared: Shared,
    private readonly address: string,
  ) {
    shared.addresses?.begin(address);
    shared.inFlight += 1;
  }

  /** So much work is about to be done; where it is much, it waits for its turn. */
  readonly beforeRead = async (work: number): Promise<void> => {
    if (this.#gone.signal.aborted) throw new ReaderGone();
    if (work <= LIGHT_WORK) return;
    this.#place ??= this.shared.heavy.enter(this.address, this.#gone.signal);
    await this.#place;
  };

  /** The answer is made. @param isWhole false where it is made while it is read */
  sent(isWhole: boolean): void {
    this.#isSent = true;
    this.#charge();
    if (isWhole || this.#gone.signal.aborted) this.#end();
  }

  /** The connection is closed, or the answer has been read. */
  closed(): void {
    this.#gone.abort();
    if (!this.#isSent) return;
    this.#charge();
    this.#end();
  }

  #charge(): void {
    this.shared.clock.settle();
    this.shared.addresses?.charge(this.address, this.meter.take());
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.shared.inFlight -= 1;
    this.shared.addresses?.end(this.address);
    void this.#place?.then(
      (giveBack) => giveBack(),
      () => undefined,
    );
  }
}
