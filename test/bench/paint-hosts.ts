/** Servers of the pages: with HTTP/1.1 as they are, and with TLS and HTTP/2 as a proxy in front of them serves them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { HostFile } from './paint-pages.js';

export interface Host {
  origin: string;
  stop(): void;
}

type Handler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

export interface Certificate {
  key: Buffer;
  cert: Buffer;
}

/** A certificate for localhost; null where there is no openssl. */
export function certificate(directory: string): Certificate | null {
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const options = ['-x509', ...ec, '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  try {
    execFileSync('openssl', ['req', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return null;
  }
}

async function listening(server: Server, scheme: string): Promise<Host> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    origin: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
}

/** @param secure null for HTTP/1.1 without TLS */
const serveWith = (handler: Handler, secure: Certificate | null): Promise<Host> =>
  secure
    ? listening(createSecureServer({ ...secure, allowHTTP1: true }, handler), 'https')
    : listening(createServer(handler), 'http');

/** The pages of strangers, compressed as good hosts do; `files` may be filled later. */
export function serveFiles(files: ReadonlyMap<string, HostFile>, secure: Certificate | null): Promise<Host> {
  const compressed = new Map<HostFile, Buffer>();
  return serveWith((request, response) => {
    const file = files.get(decodeURIComponent(request.url ?? ''));
    if (!file) return void response.writeHead(404).end();
    const body = compressed.get(file) ?? brotliCompressSync(file.body);
    compressed.set(file, body);
    response.writeHead(200, {
      ...{ 'content-type': file.type, 'content-encoding': 'br', 'cache-control': 'max-age=300' },
    });
    response.end(body);
  }, secure);
}

/** Hands everything on to the platform, as a proxy does that speaks TLS and HTTP/2 to readers. */
export function serveProxy(port: number, secure: Certificate): Promise<Host> {
  return serveWith((request, response) => {
    const sent = Object.entries(request.headers).filter(([name]) => !name.startsWith(':'));
    const { url: path, method } = request;
    const onward = ask(
      { host: '127.0.0.1', port, path, method, headers: Object.fromEntries(sent) },
      (answer) => {
        const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...headers } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response as NodeJS.WritableStream);
      },
    );
    onward.on('error', () => void response.writeHead(502).end());
    (request as NodeJS.ReadableStream).pipe(onward);
  }, secure);
}
