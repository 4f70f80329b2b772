import { describe, expect, test } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { AnswerCache, type AnswerReading } from '../../../server/http/answer-cache.js';
import { EncodedBody, type Encoding } from '../../../server/http/encoded-body.js';
import { ReaderGone, TurnRefused } from '../../../server/http/limits/fair-queue.js';
import type { Basis, Part, Version } from '../../../server/store/snapshot.js';

interface Answer {
  status: number;
  type: string;
  body: string;
}

const answer = (body: string, status = 200): Answer => ({ status, type: 'text/plain', body });

/** A reading of one data set's version, whose answers stay as they are until an instant. */
function readingOf(version: number, { now = 0, until = Infinity } = {}): AnswerReading {
  const basis: Basis = { versions: new Map([[1, version]]), until };
  const holds = (other: Basis): boolean => now < other.until && other.versions.get(1) === version;
  return { basis, holds };
}

const reading = readingOf(1);

/** What a question is answered with, or `made` anew. */
const bodyOf = async (
  cache: AnswerCache<Answer>,
  question: string,
  from: AnswerReading = reading,
  made = 'made',
): Promise<string> => {
  const { body } = await cache.answer(question, from, async () => answer(made));
  return (await body.in('identity')).toString();
};

describe('an answer is', () => {
  test('made anew each time where none is kept', async () => {
    const cache = new AnswerCache<Answer>(false);
    expect(await bodyOf(cache, 'a', reading, '1')).toBe('1');
    expect(await bodyOf(cache, 'a', reading, '2')).toBe('2');
  });

  test('made once, also for those who ask while it is being made', async () => {
    const cache = new AnswerCache<Answer>();
    const all = [bodyOf(cache, 'a', reading, '1'), bodyOf(cache, 'a', reading, '2')];
    expect(await Promise.all(all)).toEqual(['1', '1']);
    expect(await bodyOf(cache, 'a', reading, '3')).toBe('1');
    expect(await bodyOf(cache, 'b')).toBe('made');
  });

  test('made anew where a version that it rests on is another, also if that one is being made', async () => {
    const cache = new AnswerCache<Answer>();
    const all = [bodyOf(cache, 'a', readingOf(1), '1'), bodyOf(cache, 'a', readingOf(2), '2')];
    expect(await Promise.all(all)).toEqual(['1', '2']);
    expect(await bodyOf(cache, 'a', readingOf(2))).toBe('2');
    expect(await bodyOf(cache, 'a', readingOf(3), '3')).toBe('3');
  });

  test('made anew from the instant at which its words change', async () => {
    const cache = new AnswerCache<Answer>();
    expect(await bodyOf(cache, 'a', readingOf(1, { now: 10, until: 20 }), '1')).toBe('1');
    expect(await bodyOf(cache, 'a', readingOf(1, { now: 19 }))).toBe('1');
    expect(await bodyOf(cache, 'a', readingOf(1, { now: 20 }), '2')).toBe('2');
  });

  test('made by who waits for it where whoever made it has gone', async () => {
    const cache = new AnswerCache<Answer>();
    const left = cache.answer('a', reading, () => Promise.reject(new ReaderGone()));
    const waiting = bodyOf(cache, 'a', reading, 'made by another');
    await expect(left).rejects.toBeInstanceOf(ReaderGone);
    expect(await waiting).toBe('made by another');
  });

  test('made by one of those who wait for it where whoever made it was refused its turn', async () => {
    const cache = new AnswerCache<Answer>();
    const refused = cache.answer('a', reading, () => Promise.reject(new TurnRefused()));
    const waiting = ['1', '2', '3'].map((made) => bodyOf(cache, 'a', reading, made));
    await expect(refused).rejects.toBeInstanceOf(TurnRefused);
    expect(await Promise.all(waiting)).toEqual(['1', '1', '1']);
  });

  test('refused to those who have waited for two who were refused their turns', async () => {
    const cache = new AnswerCache<Answer>();
    let made = 0;
    const ask = (): Promise<unknown> =>
      cache.answer('a', reading, () => {
        made += 1;
        return Promise.reject(new TurnRefused());
      });
    const all = await Promise.allSettled([ask(), ask(), ask(), ask()]);
    expect(all.map(({ status }) => status)).toEqual(new Array(4).fill('rejected'));
    expect(made).toBe(2);
    expect(await bodyOf(cache, 'a')).toBe('made');
  });

  test('an error for all who wait for it where it cannot be made', async () => {
    const cache = new AnswerCache<Answer>();
    const failed = cache.answer('a', reading, () => Promise.reject(new Error('no')));
    const waiting = bodyOf(cache, 'a');
    await expect(failed).rejects.toThrow('no');
    await expect(waiting).rejects.toThrow('no');
  });

  test('not kept where it is an error', async () => {
    const cache = new AnswerCache<Answer>();
    await expect(cache.answer('a', reading, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const refused = await cache.answer('a', reading, async () => answer('400', 400));
    expect(refused.answer.status).toBe(400);
    expect(await bodyOf(cache, 'a')).toBe('made');
  });

  test('forgotten for newer ones, by all that it takes', async () => {
    const cache = new AnswerCache<Answer>(true, 3_000);
    for (const question of ['a', 'b', 'c']) await bodyOf(cache, question);
    expect(await bodyOf(cache, 'a', reading, 'again')).toBe('again');
    await bodyOf(cache, 'large', reading, 'x'.repeat(3_000));
    expect(await bodyOf(cache, 'large', reading, 'small')).toBe('small');
    expect(await bodyOf(cache, 'a')).toBe('again');
    await bodyOf(cache, 'a long question '.repeat(60));
    expect(await bodyOf(cache, 'a')).toBe('made');
  });

  test('smaller once it is compressed, so that more are kept', async () => {
    const cache = new AnswerCache<Answer>(true, 20_000);
    const long = 'long '.repeat(3_000);
    const keep = async (question: string): Promise<void> => {
      const { body } = await cache.answer(question, reading, async () => answer(long));
      await body.in('br');
    };
    for (const question of ['a', 'b', 'c', 'd']) await keep(question);
    for (const question of ['a', 'b', 'c', 'd']) expect(cache.find(question, reading)).toBeDefined();
    await bodyOf(cache, 'plain', reading, long);
    expect(cache.find('a', reading)).toBeUndefined();
  });
});

describe('a body', () => {
  const plain = 'a line of text\n'.repeat(1_000);
  const bodyOfType = (type: string, text = plain): EncodedBody => new EncodedBody(text, type);

  test('is what it was in each encoding, whichever was asked for before', async () => {
    const orders: Encoding[][] = [
      ['br', 'gzip', 'identity'],
      ['gzip', 'br', 'identity'],
      ['identity', 'br', 'identity', 'gzip'],
    ];
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer): Buffer => bytes };
    for (const order of orders) {
      const body = bodyOfType('text/plain');
      for (const encoding of order) expect(unpack[encoding](await body.in(encoding)).toString()).toBe(plain);
    }
  });

  test('is compressed once, also for those who ask while it is being compressed', async () => {
    const body = bodyOfType('text/plain');
    const [one, other] = await Promise.all([body.in('br'), body.in('br')]);
    expect(one).toBe(other);
    expect(await body.in('br')).toBe(one);
  });

  test('takes the room of what is held: the plain one is let go', async () => {
    const body = bodyOfType('text/plain');
    expect(body.size).toBe(plain.length);
    const { length, buffer } = await body.in('br');
    expect(body.size).toBe(length);
    expect(buffer.byteLength).toBe(length);
    const gzipped = await body.in('gzip');
    expect(body.size).toBe(length + gzipped.length);
  });

  test.each<[string | undefined, Encoding]>([
    [undefined, 'identity'],
    ['', 'identity'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['*, br;q=0.000', 'gzip'],
    ['identity, deflate', 'identity'],
  ])('for a reader who takes %p is sent as %s', (accepted, encoding) => {
    expect(bodyOfType('text/csv; charset=utf-8').encodingFor(accepted)).toBe(encoding);
  });

  test('that is short, or compressed by its nature, is sent as it is', () => {
    expect(bodyOfType('text/plain', 'short').encodingFor('br')).toBe('identity');
    expect(bodyOfType('image/png').encodingFor('br')).toBe('identity');
    expect(bodyOfType('image/svg+xml; charset=utf-8').encodingFor('br')).toBe('br');
    expect(bodyOfType('application/graphql-response+json; charset=utf-8').encodingFor('br')).toBe('br');
  });
});

describe('a tag', () => {
  const tagOf = (question: string, { versions, until }: Partial<Basis> = {}): string => {
    const basis = { versions: versions ?? new Map(), until: until ?? Infinity };
    return new AnswerCache<Answer>().keep(question, { basis, holds: () => true }, answer('')).tag;
  };

  test('is the same for the same question, versions and instant, in whatever order they were looked at', () => {
    const versions: [Part, Version][] = [
      [1, { submission: 3, receivedAt: 'then' }],
      ['catalogue', 'x'],
    ];
    const tags = [versions, versions.toReversed()].map((each) => tagOf('a', { versions: new Map(each) }));
    expect(tags[0]).toBe(tags[1]);
  });

  test('is another one for any other', () => {
    const versions = (submission: number, receivedAt: string): Basis['versions'] =>
      new Map([[1, { submission, receivedAt }]]);
    const tags = [
      tagOf('a'),
      tagOf('b'),
      tagOf('a', { until: 5 }),
      tagOf('a', { versions: versions(3, 'then') }),
      tagOf('a', { versions: versions(4, 'then') }),
      tagOf('a', { versions: versions(3, 'later') }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
  });
});
