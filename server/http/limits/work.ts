/** One request that is being answered: what it takes of what all share, from the end of its body until its answer is sent. */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { ownRound } from '../../store/pauses.js';
import type { AddressLimits } from './address-limits.js';
import { ReaderGone, type FairQueue } from './fair-queue.js';
import { Meter, type TurnClock } from './turn-clock.js';

/** What requests share. */
export interface Shared {
  /** Before answers that read much: they hold what they read until they are sent. */
  heavy: FairQueue;
  /** Before all answers to addresses that have caused much work lately, or ask for many at once. */
  busy: FairQueue;
  /** Null where addresses have no limits. */
  addresses: AddressLimits | null;
  /** Requests that are being answered. */
  inFlight: number;
  /** Those of them that others stand back for. */
  modest: number;
  /** Connections and requests that have come so far. */
  arrived: number;
  clock: TurnClock<Work>;
}

/** Stored values to read and results to work out: fewer take some 20 ms. */
const LIGHT_WORK = 2_000;
/** The longest that work waits for others at a pause. */
const STANDS_BACK_MS = 200;
const LOOK_MS = 5;

export class Work {
  readonly meter = new Meter();
  #isGone = false;
  /** Made when something waits: most answers never do, and one that is aborted costs as much as a kept answer. */
  #gone: AbortController | null = null;
  /** Whether its address asked for little when it came, and it has not turned out to cause much work since. */
  #isModest: boolean;
  /** How often it waits at present: parts of an answer wait side by side. */
  #waits = 0;
  /** Whether it is counted among those that others stand back for. */
  #isCounted = false;
  #place: Promise<() => void> | null = null;
  #isSent = false;
  #isInFlight = true;
  #isOver = false;

  /** @throws where the address may have no more requests at once. */
  constructor(
    private readonly shared: Shared,
    private readonly address: string,
  ) {
    shared.addresses?.begin(address);
    shared.inFlight += 1;
    this.#isModest = shared.addresses?.asksLittle(address) ?? true;
    this.#count();
  }

  /** Null where the answer may be made at once; else resolves when it may. */
  begin(): Promise<void> | null {
    return this.#isModest ? null : this.#enter(this.shared.busy).then(() => this.pause());
  }

  /** So much is about to be read and worked out; where it is much, it waits for its turn. */
  readonly beforeRead = async (work: number): Promise<void> => {
    if (this.#isGone) throw new ReaderGone();
    if (work <= LIGHT_WORK) return;
    await this.waitFor(this.#enter(this.shared.heavy));
  };

  /** Waits for a turn, or for what another request makes: nobody stands back for this one meanwhile. */
  readonly waitFor = async <Result>(result: Promise<Result>): Promise<Result> => {
    this.#waits += 1;
    this.#count();
    try {
      return await result;
    } finally {
      this.#waits -= 1;
      this.#count();
    }
  };

  /** Long work has gone on for a while: others come first. @throws ReaderGone where it is not wanted any more */
  async pause(): Promise<void> {
    this.#charge();
    await ownRound();
    if (this.#causesMuch) await this.#standBack();
    if (this.#isGone) throw new ReaderGone();
  }

  /** Waits until nobody comes or is answered who caused less work, but not for ever. */
  async #standBack(): Promise<void> {
    const { shared } = this;
    this.#isModest = false;
    this.#count();
    const until = performance.now() + STANDS_BACK_MS;
    for (let before = -1; shared.arrived !== before && performance.now() < until;) {
      before = shared.arrived;
      await setImmediate();
      await setImmediate();
    }
    while (shared.modest > 0 && performance.now() < until) await sleep(LOOK_MS);
  }

  /**
   * The answer is made. @param isWhole false where it is made while it is read, which may take its reader any time: meanwhile it
   * is one of those that its address may have at once, and keeps nobody else out
   */
  sent(isWhole: boolean): void {
    this.#isSent = true;
    this.#count();
    this.#charge();
    this.#leave();
    this.#land();
    if (isWhole || this.#isGone) this.#end();
  }

  /** The connection is closed, or the answer has been read. */
  closed(): void {
    this.#isGone = true;
    this.#gone?.abort();
    if (!this.#isSent) return;
    this.#charge();
    this.#end();
  }

  /** Whether its address has turned out to cause much work. */
  get #causesMuch(): boolean {
    return this.shared.addresses?.usesLittle(this.address) === false;
  }

  /** Others stand back for it while it goes on itself, until its answer is sent. */
  #count(): void {
    const isCounted = this.#isModest && this.#waits === 0 && !this.#isSent;
    if (isCounted === this.#isCounted) return;
    this.#isCounted = isCounted;
    this.shared.modest += isCounted ? 1 : -1;
  }

  #charge(): void {
    const { addresses, clock } = this.shared;
    if (!addresses) return;
    clock.settle();
    addresses.charge(this.address, this.meter.take());
  }

  /** A request has one place, whatever it needs it for. */
  async #enter(queue: FairQueue): Promise<void> {
    // Whatever is still under way when the answer is sent is for nobody: a place would not be given back.
    if (this.#isSent) throw new ReaderGone();
    if (this.#isGone) throw new ReaderGone();
    this.#gone ??= new AbortController();
    this.#place ??= queue.enter(this.address, this.#gone.signal);
    await this.#place;
  }

  #leave(): void {
    void this.#place?.then(
      (giveBack) => giveBack(),
      () => undefined,
    );
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#land();
    this.shared.addresses?.end(this.address);
  }

  #land(): void {
    if (!this.#isInFlight) return;
    this.#isInFlight = false;
    this.shared.inFlight -= 1;
  }
}
