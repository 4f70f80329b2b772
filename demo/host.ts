/** A host of its own for the gallery's pages: another origin than the platform's, as the elements' hosts are. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModuleData } from '../components/formatting/types.js';
import { KINDS, kindPath } from './kinds.js';
import { indexHtml, pageHtml, PAGES, type Surroundings } from './pages.js';

export interface GalleryHost {
  /** Without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** React and the app in one file. */
const reactScript = (): Buffer =>
  execFileSync('node_modules/esbuild/bin/esbuild', [
    'demo/react-app.jsx',
    '--bundle',
    '--minify',
    '--format=esm',
    '--jsx=automatic',
    '--define:process.env.NODE_ENV="production"',
  ]);

const FILES: Readonly<Record<string, { type: string; read: () => Buffer }>> = {
  '/host.css': { type: 'text/css; charset=utf-8', read: () => readFileSync('demo/host.css') },
  '/icon.svg': { type: 'image/svg+xml', read: () => readFileSync('server/pages/pictures/icon.svg') },
  '/react.js': { type: SCRIPT, read: reactScript },
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** @param port 0 = any free one */
export async function serveGallery(platform: string, port = 0): Promise<GalleryHost> {
  /** Pages whose one answer has been given: `/once/graphql` fails from then on. */
  let answered = 0;
  const around = (request: IncomingMessage): Surroundings => ({
    platform,
    copy: `http://${request.headers.host}/copy`,
    sample: async () => {
      const answer = await fetch(platform + kindPath(KINDS[0], '.json'));
      return (await answer.json()) as ModuleData;
    },
  });

  /** Hands on what the platform answers. */
  async function handOn(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
    const answer = await fetch(platform + path, { method: request.method, headers, body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? SCRIPT });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://host');
    const page = PAGES.find(({ path }) => path === pathname);
    const file = FILES[pathname];
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': HTML }).end(indexHtml(around(request)));
    } else if (page) {
      const policy = page.policy?.(around(request));
      const headers = { 'content-type': HTML, ...(policy && { 'content-security-policy': policy }) };
      if (pathname === '/states') answered = 0;
      response.writeHead(200, headers).end(await pageHtml(page, around(request)));
    } else if (file) {
      response.writeHead(200, { 'content-type': file.type }).end(file.read());
    } else if (pathname.startsWith('/copy/')) {
      await handOn(pathname.slice('/copy'.length) + search, request, response);
    } else if (pathname === '/once/graphql' && answered++ === 0) {
      await handOn(`/graphql${search}`, request, response);
    } else if (pathname.endsWith('/graphql')) {
      // `/never/graphql` stays without an answer, what is left fails.
      if (pathname !== '/never/graphql') response.writeHead(503).end();
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.');
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
