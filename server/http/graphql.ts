/**
 * `/graphql`: Apollo Server behind two rules of ours. A GET that nobody signed is public and answers the same while what
 * it rests on does not change, so it has an entity tag and is kept; everything else is not stored.
 */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Moment, PinnedMoment } from '../context.js';
import { InputError } from '../errors.js';
import { answerTooLarge, MOST_ANSWER_BYTES } from '../graphql/answer-size.js';
import { AnswerCache } from './answer-cache.js';
import { isKnown } from './entity-tag.js';
import { errorAnswer, logUnexpected } from './error-answers.js';
import { formatError, reportErrors } from './graphql-errors.js';
import { documentRules, GRAPHQL_LIMITS, limitCost } from './graphql-limits.js';
import { PersistedDocuments } from './persisted-documents.js';
import type { TypeCosts } from './query-cost.js';
import { answerPreflight, PUBLIC_READ } from './security.js';

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
  costs?: TypeCosts;
  now?: () => Date;
}

const PATH = '/graphql';
const PUBLIC_CACHE = 'public, max-age=60';

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

const isPublicRead = (request: FastifyRequest): boolean =>
  request.method === 'GET' && request.headers.authorization === undefined;

type Parameters = Readonly<Record<string, unknown>>;

const asRecord = (value: unknown): Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : {};

/** The question as the URL puts it, and the type that the answer will have. */
function questionOf(request: FastifyRequest, edition: string): string {
  const { query, operationName, variables, extensions } = asRecord(request.query);
  return JSON.stringify([edition, request.headers.accept, query, operationName, variables, extensions]);
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

function createApollo<C extends PinnedMoment>(options: GraphqlOptions<C>, log: Logger): ApolloServer<C> {
  return new ApolloServer<C>({
    schema: options.schema,
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
  const answers = new AnswerCache<GraphqlAnswer>();
  const apollo = createApollo(options, app.log as Logger);
  await apollo.start();
  const contexts = new WeakMap<object, C>();
  const answer = fastifyApolloHandler<C>(apollo, { context: async (request) => contexts.get(request)! });

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    refuseOtherTypes(request);
    refuseLongDocument(request);
    const moment = { requestId: request.id, now: now(), beforeRead: request.work?.beforeRead };
    const context = await options.contextFor(request, moment);
    contexts.set(request, context);
    reply.header('cache-control', 'no-store').header('vary', 'Accept, Authorization');
    if (!isPublicRead(request)) return undefined;
    const kept = answers.find(questionOf(request, options.edition), context.reading);
    if (!kept) return undefined;
    reply.header('cache-control', PUBLIC_CACHE).header('etag', kept.tag);
    if (isKnown(kept.tag, request.headers['if-none-match'])) return reply.code(304).send();
    return reply.type(kept.answer.type).send(kept.answer.body);
  }

  /** Keeps an answer of Apollo's that is whole; whoever has it is told so. */
  function keep(request: FastifyRequest, reply: FastifyReply, { reading }: C, body: string): string | null {
    const type = String(reply.getHeader('content-type'));
    const question = questionOf(request, options.edition);
    const { tag } = answers.keep(question, reading, { status: 200, type, body });
    reply.header('cache-control', PUBLIC_CACHE).header('etag', tag);
    if (!isKnown(tag, request.headers['if-none-match'])) return body;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  }

  await app.register(async (scope) => {
    scope.addHook('onClose', () => apollo.stop());
    answerGraphqlErrors(scope);
    answerPreflight(scope, PATH);
    scope.addHook('onSend', async (request, reply, payload) => {
      const isWhole =
        reply.statusCode === 200 && typeof payload === 'string' && !payload.startsWith('{"errors"');
      const context = contexts.get(request);
      const isNew = isWhole && !reply.hasHeader('etag');
      return isNew && context && isPublicRead(request) ? keep(request, reply, context, payload) : payload;
    });
    scope.route<{ Reply: string }>({
      ...PUBLIC_READ,
      method: [...METHODS],
      url: PATH,
      exposeHeadRoute: false,
      onRequest: refuseEncodedBody,
      bodyLimit: GRAPHQL_LIMITS.bodyBytes,
      preHandler: begin,
      handler: answer,
    });
    scope.route({
      ...PUBLIC_READ,
      method: [...OTHER_METHODS],
      url: PATH,
      onRequest: refuseOtherMethods,
      handler: refuseOtherMethods,
    });
  });
}
