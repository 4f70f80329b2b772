import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  calls,
  contextOf,
  smallApp,
  type SmallApp,
  getGraphql,
  postGraphql,
  type GraphqlAnswer,
} from './small-app.js';

let app: SmallApp;
let now = new Date('2026-01-05T10:00:30Z');

beforeAll(async () => {
  app = await smallApp();
});
afterAll(() => app.fastify.close());

const post = (payload: unknown, headers?: Record<string, string>) => postGraphql(app, payload, headers);

const get = (query: Record<string, string>, headers?: Record<string, string>, on: SmallApp = app) =>
  getGraphql(on, query, headers);

const ask = async (query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> =>
  (await post({ query, variables })).json();

describe('errors', () => {
  test('an unexpected one says nothing but that there was one, and its id is in the log with its cause', async () => {
    const answer = await post({ query: '{ broken }' }, { 'x-request-id': 'asked-by-test' });
    expect(answer.body).not.toMatch(/SELECT|sqlite|small-app/);
    expect((answer.json() as GraphqlAnswer).errors).toEqual([
      expect.objectContaining({
        message: 'Internal server error',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'asked-by-test' },
      }),
    ]);
    const line = app.lines.find(({ requestId, err }) => requestId === 'asked-by-test' && err);
    expect(JSON.stringify(line)).toMatch(/SELECT secret/);
  });

  test('ours keep their message and code, and name the argument', async () => {
    const { errors } = await ask('{ refused }');
    expect(errors?.[0]).toMatchObject({
      message: 'period must be one of MONTH, QUARTER',
      extensions: { code: 'BAD_ARGUMENT', argument: 'period' },
    });
    expect((await ask('{ coded }')).errors?.[0]).toMatchObject({
      message: 'no such thing',
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('what is wrong for the moment leaves the other fields alone', async () => {
    const { data, errors } = await ask('{ busy hello }');
    expect(data).toEqual({ busy: null, hello: 'hello world' });
    expect(errors?.[0]?.extensions.code).toBe('BUSY');
  });
});

describe('limits', () => {
  const nested = (depth: number): string =>
    `{ ${'items(first: 1) { '.repeat(depth - 1)} name ${'} '.repeat(depth - 1)} }`;

  test('depth', async () => {
    expect((await ask(nested(10))).errors).toBeUndefined();
    expect((await ask(nested(11))).errors?.[0]?.message).toMatch(/depth limit of 10 exceeded, found 11/);
  });

  test('depth through fragments', async () => {
    const document = `{ items { ...A } } fragment A on Item { ${nested(10).slice(1, -1)} }`;
    expect((await ask(document)).errors?.[0]?.message).toMatch(/depth limit/);
  });

  test('aliases, also of one field many times', async () => {
    const aliased = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: hello`).join(' ')} }`;
    expect((await ask(aliased(30))).errors).toBeUndefined();
    expect((await ask(aliased(31))).errors?.[0]).toMatchObject({
      message: expect.stringMatching(/Aliases limit of 30/),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test('directives', async () => {
    const directed = (count: number): string => `{ ${'hello @include(if: true) '.repeat(count)} }`;
    expect((await ask(directed(8))).errors).toBeUndefined();
    expect((await ask(directed(9))).errors?.[0]?.message).toMatch(/directives limit of 8/i);
  });

  test('tokens', async () => {
    const { errors } = await ask(`{ ${'hello '.repeat(1000)} }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/1000 tokens/),
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });

  test('bytes of the document', async () => {
    const answer = await post({ query: `{ hello } #${' '.repeat(100_000)}` });
    expect(answer.statusCode).toBe(413);
    expect((answer.json() as GraphqlAnswer).errors?.[0]?.extensions.code).toBe('DOCUMENT_TOO_LONG');
  });

  test('bytes of the body', async () => {
    const answer = await post({ query: '{ hello }', variables: { a: 'x'.repeat(300_000) } });
    expect(answer.statusCode).toBe(413);
    expect((answer.json() as GraphqlAnswer).errors).toHaveLength(1);
  });

  test('bytes of the answer', async () => {
    const { errors, data } = await ask(
      `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: huge`).join(' ')} }`,
    );
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      { message: expect.stringMatching(/at most 16 MB/), extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
  });

  test('cost, also where `first` is a variable', async () => {
    const document = 'query ($n: Int) { items(first: $n) { items(first: 100) { name } } }';
    expect((await ask(document, { n: 100 })).errors).toBeUndefined();
    expect((await ask(document, { n: 1000 })).errors?.[0]).toMatchObject({
      message: expect.stringMatching(/costs 101000, at most 20000/),
      extensions: { code: 'COST_LIMIT' },
    });
  });
});

describe('the same question again', () => {
  const question = { query: '{ hello version }' };
  let clocked: SmallApp;
  beforeAll(async () => {
    const { smallSchema } = await import('./small-app.js');
    clocked = await smallApp({
      graphql: {
        schema: smallSchema,
        edition: 'test',
        now: () => now,
        contextFor: async (_request, moment) => contextOf(clocked.data, moment),
      },
    });
  });
  afterAll(() => clocked.fastify.close());

  test('is answered without being executed, with 304 if its tag is known, until what it rests on changes', async () => {
    clocked.data.until = Date.parse('2026-01-05T10:01:00Z');
    const first = await get(question, {}, clocked);
    expect(first.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/);

    const executed = calls.executed;
    const again = await get(question, { 'if-none-match': `"other", ${tag}` }, clocked);
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
    expect(again.headers).toMatchObject({ etag: tag, 'access-control-allow-origin': '*' });
    const whole = await get(question, {}, clocked);
    expect(whole.body).toBe(first.body);
    expect(whole.headers).toEqual({
      ...first.headers,
      date: whole.headers.date,
      'x-request-id': whole.headers['x-request-id'],
    });
    expect(calls.executed).toBe(executed);

    clocked.data.version += 1;
    const changed = await get(question, { 'if-none-match': tag }, clocked);
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toEqual({ data: { hello: 'hello world', version: 8 } });

    now = new Date('2026-01-05T10:01:00Z');
    clocked.data.until = Date.parse('2026-01-06T00:00:00Z');
    const later = await get(question, { 'if-none-match': String(changed.headers.etag) }, clocked);
    expect(later.statusCode).toBe(200);
  });

  test('has the same tag where it is made anew of the same', async () => {
    const first = await get(question);
    const again = await smallApp();
    const answer = await get(question, { 'if-none-match': String(first.headers.etag) }, again);
    expect(answer.statusCode).toBe(304);
    expect(answer.body).toBe('');
    expect(answer.headers).toMatchObject({
      etag: first.headers.etag,
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
    });
    expect(answer.headers['content-type']).toBeUndefined();
    await again.fastify.close();
  });

  test('has another tag with other variables or another type of answer', async () => {
    const query = 'query ($name: String) { hello(name: $name) }';
    const tags = await Promise.all([
      get({ query }),
      get({ query, variables: '{"name":"a"}' }),
      get({ query, variables: '{"name":"b"}' }),
      get({ query }, { accept: 'application/graphql-response+json' }),
    ]);
    expect(new Set(tags.map(({ headers }) => headers.etag)).size).toBe(4);
  });

  test.each([
    ['an answer with errors', get, { query: '{ busy hello }' }, {}],
    ['an answer to somebody with a token', get, question, { authorization: 'Bearer pp_x' }],
  ])('%s is not stored', async (_what, send, query, headers) => {
    const answer = await send(query, headers as Record<string, string>);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers.etag).toBeUndefined();
  });

  test('nor may anybody else store the answer to a POST', async () => {
    const { headers } = await get(question);
    const answer = await post(question, { 'if-none-match': String(headers.etag) });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers.etag).toBeUndefined();
  });
});

describe('other people’s pages', () => {
  test('may read without credentials', async () => {
    const answer = await get({ query: '{ hello }' }, { origin: 'https://www.example.org' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect(String(answer.headers.vary)).not.toMatch(/origin/i);
  });

  test.each(['/graphql', '/graphql/'])('may ask %s once a day, with any header but a token', async (url) => {
    const answer = await app.fastify.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin: 'https://www.example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,traceparent,x-datadog-origin',
      },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      // Browsers take `*` for any header but Authorization.
      'access-control-allow-headers': 'Content-Type, *',
      'access-control-max-age': '86400',
    });
  });

  test('read nothing else', async () => {
    const answer = await app.fastify.inject({
      method: 'OPTIONS',
      url: '/ingest',
      headers: { origin: 'https://www.example.org', 'access-control-request-method': 'POST' },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

test('a slash at the end makes no difference', async () => {
  const query = encodeURIComponent('{ __typename }');
  const answers = [
    await app.fastify.inject({ url: `/graphql/?query=${query}` }),
    await app.fastify.inject({ method: 'POST', url: '/graphql/', payload: { query: '{ __typename }' } }),
  ];
  for (const { statusCode, body } of answers) {
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({ data: { __typename: 'Query' } });
  }
});

test('introspection is on', async () => {
  const { data } = await ask('{ __schema { queryType { name } } }');
  expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
});

test('a long answer is compressed', async () => {
  const answer = await get({ query: '{ long }' }, { 'accept-encoding': 'gzip, br' });
  expect(answer.headers['content-encoding']).toBe('br');
  expect(String(answer.headers.vary)).toMatch(/accept-encoding/i);
});
