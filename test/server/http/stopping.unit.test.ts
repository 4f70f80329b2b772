/** How the app lets go of its connections: over real sockets, for what is told here is what the system does with them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { listen, smallApp, type SmallApp } from './small-app.js';

/** More than the buffers of the system hold. */
const MANY_BYTES = 20_000_000;

let app: SmallApp | undefined;
let sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await app?.close();
  app = undefined;
});

const registerPages = (fastify: FastifyInstance): void => {
  fastify.get('/short', () => 'short');
  fastify.get('/long', (_request, reply) => reply.send(Buffer.alloc(MANY_BYTES)));
};

interface Client {
  socket: Socket;
  /** What has come so far. */
  text(): string;
  ended: Promise<unknown>;
}

async function start(): Promise<() => Promise<Client>> {
  app = await smallApp({ registerPages });
  const { port } = new URL(await listen(app));
  return async () => {
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    return { socket, text: () => Buffer.concat(chunks).toString('latin1'), ended: once(socket, 'end') };
  };
}

const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

test('every answer is the last of its connection from the moment that it is about to stop', async () => {
  const client = await start();
  const kept = await client();
  kept.socket.write(GET('/short'));
  await once(kept.socket, 'data');
  expect(kept.text()).toMatch(/connection: keep-alive/i);
  app!.drain();
  for (const path of ['/short', '/nowhere', '/readyz']) {
    const { socket, text, ended } = path === '/short' ? kept : await client();
    socket.write(GET(path));
    await ended;
    expect(text()).toMatch(/connection: close/i);
  }
});

test('an answer that is on its way to a slow reader is whole', async () => {
  const { socket, text, ended } = await (await start())();
  socket.write(GET('/long'));
  await once(socket, 'data');
  socket.pause();
  const closed = app!.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.resume();
  await ended;
  const [head, body] = text().split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 200/);
  expect(body).toHaveLength(MANY_BYTES);
  await closed;
});

test('who has begun to ask is answered, who has nothing to ask is let go, and who comes later is refused', async () => {
  const client = await start();
  const [asking, idle] = [await client(), await client()];
  asking.socket.write(GET('/short').slice(0, 10));
  const closed = app!.close();
  asking.socket.write(GET('/short').slice(10));
  await asking.ended;
  await idle.ended;
  expect(idle.text()).toBe('');
  expect(asking.text()).toMatch(/^HTTP\/1\.1 200[\s\S]*\r\nshort$/);
  await closed;
  await expect(client()).rejects.toThrow(/ECONNREFUSED/);
});
