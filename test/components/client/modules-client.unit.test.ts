import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { MODULES_DOCUMENT } from '../../../components/client/modules-document.js';
import { MODULES_HASH } from '../../../components/client/modules-hash.js';
import { MAX_URL_BYTES } from '../../../components/client/transport.js';
import { ENDPOINT, settle, json, offline, about, setUp, listen, type Call } from './world.js';

describe('the question', () => {
  it('is one for all that subscribe in a frame: deduplicated and sorted', async () => {
    const { world, client } = setUp();
    const heard = ['c', 'a', 'b', 'a'].map((name) => listen(client, about(name)));
    await world.frame();
    expect(world.calls).toHaveLength(1);
    expect(world.calls[0]?.requests).toEqual([about('a'), about('b'), about('c')]);
    expect(heard.map(({ updates }) => updates[0]?.result)).toEqual(['of c', 'of a', 'of b', 'of a']);
  });

  it('is a GET with the hash of the document, without cookies or headers that need a preflight', async () => {
    const { world, client } = setUp();
    listen(client, about('a'));
    await world.frame();
    const { url, init } = world.calls[0]!;
    const extensions: unknown = JSON.parse(new URL(url).searchParams.get('extensions')!);
    expect(extensions).toEqual({ persistedQuery: { version: 1, sha256Hash: MODULES_HASH } });
    expect(init).toMatchObject({ credentials: 'omit', cache: 'default' });
    expect(init.headers).toBeUndefined();
    expect(init.method).toBeUndefined();
  });

  it('has the hash of the text', () => {
    expect(MODULES_HASH).toBe(createHash('sha256').update(MODULES_DOCUMENT).digest('hex'));
  });

  it('becomes one POST with the text where the address would be too long', async () => {
    const { world, client } = setUp();
    for (let n = 0; n < 100; n += 1) listen(client, about(`a-service-with-a-rather-long-slug-${n}`));
    await world.frame();
    expect(world.calls).toHaveLength(1);
    const { url, init } = world.calls[0]!;
    expect(url).toBe(ENDPOINT);
    expect(init).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(String(init.body))).toMatchObject({ query: MODULES_DOCUMENT });
  });

  it('stays a GET up to the limit of 8,000 bytes', async () => {
    const { world, client } = setUp();
    for (let n = 0; n < 20; n += 1) listen(client, { ...about(`service-${n}`), period: 'ROLLING_YEAR' });
    await world.frame();
    expect(world.calls[0]!.init.method).toBeUndefined();
    expect(world.calls[0]!.url.length).toBeLessThanOrEqual(MAX_URL_BYTES);
  });

  it('is cut at the 100 modules the server takes', async () => {
    const { world, client } = setUp();
    for (let n = 0; n < 130; n += 1) listen(client, about(`s${n}`));
    await world.frame();
    expect(world.calls.map(({ requests }) => requests.length)).toEqual([100, 30]);
  });

  it('asks again for what did not fit into one answer, until all is there', async () => {
    const { world, client } = setUp();
    const overLimit = { error: { code: 'LIMIT_EXCEEDED' } };
    const twoOf = ({ requests }: Call): Response =>
      json({ data: { modules: requests.map(({ service }, at) => (at < 2 ? `of ${service}` : overLimit)) } });
    world.answers = [twoOf, twoOf, twoOf];
    const heard = ['a', 'b', 'c', 'd', 'e'].map((name) => listen(client, about(name)));
    for (let turn = 0; turn < 4; turn += 1) await world.frame();
    expect(world.calls.map(({ requests }) => requests.map(({ service }) => service).join(''))).toEqual([
      'abcde',
      'cde',
      'e',
    ]);
    expect(heard.map(({ updates }) => updates.map(({ result }) => result))).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => [`of ${name}`]),
    );
  });

  it('says so of what is too long even alone', async () => {
    const { world, client } = setUp();
    const overLimit = { error: { code: 'LIMIT_EXCEEDED' } };
    const without = ({ requests }: Call): Response =>
      json({ data: { modules: requests.map(({ service }) => (service === 'a' ? 'of a' : overLimit)) } });
    world.answers = [without, without];
    const heard = ['a', 'b'].map((name) => listen(client, about(name)));
    for (let turn = 0; turn < 4; turn += 1) await world.frame();
    expect(world.calls).toHaveLength(2);
    expect(heard.map(({ updates }) => updates.map(({ result }) => result))).toEqual([['of a'], [overLimit]]);
  });

  it('is asked again with the text, once, by a server that does not know the hash', async () => {
    const { world, client } = setUp();
    world.answers = [
      () =>
        json({
          errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
        }),
    ];
    const { updates } = listen(client, about('a'));
    await world.frame();
    expect(world.calls.map(({ init }) => init.method ?? 'GET')).toEqual(['GET', 'POST']);
    expect(updates.map(({ result }) => result)).toEqual(['of a']);
  });

  it.each([
    [
      'is busy',
      Error('', { cause: new Response('', { status: 503, headers: { 'retry-after': '7' } }) }),
      7_000,
    ],
    ['does not answer', new DOMException('', 'TimeoutError'), 1_000],
    ['refuses the form', Error('', { cause: new Response('', { status: 403 }) }), null],
  ])('waits, where the loader has found that the server %s', async (_, reason, ms) => {
    const { world, client } = setUp();
    client.expect([about('a')], Promise.reject(reason));
    const { updates } = listen(client, about('a'));
    await settle();
    await world.frame();
    if (ms !== null) {
      expect(world.calls).toHaveLength(0);
      expect(updates.map(({ error }) => error?.isTransient)).toEqual([true]);
      expect(await world.nextTimer()).toBeGreaterThanOrEqual(ms);
    }
    expect(world.calls).toHaveLength(1);
    expect(updates.at(-1)?.result).toBe('of a');
  });

  it('keeps a later subscriber of the same question from asking', async () => {
    const { world, client } = setUp();
    listen(client, about('a'));
    await world.frame();
    const later = listen(client, about('a'));
    await world.frame();
    expect(world.calls).toHaveLength(1);
    expect(later.updates[0]?.result).toBe('of a');
  });
});

describe('failures', () => {
  it('are retried after 1, 2, 4 … 60 s, together', async () => {
    const { world, client } = setUp();
    world.answers = Array.from({ length: 18 }, () => offline);
    const heard = ['a', 'b'].map((name) => listen(client, about(name)));
    await world.frame();
    const seconds: number[] = [];
    while (world.timers.length) seconds.push((await world.nextTimer()) / 1000);
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(world.calls.every(({ requests }) => requests.length === 2)).toBe(true);
    expect(heard.map(({ updates }) => updates.at(-1)?.result)).toEqual(['of a', 'of b']);
    expect(heard[0]?.updates[0]?.error).toMatchObject({ code: 'NETWORK', isTransient: true });
  });

  it('wait while the page is hidden', async () => {
    const { world, client } = setUp();
    world.answers = [offline, offline];
    const { updates } = listen(client, about('a'));
    await world.frame();
    world.hidden = true;
    await world.nextTimer();
    expect(world.calls).toHaveLength(2);
    await world.show();
    expect(world.calls).toHaveLength(3);
    expect(updates.at(-1)?.result).toBe('of a');
  });

  it('wait as long as the server says', async () => {
    const { world, client } = setUp();
    world.answers = [() => new Response('slow down', { status: 429, headers: { 'retry-after': '7' } })];
    listen(client, about('a'));
    await world.frame();
    expect(await world.nextTimer()).toBe(7000);
  });

  it.each([
    [
      'a question the server refuses',
      () => json({ errors: [{ message: 'No', extensions: { code: 'BAD_USER_INPUT' } }] }),
      'BAD_USER_INPUT',
    ],
    ['HTTP 403', () => new Response('no', { status: 403 }), 'HTTP_403'],
  ])('of %s are final', async (_, answer, code) => {
    const { world, client } = setUp();
    world.answers = [answer, answer];
    const { updates } = listen(client, about('a'));
    await world.frame();
    expect(updates[0]?.error).toMatchObject({ code, isTransient: false });
    expect(world.timers).toHaveLength(0);
  });

  it.each([
    ['HTTP 503', () => new Response('busy', { status: 503 })],
    ['a proxy page', () => new Response('<html>hello</html>'), 2],
    ['an answer of another length', () => json({ data: { modules: [] } })],
    [
      'an internal error',
      () => json({ data: null, errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }),
    ],
  ])('of %s are tried again', async (_, answer, times = 1) => {
    const { world, client } = setUp();
    world.answers = Array.from({ length: times }, () => answer);
    const { updates } = listen(client, about('a'));
    await world.frame();
    expect(updates[0]?.error?.isTransient).toBe(true);
    await world.nextTimer();
    expect(updates.at(-1)?.result).toBe('of a');
  });

  it.each([
    ['a firewall', () => new Response('Forbidden', { status: 403 })],
    ['a proxy without this method', () => new Response('', { status: 405 })],
    ['a proxy page', () => new Response('<html>blocked</html>')],
    ['a broken connection', offline],
  ])('of the GET by %s are asked again at once by POST', async (_, answer) => {
    const { world, client } = setUp();
    world.answers = [answer];
    const { updates } = listen(client, about('a'));
    await world.frame();
    expect(world.calls.map(({ init }) => init.method ?? 'GET')).toEqual(['GET', 'POST']);
    expect(updates).toMatchObject([{ result: 'of a' }]);
  });

  it('keep the last good data and its time', async () => {
    const { world, client } = setUp();
    const { updates, subscription } = listen(client, about('a'));
    await world.frame();
    const receivedAt = world.time;
    world.time += 120_000;
    world.answers = [offline, offline];
    subscription.refresh();
    await world.frame();
    expect(updates.at(-1)).toMatchObject({ receivedAt, error: { code: 'NETWORK' } });
  });
});

describe('time', () => {
  it('asks again every so many seconds, together, past the cache', async () => {
    const { world, client } = setUp();
    listen(client, about('a'), 60);
    await world.frame();
    world.time += 5000;
    listen(client, about('b'), 60);
    await world.frame();
    await world.nextTimer();
    expect(world.calls).toHaveLength(3);
    expect(world.calls[2]?.requests).toEqual([about('a'), about('b')]);
    expect(world.calls[2]?.init.cache).toBe('no-cache');
  });

  it('does not ask at once where it is to ask once a month', async () => {
    const { world, client } = setUp();
    listen(client, about('a'), 30 * 86_400);
    await world.frame();
    const waited = await world.nextTimer();
    expect(waited).toBeGreaterThan(43_000_000);
    expect(waited).toBeLessThan(2 ** 31);
  });

  it('goes on asking for an element that left while a failure was to be tried again', async () => {
    const { world, client } = setUp();
    const first = listen(client, about('a'), 30);
    await world.frame();
    world.answers = [offline];
    first.subscription.refresh();
    await world.frame();
    first.subscription.close();
    expect(world.timers).toEqual([]);
    listen(client, about('a'), 30);
    expect(world.timers).toHaveLength(1);
  });

  it('aborts a question when nobody waits for it any more, and not before', async () => {
    const { world, client } = setUp();
    world.answers = [() => new Promise<Response>(() => undefined)];
    const [a, b] = [listen(client, about('a')), listen(client, about('b'))];
    await world.frame();
    const { signal } = world.calls[0]!.init;
    a.subscription.close();
    expect(signal?.aborted).toBe(false);
    b.subscription.close();
    expect(signal?.aborted).toBe(true);
    await settle();
    expect([...a.updates, ...b.updates]).toEqual([]);
    expect(world.timers).toHaveLength(0);
  });

  it('asks nothing for what left within the frame', async () => {
    const { world, client } = setUp();
    listen(client, about('a')).subscription.close();
    await world.frame();
    expect(world.calls).toHaveLength(0);
  });
});
