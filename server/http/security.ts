/** The headers that keep our pages to our own files, and open public reads to everyone's pages. */
import cors from '@fastify/cors';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    cors?: { origin: string };
    /** Which of HEADERS its answers have: those of our own pages where nothing is said. */
    security?: Audience;
  }
  interface FastifyReply {
    /** Gives an answer other headers of HEADERS than its route has. */
    secureAs(audience: Audience): FastifyReply;
  }
}

const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
};

const { 'require-trusted-types-for': _, ...UNTYPED } = POLICY;
const EXPLORER_POLICY = {
  ...UNTYPED,
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'worker-src': ["'self'"],
  'form-action': ["'none'"],
};

/** Seconds that a browser may keep the answer to a preflight. */
const PREFLIGHT_AGE = 86_400;

const OWN: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: POLICY },
  crossOriginEmbedderPolicy: false,
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
};

type Audience = 'own' | 'shared' | 'framed' | 'framing' | 'inner' | 'explorer' | 'file';

/** What is no document has no use for the rules of one, and these would be a quarter of what a page with a figure fetches. */
const FILE: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  dnsPrefetchControl: false,
  frameguard: false,
  ieNoOpen: false,
  originAgentCluster: false,
  permittedCrossDomainPolicies: false,
  referrerPolicy: false,
  xssFilter: false,
};

/**
 * What helmet is told for our own pages, for what anyone's page may read, for what others may frame, for the page that
 * shows how that looks, for scripts, styles and data, and for the explorer of the API: its editor writes its colours as style sheets into the page, works in threads, has pictures within its style
 * sheet and a font of signs; its documentation is put into the page as markup.
 */
const HEADERS: Readonly<Record<Audience, FastifyHelmetOptions>> = {
  own: OWN,
  shared: { ...OWN, crossOriginResourcePolicy: { policy: 'cross-origin' } },
  file: FILE,
  framed: {
    ...OWN,
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY, 'frame-ancestors': ['*'] } },
    frameguard: false,
  },
  framing: {
    ...OWN,
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY, 'frame-src': ["'self'"] } },
  },
  inner: {
    ...OWN,
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY, 'frame-ancestors': ["'self'"] } },
    frameguard: { action: 'sameorigin' },
  },
  explorer: { ...OWN, contentSecurityPolicy: { useDefaults: false, directives: EXPLORER_POLICY } },
};

/**
 * Route options of what anyone's page may read: `app.get(path, { ...PUBLIC_READ }, handler)`. Anonymous only: no
 * credentials, and any header but `Authorization`, so that no page can send somebody's token.
 */
export const PUBLIC_READ = { config: { cors: { origin: '*' }, security: 'shared' as const } };

/** The same for scripts, style sheets and data. */
export const PUBLIC_FILE = { config: { cors: { origin: '*' }, security: 'file' as const } };

/** Route options of the pages that others may frame. */
export const FRAMABLE = { config: { security: 'framed' as const } };

/** Route options of the page that shows one of these as others see it. */
export const FRAMING = { config: { security: 'framing' as const } };

/** The headers that helmet sets. It would work them out anew for every answer, where they are always the same. */
async function headersOf(options: FastifyHelmetOptions): Promise<[string, string][]> {
  const app = Fastify();
  await app.register(helmet, options);
  app.get('/', (_request, reply) => reply.send(reply.raw.getHeaders()));
  const answer = await app.inject('/');
  await app.close();
  return Object.entries(answer.json<Record<string, string>>());
}

export async function secure(app: FastifyInstance): Promise<void> {
  const headers = new Map<string, [string, string][]>();
  for (const [name, options] of Object.entries(HEADERS)) headers.set(name, await headersOf(options));
  app.decorateReply('secureAs', function (this: FastifyReply, audience) {
    for (const [name, value] of headers.get(audience)!) this.raw.setHeader(name, value);
    return this;
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.secureAs(request.routeOptions.config.security ?? 'own');
    done();
  });
  // Off unless a route says PUBLIC_READ. With a fixed origin per route, answers need no `Vary: Origin`.
  await app.register(cors, {
    origin: false,
    methods: ['GET', 'HEAD', 'POST'],
    // Monitoring adds headers of its own to every request of a page. `*` is any but Authorization.
    allowedHeaders: ['Content-Type', '*'],
    exposedHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
    maxAge: PREFLIGHT_AGE,
  });
}

/** Answers a browser's question whether it may ask `path` with JSON, or with headers that a page added. */
export function answerPreflight(app: FastifyInstance, path: string): void {
  app.options(path, { ...PUBLIC_READ }, async (_request, reply) => reply.code(204).send());
}
