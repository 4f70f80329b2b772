import { afterEach, describe, expect, test } from '@jest/globals';
import { withoutPrefix, type AppOptions } from '../../../server/app.js';
import { BusyError, InputError } from '../../../server/errors.js';
import { FRAMABLE, PUBLIC_FILE, PUBLIC_READ } from '../../../server/http/security.js';
import { listen, smallApp, type SmallApp, type SmallContext } from './small-app.js';

const open: SmallApp[] = [];
async function start(options: Partial<AppOptions<SmallContext>> = {}): Promise<SmallApp> {
  const app = await smallApp(options);
  open.push(app);
  return app;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ fastify }) => fastify.close()));
});

/** Holds the answers of /slow back. */
const slow = { isReleased: Promise.resolve(), release: (): void => undefined };
function holdSlow(): void {
  slow.isReleased = new Promise((resolve) => (slow.release = resolve));
}

const registerPages: AppOptions<SmallContext>['registerPages'] = (app) => {
  app.get('/page', (_request, reply) => reply.type('text/html').send('<p>page</p>'));
  app.get('/figure.svg', PUBLIC_READ, (_request, reply) => reply.type('image/svg+xml').send('<svg/>'));
  app.get('/data.txt', PUBLIC_FILE, (_request, reply) => reply.type('text/plain').send('1'));
  app.get('/embed/frame/x', FRAMABLE, (_request, reply) => reply.type('text/html').send('<p>framed</p>'));
  app.get('/broken', () => {
    throw new Error('ENOENT: /var/lib/perf.sqlite');
  });
  app.get('/busy', () => {
    throw new BusyError();
  });
  app.post('/wrong', () => {
    throw new InputError('the header names `value` twice', 422, 'DUPLICATE_HEADER');
  });
  app.get('/slow', async () => {
    await slow.isReleased;
    return { done: true };
  });
  app.get('/address', (request) => ({ ip: request.ip }));
};

describe('telemetry', () => {
  test('metrics name routes by their pattern, and the version of the data', async () => {
    const app = await start({ registerPages });
    await app.fastify.inject('/page');
    await app.fastify.inject('/nowhere/42');
    const { body, headers } = await app.fastify.inject('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/page",status="200"\} 1/);
    expect(body).toMatch(/route="none",status="404"\} 1/);
    expect(body).toMatch(/^perfplat_data_version 7$/m);
    expect(body).toMatch(/^process_cpu_seconds_total /m);
  });
});

describe('headers', () => {
  test('of our pages', async () => {
    const app = await start({ registerPages });
    const { headers } = await app.fastify.inject('/page');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';base-uri 'none';" +
        "form-action 'self';frame-ancestors 'none';require-trusted-types-for 'script'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringMatching(/max-age=\d+/),
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('of what is no document: only what it is, and that others may read it', async () => {
    const app = await start({ registerPages });
    const { headers } = await app.fastify.inject('/data.txt');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    for (const name of [
      'content-security-policy',
      'referrer-policy',
      'x-frame-options',
      'origin-agent-cluster',
    ])
      expect(headers).not.toHaveProperty(name);
  });

  test('of what others’ pages may read or frame', async () => {
    const app = await start({ registerPages });
    const figure = await app.fastify.inject('/figure.svg');
    expect(figure.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const framed = await app.fastify.inject('/embed/frame/x');
    expect(framed.headers['content-security-policy']).toMatch(/frame-ancestors \*/);
    expect(framed.headers['content-security-policy']).toMatch(/default-src 'none'/);
    expect(framed.headers['x-frame-options']).toBeUndefined();
  });
});

describe('errors', () => {
  const html = { accept: 'text/html,application/xhtml+xml' };

  test('nothing there: a page for browsers, JSON for others, with every header', async () => {
    const app = await start();
    const page = await app.fastify.inject({ url: '/<script>', headers: html });
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'/);
    expect(page.body).toContain(String(page.headers['x-request-id']));
    expect(page.body).not.toContain('<script>');
    const json = await app.fastify.inject('/nothing');
    expect(json.json()).toEqual({
      error: {
        code: 'NOT_FOUND',
        message: 'There is nothing at this address.',
        requestId: json.headers['x-request-id'],
      },
    });
  });

  test('an unexpected one leaks nothing', async () => {
    const app = await start({ registerPages });
    for (const headers of [html, {}]) {
      const answer = await app.fastify.inject({ url: '/broken', headers });
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toMatch(/ENOENT|sqlite| at /);
      expect(answer.body).toMatch(/Internal server error/i);
    }
    expect(JSON.stringify(app.lines)).toMatch(/ENOENT/);
  });

  test('ours say what is wrong and when to try again', async () => {
    const app = await start({ registerPages });
    const busy = await app.fastify.inject('/busy');
    expect(busy.statusCode).toBe(503);
    expect(busy.headers['retry-after']).toBe('5');
    const wrong = await app.fastify.inject({ method: 'POST', url: '/wrong', payload: {} });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({
      error: { code: 'DUPLICATE_HEADER', message: 'the header names `value` twice' },
    });
  });

  test('an address that cannot be read', async () => {
    const app = await start();
    const answer = await app.fastify.inject('/%zz');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { message: 'this address is not well formed' } });
  });

  test('a page of the site’s own', async () => {
    const app = await start({ errorPage: ({ status, requestId }) => `<h1>${status} ${requestId}</h1>` });
    const { body, headers } = await app.fastify.inject({ url: '/x', headers: html });
    expect(body).toBe(`<h1>404 ${String(headers['x-request-id'])}</h1>`);
  });
});

describe('the log', () => {
  test('has one line a request, with a short address, the id, and no token', async () => {
    const app = await start({ registerPages });
    await app.fastify.inject({
      url: '/page?token=pp_abcdefgh',
      remoteAddress: '192.0.2.77',
      headers: { 'x-request-id': 'callers-own-id', authorization: 'Bearer pp_secret12' },
    });
    expect(app.lines).toEqual([
      expect.objectContaining({
        requestId: 'callers-own-id',
        method: 'GET',
        route: '/page',
        status: 200,
        address: '192.0.2.0',
      }),
    ]);
    expect(JSON.stringify(app.lines)).not.toMatch(/abcdefgh|secret12|192\.0\.2\.77/);
  });

  test('does not believe just any id', async () => {
    const app = await start();
    const given = 'x'.repeat(500);
    const { headers } = await app.fastify.inject({ url: '/healthz', headers: { 'x-request-id': given } });
    expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  });
});

describe('the limits of one address', () => {
  const limits = { requestsPerMinute: 2, eventLoopLagMs: 0 };
  const from = (app: SmallApp, url: string, address: string, headers = {}) =>
    app.fastify.inject({ url, remoteAddress: address, headers });

  test('a burst of twice the rate, then 429 with a time; health is not counted', async () => {
    const app = await start({ registerPages, limits });
    const codes: number[] = [];
    for (let i = 0; i < 5; i += 1) codes.push((await from(app, '/page', '192.0.2.1')).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 429]);
    const refused = await from(app, '/missing', '192.0.2.1');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(30);
    expect((await from(app, '/healthz', '192.0.2.1')).statusCode).toBe(200);
    expect((await from(app, '/page', '192.0.2.2')).statusCode).toBe(200);
  });

  test('X-Forwarded-For counts only where a trusted proxy says it', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.9' };
    const trusting = await start({ registerPages, trustedProxies: ['10.0.0.0/8'] });
    expect((await from(trusting, '/address', '10.1.2.3', forwarded)).json()).toEqual({ ip: '198.51.100.9' });
    expect((await from(trusting, '/address', '192.0.2.1', forwarded)).json()).toEqual({ ip: '192.0.2.1' });
    const plain = await start({ registerPages });
    expect((await from(plain, '/address', '10.1.2.3', forwarded)).json()).toEqual({ ip: '10.1.2.3' });
  });
});

test.each(['dashboard', 'metric'])('the JSON Schema of a %s is for anybody’s editor', async (name) => {
  const { fastify } = await start();
  const url = `/schema/${name}.json`;
  const answer = await fastify.inject(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/schema+json; charset=utf-8',
    'access-control-allow-origin': '*',
  });
  expect(answer.json()).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
  const again = await fastify.inject({ url, headers: { 'if-none-match': String(answer.headers.etag) } });
  expect(again.statusCode).toBe(304);
});

test('more in flight than the process can hold: 503 with a time, and health still answers', async () => {
  const app = await start({
    registerPages,
    limits: { requestsPerMinute: 0, eventLoopLagMs: 0, inFlight: 2 },
  });
  holdSlow();
  // `then` begins them: a request that nobody waits for is not made.
  const asked = ['/slow', '/slow', '/slow', '/healthz'].map((url) =>
    app.fastify.inject(url).then((it) => it),
  );
  await Promise.all(asked.slice(2));
  slow.release();
  const answers = await Promise.all(asked);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 503, 200]);
  expect(answers[2]?.headers['retry-after']).toBe('2');
  expect((await app.fastify.inject('/slow')).statusCode).toBe(200);
});

test('an answer that has begun is sent before the app is closed', async () => {
  const app = await start({ registerPages });
  const url = await listen(app);
  holdSlow();
  const answer = fetch(`${url}/slow`);
  await new Promise<void>((resolve) => app.fastify.server.once('request', () => resolve()));
  const closed = app.close();
  slow.release();
  expect(await (await answer).json()).toEqual({ done: true });
  await closed;
});

test('a site under a path answers whether or not the proxy takes the path away', async () => {
  const app = await start({ registerPages, pathPrefix: '/performance' });
  expect((await app.fastify.inject('/performance/page')).statusCode).toBe(200);
  expect((await app.fastify.inject('/page')).statusCode).toBe(200);
  expect((await app.fastify.inject('/performances/page')).statusCode).toBe(404);
});

test.each([
  ['/p/a?b', '/p', '/a?b'],
  ['/p', '/p', '/'],
  ['/p?x', '/p', '/?x'],
  ['/pa', '/p', '/pa'],
  ['/a', '', '/a'],
])('%s below "%s" is %s', (url, prefix, rest) => {
  expect(withoutPrefix(url, prefix)).toBe(rest);
});
