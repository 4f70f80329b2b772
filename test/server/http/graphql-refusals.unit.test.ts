import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { calls, smallApp, type SmallApp, getGraphql, postGraphql, type GraphqlAnswer } from './small-app.js';

let app: SmallApp;
beforeAll(async () => {
  app = await smallApp();
});
afterAll(() => app.fastify.close());

const post = (payload: unknown, headers?: Record<string, string>) => postGraphql(app, payload, headers);
const get = (query: Record<string, string>, headers?: Record<string, string>) =>
  getGraphql(app, query, headers);

describe('what is refused', () => {
  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'a body of type %s, which a form can send without asking',
    async (type) => {
      const answer = await post('{"query":"mutation { change }"}', { 'content-type': type });
      expect(answer.statusCode).toBe(415);
      expect((answer.json() as GraphqlAnswer).errors).toHaveLength(1);
    },
  );

  test('a mutation by GET', async () => {
    const answer = await get({ query: 'mutation { change }' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('POST');
  });

  test('a body that is not JSON', async () => {
    const answer = await post('{"query":');
    expect(answer.statusCode).toBe(400);
    expect((answer.json() as GraphqlAnswer).errors?.[0]?.message).toBe('the request’s body is not JSON');
  });

  test('a kind of operation that there is not', async () => {
    const answer = await post({ query: 'subscription { change }' });
    expect(answer.statusCode).toBe(400);
    expect((answer.json() as GraphqlAnswer).errors).toEqual([
      { message: 'there are no subscriptions here: ask a query', extensions: { code: 'BAD_REQUEST' } },
    ]);
  });

  test.each(['GET', 'POST'] as const)(
    '%s whose Accept rules the answer out, before it is executed',
    async (method) => {
      const executed = calls.executed;
      const accepted: [string, number][] = [
        ['text/html', 406],
        ['application/json;q=0, text/csv', 406],
        ['application/json;q=0.5', 200],
        ['text/html, */*;q=0.1', 200],
        ['application/graphql-response+json', 200],
      ];
      for (const [accept, status] of accepted) {
        const answer =
          method === 'GET'
            ? await get({ query: '{ hello }', variables: `{"a":"${accept}"}` }, { accept })
            : await post({ query: '{ hello }' }, { accept });
        expect([accept, answer.statusCode]).toEqual([accept, status]);
      }
      expect(calls.executed - executed).toBe(3);
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE'] as const)('%s, and says what is possible', async (method) => {
    const answer = await app.fastify.inject({ method, url: '/graphql', payload: { query: '{ hello }' } });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET, POST');
    expect((answer.json() as GraphqlAnswer).errors?.[0]?.extensions.code).toBe('BAD_METHOD');
  });

  test('a body that is encoded', async () => {
    const answer = await post({ query: '{ hello }' }, { 'content-encoding': 'gzip' });
    expect(answer.statusCode).toBe(415);
    expect((answer.json() as GraphqlAnswer).errors?.[0]?.message).toMatch(/without Content-Encoding/);
    expect((await post({ query: '{ hello }' }, { 'content-encoding': 'identity' })).statusCode).toBe(200);
  });

  test('several operations in one body', async () => {
    expect((await post([{ query: '{ hello }' }])).statusCode).toBe(400);
  });
});
