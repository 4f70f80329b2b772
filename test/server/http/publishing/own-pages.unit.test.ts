/** Whose forms are taken: those of our own pages. */
import { expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { isFromOwnPage } from '../../../../server/http/publishing/own-pages.js';

const site = { base: 'https://example.org/performance' };

async function isTaken(headers: Record<string, string>): Promise<boolean> {
  const app = Fastify();
  app.post('/', (request) => ({ isOwn: isFromOwnPage(request, site) }));
  const answer = await app.inject({ method: 'POST', url: '/', headers });
  await app.close();
  return answer.json<{ isOwn: boolean }>().isOwn;
}

test.each([
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin: 'https://example.org' }],
  [{ origin: 'http://localhost:4000', host: 'localhost:4000' }],
])('a form of our own pages: %j', async (headers) => {
  expect(await isTaken(headers)).toBe(true);
});

test.each([
  [{}],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site', origin: 'https://example.org' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'http://example.org' }],
  [{ origin: 'https://example.org.evil.example' }],
  [{ origin: 'null' }],
])('a form from anywhere else: %j', async (headers) => {
  expect(await isTaken(headers)).toBe(false);
});
