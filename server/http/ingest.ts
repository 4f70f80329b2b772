/** `POST /ingest`: measurements that programs deliver with a token. Whoever asks is known before the body is read. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { placesOf, withRight } from '../access/rights.js';
import { hashOfRequest } from '../access/stored-answers.js';
import type { Bearer } from '../access/token-table.js';
import { bearerToken, unauthenticated } from '../access/tokens.js';
import { AppError, InputError, SystemError } from '../errors.js';
import { isIdempotencyKey, isSource, MOST_BYTES, SOURCE_LENGTH } from '../ingest/delivery-limits.js';
import { didYouMean, quoted } from '../ingest/message-words.js';
import type { IngestAnswer, IngestRequest } from '../ingest/requests/ingest.js';
import { addressOf, rateLimited } from './limits/address-limits.js';
import { TokenBuckets } from './limits/token-buckets.js';
import { WrongTokens } from './limits/wrong-tokens.js';

export interface IngestOptions {
  /** Who has a token that is valid now; null for any other. */
  findBearer(token: string, now: Date): Promise<Bearer | null>;
  /** Does the work: see `ingest`. */
  deliver(request: IngestRequest): Promise<IngestAnswer>;
  now?: () => Date;
}

const PATH = '/ingest';

const FORMS: Readonly<Record<string, IngestRequest['form']>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
};

/** Bodies in memory. */
const AT_ONCE = 4;
/** Deliveries of a token a minute; twice as many may come at once. */
const PER_MINUTE = 600;

const PARAMETERS = ['mode', 'dry-run', 'source'];

declare module 'fastify' {
  interface FastifyRequest {
    bearer: Bearer | null;
  }
}

/** Finds out who asks, and that they do not ask too often. */
class Door {
  readonly #wrongTokens = new WrongTokens();
  readonly #requests = new TokenBuckets(PER_MINUTE, 2 * PER_MINUTE);

  constructor(private readonly options: IngestOptions) {}

  /** @throws with 401, 403 or 429 */
  async open(request: FastifyRequest, reply: FastifyReply, now: Date): Promise<Bearer> {
    const token = bearerToken(request.headers.authorization);
    const bearer = token && (await this.options.findBearer(token, now));
    if (!bearer) {
      this.#wrongTokens.count(addressOf(request));
      reply.header('www-authenticate', 'Bearer');
      throw unauthenticated();
    }
    const { current, ttl } = this.#requests.take(String(bearer.tokenId));
    if (current > 2 * PER_MINUTE) {
      throw rateLimited(`more than ${PER_MINUTE} deliveries a minute: send more rows in each`, ttl);
    }
    return withRight(bearer, 'write', 'write measurements');
  }
}

export function serveIngest(app: FastifyInstance, options: IngestOptions): void {
  const { now = () => new Date() } = options;
  const door = new Door(options);
  let underWay = 0;
  void app.register(async (scope) => {
    scope.decorateRequest('bearer', null);
    scope.removeAllContentTypeParsers();
    // The body stays a stream until it is known that there is room for it.
    scope.addContentTypeParser(Object.keys(FORMS), (_request, payload, done) => done(null, payload));
    const authenticate = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      reply.header('cache-control', 'no-store');
      request.bearer = await door.open(request, reply, now());
    };
    scope.post(
      PATH,
      { onRequest: authenticate, bodyLimit: MOST_BYTES, config: { rateLimit: false } },
      async (request, reply) => {
        if (underWay >= AT_ONCE) {
          const message = `${AT_ONCE} deliveries are under way: try again shortly`;
          throw new SystemError(message, 'OVERLOADED', 503, { retryAfter: 5 });
        }
        underWay++;
        try {
          const asked = askedOf(request);
          const delivery = readBody(request).then((body) =>
            options.deliver(requestOf(request, asked, body, now())),
          );
          // The body is on its way, then the writer works: nobody needs to stand back for that.
          const { status, body: answer } = await (request.work?.waitFor(delivery) ?? delivery);
          return await reply.code(status).type('application/json; charset=utf-8').send(answer);
        } catch (error) {
          // What was not read of the body would be taken for the next request.
          if (error instanceof AppError && error.httpStatus === 413) reply.header('connection', 'close');
          throw error;
        } finally {
          underWay--;
        }
      },
    );
    scope.route({
      method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
      url: PATH,
      handler: async (_request, reply) => {
        reply.header('allow', 'POST');
        throw new InputError('measurements are delivered with POST', 405, 'METHOD_NOT_ALLOWED');
      },
    });
  });
}

interface Asked extends Pick<IngestRequest, 'form' | 'mode' | 'isDryRun' | 'source'> {
  idempotencyKey: string | null;
}

const badRequest = (message: string): InputError => new InputError(message, 400, 'INVALID');

/** What the head of a request asks for. @throws InputError (400) */
function askedOf(request: FastifyRequest): Asked {
  const query = request.query as Record<string, string | string[]>;
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) throw badRequest(`${quoted(name)} stands there twice`);
    // A slip in `dry-run` would store what was only to be looked at.
    if (!PARAMETERS.includes(name)) {
      const hint = didYouMean(name, PARAMETERS) || `; there are ${PARAMETERS.join(', ')}`;
      throw badRequest(`${quoted(name)} is no parameter of ${PATH}${hint}`);
    }
  }
  const { mode = 'upsert', source = '', 'dry-run': dryRun } = query as Record<string, string | undefined>;
  if (mode !== 'upsert' && mode !== 'replace') throw badRequest('mode must be upsert or replace');
  if (dryRun !== undefined && !['', 'true', 'false'].includes(dryRun)) {
    throw badRequest('dry-run must be true or false; with nothing behind it, it is true');
  }
  if (!isSource(source)) {
    throw badRequest(`source must be a line of at most ${SOURCE_LENGTH} characters`);
  }
  const key = request.headers['idempotency-key'];
  if (key !== undefined && !(typeof key === 'string' && isIdempotencyKey(key))) {
    throw badRequest('Idempotency-Key must be 1 to 200 letters, digits and signs without blanks');
  }
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0].trim().toLowerCase();
  return {
    form: FORMS[type] ?? 'csv',
    mode,
    isDryRun: dryRun !== undefined && dryRun !== 'false',
    source: source.trim() || `POST ${PATH}`,
    idempotencyKey: key ?? null,
  };
}

function requestOf(
  { bearer }: FastifyRequest,
  { idempotencyKey, ...asked }: Asked,
  body: Uint8Array,
  now: Date,
): IngestRequest {
  const { tokenId, scopes } = bearer!;
  const places = placesOf(scopes, 'write');
  // A dry run does nothing that could be done twice.
  const isOnce = idempotencyKey !== null && !asked.isDryRun;
  const requestHash = isOnce ? hashOfRequest(asked, body) : '';
  const key = isOnce ? { tokenId, key: idempotencyKey, requestHash } : null;
  return { ...asked, body, now, tokenId, places, key };
}

const tooLarge = (): InputError =>
  new InputError(
    `the body is more than ${MOST_BYTES / 1_000_000} MB once it is unpacked: send it in parts`,
    413,
    'LIMIT_EXCEEDED',
  );

/** @throws InputError (400, 413, 415) */
async function readBody(request: FastifyRequest): Promise<Uint8Array> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new InputError('a body may be packed with gzip only', 415, 'UNSUPPORTED_ENCODING');
  }
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const stream = request.body as Readable | undefined;
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const read = encoding === 'gzip' ? unpacked(stream) : stream;
  try {
    for await (const chunk of read as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!code.startsWith('Z_')) throw error;
    throw new InputError('the body is not gzip, or breaks off', 400, 'INVALID', { cause: error });
  }
  return Buffer.concat(chunks, bytes);
}

/** A body that breaks off ends what unpacks it, too. */
function unpacked(stream: Readable): Readable {
  const gunzip = createGunzip();
  stream.once('error', (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}
