/** The explorer of the API: the page that a browser gets where the API is asked nothing, and its files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { explorerPage } from '../pages/explorer/explorer-page.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** What a question to the API is made of. */
const PARTS = ['query', 'operationName', 'variables', 'extensions'];

/** Whether somebody looks at the address with a browser and asks nothing. Programs take any type, or JSON. */
export function isVisit({ method, headers: { accept = '' }, query }: FastifyRequest): boolean {
  const takesPages = accept.split(',').some((range) => range.split(';', 1)[0].trim() === 'text/html');
  return method === 'GET' && takesPages && !PARTS.some((part) => part in (query as object));
}

export type SendExplorer = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Serves the files of `dist/explorer/`. @returns what sends the page, or null where it is not built. */
export async function serveExplorer(app: FastifyInstance, directory: string): Promise<SendExplorer | null> {
  const index = join(directory, 'index.json');
  if (!existsSync(index)) return null;
  const { version } = JSON.parse(readFileSync(index, 'utf8')) as { version: string };
  await app.register(fastifyStatic, {
    root: join(directory, version),
    prefix: `/explorer/${version}/`,
    index: false,
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', IMMUTABLE),
  });
  const page = explorerPage(`./explorer/${version}`).toString();
  return (request, reply) => {
    // Its files lie beside the address without a slash at its end.
    if (request.routeOptions.url?.endsWith('/')) return reply.redirect('../graphql', 301);
    return reply
      .secureAs('explorer')
      .removeHeader('access-control-allow-origin')
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page);
  };
}
