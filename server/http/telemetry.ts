/** `/metrics` for Prometheus: requests by route, the data's version, and the process itself. */
import type { FastifyInstance } from 'fastify';
import { AggregatorRegistry, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { ALWAYS_ANSWERS } from './limits/limits.js';
import { routePattern } from './request-log.js';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of one process, as plain data. */
export type ProcessMetrics = readonly object[];

/** Where several processes serve, what brings their metrics together. */
export interface MetricsExchange {
  /** Says how those of this process are read. */
  offer(own: () => Promise<ProcessMetrics>): void;
  /** Those of every process, this one too. */
  all(): Promise<readonly ProcessMetrics[]>;
}

/**
 * @param dataVersion the newest submission’s id; where it cannot be read, the gauge is not a number.
 * @param exchange if there is one, `/metrics` is about all processes together: sums, but means of delays.
 */
export function answerTelemetry(
  app: FastifyInstance,
  dataVersion: () => Promise<number>,
  exchange?: MetricsExchange,
): void {
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
    aggregator: 'max',
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
  exchange?.offer(() => registry.getMetricsAsJSON());
  app.get('/metrics', ALWAYS_ANSWERS, async (_request, reply) => {
    reply.header('cache-control', 'no-store').type(registry.contentType);
    return exchange ? together(await exchange.all()) : registry.metrics();
  });
}

const together = (metrics: readonly ProcessMetrics[]): Promise<string> =>
  AggregatorRegistry.aggregate(metrics.map((own) => [...own])).metrics();
