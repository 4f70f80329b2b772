/** Documents that are asked by their hash. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentHash } from '../../../server/http/persisted-documents.js';
import { smallApp, type SmallApp, getGraphql, postGraphql, type GraphqlAnswer } from './small-app.js';

let app: SmallApp;
beforeAll(async () => {
  app = await smallApp();
});
afterAll(() => app.fastify.close());

const post = (payload: unknown) => postGraphql(app, payload);
const get = (query: Record<string, string>) => getGraphql(app, query);

describe('persisted documents', () => {
  const extensions = (document: string): string =>
    JSON.stringify({ persistedQuery: { version: 1, sha256Hash: documentHash(document) } });

  test('the elements’ own are known from the start', async () => {
    const answer = await get({ extensions: extensions('{ hello(name: "element") }') });
    expect(answer.json()).toEqual({ data: { hello: 'hello element' } });
    expect(answer.headers.etag).toBeDefined();
  });

  test('one that is not what its hash says is refused', async () => {
    const answer = await post({
      query: '{ hello }',
      extensions: JSON.parse(extensions('{ other }')) as unknown,
    });
    expect(answer.statusCode).toBe(400);
    expect((answer.json() as GraphqlAnswer).errors?.[0]).toEqual({
      message: 'provided sha does not match query',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  test('others are asked for, once', async () => {
    const document = '{ hello(name: "stranger") }';
    const unknown = await get({ extensions: extensions(document) });
    expect((unknown.json() as GraphqlAnswer).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(unknown.headers['cache-control']).not.toMatch(/max-age/);
    await post({ query: document, extensions: JSON.parse(extensions(document)) as unknown });
    expect((await get({ extensions: extensions(document) })).json()).toEqual({
      data: { hello: 'hello stranger' },
    });
  });
});
