import { afterEach, describe, expect, test } from '@jest/globals';
import { DatabaseError } from '../../../server/errors.js';
import { smallApp, type SmallApp } from './small-app.js';

let running: SmallApp | undefined;
const start = async (options?: Parameters<typeof smallApp>[0]): Promise<SmallApp> =>
  (running = await smallApp(options));
afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe('health', () => {
  test('alive, ready, and not ready without a database', async () => {
    const app = await start();
    expect((await app.fastify.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await app.fastify.inject('/readyz')).json()).toEqual({ status: 'ok' });
    app.data.isThere = false;
    const unready = await app.fastify.inject('/readyz');
    expect(unready.statusCode).toBe(503);
    expect(unready.json()).toEqual({ status: 'the database does not answer' });
    expect((await app.fastify.inject('/healthz')).statusCode).toBe(200);
  });

  test('not ready while the writer does not answer, and says so in time', async () => {
    let ping = (): Promise<void> => Promise.resolve();
    const app = await start({ writer: { ping: () => ping() } });
    expect((await app.fastify.inject('/readyz')).json()).toEqual({ status: 'ok' });
    for (const fault of [
      () => Promise.reject(new Error('its thread has ended')),
      () => new Promise<void>(() => {}),
    ]) {
      ping = fault;
      const unready = await app.fastify.inject('/readyz');
      expect(unready.statusCode).toBe(503);
      expect(unready.json()).toEqual({ status: 'the writer does not answer' });
    }
  });

  test('says what is wrong where that is for readers, and logs what changed, not each time that it is asked', async () => {
    let ping = (): Promise<void> => Promise.resolve();
    const app = await start({ writer: { ping: () => ping() } });
    const ask = async (): Promise<unknown> => (await app.fastify.inject('/readyz')).json();
    ping = () => Promise.reject(new DatabaseError('the database is damaged'));
    for (let time = 0; time < 3; time++) expect(await ask()).toEqual({ status: 'the database is damaged' });
    ping = () => Promise.reject(new Error('SELECT secret FROM /var/lib/perf.sqlite'));
    expect(await ask()).toEqual({ status: 'the writer does not answer' });
    ping = () => Promise.resolve();
    for (let time = 0; time < 2; time++) expect(await ask()).toEqual({ status: 'ok' });
    const told = app.lines.filter(({ msg }) => msg !== 'request').map(({ msg }) => msg);
    expect(told).toEqual(['the database is damaged', 'the writer does not answer', 'ready again']);
  });

  test('not ready from the moment it is about to stop', async () => {
    const app = await start();
    app.drain();
    expect((await app.fastify.inject('/readyz')).statusCode).toBe(503);
    expect((await app.fastify.inject('/healthz')).statusCode).toBe(200);
  });
});
