/**
 * Pages over HTTP. Each answers from one version of the data and has no reader of its own: so it is kept with an entity
 * tag while what it rests on does not change.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Asking, Reading } from '../loaders/reading.js';
import { InputError } from '../errors.js';
import { withQuery, type PageAnswer, type PageQuestion, type PageRoute } from '../pages/frame/answers.js';
import type { Site } from '../pages/frame/site.js';
import { Assembler } from '../wording/assembler.js';
import { AnswerCache } from './answer-cache.js';
import { serveDataFiles } from './data-files.js';
import { EncodedBody, sendEncoded } from './encoded-body.js';
import { isKnown } from './entity-tag.js';
import { answerPreflight, FRAMABLE, FRAMING, PUBLIC_READ } from './security.js';
import { ANONYMOUS } from '../store/viewer.js';
import { type FindBearer, readerOf } from './viewer-of.js';

export interface PagesOptions {
  routes: readonly PageRoute[];
  site: Site;
  /** Pins the version of the data that an answer comes from. */
  begin(asking: Asking): Promise<Reading>;
  /** Who has a token that is valid now: they may see drafts. Without it nobody is asked. */
  findBearer?: FindBearer;
  /** Changes with every release that may answer differently: a part of the entity tags. */
  edition: string;
  now?: () => Date;
  /** Whether an answer is given again; unless set it is. */
  keepsAnswers?: boolean;
}

const CACHE = 'public, max-age=60';
/** A token makes another answer of the same address. */
const VARY = 'accept-encoding, authorization';
const PRIVATE = 'private, no-store';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const UNVERSIONED = 'public, max-age=3600';

/** The address without the prefix, as the router sees it: `/services/x`. */
const pathOf = (request: FastifyRequest): string => (request.url ?? '/').split('?', 1)[0];

function queryOf({ url }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

/** What of a query a page knows: what others append must neither change an answer nor make another one of it. */
export const knownQuery = (
  request: FastifyRequest,
  { parameters }: Pick<PageRoute, 'parameters'>,
): URLSearchParams =>
  new URLSearchParams([...queryOf(request)].filter(([name]) => parameters.includes(name)));

export const questionOf = (
  request: FastifyRequest,
  query: URLSearchParams,
  { reading, site }: Pick<PageQuestion, 'reading' | 'site'>,
): PageQuestion => ({
  site,
  reading,
  assembler: new Assembler(reading, site),
  path: pathOf(request),
  names: request.params as Record<string, string>,
  query,
});

/** What a page needs before it is drawn: known before its first byte is written, and to proxies that send hints early. */
const linkOf = ({ path, styles }: Site): string =>
  styles.map((each) => `<${path}${each}>; rel=preload; as=style`).join(', ');

function writeHead(
  reply: FastifyReply,
  { status, type, location, filename, isAlwaysSaved }: Omit<PageAnswer, 'body'>,
  site: Site,
  tag: string,
): void {
  const isCached = status === 200 || status === 301;
  reply
    .code(status)
    .type(type)
    .header('cache-control', isCached ? CACHE : 'no-store')
    .header('vary', VARY);
  if (status === 200) reply.header('etag', tag);
  if (location !== undefined) reply.header('location', site.path + location);
  const isSaved = isAlwaysSaved || queryOf(reply.request).has('download');
  if (filename !== undefined && isSaved)
    reply.header('content-disposition', `attachment; filename="${filename}"`);
}

/** What only a token may see is kept by nobody, and has no tag to be asked for again. */
function sendPrivate(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, ...answer }: PageAnswer,
  site: Site,
): Promise<FastifyReply> {
  writeHead(reply, answer, site, '');
  reply.removeHeader('etag').header('cache-control', PRIVATE);
  return sendEncoded(request, reply, new EncodedBody(body, answer.type));
}

/** A new object each time: Fastify keeps what it is given, and adds to it. */
const routeOptions = ({
  isShared,
  framing,
}: Pick<PageRoute, 'isShared' | 'framing'>): RouteShorthandOptions => ({
  ...(isShared ? PUBLIC_READ : framing === 'framed' ? FRAMABLE : framing === 'framing' ? FRAMING : {}),
});

export function servePages(app: FastifyInstance, options: PagesOptions): void {
  const { routes, site, begin, edition, now = () => new Date() } = options;
  const answers = new AnswerCache<PageAnswer>(options.keepsAnswers);
  const settings = JSON.stringify([edition, { ...site, base: null }]);
  // What is in files of data is public.
  serveDataFiles(app, { ...options, begin: (at) => begin({ viewer: ANONYMOUS, now: at }) });
  for (const { path, isShared, framing, parameters, answer } of routes) {
    refuseWriting(app, path);
    if (!isShared) redirectSlash(app, path, site);
    if (isShared) answerPreflight(app, path);
    app.get(path, routeOptions({ isShared, framing }), async (request, reply) => {
      const at = now();
      const reader = await readerOf(request, reply, { findBearer: options.findBearer, now: at });
      const reading = await begin({
        ...{ viewer: reader ?? ANONYMOUS, now: at, beforeRead: request.work?.beforeRead },
      });
      const query = knownQuery(request, { parameters });
      const asked = `${settings} ${site.base} ${pathOf(request)}?${query.toString()}`;
      const make = async (): Promise<PageAnswer> => answer(questionOf(request, query, { reading, site }));
      if (reader) return sendPrivate(request, reply, await make(), site);
      const made = await answers.answer(asked, reading, make, request.work?.waitFor);
      if (made.answer.status === 200 && isKnown(made.tag, request.headers['if-none-match'])) {
        return reply.code(304).headers({ 'cache-control': CACHE, etag: made.tag, vary: VARY }).send();
      }
      writeHead(reply, made.answer, site, made.tag);
      if (!isShared && made.answer.status === 200 && site.styles.length) reply.header('link', linkOf(site));
      return sendEncoded(request, reply, made.body);
    });
  }
}

const WRITING_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Before the body is read: nothing here takes one. */
function refuseWriting(app: FastifyInstance, url: string): void {
  const refuse = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('allow', 'GET, HEAD');
    throw new InputError(
      `${request.method} is not possible here: this address is only read`,
      405,
      'BAD_METHOD',
    );
  };
  app.route({ method: [...WRITING_METHODS], url, onRequest: refuse, handler: refuse });
}

/** The same address with a slash at its end or without one leads to the page. */
function redirectSlash(app: FastifyInstance, path: string, site: Site): void {
  if (path === '/') return;
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  app.get(other, (request, reply) => {
    const asked = pathOf(request);
    const location = path.endsWith('/') ? `${asked}/` : asked.slice(0, -1);
    return reply
      .header('cache-control', CACHE)
      .redirect(site.path + withQuery(location, queryOf(request)), 301);
  });
}

interface Asset {
  type: string;
  body: Buffer;
  cache: string;
}

const ASSET_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
};

interface EmbedManifest {
  groups: { css: string[]; sheets: string[] };
  files: Record<string, { integrity: string }>;
}

/** What the elements' build says of its files; null where it has not run. */
function readEmbedManifest(directory: string): EmbedManifest | null {
  const manifest = join(directory, 'manifest.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as EmbedManifest) : null;
}

/** The pages' own files, from `dist/assets/`: few and small, so they are kept in memory. */
export class PageAssets {
  readonly #files = new Map<string, Asset>();
  /** Paths of the style sheets, in order. */
  readonly styles: string[] = [];
  /** The hash of the elements' script. */
  readonly loaderIntegrity: string | null = null;
  /** The script with the elements' style sheets, which the loader fetches while it waits for the answer. */
  readonly sheetsPath: string | null = null;

  /** @param embedDirectory `dist/embed/`, which has the look of modules; null if there is none */
  constructor(directory: string, embedDirectory: string | null = null) {
    const embed = embedDirectory === null ? null : readEmbedManifest(embedDirectory);
    this.loaderIntegrity = embed?.files['embed.js']?.integrity ?? null;
    this.sheetsPath = embed?.groups.sheets[0] ?? null;
    const manifest = join(directory, 'manifest.json');
    if (!existsSync(manifest)) return;
    const { styles, files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      styles: string[];
      files: string[];
    };
    for (const name of files) {
      const body = readFileSync(join(directory, name));
      const type = ASSET_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      this.#files.set(name, { type, body, cache: styles.includes(name) ? IMMUTABLE : UNVERSIONED });
    }
    // The modules' sheet first, as that build names it: pages may place what is in a module.
    this.styles.push(...(embed?.groups.css ?? []).map((path) => `/${path}`));
    this.styles.push(...styles.map((name) => `/assets/${name}`));
  }

  serve(app: FastifyInstance): void {
    if (!this.#files.size) {
      app.log.warn('the pages have no style sheet until `npm run build` has run');
    }
    for (const [name, { type, body, cache }] of this.#files) {
      // Browsers ask for this one where they always did.
      const path = name === 'favicon.ico' ? '/favicon.ico' : `/assets/${name}`;
      app.get(path, { config: { security: 'file', isAlwaysAnswered: true } }, (_request, reply) =>
        reply.type(type).header('cache-control', cache).send(body),
      );
    }
  }
}
