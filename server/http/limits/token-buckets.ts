/**
 * A bucket an address that refills steadily, where the store of @fastify/rate-limit counts in fixed minutes: what comes
 * at once may be as much as the bucket holds, and a steady stream keeps to the rate.
 */
interface Bucket {
  tokens: number;
  filledAt: number;
}

interface Count {
  current: number;
  /** Milliseconds until there is a token again. */
  ttl: number;
}

const MINUTE_MS = 60_000;
/** More addresses than this at once: the longest unseen is forgotten. */
const ADDRESSES = 20_000;

export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perMinute how fast a bucket refills. @param burst how much it holds. */
  constructor(
    private readonly perMinute: number,
    private readonly burst: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes one token. `current` is above `burst` if there was none. */
  take(key: string): Count {
    const tokens = this.left(key);
    if (tokens < 1) return { current: this.burst + 1, ttl: this.#msUntil(1 - tokens) };
    this.charge(key, 1);
    return { current: Math.ceil(this.burst - tokens + 1), ttl: 0 };
  }

  /** Takes what was used, also where it is more than there is: the bucket then has to fill up from below nothing. */
  charge(key: string, used: number): void {
    const tokens = this.left(key) - used;
    this.buckets.delete(key);
    this.buckets.set(key, { tokens, filledAt: this.now() });
    if (this.buckets.size <= ADDRESSES) return;
    const oldest = this.buckets.keys().next().value;
    if (oldest !== undefined) this.buckets.delete(oldest);
  }

  /** What is in the bucket; below nothing where more was used than there was. */
  left(key: string): number {
    const bucket = this.buckets.get(key);
    if (!bucket) return this.burst;
    const refill = (Math.max(0, this.now() - bucket.filledAt) * this.perMinute) / MINUTE_MS;
    return Math.min(this.burst, bucket.tokens + refill);
  }

  /** Milliseconds until the bucket is no longer empty; 0 if it is not. */
  msUntilFilled(key: string): number {
    const tokens = this.left(key);
    return tokens > 0 ? 0 : this.#msUntil(1 - tokens);
  }

  #msUntil(missing: number): number {
    return Math.ceil((missing * MINUTE_MS) / this.perMinute);
  }
}
