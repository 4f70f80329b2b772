/** All that a server serves, in this process: pages, files, API, deliveries and the publishing pages. */
import type { FastifyInstance } from 'fastify';
import { findBearer } from '../../../server/access/token-table.js';
import { bearerToken } from '../../../server/access/tokens.js';
import { createApp } from '../../../server/app.js';
import { buildApiSchema } from '../../../server/graphql/build-schema.js';
import { servePages } from '../../../server/http/pages.js';
import { publishingOf } from '../../../server/http/publishing/publishing-of.js';
import { viewerOf } from '../../../server/http/viewer-of.js';
import { MOST_WORK, ReadStore } from '../../../server/loaders/reading.js';
import { createLog } from '../../../server/log.js';
import { pageRoutes } from '../../../server/pages/routes.js';
import { RESOLVERS, type GraphqlContext } from '../../../server/resolvers/index.js';
import { Assembler } from '../../../server/wording/assembler.js';
import { PERFORM } from '../../../server/writer/perform.js';
import type { TestDialect } from '../../support/databases.js';
import { writingTo } from '../../support/writing.js';
import { importing, type Importing, NOW } from '../ingest/importing.js';
import { SITE } from '../pages/public-site.js';

export interface FullSite {
  app: FastifyInstance;
  store: Importing;
  close(): Promise<void>;
}

export async function fullSite(dialect: TestDialect, base = 'http://localhost'): Promise<FullSite> {
  const store = await importing(dialect);
  const { dataSource } = store;
  const site = { ...SITE, base, path: '' };
  const reads = new ReadStore(dataSource, MOST_WORK);
  const find = (token: string, now: Date) => findBearer(dataSource, token, now);
  const writing = writingTo(dataSource);
  const now = (): Date => NOW;
  const app = await createApp<GraphqlContext>({
    log: createLog('silent'),
    store: { ping: () => Promise.resolve(), dataVersion: () => Promise.resolve(0) },
    limits: { requestsPerMinute: 0, eventLoopLagMs: 0 },
    graphql: {
      schema: await buildApiSchema([...RESOLVERS]),
      edition: 'test',
      now,
      contextFor: async ({ headers }, moment) => {
        const token = bearerToken(headers.authorization);
        const bearer = token === null ? null : await find(token, moment.now);
        const renew: GraphqlContext['renew'] = async () => {
          const reading = await reads.begin({ viewer: viewerOf(bearer), now: moment.now });
          return { reading, assembler: new Assembler(reading, site) };
        };
        return { ...moment, ...writing, ...(await renew()), bearer, renew, base: site.base };
      },
    },
    ingest: { findBearer: find, deliver: writing.deliver, now },
    publishing: {
      ...publishingOf(
        reads,
        { run: (name, input) => PERFORM[name](dataSource, input, () => undefined) },
        site,
      ),
      now,
    },
    registerPages: (fastify) =>
      servePages(fastify, {
        ...{ routes: pageRoutes(), site, edition: 'test', now, findBearer: find },
        begin: (asking) => reads.begin(asking),
      }),
  });
  return {
    app: app.fastify,
    store,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
