/**
 * The store behind @fastify/rate-limit: a bucket an address that refills steadily, where the plugin's own store counts
 * in fixed minutes. So a page of many parts may come at once, and a steady stream keeps to the rate.
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
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: this.burst, filledAt: now };
    const refill = (Math.max(0, now - bucket.filledAt) * this.perMinute) / MINUTE_MS;
    const tokens = Math.min(this.burst, bucket.tokens + refill);
    const isAllowed = tokens >= 1;
    this.remember(key, { tokens: isAllowed ? tokens - 1 : tokens, filledAt: now });
    if (isAllowed) return { current: Math.ceil(this.burst - tokens + 1), ttl: 0 };
    return { current: this.burst + 1, ttl: Math.ceil(((1 - tokens) * MINUTE_MS) / this.perMinute) };
  }

  private remember(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= ADDRESSES) return;
    const oldest = this.buckets.keys().next().value;
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
