/** `/healthz`: the process is alive. `/readyz`: it can answer questions and take deliveries. */
import type { FastifyInstance } from 'fastify';
import { AppError, messageOf } from '../errors.js';
import { ALWAYS_ANSWERS } from './limits/limits.js';

export interface Readiness {
  /** What must answer, by what it is called in messages; each fails if it does not. */
  parts: Readonly<Record<string, () => Promise<void>>>;
  /** True from SIGTERM on: whoever balances the load must look elsewhere before connections are refused. */
  isDraining(): boolean;
}

/** What does not answer within this time is as good as not there. */
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
  // Whoever balances the load asks every few seconds: the log says what changed.
  let told = '';
  app.get('/readyz', ALWAYS_ANSWERS, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (readiness.isDraining()) return reply.code(503).send({ status: 'stopping' });
    const faults = (await Promise.all(Object.entries(readiness.parts).map(faultOf))).flat();
    const reasons = faults.map(({ reason }) => reason).join('; ');
    if (reasons !== told) {
      for (const { status, error } of faults) request.log.error({ err: error }, status);
      if (faults.length === 0) request.log.info('ready again');
      told = reasons;
    }
    return faults.length === 0 ? { status: 'ok' } : reply.code(503).send({ status: faults[0].status });
  });
}

interface Fault {
  /** For whoever asked. */
  status: string;
  reason: string;
  error: unknown;
}

async function faultOf([name, ping]: [string, () => Promise<void>]): Promise<Fault[]> {
  try {
    await withinTime(ping());
    return [];
  } catch (error) {
    const isForReaders = error instanceof AppError && error.httpStatus > 500;
    const status = isForReaders ? error.message : `the ${name} does not answer`;
    return [{ status, reason: `${name}: ${messageOf(error)}`, error }];
  }
}
