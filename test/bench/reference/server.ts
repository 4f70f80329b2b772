/**
 * The reference: node:http, better-sqlite3, SQL written by hand for each question, JSON.stringify. It answers the
 * questions of questions.ts, with the same JSON as the server, and nothing else: what could be reached at best.
 */
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import type { ReferenceParameters } from '../questions.js';
import { listAnswer, monthsAnswer } from './scale.js';
import { listenAsReference } from './listen.js';
import { modulesAnswer } from './modules.js';
import { seriesAnswer } from './series.js';
import { servicesAnswer } from './services.js';

export function serveAsReference(file: string): void {
  const database = new Database(file, { readonly: true });
  database.pragma('cache_size = -16000');
  const answers: Record<string, (parameters: ReferenceParameters) => unknown> = {
    '/series': seriesAnswer(database),
    '/modules': modulesAnswer(database),
    '/services': servicesAnswer(database),
    '/scale/list': listAnswer(database),
    '/scale/months': monthsAnswer(database),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const parameters = JSON.parse(Buffer.concat(chunks).toString()) as ReferenceParameters;
      const body = JSON.stringify(answers[request.url!](parameters));
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  });
  listenAsReference(server, () => database.close());
}
