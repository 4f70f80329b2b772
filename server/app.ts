/** The HTTP application: every limit and header first, then what answers. It listens nowhere by itself. */
import compress from '@fastify/compress';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { PinnedMoment } from './context.js';
import { serveEmbedFiles } from './http/embed-files.js';
import { COMPRESSION } from './http/encoded-body.js';
import { answerErrors, errorAnswer, sendErrorAnswer, type ErrorPage } from './http/error-answers.js';
import { serveGraphql, type GraphqlOptions } from './http/graphql.js';
import { Connections } from './http/connections.js';
import { answerHealth } from './http/health.js';
import { DEFAULT_LIMITS, limit, PATIENCE, type Limits } from './http/limits/limits.js';
import { serveIngest, type IngestOptions } from './http/ingest.js';
import { servePublishing, type PublishingOptions } from './http/publishing/publishing-pages.js';
import { servePreviews, type PreviewOptions } from './http/publishing/previews.js';
import { logRequests, requestId } from './http/request-log.js';
import { serveSchemaFiles } from './http/schema-files.js';
import { secure } from './http/security.js';
import type { Stoppable } from './http/shutdown.js';
import { answerTelemetry, type MetricsExchange } from './http/telemetry.js';

/** What the shell needs to know of the database. */
export interface Store {
  /** Fails if the database does not answer. */
  ping(): Promise<void>;
  /** The newest submission's id. */
  dataVersion(): Promise<number>;
}

export interface AppOptions<C extends PinnedMoment> {
  log: Logger;
  store: Store;
  /** What deliveries go to; `ping` fails if it does not answer. */
  writer?: { ping(): Promise<void> };
  /** Where several processes serve: how their metrics come together, and when none of them listens any more. */
  metrics?: MetricsExchange;
  allClosed?: () => Promise<void>;
  /** The path under which readers see the site (`/performance`), without a slash at its end; empty for none. */
  pathPrefix?: string;
  /** Addresses or networks whose `X-Forwarded-For` is believed. */
  trustedProxies?: readonly string[];
  limits?: Partial<Limits>;
  /** Where the elements' files are; null to serve none. */
  embedDirectory?: string | null;
  graphql?: GraphqlOptions<C>;
  /** Where programs deliver measurements. */
  ingest?: IngestOptions;
  /** Where people publish. */
  publishing?: PublishingOptions;
  /** Where drafts are shown to whoever has a link. */
  previews?: PreviewOptions;
  /** Adds the pages' routes; the limits and headers above apply to them. */
  registerPages?: (app: FastifyInstance) => Promise<void> | void;
  errorPage?: ErrorPage;
}

/** An app, and what stops it (see http/shutdown.ts). */
export interface App extends Stoppable {
  fastify: FastifyInstance;
}

/** For bodies that no route allows more for. */
const BODY_BYTES = 100_000;

/**
 * The path of a request's target. Proxies are asked `GET http://somewhere/path`: whatever host that names, an address of ours
 * has none, nor two slashes at its beginning, which browsers would take for one.
 */
export const pathOf = (target: string): string =>
  target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^\/*/, '/');

/** Proxies may take the prefix away or leave it: both find the routes. */
export function withoutPrefix(url: string, prefix: string): string {
  if (prefix === '' || !url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}

/**
 * The parameters of an address; of one that is said twice, both. Fastify's own parser takes 20 to 35 µs for the address of a
 * question with twelve modules, where this one takes 12.
 */
function queryOf(text: string): Record<string, string | string[]> {
  const query = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    query[name] = name in query ? [query[name], value].flat() : value;
  }
  return query;
}

function createFastify<C extends PinnedMoment>(options: AppOptions<C>): FastifyInstance {
  const { log, pathPrefix = '', trustedProxies = [], errorPage } = options;
  const loggerInstance: FastifyBaseLogger = log;
  return Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestId,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: BODY_BYTES,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200, querystringParser: queryOf },
    rewriteUrl: (request) => pathOf(withoutPrefix(pathOf(request.url ?? '/'), pathPrefix)),
    requestTimeout: PATIENCE.request,
    connectionTimeout: PATIENCE.connection,
    http: { headersTimeout: PATIENCE.head, connectionsCheckingInterval: PATIENCE.looks },
    frameworkErrors: (error, request, reply) =>
      void sendErrorAnswer(errorAnswer(error, request.id), request, reply, errorPage),
  });
}

export async function createApp<C extends PinnedMoment = PinnedMoment>(options: AppOptions<C>): Promise<App> {
  const { store, writer, graphql, ingest, publishing, previews, registerPages, embedDirectory } = options;
  const app = createFastify(options);
  const connections = new Connections(app, options.allClosed);
  let isDraining = false;
  // A form of somebody else's page can send text/plain without asking first: nothing here reads it.
  app.removeContentTypeParser('text/plain');
  logRequests(app);
  await secure(app);
  await limit(app, { ...DEFAULT_LIMITS, ...options.limits });
  await app.register(compress, { globalDecompression: false, ...COMPRESSION });
  answerErrors(app, options.errorPage);
  const parts = { database: () => store.ping(), ...(writer && { writer: () => writer.ping() }) };
  answerHealth(app, { parts, isDraining: () => isDraining });
  answerTelemetry(app, () => store.dataVersion(), options.metrics);
  serveSchemaFiles(app);
  if (embedDirectory) await serveEmbedFiles(app, embedDirectory);
  if (graphql) await serveGraphql(app, graphql);
  if (ingest) serveIngest(app, ingest);
  if (publishing) servePublishing(app, publishing);
  if (previews) servePreviews(app, previews);
  await registerPages?.(app);
  return {
    fastify: app,
    drain: () => {
      isDraining = true;
      connections.announceEnd();
    },
    close: async () => {
      await connections.end();
      await app.close();
    },
    abort: () => app.server.closeAllConnections(),
  };
}
