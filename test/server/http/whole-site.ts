/**
 * Pages, files and API over a small database, asked twice for every address: of a process that keeps its answers, and of
 * one that has just begun. What both say, and what has changed since, tells whether anything kept is stale.
 */
import { expect } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createApp } from '../../../server/app.js';
import { buildApiSchema } from '../../../server/graphql/build-schema.js';
import { servePages } from '../../../server/http/pages.js';
import { MOST_WORK, ReadStore } from '../../../server/loaders/reading.js';
import { createLog } from '../../../server/log.js';
import { pageRoutes } from '../../../server/pages/routes.js';
import { RESOLVERS, type GraphqlContext } from '../../../server/resolvers/index.js';
import { findBearer } from '../../../server/access/token-table.js';
import { bearerToken } from '../../../server/access/tokens.js';
import { viewerOf } from '../../../server/http/viewer-of.js';
import { SITE } from '../pages/public-site.js';
import { Assembler } from '../../../server/wording/assembler.js';
import { importing, type Importing } from '../ingest/importing.js';
import { record } from '../../support/api.js';
import { writingTo } from '../../support/writing.js';
import type { TestDialect } from '../../support/databases.js';

interface Seen {
  status: number;
  body: string;
  tag: string;
}

/** What addresses answer. */
export type World = ReadonlyMap<string, Seen>;

export interface WholeSite {
  /** What both processes take for now. */
  now: Date;
  store: Importing;
  /** SQL statements that were sent. */
  statements: string[];
  /** Asks each address of the old process and of a new one: both must say the same, under the same tag. */
  look(): Promise<World>;
  /** The answer of the old process. */
  get(address: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Where the old process listens: `http://127.0.0.1:1234`. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export async function wholeSite(dialect: TestDialect, addresses: readonly string[]): Promise<WholeSite> {
  const store = await importing(dialect);
  const schema = await buildApiSchema([...RESOLVERS]);

  async function process(): Promise<FastifyInstance> {
    const reads = new ReadStore(store.dataSource, MOST_WORK);
    const { base } = SITE;
    const app = await createApp<GraphqlContext>({
      log: createLog('silent'),
      store: { ping: () => Promise.resolve(), dataVersion: () => Promise.resolve(0) },
      limits: { requestsPerMinute: 0, eventLoopLagMs: 0 },
      graphql: {
        schema,
        edition: 'test',
        now: () => site.now,
        contextFor: async ({ headers }, moment) => {
          const token = bearerToken(headers.authorization);
          const bearer = token === null ? null : await findBearer(store.dataSource, token, moment.now);
          const renew: GraphqlContext['renew'] = async () => {
            const reading = await reads.begin({ viewer: viewerOf(bearer), now: moment.now });
            return { reading, assembler: new Assembler(reading, SITE) };
          };
          const writing = writingTo(store.dataSource);
          return { ...moment, ...writing, ...(await renew()), bearer, renew, base };
        },
      },
      registerPages: (fastify) =>
        servePages(fastify, {
          routes: pageRoutes(),
          site: SITE,
          begin: (asking) => reads.begin(asking),
          findBearer: (token, now) => findBearer(store.dataSource, token, now),
          edition: 'test',
          now: () => site.now,
        }),
    });
    return app.fastify;
  }

  async function ask(app: FastifyInstance, address: string): Promise<Seen> {
    const { statusCode, rawPayload, headers } = await app.inject({ method: 'GET', url: address });
    return { status: statusCode, body: rawPayload.toString('latin1'), tag: String(headers.etag) };
  }

  const old = await process();
  const site: WholeSite = {
    now: new Date(),
    store,
    statements: record(store.dataSource),
    async look() {
      const fresh = await process();
      const world = new Map<string, Seen>();
      for (const address of addresses) {
        const seen = await ask(old, address);
        expect({ address, ...(await ask(fresh, address)) }).toEqual({ address, ...seen });
        world.set(address, seen);
      }
      await fresh.close();
      return world;
    },
    get: async (address, headers = {}) => old.inject({ method: 'GET', url: address, headers }),
    listen: () => old.listen({ port: 0, host: '127.0.0.1' }),
    async close() {
      await old.close();
      await store.close();
    },
  };
  return site;
}

/** The addresses whose tags changed. Every answer that changed must be among them. */
export function changedTags(before: World, after: World): string[] {
  const all = [...after.keys()];
  const isOther = (address: string, what: 'tag' | 'body'): boolean =>
    before.get(address)![what] !== after.get(address)![what];
  const changed = all.filter((address) => isOther(address, 'tag'));
  const stale = all.filter((address) => isOther(address, 'body') && !isOther(address, 'tag'));
  expect(stale).toEqual([]);
  return changed;
}

const months = Array.from({ length: 17 }, (_, index) =>
  new Date(Date.UTC(2013, index)).toISOString().slice(0, 10),
);
const hours = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.UTC(2014, 5, 13, index)).toISOString().replace('.000', ''),
);

export const dashboards = (title = 'Caring'): string => `
dashboards:
  - slug: caring-people
    title: ${title}
    subject: group/caring
    is-own-page: true
    owner: dwp
    sections:
      - title: Use
        modules:
          - { slug: use, metric: transactions, by: service }
          - { slug: lone, metric: transactions, subject: service/court, period: month }
  - slug: justice
    title: Justice
    subject: organisation/moj
    is-own-page: true
    owner: moj
    sections:
      - title: Use
        modules:
          - { slug: use, metric: transactions, period: month, compare-to: previous-year }
`;

/**
 * Two departments that have nothing to do with each other. `carers` has months, hours, a target, and is in a group;
 * `tax-disc` belongs to an agency and has a draft; `court` is of the other department.
 */
export const FILES = {
  organisations:
    'slug,name,kind,parent\ndwp,Department for Work,department,\nagency,Agency,agency,dwp\nmoj,Justice,department,\n',
  services:
    'slug,name,organisation,closed_on\ncarers,Carers,dwp,\ntax-disc,Tax disc,agency,2014-07-03\nsilent,Silent,dwp,\ncourt,Court,moj,\n',
  groups: 'slug,name,services\ncaring,Caring,carers tax-disc\nlaw,Law,court\n',
  'data-sets':
    'service,measure,cadence,state,ends_on\ncarers,transactions,month,published,\ncarers,monitored,hour,published,\ntax-disc,cost,month,draft,\ncourt,cost,quarter,published,2014-07-01\n',
  targets:
    'subject_type,subject,metric,value,tolerance,from,to\nservice,carers,digital-take-up,80,1,2014-01-01,\n',
  annotations:
    'subject_type,subject,measure,kind,from,to,text,link\nservice,carers,transactions,NOTE,2014-02-10,,New form,\n',
  dashboards: dashboards(),
  measurements: [
    'service,measure,period,start,channel,state,value',
    ...months.flatMap((start, index) => [
      `carers,transactions,month,${start},digital,,${600 + 10 * index}`,
      `carers,transactions,month,${start},phone,,${400 - 10 * index}`,
      `carers,starts,month,${start},,,${1500 + index}`,
      `carers,completions,month,${start},,,${900 + index}`,
      `tax-disc,transactions,month,${start},,,${5000 + index}`,
      `tax-disc,cost,month,${start},,,${70 + index}`,
      `court,transactions,month,${start},digital,,${80 + index}`,
      `court,transactions,month,${start},paper,,${20 + index}`,
    ]),
    ...['2013-01-01', '2013-04-01', '2013-07-01', '2013-10-01', '2014-01-01'].map(
      (start) => `court,cost,quarter,${start},,,9000`,
    ),
    ...hours.flatMap((start) => [
      `carers,monitored,hour,${start},,up,3500`,
      `carers,monitored,hour,${start},,down,100`,
    ]),
    '',
  ].join('\n'),
};
