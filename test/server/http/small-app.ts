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
import type { PinnedMoment } from '../../../server/context.js';
import { ArgumentError, BusyError } from '../../../server/errors.js';
import { createLog } from '../../../server/log.js';

export const calls = { executed: 0 };

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
      items: {
        type: new GraphQLList(Item),
        args: { first: { type: GraphQLInt } },
        resolve: () => [{}],
      },
      version: {
        type: GraphQLInt,
        resolve: (_root, _args, context: PinnedMoment) => context.dataVersion,
      },
      broken: fails(() => new Error('SELECT secret FROM /var/lib/perf.sqlite')),
      refused: fails(() => new ArgumentError('period', 'period must be one of MONTH, QUARTER')),
      busy: fails(() => new BusyError()),
      coded: fails(() => new GraphQLError('no such thing', { extensions: { code: 'NOT_FOUND' } })),
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: { change: { type: GraphQLString, resolve: () => 'changed' } },
  }),
});

export interface SmallApp extends App {
  /** The newest submission: a test may raise it. */
  data: { version: number; isThere: boolean };
  lines: Record<string, unknown>[];
}

export async function smallApp(options: Partial<AppOptions<PinnedMoment>> = {}): Promise<SmallApp> {
  const data = { version: 7, isThere: true };
  const lines: Record<string, unknown>[] = [];
  const app = await createApp<PinnedMoment>({
    log: createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    store: {
      ping: async () => {
        if (!data.isThere) throw new Error('SQLITE_CANTOPEN: unable to open database file');
      },
      dataVersion: async () => data.version,
    },
    limits: { requestsPerMinute: 0 },
    graphql: {
      schema: smallSchema,
      edition: 'test',
      contextFor: async (_request, moment) => ({ ...moment, dataVersion: data.version }),
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
