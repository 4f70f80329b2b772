/** What one address may ask for: so many requests, so much work, so many answers at the same time. */
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { AppError, EXIT, SystemError } from '../../errors.js';
import { TokenBuckets } from './token-buckets.js';

export interface AddressQuota {
  /** Requests a minute; twice as many may come at once. */
  requestsPerMinute: number;
  /** Milliseconds of the thread a minute; twice as many may be used at once. */
  workMsPerMinute: number;
  /** Requests that are answered at the same time. */
  atOnce: number;
}

class TooManyRequestsError extends AppError {
  readonly httpStatus = 429;
  readonly exitCode = EXIT.inputWrong;
}

export const rateLimited = (message: string, waitMs: number): TooManyRequestsError =>
  new TooManyRequestsError('RATE_LIMITED', message, { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });

/** An address that has used no more than this, and asks for no more than so much at once, is not made to wait. */
const LITTLE_MS = 1000;
const LITTLE_AT_ONCE = 2;

/** Who asks: an address of IPv4, or a network of IPv6, of which one household has all. */
export const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip);

export class AddressLimits {
  readonly #work: TokenBuckets;
  readonly #underWay = new Map<string, number>();

  constructor(private readonly quota: AddressQuota) {
    this.#work = new TokenBuckets(quota.workMsPerMinute, this.#workAtOnce);
  }

  /** @throws with 429 if the address has used up its work. */
  assertMayAsk(address: string): void {
    const waitMs = this.#work.msUntilFilled(address);
    if (waitMs === 0) return;
    const seconds = this.quota.workMsPerMinute / 1000;
    throw rateLimited(`your questions took more than ${seconds} s of work a minute: ask for less`, waitMs);
  }

  /** @throws with 503 if as many of the address's requests are being answered as may be. */
  begin(address: string): void {
    const { atOnce } = this.quota;
    const count = this.#underWay.get(address) ?? 0;
    if (count >= atOnce) {
      const message = `more than ${atOnce} requests at once: wait for the answers`;
      throw new SystemError(message, 'OVERLOADED', 503, { retryAfter: 1 });
    }
    this.#underWay.set(address, count + 1);
  }

  end(address: string): void {
    const count = this.#underWay.get(address)! - 1;
    if (count > 0) this.#underWay.set(address, count);
    else this.#underWay.delete(address);
  }

  /** Counts what an answer took of the thread. */
  charge(address: string, ms: number): void {
    this.#work.charge(address, ms);
  }

  /** Milliseconds of the thread that the address has used and not yet earned again. */
  used(address: string): number {
    return this.#workAtOnce - this.#work.left(address);
  }

  /** Whether the address is none of those that keep the thread busy. */
  usesLittle(address: string): boolean {
    return this.used(address) < LITTLE_MS;
  }

  /** Whether it does not ask for much at the same time, either: what that costs is only known later. */
  asksLittle(address: string): boolean {
    return (this.#underWay.get(address) ?? 0) <= LITTLE_AT_ONCE && this.usesLittle(address);
  }

  get #workAtOnce(): number {
    return 2 * this.quota.workMsPerMinute;
  }
}
