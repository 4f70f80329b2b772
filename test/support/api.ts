/**
 * The API over a database of its own, as a stranger meets it: questions over HTTP, answers as JSON. The clock is the
 * test's, and every SQL statement of the reader is counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createApp } from '../../server/app.js';
import { openReader, openWriter } from '../../server/db/index.js';
import { findBearer } from '../../server/access/token-table.js';
import { bearerToken } from '../../server/access/tokens.js';
import { buildApiSchema } from '../../server/graphql/build-schema.js';
import { importSources } from '../../server/ingest/import.js';
import type { ImportKind } from '../../server/ingest/kinds.js';
import type { ImportOptions } from '../../server/ingest/options.js';
import { problemLines } from '../../server/ingest/problems.js';
import { bytesSource } from '../../server/ingest/source.js';
import { MOST_WORK, ReadStore } from '../../server/loaders/reading.js';
import { viewerOf } from '../../server/http/viewer-of.js';
import { createLog } from '../../server/log.js';
import { RESOLVERS, type GraphqlContext } from '../../server/resolvers/index.js';
import { ELEMENT_DOCUMENTS } from '../../components/client/documents.js';
import { Assembler } from '../../server/wording/assembler.js';
import { freshDatabase, type TestDialect } from './databases.js';
import { WITHOUT } from './shortcuts.js';
import { writingTo } from './writing.js';

export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; argument?: string };
}

interface Answer<Data> {
  data: Data;
  errors?: AnswerError[];
}

type Files = Partial<Record<ImportKind, string>>;

export interface Api {
  url: string;
  /** The connection that writes. */
  writer: DataSource;
  store: ReadStore;
  /** What the API takes for now. */
  now: Date;
  /** SQL statements that the reader has sent. */
  statements: string[];
  /** Stores CSV texts, received at `now` (ISO). */
  accept(files: Files, now?: string, options?: Partial<ImportOptions>): Promise<void>;
  /** The answer as it comes, errors included. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    /** Who asks; nobody unless said. */
    token?: string,
  ): Promise<Answer<Data>>;
  /** The data of a question that must be answered without errors. */
  data<Data = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  close(): Promise<void>;
}

/** Keeps each statement that a DataSource sends. */
export function record(dataSource: DataSource): string[] {
  const statements: string[] = [];
  const make = dataSource.createQueryRunner.bind(dataSource);
  // SQLite has one runner for all.
  const recorded = new WeakSet<object>();
  dataSource.createQueryRunner = (mode) => {
    const runner = make(mode);
    if (recorded.has(runner)) return runner;
    recorded.add(runner);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = ((...args: unknown[]) => {
      statements.push(String(args[0]));
      return query(...args);
    }) as typeof runner.query;
    return runner;
  };
  return statements;
}

/** `limit`: values that one read may touch. `without`: what it does without, as the run says. */
export async function openApi(
  dialect: TestDialect,
  now = '2014-06-15T12:00:00Z',
  limit = MOST_WORK,
  without = WITHOUT,
): Promise<Api> {
  const database = await freshDatabase(dialect);
  const writer = await openWriter(database.url);
  const reader = await openReader(database.url);
  const store = new ReadStore(reader, limit, without);
  const lines: string[] = [];
  const app = await createApp<GraphqlContext>({
    log: createLog('error', { write: (line) => void lines.push(line) }),
    store: { ping: async () => undefined, dataVersion: async () => (await store.snapshots.newest()).version },
    limits: { requestsPerMinute: 0, eventLoopLagMs: 0 },
    graphql: {
      schema: await buildApiSchema([...RESOLVERS]),
      edition: 'test',
      documents: ELEMENT_DOCUMENTS,
      keepsAnswers: !without.has('answers'),
      now: () => api.now,
      contextFor: async ({ headers }, moment) => {
        const token = bearerToken(headers.authorization);
        const bearer = token === null ? null : await findBearer(reader, token, moment.now);
        const base = 'https://performance.example.org';
        const renew: GraphqlContext['renew'] = async () => {
          const reading = await store.begin({ viewer: viewerOf(bearer), now: moment.now });
          return {
            reading,
            assembler: new Assembler(reading, { base, licence: 'Open Government Licence v3.0' }),
          };
        };
        return { ...moment, ...writingTo(writer), ...(await renew()), bearer, renew, base };
      },
    },
  });
  const api: Api = {
    url: database.url,
    writer,
    store,
    now: new Date(now),
    statements: record(reader),
    async accept(files, at, options) {
      const sources = Object.entries(files).map(([kind, text]) =>
        bytesSource(kind as ImportKind, `${kind}.csv`, Buffer.from(text)),
      );
      const outcome = await importSources(writer, sources, {
        now: at ? new Date(at) : api.now,
        source: 'test',
        ...options,
      });
      if (!outcome.isAccepted) throw new Error(problemLines(outcome.problems, outcome.rest).join('\n'));
    },
    async ask<Data>(query: string, variables?: Record<string, unknown>, token = 'nobody') {
      const answer = await app.fastify.inject({
        method: 'POST',
        url: '/graphql',
        // Whoever signs is answered anew: what is counted is what an answer takes.
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        payload: JSON.stringify({ query, variables }),
      });
      const body = answer.json<Answer<Data>>();
      if (body.errors?.some(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')) {
        throw new Error(`internal error: ${lines.splice(0).join('')}`);
      }
      return body;
    },
    async data<Data>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await api.ask<Data>(query, variables);
      if (errors) throw new Error(JSON.stringify(errors, null, 1));
      return data;
    },
    async close() {
      await app.close();
      await reader.destroy();
      await writer.destroy();
      await database.drop();
    },
  };
  return api;
}

/** Where the published data is. */
export const GOVERNMENT = join(__dirname, '../../../shared/data/government-services');

/** Whether the published data of 734 services is there. Says so where it is not. */
export function hasGovernmentData(): boolean {
  const isThere = existsSync(GOVERNMENT);
  if (!isThere) console.warn(`Skipped: the published data of government services is not at ${GOVERNMENT}`);
  return isThere;
}

/** The four files of the published data. */
export function governmentData(): Files {
  const kinds: ImportKind[] = ['organisations', 'services', 'data-sets', 'measurements'];
  return Object.fromEntries(
    kinds.map((kind) => [kind, readFileSync(join(GOVERNMENT, `${kind}.csv`), 'utf8')]),
  );
}
