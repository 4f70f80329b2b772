import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { pathOf } from '../../../server/app.js';
import { bearerToken } from '../../../server/access/tokens.js';
import { editionOf } from '../../../server/http/edition.js';
import { entityTag, isKnown } from '../../../server/http/entity-tag.js';
import { PersistedDocuments } from '../../../server/http/persisted-documents.js';
import { queryCost, type Variables } from '../../../server/http/query-cost.js';
import { stop } from '../../../server/http/shutdown.js';
import { TokenBuckets } from '../../../server/http/limits/token-buckets.js';
import { createLog } from '../../../server/log.js';
import { smallApp, type SmallApp } from './small-app.js';

describe('the cost of a question', () => {
  const schema = buildSchema(`
    type Query {
      services(first: Int = 50, after: String): Services!
      modules(requests: [Request!]!): [Module!]!
      subject: Subject
    }
    interface Subject { name: String  metric(key: String!): Metric }
    type Services { edges: [Edge!]!  totalCount: Int  portfolio: Subject }
    type Edge { node: Service! }
    type Service implements Subject { name: String  metric(key: String!): Metric }
    type Metric { figure: Figure  series: Series }
    type Figure { value: Float  coverage: Coverage }
    type Coverage { share: Float }
    type Series { values: [Float] }
    type Module { figure: Figure  series: Series }
    input Request { metric: String }
  `);
  const cost = (source: string, variables: Variables = {}): number => {
    const document = parse(source);
    const operation = document.definitions[0] as OperationDefinitionNode;
    return queryCost({ schema, document, operation, variables });
  };
  const metric = (name: string): string =>
    `${name}: metric(key: "${name}") { figure { value coverage { share } } }`;
  const list = (first: string): string =>
    `services(first: ${first}) { edges { node { name ${['a', 'b', 'c', 'd'].map(metric).join(' ')} } } }`;

  test.each([
    ['{ subject { name } }', {}, 1],
    ['{ subject { metric(key: "x") { figure { value } series { values } } } }', {}, 9],
    ['{ services { totalCount } }', {}, 50],
    ['{ services(first: 3) { totalCount } }', {}, 3],
    ['query ($n: Int) { services(first: $n) { totalCount } }', { n: 7 }, 7],
    ['query ($n: Int = 9) { services(first: $n) { totalCount } }', {}, 9],
    ['query ($r: [Request!]!) { modules(requests: $r) { figure { value } } }', { r: [{}, {}, {}] }, 9],
    ['{ modules(requests: [{}, {}]) { series { values } } }', {}, 12],
    ['{ subject { ... on Service { metric(key: "x") { figure { value } } } } }', {}, 4],
    ['{ services(first: 7) { edges { node { name } } portfolio { name } } }', {}, 22],
    [
      '{ services(first: 7) { ...L } } fragment L on Services { edges { node { name } } portfolio { name } }',
      {},
      22,
    ],
    ['{ ...A ...A } fragment A on Query { subject { name } }', {}, 2],
  ])('%s %j', (document, variables, expected) => {
    expect(cost(document, variables)).toBe(expected);
  });

  test('1,000 services × 4 figures with their coverage pass', () => {
    expect(cost(`{ ${list('1000')} }`)).toBe(15_000);
  });

  test('fragments that double at every step take no time', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const last = 'fragment F60 on Query { subject { name } }';
    expect(cost(`{ ...F0 } ${doubling.join(' ')} ${last}`)).toBe(2 ** 60);
  });
});

describe('token buckets', () => {
  test('hold a burst and refill steadily', () => {
    let now = 0;
    const buckets = new TokenBuckets(60, 3, () => now);
    const take = (key = 'a'): boolean => buckets.take(key).current <= 3;
    expect([take(), take(), take(), take(), take('b')]).toEqual([true, true, true, false, true]);
    expect(buckets.take('a').ttl).toBe(1000);
    now = 999;
    expect(take()).toBe(false);
    now = 1000;
    expect([take(), take()]).toEqual([true, false]);
    now = 1_000_000;
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  });
});

describe('persisted documents', () => {
  test('of strangers give way to newer ones, registered ones stay', async () => {
    const documents = new PersistedDocuments(['{ ours }']);
    const { documentHash } = await import('../../../server/http/persisted-documents.js');
    const ours = `apq:${documentHash('{ ours }')}`;
    for (let i = 0; i < 30; i += 1) await documents.set(`apq:${i}`, 'x'.repeat(90_000));
    await documents.set(ours, '{ forged }');
    expect(await documents.get(ours)).toBe('{ ours }');
    expect(await documents.get('apq:0')).toBeUndefined();
    expect(await documents.get('apq:29')).toHaveLength(90_000);
  });
});

describe('an edition', () => {
  const directory = mkdtempSync(join(tmpdir(), 'perf-edition-'));
  const write = (path: string, text: string): void => writeFileSync(join(directory, path), text);
  beforeAll(() => {
    mkdirSync(join(directory, 'server'));
    write('server/engine.js', 'return 1');
    write('server/engine.js.map', '{}');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('is another one where the code is, and the same where only what helps to read it is', () => {
    const before = editionOf(directory);
    write('server/engine.js.map', '{"version":3}');
    expect(editionOf(directory)).toBe(before);
    write('server/engine.js', 'return 2');
    expect(editionOf(directory)).not.toBe(before);
  });
});

describe('entity tags', () => {
  test('tell parts apart that read the same when joined', () => {
    expect(entityTag('ab', 'c')).not.toBe(entityTag('a', 'bc'));
    expect(entityTag('ab', 1)).toBe(entityTag('ab', 1));
  });

  test.each([
    ['W/"a"', true],
    ['"a"', true],
    ['"b", W/"a"', true],
    ['"b"', false],
    ['*', false],
    [undefined, false],
  ])('%s', (header, known) => expect(isKnown('W/"a"', header)).toBe(known));
});

const TOKEN = `pp_${'a'.repeat(43)}`;

test.each([
  [`Bearer ${TOKEN}`, TOKEN],
  [`bearer  ${TOKEN} `, TOKEN],
  [`Bearer ${TOKEN}a`, null],
  ['Bearer pp_abc', null],
  ['Basic eA==', null],
  ['Bearer', null],
  [undefined, null],
])('the token of "%s" is %s', (header, token) => expect(bearerToken(header)).toBe(token));

describe('the elements’ files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'embed-'));
  const elements = 'export const elements = 1;\n'.repeat(100);
  let app: SmallApp;
  beforeAll(async () => {
    mkdirSync(join(directory, 'embed', '1.2.3'), { recursive: true });
    writeFileSync(join(directory, 'embed.js'), 'import("./embed/1.2.3/elements.js");\n');
    writeFileSync(join(directory, 'embed', '1.2.3', 'elements.js'), elements);
    writeFileSync(join(directory, 'embed', '1.2.3', 'elements.js.br'), brotliCompressSync(elements));
    app = await smallApp({ embedDirectory: directory });
  });
  afterAll(async () => {
    await app.fastify.close();
    rmSync(directory, { recursive: true });
  });

  test('the loader is asked for again, and answered 304', async () => {
    const { headers, body } = await app.fastify.inject('/embed.js');
    expect(body).toMatch(/^import/);
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/javascript/),
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const again = await app.fastify.inject({
      url: '/embed.js',
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('versioned files never change, and are sent as they were compressed', async () => {
    const url = '/embed/1.2.3/elements.js';
    const answer = await app.fastify.inject({ url, headers: { 'accept-encoding': 'br' } });
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'access-control-allow-origin': '*',
    });
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(elements);
  });

  test.each([
    ['/embed/9.9.9/elements.js', 404],
    ['/embed/..%2f..%2fpackage.json', 404],
    ['/embed/1.2.3/', 403],
    ['/embed/', 403],
  ])('%s answers %i', async (url, status) => {
    expect((await app.fastify.inject(url)).statusCode).toBe(status);
  });
});

describe('stopping', () => {
  const silent = createLog('silent');
  test('says so, waits, closes', async () => {
    const steps: string[] = [];
    const app = {
      drain: () => void steps.push('drain'),
      close: async () => void steps.push('close'),
      abort: () => void steps.push('abort'),
    };
    expect(await stop(app, silent, { noticeMs: 5, limitMs: 1000 })).toBe(true);
    expect(steps).toEqual(['drain', 'close']);
  });

  test('does not wait for ever', async () => {
    let end = (): void => undefined;
    const app = {
      drain: () => undefined,
      close: () => new Promise<void>((resolve) => (end = resolve)),
      abort: () => end(),
    };
    expect(await stop(app, silent, { noticeMs: 1, limitMs: 20 })).toBe(false);
  });
});

test.each([
  ['http://evil.example/services/', '/services/'],
  ['HTTPS://evil.example:99/a?b=http://c/', '/a?b=http://c/'],
  ['http://evil.example', '/'],
  ['http://evil.example?a', '/?a'],
  ['//evil.example/services/', '/evil.example/services/'],
  ['/a?b=//c', '/a?b=//c'],
  ['*', '/*'],
])('the target %s is the path %s', (target, path) => {
  expect(pathOf(target)).toBe(path);
});
