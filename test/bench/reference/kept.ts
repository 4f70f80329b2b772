/** The reference for kept answers: node:http with the bodies in memory, as bytes that were compressed beforehand. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listenAsReference } from './listen.js';

export interface KeptAnswer {
  headers: Readonly<Record<string, string>>;
  /** In base64. */
  body: string;
}

/** By what is asked: `GET /services`. */
type KeptAnswers = Readonly<Record<string, KeptAnswer>>;

/** @param file JSON of `KeptAnswers` */
export function serveKeptAsReference(file: string): void {
  const read = JSON.parse(readFileSync(file, 'utf8')) as KeptAnswers;
  const answers = new Map(
    Object.entries(read).map(([asked, { headers, body }]) => [
      asked,
      { headers, body: Buffer.from(body, 'base64') },
    ]),
  );
  const server = createServer((request, response) => {
    const { headers, body } = answers.get(`${request.method} ${request.url}`)!;
    const answer = (): void => {
      const { etag } = headers;
      const isKnown = etag !== undefined && request.headers['if-none-match'] === etag;
      if (isKnown) response.writeHead(304, { etag }).end();
      else response.writeHead(200, headers).end(body);
    };
    // Only a POST has something to be read first.
    if (request.method === 'POST') request.resume().once('end', answer);
    else answer();
  });
  listenAsReference(server);
}
