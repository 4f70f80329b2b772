import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';
import { DRAWN_HASH } from '../../../components/client/drawn-hash.js';
import { MODULES_HASH } from '../../../components/client/modules-hash.js';
import type { ModuleRequest } from '../../../components/client/request.js';
import { withoutDrawn } from '../../../components/client/without-drawn.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import type { ViewKind } from '../../../components/view/module-view.types.js';
import { moduleDrawing } from '../../../server/drawing/module-drawing.js';

/** Where tests and scripts are run from. */
export const ROOT = process.cwd();
const CHROMIUM_FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const EMBED = mkdtempSync(join(tmpdir(), 'perf-embed-'));

/** Builds the elements from the sources as they are, into a folder of this test file; takes a second. */
export function buildEmbed(): string {
  execFileSync(process.execPath, [join(ROOT, 'components/build.mjs'), '--out', EMBED], { cwd: ROOT });
  return EMBED;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: CHROMIUM_FLAGS.split(' ').slice(1),
  });

export interface SitePage {
  body: string;
  head?: string;
  /** Attributes of `<html>`. */
  html?: string;
  headers?: Record<string, string>;
}

/** A foreign page's host, the host of the elements, and a canned /graphql, in one. */
export class Site {
  readonly pages = new Map<string, SitePage>();
  /** All requests, as "GET /path". */
  readonly requests: string[] = [];
  /** What each module answers; the status of /graphql; whether hashes are known. */
  answer: (request: ModuleRequest) => ModuleData = () => {
    throw new Error('no answer given');
  };
  status = 200;
  knowsHash = true;
  /** The data of an answer come after its drawings when this settles. */
  rest: Promise<void> = Promise.resolve();
  /** Whether something between page and server refuses questions in addresses. */
  refusesGet = false;
  /** What was asked, module by module. */
  readonly asked: ModuleRequest[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.serve(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The same server under another origin, as elements of a platform are to the page that holds them. */
  get platform(): string {
    return this.origin.replace('127.0.0.1', 'localhost');
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, () => resolve()));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  count(part: string): number {
    return this.requests.filter((request) => request.includes(part)).length;
  }

  /** A page with the elements' script. */
  page(path: string, page: SitePage): string {
    this.pages.set(path, page);
    return this.origin + path;
  }

  get script(): string {
    return `<script type="module" src="${this.platform}/embed.js"></script>`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.requests.push(`${request.method} ${url.pathname}`);
    response.setHeader('access-control-allow-origin', '*');
    const page = this.pages.get(url.pathname);
    if (page) {
      const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>${page.head ?? ''}`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
      response.end(
        `<!doctype html><html ${page.html ?? 'lang="en"'}><head>${head}</head><body>${page.body}</body></html>`,
      );
    } else if (url.pathname === '/graphql') {
      await this.graphql(request, response, url);
    } else {
      await this.file(url.pathname, response);
    }
  }

  private async file(path: string, response: ServerResponse): Promise<void> {
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    try {
      const contents = await readFile(join(EMBED, path));
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'max-age=60' });
      response.end(contents);
    } catch {
      response.writeHead(404).end();
    }
  }

  private async graphql(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'access-control-allow-headers': 'content-type' }).end();
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const posted = request.method === 'POST';
    const part = (name: string): unknown => JSON.parse(url.searchParams.get(name) ?? 'null');
    const body = (
      posted ? JSON.parse(text) : { variables: part('variables'), extensions: part('extensions') }
    ) as {
      query?: string;
      variables: { requests: ModuleRequest[] };
      extensions: { persistedQuery: { sha256Hash: string } };
    };
    response.setHeader('content-type', 'application/json');
    if (this.refusesGet && !posted) {
      response.writeHead(403).end('<h1>Forbidden</h1>');
    } else if (this.status !== 200) {
      response.writeHead(this.status).end('{}');
    } else if (
      !body.query &&
      (!this.knowsHash || ![MODULES_HASH, DRAWN_HASH].includes(body.extensions.persistedQuery.sha256Hash))
    ) {
      response.end(JSON.stringify({ errors: [{ message: 'PersistedQueryNotFound' }] }));
    } else {
      const requests = body.variables.requests.map(withoutDrawn);
      this.asked.push(...requests);
      const modules = requests.map((each) => this.answer(each));
      const isDrawn = body.extensions.persistedQuery.sha256Hash === DRAWN_HASH;
      const drawings = isDrawn && {
        drawings: modules.map((data, index) => ({
          drawing: drawingOf(data, body.variables.requests[index]!),
        })),
      };
      const answer = JSON.stringify({ data: { ...drawings, modules } });
      const middle = answer.indexOf('"modules":[') + 20;
      response.write(answer.slice(0, middle));
      await this.rest;
      response.end(answer.slice(middle));
    }
  }
}

/** As the platform draws what is asked for. */
function drawingOf(
  data: ModuleData,
  { lang, width, view, scale, noChart, noTable, noDownload }: ModuleRequest,
): unknown {
  if (!width) return null;
  const shown = { ...data, hasOwnScales: scale === 'OWN' };
  return moduleDrawing(shown, {
    ...{ lang: lang === 'cy' ? 'cy' : 'en', width: Number(width), noChart: Boolean(noChart) },
    ...{ noTable: Boolean(noTable), noDownload: Boolean(noDownload) },
    ...(view && { view: String(view).toLowerCase() as ViewKind }),
  });
}

/** Waits until `count` modules of the page show their data: the elements themselves, not what the loader drew. */
export async function modulesReady(page: Page, count = 1): Promise<void> {
  await page.waitForFunction(
    (expected) =>
      [...document.querySelectorAll('perf-module')].filter(
        (each) =>
          each.matches(':defined') &&
          each.shadowRoot?.querySelector('figure:not(.perf-is-loading, :has([inert]))'),
      ).length >= expected,
    count,
  );
}

/**
 * Resolves when the page has drawn what it had to draw and its scripts have nothing more to do, for what must not
 * happen. Observers are told of a frame after it was drawn; what they do about it shows in the next. A browser on a busy
 * machine may leave a page without frames for long: then a time that is long enough for both is waited for.
 */
export const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const wait = (milliseconds: number): Promise<unknown> =>
      new Promise((over) => setTimeout(over, milliseconds));
    for (let frames = 0; frames < 2; frames++)
      await Promise.race([new Promise((drawn) => requestAnimationFrame(drawn)), wait(2000)]);
    await new Promise<void>((idle) => requestIdleCallback(() => idle(), { timeout: 5000 }));
  });
