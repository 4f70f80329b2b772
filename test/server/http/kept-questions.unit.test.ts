/** Which answers of the API are kept: those to queries without errors that nobody signed, however they are asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { documentHash } from '../../../server/http/persisted-documents.js';
import { calls, getGraphql, postGraphql, smallApp, type SmallApp } from './small-app.js';

let app: SmallApp;
beforeAll(async () => {
  app = await smallApp();
});
afterAll(() => app.fastify.close());
beforeEach(() => {
  app.data.version += 1;
});

type Send = () => ReturnType<typeof postGraphql>;
type Headers = Record<string, string>;

const post =
  (payload: unknown, headers?: Headers): Send =>
  () =>
    postGraphql(app, payload, headers);
const get =
  (query: Record<string, string>, headers?: Headers): Send =>
  () =>
    getGraphql(app, query, headers);

/** How often the questions were executed, one after the other; all must be answered the same. */
async function executions(...sends: readonly Send[]): Promise<number> {
  const before = calls.executed;
  const bodies = new Set<string>();
  for (const send of sends) {
    const { statusCode, body } = await send();
    expect(statusCode).toBe(200);
    bodies.add(body);
  }
  expect(bodies.size).toBe(1);
  return calls.executed - before;
}

const query = 'query Named($name: String) { hello(name: $name) }';
const variables = { name: 'a' };
const signed = { authorization: 'Bearer pp_x' };
const extensions = { persistedQuery: { version: 1, sha256Hash: documentHash('{ hello(name: "element") }') } };

test('the answer to a POST is given again, until what it rests on changes', async () => {
  const send = post({ query, variables });
  expect(await executions(send, send, send)).toBe(1);
  app.data.version += 1;
  expect(await executions(send, send)).toBe(1);
});

test('to whoever asks the same with GET, and the other way round', async () => {
  const address = get({ query, variables: JSON.stringify(variables), operationName: 'Named' });
  const body = post({ query, variables, operationName: 'Named' });
  expect(await executions(body, address, body)).toBe(1);
  app.data.version += 1;
  expect(await executions(address, body, address)).toBe(1);
  const bare = post({ query: '{ hello }', variables: null, operationName: null, extensions: null });
  expect(await executions(get({ query: '{ hello }' }), bare)).toBe(1);
});

test('to whoever asks by the hash of a document', async () => {
  const send = post({ extensions });
  expect(await executions(send, get({ extensions: JSON.stringify(extensions) }), send)).toBe(1);
});

test('whatever else the address or the body says', async () => {
  const payload = { query, variables };
  const tracked = (): ReturnType<typeof postGraphql> =>
    app.fastify.inject({ method: 'POST', url: '/graphql?utm_source=mail&query={version}', payload });
  expect(await executions(post(payload), post({ ...payload, id: 7 }), tracked)).toBe(1);
});

test('with other variables, another operation or another type it is another answer', async () => {
  const document = 'query A { hello } query B { version }';
  const answers = [
    await post({ query, variables })(),
    await post({ query, variables: { name: 'b' } })(),
    await post({ query: document, operationName: 'A' })(),
    await post({ query: document, operationName: 'B' })(),
  ];
  expect(new Set(answers.map(({ body }) => body)).size).toBe(4);
  const other = await post({ query, variables }, { accept: 'application/graphql-response+json' })();
  expect(other.headers['content-type']).toMatch(/^application\/graphql-response\+json/);
});

test('text in the place of variables is refused, also where its answer as a GET is kept', async () => {
  const text = JSON.stringify(variables);
  await get({ query, variables: text })();
  const answer = await post({ query, variables: text })();
  expect(answer.statusCode).toBe(400);
});

test('whoever signs is answered anew, and nobody else gets that answer', async () => {
  const send = post({ query, variables });
  const sign = post({ query, variables }, signed);
  expect(await executions(sign, send, send)).toBe(2);
  expect(await executions(send, sign, sign)).toBe(2);
  const answer = await sign();
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(String(answer.headers.vary)).toMatch(/authorization/i);
});

test('a mutation is carried out each time, and never by GET', async () => {
  const mutation = { query: 'mutation { change }' };
  const before = calls.changed;
  for (let time = 0; time < 3; time += 1) expect((await post(mutation)()).statusCode).toBe(200);
  expect(calls.changed - before).toBe(3);
  expect((await get(mutation)()).statusCode).toBe(405);
  const both = { query: 'mutation M { change } query Q { hello }', operationName: 'M' };
  for (let time = 0; time < 2; time += 1) await post(both)();
  expect(calls.changed - before).toBe(5);
});

test.each([['{ busy hello }'], ['{ broken hello }'], ['{ refused hello }']])(
  'the answer to %s has an error, and is made anew',
  async (failing) => {
    const before = calls.executed;
    const send = post({ query: failing });
    expect((await send()).json()).toHaveProperty('errors');
    expect((await send()).json()).toHaveProperty('errors');
    expect(calls.executed - before).toBe(2);
  },
);
