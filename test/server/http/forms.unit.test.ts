/** Forms of pages over HTTP: what they answer, and whose they refuse. No page of the product has one yet. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { html } from '../../../components/view/html.js';
import { servePages } from '../../../server/http/pages.js';
import type { Reading } from '../../../server/loaders/reading.js';
import {
  pageAnswer,
  redirect,
  type FormQuestion,
  type FormRoute,
  type PageRoute,
} from '../../../server/pages/frame/answers.js';
import { smallApp, type SmallApp } from './small-app.js';

const site = {
  base: 'https://example.org/performance',
  path: '/performance',
  licence: '',
  contact: null,
  styles: [],
};
const OWN = { 'sec-fetch-site': 'same-origin' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const formPage = (said = ''): ReturnType<typeof html> => html`<form method="post">${said}</form>`;
const routes: PageRoute[] = [
  { path: '/notes/:slug', isShared: false, parameters: [], answer: () => pageAnswer(formPage()) },
  { path: '/only-read', isShared: false, parameters: [], answer: () => pageAnswer(html`<p>read</p>`) },
];

describe('forms', () => {
  let app: SmallApp;
  let asked: FormQuestion[];

  /** Empty text is what the form refuses. */
  const note: FormRoute = {
    path: '/notes/:slug',
    answer: (question) => {
      asked.push(question);
      const text = question.form.get('text');
      return text
        ? redirect(`/notes/${question.names.slug}`, 303)
        : pageAnswer(formPage('Enter a text'), 422);
    },
  };

  const start = async (): Promise<void> => {
    asked = [];
    app = await smallApp({
      pathPrefix: site.path,
      registerPages: (fastify) =>
        servePages(fastify, {
          routes,
          forms: [note],
          site,
          begin: async (now) =>
            ({
              now,
              basis: { versions: new Map(), until: Infinity },
              holds: () => true,
            }) as unknown as Reading,
          edition: 'test',
        }),
    });
  };
  afterEach(() => app.fastify.close());

  const post = async (
    payload: string,
    headers: InjectOptions['headers'] = { ...OWN, ...FORM },
    url = '/performance/notes/a?from=b',
  ): Promise<LightMyRequestResponse> => app.fastify.inject({ method: 'POST', url, payload, headers });

  test('lead elsewhere with 303 when all is well', async () => {
    await start();
    const { statusCode, headers } = await post('text=a+%26+%C3%A9&box=1&box=2');
    expect(statusCode).toBe(303);
    expect(headers.location).toBe('/performance/notes/a');
    expect(headers['cache-control']).toBe('no-store');
    const [{ form, names, query, path }] = asked;
    expect([...form]).toEqual([
      ['text', 'a & é'],
      ['box', '1'],
      ['box', '2'],
    ]);
    expect([names.slug, query.get('from'), path]).toEqual(['a', 'b', '/notes/a']);
  });

  test('show themselves again with 422, kept by nobody', async () => {
    await start();
    const answers = [await post('text='), await post('text=')];
    for (const { statusCode, headers, body } of answers) {
      expect([statusCode, body]).toEqual([422, '<form method="post">Enter a text</form>']);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
      });
      expect(headers.etag).toBeUndefined();
    }
    expect(asked).toHaveLength(2);
    expect((await post('', OWN)).statusCode).toBe(422);
    const page = await app.fastify.inject('/performance/notes/a');
    expect(page.headers).toMatchObject({ 'cache-control': 'public, max-age=60', etag: expect.any(String) });
  });

  test.each([
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://example.org' }],
    [{ origin: 'http://localhost:4000', host: 'localhost:4000' }],
  ])('are taken from our own pages: %j', async (headers) => {
    await start();
    expect((await post('text=a', { ...FORM, ...headers })).statusCode).toBe(303);
  });

  test.each([
    [{}],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://example.org' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://example.org' }],
    [{ origin: 'https://example.org.evil.example' }],
    [{ origin: 'null' }],
  ])('are refused from anywhere else: %j', async (headers) => {
    await start();
    const answer = await post('text=a', { ...FORM, ...headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(asked).toEqual([]);
  });

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
    'come in one content type, not in %s',
    async (type) => {
      await start();
      expect((await post('{}', { ...OWN, 'content-type': type })).statusCode).toBe(415);
      expect((await post('{}', OWN)).statusCode).toBe(415);
    },
  );

  test('have an end', async () => {
    await start();
    expect((await post(`text=${'x'.repeat(100_000)}`)).statusCode).toBe(413);
    expect(asked).toEqual([]);
  });

  test('are taken nowhere else', async () => {
    await start();
    const headers = { ...OWN, ...FORM };
    expect((await post('query={hello}', headers, '/performance/graphql')).statusCode).toBe(415);
    expect((await post('text=a', headers, '/performance/nothing')).statusCode).toBe(404);
    const read = await post('text=a', headers, '/performance/only-read');
    expect([read.statusCode, read.headers.allow]).toEqual([405, 'GET, HEAD']);
    const put = await app.fastify.inject({ method: 'PUT', url: '/performance/notes/a', headers: OWN });
    expect([put.statusCode, put.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });
});
