import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AppOptions } from '../../../server/app.js';
import type { Limits } from '../../../server/http/limits/limits.js';
import { listen, smallApp, type SmallApp, type SmallContext } from './small-app.js';

const open: SmallApp[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(open.splice(0).map(({ fastify }) => fastify.close()));
});

/** Holds the answers of /slow back. */
const slow = { isReleased: Promise.resolve(), release: (): void => undefined };
function holdSlow(): void {
  slow.isReleased = new Promise((resolve) => (slow.release = resolve));
}

/** What readings of /reads were told. */
const read: string[] = [];

const registerPages: AppOptions<SmallContext>['registerPages'] = (app) => {
  app.get('/page', () => 'page');
  app.get('/slow', async () => {
    await slow.isReleased;
    return 'slow';
  });
  app.get('/works', () => {
    const until = performance.now() + 15;
    while (performance.now() < until);
    return 'worked';
  });
  app.get<{ Querystring: { values: number } }>('/reads', async (request) => {
    await request.work!.beforeRead(Number(request.query.values));
    read.push('begun');
    await slow.isReleased;
    return 'read';
  });
};

async function start(limits: Partial<Limits>): Promise<SmallApp> {
  read.length = 0;
  const app = await smallApp({ registerPages, limits: { eventLoopLagMs: 0, ...limits } });
  open.push(app);
  return app;
}

/** Asks, whether or not anybody waits for it. */
const ask = (app: SmallApp, url: string, address = '192.0.2.1') =>
  app.fastify.inject({ url, remoteAddress: address }).then((answer) => answer);

const codesOf = async (answers: readonly ReturnType<typeof ask>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ statusCode }) => statusCode);

/** Until whatever can go on has gone on. */
async function atRest(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

describe('one address', () => {
  test('is answered so many requests at once; another one, and the next, are answered', async () => {
    const app = await start({ atOnce: 2 });
    holdSlow();
    const first = [ask(app, '/slow'), ask(app, '/slow')];
    await atRest();
    const third = await ask(app, '/page');
    expect(third.statusCode).toBe(503);
    expect(third.headers['retry-after']).toBe('1');
    expect((await ask(app, '/page', '192.0.2.2')).statusCode).toBe(200);
    expect((await ask(app, '/healthz')).statusCode).toBe(200);
    slow.release();
    expect(await codesOf(first)).toEqual([200, 200]);
    expect((await ask(app, '/page')).statusCode).toBe(200);
  });

  test('is charged what its answers took of the thread, and has to wait when that was too much', async () => {
    const app = await start({ workMsPerMinute: 5 });
    expect((await ask(app, '/works')).statusCode).toBe(200);
    const refused = await ask(app, '/page');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect((await ask(app, '/page', '192.0.2.2')).statusCode).toBe(200);
    expect((await ask(app, '/metrics')).statusCode).toBe(200);
  });

  test('of IPv6 is a whole network', async () => {
    const app = await start({ workMsPerMinute: 5 });
    await ask(app, '/works', '2001:db8::1');
    expect((await ask(app, '/page', '2001:db8::2')).statusCode).toBe(429);
    expect((await ask(app, '/page', '2001:db8:0:1::2')).statusCode).toBe(200);
  });

  test('has no limit at all where requests have none', async () => {
    const app = await start({ requestsPerMinute: 0, workMsPerMinute: 1, atOnce: 1 });
    await ask(app, '/works');
    expect(await codesOf([ask(app, '/slow'), ask(app, '/slow'), ask(app, '/works')])).toEqual([
      200, 200, 200,
    ]);
  });
});

describe('an address that asks for many at once, or has caused much work', () => {
  test('is answered one request at a time beside the first two', async () => {
    const app = await start({ busy: { atOnce: 1, waiting: 1, waitMs: 5_000 } });
    holdSlow();
    const first = [ask(app, '/slow'), ask(app, '/slow')];
    await atRest();
    const third = ask(app, '/slow');
    await atRest();
    const fourth = ask(app, '/page');
    await atRest();
    expect((await ask(app, '/page')).statusCode).toBe(503);
    expect((await ask(app, '/page', '192.0.2.2')).statusCode).toBe(200);
    slow.release();
    expect(await codesOf([...first, third, fourth])).toEqual([200, 200, 200, 200]);
  });
});

describe('answers that read much', () => {
  const heavy = { atOnce: 1, waiting: 1, waitMs: 5_000 };

  test('are made one after the other; those that read little pass', async () => {
    const app = await start({ heavy });
    holdSlow();
    const first = ask(app, '/reads?values=5000');
    await atRest();
    const second = ask(app, '/reads?values=5000', '192.0.2.2');
    const little = ask(app, '/reads?values=5', '192.0.2.3');
    await atRest();
    expect(read).toEqual(['begun', 'begun']);
    const third = await ask(app, '/reads?values=5000', '192.0.2.4');
    expect(third.statusCode).toBe(503);
    expect(third.headers['retry-after']).toBe('5');
    slow.release();
    expect(await codesOf([first, second, little])).toEqual([200, 200, 200]);
    expect(read).toHaveLength(3);
  });

  test('are refused to who waited too long', async () => {
    const app = await start({ heavy: { ...heavy, waitMs: 10 } });
    holdSlow();
    const first = ask(app, '/reads?values=5000');
    await atRest();
    expect((await ask(app, '/reads?values=5000')).statusCode).toBe(503);
    slow.release();
    expect((await first).statusCode).toBe(200);
  });

  test('are not made for a reader who has gone', async () => {
    const app = await start({ heavy });
    const { port } = new URL(await listen(app));
    holdSlow();
    const first = ask(app, '/reads?values=5000');
    await atRest();
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    socket.write('GET /reads?values=5000 HTTP/1.1\r\nHost: x\r\n\r\n');
    const [request] = (await once(app.fastify.server, 'request')) as [IncomingMessage];
    await atRest();
    socket.destroy();
    await once(request.socket, 'close');
    slow.release();
    await first;
    await atRest();
    expect(read).toEqual(['begun']);
  });
});

describe('what has not arrived', () => {
  test('keeps nobody out, however many wait with one byte of a body or of a head', async () => {
    const app = await start({ inFlight: 4, atOnce: 4 });
    const url = await listen(app);
    const { port } = new URL(url);
    const post =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    for (const text of new Array(10).fill([post, 'G']).flat() as string[]) {
      const socket = connect(Number(port), '127.0.0.1');
      sockets.push(socket);
      await once(socket, 'connect');
      socket.write(text);
    }
    while (app.fastify.server.connections < 20) await setImmediate();
    expect((await fetch(`${url}/page`)).status).toBe(200);
  });

  test('is waited for no longer than it may take', async () => {
    const { server } = (await start({})).fastify;
    expect([server.headersTimeout, server.requestTimeout, server.timeout]).toEqual([10_000, 30_000, 60_000]);
  });
});
