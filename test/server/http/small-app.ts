/** An app around a schema of three fields, for the tests of the HTTP shell. */
import type { AddressInfo } from 'node:net';
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { createApp, type App, type AppOptions } from '../../../server/app.js';
import type { Moment, PinnedMoment } from '../../../server/context.js';
import { ArgumentError, BusyError } from '../../../server/errors.js';
import { createLog } from '../../../server/log.js';
import type { Basis } from '../../../server/store/snapshot.js';

/** How often `hello` was asked for, and `change`. */
export const calls = { executed: 0, changed: 0 };

const Item: GraphQLObjectType = new GraphQLObjectType({
  name: 'Item',
  fields: () => ({
    name: { type: GraphQLString, resolve: () => 'a' },
    items: {
      type: new GraphQLList(Item),
      args: { first: { type: GraphQLInt, defaultValue: 10 } },
      resolve: () => [{}],
    },
  }),
});

const fails = (thrown: () => unknown) => ({
  type: GraphQLString,
  resolve(): never {
    throw thrown();
  },
});

export const smallSchema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      hello: {
        type: new GraphQLNonNull(GraphQLString),
        args: { name: { type: GraphQLString } },
        resolve: (_root, { name }: { name?: string }) => {
          calls.executed += 1;
          return `hello ${name ?? 'world'}`;
        },
      },
      long: { type: GraphQLString, resolve: () => 'long '.repeat(2000) },
      huge: { type: GraphQLString, resolve: () => 'huge '.repeat(120_000) },
      items: {
        type: new GraphQLList(Item),
        args: { first: { type: GraphQLInt } },
        resolve: () => [{}],
      },
      version: {
        type: GraphQLInt,
        resolve: (_root, _args, context: SmallContext) => context.version,
      },
      broken: fails(() => new Error('SELECT secret FROM /var/lib/perf.sqlite')),
      refused: fails(() => new ArgumentError('period', 'period must be one of MONTH, QUARTER')),
      busy: fails(() => new BusyError()),
      coded: fails(() => new GraphQLError('no such thing', { extensions: { code: 'NOT_FOUND' } })),
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      change: {
        type: GraphQLString,
        resolve: () => {
          calls.changed += 1;
          return 'changed';
        },
      },
    },
  }),
});

interface Data {
  /** The newest submission: a test may raise it. */
  version: number;
  /** When the words change next, in milliseconds since 1970. */
  until: number;
  isThere: boolean;
}

export interface SmallContext extends PinnedMoment {
  version: number;
}

/** A context whose answers rest on the version of the data, and on an instant to come. */
export function contextOf({ version, until }: Data, moment: Moment): SmallContext {
  const basis: Basis = { versions: new Map([['catalogue', version]]), until };
  const holds = (other: Basis): boolean =>
    moment.now.getTime() < other.until && other.versions.get('catalogue') === version;
  return { ...moment, version, reading: { basis, holds } };
}

export interface SmallApp extends App {
  data: Data;
  lines: Record<string, unknown>[];
}

export async function smallApp(options: Partial<AppOptions<SmallContext>> = {}): Promise<SmallApp> {
  const data: Data = { version: 7, until: Infinity, isThere: true };
  const lines: Record<string, unknown>[] = [];
  const app = await createApp<SmallContext>({
    log: createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    store: {
      ping: async () => {
        if (!data.isThere) throw new Error('SQLITE_CANTOPEN: unable to open database file');
      },
      dataVersion: async () => data.version,
    },
    limits: { requestsPerMinute: 0, eventLoopLagMs: 0 },
    graphql: {
      schema: smallSchema,
      edition: 'test',
      contextFor: async (_request, moment) => contextOf(data, moment),
      documents: ['{ hello(name: "element") }'],
    },
    ...options,
  });
  return { ...app, data, lines };
}

export async function listen(app: App): Promise<string> {
  await app.fastify.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.fastify.server.address() as AddressInfo).port}`;
}

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

type Headers = Record<string, string>;

/** A payload that is a text is sent as it is. */
export const postGraphql = ({ fastify }: SmallApp, payload: unknown, headers: Headers = {}) =>
  fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

export const getGraphql = ({ fastify }: SmallApp, query: Record<string, string>, headers: Headers = {}) =>
  fastify.inject({ method: 'GET', url: '/graphql', query, headers });
