/** `/healthz`: the process is alive. `/readyz`: it can answer questions, which needs the database. */
import type { FastifyInstance } from 'fastify';
import { ALWAYS_ANSWERS } from './limits.js';

export interface Readiness {
  /** Fails if the database does not answer. */
  ping(): Promise<void>;
  /** True from SIGTERM on: whoever balances the load must look elsewhere before connections are refused. */
  isDraining(): boolean;
}

/** A database that does not answer within this time is as good as none. */
const PING_MS = 2000;

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PING_MS} ms`)), PING_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function answerHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', ALWAYS_ANSWERS, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  });
  app.get('/readyz', ALWAYS_ANSWERS, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (readiness.isDraining()) return reply.code(503).send({ status: 'stopping' });
    try {
      await withinTime(readiness.ping());
      return { status: 'ok' };
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
}
