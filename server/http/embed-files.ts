/**
 * The elements' files, from `dist/embed/`: `/embed.js` is asked for again every few minutes and answered 304 while it is
 * the same; what lies below `/embed/` has a hash in its path and never changes. `.br` files beside them are sent as they
 * are.
 */
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const LOADER = 'embed.js';
const UNVERSIONED = 'public, max-age=300, stale-while-revalidate=86400';
const VERSIONED = 'public, max-age=31536000, immutable';

export async function serveEmbedFiles(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, LOADER))) {
    const advice = 'the elements are not built: /embed.js answers 404 until `npm run build` has run';
    app.log.warn({ directory }, advice);
    return;
  }
  const versioned = join(directory, 'embed');
  await app.register(async (scope) => {
    // Files cost next to nothing: a busy server that refused them would break the pages of others.
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, security: 'file', isAlwaysAnswered: true };
    });
    await scope.register(fastifyStatic, {
      root: versioned,
      prefix: '/embed/',
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', path.startsWith(versioned + sep) ? VERSIONED : UNVERSIONED);
        reply.header('access-control-allow-origin', '*');
      },
    });
    scope.get(`/${LOADER}`, (_request, reply) => reply.sendFile(LOADER, directory));
  });
}
