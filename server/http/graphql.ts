/**
 * `/graphql`: Apollo Server behind two rules of ours. What nobody signed is public, and a query's answer is the same while
 * what it rests on does not change, so it is kept; one that was asked for with GET has an entity tag. Answers to POST, and
 * to whoever signs, are stored by nobody else.
 */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Moment, PinnedMoment } from '../context.js';
import { InputError } from '../errors.js';
import { answerTooLarge, MOST_ANSWER_BYTES } from '../graphql/answer-size.js';
import { wholeColumns } from '../graphql/whole-columns.js';
import { AnswerCache } from './answer-cache.js';
import { sendEncoded } from './encoded-body.js';
import { isKnown } from './entity-tag.js';
import { isVisit, serveExplorer } from './explorer.js';
import { errorAnswer, logUnexpected } from './error-answers.js';
import { formatError, reportErrors } from './graphql-errors.js';
import { documentRules, GRAPHQL_LIMITS, limitCost } from './graphql-limits.js';
import { PersistedDocuments } from './persisted-documents.js';
import type { TypeCosts } from './query-cost.js';
import { answerPreflight, PUBLIC_FILE } from './security.js';

export interface GraphqlOptions<C extends PinnedMoment> {
  schema: GraphQLSchema;
  /**
   * Everything resolvers need, made once a request: it pins the version of the data. It is also asked for answers that
   * turn out to be 304, so it must be quick: loaders read nothing until they are used.
   */
  contextFor(request: FastifyRequest, moment: Moment): Promise<C>;
  /** Changes with every release and setting that may answer differently: a part of the entity tags. */
  readonly edition: string;
  /** The elements' documents: known by their hashes from the start. */
  documents?: readonly string[];
  /** `dist/explorer/`: without it browsers get what programs get. */
  explorerDirectory?: string;
  costs?: TypeCosts;
  now?: () => Date;
  /** Whether an answer is given again; unless set it is. */
  keepsAnswers?: boolean;
}

/** With a slash at its end, too, where configuration adds one. */
const PATHS = ['/graphql', '/graphql/'];
/** Who comes back within ten minutes sees at once what was there before, while the browser asks anew. */
const PUBLIC_CACHE = 'public, max-age=60, stale-while-revalidate=600';
const VARY = 'accept, accept-encoding, authorization';

/** The types of an answer. */
const TYPES = ['application/json', 'application/graphql-response+json'];
const METHODS = ['GET', 'POST'] as const;
const OTHER_METHODS = ['HEAD', 'PUT', 'PATCH', 'DELETE'] as const;

/** Whether a range of `Accept` (`application/*;q=0.5`) takes one of them. Apollo looks closer, but only when it has the answer. */
function takesAnswer(range: string): boolean {
  const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  return !isRefused && (type === '*/*' || type === 'application/*' || TYPES.includes(type));
}

type Parameters = Readonly<Record<string, unknown>>;

const asRecord = (value: unknown): Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : {};

/** A part of a question as text that no other part begins with. A body's parts are values where the URL has their JSON. */
function partText(part: unknown): string {
  if (part === undefined || part === null) return '-';
  const text = typeof part === 'string' ? part : JSON.stringify(part);
  return `${text.length}:${text}`;
}

/** The question, the same whether it comes as a URL or as a body, and the type that the answer will have. */
function questionOf({ method, headers, query: url, body }: FastifyRequest, edition: string): string {
  const isUrl = method === 'GET';
  const { query, operationName, variables, extensions } = asRecord(isUrl ? url : body);
  // Text in their place is refused where it comes in a body.
  const objects = [variables, extensions].map((part) => (isUrl || typeof part !== 'string' ? part : [part]));
  return [edition, headers.accept, query, operationName, ...objects].map(partText).join('');
}

/** A whole answer. */
interface GraphqlAnswer {
  status: 200;
  type: string;
  body: string;
}

function refuseLongDocument(request: FastifyRequest): void {
  const { query } = asRecord(request.method === 'GET' ? request.query : request.body);
  const limit = GRAPHQL_LIMITS.documentBytes;
  if (typeof query !== 'string' || Buffer.byteLength(query) <= limit) return;
  throw new InputError(`the document is longer than ${limit} bytes`, 413, 'DOCUMENT_TOO_LONG');
}

/** Before anything is executed: an answer that the caller does not take is not made. */
function refuseOtherTypes({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || accept.trim() === '' || accept.split(',').some(takesAnswer)) return;
  throw new InputError(`the answer is ${TYPES.join(' or ')}, which Accept rules out`, 406, 'NOT_ACCEPTABLE');
}

/** Before the body is read: bodies are short, and one that grows when it is unpacked may be any size. */
async function refuseEncodedBody({ headers }: FastifyRequest): Promise<void> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return;
  throw new InputError(`send the body as it is, without Content-Encoding: ${encoding}`, 415, 'ENCODED_BODY');
}

async function refuseOtherMethods({ method }: FastifyRequest, reply: FastifyReply): Promise<never> {
  reply.header('allow', METHODS.join(', '));
  throw new InputError(`${method} is not possible here: ask with GET or POST`, 405, 'BAD_METHOD');
}

/** The text of an answer. @throws GraphQLError if it is too long */
function stringifyAnswer(answer: unknown): string {
  const text = `${JSON.stringify(answer)}\n`;
  if (Buffer.byteLength(text) <= MOST_ANSWER_BYTES) return text;
  const { message, code } = answerTooLarge();
  throw new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

/** Notes the readings of answers that may be kept: to queries, and without errors. */
const noteWhole = <C extends PinnedMoment>(whole: WeakSet<C['reading']>): ApolloServerPlugin<C> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ operation, response: { body }, contextValue: { reading } }) {
        const isWhole = body.kind === 'single' && !body.singleResult.errors;
        if (isWhole && operation?.operation === 'query') whole.add(reading);
      },
    };
  },
});

function createApollo<C extends PinnedMoment>(
  options: GraphqlOptions<C>,
  log: Logger,
  whole: WeakSet<C['reading']>,
): ApolloServer<C> {
  return new ApolloServer<C>({
    gateway: wholeColumns(options.schema),
    introspection: true,
    // No cookie authenticates anything here, and form content types have no parser: there is nothing to forge.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    parseOptions: { maxTokens: GRAPHQL_LIMITS.tokens },
    validationRules: documentRules(),
    persistedQueries: { cache: new PersistedDocuments(options.documents ?? []) },
    formatError,
    stringifyResult: stringifyAnswer,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      limitCost<C>(options.costs),
      reportErrors<C>(log),
      noteWhole<C>(whole),
    ],
  });
}

/** Errors before Apollo sees the request (content type, size, JSON), in GraphQL's shape. */
function answerGraphqlErrors(scope: FastifyInstance): void {
  scope.setErrorHandler((thrown, request, reply) => {
    const answer = errorAnswer(thrown, request.id);
    logUnexpected(thrown, answer, request);
    const { status, code, message, requestId, retryAfter } = answer;
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8');
    return reply.send({ errors: [{ message, extensions: { code, requestId } }] });
  });
}

/** Mounts the API. The scope is closed with the app: Apollo is stopped after the last answer. */
export async function serveGraphql<C extends PinnedMoment>(
  app: FastifyInstance,
  options: GraphqlOptions<C>,
): Promise<void> {
  const { now = () => new Date() } = options;
  const answers = new AnswerCache<GraphqlAnswer>(options.keepsAnswers);
  const whole = new WeakSet<C['reading']>();
  const apollo = createApollo(options, app.log as Logger, whole);
  await apollo.start();
  const contexts = new WeakMap<object, C>();
  const context = async (request: FastifyRequest): Promise<C> => contexts.get(request)!;
  const makeBody = fastifyApolloHandler<C>(apollo, { context }) as RouteHandlerMethod;

  async function answer(
    this: FastifyInstance,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    if (explorer && isVisit(request)) return explorer(request, reply.header('vary', VARY));
    refuseOtherTypes(request);
    refuseLongDocument(request);
    const moment = { requestId: request.id, now: now(), beforeRead: request.work?.beforeRead };
    const made = await options.contextFor(request, moment);
    const { reading } = made;
    reply.header('cache-control', 'no-store').header('vary', VARY);
    const isPublic = request.headers.authorization === undefined;
    const question = questionOf(request, options.edition);
    let kept = isPublic ? answers.find(question, reading) : undefined;
    if (!kept) {
      contexts.set(request, made);
      const body = (await makeBody.call(this, request, reply)) as string;
      if (!isPublic || reply.statusCode !== 200 || !whole.has(reading)) return body;
      kept = answers.keep(question, reading, {
        status: 200,
        type: String(reply.getHeader('content-type')),
        body,
      });
    }
    if (request.method === 'GET') {
      reply.header('cache-control', PUBLIC_CACHE).header('etag', kept.tag);
      if (isKnown(kept.tag, request.headers['if-none-match'])) {
        reply.removeHeader('content-type').removeHeader('content-length');
        return reply.code(304).send();
      }
    }
    reply.type(kept.answer.type);
    return sendEncoded(request, reply, kept.body);
  }

  const explorer = options.explorerDirectory && (await serveExplorer(app, options.explorerDirectory));
  await app.register(async (scope) => {
    scope.addHook('onClose', () => apollo.stop());
    answerGraphqlErrors(scope);
    for (const url of PATHS) {
      answerPreflight(scope, url);
      scope.route({
        ...PUBLIC_FILE,
        method: [...METHODS],
        url,
        exposeHeadRoute: false,
        onRequest: refuseEncodedBody,
        bodyLimit: GRAPHQL_LIMITS.bodyBytes,
        handler: answer,
      });
      scope.route({
        ...PUBLIC_FILE,
        method: [...OTHER_METHODS],
        url,
        onRequest: refuseOtherMethods,
        handler: refuseOtherMethods,
      });
    }
  });
}
