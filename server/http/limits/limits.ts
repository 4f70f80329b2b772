/** What one address may ask for, and when the process answers 503 instead of falling behind. */
import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SystemError } from '../../errors.js';
import { asOneWork, ownRound, waitAtPauses } from '../../store/pauses.js';
import { AddressLimits, addressOf, rateLimited, type AddressQuota } from './address-limits.js';
import { FairQueue, type QueueLimits } from './fair-queue.js';
import { TokenBuckets } from './token-buckets.js';
import { TurnClock } from './turn-clock.js';
import { UnreadAnswers } from './unread-answers.js';
import { Work, type Shared } from './work.js';

/** Where `requestsPerMinute` is 0, an address has no limit at all. */
export interface Limits extends AddressQuota {
  inFlight: number;
  eventLoopLagMs: number;
  /** Answers that read much. */
  heavy: QueueLimits;
  /** Answers to addresses that have caused much work lately. */
  busy: QueueLimits;
}

export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 600,
  workMsPerMinute: 10_000,
  atOnce: 16,
  inFlight: 256,
  eventLoopLagMs: 200,
  // Two for the one core that makes answers: more would only hold more memory for longer.
  heavy: { atOnce: 2, waiting: 64, waitMs: 5_000 },
  busy: { atOnce: 1, waiting: 64, waitMs: 5_000 },
};

/** How long the server waits for who is slow, in milliseconds: see http.createServer and app.ts. */
export const PATIENCE = {
  head: 10_000,
  /** Head and body. */
  request: 30_000,
  /** A connection on which nothing moves: of an answer that nobody reads. */
  connection: 60_000,
  /** How often Node looks for requests that are late. */
  looks: 1_000,
} as const;

/**
 * How often the lag is looked at: its mean since the last look counts. Shorter, one large answer on a slow machine
 * would be all there is in a sample, and the next reader would be turned away by an idle server.
 */
const SAMPLE_MS = 2000;
const RETRY_AFTER = 2;
/** A lag so many times what is allowed is everybody's; below it, it is that of those who keep the thread busy. */
const EVERYBODYS_LAG = 5;

/** Route options of what must answer however busy the process is. */
export const ALWAYS_ANSWERS = { config: { rateLimit: false as const, isAlwaysAnswered: true } };

declare module 'fastify' {
  interface FastifyContextConfig {
    isAlwaysAnswered?: boolean;
  }
  interface FastifyRequest {
    /** Null until the body has arrived, and of what is always answered. */
    work: Work | null;
  }
}

const isAlwaysAnswered = (request: FastifyRequest): boolean =>
  request.routeOptions.config?.isAlwaysAnswered === true;

const busy = (): SystemError =>
  new SystemError('the server is busy: try again shortly', 'OVERLOADED', 503, { retryAfter: RETRY_AFTER });

/** Who used up their work is told so at once; while the thread lags behind, those who keep it busy come later. */
async function limitPressure(
  app: FastifyInstance,
  { eventLoopLagMs }: Limits,
  addresses: AddressLimits | null,
): Promise<void> {
  if (addresses) {
    app.addHook('onRequest', (request, _reply, done) => {
      if (!isAlwaysAnswered(request)) addresses.assertMayAsk(addressOf(request));
      done();
    });
  }
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopLagMs,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request, _reply, _type, lag = Infinity) => {
      const isInnocent = addresses?.usesLittle(addressOf(request)) && lag < EVERYBODYS_LAG * eventLoopLagMs;
      if (!isAlwaysAnswered(request) && !isInnocent) throw busy();
    },
  });
}

/** The bytes of an answer that is in memory as a whole; null of one that is made while it is read. */
function bytesOf(payload: unknown): number | null {
  if (payload === null || payload === undefined) return 0;
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return Buffer.isBuffer(payload) ? payload.length : null;
}

/** Counts what is being answered: not what has yet to arrive, nor what has yet to be read. */
function limitWork(app: FastifyInstance, { inFlight }: Limits, shared: Shared): void {
  const unread = new UnreadAnswers();
  for (const event of ['connection', 'request']) app.server.on(event, () => (shared.arrived += 1));
  app.decorateRequest('work', null);
  app.addHook('preValidation', (request, reply, done) => {
    if (isAlwaysAnswered(request)) return done();
    if (shared.inFlight >= inFlight) return done(busy());
    let work: Work;
    try {
      work = new Work(shared, addressOf(request));
    } catch (error) {
      return done(error as Error);
    }
    request.work = work;
    // `close` comes once for every answer, also where the client went away in the middle of it.
    reply.raw.once('close', () => work.closed());
    // Whoever is charged for nothing needs no clock: to follow promises makes each of them dearer.
    const go = shared.addresses ? (): void => shared.clock.run(work, done) : (): void => done();
    asOneWork(() => {
      const waiting = work.begin();
      if (waiting) void waiting.then(go, done);
      else go();
    });
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const bytes = bytesOf(payload);
    if (request.work && bytes) unread.add(reply.raw, bytes);
    request.work?.sent(bytes !== null);
    done();
  });
}

function bucketStore(requestsPerMinute: number, burst: number): FastifyRateLimitStoreCtor {
  const buckets = new TokenBuckets(requestsPerMinute, burst);
  return class implements FastifyRateLimitStore {
    incr(key: string, done: (error: Error | null, result?: { current: number; ttl: number }) => void): void {
      done(null, buckets.take(key));
    }
    child(): FastifyRateLimitStore {
      return this;
    }
  };
}

async function limitRate(app: FastifyInstance, { requestsPerMinute }: Limits): Promise<void> {
  const burst = 2 * requestsPerMinute;
  await app.register(rateLimit, {
    max: burst,
    timeWindow: '1 minute',
    store: bucketStore(requestsPerMinute, burst),
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) =>
      rateLimited(`more than ${requestsPerMinute} requests a minute: slow down`, ttl),
  });
}

/** Call before any route is added: the limits are hooks of the routes that follow. */
export async function limit(app: FastifyInstance, limits: Limits): Promise<void> {
  const isLimited = limits.requestsPerMinute > 0;
  const addresses = isLimited ? new AddressLimits(limits) : null;
  const clock = new TurnClock<Work>();
  if (isLimited) {
    clock.start();
    waitAtPauses(() => clock.whose()?.pause() ?? ownRound());
    app.addHook('onClose', async () => clock.stop());
  }
  const queue = (of: QueueLimits): FairQueue => new FairQueue(of, (address) => addresses?.used(address) ?? 0);
  const [heavy, busyAddresses] = [queue(limits.heavy), queue(limits.busy)];
  await limitPressure(app, limits, addresses);
  const counts = { inFlight: 0, modest: 0, arrived: 0 };
  limitWork(app, limits, { addresses, heavy, busy: busyAddresses, clock, ...counts });
  if (isLimited) await limitRate(app, limits);
}
