/** What one address may ask for, and when the process answers 503 instead of falling behind. */
import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, EXIT, SystemError } from '../errors.js';
import { TokenBuckets } from './token-buckets.js';

export interface Limits {
  /** Requests a minute and address; twice as many may come at once. 0 turns the limit off. */
  requestsPerMinute: number;
  inFlight: number;
  eventLoopLagMs: number;
}

export const DEFAULT_LIMITS: Limits = { requestsPerMinute: 600, inFlight: 256, eventLoopLagMs: 200 };

/**
 * How often the lag is looked at: its mean since the last look counts. Shorter, one large answer on a slow machine
 * would be all there is in a sample, and the next reader would be turned away by an idle server.
 */
const SAMPLE_MS = 2000;
const RETRY_AFTER = 2;

/** Route options of what must answer however busy the process is. */
export const ALWAYS_ANSWERS = { config: { rateLimit: false as const, isAlwaysAnswered: true } };

declare module 'fastify' {
  interface FastifyContextConfig {
    isAlwaysAnswered?: boolean;
  }
}

class TooManyRequestsError extends AppError {
  readonly httpStatus = 429;
  readonly exitCode = EXIT.inputWrong;
}

const isAlwaysAnswered = (request: FastifyRequest): boolean =>
  request.routeOptions.config?.isAlwaysAnswered === true;

const busy = (): SystemError =>
  new SystemError('the server is busy: try again shortly', 'OVERLOADED', 503, { retryAfter: RETRY_AFTER });

async function limitPressure(app: FastifyInstance, { inFlight, eventLoopLagMs }: Limits): Promise<void> {
  let current = 0;
  app.addHook('onRequest', async (request, reply) => {
    if (isAlwaysAnswered(request)) return;
    if (current >= inFlight) throw busy();
    current += 1;
    // `close` comes once for every answer, also where the client went away in the middle of it.
    reply.raw.once('close', () => (current -= 1));
  });
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopLagMs,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request: FastifyRequest, _reply: FastifyReply) => {
      if (!isAlwaysAnswered(request)) throw busy();
    },
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
      new TooManyRequestsError(
        'TOO_MANY_REQUESTS',
        `more than ${requestsPerMinute} requests a minute: slow down`,
        {
          retryAfter: Math.max(1, Math.ceil(ttl / 1000)),
        },
      ),
  });
}

/** Call before any route is added: the limits are hooks of the routes that follow. */
export async function limit(app: FastifyInstance, limits: Limits): Promise<void> {
  await limitPressure(app, limits);
  if (limits.requestsPerMinute > 0) await limitRate(app, limits);
}
