/** One JSON line a request, with the id that the answer carries as well. Nothing in it identifies a person. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { truncateAddress } from '../log.js';

const CALLERS_ID = /^[A-Za-z0-9._-]{8,64}$/;
/** Longer addresses are cut in the log. */
const URL_LENGTH = 2000;

/** The caller's `X-Request-Id` where it is a plain word, else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && CALLERS_ID.test(given) ? given : randomUUID();
}

/** The pattern of the route (`/services/:slug`), so that lines and metrics can be grouped; `none` if there is none. */
export const routePattern = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';

export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      url: request.originalUrl.slice(0, URL_LENGTH),
      route: routePattern(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      address: truncateAddress(request.ip),
    };
    if (reply.statusCode >= 500) request.log.warn(line, 'request');
    else request.log.info(line, 'request');
    done();
  });
}
