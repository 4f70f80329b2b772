/** Requests as bytes, on connections of their own, also such as no client would send; and visitors who ask one after the other. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface Asked {
  method?: string;
  /** Goes into the request's first line as it is. */
  target: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** From which it comes, as the proxy on this machine says. */
  address?: string;
}

export interface Answered {
  /** 0 where the connection ended without an answer. */
  status: number;
  head: string;
  body: string;
  ms: number;
}

export function requestBytes({ method = 'GET', target, headers = {}, body, address }: Asked): Buffer {
  const all: Record<string, string> = { host: '127.0.0.1', connection: 'close', ...headers };
  if (address !== undefined) all['x-forwarded-for'] = address;
  if (body !== undefined) all['content-length'] ??= String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return body === undefined ? head : Buffer.concat([head, Buffer.from(body)]);
}

export async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

export async function ask(port: number, asked: Asked): Promise<Answered> {
  const begin = performance.now();
  const socket = await opened(port);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(requestBytes(asked));
  await new Promise((resolve) => socket.once('close', resolve));
  const all = Buffer.concat(chunks).toString('latin1');
  const end = all.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(all)?.[1] ?? 0);
  return { status, head: all.slice(0, end), body: all.slice(end + 4), ms: performance.now() - begin };
}

/** Who keeps the connections that it has opened, as browsers and proxies do. */
export class Visitor {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(
    private readonly port: number,
    private readonly address: string,
  ) {}

  ask({ method, target, headers, body }: Asked): Promise<Answered> {
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const asking = request(
        {
          ...{ port: this.port, host: '127.0.0.1', agent: this.#agent, method, path: target },
          headers: { ...headers, 'x-forwarded-for': this.address },
        },
        (answer) => {
          answer.resume();
          answer.once('end', () => {
            resolve({ status: answer.statusCode!, head: '', body: '', ms: performance.now() - begin });
          });
        },
      );
      asking.once('error', reject);
      asking.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

export const countsOf = (statuses: readonly number[]): string => {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
};
