/** `POST /ingest` over HTTP, into a real database. */
import type { AddressInfo } from 'node:net';
import { createToken, findBearer } from '../../../server/access/token-table.js';
import { createApp } from '../../../server/app.js';
import { ingest } from '../../../server/ingest/requests/ingest.js';
import { createLog } from '../../../server/log.js';
import type { TestDialect } from '../../support/databases.js';
import { BASE, importing, type Importing, observations } from '../ingest/importing.js';

export const NOW = new Date('2014-06-15T12:00:00Z');
/** Who does something to tokens, and when. */
export const doing = { actor: 'test', now: NOW };
export const CSV = 'service,measure,period,start,channel,value\n';

export interface Sent {
  status: number;
  headers: Headers;
  /** One of three answers: what was stored, what is wrong in rows, what is wrong else. */
  json: {
    submission: { id: number; receivedAt: string } | null;
    errors: { row: number; column: string | null; code: string; message: string }[];
    more: number;
    error: { code: string; message: string; requestId: string };
  };
}

export interface Ingesting {
  database: Importing;
  url: string;
  /** What the server takes for now. */
  clock: { now: Date };
  /** The lines of its log. */
  log: string[];
  tokenFor(...scopes: string[]): Promise<string>;
  /** @param head headers, and `query` for the address */
  send(token: string | null, body: string | Uint8Array, head?: Record<string, string>): Promise<Sent>;
  valuesOf(service: string, measure: string): Promise<(number | null)[]>;
  close(): Promise<void>;
}

export async function ingesting(dialect: TestDialect): Promise<Ingesting> {
  const database = await importing(dialect);
  await database.accept(BASE);
  const clock = { now: NOW };
  const log: string[] = [];
  const app = await createApp({
    log: createLog('info', { write: (line) => void log.push(line) }),
    store: { ping: async () => undefined, dataVersion: async () => 0 },
    limits: { requestsPerMinute: 100_000, eventLoopLagMs: 60_000 },
    ingest: {
      findBearer: (token, at) => findBearer(database.dataSource, token, at),
      deliver: (request) => ingest(database.dataSource, request),
      now: () => clock.now,
    },
  });
  await app.fastify.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.fastify.server.address() as AddressInfo).port}`;
  return {
    ...{ database, url, clock, log },
    tokenFor: async (...scopes) =>
      (await createToken(database.dataSource, { label: 'a team', scopes, expiresAt: null }, doing)).token,
    send: async (token, body, { query = '', ...headers } = {}) => {
      const response = await fetch(`${url}/ingest${query}`, {
        method: 'POST',
        headers: {
          'content-type': 'text/csv',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: body as string,
      });
      return {
        status: response.status,
        headers: response.headers,
        json: (await response.json()) as Sent['json'],
      };
    },
    valuesOf: async (service, measure) =>
      (await observations(database.dataSource))
        .filter((row) => row.service === service && row.measure === measure)
        .map(({ value }) => value),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
