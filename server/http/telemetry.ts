/** `/metrics` for Prometheus: requests by route, the data's version, and the process itself. */
import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { ALWAYS_ANSWERS } from './limits/limits.js';
import { routePattern } from './request-log.js';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * @param dataVersion the newest submission’s id; where it cannot be read, the gauge is not a number.
 */
export function answerTelemetry(app: FastifyInstance, dataVersion: () => Promise<number>): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request’s head to the end of the answer, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'perfplat_data_version',
    help: 'Id of the newest submission: it rises with every change of what is stored.',
    registers: [registry],
    async collect() {
      this.set(await dataVersion().catch(() => Number.NaN));
    },
  });
  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: routePattern(request),
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', ALWAYS_ANSWERS, async (_request, reply) => {
    reply.header('cache-control', 'no-store').type(registry.contentType);
    return registry.metrics();
  });
}
