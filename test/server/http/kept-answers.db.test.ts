/** Kept answers over real connections: the same bytes in every encoding, made and compressed once. */
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FILES, wholeSite, type WholeSite } from './whole-site.js';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came. */
  bytes: Buffer;
}

interface Question {
  method: 'GET' | 'HEAD' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

let site: WholeSite;
let url: string;
beforeAll(async () => {
  site = await wholeSite('sqlite', []);
  site.now = new Date('2014-06-15T12:00:00Z');
  await site.store.accept(FILES, { now: new Date('2014-06-14T09:00:00Z') });
  url = await site.listen();
});
afterAll(() => site.close());

const ask = ({ method, path, headers, body }: Question, more: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { method, agent: false, headers: { ...headers, ...more } };
    const asking = request(url + path, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0, headers: head } = answer;
        resolve({ status, headers: head, bytes: Buffer.concat(chunks) });
      });
    });
    asking.once('error', reject);
    asking.end(body);
  });

const plainOf = ({ headers, bytes }: Answer): string => {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(bytes).toString();
  if (encoding === 'gzip') return gunzipSync(bytes).toString();
  expect(encoding).toBeUndefined();
  return bytes.toString();
};

const seriesOf = (service: string): string =>
  `{ service(slug: "${service}") { metric(key: "transactions") {
    definition { label description formula } latest { formatted value }
    series(period: MONTH, by: "channel", last: 24) { starts ends lines { key label values statuses flags provided expected } } } } }`;

const byPost = (service: string): Question => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: seriesOf(service) }),
});

const byGet = (service: string): Question => ({
  method: 'GET',
  path: `/graphql?query=${encodeURIComponent(seriesOf(service))}`,
});

const QUESTIONS: [name: string, question: Question][] = [
  ['a page', { method: 'GET', path: '/services/carers' }],
  ['a CSV', { method: 'GET', path: '/services/carers/transactions.csv?period=month&last=12&by=channel' }],
  ['a picture', { method: 'GET', path: '/services/carers/transactions.svg?last=4' }],
  ['a GraphQL GET', byGet('carers')],
  ['a GraphQL POST', byPost('carers')],
];

describe.each(QUESTIONS)('%s', (_name, question) => {
  test.each([[['br', 'gzip', 'identity']], [['identity', 'gzip', 'br']]])(
    'says the same in %p, with its length, and that it varies',
    async (encodings) => {
      const plain = plainOf(await ask(question));
      for (const encoding of encodings) {
        const answer = await ask(question, { 'accept-encoding': encoding });
        expect(answer.status).toBe(200);
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
        expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
        expect(answer.headers.vary).toMatch(/\baccept-encoding\b/i);
        expect(plainOf(answer)).toBe(plain);
      }
    },
  );

  test('is the same bytes for many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(question, { 'accept-encoding': index % 2 ? 'br' : 'gzip, br;q=0' }),
      ),
    );
    expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(2);
  });

  if (question.method === 'POST') return;

  test('has one tag in every encoding, which a 304 repeats', async () => {
    const tags = new Set<string>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { headers } = await ask(question, { 'accept-encoding': encoding });
      tags.add(headers.etag!);
      const known = await ask(question, { 'accept-encoding': encoding, 'if-none-match': headers.etag! });
      expect({ status: known.status, length: known.bytes.length }).toEqual({ status: 304, length: 0 });
      const { etag, vary, 'cache-control': cache } = headers;
      expect(known.headers).toMatchObject({ etag, vary, 'cache-control': cache });
      expect(known.headers['content-encoding']).toBeUndefined();
      expect(known.headers['content-type']).toBeUndefined();
    }
    expect(tags.size).toBe(1);
  });

  test('can be asked for its head alone', async () => {
    if (question.path.startsWith('/graphql')) return;
    const whole = await ask(question, { 'accept-encoding': 'br' });
    const head = await ask({ ...question, method: 'HEAD' }, { 'accept-encoding': 'br' });
    expect(head.bytes.length).toBe(0);
    const { etag, vary, 'content-encoding': encoding, 'content-length': length } = whole.headers;
    expect(head.headers).toMatchObject({
      etag,
      vary,
      'content-encoding': encoding,
      'content-length': length,
    });
  });
});

test('a short answer, and one that is compressed by its nature, are sent as they are', async () => {
  const short: Question = { method: 'GET', path: '/graphql?query={__typename}' };
  const picture: Question = { method: 'GET', path: '/services/carers/transactions.png?last=4' };
  for (const question of [short, picture]) {
    const answer = await ask(question, { 'accept-encoding': 'br, gzip' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
  }
});

describe('a new value of one data set', () => {
  const deliver = (line: string): Promise<unknown> =>
    site.store.accept(
      { measurements: `service,measure,period,start,channel,value\n${line}\n` },
      { now: site.now },
    );

  test('makes new what shows it, and nothing else, also where that was asked for with POST', async () => {
    const others: Question[] = [byPost('court'), byGet('court'), { method: 'GET', path: '/services/court' }];
    const own: Question[] = [byPost('carers'), byGet('carers'), { method: 'GET', path: '/services/carers' }];
    const all = (questions: readonly Question[]): Promise<string[]> =>
      Promise.all(
        questions.map(async (question) => plainOf(await ask(question, { 'accept-encoding': 'br' }))),
      );
    const [othersBefore, ownBefore] = [await all(others), await all(own)];
    await deliver('carers,transactions,month,2014-05-01,digital,123456');
    await ask(byGet('carers'));
    site.statements.length = 0;
    expect(await all(others)).toEqual(othersBefore);
    // Each looks only whether there is a newer version.
    expect(site.statements).toHaveLength(others.length);
    for (const [index, text] of (await all(own)).entries()) {
      expect(text).not.toBe(ownBefore[index]);
      expect(text).toMatch(/123,?[48]56/);
    }
  });
});
