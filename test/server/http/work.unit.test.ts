import fastify, { type FastifyInstance } from 'fastify';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import type { Bearer } from '../../../server/access/token-table.js';
import { serveIngest } from '../../../server/http/ingest.js';
import type { IngestAnswer } from '../../../server/ingest/requests/ingest.js';
import { AddressLimits } from '../../../server/http/limits/address-limits.js';
import { FairQueue } from '../../../server/http/limits/fair-queue.js';
import { DEFAULT_LIMITS } from '../../../server/http/limits/limits.js';
import { TurnClock } from '../../../server/http/limits/turn-clock.js';
import { Work, type Shared } from '../../../server/http/limits/work.js';
import { servePages } from '../../../server/http/pages.js';
import type { Reading } from '../../../server/loaders/reading.js';
import type { PageAnswer } from '../../../server/pages/frame/answers.js';
import type { Site } from '../../../server/pages/frame/site.js';

const MUCH = 5_000;

const createShared = (): Shared => ({
  heavy: new FairQueue({ atOnce: 1, waiting: 1, waitMs: 60_000 }),
  busy: new FairQueue(DEFAULT_LIMITS.busy),
  addresses: new AddressLimits(DEFAULT_LIMITS),
  inFlight: 0,
  modest: 0,
  arrived: 0,
  clock: new TurnClock(() => 0),
});

/** Takes the only place for answers that read much, and gives what gives it back. */
const takePlace = ({ heavy }: Shared): Promise<() => void> => heavy.enter('x', new AbortController().signal);

/** What is to come, and what brings it. */
function toCome<Value>(): { comes: Promise<Value>; bring(value: Value): void } {
  let bring: (value: Value) => void = () => undefined;
  const comes = new Promise<Value>((resolve) => (bring = resolve));
  return { comes, bring };
}

/** An app whose requests are work of their addresses. */
function appSharing(shared: Shared): FastifyInstance {
  const app = fastify();
  app.decorateRequest('work', null);
  app.addHook('preHandler', (request, _reply, done) => {
    request.work = new Work(shared, request.ip);
    done();
  });
  return app;
}

/** Until whatever can go on has gone on. */
async function atRest(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

test('answers that are made while they are read keep only their own address from asking', () => {
  const shared = createShared();
  const begin = (): Work => new Work(shared, 'a');
  const works = Array.from({ length: DEFAULT_LIMITS.atOnce }, begin);
  for (const work of works) work.sent(false);
  expect(shared.inFlight).toBe(0);
  expect(begin).toThrow();
  works[0]!.closed();
  expect(begin).not.toThrow();
  expect(shared.inFlight).toBe(1);
});

describe('others stand back for a request of an address that causes little work', () => {
  test('until its answer is sent, which is not until it is read', () => {
    const shared = createShared();
    const work = new Work(shared, 'a');
    expect(shared.modest).toBe(1);
    work.sent(false);
    expect(shared).toMatchObject({ modest: 0, inFlight: 0 });
    work.closed();
    expect(shared).toMatchObject({ modest: 0, inFlight: 0 });
  });

  test('but not while it waits for what another one makes', async () => {
    const shared = createShared();
    const work = new Work(shared, 'a');
    const { comes, bring } = toCome<string>();
    const waiting = work.waitFor(comes);
    expect(shared.modest).toBe(0);
    bring('made');
    expect(await waiting).toBe('made');
    expect(shared.modest).toBe(1);
    await expect(work.waitFor(Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(shared.modest).toBe(1);
  });

  test('but not while it waits for its turn, also where two parts of its answer wait for it', async () => {
    const shared = createShared();
    const giveBack = await takePlace(shared);
    const work = new Work(shared, 'a');
    const parts = [work.beforeRead(MUCH), work.beforeRead(MUCH)];
    expect(shared.modest).toBe(0);
    giveBack();
    await Promise.all(parts);
    expect(shared.modest).toBe(1);
  });

  test('nor again where it waited for its turn when its answer was sent', async () => {
    const shared = createShared();
    const giveBack = await takePlace(shared);
    const work = new Work(shared, 'a');
    const part = work.beforeRead(MUCH);
    work.sent(true);
    giveBack();
    await part;
    expect(shared).toMatchObject({ modest: 0, inFlight: 0 });
  });

  test('and for none of an address that has caused much', async () => {
    const shared = createShared();
    shared.addresses!.charge('a', 2_000);
    const work = new Work(shared, 'a');
    expect(shared.modest).toBe(0);
    await work.waitFor(Promise.resolve());
    expect(shared.modest).toBe(0);
  });
});

test('nobody stands back for a delivery while its body comes and the writer works', async () => {
  const shared = createShared();
  const { comes, bring } = toCome<IngestAnswer>();
  const app = appSharing(shared);
  const bearer: Bearer = { tokenId: 1, label: 'a', scopes: [{ right: 'write' }] };
  const deliver = jest.fn(() => comes);
  serveIngest(app, { findBearer: async () => bearer, deliver });
  const headers = { authorization: `Bearer pp_${'a'.repeat(43)}`, 'content-type': 'text/csv' };
  const answer = app.inject({ method: 'POST', url: '/ingest', headers, payload: 'value\n' });
  await atRest();
  expect(deliver).toHaveBeenCalled();
  expect(shared).toMatchObject({ inFlight: 1, modest: 0 });
  bring({ status: 422, body: { errors: [], more: 0 } });
  expect((await answer).statusCode).toBe(422);
  expect(shared.modest).toBe(1);
  await app.close();
});

describe('a page that several ask for', () => {
  const site: Site = {
    base: 'http://x.test',
    path: '',
    licence: '',
    contact: null,
    styles: [],
    loaderIntegrity: null,
    sheetsPath: null,
  };
  const basis = { versions: new Map(), until: Infinity };
  const reading = { basis, holds: () => true, catalogue: {} } as unknown as Reading;

  test('is stood back for once: by those who do not wait for it', async () => {
    const shared = createShared();
    const { comes, bring } = toCome<PageAnswer>();
    const app = appSharing(shared);
    const route = { path: '/page', isShared: false, parameters: [], answer: () => comes };
    servePages(app, { routes: [route], site, edition: 'test', begin: async () => reading });
    const all = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((remoteAddress) =>
      app.inject({ url: '/page', remoteAddress }).then(({ body }) => body),
    );
    await atRest();
    expect(shared).toMatchObject({ inFlight: 3, modest: 1 });
    bring({ status: 200, type: 'text/plain', body: 'made' });
    expect(await Promise.all(all)).toEqual(['made', 'made', 'made']);
    await app.close();
  });
});
