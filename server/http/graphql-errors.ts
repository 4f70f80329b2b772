/** What an answer says of its errors: ours in our words, and of any other only that there was one, with the request's id. */
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Moment } from '../context.js';
import { AppError, ArgumentError } from '../errors.js';

const INTERNAL = 'Internal server error';

/** Apollo's own refusals of a request that have no code, such as a hash that is not the document's. */
function isRefusal(error: unknown): boolean {
  const { code, http } =
    (error as { extensions?: { code?: unknown; http?: { status?: number } } }).extensions ?? {};
  return code === undefined && http?.status === 400;
}

const isUnexpected = (error: unknown): boolean => {
  const cause = unwrapResolverError(error);
  if (cause instanceof AppError) return cause.httpStatus === 500;
  if (isRefusal(error)) return false;
  const code = (error as { extensions?: { code?: unknown } }).extensions?.code;
  return code === undefined || code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
};

/** Apollo's `formatError`. Our errors keep their message and code, and name the argument if one is at fault. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const isInternal = formatted.extensions?.code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
  if (cause instanceof AppError && !isUnexpected(error)) {
    const argument = cause instanceof ArgumentError ? { argument: cause.argument } : {};
    return { ...formatted, message: cause.message, extensions: { code: cause.code, ...argument } };
  }
  if (isRefusal(error)) return { ...formatted, extensions: { code: ApolloServerErrorCode.BAD_REQUEST } };
  if (!isInternal) return formatted;
  return {
    ...formatted,
    message: INTERNAL,
    extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR },
  };
}

/** Codes of a request that was understood but whose document is wrong. */
const DOCUMENT_ERRORS: readonly unknown[] = [
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
];

/** True where the caller takes `application/graphql-response+json`, whose status codes mean something. */
const takesGraphqlResponse = (accept: string | undefined): boolean =>
  accept !== undefined && /application\/graphql-response\+json/.test(accept);

/** Logs unexpected errors, adds the request's id to them, and gives the answer its status. */
export function reportErrors<C extends Moment>(log: Logger): ApolloServerPlugin<C> {
  return {
    async contextCreationDidFail({ error }) {
      log.error({ err: error }, 'the question has no context');
    },
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation }) {
          if (!operation || schema.getRootType(operation.operation)) return;
          throw new GraphQLError(`there are no ${operation.operation}s here: ask a query`, {
            extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
          });
        },
        async didEncounterErrors({ errors, contextValue: { requestId } }) {
          for (const error of errors.filter(isUnexpected)) {
            log.error({ requestId, err: unwrapResolverError(error), path: error.path }, 'unexpected error');
          }
        },
        async willSendResponse({ response, errors, request, contextValue: { requestId } }) {
          const { body, http } = response;
          if (body.kind !== 'single' || !body.singleResult.errors) return;
          body.singleResult.errors = body.singleResult.errors.map((error) =>
            error.extensions?.code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR
              ? { ...error, extensions: { ...error.extensions, requestId } }
              : error,
          );
          const causes = (errors ?? []).map(unwrapResolverError);
          const unable = causes.find((cause) => cause instanceof AppError && cause.httpStatus > 500);
          if (unable instanceof AppError && !body.singleResult.data) {
            http.status = unable.httpStatus;
            http.headers.set('retry-after', String(unable.retryAfter ?? 5));
          }
          const isDocumentError = body.singleResult.errors.some(({ extensions }) =>
            DOCUMENT_ERRORS.includes(extensions?.code),
          );
          // GraphQL over HTTP: callers that only know application/json must find a well-formed answer under 200.
          if (isDocumentError && !takesGraphqlResponse(request.http?.headers.get('accept')))
            http.status = 200;
        },
      };
    },
  };
}
