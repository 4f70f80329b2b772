/** Another version of the elements: built from changed sources under another number, and a host that serves it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What it calls the definition. */
export const OTHER_WORDS = 'What version 99 says that this measures';

/** @returns a folder, in whose `embed` are `embed.js` and its files; whoever asks removes it */
function otherVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perf-other-'));
  cpSync('components', join(folder, 'components'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', version: '99.0.0' }));
  const texts = join(folder, 'components/view/details-texts.ts');
  const source = readFileSync(texts, 'utf8');
  const changed = source.replace("'What this measures'", JSON.stringify(OTHER_WORDS));
  if (changed === source) throw new Error(`${texts} no longer says 'What this measures'`);
  writeFileSync(texts, changed);
  execFileSync(process.execPath, [join(folder, 'components/build.mjs'), '--out', join(folder, 'embed')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

export interface OtherHost {
  /** Without a slash at the end: `/own-first` and `/other-first` are pages with the scripts of both. */
  url: string;
  /** Address of its elements, to be imported. */
  elements: string;
  stop(): Promise<void>;
}

const MODULES = ['transactions', 'completion-rate']
  .map(
    (metric) => `<perf-module service="carers-allowance" metric="${metric}"><a href="/">It</a></perf-module>`,
  )
  .join('');

/** A page of somebody who serves a version of the elements, beside one of the platform that they hold figures of. */
export async function serveOtherVersion(platform: string): Promise<OtherHost> {
  const folder = otherVersion();
  const { version } = JSON.parse(readFileSync(join(folder, 'embed/manifest.json'), 'utf8')) as {
    version: string;
  };
  const scripts = [`${platform}/embed.js`, '/embed.js'].map(
    (src) => `<script type="module" src="${src}"></script>`,
  );
  const pages: Record<string, string[]> = { '/own-first': scripts, '/other-first': [...scripts].reverse() };

  async function answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(url, 'http://host');
    if (pages[pathname]) {
      const head = `<meta charset="utf-8"><title>Two versions</title>${pages[pathname].join('')}`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="en"><head>${head}</head><body>${MODULES}</body></html>`);
    } else if (pathname === '/graphql') {
      const answered = await fetch(`${platform}/graphql${search}`);
      response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
    } else {
      const contents = readFileSync(join(folder, 'embed', pathname));
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(contents);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    elements: `${url}/embed/${version}/elements.js`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
