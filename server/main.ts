/** The server process: opens the database, puts the app together, and stops when it is told to. */
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { scopeWords } from './access/scopes.js';
import { findBearer } from './access/token-table.js';
import { bearerToken } from './access/tokens.js';
import { editableDashboards, editableDefinition } from './authoring/stored.js';
import { findPreview } from './authoring/workflow.js';
import { createApp, type App, type AppOptions, type Store } from './app.js';
import type { Config } from './config.js';
import { assertNotMigrated, type DatabaseGuard } from './db/index.js';
import { type ExitCode, SystemError } from './errors.js';
import { buildApiSchema } from './graphql/build-schema.js';
import type { GraphqlOptions } from './http/graphql.js';
import { editionOf } from './http/edition.js';
import { PageAssets, servePages } from './http/pages.js';
import { stop, STOP_TIMES } from './http/shutdown.js';
import { MOST_WORK, ReadStore } from './loaders/reading.js';
import { createLog } from './log.js';
import { errorPage } from './pages/frame/problem-pages.js';
import { viewerOf } from './http/viewer-of.js';
import { publishingOf } from './http/publishing/publishing-of.js';
import { pageRoutes } from './pages/routes.js';
import type { Site as PageSite } from './pages/frame/site.js';
import { type DatabaseKeeper, keepDatabase } from './processes/database-keeper.js';
import {
  endWhenUnexpected,
  type Ending,
  exitCodeOf,
  logEnding,
  noticeOf,
  stopSignal,
} from './processes/ending.js';
import type { Member } from './processes/member.js';
import { RESOLVERS, type GraphqlContext, type Writing } from './resolvers/index.js';
import { Assembler } from './wording/assembler.js';
import { ELEMENT_DOCUMENTS } from '../components/client/documents.js';

/** `dist/`, and what is below it. */
const BUILD_DIRECTORY = fileURLToPath(new URL('..', import.meta.url));
const EMBED_DIRECTORY = fileURLToPath(new URL('../embed', import.meta.url));
const ASSETS_DIRECTORY = fileURLToPath(new URL('../assets', import.meta.url));
const EXPLORER_DIRECTORY = fileURLToPath(new URL('../explorer', import.meta.url));

/** The path of the public address: `https://example.org/performance` → `/performance`. */
const pathOf = (publicUrl: string | null): string =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** Where readers find the platform; known only when it listens, unless the environment says it. */
interface PublicAddress {
  /** Without a slash at its end. */
  base: string;
}

const storeOf = ({ dataSource, snapshots }: ReadStore, guard: DatabaseGuard): Store => ({
  ping: async () => {
    await guard.assertSound();
    await assertNotMigrated(dataSource);
  },
  dataVersion: async () => (await snapshots.newest()).version,
});

/** What is served, and how. */
interface SiteParts {
  site: PublicAddress;
  config: Config;
  edition: string;
}

async function graphqlOf(
  store: ReadStore,
  writing: Writing,
  { site, config: { dataLicence: licence, without }, edition }: SiteParts,
): Promise<GraphqlOptions<GraphqlContext>> {
  return {
    schema: await buildApiSchema([...RESOLVERS]),
    get edition() {
      return [edition, site.base, licence].join(' ');
    },
    documents: ELEMENT_DOCUMENTS,
    explorerDirectory: EXPLORER_DIRECTORY,
    keepsAnswers: !without.has('answers'),
    contextFor: async ({ headers }, moment) => {
      const { now, beforeRead } = moment;
      const token = bearerToken(headers.authorization);
      const bearer = token === null ? null : await findBearer(store.dataSource, token, now);
      const { base } = site;
      const renew: GraphqlContext['renew'] = async () => {
        const reading = await store.begin({ viewer: viewerOf(bearer), now, beforeRead });
        return { reading, assembler: new Assembler(reading, { base, licence }) };
      };
      return { ...moment, ...writing, ...(await renew()), bearer, renew, base };
    },
  };
}

const writingOf = (reader: DataSource, writer: DatabaseKeeper['writer']): Writing => ({
  deliver: (request) => writer.run('ingest', request),
  save: (saving) => writer.run('save', saving),
  withdraw: (withdrawal) => writer.run('withdraw', withdrawal),
  undo: (undoing) => writer.run('undo', undoing),
  authoring: {
    saveDashboard: (asked) => writer.run('saveDashboard', asked),
    changeDashboard: (asked) => writer.run('changeDashboard', asked),
    previewDashboard: (asked) => writer.run('previewDashboard', asked),
    saveRow: (asked) => writer.run('saveRow', asked),
    removeRow: (asked) => writer.run('removeRow', asked),
    dashboards: (places) => editableDashboards(reader.manager, places),
    definition: (dashboard, version) => editableDefinition(reader.manager, dashboard, version),
  },
  tokens: {
    create: (token, doing) => writer.run('createToken', { token, doing }),
    revoke: (id, doing) => writer.run('revokeToken', { id, doing }),
    words: (scopes) => scopeWords(reader, scopes),
  },
});

function pagesOf(
  store: ReadStore,
  writer: DatabaseKeeper['writer'],
  { site, config, edition }: SiteParts,
): Pick<AppOptions<GraphqlContext>, 'registerPages' | 'errorPage' | 'publishing' | 'previews'> {
  const assets = new PageAssets(ASSETS_DIRECTORY, EMBED_DIRECTORY);
  const pageSite: PageSite = {
    get base() {
      return site.base;
    },
    path: pathOf(config.publicUrl),
    licence: config.dataLicence,
    contact: config.contact,
    styles: assets.styles,
    loaderIntegrity: assets.loaderIntegrity,
    sheetsPath: assets.sheetsPath,
  };
  return {
    registerPages: (app) => {
      assets.serve(app);
      servePages(app, {
        routes: pageRoutes(),
        site: pageSite,
        begin: (asking) => store.begin(asking),
        findBearer: (token, now) => findBearer(store.dataSource, token, now),
        edition,
        keepsAnswers: !config.without.has('answers'),
      });
    },
    publishing: publishingOf(store, writer, pageSite),
    previews: {
      site: pageSite,
      begin: (asking) => store.begin(asking),
      findPreview: (key, now) => findPreview(store.dataSource.manager, key, now),
    },
    errorPage: (answer) => errorPage(pageSite, answer),
  };
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why: Record<string, string> = {
      EADDRINUSE: `port ${port} of ${host} is in use: end what uses it, or set PORT (0 = any free one)`,
      EACCES: `port ${port} needs more rights than this process has: set PORT to one above 1023`,
      EADDRNOTAVAIL: `${host} is no address of this machine: set HOST`,
      ENOTFOUND: `${host} is no address of this machine: set HOST`,
    };
    if (code && why[code]) throw new SystemError(why[code], 'CANNOT_LISTEN', 500, { cause: error });
    throw error;
  }
  const bound = app.server.address() as AddressInfo;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${bound.port}/`;
}

interface Parts {
  log: Logger;
  database: DatabaseKeeper;
  site: PublicAddress;
  member?: Member;
}

async function compose(config: Config, { log, database, site, member }: Parts): Promise<App> {
  const { reader, guard, writer } = database;
  const store = new ReadStore(reader, MOST_WORK, config.without);
  const edition = editionOf(BUILD_DIRECTORY);
  const writing = writingOf(reader, writer);
  return createApp({
    log,
    store: storeOf(store, guard),
    writer,
    metrics: member?.metrics,
    allClosed: member?.allClosed,
    pathPrefix: pathOf(config.publicUrl),
    trustedProxies: config.trustedProxies,
    limits: config.limits,
    embedDirectory: EMBED_DIRECTORY,
    graphql: await graphqlOf(store, writing, { site, config, edition }),
    ingest: {
      findBearer: (token, now) => findBearer(reader, token, now),
      deliver: writing.deliver,
    },
    ...pagesOf(store, writer, { site, config, edition }),
  });
}

/**
 * V8 lets a heap grow to about four times what is in use before it clears away what is not. Where large answers follow one
 * another that was 1,030 MB, and is 530 to 780 where it may grow to twice.
 */
const boundGarbage = (): void => setFlagsFromString('--heap-growing-percent=100');

/**
 * Serves until SIGTERM or SIGINT, or until nothing can be written any more; resolves with the exit code when the last
 * answer is sent and everything is closed. A database that cannot be written (yet) is served, and `/readyz` says so.
 *
 * @param member this process's part if it is one of several: then the primary keeps the database, and tells it to stop.
 * @throws AppError if the database cannot be read or the address is taken.
 */
export async function serve(config: Config, member?: Member): Promise<ExitCode> {
  const ownLog = createLog(config.logLevel);
  const log = member ? ownLog.child({ process: member.number }) : ownLog;
  endWhenUnexpected(log);
  boundGarbage();
  const stopped = Promise.race([stopSignal(), ...(member ? [member.stopped] : [])]);
  const database = await (member?.openDatabase(config.databaseUrl) ?? keepDatabase(config.databaseUrl, log));
  try {
    const site: PublicAddress = { base: config.publicUrl ?? '' };
    const app = await compose(config, { log, database, site, member });
    const address = await listen(app.fastify, config);
    site.base ||= address.replace(/\/$/, '');
    await database.writer.started;
    if (member) await member.ready(address);
    else process.stdout.write(`perfplat is ready at ${address}\n`);
    const ending = await Promise.race([
      stopped,
      database.writer.givenUp.then((failure): Ending => ({ failure })),
    ]);
    logEnding(log, ending);
    await stop(app, log, { ...STOP_TIMES, noticeMs: noticeOf(ending) });
    return exitCodeOf(ending);
  } finally {
    await database.close();
  }
}
