/** The headers that keep our pages to our own files, and open public reads to everyone's pages. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    cors?: { origin: string };
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

/** Seconds that a browser may keep the answer to a preflight. */
const PREFLIGHT_AGE = 86_400;

/**
 * Route options of what anyone's page may read: `app.get(path, { ...PUBLIC_READ }, handler)`. Anonymous only: no
 * credentials, and of the headers only `Content-Type`, so that no page can send somebody's token.
 */
export const PUBLIC_READ = {
  config: { cors: { origin: '*' } },
  helmet: { crossOriginResourcePolicy: { policy: 'cross-origin' as const } },
};

/** Route options of the one page that others may frame. */
export const FRAMABLE = {
  helmet: {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...POLICY, 'frame-ancestors': ['*'] },
    },
    frameguard: false,
  },
};

export async function secure(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  // Off unless a route says PUBLIC_READ. With a fixed origin per route, answers need no `Vary: Origin`.
  await app.register(cors, {
    origin: false,
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: ['Content-Type'],
    exposedHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
    maxAge: PREFLIGHT_AGE,
  });
}

/** Answers a browser's question whether it may `POST` JSON to `path`. */
export function answerPreflight(app: FastifyInstance, path: string): void {
  app.options(path, { ...PUBLIC_READ }, async (_request, reply) => reply.code(204).send());
}
