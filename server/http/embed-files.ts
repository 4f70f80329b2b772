/**
 * The elements' files, from `dist/embed/`: `/embed.js` is asked for again every few minutes and answered 304 while it is
 * the same; everything in a folder of its own version never changes. `.br` files beside them are sent as they are.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const LOADER = 'embed.js';
const UNVERSIONED = 'public, max-age=300';
const VERSIONED = 'public, max-age=31536000, immutable';

export async function serveEmbedFiles(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, LOADER))) {
    app.log.warn(
      { directory },
      'the elements are not built: /embed.js answers 404 until `npm run build` has run',
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/embed/',
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const isVersioned =
        join(directory, basename(path).replace(/\.(br|gz)$/, '')) !== path.replace(/\.(br|gz)$/, '');
      reply.header('cache-control', isVersioned ? VERSIONED : UNVERSIONED);
      reply.header('access-control-allow-origin', '*');
      reply.header('cross-origin-resource-policy', 'cross-origin');
    },
  });
  app.get(`/${LOADER}`, (_request, reply) => reply.sendFile(LOADER));
}
