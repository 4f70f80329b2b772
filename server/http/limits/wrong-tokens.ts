/** Wrong tokens from one address. Right ones are never counted or refused: behind one address may be a whole department. */
import { rateLimited } from './address-limits.js';
import { TokenBuckets } from './token-buckets.js';

const PER_MINUTE = 10;

export class WrongTokens {
  readonly #left = new TokenBuckets(PER_MINUTE, PER_MINUTE);

  /** Counts one that was looked up and is not valid. @throws with 429 after too many from the address */
  count(address: string): void {
    const { current, ttl } = this.#left.take(address);
    if (current > PER_MINUTE) throw rateLimited('too many wrong tokens came from this address: wait', ttl);
  }
}
